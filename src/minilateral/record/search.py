"""Find rows by their words.

Takes an open record and text as a person types it; gives hits, best first, each with the place where it matched.
The text may use SQLite's full-text language (`"exact phrase"`, `missil*`, AND, OR, NOT, NEAR, `place : Lima`).
Text that is not of that language, such as `Japan-Korea` or a lone quotation mark, is searched word by word
instead; no text raises an error.
"""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from minilateral.errors import UnknownName
from minilateral.record.read import error_code, translated
from minilateral.record.schema import searched_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.model import Group
    from minilateral.record.read import Record

# What stands around a match in a snippet. Marks no casebook uses, so that a page may turn them into markup safely.
OPEN, CLOSE = "⟦", "⟧"
_SNIPPET_WORDS = 24
_PIECES = re.compile(r'"([^"]*)"|([^\s"]+)')
_SQL = """
    SELECT group_slug, table_name, id, date, status, snippet(search, -1, ?1, ?2, '…', ?3), rank
    FROM search
    WHERE search MATCH ?4
        AND (?5 IS NULL OR group_slug = ?5 OR (table_name = 'shocks' AND id IN (
            SELECT shocks.id FROM shocks, json_each(shocks.actor) AS acting
            WHERE acting.value IN (SELECT value FROM json_each(?6)))))
        AND (?7 IS NULL OR table_name = ?7)
        AND (?8 IS NULL OR date >= ?8) AND (?9 IS NULL OR date <= ?9)
    ORDER BY rank, date DESC, group_slug, table_name, id
    LIMIT ?10
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One row found. `group` is empty for rows shared by all groups; `rank` is lower the better the match."""

    group: str
    table: str
    id: str
    date: date | None
    snippet: str
    rank: float
    status: str


def search(
    record: Record,
    text: str,
    *,
    group: str | None = None,
    table: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 50,
) -> tuple[Hit, ...]:
    """Rows whose words match `text`, best first; superseded rows are found too and say so.

    A search within one group also finds the shocks its members caused. `since` and `until` are inclusive.

    Raises:
        UnknownName: no such group or table.
    """
    within = record.group(group) if group is not None else None
    members = _members_ever(within) if within else ()
    if table is not None and table not in searched_tables():
        raise UnknownName("searched table", table, searched_tables())
    days = (since and since.isoformat(), until and until.isoformat())
    filters = (within and within.slug, json.dumps(members), table, *days, limit)
    typed = text.replace("\0", " ").encode(errors="replace").decode()  # half a surrogate pair is no character
    for expression in (typed, plain(typed)):
        found = _found(record, expression, filters)
        if found is not None:
            return tuple(map(_hit, found))
    return ()


def plain(text: str) -> str:
    """The text as quoted words and phrases that must all occur; a `*` at the end of a word stays a wildcard.

    >>> plain('Japan-Korea "joint statement" missil* -')
    '"Japan-Korea" "joint statement" "missil" *'
    """
    return " ".join(_terms(text))


def _members_ever(group: Group) -> tuple[str, ...]:
    """Codes of the states that belong or once belonged to the group."""
    return (*group.members, *(former.code for former in group.former_members))


def _terms(text: str) -> Iterator[str]:
    for phrase, word in _PIECES.findall(text):
        term = phrase or word.rstrip("*")
        if any(character.isalnum() for character in term):
            yield f'"{term}" *' if word.endswith("*") else f'"{term}"'


def _found(record: Record, expression: str, filters: tuple[object, ...]) -> list[tuple[Any, ...]] | None:
    """The rows that match; None if SQLite does not understand the expression."""
    if not expression.strip():
        return None
    try:
        with translated():
            return record.query(_SQL, (OPEN, CLOSE, _SNIPPET_WORDS, expression, *filters))
    except sqlite3.OperationalError as failure:
        if error_code(failure) != sqlite3.SQLITE_ERROR:
            raise
        return None


def _hit(values: tuple[Any, ...]) -> Hit:
    group, table, row, day, status, snippet, rank = values
    when = date.fromisoformat(day) if day else None
    return Hit(group=group, table=table, id=row, date=when, snippet=snippet, rank=rank, status=status)

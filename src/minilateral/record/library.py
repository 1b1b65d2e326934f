"""Asking the library of documents.

Takes a workspace and what to look for; gives documents, and hits with the place where words matched.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from minilateral.documents import Document, Origin
from minilateral.errors import UnknownName
from minilateral.record import concerned, texts
from minilateral.record.search import CLOSE, OPEN, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from minilateral.model import Group
    from minilateral.record.workspace import Workspace

_WORDS = 24  # of a snippet
_SHOWN = 30  # ids offered when none fits
_FILTERS = (
    "(:issuer IS NULL OR issuer LIKE :issuer OR publisher LIKE :issuer OR host LIKE :issuer) "
    "AND (:kind IS NULL OR kind = :kind) "
    "AND (:since IS NULL OR day >= :since) AND (:until IS NULL OR (day != '' AND day <= :until))"
)
_OF_GROUP = " AND number IN (SELECT number FROM concerns WHERE group_slug = :group)"
# The best are chosen first and cut to snippets afterwards: a common word matches thousands of long texts. Where nothing
# is filtered they are chosen without looking at the documents, which is eight times as fast for such a word.
_BEST_OF_ALL = """
    SELECT words.rowid AS number, rank AS score FROM words WHERE words MATCH :text
    ORDER BY rank, words.rowid LIMIT :limit
"""
_BEST = """
    SELECT words.rowid AS number, rank AS score FROM words JOIN documents ON number = words.rowid
    WHERE words MATCH :text AND {filters} ORDER BY rank, day DESC, id LIMIT :limit
"""
_FIND = """
    SELECT id, day, kind, issuer, host, documents.title, snippet(words, -1, :open, :close, '…', :words), score,
        completeness, relation, url
    FROM ({best}) AS best JOIN documents USING (number) JOIN words ON words.rowid = best.number
    WHERE words MATCH :text ORDER BY score, day DESC, id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which documents are asked for: all that fit every filter given. Days are inclusive and are those of `day`."""

    issuer: str = ""  # words of the issuer, publisher or host
    kind: str = ""
    since: date | None = None
    until: date | None = None
    group: str = ""  # slug

    def values(self) -> dict[str, object]:
        """As the queries take them."""
        return {
            "issuer": f"%{self.issuer}%" if self.issuer else None,
            "kind": self.kind or None,
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "group": self.group,
        }

    def where(self) -> str:
        """The condition of the queries."""
        return _FILTERS + (_OF_GROUP if self.group else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One document that words were found in; `rank` is lower the better the match."""

    id: str
    day: str
    kind: str
    issuer: str
    host: str
    title: str
    snippet: str
    rank: float
    completeness: str
    relation: str
    url: str


def documents(ws: Workspace, filters: Filters | None = None, groups: Iterable[Group] = ()) -> tuple[Document, ...]:
    """Documents that fit, by day and id; those without any day come first.

    Args:
        ws: the workspace.
        filters: which documents.
        groups: every group of the record; needed where documents of one are asked for.
    """
    chosen = filters or Filters()
    sql = f"{texts.SELECT} WHERE {chosen.where()} ORDER BY day, id"
    return tuple(texts.of_row(row) for row in _rows(ws, sql, chosen.values(), groups if chosen.group else ()))


def document(ws: Workspace, named: str) -> Document:
    """The document of this id, or of an id that begins so, or of this address (its latest version).

    Raises:
        UnknownName: there is none, or several begin so; the nearest are offered.
    """
    sql = f"{texts.SELECT} WHERE id = ?1 OR url = ?1 OR (length(?1) >= 4 AND id LIKE ?1 || '%') ORDER BY seen DESC, id"
    found = [texts.of_row(row) for row in _rows(ws, sql, (named,))]
    exact = [one for one in found if named in {one.id, one.url}]
    if exact or len(found) == 1:
        return (exact or found)[0]
    offered = [one.id for one in found] or [row[0] for row in _rows(ws, "SELECT id FROM documents LIMIT ?", (_SHOWN,))]
    raise UnknownName("document", named, offered, "minilateral documents")


def documents_of(ws: Workspace, ids: Iterable[str]) -> tuple[Document, ...]:
    """The documents of these ids that are there, in their order."""
    sql = f"{texts.SELECT} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - own words
    found = {one.id: one for one in map(texts.of_row, _rows(ws, sql, (json.dumps(list(ids)),)))}
    return tuple(found[id_] for id_ in ids if id_ in found)


def find(
    ws: Workspace, text: str, filters: Filters | None = None, *, limit: int = 50, groups: Iterable[Group] = ()
) -> tuple[Found, ...]:
    """Documents whose words match, best first; the text may use SQLite's language of phrases, `*` and NEAR.

    Text that is not of that language is searched word by word; no text raises an error. `groups` as in `documents`.
    """
    chosen = filters or Filters()
    best = _BEST_OF_ALL if chosen == Filters() else _BEST.format(filters=chosen.where())
    sql = _FIND.format(best=best)
    typed = text.replace("\0", " ").encode(errors="replace").decode()
    for expression in (typed, plain(typed)):
        more = {"open": OPEN, "close": CLOSE, "words": _WORDS, "text": expression, "limit": limit}
        try:
            rows = _rows(ws, sql, chosen.values() | more, groups if chosen.group else ()) if expression.strip() else []
        except sqlite3.OperationalError:
            continue
        return tuple(Found(**dict(zip(Found.__slots__, row, strict=True))) for row in rows)
    return ()


def origin_of(ws: Workspace, url: str) -> Origin | None:
    """Where and when an address was last fetched, so that its host can be asked for what is newer."""
    sql = "SELECT url, url, fetched_at, headers FROM origins WHERE url = ? ORDER BY fetched_at DESC LIMIT 1"
    for asked, final, when, headers in _rows(ws, sql, (url,)):
        pairs = tuple((name, value) for name, value in json.loads(headers))
        return Origin(url=asked, final_url=final, fetched_at=datetime.fromisoformat(when), headers=pairs)
    return None


def count(ws: Workspace) -> int:
    """How many documents the library holds."""
    return int(next(iter(_rows(ws, "SELECT count(*) FROM documents")), (0,))[0])


def _rows(
    ws: Workspace,
    sql: str,
    values: tuple[object, ...] | Mapping[str, object] = (),
    groups: Iterable[Group] = (),
) -> list[tuple[Any, ...]]:
    judged = tuple(groups)
    with concerned.translated(ws), concerned.judged(ws, judged) if judged else _reading(ws) as connection:
        return connection.execute(sql, values).fetchall() if connection else []


@contextmanager
def _reading(ws: Workspace) -> Iterator[sqlite3.Connection | None]:
    connection = texts.reader(ws)
    if connection is None:
        yield None
        return
    with closing(connection):
        yield connection

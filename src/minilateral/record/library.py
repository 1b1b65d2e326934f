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
from minilateral.errors import RecordError, UnknownName
from minilateral.record import texts
from minilateral.record.search import CLOSE, OPEN, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from minilateral.record.workspace import Workspace

_WORDS = 24  # of a snippet
_SHOWN = 30  # ids offered when none fits
_FILTERS = (
    "(?1 IS NULL OR issuer LIKE ?1 OR publisher LIKE ?1 OR host LIKE ?1) AND (?2 IS NULL OR kind = ?2) "
    "AND (?3 IS NULL OR day >= ?3) AND (?4 IS NULL OR (day != '' AND day <= ?4))"
)

_FIND = f"""
    SELECT id, day, kind, issuer, host, documents.title, snippet(words, -1, ?5, ?6, '…', ?7), rank, completeness,
        relation, url
    FROM words JOIN documents ON number = words.rowid
    WHERE words MATCH ?8 AND {_FILTERS}
    ORDER BY rank, day DESC, id LIMIT ?9
"""  # noqa: S608 - own words; values are bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which documents are asked for: all that fit every filter given. Days are inclusive and are those of `day`."""

    issuer: str = ""  # words of the issuer, publisher or host
    kind: str = ""
    since: date | None = None
    until: date | None = None

    def values(self) -> tuple[object, ...]:
        """As the queries take them."""
        days = (self.since and self.since.isoformat(), self.until and self.until.isoformat())
        return (f"%{self.issuer}%" if self.issuer else None, self.kind or None, *days)


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


def documents(ws: Workspace, filters: Filters | None = None) -> tuple[Document, ...]:
    """Documents that fit, by day and id; those without any day come first."""
    where = f"{texts.SELECT} WHERE {_FILTERS} ORDER BY day, id"
    return tuple(texts.of_row(row) for row in _rows(ws, where, (filters or Filters()).values()))


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


def find(ws: Workspace, text: str, filters: Filters | None = None, *, limit: int = 50) -> tuple[Found, ...]:
    """Documents whose words match, best first; the text may use SQLite's language of phrases, `*` and NEAR.

    Text that is not of that language is searched word by word; no text raises an error.
    """
    typed = text.replace("\0", " ").encode(errors="replace").decode()
    for expression in (typed, plain(typed)):
        values = (*(filters or Filters()).values(), OPEN, CLOSE, _WORDS, expression, limit)
        try:
            rows = _rows(ws, _FIND, values) if expression.strip() else []
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


def _rows(ws: Workspace, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
    with _reading(ws) as connection:
        return connection.execute(sql, values).fetchall() if connection else []


@contextmanager
def _reading(ws: Workspace) -> Iterator[sqlite3.Connection | None]:
    connection = texts.reader(ws)
    if connection is None:
        yield None
        return
    with closing(connection):
        try:
            yield connection
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as failure:
            raise RecordError(f"{ws.texts} is damaged: {failure}; delete it, it can be made again") from failure

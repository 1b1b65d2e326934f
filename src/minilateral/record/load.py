"""Put casebooks into the record's tables, and take vanished ones out.

Takes a connection inside a transaction and the casebooks read; gives nothing. Whether all of it becomes visible,
or none, is the caller's commit.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.codebook.tables import table, table_names
from minilateral.model import Casebook, Defect, Row
from minilateral.record.casebook import Shared
from minilateral.record.rows import GROUP_COLUMNS, cell, cells, group_cells
from minilateral.record.schema import SEARCHED, SHARED, day_column, insert, quoted, searched_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SEARCH = (
    f"INSERT INTO search ({', '.join(SEARCHED)}, group_slug, table_name, id, date, status) "  # noqa: S608 - own names
    f"VALUES ({', '.join('?' * (len(SEARCHED) + 5))})"
)
_GROUP = f"INSERT INTO groups ({', '.join(GROUP_COLUMNS)}) VALUES ({', '.join('?' * len(GROUP_COLUMNS))})"  # noqa: S608


@dataclass(frozen=True, slots=True, kw_only=True)
class Loadable:
    """What was read for one slug: a casebook (None if its group could not be read), or the shared rows."""

    slug: str
    casebook_hash: str
    book: Casebook | None = None
    shared: Shared | None = None
    defects: tuple[Defect, ...] = ()

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of the table called `name`; none for a table this slug has no say in."""
        if table(name).shared:
            return getattr(self.shared, name) if self.shared else ()
        return getattr(self.book, name) if self.book else ()


def load(connection: sqlite3.Connection, new: Loadable) -> None:
    """Replace all rows of one slug."""
    remove(connection, new.slug)
    connection.execute("INSERT INTO inputs VALUES (?, ?)", (new.slug, new.casebook_hash))
    connection.executemany("INSERT INTO defects VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _defects(new))
    if new.book:
        connection.execute(_GROUP, group_cells(new.book.group))
    for name in table_names():
        _load_table(connection, name, new)


def remove(connection: sqlite3.Connection, slug: str) -> None:
    """Take out all rows of one slug; references are checked by the caller before it commits."""
    for name in table_names():
        if not table(name).shared:
            connection.execute(f"DELETE FROM {quoted(name)} WHERE group_slug = ?", (slug,))  # noqa: S608 - names of tables.yml
        elif slug == SHARED:
            connection.execute(f"DELETE FROM {quoted(name)}")  # noqa: S608 - names of tables.yml
    for name in ("defects", "inputs", "search"):
        connection.execute(f"DELETE FROM {name} WHERE group_slug = ?", (slug,))  # noqa: S608 - own names
    connection.execute("DELETE FROM groups WHERE slug = ?", (slug,))


def _load_table(connection: sqlite3.Connection, name: str, new: Loadable) -> None:
    rows = new.rows(name)
    lead = () if table(name).shared else (new.slug,)
    connection.executemany(insert(name), ((*lead, *cells(name, row)) for row in rows))
    if name in searched_tables():
        connection.executemany(_SEARCH, _words(name, new.slug, rows))


def _words(name: str, slug: str, rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
    """What is searched of each row; lists are plain words here, so that snippets read well."""
    day = day_column(table(name))
    for row in rows:
        found = [getattr(row, column, None) for column in SEARCHED]
        words = ["; ".join(value) if isinstance(value, tuple) else value for value in found]
        yield (*map(cell, words), slug, name, row.id, cell(getattr(row, day)), row.status)


def _defects(new: Loadable) -> Iterator[tuple[object, ...]]:
    for position, defect in enumerate(new.defects):
        yield (
            new.slug, position, defect.file, defect.row, defect.column, defect.found, defect.expected, defect.code,
        )  # fmt: skip

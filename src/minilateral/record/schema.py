"""The form of the record: SQLite statements made from `codebook/tables.yml`, so that the two cannot differ.

Takes nothing; gives the statements that create and empty a record, and the names the other modules read and
write by. Lists are kept as JSON arrays because SQLite (`json_each`) and Datasette (facets) can open them;
an empty cell is NULL. Every table of a group has the key (group_slug, id); tables shared by all groups have id.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import TYPE_CHECKING

from minilateral.codebook.tables import Column, Table, table, table_names

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORD_VERSION = 3
APPLICATION_ID = 0x6D6C6174  # "mlat": says whose database a file is
SHARED = ""  # the group_slug under which shared rows are searched and their defects listed

LISTS = frozenset({"country_list", "text_list", "url_list", "ref_list"})
_INTEGERS = frozenset({"integer", "boolean"})
_DAYS = ("date", "made_date", "from_date")
_INDEXED = ("date", "made_date", "level", "track", "engagement_id", "provocation_id")
SEARCHED = ("summary", "title", "text", "caution", "persons", "place", "key_phrases")
_MAKES_SEARCHABLE = frozenset({"summary", "title", "text"})

_FIXED = (
    """CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE inputs (
        group_slug TEXT PRIMARY KEY, casebook_hash TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE groups (
        slug TEXT PRIMARY KEY, name TEXT NOT NULL, short_name TEXT, members TEXT NOT NULL, former_members TEXT,
        aliases TEXT, founded TEXT, founded_precision TEXT, founded_source_url TEXT, purposes TEXT, focus TEXT,
        note TEXT, origin TEXT NOT NULL) STRICT""",
    """CREATE TABLE defects (
        group_slug TEXT NOT NULL, position INTEGER NOT NULL, file TEXT NOT NULL, "row" INTEGER,
        "column" TEXT NOT NULL, found TEXT NOT NULL, expected TEXT NOT NULL, code TEXT NOT NULL,
        PRIMARY KEY (group_slug, position)) STRICT""",
)


def quoted(name: str) -> str:
    """A name as SQLite reads it whatever the name is (`table` and `row` are words of the language)."""
    return '"' + name.replace('"', '""') + '"'


@cache
def columns_of(name: str) -> tuple[str, ...]:
    """Columns of the table called `name` in the record, in order: the casebook's, and the row's origin."""
    return (*table(name).header, "origin")


def day_column(described: Table) -> str:
    """The column that says when a row of this table happened or began; empty for a table without one."""
    return next((name for name in _DAYS if name in described.header), "")


def searched_tables() -> tuple[str, ...]:
    """Tables whose rows can be found by their words."""
    return tuple(name for name in table_names() if _MAKES_SEARCHABLE & set(table(name).header))


def statements() -> Iterator[str]:
    """Every statement that makes an empty record, in order."""
    yield from _FIXED
    for name in table_names():
        yield _create(table(name))
        yield from _indexes(table(name))
    words = ", ".join(SEARCHED)
    yield (
        f"CREATE VIRTUAL TABLE search USING fts5({words}, group_slug UNINDEXED, table_name UNINDEXED, id UNINDEXED, "
        "date UNINDEXED, status UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')"
    )


@cache
def insert(name: str) -> str:
    """The statement that adds one row to the table called `name`."""
    described = table(name)
    names = columns_of(name) if described.shared else ("group_slug", *columns_of(name))
    places = ", ".join("?" * len(names))
    return f"INSERT INTO {quoted(name)} ({', '.join(map(quoted, names))}) VALUES ({places})"  # noqa: S608 - names of tables.yml


@cache
def select(name: str) -> str:
    """The query for the cells of the table called `name`, texts that are not there as empty ones; takes no order."""
    texts = {column.name for column in table(name).columns if is_text(column)}
    cells = [f"ifnull({quoted(one)}, '')" if one in texts else quoted(one) for one in columns_of(name)]
    return f"SELECT {', '.join(cells)} FROM {quoted(name)}"  # noqa: S608 - names of tables.yml


def is_text(column: Column) -> bool:
    """Whether cells of this column are plain text, for which the model has no None."""
    return column.type not in _INTEGERS | LISTS | {"date"} and not column.name.endswith("_precision")


def create(connection: sqlite3.Connection) -> None:
    """Make the record's tables; the database must be empty and the caller inside a transaction."""
    for statement in statements():
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {RECORD_VERSION}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def empty(connection: sqlite3.Connection) -> None:
    """Drop whatever another version made; the caller is inside a transaction."""
    found = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite!_%' ESCAPE '!' "
        "ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC, type DESC, name"
    ).fetchall()
    for kind, name in found:  # a virtual table goes first and takes its shadow tables along
        connection.execute(f"DROP {kind} IF EXISTS {quoted(name)}")


def _create(described: Table) -> str:
    lines = (
        [] if described.shared else ["group_slug TEXT NOT NULL REFERENCES groups (slug) DEFERRABLE INITIALLY DEFERRED"]
    )
    lines += [_column(column) for column in described.columns]
    lines.append("origin TEXT NOT NULL")
    lines.append(f"PRIMARY KEY ({'id' if described.shared else 'group_slug, id'})")
    lines += [
        _foreign_key(column, described) for column in described.columns if column.type == "ref" and not column.or_to
    ]
    return f"CREATE TABLE {quoted(described.name)} (\n    " + ",\n    ".join(lines) + "\n) STRICT"


def _column(column: Column) -> str:
    kind = "INTEGER" if column.type in _INTEGERS else "TEXT"
    return f"{quoted(column.name)} {kind}{' NOT NULL' if column.required else ''}"


def _foreign_key(column: Column, described: Table) -> str:
    own, other = quoted(column.name), quoted(column.to)
    if described.shared or table(column.to).shared:
        return f"FOREIGN KEY ({own}) REFERENCES {other} (id) DEFERRABLE INITIALLY DEFERRED"
    return f"FOREIGN KEY (group_slug, {own}) REFERENCES {other} (group_slug, id) DEFERRABLE INITIALLY DEFERRED"


def _indexes(described: Table) -> Iterator[str]:
    lead = "" if described.shared else "group_slug, "
    for name in _INDEXED:
        if name in described.header:
            label = quoted(f"{described.name}_{name}")
            yield f"CREATE INDEX {label} ON {quoted(described.name)} ({lead}{quoted(name)})"

"""An opened record: what one state of the database holds, as the frozen records that stages take.

Takes a connection; gives groups, casebooks, hashes and defects. Each `Record` stays inside the one read
transaction it was opened with, so that everything it gives belongs together even while the record is rebuilt.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from minilateral.codebook.tables import table, table_names
from minilateral.errors import CasebookDefects, RecordError, UnknownName
from minilateral.model import Casebook, Defect, Group, Row
from minilateral.record.casebook import Shared, with_shared
from minilateral.record.names import folded, names_of
from minilateral.record.order import in_order
from minilateral.record.rows import GROUP_COLUMNS, group_of, records
from minilateral.record.schema import quoted, select

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One state of the record, open for reading; close it, or use it as a context manager.

    `notes` are sentences for the person at the terminal, such as that a damaged record was rebuilt. `stale` says
    that casebooks have changed since, and that another process was still rebuilding when this one gave up waiting.
    `casebooks` is the folder of the user's own, where what is at fault can be mended.
    """

    connection: sqlite3.Connection
    casebooks: Path
    notes: tuple[str, ...] = ()
    stale: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the state up; nothing can be read afterwards."""
        self.connection.close()

    def groups(self) -> tuple[Group, ...]:
        """Every group, by slug."""
        names = ", ".join(GROUP_COLUMNS)
        return tuple(map(group_of, self.query(f"SELECT {names} FROM groups ORDER BY slug")))  # noqa: S608 - own names

    def group(self, slug: str) -> Group:
        """The group called `slug`, or that alone has it as a name or alias.

        Raises:
            UnknownName: there is none; the nearest are offered.
            CasebookDefects: there is a casebook of that name, which says of no two states that they are the members.
        """
        every = {group.slug: group for group in self.groups()}
        if slug in every:
            return every[slug]
        called = [group for group in every.values() if folded(slug) in map(folded, names_of(group))]
        if not called and (defects := self.defects(slug)):
            raise CasebookDefects(self.casebooks / slug, defects)
        if len(called) != 1:
            raise UnknownName("group", slug, [group.slug for group in called] or every, "minilateral groups")
        return called[0]

    def casebook(self, slug: str) -> Casebook:
        """Everything the record holds of one group, in event-time order; linear in rows.

        `shocks` are those the group's members caused, `offices` those of its members, past and present.

        Raises:
            UnknownName: there is no such group.
        """
        group = self.group(slug)
        found: dict[str, Any] = {name: tuple(self._rows(name, group.slug)) for name in table_names()}
        shared = Shared(shocks=found.pop("shocks"), offices=found.pop("offices"))
        return with_shared(in_order(Casebook(group=group, **found)), shared)

    def hash(self, slug: str) -> str:
        """SHA-256 of the files the group's casebook was read from (ours and the user's).

        Raises:
            UnknownName: there is no such group.
        """
        group = self.group(slug)
        return str(self.query("SELECT casebook_hash FROM inputs WHERE group_slug = ?", (group.slug,))[0][0])

    def defects(self, slug: str | None = None) -> tuple[Defect, ...]:
        """What was wrong in the files of one group, or of all; the rows concerned are not in the record."""
        found = self.query(
            'SELECT file, "row", "column", found, expected, code FROM defects '
            "WHERE ?1 IS NULL OR group_slug = ?1 ORDER BY group_slug, position",
            (slug,),
        )
        return tuple(
            Defect(file=file, row=row, column=column, found=what, expected=expected, code=code)
            for file, row, column, what, expected, code in found
        )

    def faults(self, slug: str | None = None) -> tuple[str, ...]:
        """For the person at the terminal: in which casebooks rows at fault were left out, and how to list them.

        Args:
            slug: only of this group and of the tables shared by all.
        """
        counts = self.query("SELECT group_slug, count(*) FROM defects GROUP BY group_slug ORDER BY group_slug")
        return tuple(
            f"{count} defect{'' if count == 1 else 's'} in {self.casebooks / one}, and what is at fault is left out; "
            f"to list: minilateral casebook check {self.casebooks / one}"
            for one, count in counts
            if slug is None or one in {slug, ""}
        )

    def rows(self) -> int:
        """How many casebook rows the record holds, of all groups and of the tables they share."""
        each = " UNION ALL ".join(f"SELECT count(*) AS n FROM {quoted(name)}" for name in table_names())  # noqa: S608 - names of tables.yml
        return int(self.query(f"SELECT sum(n) FROM ({each})")[0][0])  # noqa: S608 - as above

    def query(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """The answer to one SELECT, for the other modules of the record.

        Raises:
            RecordError: the database is damaged.
        """
        with translated():
            return self.connection.execute(sql, values).fetchall()

    def _rows(self, name: str, slug: str) -> Iterator[Row]:
        where, values = ("", ()) if table(name).shared else (" WHERE group_slug = ?", (slug,))
        return records(name, self.query(f"{select(name)}{where}", values))


@contextmanager
def translated() -> Iterator[None]:
    """Turn SQLite's report of a damaged file into `RecordError`, which says what to type; pass other errors on."""
    try:
        yield
    except sqlite3.DatabaseError as failure:
        if not damaged(failure):
            raise
        raise RecordError(
            "the record is damaged; it is made from casebooks and can be made again", "minilateral rebuild"
        ) from failure


def damaged(failure: sqlite3.DatabaseError) -> bool:
    """Whether SQLite says that the file is no database, or a malformed one."""
    return error_code(failure) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def error_code(failure: sqlite3.DatabaseError) -> int:
    """SQLite's primary result code; 0 for what the Python module itself raises."""
    return int(getattr(failure, "sqlite_errorcode", 0)) & 0xFF

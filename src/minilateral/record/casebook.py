"""A casebook folder, read into one value.

Takes the folder of one group (`group.yml` and its tables); gives a `Reading`: the `Casebook` made of all rows
without a fault, and every defect found. The rule for what is left out:

- a fault in a cell of a row, a missing source, a second use of an id or of an event: the row is left out;
- a reference that leads nowhere: emptied where the column may be empty, else the row is left out;
- a rule that names an unknown track, promises that repeat each other in a loop: listed, and the rows stay;
- a table no row of which could be read: also what `coverage.csv` says of it, for nobody knows what it holds;
- a byte order mark, CR LF line ends, an unknown column or file: listed, and the rows are read all the same.

A user's folder may extend or override a casebook row by row: give that as `base`, and its ids may be pointed to.
Reads only; nothing depends on the order of rows or files. Shared tables (shocks, offices) come from `read_shared`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilateral.codebook.tables import table, table_names
from minilateral.errors import CasebookError
from minilateral.model import Casebook, Defect, Group, Office, Shock
from minilateral.record import links
from minilateral.record.groupfile import FILE, read_group
from minilateral.record.merge import merge
from minilateral.record.order import in_order
from minilateral.record.promises import check_promises
from minilateral.record.tablefile import Rows, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


__all__ = [
    "Reading",
    "Shared",
    "group_tables",
    "is_casebook",
    "merge",
    "read_casebook",
    "read_shared",
    "shipped_casebooks",
    "slugs",
    "with_shared",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder holds, and everything that is wrong with it."""

    book: Casebook
    defects: tuple[Defect, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """The tables that all groups share."""

    shocks: tuple[Shock, ...] = ()
    offices: tuple[Office, ...] = ()
    defects: tuple[Defect, ...] = ()


def shipped_casebooks() -> Path:
    """The folder of the casebooks that come with the package."""
    return Path(str(files("minilateral"))) / "casebooks"


def slugs(folder: Path) -> tuple[str, ...]:
    """Names of the casebooks in `folder`, sorted; a folder counts when it holds `group.yml` or a known table."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(sub.name for sub in folder.iterdir() if sub.is_dir() and is_casebook(sub)))


def is_casebook(folder: Path) -> bool:
    """Whether the folder is meant as the casebook of one group."""
    return (folder / FILE).is_file() or any((folder / f"{name}.csv").is_file() for name in group_tables())


def group_tables() -> tuple[str, ...]:
    """Names of the tables that stand in a group's own folder."""
    return tuple(name for name in table_names() if not table(name).shared)


def _unknown_files(folder: Path, known: Iterable[str], prefix: str) -> list[Defect]:
    names = {f"{name}.csv" for name in known}
    expected = "one of " + ", ".join(sorted(names))
    found = [_written(path.name) for path in sorted(folder.glob("*.csv")) if path.name not in names]
    return [
        Defect(file=prefix + name, row=None, column="", found=name, expected=expected, code="unknown_table")
        for name in found
    ]


def _written(name: str) -> str:
    """The name of a file as text; bytes in it that are none are written out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _ids(book: Casebook | None) -> Mapping[str, frozenset[str]]:
    if book is None:
        return {}
    return {name: frozenset(row.id for row in getattr(book, name)) for name in table_names()}


def _sorted_defects(defects: Iterable[Defect]) -> tuple[Defect, ...]:
    unique = dict.fromkeys(defects)
    return tuple(sorted(unique, key=lambda d: (d.file, d.row is not None, d.row or 0, d.column, d.code, d.found)))


def read_casebook(folder: Path, *, origin: str = "shipped", base: Casebook | None = None, prefix: str = "") -> Reading:
    """Read one group's folder; see the module for what is left out of the book.

    Args:
        folder: the folder; its name is the group's slug.
        origin: what the rows will say of where they come from, `shipped` or `workspace`.
        base: the casebook this folder extends; then it needs no `group.yml` of its own.
        prefix: put before file names in defects, to tell several folders apart.

    Raises:
        CasebookError: there is no such folder.
    """
    if not folder.is_dir():
        raise CasebookError(f"{folder}: no such folder", "minilateral groups")
    defects = _unknown_files(folder, group_tables(), prefix)
    if base is not None and not (folder / FILE).exists():
        group = base.group
    else:
        group, found = read_group(folder, prefix + FILE, origin)
        defects += found
    tables = _tables(folder, origin, prefix)
    links.drop_repeated_events(tables, base.engagements if base else ())
    links.drop_absent(tables, {row.id: row.participants for row in base.engagements} if base else {})
    links.settle(tables, _ids(base))
    links.drop_unread_coverage(tables)
    check_promises(tables, base)
    content: dict[str, Any] = {name: tuple(row for _, row in rows.good) for name, rows in tables.items()}
    defects += [defect for rows in tables.values() for defect in rows.defects]
    return Reading(in_order(Casebook(group=group, **content)), _sorted_defects(defects))


def _tables(folder: Path, origin: str, prefix: str) -> dict[str, Rows]:
    paths = {name: folder / f"{name}.csv" for name in group_tables()}
    return {
        name: read_rows(path, prefix + path.name, table(name), origin) for name, path in paths.items() if path.is_file()
    }


def _shared_paths(folder: Path) -> dict[str, Path]:
    """Where the shared tables of `folder` lie; ours keep office-holders in the codebook, their one home."""
    paths = {name: folder / f"{name}.csv" for name in table_names() if table(name).shared}
    if folder == shipped_casebooks():
        paths["offices"] = Path(str(files("minilateral"))) / "codebook" / "offices.csv"
    return {name: path for name, path in paths.items() if path.is_file()}


def read_shared(folder: Path, *, origin: str = "shipped") -> Shared:
    """The shared tables that lie beside the casebooks of `folder`; empty where there are none."""
    tables = {name: read_rows(path, path.name, table(name), origin) for name, path in _shared_paths(folder).items()}
    links.settle(tables, {})
    shared = [name for name in table_names() if table(name).shared]
    content: dict[str, Any] = {name: tuple(row for _, row in rows.good) for name, rows in tables.items()}
    ordered = in_order(Casebook(group=Group(slug="", name="", members=()), **content))
    defects = _unknown_files(folder, shared, "") if folder.is_dir() else []
    defects += [defect for rows in tables.values() for defect in rows.defects]
    return Shared(ordered.shocks, ordered.offices, _sorted_defects(defects))


def with_shared(book: Casebook, shared: Shared) -> Casebook:
    """The casebook with the office-holders of its members and the shocks its members caused."""
    own = {*book.group.members, *(former.code for former in book.group.former_members)}
    shocks = tuple(shock for shock in shared.shocks if own.intersection(shock.actor))
    offices = tuple(office for office in shared.offices if office.country in own)
    return replace(book, shocks=shocks, offices=offices)

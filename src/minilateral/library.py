"""The Python face: open a group, search the record, check or start a casebook.

Takes names and paths as people type them; gives the frozen records of `minilateral.model`. Whatever the command line
does is done through here or through `OpenGroup`. Only `rebuild` and `new` write.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from minilateral.codebook.tables import table, table_names
from minilateral.errors import UsageError
from minilateral.model import Casebook, Defect, Group
from minilateral.opened import OpenGroup
from minilateral.record import workspace as places

if TYPE_CHECKING:
    from minilateral.record.search import Hit
    from minilateral.record.store import Rebuilt, Record


@dataclass(frozen=True, slots=True)
class Checked:
    """Every defect of the casebooks looked at, and per casebook how many rows can be used."""

    defects: tuple[Defect, ...]
    usable: dict[str, int]


@contextmanager
def _record(workspace: str | Path | None) -> Iterator[tuple[places.Workspace, Record]]:
    from minilateral.record.store import open_record  # noqa: PLC0415 -- SQLite waits until it is needed

    ws = places.workspace(Path(workspace) if workspace else None)
    with open_record(ws) as record:
        yield ws, record


def open(slug: str, *, workspace: str | Path | None = None) -> OpenGroup:  # noqa: A001 -- reads well as ml.open
    """Open one group of the record, which is built or brought up to date first if need be.

    Raises:
        UnknownName: there is no such group; the nearest names are offered.
    """
    with _record(workspace) as (ws, record):
        return OpenGroup(record.casebook(slug), ws, record.notes)


def open_all(*, workspace: str | Path | None = None) -> tuple[OpenGroup, ...]:
    """Open every group of the record, by slug."""
    with _record(workspace) as (ws, record):
        return tuple(OpenGroup(record.casebook(group.slug), ws, record.notes) for group in record.groups())


def groups(*, workspace: str | Path | None = None) -> tuple[Group, ...]:
    """All groups of the record, by slug."""
    with _record(workspace) as (_, record):
        return record.groups()


def search(
    text: str, *, group: str | None = None, limit: int = 50, workspace: str | Path | None = None
) -> tuple[Hit, ...]:
    """Rows whose words match `text`, best first."""
    from minilateral.record.search import search as find  # noqa: PLC0415 -- as above

    with _record(workspace) as (_, record):
        return find(record, text, group=group, limit=limit)


def rebuild(*, force: bool = False, workspace: str | Path | None = None) -> Rebuilt:
    """Bring the record up to date with the casebooks, in one transaction; build all of it anew when `force`."""
    from minilateral.record import store  # noqa: PLC0415 -- as above

    return store.rebuild(places.workspace(Path(workspace) if workspace else None), force=force)


def check(path: str | Path) -> Checked:
    """Look for every defect in one casebook, or in each casebook of a folder; reads only.

    Raises:
        UsageError: there is no folder at `path`.
    """
    from minilateral.record.casebook import read_casebook  # noqa: PLC0415 -- as above
    from minilateral.record.check import check as look  # noqa: PLC0415 -- as above

    folders = _folders(Path(path))
    defects = tuple(defect for folder in folders for defect in look(folder))
    return Checked(defects, {folder.name: _rows(read_casebook(folder).book) for folder in folders})


def _folders(path: Path) -> tuple[Path, ...]:
    if not path.is_dir():
        raise UsageError(
            f"found no folder at {path}; expected a casebook or a folder of casebooks", "minilateral groups"
        )
    several = tuple(sorted(file.parent for file in path.glob("*/group.yml")))
    return (path,) if (path / "group.yml").exists() or not several else several


def _rows(book: Casebook) -> int:
    """How many rows of the group's own tables there are."""
    return sum(len(getattr(book, name)) for name in table_names() if not table(name).shared)


def new(slug: str, *, members: Sequence[str], name: str = "", workspace: str | Path | None = None) -> Path:
    """Start a casebook in the workspace; gives its folder."""
    from minilateral.record.start import start  # noqa: PLC0415 -- as above

    return start(places.workspace(Path(workspace) if workspace else None), slug, members=members, name=name)

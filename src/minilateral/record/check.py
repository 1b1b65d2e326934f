"""Every defect of a casebook, without changing anything.

Takes a folder: one casebook, or a folder of several with the tables they share. Gives all defects in order of file
and line, none left out because of another. A folder with the slug of a shipped casebook is read as an extension of
it: it may point to shipped rows and needs no `group.yml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.record.casebook import (
    Reading,
    is_casebook,
    read_casebook,
    read_shared,
    shipped_casebooks,
    slugs,
)

if TYPE_CHECKING:
    from pathlib import Path

    from minilateral.model import Casebook, Defect


def _extended(folder: Path) -> Casebook | None:
    """The shipped casebook that a user's folder extends, if there is one."""
    shipped = shipped_casebooks() / folder.resolve().name
    if not shipped.is_dir() or shipped.resolve() == folder.resolve():
        return None
    return read_casebook(shipped).book


def examine(folder: Path, *, prefix: str = "") -> Reading:
    """The good rows of one casebook and everything that is wrong with the others.

    Raises:
        CasebookError: there is no such folder.
    """
    return read_casebook(folder, origin="workspace", base=_extended(folder), prefix=prefix)


def check(folder: Path) -> tuple[Defect, ...]:
    """Every defect of the casebook, or of all casebooks and shared tables, in `folder`.

    Raises:
        CasebookError: there is no such folder.
    """
    inside = () if is_casebook(folder) else slugs(folder)
    if not inside:
        return examine(folder).defects
    several = (defect for slug in inside for defect in examine(folder / slug, prefix=f"{slug}/").defects)
    return (*read_shared(folder).defects, *several)

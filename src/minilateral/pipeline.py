"""READ FIRST: the whole system on one page, from casebooks to a brief, one call per stage.

    casebooks ─ record.rebuild ─▶ record ─ .casebook ─▶ Casebook ─ compose ─▶ Brief ─ press ─▶ pages, PDF, data, feed
                                                            └─ measures ─▶ Estimates ─┘

Takes a workspace and the name of a group; gives the brief and the files it was written to. Every stage hands on
frozen records of `model` or `brief.parts`, and none reaches back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import minilateral
from minilateral.brief import engine
from minilateral.brief.compose import compose
from minilateral.brief.texts import from_texts
from minilateral.brief.write import write_brief as press
from minilateral.errors import EndBeforeStart
from minilateral.measures.exposure import default_as_of
from minilateral.record.kept import keeper
from minilateral.record.store import open_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from minilateral.brief.compare.parts import SideBySide
    from minilateral.brief.parts import Brief, Figure
    from minilateral.record.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Written:
    """A brief, the files it was written to, the page to open first, and what a person should know of the record."""

    brief: Brief
    paths: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def write_brief(
    workspace: Workspace,
    slug: str,
    *,
    as_of: date | None = None,
    since: date | None = None,
    sections: Iterable[str] = (),
    one_page: bool = False,
    out: Path | None = None,
) -> Written:
    """Write the brief on one group; the same casebook and days give the same bytes.

    Args:
        workspace: where the record lies; it is brought up to date first if a casebook changed.
        slug: the group.
        as_of: the day the brief stands on; by default the end of observed coverage.
        since: a day from which changes are to be told.
        sections: those below the first screen; none: all but those only on request.
        one_page: whether one page for a minister is to lie beside the brief.
        out: the folder to write into; by default `briefs/GROUP` of the workspace.

    Raises:
        UnknownName: there is no such group or section; the nearest names are offered.
        EndBeforeStart: `since` lies after the day the brief stands on.
        OutputError: the files could not be written; what stood there before is unchanged.
    """
    engine.start()
    made, notes = _read(workspace, slug, as_of=as_of, since=since, sections=sections, each=_draw_ahead)
    return Written(made, press(made, out or workspace.briefs / made.group.slug, one_page=one_page).paths, notes)


def read_brief(
    workspace: Workspace,
    slug: str,
    *,
    as_of: date | None = None,
    since: date | None = None,
    sections: Iterable[str] = (),
) -> Brief:
    """The brief as one value, nothing written but the record."""
    return _read(workspace, slug, as_of=as_of, since=since, sections=sections, each=lambda _: None)[0]


def _draw_ahead(figure: Figure) -> None:
    engine.ahead(figure.spec)


def _read(
    workspace: Workspace,
    slug: str,
    *,
    as_of: date | None,
    since: date | None,
    sections: Iterable[str],
    each: Callable[[Figure], object],
) -> tuple[Brief, tuple[str, ...]]:
    """The brief, and notes on the record it was made from."""
    keep = keeper(workspace.kept)
    with open_record(workspace) as record:
        book, casebook_hash = record.casebook(slug), record.hash(slug)
        stands = as_of or default_as_of(book)
        if since and stands and stands < since:
            raise EndBeforeStart(since, stands, "what changed up to the day of the brief")
        held = from_texts(workspace, book, record, stands, keep)
        notes = (*record.notes, *record.faults(book.group.slug), *held.notes)
    version = minilateral.__version__
    known = {"version": version, "casebook_hash": casebook_hash}
    return compose(book, as_of, since, **known, sections=sections, each=each, keep=keep, held=held), notes


@dataclass(frozen=True, slots=True)
class Compared:
    """Groups side by side, the files they were written to if any, and what a person should know of the record."""

    groups: SideBySide
    paths: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()


def compare_groups(
    workspace: Workspace,
    *,
    as_of: date | None = None,
    out: Path | None = None,
    each: Callable[[str], object] = lambda _: None,
) -> Compared:
    """The same measures of every group side by side; the same casebooks and day give the same bytes.

    Args:
        workspace: where the record lies; it is brought up to date first if a casebook changed.
        as_of: one day for all; by default each stands on the end of its own observed coverage.
        out: a folder to write the page and its data into; None: nothing is written but the record.
        each: is told the name of each group before it is measured.

    Raises:
        OutputError: the files could not be written; what stood there before is unchanged.
    """
    # A brief on one group does not pay for these: a tenth of its time.
    from minilateral.brief.compare.compose import side_by_side  # noqa: PLC0415
    from minilateral.brief.compare.write import write as write_groups  # noqa: PLC0415

    if out:
        engine.start()
    with open_record(workspace) as record:
        books = [(record.casebook(group.slug), record.hash(group.slug)) for group in record.groups()]
        notes = (*record.notes, *record.faults())
    made = side_by_side(books, as_of, version=minilateral.__version__, each=each)
    return Compared(made, write_groups(made, out) if out else (), notes)

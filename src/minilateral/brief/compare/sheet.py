"""What the page shows, put together: sentences, the figure, a table a theme, and the evidence behind all of it.

Takes a `SideBySide`; gives a `Sheet`. The press of the brief sets it, so it carries a `Brief` of all members: the
sentences, tables and evidence are there, and what only a brief on one group has is empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from minilateral.brief.compare import cells, doubts, watched, words
from minilateral.brief.compare.shelf import Shelf
from minilateral.brief.compare.years import years
from minilateral.brief.compose import in_order, texts
from minilateral.brief.parts import Brief, Ref, Section, Table
from minilateral.brief.wording import short_day
from minilateral.model import Group

if TYPE_CHECKING:
    from datetime import date

    from minilateral.brief.compare.parts import Cell, Panel, Side, SideBySide

EMPTY = Table(id="empty", caption="", columns=(), rows=())
WATCHED = "watched"  # the section that says what was watched


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One cell as it is read: the number with what stands beside it, and either how it was watched or why not known."""

    key: str  # of the evidence set; empty where nothing was counted
    number: str
    beside: str
    state: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One theme as a table: a head and an interval for each headline, and a row for each group."""

    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Side, str, tuple[Shown, ...]], ...]  # group, its day, its numbers; one where none is known
    unknown: tuple[str, ...]  # reasons with their groups, for paper, where nothing opens


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The page before it is set: `grids` by the id of their section, and the cautions with the groups they apply to."""

    brief: Brief
    grids: dict[str, Grid]
    cautions: tuple[tuple[str, str], ...]


def sheet(made: SideBySide) -> Sheet:
    """Everything on the page; the same groups and day give the same sheet."""
    shelf = Shelf(made.sides)
    standfirst = words.not_ranked(made, shelf)
    figure = years(made, shelf)
    grids = {panel.theme.id: _grid(panel) for panel in made.panels}
    sections = tuple(_section(made, panel, shelf) for panel in made.panels)
    seen = watched.numbered(made, shelf)
    last = Section(
        id=WATCHED,
        title="What was watched",
        lead=("No number here is better than the record behind it.",),
        paragraphs=tuple((text,) for text in (watched.without(made, seen),) if text),
        figures=(figure,) if figure else (),
        tables=(watched.watched(made, shelf), *((seen,) if seen.rows else ())),
    )
    first = {
        "standfirst": standfirst, "findings": (), "glance": EMPTY, "tracks": EMPTY, "silent": EMPTY, "newest": (),
        "would_change": (), "sections": (*sections, last),
    }  # fmt: skip
    refs = [part for text in texts(**first, caution=()) for part in text if isinstance(part, Ref)]  # type: ignore[arg-type]
    rows = shelf.rows(refs)
    brief = Brief(
        group=_everybody(made),
        as_of=_last(made),
        coverage_end=None,
        since=None,
        title=words.TITLE,
        estimates=(),
        evidence=in_order(shelf.ledger.sets.values(), rows),
        rows=rows,
        version=made.version,
        casebook_hash=_hash(made),
        **first,  # type: ignore[arg-type]
    )
    return Sheet(brief=brief, grids=grids, cautions=tuple(words.cautions(made.panels)))


def _everybody(made: SideBySide) -> Group:
    members = sorted({code for side in made.sides for code in side.book.group.members})
    return Group(slug="groups", name=words.TITLE, members=tuple(members))


def _last(made: SideBySide) -> date:
    from datetime import date  # noqa: PLC0415 -- only where nothing is on record

    return max((side.as_of for side in made.sides if side.as_of), default=date(1, 1, 1))


def _hash(made: SideBySide) -> str:
    """One hash of all casebooks."""
    return sha256("".join(side.casebook_hash for side in made.sides).encode()).hexdigest()


def _section(made: SideBySide, panel: Panel, shelf: Shelf) -> Section:
    """A theme with its numbers tied to their rows; the page sets the first table as a grid."""
    table = Table(
        id=panel.theme.id,
        caption=panel.theme.title,
        columns=tuple(headline.words for headline in panel.theme.headlines),
        rows=tuple(
            tuple(
                (shelf.estimate(cell.side, cells.number(cell), cells.key(cell), cell.estimate),)
                if cell.estimate and _counted(cell)
                else (cells.UNKNOWN,)
                for cell in row
            )
            for row in zip(*panel.columns, strict=True)
        ),
    )
    shaken = panel.theme.id == "spillover"
    return Section(
        id=panel.theme.id,
        title=panel.theme.title,
        lead=words.known(panel, shelf),
        paragraphs=doubts.paragraphs(made, shelf) if shaken else (),
        tables=(table, *(doubts.tables(made, shelf) if shaken else ())),
    )


def _grid(panel: Panel) -> Grid:
    differing = [cells.differs(column) for column in panel.columns]
    heads = tuple(
        (headline.words, cells.interval(column))
        for headline, column in zip(panel.theme.headlines, panel.columns, strict=True)
    )
    rows = tuple(
        (row[0].side, _day(row[0].side), _row(tuple(map(_shown, row, differing))))
        for row in zip(*panel.columns, strict=True)
    )
    unknown = tuple(f"{', '.join(names)}: {reason}" for reason, names in cells.unknown(panel))
    return Grid(heads=heads, rows=rows, unknown=unknown)


def _day(side: Side) -> str:
    if side.as_of is None:
        return "nothing on record"
    return f"to {short_day(side.as_of)}" + ("" if side.observed_to else ", never fully observed")


def _counted(cell: Cell) -> bool:
    """Whether there is something to lead to: a number, or rows that were looked at and allow none."""
    return cell.estimate is not None and (cell.value is not None or bool(cell.estimate.evidence))


def _row(shown: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """The numbers of one group; where all are unknown for one reason, that once."""
    return shown[:1] if shown[0].why and len({one.why for one in shown}) == 1 else shown


def _shown(cell: Cell, told: bool) -> Shown:  # noqa: FBT001 - mapped over a row
    known = cell.value is not None
    return Shown(
        key=cells.key(cell) if _counted(cell) else "",
        number=cells.number(cell),
        beside=cells.beside(cell),
        state=cells.state(cell) if told else "",
        why="" if known else cells.why(cell),
    )

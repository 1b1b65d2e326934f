"""What was watched of each group, and how complete its meetings are by the numbers official texts give them.

Takes a `SideBySide` and the shelf of the page; gives two tables. They are what makes the other numbers comparable
or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.compare.cells import UNKNOWN
from minilateral.brief.members import country
from minilateral.brief.parts import Num, Table, anchor, evidence_key
from minilateral.brief.wording import chained, day, listed, period, shortened, span_of_years
from minilateral.codebook.levels import MINISTER_RANK, crosswalk
from minilateral.measures import MEASURES

if TYPE_CHECKING:
    from minilateral.brief.compare.parts import Side, SideBySide
    from minilateral.brief.compare.shelf import Shelf
    from minilateral.brief.parts import Text
    from minilateral.model import Coverage, Estimate

FEWEST = 2  # numbered meetings from which a series is shown: a single one is 1 of 1 by its nature


def watched(made: SideBySide, shelf: Shelf) -> Table:
    """Who the groups are, and when each was watched."""
    return Table(
        id="watched",
        caption="The groups, and when each was watched",
        columns=("Group", "Members", "Counted to", "Observed", "Watched in part"),
        rows=tuple(
            (
                (side.name,),
                (listed([country(code) for code in side.book.group.members]),),
                (shortened(day(side.as_of)) if side.as_of else UNKNOWN,),
                _spans(side, "observed", shelf),
                _spans(side, "partial", shelf),
            )
            for side in made.sides
        ),
    )


def _spans(side: Side, how: str, shelf: Shelf) -> Text:
    """The stretches of time so watched up to the day, each leading to the row that says so."""
    rows = [
        row for row in side.book.coverage
        if row.live and row.table == "engagements" and not row.track and row.watched == how
        and side.as_of and row.from_date <= side.as_of
    ]  # fmt: skip
    ordered = sorted(rows, key=lambda row: row.from_date)
    return chained([(shelf.ref(side, _when(row), row.id),) for row in ordered], "; ") or ("–",)


def _when(row: Coverage) -> str:
    return shortened(period(row.from_date, row.to_date))


def numbered(made: SideBySide, shelf: Shelf) -> Table:
    """Meetings of ministers and leaders on record, of those that official texts number."""
    rows = [
        _row(side, one, shelf)
        for side in made.sides
        for one in (MEASURES["completeness"](side.book, side.as_of) if side.as_of else ())
        if one.name == "ordinal_recall" and one.value is not None and (one.n or 0) >= FEWEST and _high(side, one)
    ]
    return Table(
        id="numbered",
        caption="Numbered meetings of ministers and leaders: how many of them the record holds",
        columns=("Group", "Track", "Period", "On record", "Numbered"),
        rows=tuple(rows),
        numeric=(3, 4),
    )


def without(made: SideBySide, table: Table) -> str:
    """The groups of which no such series is public."""
    there = {"".join(part if isinstance(part, str) else part.text for part in row[0]) for row in table.rows}
    names = [side.name for side in made.sides if side.name not in there]
    return f"No such series is public for: {', '.join(names)}." if names else ""


def _high(side: Side, one: Estimate) -> bool:
    levels = {track.id: track.level for track in side.book.tracks}
    return one.of("track") in levels and crosswalk(levels[one.of("track")]).rank >= MINISTER_RANK


def _row(side: Side, one: Estimate, shelf: Shelf) -> tuple[Text, ...]:
    names = {track.id: track.name for track in side.book.tracks}
    name = names[one.of("track")]
    key = anchor(side.slug, evidence_key(one))
    recorded = shelf.cite(side, one.of("recorded"), key, f"{name}, numbered meetings on record", one.evidence)
    series = one.of("series")
    when = span_of_years(one.from_date, one.to_date)
    return (
        (side.name,),
        (name,),
        (series if series.startswith(when) else f"{when}, {series}" if series else when,),
        (recorded,),
        (Num(str(one.n), key),),
    )

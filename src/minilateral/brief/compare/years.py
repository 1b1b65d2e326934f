"""Contacts of each group year by year: a row a group, each on its own scale, what was not observed hatched.

Takes the groups and the shelf of the page; gives one figure. Rows do not share a scale: how much was found differs by
group, so a year is to be read beside the other years of its row and not beside another row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.charts import key, theme
from minilateral.brief.charts.layers import Frame, Layer, Segment, bands, hatch, labels, named, specification, strokes
from minilateral.brief.charts.when import after, grid, unknown
from minilateral.brief.parts import Figure, Table, anchor
from minilateral.brief.wording import listed
from minilateral.measures.exposure import watch
from minilateral.measures.occasions import contacts, ids, inside
from minilateral.measures.windows import between

if TYPE_CHECKING:
    from datetime import date

    from minilateral.brief.compare.parts import Side, SideBySide
    from minilateral.brief.compare.shelf import Shelf
    from minilateral.brief.parts import Num, Text
    from minilateral.measures.occasions import Contact

YEARS = 20  # shown before the last
LEFT, RIGHT, TOP, WIDTH = 158, 92, 24, 290
PITCH, HIGH = 33, 23  # px from row to row, and of the tallest bar


@dataclass(frozen=True, slots=True)
class _Year:
    """Contacts of one group in one calendar year up to its day; `whole` if all those days were observed."""

    year: int
    found: tuple[Contact, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """One group: its years from its first on, and the stretches that were not observed."""

    side: Side
    years: tuple[_Year, ...]
    hidden: tuple[tuple[float, float], ...]

    @property
    def most(self) -> _Year | None:
        """The year with most contacts, the latest of several."""
        found = [year for year in self.years if year.found]
        return max(found, key=lambda year: (len(year.found), year.year), default=None)


def years(made: SideBySide, shelf: Shelf) -> Figure | None:
    """The figure; None where no group has a contact. Counts of its table are tied in `shelf`."""
    standing = [side for side in made.sides if side.as_of]
    last = max((side.as_of for side in standing if side.as_of), default=None)
    if last is None:
        return None
    first = last.replace(year=max(1, last.year - YEARS), month=1, day=1)
    rows = [_row(side, first, last) for side in standing]
    if not any(row.most for row in rows):
        return None
    alt = _alt(rows, first, last)
    return Figure(
        id="years",
        title="Contacts of all members, year by year",
        subtitle=f"{first.year} to {last.year}, each row on its own scale: compare years within a row, not rows",
        alt=alt,
        spec=_drawn(rows, first, last, alt),
        data=_table(rows, first, last, shelf),
        note="A contact is a meeting, call or dialogue of all members. Each row ends on the group's own day.",
    )


def _row(side: Side, first: date, last: date) -> _Row:
    stands = side.as_of or last
    begun = max(_begun(side), first)
    found = contacts(side.book, stands)
    made = []
    for year in range(begun.year, stands.year + 1):
        window = between(
            max(begun, begun.replace(year=year, month=1, day=1)),
            min(stands, begun.replace(year=year, month=12, day=31)),
        )
        made.append(_Year(year, inside(found, window), watch(side.book).share(window) >= 1))
    hidden = unknown(side.book, "engagements", begun, stands) if begun <= stands else []
    rest = [(after(stands), after(last))] if stands < last else []
    return _Row(side, tuple(made), tuple(_joined([*hidden, *rest])))


def _joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches in order, those that touch as one."""
    made: list[tuple[float, float]] = []
    for start, end in stretches:
        if made and start - made[-1][1] < 1 / 365:
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return made


def _begun(side: Side) -> date:
    """The first day of which the record could say anything: before it there was no group."""
    book = side.book
    days = [row.date for row in book.engagements if row.live]
    days += [row.from_date for row in book.coverage if row.live and row.table == "engagements"]
    days += [book.group.founded] if book.group.founded else []
    return min(days)


def _alt(rows: list[_Row], first: date, last: date) -> str:
    told = [f"{row.side.name} most in {row.most.year} ({len(row.most.found)})" for row in rows if row.most]
    thin = [row.side.name for row in rows if any(not year.whole for year in row.years)]
    said = [f"A row of bars for each group, one bar a year, {first.year} to {last.year}: {listed(told)}."]
    said += [f"Years not wholly observed are hatched: {listed(thin)}."] if thin else []
    return " ".join(said)


def _drawn(rows: list[_Row], first: date, last: date, alt: str) -> str:
    bottom = PITCH * len(rows)
    entries = key.lines(_entries(rows), WIDTH + LEFT + RIGHT)
    frame = Frame(
        width=WIDTH, height=bottom, left=LEFT, right=RIGHT, top=TOP, bottom=26 + key.LINE * len(entries),
        x=(float(first.year), float(last.year + 1)), y=(0, bottom), down=True,
    )  # fmt: skip
    layers: list[Layer] = [*_ground(frame, bottom)]
    for place, row in enumerate(rows):
        layers += _strip(frame, row, PITCH * (place + 1) - 5.0)
    layers += labels([(frame.x[1], -10.0, "most in a year")], colour=theme.MUTED, align="right", dx=RIGHT - 2)
    return specification(frame, [*layers, *key.drawn(frame, entries, bottom + 34)], alt)


def _ground(frame: Frame, bottom: float) -> list[Layer]:
    marks = [float(year) for year in grid(*frame.x, most=5)]
    return [
        *strokes([(x, 0, x, bottom) for x in marks], colour=theme.HAIR),
        *labels([(x, bottom + 12, f"{x:.0f}") for x in marks], colour=theme.MUTED, align="left"),
    ]


def _strip(frame: Frame, row: _Row, base: float) -> list[Layer]:
    """One group: hatching where it was not observed, a bar a year, its name and its tallest year."""
    most = row.most
    scale = HIGH / len(most.found) if most else 0.0
    end = min(after(row.side.as_of), frame.x[1]) if row.side.as_of else frame.x[1]
    bars: dict[bool, list[Segment]] = {True: [], False: []}
    for year in row.years:
        if year.found:
            right = min(year.year + 0.84, end)
            bars[year.whole].append(
                (year.year + 0.12, base - scale * len(year.found), max(right, year.year + 0.3), base)
            )
    start = float(row.years[0].year) if row.years else frame.x[0]
    said = f"{len(most.found)} in {most.year}" if most else "none"
    return [
        *hatch(frame, [(max(a, frame.x[0]), base - HIGH, b, base) for a, b in row.hidden], y_px=1, gap=6),
        *bands(bars[False], fill=theme.ACT_MID),
        *bands(bars[True], fill=theme.ACT),
        *strokes([(start, base, frame.x[1], base)], colour=theme.FAINT),
        *named([(frame.x[0] - frame.left * frame.per_px, base - 9, row.side.name)], LEFT - 8),
        *labels([(frame.x[1], base - 9, said)], align="right", dx=RIGHT - 2),
    ]


def _entries(rows: list[_Row]) -> list[key.Entry]:
    pale = any(year.found and not year.whole for row in rows for year in row.years)
    entries = [
        (True, "year wholly observed", lambda _, x, y: _patch(x, y, frame=_, fill=theme.ACT)),
        (pale, "what was found in others", lambda _, x, y: _patch(x, y, frame=_, fill=theme.ACT_MID)),
        (any(row.hidden for row in rows), "watched in part or not at all", lambda _, x, y: _patch(x, y, frame=_)),
    ]
    return [key.Entry(meaning, sign) for occurs, meaning, sign in entries if occurs]


def _patch(x: float, y: float, *, frame: Frame, fill: str = "") -> list[Layer]:
    half = 5 * frame.per_px
    box = [(x - half, y - 5, x + half, y + 5)]
    return bands(box, fill=fill) if fill else hatch(frame, box, y_px=1, gap=5)


def _table(rows: list[_Row], first: date, last: date, shelf: Shelf) -> Table:
    by_year = [{year.year: year for year in row.years} for row in rows]
    return Table(
        id="years-data",
        caption="Contacts by calendar year; + where the year was not wholly observed and there may be more",
        columns=("Year", *(row.side.name for row in rows)),
        rows=tuple(
            ((str(year),), *(_count(row, of.get(year), shelf) for row, of in zip(rows, by_year, strict=True)))
            for year in range(last.year, first.year - 1, -1)
        ),
        numeric=tuple(range(1, len(rows) + 1)),
    )


def _count(row: _Row, year: _Year | None, shelf: Shelf) -> Text:
    """A year's contacts: "7", "7+" where there may be more, and a dash where nothing can be said."""
    if year is None or not (year.found or year.whole):
        return ("–",)
    text = f"{len(year.found):,}" + ("" if year.whole else "+")
    number: Num = shelf.cell(
        row.side, anchor(row.side.slug, "years"), str(year.year), f"contacts in {year.year}", ids(year.found), text=text
    )
    return (number,)

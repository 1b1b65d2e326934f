"""When a series changed: its count a quarter, the levels between dated changes, and the months in which alarms came.

Takes the changes found in one series; gives one figure. A change is drawn where it is likeliest, its span shaded;
quarters nobody observed have no bar.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from minilateral.brief.charts import theme
from minilateral.brief.charts.layers import Frame, Layer, bands, hatch, labels, points, specification, strokes
from minilateral.brief.charts.when import after, grid, position, unknown
from minilateral.brief.leveled import month_words
from minilateral.brief.parts import Figure, Table
from minilateral.brief.wording import day, decimal, opening, plural
from minilateral.changes.results import SURE
from minilateral.measures.windows import month_span

if TYPE_CHECKING:
    from datetime import date

    from minilateral.brief.ledger import Ledger
    from minilateral.changes.results import Dated, Judged
    from minilateral.model import Casebook

YEARS = 15  # shown before the day
LEFT, RIGHT, TOP = 34, 112, 44
HEIGHT = 190
QUARTER = 3  # months
PLAIN = 2  # the ends alone: no change between them
ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class _Bar:
    """One quarter: its first month, how many were found, months observed, and the rows."""

    first: int
    count: float
    months: float
    rows: tuple[str, ...]

    @property
    def rate(self) -> float:
        """How many per month observed."""
        return self.count / self.months


def changes(book: Casebook, found: Judged, as_of: date, ledger: Ledger) -> Figure | None:
    """A counted series by quarter with its changes; None where no change may be told of it."""
    bars = [] if found.series.reason else _bars(found, as_of)
    if not bars:
        return None
    alt = _alt(found, bars)
    return Figure(
        id="changes",
        title=f"{opening(found.series.noun)} by quarter, and where their level changed",
        subtitle=f"{found.series.label} per month observed, to {day(as_of)}",
        alt=alt,
        spec=_drawn(book, found, bars, as_of, alt),
        data=_table(found, bars, ledger),
        note="Line: the level between changes that are more likely than not, dated looking back; shaded: 80% of when "
        "each began. Triangles: months in which an alarm was or would have been raised. Hatched: not observed.",
    )


def _bars(found: Judged, as_of: date) -> list[_Bar]:
    """Quarters with a day observed, of the years shown."""
    one = found.series
    heaps: dict[int, list[int]] = {}
    for at in range(len(one.e)):
        month = one.first + at
        if one.e[at] > 0 and month // 12 >= as_of.year - YEARS:
            heaps.setdefault(month // QUARTER, []).append(at)
    return [
        _Bar(
            quarter * QUARTER,
            sum(one.y[at] for at in some),
            sum(one.e[at] for at in some),
            tuple(row for at in some for row in one.rows[at]),
        )
        for quarter, some in sorted(heaps.items())
    ]


def _alt(found: Judged, bars: list[_Bar]) -> str:
    first, last = month_words(bars[0].first), month_words(bars[-1].first + QUARTER - 1)
    told = [f"Bars of {found.series.noun} per month by quarter, {first} to {last}."]
    sure = [one for one in found.dated if one.p >= SURE and one.month >= bars[0].first]
    told += [
        f"The level changed about {month_words(one.month)}, from {decimal(one.before)} to {decimal(one.after)} a month."
        for one in sure
    ]
    told += [] if sure else ["No month stands out as that of a change."]
    alarms = [f"{month_words(one.month)} ({one.direction})" for one in found.fresh if one.month >= bars[0].first]
    told.append(f"{plural(len(alarms), 'Alarm')}: {', '.join(alarms)}." if alarms else "No alarm.")
    return " ".join(told)


def _drawn(book: Casebook, found: Judged, bars: list[_Bar], as_of: date, alt: str) -> str:
    first = month_span(bars[0].first).from_date
    top = max(bar.rate for bar in bars) or 1.0
    frame = Frame(
        width=theme.NARROW - LEFT - RIGHT, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=26,
        x=(position(first), after(as_of)), y=(0, top * 1.05),
    )  # fmt: skip
    years = [float(year) for year in grid(*frame.x, most=8)]
    ticks = [value for value in (top / 2, top) if value]
    ends = frame.x[0], frame.x[1]
    layers = [
        *hatch(frame, [(a, frame.y[1], b, 0) for a, b in unknown(book, "engagements", first, as_of)],
               y_px=HEIGHT / frame.y[1]),
        *_spans(frame, found),
        *strokes([(ends[0], t, ends[1], t) for t in ticks], colour=theme.HAIR),
        *labels([(ends[0], t, decimal(t)) for t in (0, *ticks)], colour=theme.MUTED, align="right", dx=-8),
        *bands([(max(bar.first / 12 + 0.03, ends[0]), 0, min(bar.first / 12 + 0.22, ends[1]), bar.rate)
                for bar in bars if bar.count], fill=theme.ACT_MID),
        *strokes([(ends[0], 0, ends[1], 0)], colour=theme.FAINT),
        *labels([(x, 0, f"{x:.0f}") for x in years], colour=theme.MUTED, align="center", dy=16),
        *_levels(frame, found, bars),
        *_alarms(frame, found),
    ]  # fmt: skip
    return specification(frame, layers, alt)


def _sure(frame: Frame, found: Judged) -> list[Dated]:
    return [one for one in found.dated if one.p >= SURE and one.month / 12 > frame.x[0]]


def _spans(frame: Frame, found: Judged) -> list[Layer]:
    boxes = [
        (max(one.first / 12, frame.x[0]), frame.y[1], min((one.last + 1) / 12, frame.x[1]), 0.0)
        for one in _sure(frame, found)
    ]
    return bands(boxes, fill=theme.WASH2)


def _levels(frame: Frame, found: Judged, bars: list[_Bar]) -> list[Layer]:
    """The mean between changes that are more likely than not, and its last value."""
    edges = [bars[0].first, *(one.month for one in _sure(frame, found)), bars[-1].first + QUARTER]
    segments, last = [], 0.0
    for start, end in pairwise(edges):
        inside = range(max(0, start - found.series.first), min(len(found.series.e), end - found.series.first))
        months = sum(found.series.e[at] for at in inside)
        if months:
            last = sum(found.series.y[at] for at in inside) / months
            segments.append((max(start / 12, frame.x[0]), last, min(end / 12, frame.x[1]), last))
    word = f"{decimal(last)} a month" if len(edges) > PLAIN else f"mean {decimal(last)}"  # no level is the present one
    words = [(frame.x[1], last, word)]
    return [*strokes(segments, colour=theme.INK, width=2.4), *labels(words, bold=True, dx=8)]


def _alarms(frame: Frame, found: Judged) -> list[Layer]:
    """Triangles above the plot, pointing the way the level went."""
    y = frame.y[1] * (1 + 16 / HEIGHT)
    layers: list[Layer] = []
    for direction, shape, colour in (("up", "triangle-up", theme.ACT), ("down", "triangle-down", theme.PRESS)):
        at = [((one.month + 1) / 12, y) for one in found.fresh if one.direction == direction]
        shown = [(min(x, frame.x[1]), y) for x, y in at if x >= frame.x[0]]
        layers += points(shown, fill=colour, shape=shape, size=12)
    return [*layers, *labels([(frame.x[1], y, "Alarms")], colour=theme.MUTED, dx=8)]


def _table(found: Judged, bars: list[_Bar], ledger: Ledger) -> Table:
    rows, noun = [], opening(found.series.noun)
    for bar in bars:
        last = month_words(bar.first + QUARTER - 1)
        name = f"{month_words(bar.first).split()[0]} to {last}"
        number = ledger.cell(
            f"changes-{found.series.name}-quarter", str(bar.first), f"{noun}, {name}", bar.rows, f"{bar.count:.3g}"
        )
        rows.append(((name,), (number,), ("whole" if bar.months > QUARTER - ROUNDING else "in part",)))
    return Table(
        id="changes-data",
        caption=f"{noun} by quarter, and whether all of it was observed",
        columns=("Quarter", "On record", "Observed"),
        rows=tuple(rows),
        numeric=(1,),
    )

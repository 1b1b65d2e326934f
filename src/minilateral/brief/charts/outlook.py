"""What is likely next: one row a question, the chance as a point beside what is usual.

Takes forecasts of chances and the ledger; gives one figure. A full point has a track record that is better than both
naive forecasts, an open one has not; the short stroke is the share of all windows so far, the cross that of the last
three years.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.charts import key, theme
from minilateral.brief.charts.layers import Frame, Layer, labels, named, points, specification, strokes
from minilateral.brief.parts import Figure, Table
from minilateral.brief.wording import day, percent

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from minilateral.brief.parts import Num, Text
    from minilateral.outlook.ahead import Forecast

    Cite = Callable[["Forecast", float], Num]

LEFT, RIGHT, TOP, PITCH = 262, 60, 10, 30
NOTE = (
    "Full points: such forecasts were better than both naive ones since 2016, their 90% interval above zero. "
    "Open points: that is not shown. A format named alone: that it holds a round within half its promised rhythm."
)
AXIS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Row:
    """One question in words, what is said, what is usual, and whether such forecasts have been shown to be better."""

    name: str
    forecast: Forecast
    said: float
    usual: float | None
    recent: float | None
    shown: bool


def outlook(rows: tuple[Row, ...], starts: date, cite: Cite) -> Figure | None:
    """Chances of all questions that have one; None without any. Chances of its table are tied by `cite`."""
    if not rows:
        return None
    alt = _alt(rows)
    return Figure(
        id="outlook",
        title=_title(rows),
        subtitle=f"Chance of each within the days named, counted from {day(starts)}",
        alt=alt,
        spec=_drawn(rows, alt),
        data=_table(rows, cite),
        note=NOTE,
    )


def _title(rows: tuple[Row, ...]) -> str:
    above = sum(row.usual is not None and row.said > row.usual for row in rows)
    if above in {0, len(rows)}:
        return f"{'Everything' if above else 'Nothing'} asked about is likelier than usual"
    return f"{'Most' if above > len(rows) / 2 else 'Less than half'} of what is asked about is likelier than usual"


def _alt(rows: tuple[Row, ...]) -> str:
    told = []
    for row in rows:
        usual = f", usually {percent(row.usual)}" if row.usual is not None else ""
        told.append(f"{row.name} {percent(row.said)}{usual}")
    return f"A point for each question: {'; '.join(told)}."


def _drawn(rows: tuple[Row, ...], alt: str) -> str:
    bottom = PITCH * len(rows)
    entries = key.lines(_entries(rows), theme.NARROW)
    frame = Frame(
        width=theme.NARROW - LEFT - RIGHT, height=bottom, left=LEFT, right=RIGHT, top=TOP,
        bottom=34 + key.LINE * len(entries), x=(0.0, 1.0), y=(0, bottom), down=True,
    )  # fmt: skip
    places = [(PITCH * (number + 0.5), row) for number, row in enumerate(rows)]
    return specification(
        frame, [*_ground(frame, places), *_marks(places), *key.drawn(frame, entries, bottom + 42)], alt
    )


def _ground(frame: Frame, places: list[tuple[float, Row]]) -> list[Layer]:
    left, bottom = -frame.left * frame.per_px, float(frame.height)
    return [
        *strokes([(0.0, y, 1.0, y) for y, _ in places], colour=theme.HAIR),
        *strokes([(x, 0.0, x, bottom) for x in AXIS], colour=theme.HAIR),
        *labels([(x, bottom + 14, f"{100 * x:.0f}%") for x in AXIS], colour=theme.MUTED, align="center"),
        *named([(left, y, row.name) for y, row in places], LEFT - 14),
    ]


def _marks(places: list[tuple[float, Row]]) -> list[Layer]:
    usual = [(row.usual, y) for y, row in places if row.usual is not None]
    recent = [(row.recent, y) for y, row in places if row.recent is not None]
    between = [(row.usual, y, row.said, y) for y, row in places if row.usual is not None]
    full = [(row.said, y) for y, row in places if row.shown]
    hollow = [(row.said, y) for y, row in places if not row.shown]
    return [
        *strokes(between, colour=theme.ACT_SOFT, width=4),
        *points(recent, fill=theme.MUTED, shape="cross", size=8, width=0),
        *strokes([(x, y - 8, x, y + 8) for x, y in usual], colour=theme.INK, width=2),
        *points(full, fill=theme.ACT, stroke=theme.PAPER, size=12),
        *points(hollow, fill=theme.PAPER, stroke=theme.ACT, size=11, width=2.2),
        *labels([(1.0, y, percent(row.said)) for y, row in places], align="right", dx=52, bold=True),
    ]


def _entries(rows: tuple[Row, ...]) -> list[key.Entry]:
    told: list[tuple[bool, str, Callable[[Frame, float, float], list[Layer]]]] = [
        (any(row.shown for row in rows), "said, skill shown",
         lambda _, x, y: points([(x, y)], fill=theme.ACT, stroke=theme.PAPER, size=12)),
        (any(not row.shown for row in rows), "said, skill not shown",
         lambda _, x, y: points([(x, y)], fill=theme.PAPER, stroke=theme.ACT, size=11, width=2.2)),
        (any(row.usual is not None for row in rows), "all windows so far",
         lambda _, x, y: strokes([(x, y - 7, x, y + 7)], colour=theme.INK, width=2)),
        (any(row.recent is not None for row in rows), "last three years",
         lambda _, x, y: points([(x, y)], fill=theme.MUTED, shape="cross", size=8, width=0)),
    ]  # fmt: skip
    return [key.Entry(meaning, sign) for occurs, meaning, sign in told if occurs]


def _table(rows: tuple[Row, ...], cite: Cite) -> Table:
    def cell(row: Row, value: float | None) -> Text:
        return ("–",) if value is None else (cite(row.forecast, value),)

    return Table(
        id="outlook-data",
        caption="Chances of what may come, beside the share of all windows so far and of the last three years",
        columns=("Question", "To", "Said", "All windows", "Last three years"),
        rows=tuple(
            (
                (row.name,),
                (day(row.forecast.question.closes),),
                cell(row, row.said),
                cell(row, row.usual),
                cell(row, row.recent),
            )
            for row in rows
        ),
        numeric=(2, 3, 4),
    )

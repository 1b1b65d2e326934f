"""How complete the record is by the numbers official texts give their meetings: one circle a meeting, filled if held.

Takes a casebook and the estimates `ordinal_recall`; gives one figure. Periods without a public number have no row:
of them nothing can be said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.charts import key, theme
from minilateral.brief.charts.layers import (
    LINE,
    Frame,
    Layer,
    Point,
    Written,
    bands,
    labels,
    points,
    specification,
    strokes,
)
from minilateral.brief.parts import Figure, Num, Table, Text, evidence_key
from minilateral.brief.wording import day, listed, percent, plural
from minilateral.codebook.levels import known, rank

if TYPE_CHECKING:
    from datetime import date

    from minilateral.model import Casebook, Estimate, Track

FEWEST = 2  # numbered meetings from which a period has a row; a single one is 1 of 1 by its nature
MOST = 14
LEFT, RIGHT, TOP = 206, 70, 6
PADDING = 9  # px of a row above and below its words
MANY = 40  # numbered meetings from which a row is a bar
CIRCLE = 13.0  # px from circle to circle, where there is room


@dataclass(frozen=True, slots=True)
class _Row:
    """One track, series and period with an official count."""

    name: str
    when: str
    estimate: Estimate
    recorded: int
    official: int


def completeness(book: Casebook, estimates: tuple[Estimate, ...], as_of: date) -> Figure | None:
    """Meetings on record of those numbered; None when no period has an official count of two or more."""
    every = _rows(book, estimates)
    rows = [row for row in every if row.official >= FEWEST]
    if not rows:
        return None
    kept = sorted(rows, key=lambda row: -row.official)[:MOST]
    shown = [row for row in rows if row in kept]
    without = sum(1 for e in estimates if e.name == "ordinal_recall" and e.value is None)
    alt = _alt(shown)
    return Figure(
        id="completeness",
        title="Numbered meetings on record and missing",
        subtitle=f"Meetings on record of those that official texts number, by track and period, to {day(as_of)}",
        alt=alt,
        spec=_drawn(shown, alt),
        data=_table(every),
        note=_note(without, len(every) - len(shown)),
    )


def _rows(book: Casebook, estimates: tuple[Estimate, ...]) -> list[_Row]:
    """Periods with a count, highest level first, then in the order of the casebook and of time."""
    tracks = {track.id: track for track in book.tracks}
    order = {track.id: place for place, track in enumerate(sorted(book.tracks, key=lambda t: -_rank(t)))}
    found = [e for e in estimates if e.name == "ordinal_recall" and e.value is not None and e.n]
    found.sort(key=lambda e: (order.get(e.of("track"), len(order)), str(e.from_date or ""), e.of("series")))
    return [_row(tracks.get(e.of("track")), e) for e in found]


def _rank(track: Track) -> int:
    return rank(track.level) if known(track.level) else 0


def _row(track: Track | None, e: Estimate) -> _Row:
    name = track.name.split(" (")[0] if track else e.of("track")
    official, recorded = e.n or 0, e.of("recorded")
    held = int(recorded) if recorded.isdecimal() else round((e.value or 0) * official)
    return _Row(name, _when(e), e, held, official)


def _when(e: Estimate) -> str:
    """The period the count covers, in years, and what it counts."""
    first = e.of("from")[:4] or (str(e.from_date.year) if e.from_date else "")
    last = e.of("to")[:4] or (str(e.to_date.year) if e.to_date else "")
    years = (
        first if first == last else f"{first}–{last}" if first and last else f"to {last}" if last else f"since {first}"
    )
    series = e.of("series")
    if not series or series == years:
        return years or "whole record"
    return series if years and series.startswith(years) else ", ".join(filter(None, (years, series)))


def _note(without: int, left_out: int) -> str:
    said = ["Circles show how many, not which meetings are missing."]
    said += [f"{without} more {plural(without, 'period has', 'periods have')} no public number."] if without else []
    said += [f"{left_out} more {plural(left_out, 'row')} in the table."] if left_out else []
    return " ".join(said)


def _alt(rows: list[_Row]) -> str:
    parts = [f"{row.name} ({row.when}) {row.recorded} of {row.official}" for row in rows]
    return f"A row of circles for each track and period, filled for meetings on record: {listed(parts)}."


def _drawn(rows: list[_Row], alt: str) -> str:
    width = theme.NARROW - LEFT - RIGHT
    places, edges = _places(rows)
    bottom = int(edges[-1])
    entries = key.lines(_entries(rows), theme.NARROW)
    frame = Frame(
        width=width, height=bottom, left=LEFT, right=RIGHT, top=TOP,
        bottom=8 + key.LINE * len(entries), x=(0.0, width), y=(0, bottom), down=True,
    )  # fmt: skip
    rules = [(-float(LEFT), y, float(width + RIGHT), y) for y in edges]
    layers = [
        *strokes(rules, colour=theme.HAIR),
        *_words(places),
        *labels([(width + RIGHT, y, f"{row.recorded} of {row.official}") for y, row in places],
                align="right", bold=True),
        *_meetings(frame, places),
        *key.drawn(frame, entries, bottom + 16),
    ]  # fmt: skip
    return specification(frame, layers, alt)


def _lines(row: _Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of a row's name, and those of what it counts."""
    return theme.broken(row.name, LEFT - 8), theme.broken(row.when, LEFT - 8)


def _places(rows: list[_Row]) -> tuple[list[tuple[float, _Row]], list[float]]:
    """The middle of each row, as high as its words need, and the lower edge of each."""
    places, edges, at = [], [], 0.0
    for row in rows:
        high = LINE * sum(map(len, _lines(row))) + PADDING
        places.append((at + high / 2, row))
        at += high
        edges.append(at)
    return places, edges


def _words(places: list[tuple[float, _Row]]) -> list[Layer]:
    """Name and period at the left of each row, centred on its middle."""
    names: list[Written] = []
    periods: list[Written] = []
    for y, row in places:
        name, when = _lines(row)
        top = y - LINE * (len(name) + len(when) - 1) / 2
        names += [(-LEFT, top + LINE * i, text) for i, text in enumerate(name)]
        periods += [(-LEFT, top + LINE * i, text) for i, text in enumerate(when, len(name))]
    return [*labels(names), *labels(periods, colour=theme.MUTED)]


def _meetings(frame: Frame, places: list[tuple[float, _Row]]) -> list[Layer]:
    most = max((row.official for _, row in places if row.official <= MANY), default=1)
    pitch = min(CIRCLE, frame.width / most)
    filled: list[Point] = []
    missing: list[Point] = []
    bars: list[tuple[float, float, float, float]] = []
    outlines: list[tuple[float, float, float, float]] = []
    for y, row in places:
        if row.official > MANY:
            share = min(row.recorded / row.official, 1.0)
            bars.append((0, y - 5, frame.width * share, y + 5))
            outlines.append((0, y - 5, frame.width, y + 5))
            continue
        for i in range(max(row.official, row.recorded)):
            (filled if i < row.recorded else missing).append((pitch * (i + 0.5), y))
    return [
        *bands(outlines, fill=theme.PAPER, stroke=theme.ACT),
        *bands(bars, fill=theme.ACT),
        *_sign(missing, pitch - 4, held=False),
        *_sign(filled, pitch - 4, held=True),
    ]


def _sign(at: list[Point], size: float, *, held: bool) -> list[Layer]:
    return points(at, fill=theme.ACT if held else theme.PAPER, stroke=theme.ACT if held else theme.FAINT, size=size)


def _entries(rows: list[_Row]) -> list[key.Entry]:
    entries = [
        (any(row.recorded for row in rows), "on record", True),
        (any(row.recorded < row.official for row in rows), "numbered, not on record", False),
    ]
    return [
        key.Entry(meaning, lambda _, x, y, held=held: _sign([(x, y)], 9, held=held))  # type: ignore[misc]
        for occurs, meaning, held in entries
        if occurs
    ]


def _table(rows: list[_Row]) -> Table:
    return Table(
        id="completeness-data",
        caption="Meetings on record of those that official texts number",
        columns=("Track", "Period and count", "On record", "Numbered", "Share"),
        rows=tuple(_cells(row) for row in rows),
        numeric=(2, 3, 4),
    )


def _cells(row: _Row) -> tuple[Text, ...]:
    name = evidence_key(row.estimate)
    share = Num(percent(row.estimate.value or 0), name)
    return ((row.name,), (row.when,), (Num(str(row.recorded), name),), (Num(str(row.official), name),), (share,))

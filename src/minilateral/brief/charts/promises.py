"""What was promised by when and what was delivered: a row a promise, from the day it was made to the day it is due.

Takes a casebook, its ledger and a day; gives one figure. Blue runs while a promise stands and is in time, rust from
the day it was due until it is delivered; a tick is a delivery, a triangle a due date. What is overdue comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.charts import key, theme
from minilateral.brief.charts.layers import Frame, Layer, Segment, hatch, labels, named, points, specification, strokes
from minilateral.brief.charts.when import after, grid, position, unknown
from minilateral.brief.parts import Figure
from minilateral.brief.wording import day, plural, short_day
from minilateral.commitments.words import falls_due, shown
from minilateral.measures.dues import needed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from minilateral.brief.parts import Table
    from minilateral.commitments.entries import Entry
    from minilateral.model import Casebook

MOST = 16  # rows drawn; the ledger below the figure has them all
FEWEST = 3  # promises with a date from which a picture says more than a sentence
LEFT, RIGHT, TOP, PITCH = 208, 126, 24, 34
YEARS_BACK, YEARS_AHEAD = 3, 2  # of due dates shown; a row that runs on ends at the edge

_HATCHED = "Hatched: not observed or only in part, so nothing there is held against a promise."


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A run of days of one promise, drawn as one line."""

    first: date
    last: date
    late: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """One promise: its runs of days, deliveries and due dates, and both readings in words."""

    entry: Entry
    stretches: tuple[_Stretch, ...]
    delivered: tuple[date, ...]
    due: tuple[date, ...]

    @property
    def strict(self) -> str:
        return shown(self.entry.status, self.entry.why)

    @property
    def lenient(self) -> str:
        return shown(self.entry.lenient, self.entry.why)


def promises(
    book: Casebook, entries: tuple[Entry, ...], as_of: date, data: Table, names: Mapping[str, str]
) -> Figure | None:
    """Dated promises of the last years and their deliveries; None where fewer than three have a date.

    `entries` in the order of the rows, `data` the ledger they stand in, `names` their short names by id.
    """
    dated = [_row(entry, as_of) for entry in entries if entry.due or falls_due(entry)]
    rows = [row for row in dated if row.due[-1].year >= as_of.year - YEARS_BACK]
    if len(rows) < FEWEST:
        return None
    drawn, alt = rows[:MOST], _alt(rows[:MOST])
    more = len(dated) - len(drawn)
    left = f" {more} more {plural(more, 'promise')} with a date in the table." if more else ""
    return Figure(
        id="promises",
        title="What was promised by when, and what was delivered",
        subtitle=f"Promises with a date, to {day(as_of)}; right, the strict reading and, where it differs, the lenient",
        alt=alt,
        spec=_drawn(book, drawn, as_of, alt, names),
        data=data,
        note=f"{_HATCHED if unknown(book, 'engagements', _first(drawn, as_of), as_of) else ''}{left}".strip(),
    )


def _row(entry: Entry, as_of: date) -> _Row:
    """The days of one promise: in time up to its last due date, late from each date missed until the delivery."""
    rounds = [(one.due, one.settled_on, one.status) for one in needed(entry.rounds)]
    if not entry.rounds and entry.due:
        rounds = [(entry.due, entry.settled_on, entry.status)]
    coming = falls_due(entry)
    dates = sorted({*(due for due, _, _ in rounds), *([coming] if coming else [])})
    done = [one.settled_on for one in entry.rounds] if entry.rounds else [entry.settled_on]
    delivered = tuple(sorted({day for day in done if day}))
    last = dates[-1] if entry.rounds or not delivered else min(dates[-1], delivered[-1])
    late = [(due, settled or as_of) for due, settled, status in rounds if settled or status in {"overdue", "open"}]
    stretches = [_Stretch(entry.commitment.made_date, max(last, entry.commitment.made_date), late=False)]
    stretches += [_Stretch(due, end, late=True) for due, end in late if end > due]
    return _Row(entry, tuple(stretches), delivered, tuple(dates))


def _alt(rows: list[_Row]) -> str:
    words: dict[str, int] = {}
    for row in rows:
        words[row.strict] = words.get(row.strict, 0) + 1
    told = ", ".join(f"{number} {word}" for word, number in words.items())
    return f"A row for each promise with a date, from the day made to the day due. By the strict reading: {told}."


def _drawn(book: Casebook, rows: list[_Row], as_of: date, alt: str, names: Mapping[str, str]) -> str:
    places = [PITCH * (number + 0.5) for number in range(len(rows))]
    bottom = PITCH * len(rows)
    first = _first(rows, as_of)
    edge = as_of.year + YEARS_AHEAD
    last = min(max([position(as_of) + 0.1, *(position(due) + 0.05 for row in rows for due in row.due)]), edge)
    entries = key.lines(_entries(rows), theme.NARROW)
    frame = Frame(
        width=theme.NARROW - LEFT - RIGHT, height=bottom, left=LEFT, right=RIGHT, top=TOP,
        bottom=32 + key.LINE * len(entries), x=(position(first), last), y=(0, bottom), down=True,
    )  # fmt: skip
    layers = [
        *_ground(frame, book, first, as_of, bottom),
        *_words(frame, rows, places, names),
        *_marks(frame, rows, places),
        *key.drawn(frame, entries, bottom + 42),
    ]
    return specification(frame, layers, alt)


def _first(rows: list[_Row], as_of: date) -> date:
    """The day the figure begins: when the first of its promises was made, but no more than some years back."""
    back = as_of.replace(year=max(1, as_of.year - YEARS_BACK), month=1, day=1)
    return max(min(row.entry.commitment.made_date for row in rows), back)


def _ground(frame: Frame, book: Casebook, first: date, as_of: date, bottom: float) -> list[Layer]:
    years = [float(year) for year in grid(*frame.x, most=5)]
    now = after(as_of)
    return [
        *hatch(frame, [(a, 0, b, bottom) for a, b in unknown(book, "engagements", first, as_of)], y_px=1),
        *strokes([(x, 0, x, bottom) for x in years], colour=theme.HAIR),
        *strokes([(now, -4, now, bottom)], colour=theme.INK),
        *labels([(now, -13.0, short_day(as_of))], colour=theme.MUTED, align="center"),
        *strokes([(frame.x[0], bottom, frame.x[1], bottom)], colour=theme.FAINT),
        *labels([(x, bottom + 14, f"{x:.0f}") for x in years], colour=theme.MUTED, align="center"),
    ]


def _words(frame: Frame, rows: list[_Row], places: list[float], names: Mapping[str, str]) -> list[Layer]:
    left = frame.x[0] - frame.left * frame.per_px
    right = frame.x[1] + 12 * frame.per_px
    zipped = list(zip(places, rows, strict=True))
    differ = [(y, row) for y, row in zipped if row.lenient != row.strict]
    alike = [(y, row) for y, row in zipped if row.lenient == row.strict]
    return [
        *named([(left, y, names[row.entry.commitment.id]) for y, row in zipped], LEFT - 10),
        *labels([(right, y, _ending(frame, row)) for y, row in alike], bold=True),
        *labels([(right, y - 7, row.strict) for y, row in differ], bold=True),
        *labels([(right, y + 7, f"({row.lenient})") for y, row in differ], colour=theme.MUTED),
    ]


def _ending(frame: Frame, row: _Row) -> str:
    """The strict reading, and the year it runs to where that lies beyond the edge."""
    return row.strict if _inside(frame, position(row.due[-1])) else f"{row.strict}, due {row.due[-1].year}"


def _marks(frame: Frame, rows: list[_Row], places: list[float]) -> list[Layer]:
    in_time: list[Segment] = []
    late: list[Segment] = []
    for y, row in zip(places, rows, strict=True):
        for one in row.stretches:
            x, x2 = max(position(one.first), frame.x[0]), min(position(one.last), frame.x[1])
            if x <= x2:
                (late if one.late else in_time).append((x, y, x2, y))
    zipped = list(zip(places, rows, strict=True))
    due = [(x, y) for y, row in zipped for x in map(position, row.due) if _inside(frame, x)]
    done = [(x, y) for y, row in zipped for x in map(position, row.delivered) if _inside(frame, x)]
    return [
        *_sign("in time", in_time),
        *_sign("late", late),
        *_sign("delivered", [(x, y, x, y) for x, y in done]),
        *_sign("due", [(x, y, x, y) for x, y in due]),
    ]


def _inside(frame: Frame, x: float) -> bool:
    return frame.x[0] <= x <= frame.x[1]


def _sign(what: str, at: list[Segment]) -> list[Layer]:
    if what == "in time":
        return strokes(at, colour=theme.ACT_MID, width=3)
    if what == "late":
        return strokes(at, colour=theme.PRESS, width=3)
    if what == "delivered":
        return strokes([(x, y - 7, x, y + 7) for x, y, _, _ in at], colour=theme.ACT, width=2.5)
    return points([(x, y - 9) for x, y, _, _ in at], fill=theme.INK, size=6, shape="triangle-down")


def _entries(rows: list[_Row]) -> list[key.Entry]:
    def bar(what: str) -> key.Entry:
        meaning = {"in time": "promised and in time", "late": "past the date, not delivered"}[what]
        return key.Entry(meaning, lambda frame, x, y: _sign(what, [(x - 5 * frame.per_px, y, x + 5 * frame.per_px, y)]))

    late = any(one.late for row in rows for one in row.stretches)
    found = [bar("in time"), *([bar("late")] if late else [])]
    if any(row.delivered for row in rows):
        found.append(key.Entry("delivered", lambda _, x, y: _sign("delivered", [(x, y, x, y)])))
    return [*found, key.Entry("due", lambda _, x, y: _sign("due", [(x, y + 9, x, y + 9)]))]

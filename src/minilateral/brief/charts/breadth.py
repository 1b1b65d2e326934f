"""Over how many formats the group meets: one row a format, one tick a meeting, the last twelve months shaded.

Takes a casebook, its estimates and a day; gives one figure. Formats of ministers and leaders stand above a rule,
those of vice ministers and officials that prepare for them below it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.charts import theme
from minilateral.brief.charts.formats import Format, formats
from minilateral.brief.charts.layers import (
    Frame,
    Layer,
    Segment,
    apart,
    bands,
    hatch,
    labels,
    named,
    specification,
    strokes,
)
from minilateral.brief.charts.when import after, grid, position, unknown
from minilateral.brief.parts import Figure, Num, Ref, Table, evidence_key
from minilateral.brief.wording import day, listed, plural
from minilateral.measures.occasions import ids
from minilateral.measures.windows import year_before, year_to

if TYPE_CHECKING:
    from datetime import date

    from minilateral.brief.ledger import Ledger
    from minilateral.measures.occasions import Contact
    from minilateral.measures.windows import Span
    from minilateral.model import Casebook, Estimate

YEARS = 6  # shown before `as_of`
HIGH, LOW = 12, 7  # most rows of either kind; the table has them all
LEFT, RIGHT, TOP = 196, 98, 44
PITCH = 32


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The rows of the figure and the two years that are compared."""

    high: list[Format]
    low: list[Format]
    now: Span
    before: Span
    first: date
    as_of: date


def breadth(book: Casebook, estimates: tuple[Estimate, ...], as_of: date, ledger: Ledger) -> Figure | None:
    """Meetings by format; None when no format is on record. Counts of its table are tied in `ledger`."""
    every = formats(book, as_of)
    high, low = [f for f in every if f.high], [f for f in every if not f.high]
    if not every:
        return None
    first = as_of.replace(year=max(1, as_of.year - YEARS), month=1, day=1)
    sheet = _Sheet(high[:HIGH], _liveliest(low, first)[:LOW], year_to(as_of), year_before(as_of), first, as_of)
    alt = _alt(sheet, high, low)
    left_out = len(every) - len(sheet.high) - len(sheet.low)
    return Figure(
        id="breadth",
        title="When each track met",
        subtitle=f"Meetings of all members by track, {first.year} to {day(as_of)}; right, meetings in two years",
        alt=alt,
        spec=_drawn(book, sheet, alt),
        data=_table(every, estimates, sheet, ledger),
        note=_note(left_out),
    )


def _liveliest(low: list[Format], first: date) -> list[Format]:
    """Lower formats that met within the figure, in their order; those with more meetings are kept first."""
    met = {f.track.id: sum(c.date >= first for c in f.met) for f in low}
    kept = sorted((f for f in low if met[f.track.id]), key=lambda f: -met[f.track.id])[:LOW]
    return [f for f in low if f in kept]


def _in(found: Format, window: Span) -> int:
    """Meetings whose time lies at least in part within the window."""
    return len(_met(found, window))


def _met(found: Format, window: Span) -> list[Contact]:
    return [c for c in found.met if c.span.meet(window).days]


def _note(left_out: int) -> str:
    said = (
        "Shaded: the last twelve months. Hatched: not observed or only in part. Short, pale: the month is known, not "
        "the day. Calls are not meetings and are not shown."
    )
    return f"{said} {left_out} more {plural(left_out, 'track')} in the table." if left_out else said


def _alt(sheet: _Sheet, high: list[Format], low: list[Format]) -> str:
    met = [f"{f.name} {_in(f, sheet.now)}" for f in high if _in(f, sheet.now)]
    silent = [f.name for f in high if not _in(f, sheet.now)]
    said = [f"A row for each track, a tick for each meeting, {sheet.first.year} to {day(sheet.as_of)}."]
    said.append(f"In the last twelve months: {listed(met)}." if met else "No track of ministers met in the last year.")
    said += [f"Without a meeting in these months: {listed(silent)}."] if silent else []
    alive = sum(1 for f in low if _in(f, sheet.now))
    said += [f"Of {len(low)} {plural(len(low), 'track')} of vice ministers and officials, {alive} met."] if low else []
    return " ".join(said)


def _drawn(book: Casebook, sheet: _Sheet, alt: str) -> str:
    places: dict[str, float] = {}
    at = PITCH / 2
    for group in (sheet.high, sheet.low):
        for found in group:
            places[found.track.id] = at
            at += PITCH
        at += PITCH / 2 if group is sheet.high and sheet.low and sheet.high else 0
    bottom = at - PITCH / 2 + 2
    frame = Frame(
        width=theme.NARROW - LEFT - RIGHT, height=int(bottom), left=LEFT, right=RIGHT, top=TOP, bottom=26,
        x=(position(sheet.first), after(sheet.as_of)), y=(0, bottom), down=True,
    )  # fmt: skip
    layers = [
        *_ground(frame, book, sheet, bottom),
        *_rule(frame, sheet, places),
        *_names(frame, sheet, places),
        *_ticks(frame, sheet, places),
        *_counts(frame, sheet, places),
    ]
    return specification(frame, layers, alt)


def _ground(frame: Frame, book: Casebook, sheet: _Sheet, bottom: float) -> list[Layer]:
    years = [float(year) for year in grid(*frame.x, most=5)]
    start = position(sheet.now.from_date)
    return [
        *hatch(frame, [(a, 0, b, bottom) for a, b in unknown(book, "engagements", sheet.first, sheet.as_of)], y_px=1),
        *bands([(max(start, frame.x[0]), -6, frame.x[1], bottom)], fill=theme.WASH2),
        *strokes([(x, 0, x, bottom) for x in years], colour=theme.HAIR),
        *strokes([(frame.x[0], bottom, frame.x[1], bottom)], colour=theme.FAINT),
        *labels([(x, bottom + 14, f"{x:.0f}") for x in years], colour=theme.MUTED, align="center"),
    ]


def _rule(frame: Frame, sheet: _Sheet, places: dict[str, float]) -> list[Layer]:
    if not (sheet.high and sheet.low):
        return []
    y = (places[sheet.high[-1].track.id] + places[sheet.low[0].track.id]) / 2
    left = frame.x[0] - frame.left * frame.per_px
    right = frame.x[1] + frame.right * frame.per_px
    return strokes([(left, y, right, y)], colour=theme.FAINT)


def _names(frame: Frame, sheet: _Sheet, places: dict[str, float]) -> list[Layer]:
    left = frame.x[0] - frame.left * frame.per_px
    layers: list[Layer] = []
    for group, colour in ((sheet.high, theme.INK), (sheet.low, theme.MUTED)):
        layers += named([(left, places[f.track.id], f.name) for f in group], LEFT - 8, colour=colour)
    return layers


def _ticks(frame: Frame, sheet: _Sheet, places: dict[str, float]) -> list[Layer]:
    exact: list[Segment] = []
    rough: list[Segment] = []
    for found in (*sheet.high, *sheet.low):
        y = places[found.track.id]
        exact += [(x, y - 8, x, y + 8) for x in _places(frame, found, exact=True)]
        rough += [(x, y - 4, x, y + 4) for x in _places(frame, found, exact=False)]
    return [
        *strokes([(frame.x[0], y, frame.x[1], y) for y in places.values()], colour=theme.HAIR),
        *strokes(rough, colour=theme.ACT_MID, width=2.5),
        *strokes(exact, colour=theme.ACT, width=2.5),
    ]


def _places(frame: Frame, found: Format, *, exact: bool) -> list[float]:
    """Where a format's meetings stand: on their day, or in the middle of the month that is known."""
    spans = [contact.span for contact in found.met if contact.exact is exact]
    middles = sorted((position(span.from_date) + after(span.to_date)) / 2 for span in spans)
    return apart(frame, [x for x in middles if frame.x[0] <= x <= frame.x[1]])


def _counts(frame: Frame, sheet: _Sheet, places: dict[str, float]) -> list[Layer]:
    """Meetings in the year before and in the last twelve months, at the right of each row."""
    x = frame.x[1]
    rows = [(places[f.track.id], _in(f, sheet.before), _in(f, sheet.now)) for f in (*sheet.high, *sheet.low)]
    layers = labels([(x, y, str(before)) for y, before, _ in rows], colour=theme.MUTED, align="right", dx=32)
    layers += labels([(x, y, str(now)) for y, _, now in rows], align="right", dx=82, bold=True)
    layers += labels([(x, -30.0, "year"), (x, -14.0, "before")], colour=theme.MUTED, align="right", dx=40)
    return [*layers, *labels([(x, -30.0, "last 12"), (x, -14.0, "months")], align="right", dx=97)]


def _counted(ledger: Ledger, found: Format, window: Span, name: str) -> Num:
    """Meetings of one track in one of the two years, tied to their rows."""
    met = _met(found, window)
    title = f"{found.name}: meetings in the year{' before' if name == 'before' else ''}"
    return ledger.cell("breadth-met", f"{found.track.id}-{name}", title, ids(met), f"{len(met):,}")


def _table(every: list[Format], estimates: tuple[Estimate, ...], sheet: _Sheet, ledger: Ledger) -> Table:
    since = {e.of("track"): e for e in estimates if e.name == "days_since"}
    rows = []
    for found in every:
        last = found.met[-1] if found.met else None
        days = since.get(found.track.id)
        known = days is not None and days.value is not None
        rows.append(
            (
                (found.name,),
                (_counted(ledger, found, sheet.before, "before"),),
                (_counted(ledger, found, sheet.now, "now"),),
                (Ref(day(last.date, last.precision), last.ids[-1]),) if last else ("none recorded",),
                (Num(f"{days.value:,.0f}", evidence_key(days)),)
                if known and days and days.value is not None
                else ("–",),
            )
        )
    return Table(
        id="breadth-data",
        caption=f"Meetings of all members by track, in the twelve months to {day(sheet.as_of)} and the twelve before",
        columns=("Track", "Year before", "Last 12 months", "Last meeting", "Days since"),
        rows=tuple(rows),
        numeric=(1, 2, 4),
    )

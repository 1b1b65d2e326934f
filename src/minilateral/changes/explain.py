"""What is on record near the time of a change: rows that may have to do with it, and how many chance would put there.

Takes a casebook and a span of months; gives strains, changes of leader, institutions and provocations of severity 5
within 90 days of the span, ordered by severity, then closeness. A row near a change is not its cause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from minilateral.changes.results import Cause, Causes
from minilateral.codebook import kinds
from minilateral.measures.windows import Span, month_span
from minilateral.model import Casebook

NEAR_DAYS = 90
WORST = 5  # severity of the provocations that are named
HEADING = "recorded near this date; no causal claim"
_STRAINS = kinds.words("strains", "strain")


@dataclass(frozen=True, slots=True)
class Event:
    """One row that may be named near a change."""

    row: str
    span: Span
    date: date
    kind: str
    severity: int | None
    summary: str


def events(book: Casebook, as_of: date) -> tuple[Event, ...]:
    """Everything that may be named near a change, up to a day; rows dated only by year are left out."""
    return tuple(one for one in _events(book) if one.date <= as_of and one.span.days <= 31)  # noqa: PLR2004  a month


def _events(book: Casebook) -> Iterator[Event]:
    for strain in book.strains:
        if strain.live and strain.kind in _STRAINS:
            yield Event(strain.id, _span(strain.span), strain.date, strain.kind, strain.severity, strain.summary)
    for row in book.engagements:
        if row.live and row.kind == "institution":
            yield Event(row.id, _span(row.span), row.date, row.kind, None, row.summary)
    for act in book.provocations:
        if act.live and act.severity == WORST:
            yield Event(act.id, _span(act.span), act.date, act.kind, act.severity, act.summary)


def _span(days: tuple[date, date]) -> Span:
    return Span(days[0].toordinal(), days[1].toordinal())


def causes(named: tuple[Event, ...], first: int, last: int, whole: Span) -> Causes:
    """Rows within 90 days of the months `first` to `last`; by chance: their number in `whole`, spread evenly over it.

    Edges: None by chance where `whole` holds no such row.
    """
    span = Span(month_span(first).first, month_span(last).last)
    window = Span(span.first - NEAR_DAYS, span.last + NEAR_DAYS)
    near = [(one, _days(one.span, span)) for one in named if _touches(one.span, window)]
    ordered = sorted(near, key=lambda pair: (-(pair[0].severity or 0), pair[1], pair[0].date, pair[0].row))
    held = sum(1 for one in named if _touches(one.span, whole))
    return Causes(
        window.from_date,
        window.to_date,
        tuple(Cause(one.row, one.date, one.kind, one.severity, one.summary, days) for one, days in ordered),
        held * window.meet(whole).days / whole.days if held else None,
    )


def _touches(one: Span, other: Span) -> bool:
    return one.first <= other.last and one.last >= other.first


def _days(one: Span, span: Span) -> int:
    """Days from a row to the span, 0 inside it."""
    return max(0, span.first - one.last, one.first - span.last)

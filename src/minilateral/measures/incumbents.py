"""Who held an office on which days: held, acting, vacant, or not known.

Takes the terms of one office and a stretch of days; gives `Tenure`, with the days surely and the days possibly vacant
or in acting hands, and the terms that brought another person. A gap between two terms is not known: an office is
vacant only where a row says so. A term dated by its month leaves that month open: what could be either counts as
possible, not as sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, product
from typing import Literal

from minilateral.measures.exposure import Watch
from minilateral.measures.windows import Span
from minilateral.model import Office, span_of

State = Literal["held", "acting", "vacant", "unknown"]
_MOST_OPEN = 6  # terms that may or may not run on one day, above which nothing is said of it
_FOREVER = 2**31


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the table: the days it surely runs, and those it may run."""

    row: Office
    sure: Span
    may: Span
    handed: bool  # whether the next term begins where this one ends, so that one of the two runs in between

    @property
    def state(self) -> State:
        """What it says of the office."""
        return _state(self.row)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row on which the same is known: all states that the rows allow."""

    span: Span
    states: frozenset[State]


@dataclass(frozen=True, slots=True)
class Tenure:
    """What the table says of one office in a window, in days."""

    watched: int
    known: int
    stretches: tuple[Stretch, ...]
    rows: tuple[Office, ...]  # of which a day lies in the window

    def surely(self, *states: State) -> int:
        """Days on which it was surely one of these."""
        return sum(one.span.days for one in self.stretches if one.states <= set(states))

    def possibly(self, *states: State) -> int:
        """Days on which it may have been one of these."""
        return sum(one.span.days for one in self.stretches if not one.states.isdisjoint(states))

    def rows_of(self, *states: State) -> tuple[Office, ...]:
        """The rows behind the days of these states."""
        return tuple(row for row in self.rows if _state(row) in states)


def tenure(terms: Sequence[Office], window: Span, watched: Watch) -> Tenure:
    """How an office was held on the watched days of a window.

    Of two terms that run at once the one that began later holds (an acting president while the president is
    suspended); a vacancy that a person's term contradicts is not known. A term without end runs until the next begins.

    Example:
        >>> from datetime import date
        >>> from minilateral.measures.exposure import merged
        >>> from minilateral.measures.windows import between
        >>> year = between(date(2024, 1, 1), date(2024, 12, 31))
        >>> june, july = date(2024, 6, 1), date(2024, 7, 1)
        >>> terms = [
        ...     Office(id="1", person="A", country="USA", office="x", from_date=date(2023, 1, 1), to_date=june),
        ...     Office(id="2", country="USA", office="x", from_date=june, to_date=july),
        ... ]
        >>> found = tenure(terms, year, merged([year]))
        >>> found.surely("held"), found.surely("vacant"), found.surely("unknown")
        (152, 30, 184)
    """
    made = _terms(terms)
    stretches = tuple(one for span in watched.spans for one in _stretches(made, span.meet(window)))
    near = tuple(term.row for term in made if watched.days(term.may.meet(window)))
    days = sum(one.span.days for one in stretches)
    known = sum(one.span.days for one in stretches if "unknown" not in one.states)
    return Tenure(days, known, stretches, near)


def _state(row: Office) -> State:
    return "vacant" if not row.person else "acting" if row.acting else "held"


def _terms(rows: Iterable[Office]) -> list[Term]:
    ordered = sorted(rows, key=lambda row: (row.from_date, row.id))
    return [_term(row, ordered[place + 1 :]) for place, row in enumerate(ordered)]


def _term(row: Office, later: Sequence[Office]) -> Term:
    """A term with its open month at either end; one without end runs until the next begins."""
    starts = tuple(day.toordinal() for day in span_of(row.from_date, row.from_precision))
    end, precision = row.to_date, row.to_precision or "day"
    follower = next((one for one in later if one.from_date > row.from_date), None)
    if end is None and follower:
        end, precision = follower.from_date, follower.from_precision
    ends = tuple(day.toordinal() - 1 for day in span_of(end, precision)) if end else (_FOREVER, _FOREVER)
    handed = bool(follower and end == follower.from_date and precision == follower.from_precision != "day")
    return Term(row, Span(starts[1], ends[0]), Span(starts[0], ends[1]), handed)


def _stretches(terms: Sequence[Term], window: Span) -> Iterator[Stretch]:
    """The window cut wherever what is known of the office changes."""
    if not window.days:
        return
    near = [term for term in terms if term.may.meet(window).days]
    edges = {window.first, window.last + 1}
    for term in near:
        for span in (term.sure, term.may):
            edges |= {edge for edge in (span.first, span.last + 1) if window.first < edge <= window.last}
    cut = [Stretch(Span(first, after - 1), _states(near, first)) for first, after in pairwise(sorted(edges))]
    for states, same in groupby(cut, key=lambda one: one.states):
        joined = list(same)
        yield Stretch(Span(joined[0].span.first, joined[-1].span.last), states)


def _states(terms: Sequence[Term], day: int) -> frozenset[State]:
    """Every state that the rows allow on a day, over all ways in which its open months may fall."""
    sure = [term for term in terms if term.sure.first <= day <= term.sure.last]
    free = [term for term in terms if term not in sure and term.may.first <= day <= term.may.last]
    if len(free) > _MOST_OPEN:
        return frozenset({"held", "acting", "vacant", "unknown"})
    ways = product(*(_ways(chain) for chain in _chains(free)))
    return frozenset(_holding([*sure, *(term for some in way for term in some)]) for way in ways)


def _chains(free: Sequence[Term]) -> list[list[Term]]:
    """Open terms, those together of which each hands over to the next."""
    out: list[list[Term]] = []
    for term in free:
        if out and out[-1][-1].handed and out[-1][-1].may.last >= term.may.first - 1:
            out[-1].append(term)
        else:
            out.append([term])
    return out


def _ways(chain: list[Term]) -> list[list[Term]]:
    """Which terms of a chain may run: one of them where they hand over; alone, it or none."""
    one_each = [[term] for term in chain]
    return one_each if len(chain) > 1 else [*one_each, []]


def _holding(terms: Sequence[Term]) -> State:
    """Who holds the office where these terms run at once."""
    if not terms:
        return "unknown"
    states = {term.state for term in terms}
    if "vacant" in states and len(states) > 1:
        return "unknown"
    return max(terms, key=lambda term: (term.row.from_date, term.row.id)).state


def new_holders(terms: Sequence[Office], window: Span, watched: Watch) -> tuple[Office, ...]:
    """Terms that brought another person into office in the window; acting holders and first terms on record are none.

    A term dated by its month counts where at least half of that month lies in the window.
    """
    people = sorted((row for row in terms if row.person and not row.acting), key=lambda row: (row.from_date, row.id))
    changed = (new for old, new in pairwise(people) if new.person != old.person)
    return tuple(row for row in changed if _began(row, window) and watched.days(_start(row).meet(window)))


def _start(row: Office) -> Span:
    first, last = span_of(row.from_date, row.from_precision)
    return Span(first.toordinal(), last.toordinal())


def _began(row: Office, window: Span) -> bool:
    start = _start(row)
    twice = 2 * start.meet(window).days
    return twice > start.days or (twice == start.days and start.first >= window.first)

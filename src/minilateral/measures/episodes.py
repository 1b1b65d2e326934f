"""Episodes: provocations close in time taken as one, and the days on which all members answered together.

Takes a casebook, a severity and a period; gives episodes, and answers from the union of two lists: the responses
looked for from provocations outward, and the engagements of all members. Each list alone misses some.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from minilateral.measures.exposure import Watch, merged, watch
from minilateral.measures.windows import Span, between
from minilateral.model import Casebook, Engagement, Provocation, Response

MERGE_DAYS = 3  # provocations no further apart than this are one episode; its first day counts
_ANSWERS = ("trilateral_call", "joint_statement", "unsc_request")
_ENGAGED = ("call", "statement")


@dataclass(frozen=True, slots=True)
class Episode:
    """One or more provocations with no pause of more than three days; `day` is the ordinal of the first."""

    day: int
    severity: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """Days on which all members answered together, in order, and the rows behind each."""

    days: tuple[int, ...]
    rows: dict[int, tuple[str, ...]]

    def first(self, day: int) -> int | None:
        """Days from a provocation to the first answer on or after the day before it; None if none followed.

        The day before counts as day 0: provocations carry local dates, answers often those of another time zone.
        """
        index = bisect_left(self.days, day - 1)
        return max(0, self.days[index] - day) if index < len(self.days) else None

    def within(self, day: int, window: int) -> tuple[str, ...]:
        """Rows that answer a provocation of `day` in [day - 1, day + window]."""
        found = self.days[bisect_left(self.days, day - 1) : bisect_left(self.days, day + window + 1)]
        return tuple(row for one in found for row in self.rows[one])


def period(book: Casebook, as_of: date) -> Span:
    """The time in which answers can be judged: from where engagements, provocations and responses were watched.

    Engagements and provocations must be observed; responses at least in part, as they are a sample that the
    engagements complete. The last such stretch up to `as_of` is taken. Empty if there is none.
    """
    acts = watched_acts(book)
    both = watch(book).meet(acts).meet(watch(book, "responses", status=("observed", "partial")))
    known = both.meet(Watch((between(date.min, as_of),)))
    return known.spans[-1] if known.spans else Span(1, 0)


def watched_acts(book: Casebook) -> Watch:
    """The days on which the acts of at least some states were observed."""
    rows = (row for row in book.coverage if row.live and row.table == "provocations" and row.watched == "observed")
    return merged(between(row.from_date, row.to_date) for row in rows)


def in_scope(book: Casebook, act: Provocation) -> bool:
    """Whether the acts of this actor were observed on that day: a mere sample of acts makes no denominator."""
    return (
        act.live
        and act.date_precision == "day"
        and any(
            row.live
            and row.table == "provocations"
            and row.watched == "observed"
            and row.from_date <= act.date <= row.to_date
            and (not row.actor or set(row.actor) & set(act.actor))
            for row in book.coverage
        )
    )


def episodes(acts: Iterable[Provocation], severity: int, within: Span) -> tuple[Episode, ...]:
    """Provocations of this severity or more, merged while no pause exceeds `MERGE_DAYS`.

    The first day counts and the highest severity is kept. Provocations without severity are not counted.

    Example:
        >>> from minilateral.measures.histories import history, provoked
        >>> book = provoked(history(), 3, 1.0)
        >>> len(episodes(book.provocations, 4, Span(1, 10**6))), len(episodes(book.provocations, 5, Span(1, 10**6)))
        (3, 0)
    """
    heaps: list[list[Provocation]] = []
    for act in sorted(acts, key=lambda act: (act.date, act.id)):
        if (act.severity or 0) < severity or not within.first <= act.date.toordinal() <= within.last:
            continue
        if heaps and (act.date - heaps[-1][-1].date).days <= MERGE_DAYS:
            heaps[-1].append(act)
        else:
            heaps.append([act])
    return tuple(
        Episode(heap[0].date.toordinal(), max(act.severity or 0 for act in heap), tuple(act.id for act in heap))
        for heap in heaps
    )


def answers(book: Casebook, as_of: date, *, stated: bool = False) -> Answers:
    """All-member calls, statements and joint requests to the Security Council, from both lists, by day.

    A response counts when its members acted `together`, not separately and not in a way unknown; rows dated by month
    are left out. With `stated` only responses whose text names the provocation count.
    """
    rows: dict[int, set[str]] = defaultdict(set)
    for response in book.responses:
        if answering(book, response) and response.date <= as_of and (not stated or response.link_basis == "stated"):
            rows[response.date.toordinal()].add(response.id)
    for row in () if stated else book.engagements:
        if engaged(book, row) and row.date <= as_of:
            rows[row.date.toordinal()].add(row.id)
    return Answers(tuple(sorted(rows)), {day: tuple(sorted(rows[day])) for day in rows})


def answering(book: Casebook, row: Response) -> bool:
    """Whether a response is an answer of all members together, on a known day."""
    return (
        row.live
        and row.kind in _ANSWERS
        and row.together == "together"
        and row.date_precision == "day"
        and set(book.group.members_on(row.date)) <= set(row.participants)
    )


def engaged(book: Casebook, row: Engagement) -> bool:
    """Whether an engagement is a call or statement of all members, on a known day."""
    return (
        row.live
        and row.date_precision == "day"
        and row.kind in _ENGAGED
        and set(book.group.members_on(row.date)) <= set(row.participants)
    )


def closed(items: Sequence[Episode], window: int, end: int) -> tuple[Episode, ...]:
    """Episodes whose window had closed by the day with ordinal `end`; an open one can still be answered."""
    return tuple(item for item in items if item.day + window <= end)

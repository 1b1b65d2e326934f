"""Two lists of the same kind of thing: answers looked for from provocations outward, and calls near a provocation.

Takes a casebook and a day; gives the days on each list, those on both, and whether they are still two lists at all.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from minilateral.measures.episodes import answering, engaged, period
from minilateral.measures.windows import Span
from minilateral.model import Casebook

NEAR_DAYS = 3  # a call this soon after a provocation is one that the first list should hold


@dataclass(frozen=True, slots=True)
class Lists:
    """Days (ordinals) with an occasion, by list."""

    period: Span
    first: frozenset[int]  # answers, looked for from provocations outward
    second: frozenset[int]  # calls and statements of the engagements near a provocation
    both: frozenset[int]  # days of the second that the first holds
    found: frozenset[int]  # days of the first that the engagements hold, near a provocation or not
    evidence: tuple[str, ...]

    @property
    def merged(self) -> bool:
        """One list has been taken into the other, so that their overlap tells nothing."""
        return self.found == self.first or self.both == self.second


def two_lists(book: Casebook, as_of: date) -> Lists:
    """The two lists in the period in which both were watched; an answer is found if a row or a day links it."""
    span = period(book, as_of)
    acts = sorted(act.date.toordinal() for act in book.provocations if act.live and act.date_precision == "day")
    responses = [row for row in book.responses if answering(book, row) and _in(span, row.date)]
    calls = [row for row in book.engagements if engaged(book, row) and _in(span, row.date)]
    held = {row.id for row in book.engagements if row.live}
    days = {row.date.toordinal() for row in calls}
    linked = {row.engagement_id for row in responses}
    first = frozenset(row.date.toordinal() for row in responses)
    near = [row for row in calls if _near(acts, row.date.toordinal())]
    return Lists(
        period=span,
        first=first,
        second=frozenset(row.date.toordinal() for row in near),
        both=frozenset(row.date.toordinal() for row in near if row.date.toordinal() in first or row.id in linked),
        found=frozenset(
            row.date.toordinal() for row in responses if row.engagement_id in held or row.date.toordinal() in days
        ),
        evidence=tuple(row.id for row in sorted((*responses, *near), key=lambda row: (row.date, row.id))),
    )


def _in(span: Span, day: date) -> bool:
    return span.first <= day.toordinal() <= span.last


def _near(acts: list[int], day: int) -> bool:
    """Whether a provocation happened on the day, up to three days before, or (by its own clock) the day after."""
    index = bisect_left(acts, day - NEAR_DAYS)
    return index < len(acts) and acts[index] <= day + 1

"""By when a promise is due, with how much grace, and until when it can be judged.

Takes a promise, its rule and what was watched; gives `Terms`. The grace is a quarter of a promised rhythm and at
least 14 days; a rhythm or date that is only our reading of the text gets the 14 days alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.commitments.verdict import later

if TYPE_CHECKING:
    from datetime import date

    from minilateral.codebook.rules import Rule
    from minilateral.commitments.entries import Entry
    from minilateral.commitments.watched import Watched
    from minilateral.model import Commitment

GRACE_SHARE = 0.25  # of the rhythm
LEAST_GRACE_DAYS = 14
YOUNG_DAYS = 365  # a promise without a date is open for the commonest rhythm there is before its silence is remarked
# The longest delay after which a dated promise of the shipped casebooks was still kept is 116 days.
BROKEN_AFTER_DAYS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a promise asks for in days. `judged` is the last day of which anything can be said."""

    promise: Commitment
    rule: Rule
    as_of: date
    judged: date
    watched: Watched
    due: date | None  # of a recurring promise, of its first round
    every: int | None
    grace: int
    bound_by: str = ""  # id of the promise whose date holds, where this one repeats it and sets none

    def deadline(self, due: date) -> date:
        """The day on which the grace is over."""
        return later(due, self.grace)

    @property
    def lasting(self) -> bool:
        """Whether the promise can still be taken up again when a date has passed."""
        return self.every is not None or self.promise.kind in {"standing", "recurring"}


def terms(promise: Commitment, rule: Rule, as_of: date, watched: Watched, first: Entry | None = None) -> Terms:
    """The terms of a promise as of a day.

    Args:
        promise: the promise.
        rule: its rule, as read.
        as_of: the day of the assessment.
        watched: what was watched of the engagements; a live promise is judged no later than where that ends.
        first: what became of the promise it repeats: a repeat that sets no date of its own is bound by the date
            that ran when it was made.
    """
    end = watched.end()
    every = rule.every or (promise.period_days if promise.kind == "recurring" else None)
    due = _first_due(promise, rule, every)
    grace = _grace(rule, every)
    bound_by = ""
    if due is None and first is not None and (running := _running(first, promise.made_date)):
        (due, grace), bound_by = running, first.commitment.id
    return Terms(
        promise=promise,
        rule=rule,
        as_of=as_of,
        judged=min(as_of, end) if end else as_of,
        watched=watched,
        due=due,
        every=every,
        grace=grace,
        bound_by=bound_by,
    )


def _first_due(promise: Commitment, rule: Rule, every: int | None) -> date | None:
    if promise.due_date is not None and rule.by_due:
        return promise.due_date
    days = rule.first_within or every or (None if rule.after_each else rule.within_days)
    return later(promise.made_date, days) if days else None


def _running(first: Entry, made: date) -> tuple[date, int] | None:
    """The date of a promise that ran on a day, of a rhythm that of the round, and its grace in days."""
    if first.rounds:
        one = [one for one in first.rounds if one.since <= made][-1]
        return one.due, (one.deadline - one.due).days
    return (first.due, LEAST_GRACE_DAYS) if first.due else None


def _grace(rule: Rule, every: int | None) -> int:
    if rule.grace is not None:
        return rule.grace
    if every is None or "period" in rule.ours:
        return LEAST_GRACE_DAYS
    return max(LEAST_GRACE_DAYS, round(GRACE_SHARE * every))

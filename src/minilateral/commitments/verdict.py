"""What one reading of a rule finds, before the readings of a promise are put together.

Takes nothing; gives the `Verdict`, the `Delivery`, and the two ways in which verdicts are joined.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minilateral.commitments.entries import Round, Word

# Where several things are needed, the one further down this list speaks for all.
_WORSE: tuple[Word, ...] = ("kept", "kept_late", "open", "unclear", "overdue", "broken")


@dataclass(frozen=True, slots=True, order=True)
class Delivery:
    """A day, or the days a row may mean, on which something was delivered, and the rows that say so."""

    first: date
    last: date
    ids: tuple[str, ...]

    def judged(self, *, strict: bool) -> date:
        """The day that counts against a due date: the last it may have been, leniently the first."""
        return self.last if strict else self.first


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A status by one reading, with what it rests on; `said` is a clause without a full stop."""

    status: Word
    said: str
    due: date | None = None
    next_due: date | None = None
    settled_on: date | None = None
    days_late: int | None = None
    evidence: tuple[str, ...] = ()
    rounds: tuple[Round, ...] = ()


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict on several things that are all needed: the worst, and of equals the one settled last."""
    found = tuple(verdicts)
    worst = max(found, key=lambda one: (_WORSE.index(one.status), one.settled_on or date.min))
    rows = tuple(dict.fromkeys(row for one in found for row in one.evidence))
    return replace(worst, evidence=rows) if len(found) > 1 else worst


def best_of(verdicts: Iterable[Verdict]) -> Verdict:
    """The kindest verdict: a thing known to be kept before one not yet due, and that before one not seen."""
    return min(verdicts, key=lambda one: _WORSE.index(one.status))


def later(day: date, days: int) -> date:
    """So many days later, or the last day there is."""
    return day + timedelta(days=days) if days <= (date.max - day).days else date.max

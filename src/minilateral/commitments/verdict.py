"""What one reading of a rule finds, before the readings of a promise are put together.

Takes nothing; gives the `Verdict`, the `Delivery`, and the two ways in which verdicts are joined.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from minilateral.record.words import day_text

if TYPE_CHECKING:
    from minilateral.commitments.entries import Round, Word
    from minilateral.model import Precision

# Where several things are needed, the one further down this list speaks for all.
_WORSE: tuple[Word, ...] = ("kept", "kept_late", "open", "unclear", "overdue", "broken")


@dataclass(frozen=True, slots=True, order=True)
class Delivery:
    """A day on which something was delivered, how exactly it is known, and the rows that say so.

    Of a month or year the first day known in it counts, as everywhere in the record: lateness is not guessed.
    """

    day: date
    precision: Precision
    ids: tuple[str, ...]

    @property
    def when(self) -> str:
        """The day as exactly as it is known, in words: 'on 17 April 2024', 'in 2024'."""
        return f"{'on' if self.precision == 'day' else 'in'} {day_text(self.day, self.precision)}"


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

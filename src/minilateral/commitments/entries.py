"""What the ledger hands on: one entry a promise, one round a due date of a recurring promise.

Takes nothing and computes nothing; gives the frozen records that measures, the brief and the command line read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from minilateral.model import Commitment

Word = Literal["kept", "kept_late", "overdue", "broken", "open", "unclear"]
"""kept: delivered by date and grace · kept_late: delivered after · overdue: due and not delivered, though the record
was watched and has shown that it catches such things · broken: so for four months where the thing was promised once,
the next one held otherwise than promised, or less than was promised · open: not yet due, or no date was promised ·
unclear: not for the record to say (`Entry.why` says whether it is not observable or needs a person)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One due date of a recurring promise and what became of it, by the strict and the lenient reading."""

    number: int  # the first due date after the promise is 1
    since: date  # the delivery (or the promise) from which the period runs
    due: date  # without grace
    deadline: date  # with grace
    status: Word
    lenient: Word
    settled_on: date | None = None  # day of the delivery, strict reading
    days_late: int | None = None  # days past `due`, strict reading; 0 if in time
    evidence: tuple[str, ...] = ()
    lenient_evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What became of one promise by a date."""

    commitment: Commitment
    status: Word
    lenient: Word
    due: date | None = None  # the date that `status` speaks of; of a recurring promise that of the round judged
    next_due: date | None = None  # what falls due next; None where it was missed
    settled_on: date | None = None
    days_late: int | None = None
    evidence: tuple[str, ...] = ()
    lenient_evidence: tuple[str, ...] = ()
    why: str = ""  # one sentence by rule
    first: str = ""  # id of the first promise of its repeat group when this one repeats it
    repeats: tuple[str, ...] = ()  # ids of later promises that say the same
    reannounced: bool = False  # promised again without delivery
    same_day: bool = False  # promised and signed the same day: left out of keep rates
    rounds: tuple[Round, ...] = ()

"""The due dates of a group's promises that have passed or were met, and what became of each.

Takes a ledger; gives one `Due` a date: one of a promise with a deadline, one a round of a recurring promise. A promise
that only repeats another, or was made and delivered the same day, has none: counting it would count one thing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from minilateral.commitments.entries import Entry, Round, Word
from minilateral.commitments.words import told_once

READINGS = ("strict", "lenient")
SETTLED = frozenset({"kept", "kept_late", "overdue", "broken"})


@dataclass(frozen=True, slots=True)
class Due:
    """One date by which something was promised, what became of it, and the rows that say so."""

    promise: str
    recurring: bool
    due: date
    judged: date  # the day the answer was in: of the delivery if in time, else when date and grace had passed
    status: Word
    rows: tuple[str, ...]  # the promise, then what delivered it

    @property
    def settled(self) -> bool:
        """Whether the record says what became of it."""
        return self.status in SETTLED


def counted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The promises that enter any share: without repeats, and without those delivered the day they were made."""
    return tuple(entry for entry in told_once(entries) if not entry.same_day)


def dues(entries: Iterable[Entry], reading: str = "strict") -> tuple[Due, ...]:
    """Due dates that were met, missed or could not be seen, by one of `READINGS`.

    Those still open by the strict reading are left out of both, so that both speak of the same dates.
    """
    every = (due for entry in counted(entries) for due in _dues(entry, lenient=reading == "lenient"))
    return tuple(due for due in every if due.status != "open")


def _dues(entry: Entry, *, lenient: bool) -> Iterator[Due]:
    name, recurring = entry.commitment.id, bool(entry.rounds)
    for one in (one for one in needed(entry.rounds) if one.status != "open"):
        status = one.lenient if lenient else one.status
        rows = (name, *(one.lenient_evidence if lenient else one.evidence))
        met = one.settled_on if status == "kept" and one.settled_on else one.deadline
        yield Due(name, recurring, one.due, met, status, rows)
    if entry.due is not None and not recurring and entry.status != "open":
        status = entry.lenient if lenient else entry.status
        rows = (name, *(entry.lenient_evidence if lenient else entry.evidence))
        met = entry.settled_on if status == "kept" and entry.settled_on else entry.due
        yield Due(name, recurring, entry.due, met, status, rows)


def needed(rounds: Sequence[Round]) -> Iterator[Round]:
    """The rounds that a rhythm asks for, without the deliveries beyond it.

    A yearly promise that is kept four times in a year was due once in it: of the deliveries before a due date the last
    one counts, and the next period runs from there.
    """
    place = 0
    while place < len(rounds):
        last = place
        while last + 1 < len(rounds) and _in_time(rounds[last + 1], rounds[place].due):
            last += 1
        yield rounds[place] if last == place else _delivered_by(rounds[place], rounds[last])
        place = last + 1


def _delivered_by(one: Round, last: Round) -> Round:
    """The round as the last delivery before its due date settles it."""
    return replace(
        one,
        settled_on=last.settled_on,
        evidence=last.evidence,
        lenient=last.lenient,
        lenient_evidence=last.lenient_evidence,
    )


def _in_time(one: Round, due: date) -> bool:
    return one.status == "kept" and one.settled_on is not None and one.settled_on <= due

"""Every promise of a group with what became of it, as of a date.

Takes a `Casebook` and a date; gives one `Entry` a promise made by then, in the order they were made. The rules:

- one-off promises: kept by due date and grace, kept late after; missed they are overdue, and broken when four months
  have passed; without a date they stay open;
- recurring ones: a round runs from each delivery; the promise stands as its last round did until the next is missed;
- a silence counts only where the record was watched and has shown that it catches such things; else `unclear`;
- a live promise is judged at the end of what was watched, never after, even if `as_of` lies later;
- what the rule cannot settle is settled by reviewed `fulfilments`, dated up to `as_of`.

Reads only; the same casebook and date give the same entries. Linear in promises times engagements.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from minilateral.codebook.rules import Rule, rule
from minilateral.commitments.entries import Entry, Round, Word
from minilateral.commitments.found import found, uncounted
from minilateral.commitments.once import once
from minilateral.commitments.repeats import again_undelivered, firsts, repeated
from minilateral.commitments.rounds import recurring
from minilateral.commitments.search import Search, search
from minilateral.commitments.terms import Terms, terms
from minilateral.commitments.triggered import after_each
from minilateral.commitments.turns import in_turn
from minilateral.commitments.verdict import Verdict, all_of
from minilateral.commitments.watched import Watched, watched
from minilateral.errors import BadRule
from minilateral.record.words import day_text

if TYPE_CHECKING:
    from minilateral.model import Casebook, Commitment

__all__ = ["Entry", "Round", "Word", "ledger"]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every promise of a group is judged with."""

    book: Casebook
    as_of: date
    where: Search
    seen: Watched


def ledger(book: Casebook, as_of: date) -> tuple[Entry, ...]:
    """What became of each promise made by `as_of`, in the order they were made.

    Promises that stand in no row of status known are left out, as everywhere. Edges: no promises, or none by then,
    give an empty tuple; a promise that was due before it was made is `unclear`.

    Example:
        >>> from minilateral.measures.histories import history
        >>> ledger(history(), date(2021, 12, 31))
        ()
    """
    promises = sorted(
        (row for row in book.commitments if row.live and row.made_date <= as_of),
        key=lambda row: (row.made_date, row.id),
    )
    desk = _Desk(book, as_of, search(book, as_of), watched(book))
    first = firsts(promises)
    entries: dict[str, Entry] = {}
    for row in sorted(promises, key=lambda row: row.id in first):  # a repeat is bound by what its first was due for
        entries[row.id] = _entry(desk, row, entries.get(first.get(row.id, "")))
    again = repeated(promises, first)
    return tuple(_tied(entries[row.id], first.get(row.id, ""), again.get(row.id, ()), entries) for row in promises)


def _entry(desk: _Desk, promise: Commitment, first: Entry | None) -> Entry:
    try:
        read = rule(promise.evidence_rule)
    except BadRule as fault:
        return _unread(promise, f"needs a person: its rule cannot be read ({fault})")
    if promise.due_date is not None and promise.due_date < promise.made_date:
        days = f"{day_text(promise.due_date)}, before it was made ({day_text(promise.made_date)})"
        return _unread(promise, f"needs a person: it is said to be due on {days}")
    asked = terms(promise, read, desk.as_of, desk.seen, first)
    strict, lenient = (_verdict(desk, asked, read, strict=strict) for strict in (True, False))
    said = [strict.said, *_read_leniently(strict, lenient), *_bound(asked)]
    why = "; ".join([*said, *uncounted(promise, read.parts, desk.where)])
    return Entry(
        commitment=promise,
        status=strict.status,
        lenient=lenient.status,
        due=strict.due,
        next_due=strict.next_due,
        settled_on=strict.settled_on,
        days_late=strict.days_late,
        evidence=strict.evidence,
        lenient_evidence=lenient.evidence,
        why=f"{why[:1].upper()}{why[1:]}.",
        same_day=strict.settled_on == promise.made_date,
        rounds=strict.rounds,
    )


def _verdict(desk: _Desk, asked: Terms, read: Rule, *, strict: bool) -> Verdict:
    """One reading of one promise."""
    if read.rotate:
        return in_turn(asked, read.parts[0], desk.where, strict=strict)
    verdicts = []
    for parts in read.needed:
        of = found(asked.promise, parts, desk.where)
        if read.after_each:
            verdicts.append(after_each(asked, of, desk.book, strict=strict))
        elif asked.every is not None:
            verdicts.append(recurring(asked, of, strict=strict))
        else:
            verdicts.append(once(asked, of, strict=strict))
    return all_of(verdicts)


def _read_leniently(strict: Verdict, lenient: Verdict) -> list[str]:
    """How the lenient reading differs, in a clause."""
    if lenient.status == strict.status:
        return []
    reason = "" if lenient.said == strict.said.partition(": ")[2] else f": {lenient.said}"
    return [f"read leniently, {lenient.status.replace('_', ' ')}{reason}"]


def _bound(asked: Terms) -> list[str]:
    """Whose date holds, where it is not its own."""
    return [f"it sets no date itself and is bound by that of {asked.bound_by}"] if asked.bound_by else []


def _unread(promise: Commitment, why: str) -> Entry:
    return Entry(
        commitment=promise,
        status="unclear",
        lenient="unclear",
        due=promise.due_date,
        why=f"{why[:1].upper()}{why[1:]}.",
    )


def _tied(entry: Entry, first: str, repeats: tuple[str, ...], entries: dict[str, Entry]) -> Entry:
    """The entry with its place among promises that say the same.

    What could not be observed was not promised again without delivery: nobody knows.
    """
    days = [entry.settled_on, *(one.settled_on for one in entry.rounds)]
    again = [entries[name].commitment.made_date for name in repeats]
    undelivered = again_undelivered(entry.commitment.made_date, filter(None, days), again)
    return replace(entry, first=first, repeats=repeats, reannounced=undelivered and entry.status != "unclear")

"""The words in which a reader is told what became of a promise.

Takes an `Entry` or the words a person types; gives one of `STATUSES`. The ledger's `unclear` is told apart here into
what nobody could observe and what a person still has to judge, so that neither is taken for a promise broken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.errors import UnknownName
from minilateral.record.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from minilateral.commitments.entries import Entry, Word

PERSON = "needs a person"  # these words in `Entry.why` say that someone has to judge
UNSEEN = "not observable"
STATUSES = ("overdue", "open", "broken", PERSON, UNSEEN, "kept late", "kept")
"""Every status as shown, what a reader should look at first coming first."""


def shown(word: Word, why: str = "") -> str:
    """A status as a reader sees it.

    >>> shown("kept_late"), shown("unclear"), shown("unclear", "needs a person: the text sets no measure")
    ('kept late', 'not observable', 'needs a person')
    """
    if word == "unclear":
        return PERSON if PERSON in why.casefold() else UNSEEN
    return word.replace("_", " ")


def known_status(typed: str) -> str:
    """The status that a person means, in any case, with spaces or underscores; `unclear` stays, for it means two.

    Raises:
        UnknownName: there is no such status; the nearest are offered.

    >>> known_status("Kept_Late")
    'kept late'
    """
    for name in (*STATUSES, "unclear"):
        if folded(name) == folded(typed):
            return name
    raise UnknownName("status", typed, STATUSES)


def falls_due(entry: Entry) -> date | None:
    """The day a promise falls due next: of the next round, or of a promise that is open; what was missed has none."""
    return entry.next_due or (entry.due if entry.status == "open" else None)


def told_once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The promises without those that only repeat an earlier one."""
    return tuple(entry for entry in entries if not entry.first)


def in_reading_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By status as in `STATUSES`; within one what falls due first, then what was promised last."""

    def place(entry: Entry) -> tuple[int, bool, int, int, str]:
        due = falls_due(entry) or entry.due
        status = STATUSES.index(shown(entry.status, entry.why))
        made = entry.commitment.made_date.toordinal()
        return status, due is None, due.toordinal() if due else 0, -made, entry.commitment.id

    return tuple(sorted(entries, key=place))

"""Exercises that were promised again and again, such as a named one every year: the plan, and the rounds held.

Takes a casebook and a day; gives one `Plan` per recurring promise that only exercises can keep, with its rounds as
the promise ledger settles them by its strict reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from minilateral.codebook.rules import Rule, rule
from minilateral.commitments.entries import Entry
from minilateral.commitments.ledger import ledger
from minilateral.errors import BadRule
from minilateral.measures.drills import DRILLS
from minilateral.model import Casebook, Commitment, Engagement


@dataclass(frozen=True, slots=True)
class Plan:
    """A promised rhythm of exercises: the entry of the ledger, its name, and the rounds held, in order."""

    entry: Entry
    name: str  # that the promise's rule asks for, spelled as the record does; empty where it asks for none
    held: tuple[Engagement, ...]

    @property
    def exact(self) -> tuple[Engagement, ...]:
        """The rounds whose first day is known: only they are counted in days."""
        return tuple(row for row in self.held if row.date_precision == "day")

    @property
    def due(self) -> date | None:
        """When the next round is due; the date that passed, where it was missed."""
        return self.entry.next_due or self.entry.due


def plans(book: Casebook, as_of: date) -> tuple[Plan, ...]:
    """Every promised rhythm of exercises made by `as_of`, in that order; what repeats another is left out.

    Edges: no promise of this kind gives an empty tuple; one whose rule cannot be read is no plan.
    """
    asked = {row.id: row for row in book.commitments if _of_drills(row)}
    rows = {row.id: row for row in book.engagements}
    some = replace(book, commitments=tuple(asked.values()))
    return tuple(
        Plan(entry, _name(entry.commitment, held), held)
        for entry in ledger(some, as_of)
        if entry.rounds and not entry.first
        for held in [tuple(_held(entry, rows))]
    )


def _of_drills(promise: Commitment) -> bool:
    """Whether nothing but exercises can keep the promise."""
    read = _read(promise)
    asked = [part.strict.kind for part in read.parts] if read else []
    return bool(asked) and all(kind and set(kind) <= set(DRILLS) for kind in asked)


def _read(promise: Commitment) -> Rule | None:
    try:
        return rule(promise.evidence_rule)
    except BadRule:
        return None


def _name(promise: Commitment, held: Iterable[Engagement]) -> str:
    read = _read(promise)
    names = {name for part in read.parts for name in part.strict.named} if read else set()
    if len(names) != 1:
        return ""
    name = names.pop()  # rules are folded to lower case
    texts = (text for text in (promise.text, *(row.summary for row in held)) if name in text.lower())
    return next((text[at : at + len(name)] for text in texts if (at := text.lower().find(name)) >= 0), name)


def _held(entry: Entry, rows: dict[str, Engagement]) -> Iterator[Engagement]:
    for one in entry.rounds:
        found = [rows[id_] for id_ in one.evidence if id_ in rows]
        if one.settled_on and found:
            yield min(found, key=lambda row: (row.date, row.id))

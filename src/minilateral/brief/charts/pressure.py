"""What the group had to face: provocations and whether it answered together, strains between members and reliefs.

Takes a casebook and a day; gives marks with a day and a severity, for the lower half of the timeline.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.measures.episodes import answers
from minilateral.measures.response import HEADLINE_WINDOW

if TYPE_CHECKING:
    from datetime import date

    from minilateral.model import Casebook

LOWEST = 3  # severity from which a provocation is drawn; below are the routine short-range launches


@dataclass(frozen=True, slots=True)
class Provoked:
    """One provocation, and what all members answered together in time."""

    day: date
    severity: int
    answer: tuple[str, ...]  # rows that answered it in time
    id: str

    @property
    def answered(self) -> bool:
        """Whether anything of all members answered it in time."""
        return bool(self.answer)


@dataclass(frozen=True, slots=True)
class Strained:
    """One strain or relief; severity None where the record rates none."""

    day: date
    severity: int | None
    relief: bool
    id: str


def provoked(book: Casebook, as_of: date) -> list[Provoked]:
    """Live provocations of severity 3 and more, to `as_of`, in order."""
    found = answers(book, as_of)
    return [
        Provoked(row.date, row.severity, found.within(row.date.toordinal(), HEADLINE_WINDOW), row.id)
        for row in book.provocations
        if row.live and row.date <= as_of and row.severity and row.severity >= LOWEST
    ]


def strained(book: Casebook, as_of: date) -> list[Strained]:
    """Live strains and reliefs to `as_of`, in order."""
    return [
        Strained(row.date, row.severity, row.kind == "relief", row.id)
        for row in book.strains
        if row.live and row.date <= as_of
    ]

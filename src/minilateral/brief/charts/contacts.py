"""What the group did, row by row of the timeline: who met at which level, how exactly it is dated, who was missing.

Takes a casebook and a day; gives marks, one per day and row, each with the look it is drawn in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from minilateral.brief.deputies import deputies
from minilateral.codebook.levels import crosswalk
from minilateral.measures.occasions import together

if TYPE_CHECKING:
    from datetime import date

    from minilateral.model import Casebook, Engagement

Look = Literal["deputy", "full", "pale"]
ROWS = (
    "Leaders",
    "Ministers",
    "Vice ministers",
    "Senior officials",
    "Officials, working",
    "Exercises",
    "Agreements, texts",
)
_BY_LEVEL = {"leader": 0, "minister": 1, "vice_minister": 2, "senior_official": 3, "official": 4, "working": 4}
_EXERCISES, _TEXTS = 5, 6
_TALKS = {"meeting", "call", "dialogue", "working_group"}
_FULLEST: tuple[Look, ...] = ("deputy", "full", "pale")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of the timeline: a day, its place in ROWS, how it is drawn, and the rows behind it."""

    day: date
    row: int
    look: Look
    ids: tuple[str, ...]


def marks(book: Casebook, as_of: date) -> list[Mark]:
    """Live engagements to `as_of`, one per day and row, in order of time; the fullest look of a day stands."""
    stood_in = {one.engagement.id for one in deputies(book, as_of)}
    found: dict[tuple[date, int], list[tuple[Look, str]]] = {}
    for row in book.engagements:
        if row.live and row.date <= as_of:
            found.setdefault((row.date, row_of(row)), []).append((_look(book, row, stood_in), row.id))
    return [
        Mark(day, row, min((look for look, _ in held), key=_FULLEST.index), tuple(id_ for _, id_ in held))
        for (day, row), held in sorted(found.items())
    ]


def row_of(row: Engagement) -> int:
    """Where an engagement stands in ROWS: talks by level, the rest by what they are."""
    level = crosswalk(row.level).name
    if row.kind == "exercise" or level == "forces":
        return _EXERCISES
    return _BY_LEVEL.get(level, _TEXTS) if row.kind in _TALKS else _TEXTS


def _look(book: Casebook, row: Engagement, stood_in: set[str]) -> Look:
    if row.date_precision != "day" or not together(book.group, row):
        return "pale"
    return "deputy" if row.id in stood_in else "full"

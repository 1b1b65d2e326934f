"""Which engagement a document of a group tells of.

Takes a document and a group's engagements; gives the one that happened on the day the document tells of, at no other
level than its title (or its opening, if that names no office) says, or none, with the reason. Two that fit are none:
nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from minilateral.codebook import kinds, naming
from minilateral.codebook.levels import crosswalk
from minilateral.record.voices import voice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.documents import Document
    from minilateral.model import Engagement

OPENING = 400  # characters of the text in which offices are looked for where the title names none


@dataclass(frozen=True, slots=True)
class Attached:
    """The id of the engagement, empty where none or several fit, and why."""

    engagement: str
    why: str


def attached(document: Document, engagements: Iterable[Engagement]) -> Attached:
    """The engagement a document tells of.

    Where members met or called one another, that is what is told of, not the drill or agreement of the same day.
    """
    if document.kind == "press_statement" and not voice(document):
        return Attached("", "one government's statement, of no engagement that it names")
    if not document.event.day:
        return Attached("", "the day it tells of is not known")
    day = date.fromisoformat(document.event.day)
    then = [row for row in engagements if row.live and row.span[0] <= day <= (row.end_date or row.span[1])]
    if not then:
        return Attached("", f"nothing is on record for {day}")
    said = naming.levels(document.title) or naming.levels(document.text[:OPENING])
    fit = [row for row in then if not _contradicted(row, said)]
    if not fit:
        return Attached("", f"what is on record for {day} was at another level")
    one = _one_of(fit)
    if one is None:
        return Attached("", f"several are on record for {day}: {', '.join(row.id for row in fit)}")
    how = "" if one.date_precision == "day" else f", which is known by its {one.date_precision} alone"
    return Attached(one.id, f"the same group and day{how}; {document.event.basis}")


def _contradicted(row: Engagement, said: frozenset[str]) -> bool:
    """Whether offices are named, and none of the row's level; a level off the ladder contradicts nothing."""
    level = crosswalk(row.level)
    return bool(said) and bool(level.rank) and level.name not in said


def _one_of(fit: list[Engagement]) -> Engagement | None:
    exact = [row for row in fit if row.date_precision == "day"] or fit
    met = [row for row in exact if row.kind in kinds.words("engagements", "contact")] or exact
    return met[0] if len(met) == 1 else None

"""Which engagement a document of a group tells of.

Takes a document and a group's engagements; gives the one that happened on the day the document tells of (or was issued,
where it tells of none), at no other level than its title (or its opening, if that names no office) says, or none, with
the reason. Two that fit are none, unless the opening names who met at one of them: nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from minilateral.codebook import kinds, naming
from minilateral.codebook.levels import crosswalk
from minilateral.record.voices import voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minilateral.documents import Document
    from minilateral.model import Engagement

OPENING = 400  # characters of the text in which offices are looked for where the title names none
COMPANY = 1500  # characters of the text in which those who met, and the place, are looked for
_NEXT = timedelta(days=1)  # a day ends in Tokyo before it begins in Washington
_WORD = re.compile(r"[^\W\d_]{3,}")
_NO_PLACE = frozenset({"virtual", "telephone", "capitals"})
_SEVERAL = 2  # persons named who met, that outweigh an office the title names


@dataclass(frozen=True, slots=True)
class Attached:
    """The id of the engagement, empty where none or several fit, and why."""

    engagement: str
    why: str


def attached(document: Document, engagements: Iterable[Engagement]) -> Attached:
    """The engagement a document tells of.

    Where members met or called one another, that is what is told of, not the drill or agreement of the same day. A day
    earlier or later is taken only where nothing fits the day itself, and the document names somebody who met or the
    place, or is the text of a statement that has no place.
    """
    together = voice(document) == "together"
    if document.kind == "press_statement" and not voice(document):
        return Attached("", "one government's statement, of no engagement that it names")
    days = _days(document, together=together)
    if not days:
        return Attached("", "the day it tells of is not known")
    live = [row for row in engagements if row.live]
    said = naming.levels(document.title) or naming.levels(document.text[:OPENING])
    words = frozenset(map(str.lower, _WORD.findall(f"{document.title} {document.text[:COMPANY]}")))
    first: Attached | None = None
    for day, basis in days:
        found = _on(live, day, said, words)
        if found.engagement:
            return Attached(found.engagement, f"{found.why}; {basis}")
        first = first or found
        near = _near(live, day, said, words, together=together)
        if near and found.why.startswith(("nothing", "what")):
            return Attached(near.id, f"the same group, a day from {day}, and the company or place it names; {basis}")
    return first or Attached("", "")


def _days(document: Document, *, together: bool) -> list[tuple[date, str]]:
    """The day it tells of; then that of issue, where it tells of none or is itself what all members did that day."""
    told, issued = document.event, document.issued
    found = [(told.day, told.basis)] if told.day else []
    if issued.day and issued.day != told.day and (together or not told.day):
        found.append((issued.day, f"the day of issue: {issued.basis}"))
    return [(date.fromisoformat(day), basis) for day, basis in found]


def _on(live: Sequence[Engagement], day: date, said: frozenset[str], words: frozenset[str]) -> Attached:
    then = [row for row in live if row.span[0] <= day <= (row.end_date or row.span[1])]
    if not then:
        return Attached("", f"nothing is on record for {day}")
    fit = [row for row in then if not _contradicted(row, said, words)]
    if not fit:
        return Attached("", f"what is on record for {day} was at another level")
    one = _one_of(fit, words)
    if one is None:
        return Attached("", f"several are on record for {day}: {', '.join(row.id for row in fit)}")
    if one.date_precision == "day":
        return Attached(one.id, "the same group and day")
    if (one.persons or _places(one)) and not _shared(one, words):
        return Attached("", f"nothing is on record for {day} itself, and nobody named met in that {one.date_precision}")
    return Attached(one.id, f"the same group and day, which is known by its {one.date_precision} alone")


def _near(
    live: Sequence[Engagement], day: date, said: frozenset[str], words: frozenset[str], *, together: bool
) -> Engagement | None:
    """The one engagement of the day before or after that the document bears out."""
    fit = [
        row
        for row in live
        if row.date_precision == "day" and row.date - _NEXT <= day <= (row.end_date or row.date) + _NEXT
        if not _contradicted(row, said, words)
        if _shared(row, words) or (together and row.kind == "statement")
    ]
    return _one_of(fit, words) if fit else None


def _contradicted(row: Engagement, said: frozenset[str], words: frozenset[str]) -> bool:
    """Whether offices are named, and none of the row's level; a level off the ladder contradicts nothing."""
    level = crosswalk(row.level)
    return bool(said) and bool(level.rank) and level.name not in said and _met(row, words) < _SEVERAL


def _one_of(fit: list[Engagement], words: frozenset[str]) -> Engagement | None:
    exact = [row for row in fit if row.date_precision == "day"] or fit
    met = [row for row in exact if row.kind in kinds.words("engagements", "contact")] or exact
    if len(met) > 1:
        most = max(_shared(row, words) for row in met)
        met = [row for row in met if most and _shared(row, words) == most]
    return met[0] if len(met) == 1 else None


def _shared(row: Engagement, words: frozenset[str]) -> int:
    """How many of those who met, and whether the place, the opening names."""
    return _met(row, words) + bool(_places(row) & words)


def _met(row: Engagement, words: frozenset[str]) -> int:
    return sum(bool(set(map(str.lower, _WORD.findall(person))) & words) for person in row.persons)


def _places(row: Engagement) -> set[str]:
    """The words of the place, without what names no city."""
    return set() if row.place in _NO_PLACE else set(map(str.lower, _WORD.findall(row.place.split(",")[0])))

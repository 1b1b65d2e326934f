"""Whose meeting a sentence speaks of, and when and where it was, from the sentences before it.

Takes sentences, the nearest first, and the day of the text; gives words to put before a sentence that says only "It was
their first since …", so that the grammar can read it by itself. The words are those of the grammar's own table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.claims.dates import periods
from minilateral.claims.find_cues import words_of
from minilateral.codebook.claimwords import said
from minilateral.codebook.naming import plain
from minilateral.reading.moments import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from minilateral.claims.dates import Period

_MONTHS = [name.capitalize() for name in MONTHS if len(name) > len("sept") or name in {"may", "june", "july"}]
_NO_PLACE = "|".join((*MONTHS, "the", "spring", "summer", "autumn", "fall", "winter", *(f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"))))  # fmt: skip  # noqa: E501
_PLACE = re.compile(rf"\b[Ii]n (?!(?i:{_NO_PLACE})\b)([A-Z][\w'.-]+(?: [A-Z][\w'.-]+){{0,2}})(?=[ ,.;:]|$)")
_PLAIN = re.compile(
    r"(?:cabinet )?ministers?|ministerial(?:s|-level)?|(?:high|senior|top|cabinet)[- ]level|high-ranking", re.IGNORECASE
)
HISTORY = re.compile(r"\b(?:since|than|after|before|until)\b")  # "not since Busan" tells of another meeting
_DATELINE = re.compile(r"^[A-Z][A-Z .,'-]{2,40}(?:\([^)]{1,30}\))?[^—–]{0,30}[—–]\s")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose meeting it is ("foreign ministers"), where, and when; what is not told is empty."""

    who: str = ""
    place: str = ""
    when: str = ""

    @property
    def words(self) -> str:
        """The subject as the beginning of a sentence; empty where nobody is told.

        >>> Subject("foreign ministers", "Munich", "on 15 February 2025").words
        'When the foreign ministers met in Munich on 15 February 2025, '
        """
        met = f"the {self.who} met" if self.who else "they met" if self.place or self.when else ""
        where = f" in {self.place}" if self.place else ""
        return f"When {met}{where}{f' {self.when}' if self.when else ''}, " if met else ""


def who(text: str) -> str:
    """Whose meeting a stretch speaks of, in its own words; the first that is named, empty where none is.

    Plain "ministers" name nobody: which they are stands in a sentence before.

    >>> who("The vice foreign ministers left before the leaders met"), who("The ministers met again")
    ('vice foreign ministers', '')
    """
    flat = plain(text)
    if drill := words_of("exercises").search(flat):
        return f"{drill[0]} exercise"
    named = [
        one
        for one in said("who", flat)
        if not _PLAIN.fullmatch(flat, one.start, one.end) and not _is_title(flat, one.start, one.end)
    ]
    drills = [one for one in said("kinds", flat) if one.stands_for["kind"] == "exercise"]
    hits = [*named, *said("tracks", flat), *drills]
    first = min(hits, key=lambda one: one.start, default=None)
    return flat[first.start : first.end] if first else ""


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether the words are the title of somebody named: "Prime Minister Suga"."""
    return text[start : start + 1].isupper() and text[end - 1] != "s" and bool(re.match(r"\s+[A-Z]", text[end:]))


def alike(one: str, other: str) -> bool:
    """Whether two words for those who met mean the same level and field.

    >>> alike("defence chiefs", "defence ministers"), alike("leaders", "foreign ministers")
    (True, False)
    """
    first, second = (
        next((dict(hit.stands_for, words="") for hit in said("who", name)), {"words": name.casefold()})
        for name in (one, other)
    )
    return first == second


def subject(before: Sequence[str], day: date | None) -> Subject:
    """What the nearest sentence that names a meeting says of it.

    Args:
        before: sentences, the nearest first.
        day: of the text, from which "on Saturday" is counted.
    """
    for text in before:
        told = without_dateline(text)
        met = words_of("met").search(told) or words_of("event").search(told)
        if met and (named := who(told)):
            told = HISTORY.split(told)[0]
            return Subject(named, place(told), when(told, day))
    return Subject()


def place(text: str) -> str:
    """The first place a meeting is said to be in.

    >>> place("met in April in Kuala Lumpur on Thursday")
    'Kuala Lumpur'
    """
    return next((hit[1] for hit in _PLACE.finditer(text)), "")


def period(text: str, day: date | None) -> Period | None:
    """The first stretch of time shorter than a year that a text names."""
    return next((one for one in periods(plain(text), day) if not one.year), None)


def when(text: str, day: date | None) -> str:
    """When the text says it was, with its year; empty where it does not.

    >>> from datetime import date
    >>> when("met on Saturday in Munich", date(2025, 2, 17)), when("met in August 2023", None)
    ('on 15 February 2025', 'in August 2023')
    """
    found = period(text, day)
    if found is None:
        return ""
    name = f"{_MONTHS[found.first.month - 1]} {found.first.year}"
    return f"on {found.first.day} {name}" if found.first == found.last else f"in {name}"


def without_dateline(text: str) -> str:
    """A sentence without the place and day an agency puts before it."""
    return text[dateline_end(text) :]


def dateline_end(text: str) -> int:
    """Where what an agency puts before a sentence ends; 0 where it puts nothing.

    >>> dateline_end("MUNICH, Feb. 15, 2025 — The ministers met.")
    24
    """
    found = _DATELINE.match(text)
    return found.end() if found else 0

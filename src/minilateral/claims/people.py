"""Persons a claim names, and the terms of office the record has of them.

Takes a casebook and words; gives the persons named there, at their places, and the day from which one of them held an
office. Family names are enough, as in the press; which of two terms is meant follows from the words ("returned to
office", "second term") or is the latest begun by a day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from minilateral.codebook.naming import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from minilateral.claims.claim import Filters
    from minilateral.model import Casebook, Office

HEADS = ("head_of_state", "head_of_government")
OFFICES = {
    ("leader", ""): HEADS,
    ("minister", "foreign"): ("foreign_minister",),
    ("minister", "defense"): ("defense_minister",),
    ("minister", "security_council"): ("national_security_adviser",),
    ("minister", "commerce"): ("commerce_minister",),
    ("minister", "finance"): ("finance_minister",),
    ("vice_minister", "foreign"): ("vice_foreign_minister", "deputy_secretary_of_state"),
    ("senior_official", "defense"): ("chief_of_defense",),
}
_FAMILY_FIRST = {"CHN", "JPN", "KOR"}
_NO_NAME = {"May", "Han", "An", "Jr", "Sr", "II"}  # words and months that are family names as well
_SECOND = re.compile(r"\breturn|\bsecond\b|\bback (?:in|to)\b|\bagain\b|\b2\.0\b|\bnew\b", re.IGNORECASE)
_FIRST = re.compile(r"\bfirst (?:took|came|became|term|entered|presidency|administration)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named at `text[start:end]`, by the family name."""

    start: int
    end: int
    name: str


def family(person: str, country: str) -> str:
    """The family name of a person as the table of offices writes names.

    >>> family("Kishida Fumio", "JPN"), family("Joe Biden", "USA"), family("Yoon Suk Yeol", "KOR")
    ('Kishida', 'Biden', 'Yoon')
    """
    parts = [part for part in person.replace(",", " ").split() if part not in {"Jr.", "Jr", "Sr."}]
    if not parts:
        return ""
    return parts[0] if country in _FAMILY_FIRST else parts[-1]


def persons(book: Casebook, text: str) -> tuple[Person, ...]:
    """The persons of the record a text names, in order."""
    pattern = _pattern(_names(book))
    return tuple(Person(hit.start(), hit.end(), hit["name"]) for hit in pattern.finditer(plain(text)))


@lru_cache(maxsize=16)
def _known(held: frozenset[tuple[str, str]], present: frozenset[str]) -> frozenset[str]:
    """Family names of office-holders (person, country), and of persons as rows name them."""
    named = {_last(name) for name in present if name.split()}
    found = {family(*one) for one in held} | named
    return frozenset(name for name in found if len(name) > 1 and name[0].isupper()) - _NO_NAME


def _last(name: str) -> str:
    western = name.isascii() and "-" not in name
    return name.split()[-1 if western else 0]


def _names(book: Casebook) -> frozenset[str]:
    held = frozenset((row.person, row.country) for row in book.offices if row.live)
    return _known(held, frozenset(name for row in book.engagements for name in row.persons))


@lru_cache(maxsize=16)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    known = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))) or "(?!)"
    return re.compile(rf"(?<![\w-])(?P<name>{known})(?=\b(?!-))")


def names(book: Casebook) -> tuple[str, ...]:
    """Every family name that is known, for the message about one that is not."""
    return tuple(sorted(_names(book)))


def terms(book: Casebook, name: str, offices: Iterable[str] = HEADS) -> tuple[Office, ...]:
    """The terms of everybody of that family name in one of the offices, in order of their first day."""
    wanted = set(offices)
    found = [
        row for row in book.offices
        if row.live and row.office in wanted and row.person and family(row.person, row.country) == name
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda row: (row.from_date, row.id)))


def term(book: Casebook, name: str, words: str, near: date | None, offices: Iterable[str] = HEADS) -> Office | None:
    """The term the words mean: the first or second where they say so, else the latest begun by `near`."""
    held = terms(book, name, offices)
    if not held:
        return None
    if len(held) > 1 and _FIRST.search(words):
        return held[0]
    if len(held) > 1 and _SECOND.search(words):
        return held[-1]
    begun = [row for row in held if near is None or row.from_date <= near]
    return begun[-1] if begun else held[0]


def all_in_office(book: Casebook, filters: Filters) -> date | None:
    """The first day on which all persons a claim names held the office they met in; None where that is not known."""
    offices = OFFICES.get((filters.level, "" if filters.level == "leader" else filters.portfolio), ())
    held = [terms(book, name, offices) for name in filters.persons]
    return max(some[0].from_date for some in held) if held and all(held) else None


def in_office(book: Casebook, country: str, offices: Iterable[str], day: date) -> frozenset[str]:
    """Family names of those who held one of the offices of a state on a day."""
    wanted = set(offices)
    return frozenset(
        family(row.person, country)
        for row in book.offices
        if row.live and row.person and row.country == country and row.office in wanted
        and row.from_date <= day and (row.to_date is None or day <= row.to_date)
    )  # fmt: skip

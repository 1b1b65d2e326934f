"""Of which group a sentence speaks: by its name, by its members, by persons in office, or by how many they are.

Takes the casebooks held and sentences; gives for each what it names. Nothing is guessed: where two groups fit, both are
given, and where another body is the subject, it is named as one that is not held.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from minilateral.claims.find_cues import words_of
from minilateral.codebook import naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from minilateral.model import Casebook

_AROUND_OFFICE = timedelta(days=120)  # a term may have ended, or begin, this long before or after the text
_PERSON = r"[A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+){0,2}"
_LISTED = re.compile(rf"\b{_PERSON}(?:, {_PERSON}){{1,3}},? and {_PERSON}")
_AND = re.compile(r",? and |, ")
_LEAST = 3  # letters of a part of a name
_BESIDE = re.compile(  # a body named behind these is where something was, not who met
    r"\b(?:of|at|beside|during|on|in|with|to|from|by|and|for|the|an?|margins|sidelines|annual|this|last)\s+(?:the )?$",
    re.IGNORECASE,
)
_PLURAL = 2
BY_NAME = "by its name"


@dataclass(frozen=True, slots=True)
class Named:
    """What a stretch of text names: groups (several where several fit), a number of members, or somebody else."""

    groups: tuple[str, ...] = ()
    basis: str = ""  # how the group is named, in words
    size: int = 0  # "the three", "trilateral"
    other: str = ""  # a body or a set of states that is no group held
    held_out: bool = False  # the other is a body with a name


@dataclass(frozen=True)
class Groups:
    """The groups held, and how texts name them."""

    books: Sequence[Casebook]
    sizes: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Count the members of each."""
        object.__setattr__(self, "sizes", {one.group.slug: len(one.group.members) for one in self.books})

    def named(self, text: str, day: date | None = None) -> Named:
        """What a sentence or clause names."""
        flat = naming.without_namesakes(naming.plain(text))
        size = next((n for n in sorted(set(self.sizes.values())) if _counted(n).search(flat)), 0)
        if slugs := tuple(dict.fromkeys(slug for slug, pattern in self._names if pattern.search(flat))):
            return Named(slugs, BY_NAME, size)
        if other := _other(flat):
            return Named(other=other, size=size, held_out=True)
        acting = {one.code for one in naming.states(text) if not one.place}
        if slugs := self._largest(acting):
            return Named(slugs, "by its members", size)
        if slugs := tuple(self._by_persons(flat, day)):
            return Named(slugs, "by those who speak for its members", size)
        return Named(size=size, other=self._company(acting, size))

    def of_size(self, size: int) -> tuple[str, ...]:
        """The groups of so many members."""
        return tuple(slug for slug, count in self.sizes.items() if count == size)

    def _largest(self, acting: set[str]) -> tuple[str, ...]:
        """Groups all of whose members are named; of several only the largest."""
        inside = [one.group for one in self.books if set(one.group.members) <= acting]
        most = max((len(one.members) for one in inside), default=0)
        return tuple(one.slug for one in inside if len(one.members) == most)

    def _company(self, acting: set[str], size: int) -> str:
        """Two states or more that are no group held, where nothing says that they speak as part of one."""
        members = {code for one in self.books for code in one.group.members}
        return " and ".join(sorted(acting)) if len(acting) >= _PLURAL and not size and acting <= members else ""

    def _by_persons(self, text: str, day: date | None) -> Iterator[str]:
        """Groups whose members' office-holders a list such as "Biden, Ishiba and Yoon" names, one each."""
        for hit in _LISTED.finditer(text):
            states = [self._states_of(name, day) for name in _AND.split(hit[0])]
            for one in self.books:
                members = set(one.group.members)
                if len(states) == len(members) and members == set().union(*(found & members for found in states)):
                    yield one.group.slug

    def _states_of(self, name: str, day: date | None) -> set[str]:
        found = (term for part in re.split(r"[ -]", name) for term in self._persons.get(part.casefold(), ()))
        return {
            code for code, begin, end in found
            if day is None or (begin - _AROUND_OFFICE <= day and (end is None or day <= end + _AROUND_OFFICE))
        }  # fmt: skip

    @cached_property
    def _persons(self) -> dict[str, list[tuple[str, date, date | None]]]:
        """By part of a name, the terms of office of those who bear it."""
        found: dict[str, list[tuple[str, date, date | None]]] = {}
        for one in {office.id: office for book in self.books for office in book.offices}.values():
            for part in {p for name in (one.person, *one.name_variants) for p in re.split(r"[ -]", name.casefold())}:
                if len(part) >= _LEAST:
                    found.setdefault(part, []).append((one.country, one.from_date, one.to_date))
        return found

    @cached_property
    def _names(self) -> list[tuple[str, re.Pattern[str]]]:
        made = []
        for one in self.books:
            names = "|".join(re.escape(name) for name, _ in naming.group_names(one.group))
            made.append((one.group.slug, re.compile(rf"(?<![\w-])(?:{names})(?!\w)")))
        return made


def _other(text: str) -> str:
    """Another body that is the subject of the text: named first, and not as the place or company of a meeting."""
    hit = words_of("others").search(text)
    return hit[0] if hit and not _BESIDE.search(text, 0, hit.start()) else ""


def _counted(size: int) -> re.Pattern[str]:
    word = {3: "three", 4: "four", 5: "five"}.get(size, str(size))
    return re.compile(
        rf"{naming.parties(size).pattern}|\bthe {word}\b(?!-| (?:years|months|weeks|days|times))", re.IGNORECASE
    )


def listed(slugs: Sequence[str]) -> str:
    """Slugs as a reader would list them.

    >>> listed(("aukus", "e3", "weimar"))
    'aukus, e3 or weimar'
    """
    return " or ".join(filter(None, (", ".join(slugs[:-1]), slugs[-1]))) if slugs else ""

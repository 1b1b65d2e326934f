"""Who led each member, as bands: the head of government, or the head of state where the record has only that office.

Takes the office table of a casebook; gives terms with the name a reader knows the person by.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from minilateral.model import Casebook, Office

_FAMILY_FIRST = {"CHN", "HUN", "JPN", "KOR", "PRK"}
_SUFFIXES = {"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"}
_FEWEST_DAYS = 2  # an overlap of acting terms shorter than this is the day of handing over


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time at the head of one member; `end` is None while in office."""

    name: str
    start: date
    end: date | None
    acting: bool


def terms(book: Casebook, member: str) -> list[Term]:
    """Terms of those who led `member`, in order; a term under an acting holder runs until that holder begins."""
    offices = [o for o in book.offices if o.live and o.country == member]
    heads = [o for o in offices if o.office == "head_of_government"]
    heads = heads or [o for o in offices if o.office == "head_of_state"]
    heads = sorted(heads, key=lambda o: (o.from_date, o.person))
    found = []
    for office, following in zip_longest(heads, heads[1:]):
        end = office.to_date
        if following and (end is None or end > following.from_date):
            end = following.from_date
        if end is None or (end - office.from_date).days >= _FEWEST_DAYS:
            found.append(Term(surname(office), office.from_date, end, office.acting))
    return found


def surname(office: Office) -> str:
    """The name a reader knows: the first where families come first, else the last that is no suffix."""
    parts = [part for part in office.person.split() if part.lower() not in _SUFFIXES] or [office.person]
    return parts[0] if office.country in _FAMILY_FIRST else parts[-1]

"""The field's synonyms by which a claim is read, from `claimwords.yml`, each list as one pattern.

Takes the name of a list and a text; gives what the words stand for, each at its place. At one place the first line of
the list that fits is taken, and no word is read twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from minilateral.codebook.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a list found in a text, at `text[start:end]`, and what they stand for."""

    start: int
    end: int
    stands_for: Mapping[str, Any]


def said(name: str, text: str) -> tuple[Said, ...]:
    """What words of one list stand in a text, in order.

    >>> [one.stands_for["portfolio"] for one in said("who", "The top diplomats met after the defence chiefs.")]
    ['foreign', 'defense']
    """
    pattern, lines = _compiled(name)
    return tuple(Said(hit.start(), hit.end(), lines[int(str(hit.lastgroup)[1:])]) for hit in pattern.finditer(text))


@cache
def word(name: str) -> str:
    """A pattern that stands by itself in the table: `brief`, `no_first`."""
    found: str = shipped_words()[name]
    return found


@cache
def shipped_words() -> dict[str, Any]:
    """The table as it stands in its file."""
    found: dict[str, Any] = shipped("claimwords.yml")
    return found


@cache
def _compiled(name: str) -> tuple[re.Pattern[str], list[dict[str, Any]]]:
    lines = shipped_words()[name]
    parts = (rf"(?P<n{number}>(?<![\w-])(?:{line['words']})(?![\w]))" for number, line in enumerate(lines))
    return re.compile("|".join(parts), re.IGNORECASE), lines

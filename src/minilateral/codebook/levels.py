"""The ladder of levels, and the crosswalk that puts every level word of any table on it.

Takes a word as a casebook row has it (`special_envoy`, `presidential_office`, `forces`); gives the `Level` it
stands for, from `levels.csv`. The weights are those of the consultation index (each step counts double); a level
off the ladder has no weight and rank 0.

The rule for a row: its level is the median of its members' levels, so that one deputy does not lower a ministers'
meeting; a member's level is that of the person who sat for it, by office (`office_levels.csv`).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from minilateral.errors import UnknownName

MINISTER_RANK = 5


@dataclass(frozen=True, slots=True)
class Level:
    """A step of the ladder. `rank` runs 6 (leader) to 1 (working); 0 is off the ladder and has no weight."""

    name: str
    weight: float | None
    rank: int


@cache
def _crosswalk() -> dict[str, Level]:
    text = files(__package__).joinpath("levels.csv").read_text("utf-8")
    return {
        row["word"]: Level(row["level"], float(row["weight"]) if row["weight"] else None, int(row["rank"]))
        for row in csv.DictReader(text.splitlines())
    }


def words() -> tuple[str, ...]:
    """Every level word a casebook may use."""
    return tuple(_crosswalk())


def known(word: str) -> bool:
    """Whether the crosswalk has this word."""
    return word in _crosswalk()


def crosswalk(word: str) -> Level:
    """The level this word stands for.

    Raises:
        UnknownName: the word is not in the crosswalk.

    Example:
        >>> crosswalk("special_envoy").name
        'senior_official'
    """
    try:
        return _crosswalk()[word]
    except KeyError:
        raise UnknownName("level", word, _crosswalk()) from None


def ladder() -> tuple[Level, ...]:
    """The levels that carry weight, leader first."""
    return tuple(sorted({level for level in _crosswalk().values() if level.rank}, key=lambda level: -level.rank))


def rank(word: str) -> int:
    """Rank of the word's level: 6 leader, 5 minister ... 1 working, 0 off the ladder.

    Raises:
        UnknownName: the word is not in the crosswalk.
    """
    return crosswalk(word).rank

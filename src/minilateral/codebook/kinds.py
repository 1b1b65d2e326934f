"""What every kind word of every table stands for.

Takes the name of a table and a word of its `kind` column; gives the family it belongs to (a contact, a text, an
instrument, a drill ...) and how a page prints it, from `kinds.csv`. Only contacts and sessions are things that met;
instruments and texts are born at an occasion and never counted as a second one.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from minilateral.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind word of one table."""

    table: str
    word: str
    family: str
    label: str


@cache
def _kinds() -> dict[tuple[str, str], Kind]:
    text = files(__package__).joinpath("kinds.csv").read_text("utf-8")
    return {(row["table"], row["word"]): Kind(**row) for row in csv.DictReader(text.splitlines())}


def all_kinds() -> tuple[Kind, ...]:
    """Every kind word, table by table."""
    return tuple(_kinds().values())


def words(table: str, family: str) -> tuple[str, ...]:
    """The kind words of `table` that belong to one family.

    Example:
        >>> words("engagements", "contact")
        ('meeting', 'call', 'dialogue')
    """
    return tuple(one.word for one in all_kinds() if (one.table, one.family) == (table, family))


def kind(table: str, word: str) -> Kind:
    """What `word` means in the `kind` column of `table`.

    Raises:
        UnknownName: that table knows no such word.

    Example:
        >>> kind("responses", "unsc_request").label
        'request to the Security Council'
    """
    try:
        return _kinds()[table, word]
    except KeyError:
        raise UnknownName(f"kind of {table}", word, (name for where, name in _kinds() if where == table)) from None

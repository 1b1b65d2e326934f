"""What the number of an official text counts: the whole track, a year, a term of office, or a part of a track.

Takes the words of a series as casebooks have them ("2001", "US count, from July 2014", "Biden term", "leaders in
person"); gives the days it counts from and to, and the words that narrow it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from minilateral.claims.claim import Filters
from minilateral.claims.events import office_window, since
from minilateral.errors import UnknownName

if TYPE_CHECKING:
    from minilateral.model import Casebook

_YEAR = re.compile(r"\b(?:of )?((?:19|20)\d{2})\b")
_FROM = re.compile(r"\b(?:since|from) (.+)$")
_TERM = re.compile(r"\b(?:under )?([A-Z]\w+)(?: (?:term|government|administration|presidency))?$")
_NEUTRAL = re.compile(r"\b(?:US|Korean|Japanese|official|later|count|ministerial level|the|of)\b|[,()]")
_UNREAD = re.compile(r"\bin (?:two|three|four|five) years\b")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a number counts. `first` None: from the beginning; `known`: whether the words could be read."""

    first: date | None = None
    last: date | None = None
    part: str = ""
    known: bool = True
    words: str = ""  # the words themselves, where they could not be read


def scope(book: Casebook, words: str, near: date) -> Scope:
    """What the words of a series count; empty words count the whole track.

    Example:
        >>> from minilateral.measures.histories import history
        >>> found = scope(history(), "air drills of 2023", date(2023, 12, 31))
        >>> str(found.first), str(found.last), found.part
        ('2023-01-01', '2023-12-31', 'air drills')
    """
    return _read(book, words, near)


@lru_cache(maxsize=512)
def _cached(words: str) -> tuple[str, str]:
    """The words split at "since" or "from"."""
    hit = _FROM.search(words)
    return (words[: hit.start()], hit[1]) if hit else (words, "")


def _read(book: Casebook, words: str, near: date) -> Scope:
    if _UNREAD.search(words):
        return Scope(part=words, known=False, words=words)
    head, tail = _cached(words)
    if tail:
        return _from(book, head, tail, near)
    term = _TERM.search(words)
    if term and (held := office_window(book, term[1], near)):
        return Scope(first=held[0].date, last=held[1], part=_rest(words[: term.start()]))
    if year := _YEAR.search(words):
        number = int(year[1])
        rest = words[: year.start()] + words[year.end() :]
        return Scope(first=date(number, 1, 1), last=date(number, 12, 31), part=_rest(rest))
    return Scope(part=_rest(words))


def _from(book: Casebook, head: str, tail: str, near: date) -> Scope:
    """A series that counts from a day, an event or a term on."""
    try:
        opens = since(book, re.sub(r"\(.*\)", "", tail), near, Filters(), whole=True).date
    except UnknownName:
        year = _YEAR.search(tail)
        return Scope(first=date(int(year[1]), 1, 1) if year else None, part=_rest(head), known=bool(year))
    return Scope(first=opens, part=_rest(head))


def _rest(words: str) -> str:
    return " ".join(_NEUTRAL.sub(" ", words).split())

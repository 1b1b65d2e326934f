"""Which states and groups a text names, where.

Takes text; gives the states in order, each at its place, by the names of the codebook and of `naming.yml`. The longest
name wins, so that "Democratic People's Republic of Korea" never names the Republic of Korea, and no sea or peninsula
names a state.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from minilateral.codebook.forms import forms
from minilateral.codebook.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.model import Group

# One character each, so that places stay what they are.
_APOSTROPHES, _DASHES, _BLANKS = (
    "\u2018\u2019\u02bc",
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    "\u00a0\u2009\u202f\n\r\t",
)
_PLAIN = {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_BLANKS, " ")}
_WIDE = 4  # letters from which a name in capitals alone tells of its group
_SHOUTED = 5  # letters from which a name is also read in capitals throughout
_PLACE = re.compile(r"(?:\b(?:in|at|to|from|near|outside) (?:the )?|\()(?:([A-Z][\w.-]+(?: [A-Z][\w.-]+)?), )?$")
_DISTRICT = re.compile(r",? D\.?C\b")
_AROUND = 60  # characters before a name in which a word of place is looked for
_BEFORE = 24  # characters of "East and South China Sea" before the state in it


@dataclass(frozen=True, slots=True)
class Named:
    """A state named in a text, at `text[start:end]`; `place`: where something was, rather than who acted."""

    code: str
    start: int
    end: int
    place: bool = False


@lru_cache(maxsize=8)
def plain(text: str) -> str:
    """The text with plain dashes, apostrophes and blanks, every character in its place."""
    for mark, other in _PLAIN.items():  # five times as fast as `translate` where a text holds few of them
        text = text.replace(mark, other)
    return text


def states(text: str) -> tuple[Named, ...]:
    """The states a text names, in order.

    >>> [one.code for one in states("The DPR Korea and the Democratic People’s Republic of Korea")]
    ['PRK', 'PRK']
    >>> [one.code for one in states("Seoul and Tokyo spoke of the South China Sea in Washington, D.C.")]
    ['KOR', 'JPN']
    """
    return tuple(_found(plain(text)))


def _found(text: str) -> Iterator[Named]:
    taken = 0
    for start in (hit.start() for hit in _starts().finditer(text)):
        name = next((one for one in _by_start().get(text[start : start + 2], ()) if _stands(text, start, one)), "")
        if start < taken or not name or _no_state(text, start):
            continue
        taken = start + len(name)
        place = _is_place(text, start)
        if code := _names().get(name):
            yield Named(code, start, taken, place)
        elif not place and not _is_city(text, taken, _capitals()[name]):
            yield Named(_capitals()[name], start, taken)


def _is_city(text: str, end: int, code: str) -> bool:
    """Whether its district or state follows the name of a capital: "Washington, D.C.", "Seoul, Republic of Korea"."""
    own = [name for name, one in _names().items() if one == code]
    return bool(_DISTRICT.match(text, end)) or any(text.startswith((f", {name}", f", the {name}"), end) for name in own)


def _stands(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    return text.startswith(name, start) and not text[end : end + 1].isalnum()


def _is_place(text: str, start: int) -> bool:
    """Whether a word of place stands before the name, or before a city and the name: "in Hiroshima, Japan"."""
    before = _PLACE.search(text, max(0, start - _AROUND), start)
    return before is not None and before[1] not in _names()  # "in Australia, India and Japan" names three


def _no_state(text: str, start: int) -> bool:
    """Whether the name that begins here is part of the name of a sea, a war, a newspaper."""
    around = _others().finditer(text, max(0, start - _BEFORE), start + _AROUND)
    return any(hit.start() <= start < hit.end() for hit in around)


def group_names(group: Group) -> tuple[tuple[str, bool], ...]:
    """The names by which texts call a group, and whether each tells of it by itself, without a member beside it."""
    words = _words()
    known = (group.name, group.short_name, *group.aliases, *words["groups"].get(group.slug, ()))
    general = {plain(name) for name in words["too_general"]}
    names = {plain(name) for name in known if name} - general
    return tuple((name, _tells(name)) for name in sorted(names) if len(name) > 1)


def _tells(name: str) -> bool:
    letters = [one for one in name if one.isalpha()]
    return " " in name.removeprefix("the ") or (len(letters) >= _WIDE and all(one.isupper() for one in letters))


def parties(size: int) -> re.Pattern[str]:
    """Words that say that so many took part."""
    return re.compile(rf"\b(?:{_words()['parties'].get(size, '(?!)')})\b", re.IGNORECASE)


def levels(text: str) -> frozenset[str]:
    """The levels of the offices a text names; none where it names none.

    >>> sorted(levels("Deputy Secretary Sherman's call with Vice Foreign Minister Mori"))
    ['vice_minister']
    """
    return frozenset(str(hit.lastgroup) for hit in _offices().finditer(plain(text))) - {"none"}


def without_namesakes(text: str) -> str:
    """The text with what only sounds like a group blanked out; places stay what they are."""
    return _namesakes().sub(lambda hit: " " * len(hit[0]), text)


@cache
def _namesakes() -> re.Pattern[str]:
    return re.compile("|".join(_words()["no_group"]))


@cache
def _names() -> dict[str, str]:
    found = {plain(name): code for name, code in forms().items()}
    found |= {plain(name): code for code, names in _words()["forms"].items() for name in names}
    return found | {name.upper(): code for name, code in found.items() if len(name) >= _SHOUTED}


@cache
def _capitals() -> dict[str, str]:
    listed = {code: [given] if isinstance(given, str) else given for code, given in _words()["capitals"].items()}
    found = {name: code for code, names in listed.items() for name in names}
    return found | {name.upper(): code for name, code in found.items()}


@cache
def _by_start() -> dict[str, list[str]]:
    """Every name by its first two characters, longest first: a text is looked at only where one may begin."""
    found: dict[str, list[str]] = {}
    for name in sorted((*_names(), *_capitals()), key=lambda name: (-len(name), name)):
        found.setdefault(name[:2], []).append(name)
    return found


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, sorted(_by_start())))})")


@cache
def _others() -> re.Pattern[str]:
    return re.compile("|".join(_words()["no_state"]))


@cache
def _offices() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?P<{level}>\b(?:{pattern})\b)" for level, pattern in _words()["offices"]))


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = shipped("naming.yml")
    return found

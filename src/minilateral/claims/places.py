"""Where something was: places, host states and occasions, as claims and rows name them.

Takes a casebook and words; gives the places of the record that the words name. A city is known by its name without the
state behind it; further names ("the Pentagon") are in the table of words. A place the record does not know is still
one when "in" or "at" stands before it: then no row will be found there, and the answer says so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from minilateral.codebook.claimwords import shipped_words
from minilateral.codebook.forms import forms
from minilateral.codebook.naming import plain
from minilateral.reading.moments import MONTHS
from minilateral.record.names import folded

if TYPE_CHECKING:
    from minilateral.model import Casebook, Engagement

_SHORT = {"D.C", "DC"}
_NOWHERE = {"virtual", "telephone", "capitals", ""}
_SPEAKS = re.compile(r"(?:'s)?,? (?:said|says|told|added|noted|insist|argue|claim|announced|want|agree)")
REGIONS = frozenset(
    {"Indo-Pacific", "Pacific", "Asia-Pacific", "Asia", "Europe", "Northeast Asia", "East Asia", "Region"}
)
_UNKNOWN = re.compile(r"\b(?:in|at) ((?:the )?[A-Z][\w'.-]+(?: [A-Z][\w'.-]+)*)")
_OCCASION = re.compile(
    r"\b(G-?7|G-?20|APEC|ASEAN|NATO|UN General Assembly|UNGA|United Nations|Shangri-La|Munich Security Conference|"
    r"Nuclear Security Summit|East Asia Summit|RIMPAC|European Council|IMF|ADB|ADMM)\b"
)
_SAME = {"G-7": "G7", "G-20": "G20", "UNGA": "UN General Assembly", "United Nations": "UN General Assembly"}


def places_of(row: Engagement) -> tuple[str, ...]:
    """The names of the place of a row: "Washington, D.C. (Pentagon)" is Washington and the Pentagon."""
    return _names_in(row.place)


@lru_cache(maxsize=4096)
def _names_in(place: str) -> tuple[str, ...]:
    if place in _NOWHERE:
        return ()
    inner = re.findall(r"\(([^)]*)\)", place)
    outer = re.sub(r"\([^)]*\)", "", place).split(",")[0]
    cities = re.split(r" and | / |/", outer)
    names = (name.strip() for name in (*cities, *inner))
    return tuple(name for name in names if name[:1].isupper() and name not in _SHORT)


@lru_cache(maxsize=16)
def _pattern(places: frozenset[str]) -> re.Pattern[str]:
    held = {name.removeprefix("The ") for place in places for name in _names_in(place)}
    held -= set(forms())  # "the sea between South Korea and Japan" makes no place of a state
    held |= set(shipped_words()["places"])
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(held, key=lambda n: (-len(n), n))))})(?![\w-])")


def found_places(book: Casebook, text: str) -> tuple[tuple[int, int, str], ...]:
    """Every place a text names, with where it stands: those of the record, and others behind "in" or "at"."""
    text = plain(text)
    pattern = _pattern(frozenset(row.place for row in book.engagements))
    known = [
        (hit.start(), hit.end(), hit[0])
        for hit in pattern.finditer(text)
        if not _SPEAKS.match(text, hit.end()) and not _is_group(book, text, hit)
    ]
    taken = [range(start, end) for start, end, _ in known]
    for hit in _UNKNOWN.finditer(text):
        name = hit[1].removeprefix("the ")
        if not any(hit.start(1) in span or hit.end(1) - 1 in span for span in taken) and _is_place(book, name):
            known.append((hit.start(1), hit.end(1), name))
    return tuple(sorted(known))


def _is_group(book: Casebook, text: str, hit: re.Match[str]) -> bool:
    """Whether the name is that of the group, which was called after the place: "the Weimar foreign ministers"."""
    names = {
        folded(name.removeprefix("the ").split()[0]) for name in (book.group.short_name, *book.group.aliases) if name
    }
    before = text[max(0, hit.start() - 4) : hit.start()]
    return folded(hit[0]) in names and not before.endswith(("in ", "at "))


def _is_place(book: Casebook, name: str) -> bool:
    """Whether an unknown name behind "in" may be a city: no month, state, group, person or occasion."""
    from minilateral.claims.people import persons  # noqa: PLC0415 -- both read names of a sentence
    from minilateral.codebook.naming import states  # noqa: PLC0415 -- as above

    first = name.split(maxsplit=1)[0].rstrip(".,")
    if name in REGIONS:
        return False
    small = first.lower() in MONTHS or name.isupper() or _OCCASION.search(name) is not None
    return not (
        small or states(f"see {name}") or persons(book, name) or folded(name) in map(folded, book.group.aliases)
    )


def named_places(book: Casebook, text: str) -> tuple[str, ...]:
    """Names of places, and of occasions that places stand for, in a text."""
    return tuple(name for _, _, name in found_places(book, text)) or tuple(occasions(text))


def occasions(text: str) -> list[str]:
    """The wider events a text names: G7, APEC, the UN General Assembly."""
    return [_SAME.get(hit, hit) for hit in _OCCASION.findall(plain(text))]


def spelled(place: str, row: Engagement) -> bool:
    """Whether the row was at that place, by any of its names, or beside that occasion.

    >>> from minilateral.model import Engagement
    >>> from datetime import date
    >>> row = Engagement(id="E", date=date(2016, 10, 14), kind="meeting", level="minister", occasion_id="O",
    ...                  summary="", place="Washington, D.C.")
    >>> spelled("Pentagon", row), spelled("Seoul", row)
    (True, False)
    """
    wanted = [folded(name) for name in shipped_words()["places"].get(place, [place])]
    held = [folded(name) for name in (*places_of(row), row.place)]
    return any(name in one or one == name for name in wanted for one in held if one) or (
        bool(row.occasion) and folded(place) in folded(row.occasion)
    )

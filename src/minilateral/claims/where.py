"""Where something was held, where that is part of what a claim counts.

Takes a casebook and the stretch of a sentence a cue looks at; gives the filters with a host state or a place: "on
Japanese soil", "hosted by Seoul", "outside the United States", "never met in Tokyo".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from minilateral.claims.dates import periods
from minilateral.claims.places import found_places, spelled
from minilateral.codebook.naming import states

if TYPE_CHECKING:
    from minilateral.claims.claim import Filters
    from minilateral.claims.filters import Zone
    from minilateral.model import Casebook

BREAK = re.compile(r"[,;:]|\b(?:when|while|where|as|which|because|although)\b|\s[-–—]\s")
_SOIL = re.compile(r"\bon (?:the )?([A-Z][\w]*(?:[- ][A-Z]\w*)?)(?:'s)? (?:soil|territory|ground)\b")
_HOSTED = re.compile(r"\bhosted (?:for the (?:first|\w+) time )?(?:by|in) (?:the )?([A-Z]\w*(?: [A-Z]\w*)?)")
_OUTSIDE = re.compile(r"\boutside (?:of )?(?:the )?([A-Z][\w.]*(?: [A-Z]\w*)?)")
_AT = re.compile(r"\b(?:in|at|on)(?: the)? $")
_IN = re.compile(r"\bin (?:the )?([A-Z][\w.]*(?: [A-Z]\w*)?)")
_HOSTS = re.compile(
    r"\b(?P<host>[A-Z][\w.]*(?: [A-Z]\w*)?) "
    r"(?:has |had )?(?:hosted|played host|welcomed)\b"
    r"(?=.*\bfor (?:the|only the) \w+ time\b|(?: its| their) \w+\b)"
)


def where(book: Casebook, zone: Zone, found: Filters) -> Filters:
    """The state or place it was held in, where that is part of the claim."""
    if zone.cue.form in {"exists", "last"}:
        return found
    whole, cities = zone.text[zone.start : zone.end], {name for _, _, name in found_places(book, zone.text)}
    text = whole if "first time" in whole else zone.text[slice(*zone.behind)]
    for pattern, sign in ((_SOIL, ""), (_OUTSIDE, "-"), (_HOSTED, ""), (_IN, "")):
        for hit in pattern.finditer(whole if pattern is _SOIL else text):
            if hit[1] not in cities and (code := state(hit[1])):
                return replace(found, host=f"{sign}{code}")
    if hosted := _HOSTS.search(whole):
        host, place = _host_of(book, hosted["host"])
        return replace(found, host=host, place=place)
    return replace(found, place=_place(book, zone))


def _host_of(book: Casebook, name: str) -> tuple[str, str]:
    """The state that hosted: by its own name, or that of its capital; another city is a place."""
    capital = next((one.code for one in states(f"{name} agreed")), "")
    held = [row for row in book.engagements if spelled(name, row)]
    if capital and (not held or any(row.host_country == capital for row in held)):
        return capital, ""
    return "", name if held else ""


def _place(book: Casebook, zone: Zone) -> str:
    """The place that is part of what is counted: "never met in Tokyo", "the first in Seoul since 2016".

    Behind a "first" it is one only where the sentence has named the event already: in "their first meeting in Madrid"
    alone, the place tells which meeting it was.
    """
    form, text = zone.cue.form, zone.text
    if form not in {"none_before", "none_since"} and not (
        form in {"first", "in_n_years", "nth", "only"} and periods(text[: zone.cue.start])
    ):
        return ""
    stop = BREAK.search(text, zone.cue.end, zone.end)
    inside = text[zone.cue.end : stop.start() if stop else zone.end]
    return next((name for start, _, name in found_places(book, inside) if _AT.search(inside[:start])), "")


def state(name: str) -> str:
    """The state a name stands for; capitals are places, not states."""
    hit = next(iter(states(f"of {name} ")), None)
    if hit is None:
        return ""
    from minilateral.codebook.forms import forms  # noqa: PLC0415 -- read for the few claims that name a state

    whole = f"of {name} "[hit.start : hit.end]
    return hit.code if whole in forms() or whole in {"US", "U.S.", "UK"} else ""

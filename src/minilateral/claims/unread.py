"""Words of what a claim counts that no part of the grammar read: "held *at NATO headquarters*".

Takes the sentence of a claim, its cue and what was read; gives the stretches left over behind the cue, up to the next
break. A claim of which words are left over counts something narrower than what was counted for it, so that rows against
it settle nothing. Harmless words ("trilateral", "ever", "historic") are listed in `claimwords.yml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from minilateral.claims.dates import periods
from minilateral.claims.people import persons
from minilateral.claims.places import found_places
from minilateral.claims.where import state
from minilateral.codebook.claimwords import said, word
from minilateral.codebook.naming import group_names, parties, states
from minilateral.measures.occasions import ROUNDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.claims.claim import Claim, Filters
    from minilateral.claims.filters import Zone
    from minilateral.model import Casebook

FORMS = frozenset({"first", "nth", "in_n_years", "only", "last", "none_since", "none_before"})
_BREAK = re.compile(
    r"[,;:](?!\d)|[.?!](?=\s+[A-Z\"“]|[\"”’']|\s*$)|\b(?:when|if|unless|while|because|although|as|after|before|following|amid|despite|"
    r"and (?=(?:it|they|was|were|is|has|had|\w+ed)\b))\b|\s[-–—]+\s|[–—]|[\"“”)]"
)
_FINITE = re.compile(r"\b(?:was|were|is|are|has|had|have|took|takes|came|did|does|will|would|became|marked)\b")
_CLAUSE = re.compile(r"\b(?:that|which|where|who|whose|time|times)\b", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_][\w'.-]*|\d[\w.,%]*")
_OFF = re.compile(r"\b(?:off|near|around) (?:the )?[A-Z]\w+(?: [A-Z]\w+)*(?= in | on |[.,;]|$)")
_ITS_KIND = re.compile(
    r"\b(?:of|in) (?:its|their|this|that|the|the same) (?:kind|sort|type|name|format)\b", re.IGNORECASE
)
_ANY_KIND = re.compile(r"\b(?:of|in) any (?:kind|sort|type|format|form)\b", re.IGNORECASE)
_AHEAD = re.compile(r"(?:[ -]ever)? time(?: ever)?,", re.IGNORECASE)
_LEADS = re.compile(
    r"\b(?:(?:at|in|on|for|with|by|to|of|about|over|under|from|between|among|that|which)\s+)"
    r"(?:the |an? )?(?:[A-Z][\w'-]+ )*$"
)


def unread(book: Casebook, zone: Zone, claim: Claim) -> tuple[str, ...]:
    """The stretches behind the cue that were read as nothing.

    Args:
        book: the casebook of the group.
        zone: the sentence, with the words of its window blanked out, the stretch of the claim and its cue.
        claim: as it was read.
    """
    if claim.form not in FORMS or claim.filters.phrase:
        return ()
    start, end = zone.cue.end, _end(zone)
    known = sorted(_known(book, zone.text, claim))
    left = [
        hit.span()
        for hit in _TOKEN.finditer(zone.text, start, end)
        if not any(a < hit.end() and hit.start() < b for a, b in known)
        and not _harmless().fullmatch(hit[0].strip(".'"))
    ]
    return tuple(_joined(zone.text, start, left))


def _end(zone: Zone) -> int:
    """Where what is counted ends: at a break, or at the verb of which it is the subject."""
    text, start = zone.text, zone.cue.end
    if zone.behind[1] == zone.end and _AHEAD.match(text, start):
        return zone.end
    stop = _BREAK.search(text, start, zone.end)
    end = stop.start() if stop else zone.end
    if _FINITE.search(text, zone.start, zone.cue.start) or _held().search(text, zone.start, zone.cue.start):
        return end
    verb = _FINITE.search(text, start, end)
    inside = verb and _CLAUSE.search(text, start, verb.start())
    return verb.start() if verb and not inside else end


def _known(book: Casebook, text: str, claim: Claim) -> Iterator[tuple[int, int]]:
    """What was read: who and what is counted, how, where and when, and the names of the group and its members."""
    asked = claim.filters
    yield from ((one.start, one.end) for one in said("who", text) if _is_meant(one.stands_for, asked))
    yield from ((one.start, one.end) for one in said("kinds", text) if _is_counted(one.stands_for, asked))
    yield from ((one.start, one.end) for name in ("tracks", "forms") for one in said(name, text))
    yield from (hit.span() for hit in _ANY_KIND.finditer(text))
    if asked.level or asked.track or asked.named or asked.topic or asked.kinds != ROUNDS:
        yield from (hit.span() for hit in _ITS_KIND.finditer(text))  # else it is not told of which kind
    if asked.kinds == ("exercise",):
        yield from ((one.start, one.end) for one in said("domains", text))
    yield from ((one.start, one.end) for one in periods(text, claim.made_on))
    yield from ((one.start, one.end) for one in persons(book, text) if one.name in asked.persons)
    yield from _places(book, text, claim)
    members = {*book.group.members, *asked.participants}
    yield from ((one.start, one.end) for one in states(text) if one.code in members)
    track = next((one.name for one in book.tracks if one.id == asked.track), "")
    names = [*_own_names(book), asked.named, *re.findall(r"\w{4,}", track)]
    for name in filter(None, names):
        yield from (hit.span() for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE))
    yield from (hit.span() for hit in parties(len(book.group.members)).finditer(text))
    if asked.topic:
        yield from (hit.span() for hit in re.finditer(asked.topic, text, re.IGNORECASE))


def _own_names(book: Casebook) -> list[str]:
    """The names of the group, their longer words, and how many its members are."""
    group = book.group
    names = [*(name for name, _ in group_names(group)), group.short_name, *group.aliases]
    parts = {part for name in names for part in re.findall(r"[A-Z]\w{3,}", name)}
    return [*names, *parts, {3: "three", 4: "four", 5: "five"}.get(len(group.members), "")]


def _places(book: Casebook, text: str, claim: Claim) -> Iterator[tuple[int, int]]:
    """Places and occasions that were taken for those of the event, or are part of what is counted."""
    anchor, asked = claim.anchor, claim.filters
    meant = {asked.place, anchor.place if anchor else ""}
    yield from ((start, end) for start, end, name in found_places(book, text) if name in meant)
    for name in filter(None, (anchor.occasion if anchor else "", asked.beside)):
        yield from (hit.span() for hit in re.finditer(re.escape(name).replace("G", "G-?"), text))
    if anchor is None or not anchor.place:  # "off Kagoshima in June": where the event was
        yield from (hit.span() for hit in _OFF.finditer(text))
    host = asked.host.lstrip("-")
    if host:
        for hit in re.finditer(r"[A-Z][\w.-]*(?: [A-Z]\w*)*", text):
            if state(hit[0].removesuffix("'s")) == host:
                yield hit.span()
        yield from ((one.start, one.end) for one in states(text) if one.code == host)


def _is_meant(line: object, asked: Filters) -> bool:
    level = line.get("level", "")  # type: ignore[attr-defined]
    return bool(asked.track or asked.topic or not asked.level or level in {"", asked.level})


def _is_counted(line: object, asked: Filters) -> bool:
    from minilateral.claims.filters import KINDS  # noqa: PLC0415 -- filters are read before what they leave

    return bool(set(KINDS[line["kind"]]) & set(asked.kinds))  # type: ignore[index]


def _joined(text: str, start: int, left: list[tuple[int, int]]) -> Iterator[str]:
    """Neighbouring words as one stretch, with the small word that leads it in."""
    run: tuple[int, int] | None = None
    for a, b in left:
        if run and all(_small().fullmatch(one[0]) for one in _TOKEN.finditer(text, run[1], a)):
            run = (run[0], b)
            continue
        if run:
            yield _led(text, start, run)
        run = (a, b)
    if run:
        yield _led(text, start, run)


def _led(text: str, start: int, run: tuple[int, int]) -> str:
    lead = _LEADS.search(text, start, run[0])
    return " ".join(text[lead.start() if lead else run[0] : run[1]].strip(" .").split())


@cache
def _harmless() -> re.Pattern[str]:
    return re.compile(rf"(?:{word('harmless')}|{word('held')}|{word('met')}|{_small().pattern})", re.IGNORECASE)


@cache
def _small() -> re.Pattern[str]:
    return re.compile(word("small"), re.IGNORECASE)


@cache
def _held() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{word('held')})\b", re.IGNORECASE)

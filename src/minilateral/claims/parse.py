"""Claims read from a sentence: the grammar of this room.

Takes text, the casebook of the group it speaks of and the day it was said; gives one `Claim` for each thing the text
claims. The grammar is small and written by hand: cues say what is claimed (`forms`), the words around them what is
counted (`filters`), since when (`windows`) and of which event. Nothing is guessed: a "since" that names no known event
or person raises, with the nearest.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from minilateral.claims.claim import Anchor, Claim, Filters, Since
from minilateral.claims.dates import Period, periods
from minilateral.claims.filters import Zone, filters
from minilateral.claims.forms import Cue, cues
from minilateral.claims.places import found_places, occasions
from minilateral.claims.windows import Window, window
from minilateral.codebook.claimwords import said
from minilateral.codebook.naming import plain
from minilateral.errors import NothingToCheck
from minilateral.measures.exposure import default_as_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.model import Casebook

_SENTENCES = re.compile(r"(?<=[a-z0-9)%][.!?])['\"”’]?\s+(?=[A-Z\"“‘'])")
_JOINTS = re.compile(r"(?:,\s*)?\b(?:and|but|while|although)\b\s*|;\s*|,\s+")
_SPEAKER = re.compile(r",\s*(?:[\w .'’-]+ )?(?:said|says|told|noted|added|announced|according to)\b[^,]*$")
_DID = re.compile(
    r"\b(?:met|held|gathered|convened|hosted|took place|was held|were held|issued|spoke|conducted|sat down|have held|had met|staged|signed)\b",
    re.IGNORECASE,
)
_ORDER = {"first", "nth", "in_n_years"}


def parse(text: str, *, group: Casebook, made_on: date | None = None) -> tuple[Claim, ...]:
    """Every claim a text makes about the group, in order.

    Args:
        text: a sentence, or a few.
        group: the casebook of the group it speaks of.
        made_on: the day it was said; dates without a year, "last month" and "not since" are read against it. Default:
            the end of observed coverage.

    Raises:
        NothingToCheck: the text makes no claim that this grammar reads.
        UnknownName: an event or person it names is not in the record; the nearest are offered.
        ContradictoryClaim: it asks for two things that cannot both be.
    """
    read = _SPEAKER.sub(lambda hit: " " * len(hit[0]), plain(text).replace("\u201c", '"').replace("\u201d", '"'))
    found = [claim for start, end in _spans(read) for claim in _claims(read, start, end, group, made_on)]
    if not found:
        raise NothingToCheck(" ".join(text.split()))
    return tuple(replace(claim, text=text) for claim in found)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for hit in _SENTENCES.finditer(text):
        yield start, hit.start()
        start = hit.end()
    yield start, len(text)


def _claims(text: str, start: int, end: int, book: Casebook, made_on: date | None) -> Iterator[Claim]:
    """The claims of one sentence."""
    found = cues(text[start:end])
    if not found:
        cue = _plain_cue(text[start:end], book)
        found = (cue,) if cue else ()
    shifted = [replace(cue, start=cue.start + start, end=cue.end + start) for cue in found]
    for number, cue in enumerate(shifted):
        left = start if number == 0 else _joint(text, shifted[number - 1].end, cue.start)
        right = end if number + 1 == len(shifted) else _joint(text, cue.end, shifted[number + 1].start)
        yield _claim(text, (start, end), (left, right), cue, book, made_on)


def _joint(text: str, first: int, last: int) -> int:
    """Where one claim of a sentence ends and the next begins: at the last joint between their cues."""
    joints = list(_JOINTS.finditer(text, first, last))
    strong = [hit for hit in joints if not hit[0].startswith(",") or len(hit[0].strip()) > 1]
    return (strong or joints)[-1].start() if joints else last


def _plain_cue(text: str, book: Casebook) -> Cue | None:
    """A claim that something took place: it has a verb, and says who, when or where."""
    verb = _DID.search(text)
    if verb is None:
        return _outside_cue(text)
    when, where = periods(text), found_places(book, text)
    return Cue(verb.start(), verb.end(), "exists") if when or where or said("who", text) else None


def _outside_cue(text: str) -> Cue | None:
    hit = next(iter(said("outside", text)), None)
    return Cue(hit.start, hit.end, "outside") if hit else None


def _claim(
    text: str, sentence: tuple[int, int], part: tuple[int, int], cue: Cue, book: Casebook, made_on: date | None
) -> Claim:
    if next(iter(said("outside", text[slice(*sentence)])), None):
        return _made(text, sentence, replace(cue, form="outside"), book, made_on)
    near = _near(text[slice(*sentence)], made_on) or default_as_of(book)
    first = window(book, text, part, cue, Filters(), near)
    blank = _blanked(text, first.used)
    counted, left = filters(book, _zone(blank, sentence, part, cue), near)
    seen = window(book, text, part, cue, counted, near) if first.since and first.since.what == "event" else first
    anchor = _anchor(book, _blanked(text, seen.used), sentence, part, cue, near)
    claim = _made(text, part if part != sentence else sentence, cue, book, made_on)
    return _settled(replace(claim, filters=counted, anchor=anchor, defaults=left), cue, seen)


def _zone(text: str, sentence: tuple[int, int], part: tuple[int, int], cue: Cue) -> Zone:
    """The stretch whose words count: that of the cue, and before it that of the sentence's subject."""
    start = sentence[0] if part[0] > sentence[0] and not said("who", text[slice(*part)]) else part[0]
    return Zone(text, start, part[1], cue)


def _made(text: str, span: tuple[int, int], cue: Cue, book: Casebook, made_on: date | None) -> Claim:
    start, end = span
    words = text[start:end]
    start += len(words) - len(words.lstrip(" ,;"))
    end -= len(words) - len(words.rstrip())
    return Claim(
        text=text, start=start, end=end, form=cue.form, n=cue.n, comparison=cue.comparison, negated=cue.negated,
        made_on=made_on, group=book.group.slug, window_days=cue.per_days,
    )  # fmt: skip


def _near(sentence: str, made_on: date | None) -> date | None:
    """The day against which words without a year are read: when it was said, else the latest day the sentence names."""
    return made_on or max((one.last for one in periods(sentence)), default=None)


def _blanked(text: str, used: tuple[tuple[int, int], ...]) -> str:
    for start, end in used:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _settled(claim: Claim, cue: Cue, seen: Window) -> Claim:
    """The claim with its window; a "first" within a length of time has a form of its own."""
    days = seen.days or claim.window_days
    form = "in_n_years" if cue.form == "first" and seen.days else claim.form
    if form == "none_before" and seen.since:
        form = "none_since"
    since, until = seen.since, seen.until
    if seen.series == "year" and claim.anchor is not None and claim.anchor.first is not None:
        year = claim.anchor.first.year
        since, until = Since(words=f"in {year}", what="date", date=date(year, 1, 1)), date(year, 12, 31)
    elif seen.series == "year" and claim.made_on:
        since = Since(words=f"in {claim.made_on.year}", what="date", date=date(claim.made_on.year, 1, 1))
    return replace(
        claim, form=form, since=since, until=until, window_days=days, window_words=seen.words, series=seen.series,
        compared=seen.compared,
    )  # fmt: skip


def _anchor(
    book: Casebook, text: str, sentence: tuple[int, int], part: tuple[int, int], cue: Cue, near: date | None
) -> Anchor | None:
    """The event the claim speaks of: a day and place of its own part of the sentence, else of the whole."""
    spans = [part] if part == sentence else [part, sentence]
    when = next((one for span in spans if (one := _when(text, span, cue, near))), None)
    where = next((one for span in spans if (one := _at(book, text, span))), "")
    beside = next(iter(occasions(text[slice(*sentence)])), "")
    if when is None and not where and not beside:
        return None
    words = " ".join(filter(None, (where, when.words if when else "")))
    return Anchor(
        words=words or beside,
        first=when.first if when else None,
        last=when.last if when else None,
        place=where,
        occasion=beside,
    )  # noqa: E501


def _when(text: str, span: tuple[int, int], cue: Cue, near: date | None) -> Period | None:
    """The day, month or year named nearest the beginning; the narrowest of two that overlap."""
    found = [one for one in periods(text[slice(*span)], near)]
    return min(found, key=lambda one: ((one.last - one.first).days, one.start), default=None)


def _at(book: Casebook, text: str, span: tuple[int, int]) -> str:
    return next((name for _, _, name in found_places(book, text[slice(*span)])), "")

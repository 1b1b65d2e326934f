"""Claims read from a sentence: the grammar of this room.

Takes text, the casebook of the group it speaks of and the day it was said; gives one `Claim` for each thing the text
claims. The grammar is small and written by hand: cues say what is claimed (`forms`), the words around them what is
counted (`filters`), since when (`windows`) and of which event. Nothing is guessed: a "since" that names no known event
or person raises, with the nearest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from minilateral.claims.claim import Anchor, Claim, Filters, Since
from minilateral.claims.dates import Period, days_before, periods
from minilateral.claims.filters import Zone, filters
from minilateral.claims.forms import Cue, cues
from minilateral.claims.numbers import stretches
from minilateral.claims.places import found_places, occasions
from minilateral.claims.unread import unread
from minilateral.claims.windows import Place, Window, window
from minilateral.codebook.claimwords import said, word
from minilateral.codebook.naming import plain
from minilateral.errors import BadDate, NothingToCheck
from minilateral.measures.exposure import default_as_of
from minilateral.reading.moments import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.model import Casebook

_SENTENCES = re.compile(r"(?<=[a-z0-9)%][.!?])['\"”’]?\s+(?=[A-Z\"“\u2018'])")
_DENIES = re.compile(r"\b(?:no|not|never|none|neither|nor|without|since|failed|yet)\b|n['’]t\b", re.IGNORECASE)
_JOINTS = re.compile(r"(?:,\s*)?\b(?:and|but|while|although)\b\s*|;\s*|,\s+")
_GAP_AFTER = re.compile(r"\b(?:gap|pause|silence|break|time|stretch|months|years|days) (?:after|since|from) ")
_AGO = (1.3, 0.8)  # "a year ago" is said of ten to sixteen months
_SPEAKER = re.compile(r",\s*(?:[\w .'’-]+ )?(?:said|says|told|noted|added|announced|according to)\b[^,]*$")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """`text[start:end]`, and what it is read against."""

    text: str
    start: int
    end: int
    book: Casebook
    made_on: date | None

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def near(self) -> date | None:
        """The day against which words without a year are read: when it was said, else the latest day it names."""
        named = max((one.last for one in periods(self.words)), default=None)
        return self.made_on or named or default_as_of(self.book)


def parse(text: str, *, group: Casebook, made_on: date | None = None) -> tuple[Claim, ...]:
    """Every claim a text makes about the group, in order.

    Args:
        text: a sentence, or a few.
        group: the casebook of the group it speaks of.
        made_on: the day it was said; dates without a year, "last month" and "not since" are read against it. Default:
            the end of observed coverage.

    Raises:
        BadDate: it was said before 1945 or after 2100.
        NothingToCheck: the text makes no claim that this grammar reads.
        UnknownName: an event or person it names is not in the record; the nearest are offered.
        ContradictoryClaim: it asks for two things that cannot both be.
    """
    if made_on and not FIRST_YEAR <= made_on.year <= LAST_YEAR:
        raise BadDate(made_on.isoformat(), "the day it was said")
    read = _SPEAKER.sub(lambda hit: " " * len(hit[0]), plain(text).replace("\u201c", '"').replace("\u201d", '"'))
    sentences = [_Sentence(read, start, end, group, made_on) for start, end in _spans(read)]
    found = [claim for sentence in sentences for claim in _claims(sentence)]
    if not found:
        raise NothingToCheck(" ".join(text.split()))
    return tuple(replace(claim, text=text) for claim in found)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for hit in _SENTENCES.finditer(text):
        yield start, hit.start()
        start = hit.end()
    yield start, len(text)


def _claims(sentence: _Sentence) -> Iterator[Claim]:
    """The claims of one sentence, each in its own part of it."""
    found = cues(sentence.words) or tuple(_plain_cue(sentence))
    shifted = [replace(cue, start=cue.start + sentence.start, end=cue.end + sentence.start) for cue in found]
    for number, cue in enumerate(shifted):
        left = _joint(sentence.text, shifted[number - 1].end, cue.start) if number else sentence.start
        last = number + 1 == len(shifted)
        right = sentence.end if last else _joint(sentence.text, cue.end, shifted[number + 1].start)
        yield _claim(sentence, (left, right), cue)


def _joint(text: str, first: int, last: int) -> int:
    """Where one claim of a sentence ends and the next begins: at the last joint between their cues."""
    joints = list(_JOINTS.finditer(text, first, last))
    strong = [hit for hit in joints if hit[0].strip() != ","]
    return (strong or joints)[-1].start() if joints else last


@cache
def _held() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{word('held')})\b", re.IGNORECASE)


def _plain_cue(sentence: _Sentence) -> Iterator[Cue]:
    """A claim that something took place: it has a verb, says who, when or where, and denies or dates nothing by it."""
    text = sentence.words
    verb, other = _held().search(text), next(iter(said("outside", text)), None)
    if (
        verb
        and not _DENIES.search(text)
        and (periods(text, sentence.near) or found_places(sentence.book, text) or said("who", text))
    ):
        yield Cue(verb.start(), verb.end(), "exists")
    elif other:
        yield Cue(other.start, other.end, "outside")


def _claim(sentence: _Sentence, part: tuple[int, int], cue: Cue) -> Claim:
    if said("outside", sentence.words):
        return _made(sentence, (sentence.start, sentence.end), replace(cue, form="outside"))
    text, book, near = sentence.text, sentence.book, sentence.near
    seen = window(Place(book, text, part, cue, Filters(), near))
    counted, left = filters(book, _zone(_blanked(text, seen.used), sentence, part, cue), near)
    if seen.since and seen.since.what in {"event", "office", "election"}:  # which of several depends on what is counted
        when = _anchor(replace(sentence, text=_blanked(text, seen.used)), part)
        before = when.last if when and when.last and near and when.last < near else near
        seen = window(Place(book, text, part, cue, counted, before))
    seen = _own_period(sentence, seen)
    anchor = _anchor(replace(sentence, text=_blanked(text, seen.used)), part)
    if cue.form == "longest_gap" and _GAP_AFTER.search(text, part[0], cue.start):
        anchor = None  # "the gap after Lima is the longest": it lasts to the day of the claim
    claim = replace(_made(sentence, part, cue), filters=counted, anchor=anchor, defaults=left)
    claim = _settled(claim, cue, seen)
    return replace(claim, unread=unread(book, Zone(_blanked(text, seen.used), *part, cue), claim))


def _zone(text: str, sentence: _Sentence, part: tuple[int, int], cue: Cue) -> Zone:
    """The stretch whose words count: that of the cue, and where it names nobody that of the sentence's subject."""
    start = part[0] if said("who", text[slice(*part)]) else sentence.start
    return Zone(text, start, part[1], cue)


def _made(sentence: _Sentence, span: tuple[int, int], cue: Cue) -> Claim:
    start, end = span
    words = sentence.text[start:end]
    return Claim(
        text=sentence.text,
        start=start + len(words) - len(words.lstrip(" ,;")),
        end=end - len(words) + len(words.rstrip()),
        form=cue.form,
        n=cue.n,
        comparison=cue.comparison,
        negated=cue.negated,
        made_on=sentence.made_on,
        group=sentence.book.group.slug,
        window_days=cue.per_days,
    )


def _blanked(text: str, used: tuple[tuple[int, int], ...]) -> str:
    for start, end in used:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _settled(claim: Claim, cue: Cue, seen: Window) -> Claim:
    """The claim with its window; a "first" within a length of time, and "never since", have forms of their own."""
    form = "in_n_years" if cue.form == "first" and seen.days else claim.form
    form = "none_since" if form == "none_before" and seen.since else form
    since, until = seen.since, seen.until
    year = _year_of(claim) if seen.series == "year" else None
    if year:
        since, until = Since(words=f"in {year}", what="date", date=date(year, 1, 1)), date(year, 12, 31)
    named = claim.anchor
    if form == "none_since" and named and named.first and not (since or until or seen.days):  # "2024 saw no summit"
        since, until, named = Since(words=f"in {named.words}", what="date", date=named.first), named.last, None
    return replace(
        claim,
        anchor=named,
        form=form,
        since=since,
        until=until,
        window_days=seen.days or claim.window_days,
        window_words=seen.words,
        series=seen.series,
        compared=seen.compared,
    )


def _own_period(sentence: _Sentence, seen: Window) -> Window:
    """Of "more often than in 2023" the other side: a year named besides, else that in which it was said."""
    if seen.compared is None or seen.since is not None or sentence.near is None:
        return seen
    first, last = seen.compared
    named = [one for one in periods(sentence.words, sentence.near) if one.year and one.first != first]
    year = named[0].first.year if named else sentence.near.year
    if first.year != last.year or year == first.year:
        return seen
    read = Since(words=f"in {year}", what="date", date=date(year, 1, 1))
    return replace(seen, since=read, until=date(year, 12, 31))


def _year_of(claim: Claim) -> int | None:
    """The calendar year that "of the year" means: that of the event, else that in which it was said."""
    day = claim.anchor.first if claim.anchor and claim.anchor.first else claim.made_on
    return day.year if day else None


def _anchor(sentence: _Sentence, part: tuple[int, int]) -> Anchor | None:
    """The event the claim speaks of: a day and place of its own part of the sentence, else of the whole."""
    texts = [sentence.text[slice(*part)], sentence.words]
    when = next((one for text in texts if (one := _when(text, sentence.near))), None)
    where = next((name for text in texts for _, _, name in found_places(sentence.book, text)), "")
    beside = next(iter(occasions(sentence.words)), "")
    if when is None and not where and not beside:
        return None
    words = " ".join(filter(None, (where, when.words if when else "")))
    return Anchor(
        words=words or beside,
        first=when.first if when else None,
        last=when.last if when else None,
        place=where,
        occasion=beside,
    )


def _when(text: str, near: date | None) -> Period | None:
    """The day, month or year a text names: the most exact, of those the first; else "a year ago", roughly."""
    ago = next((one for one in stretches(text) if text.startswith(" ago", one.end)), None)
    if ago and near and not periods(text, near):
        first, last = (days_before(near, round(ago.days * share)) for share in _AGO)
        return Period(ago.start, ago.end, first, last, f"{ago.words} ago")
    return min(periods(text, near), key=lambda one: ((one.last - one.first).days, one.start), default=None)

"""The window of a claim: since when, until when, within how long, as its words say.

Takes a casebook, the stretch of a sentence and the cue in it; gives a `Window`, and the places of the words that were
used, so that no date or place of them is taken for the event's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from minilateral.claims.claim import Filters, Since
from minilateral.claims.dates import Period, day_before, periods
from minilateral.claims.events import office_window, since
from minilateral.claims.numbers import stretches
from minilateral.claims.people import persons
from minilateral.claims.places import found_places
from minilateral.codebook.claimwords import said
from minilateral.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.claims.forms import Cue
    from minilateral.model import Casebook

_SINCE = re.compile(  # of "since 2017-2022" the end of the stretch counts
    r"\b(?:ever )?since (?!then\b)(?:(?:19|20)\d{2} ?[-–] ?(?=(?:19|20)\d{2}\b))?(?P<tail>.+)",
    re.IGNORECASE | re.DOTALL,
)
_AFTER = re.compile(r"\b(?:after|following) (?P<tail>.+)", re.IGNORECASE | re.DOTALL)
_BEFORE = re.compile(r"(?<!never )\b(?:before|until|prior to|ahead of) (?P<tail>.+)", re.IGNORECASE | re.DOTALL)
_ENDS = re.compile(
    r",(?! \d{4})|[;:.](?=\s|$)|\s[-–—]\s|\b(?:when|that|but|while|which|until|although)\b"
    r"|\band (?=(?:was|is|were|it|they|the (?:first|only|last|\w+th)|their|its|only)\b)"
    r"|\b(?:had|has|have|was|were|did|is|will)\b"
    r"(?! (?:sworn|elected|inaugurated|became|re-elected|founded|taken|entered|returned|launched|won))",
    re.IGNORECASE,
)  # fmt: skip
_BETWEEN = re.compile(r"\b(?:between|from) (?P<a>.{4,30}?) (?:and|to|through|until) (?P<b>[^,.;]{4,30})", re.IGNORECASE)
_YEAR = re.compile(
    r"\b(?:of|so far|in|during|this) (?:the (?:same |current )?|this |that )?year\b(?!')"
    r"|\b(?:the|this) year['’]s\b|\b(?:this|that) year\b",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(
    r"\b(?P<how>of|in|during|for|throughout)(?: all of)? (?P<year>(?:19|20)\d{2})\b(?!-)", re.IGNORECASE
)
_HALF = re.compile(
    r"\b(?:of|in|during) the (?P<half>first|second|last) half of (?P<year>(?:19|20)\d{2})\b", re.IGNORECASE
)
_TERM = re.compile(
    r"\b(?:of|in|under|during|for) "
    r"(?=(?P<words>(?:the |his |her |President |Prime Minister |Chancellor )?"
    r"(?:first |second |current |new |present )?[A-Z][\w.'’ -]{1,40}))"
)
_VERB = re.compile(
    r"[,;:]|\b(?:was|were|is|are|has|have|had|took|met|came|held|hosted|convened|gathered|brought|in|at|on|beside)\b",
    re.IGNORECASE,
)
_JUST_OVER = 1.25  # "the fourth in just over a year" is said of up to fifteen months
_COUNTED = {"each_year", "rate", "nth", "more_than", "longest_gap"}
_LEADS = r"(?:the |his |her |President |Prime Minister |Chancellor )?(?:first |second |current |new |present )?$"


@dataclass(frozen=True, slots=True)
class Window:
    """When a claim counts. `used`: the stretches of the sentence that say so."""

    since: Since | None = None
    until: date | None = None
    days: int | None = None
    words: str = ""
    series: str = ""
    compared: tuple[date, date] | None = None
    used: tuple[tuple[int, int], ...] = ()


def window(at: Place) -> Window:
    """The window a cue's stretch of the sentence names; without words for it, an open one.

    Raises:
        UnknownName: "since" is followed by no event or person of the record.
    """
    found = Window()
    for reader in (_compared, _before, _between, _terms, _since, _after, _lengths, _years):
        found = reader(at, found)
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where a window is looked for, and what it is read against."""

    book: Casebook
    text: str
    span: tuple[int, int]
    cue: Cue
    filters: Filters
    near: date | None

    @property
    def whole(self) -> bool:
        """Whether a period named after "since" belongs to the window: it does where things are counted."""
        return self.cue.form in _COUNTED

    def search(self, pattern: re.Pattern[str], used: tuple[tuple[int, int], ...]) -> Iterator[re.Match[str]]:
        """Matches in the stretch that begin in nothing already used."""
        for hit in pattern.finditer(self.text, *self.span):
            if not any(start <= hit.start() < end for start, end in used):
                yield hit


def _tail(hit: re.Match[str]) -> str:
    """The words after "since", up to the end of the clause."""
    stop = _ENDS.search(hit["tail"])
    return hit["tail"][: stop.start()].rstrip() if stop else hit["tail"].rstrip(" .")


def _dated(tail: str, near: date | None) -> Period | None:
    """A date at the head of the words."""
    found = next(iter(periods(f"since {tail}", near)), None)
    return found if found and found.start == len("since ") else None


def _since(at: Place, found: Window) -> Window:
    if found.since:
        return found
    for hit in at.search(_SINCE, found.used):
        tail = _tail(hit)
        dated = _dated(tail, at.near)
        read = since(at.book, tail[: dated.end - len("since ")] if dated else tail, at.near, at.filters, whole=at.whole)
        end = hit.start("tail") + (dated.end - len("since ") if dated else len(tail))
        return _with(found, (hit.start(), end), since=read)
    return found


def _after(at: Place, found: Window) -> Window:
    """Say since when by "after Camp David", where it names a day, an office or a place of the record."""
    if found.since or at.cue.form not in {"first", "nth", "only", "none_since"}:
        return found
    for hit in at.search(_AFTER, found.used):
        tail = _tail(hit)
        if hit.start() < at.cue.end or not (
            _dated(tail, at.near) or persons(at.book, tail) or found_places(at.book, tail)
        ):
            continue
        try:
            read = since(at.book, tail, at.near, at.filters, whole=at.whole)
        except UnknownName:
            continue
        return _with(found, (hit.start(), hit.start("tail") + len(tail)), since=read)
    return found


def _before(at: Place, found: Window) -> Window:
    """The end of a window: "never before 26 June 2024", "no statement before Munich 2025"."""
    if at.cue.form not in {"none_before", "none_since"}:
        return found
    for hit in at.search(_BEFORE, found.used):
        tail = _tail(hit)
        dated = _dated(tail, at.near)
        if dated:
            return _with(
                found, (hit.start(), hit.start("tail") + dated.end - len("since ")), until=day_before(dated.first)
            )
        read = since(at.book, tail, at.near, at.filters)
        first = min((row.span[0] for row in at.book.engagements if row.id in read.rows), default=read.date)
        if first:
            return _with(found, (hit.start(), hit.start("tail") + len(tail)), until=day_before(first))
    return found


def _between(at: Place, found: Window) -> Window:
    for hit in at.search(_BETWEEN, found.used):
        one, two = (next(iter(periods(f"in {hit[part]}", at.near)), None) for part in "ab")
        if one and two:
            read = Since(words=f"from {one.words}", what="date", date=one.first)
            return _with(
                found, (hit.start(), hit.start("b") + two.end - len("in ")), since=read, until=two.last, words=hit[0]
            )
    return found


def _terms(at: Place, found: Window) -> Window:
    """A term of office: "of the Biden term", "under Trump"."""
    if found.since or at.cue.form in {"exists", "last"}:
        return found
    for hit in at.search(_TERM, found.used):
        tail = hit["words"][: (_ENDS.search(hit["words"]) or re.search(r"$", hit["words"])).start()]  # type: ignore[union-attr]
        named = persons(at.book, tail)
        if not named or not re.match(_LEADS, tail[: named[0].start]):
            continue
        term = re.match(
            r"(?:-[A-Z]\w+)?(?:['’]s)? ?(?:(?:first|second) )?"
            r"(?:[Tt]erm|[Aa]dministration|[Gg]overnment|[Pp]residency|era|years|premiership|tenure)\b",
            tail[named[0].end :],
        )
        if not term and not re.match(r"under", hit[0], re.IGNORECASE):
            continue
        words = tail[: named[0].end + (term.end() if term else 0)]
        read = office_window(at.book, words, at.near)
        if read:
            return _with(
                found, (hit.start(), hit.start("words") + len(words)), since=read[0], until=read[1], words=words
            )
    return found


def _lengths(at: Place, found: Window) -> Window:
    """Lengths: "in over a year", "within a year", "in less than a month"."""
    if found.since or at.cue.form not in {"first", "nth", "none_since", "only", "none_before", "more_than"}:
        return found
    for one in stretches(at.text[at.span[0] : at.span[1]]):
        start, end = one.start + at.span[0], one.end + at.span[0]
        ago = at.text[end:].startswith(" ago")  # says when it was, not within how long
        fits = (start >= at.cue.end or at.cue.form == "none_since") and not ago
        if fits and not any(a <= start < b for a, b in found.used):
            days = round(one.days * _JUST_OVER) if at.cue.form == "nth" and "over " in one.words.lower() else one.days
            return _with(found, (start, end), days=days, words=one.words)
    return found


def _years(at: Place, found: Window) -> Window:
    """Years: "of the year", "this year", "of 2022"; of the event's own year where none is named."""
    if found.since or found.days or at.cue.form in {"exists", "last", "dates_from", "next_ordinal"}:
        return found
    for hit in at.search(_HALF, found.used):
        year, second = int(hit["year"]), hit["half"].lower() != "first"
        first, last = (date(year, 7, 1), date(year, 12, 31)) if second else (date(year, 1, 1), date(year, 6, 30))
        read = Since(words=hit[0], what="date", date=first)
        return _with(found, (hit.start(), hit.end()), since=read, until=last, words=hit[0])
    for hit in at.search(_OF_YEAR, found.used):
        near_cue = (
            hit["how"] == "of"
            or at.cue.form
            in {
                "more_than",
                "only",
                "none_since",
                "nth",
                "none_before",
                "each_year",
                "rate",
            }
            or (at.cue.form == "first" and _names_what(at, hit))
        )
        if near_cue and (hit.start() >= at.cue.start or at.cue.form not in {"first", "nth"}):
            year = int(hit["year"])
            read = Since(words=f"in {year}", what="date", date=date(year, 1, 1))
            return _with(
                found, (hit.start(), hit.end()), since=read, until=date(year, 12, 31), words=hit[0], series=str(year)
            )
    for hit in at.search(_YEAR, found.used):
        return _with(found, (hit.start(), hit.end()), words=hit[0], series="year")
    return found


def _names_what(at: Place, hit: re.Match[str]) -> bool:
    """Whether a year belongs to what is counted: "the first meeting in 2025", not "the first took place in 2025".

    Nor "for the first time in 2025", which most say of the first ever.
    """
    between = at.text[at.cue.end : hit.start()]
    return hit.start() >= at.cue.end and bool(said("kinds", between)) and not _VERB.search(between)


def _compared(at: Place, found: Window) -> Window:
    """The other period of "more often in 2025 than in 2005"."""
    if at.cue.form != "more_than" or at.cue.n is not None:
        return found
    hit = re.compile(r"\bthan (?:in |during )?(?P<other>[^,.;]+)", re.IGNORECASE).search(
        at.text, at.cue.start, at.span[1]
    )
    if hit is None:
        return found
    other = next(iter(periods(f"in {hit['other']}", at.near)), None)
    if other is None:
        return _with(found, (hit.start(), hit.end()), series="any other year")
    return _with(found, (hit.start(), hit.end()), compared=(other.first, other.last), words=f"against {other.words}")


def _with(found: Window, used: tuple[int, int], **parts: object) -> Window:
    return replace(found, used=(*found.used, used), **parts)  # type: ignore[arg-type]

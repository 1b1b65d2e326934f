"""The four dates of a document, each with what says so: of the event, of issue, of the page, of our first sight.

Takes what a document and its file say and what is known of its host; gives four stamps. They differ: a statement of a
meeting on the sixth may be issued on the seventh, put up by a mirror on the eighth and carry the ninth in a feed that
counts in UTC. Events are counted on the first alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from minilateral.documents import Stamp
from minilateral.reading.moments import days, in_address, in_zone, moment, utc

if TYPE_CHECKING:
    from datetime import datetime

    from minilateral.codebook.profiles import Profile

# How a page or file states when it was put up, best first; the rest of a draft's statements come after these.
_ORDER = ("article:published_time", "datePublished", "pubDate", "published", "date", "time", "htmldate", "modified")
_LEAD = 900  # characters in which a text says when the meeting was; the longest lead of 39 joint statements has 640
_DATELINE = 160  # a date this early, on a line of its own or before a dash, dates the text itself
_MET = re.compile(
    r"\b(?:met|meets?|meeting|convened|held|gathered|spoke|hosted|joined|talks|call|summit|session|dialogue|trilateral|"
    r"conducted|signed|took place)\b",
    re.IGNORECASE,
)
_FARTHEST = 45  # days between an event and the text that tells of it; older dates in a lead are history
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = re.compile(  # "today's challenges" names no day
    r"\b(?:(?:earlier )?today(?![’'])|this (?:morning|afternoon|evening)|tonight|yesterday|"
    rf"(?:on|last|this) (?:{'|'.join(_WEEKDAYS)}))\b",
    re.IGNORECASE,
)
_SPOKEN = frozenset({"remarks", "transcript", "press_briefing"})  # their head names the day on which they were spoken
_NEAR = 160  # characters between a named day and a word of meeting


@dataclass(frozen=True, slots=True)
class Told:
    """What the dates of a document are told by: title, form, text and address, and what its file states."""

    title: str
    kind: str
    text: str
    url: str
    stated: tuple[tuple[str, str], ...]


def stamps(told: Told, profile: Profile | None, seen: datetime) -> tuple[Stamp, Stamp, Stamp, Stamp]:
    """Event, issue, publication and first sight of a document, in this order."""
    published = _published(told, profile)
    issued = _issued(told, published, profile)
    return _event(told, issued, published), issued, published, Stamp(value=utc(seen), basis="when it was fetched")


def _published(told: Told, profile: Profile | None) -> Stamp:
    zone = profile.timezone if profile else ""
    form = profile.url_date if profile else ""
    if form:
        said = in_address(told.url, form)
        if said:
            return Stamp(value=said, basis=f"the number in the address, read as {form}")
    for name, written in sorted(told.stated, key=lambda one: _rank(one[0])):
        read = moment(written)
        if read:
            local = in_zone(read, zone)
            return Stamp(value=local, basis=f"{name}, in the zone of the publisher" if local != read else name)
    said = in_address(told.url)
    return Stamp(value=said, basis="the date in the address") if said else Stamp()


def _rank(name: str) -> tuple[int, str]:
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)


def _issued(told: Told, published: Stamp, profile: Profile | None) -> Stamp:
    """When its issuer issued it: what the text is dated with, or the page of the issuer itself."""
    line = dateline(told.text)
    if line and told.kind not in _SPOKEN:
        return Stamp(value=line.isoformat(), basis="the date at the head of the text")
    if profile and profile.official and published.value:
        return Stamp(value=published.value, basis=f"the issuer's own page: {published.basis}")
    return Stamp()


def dateline(text: str) -> date | None:
    """A date that stands by itself at the head of a text: on a line with little else, or before a dash."""
    at = 0
    for line in text[: 2 * _DATELINE].split("\n"):
        found = next(days(line), None)
        if at > _DATELINE:
            return None
        if found:
            rest = len(re.findall(r"[^\W\d_]+", line)) - 1
            dashed = re.match(r"[^.\n]{0,40}?[–—-]{1,2}\s", line[found[1] :])
            sentence = re.match(r"(?:On|In|By|Since)\s", line)
            return found[0] if rest <= 6 or (dashed and not sentence and found[1] < 60) else None  # noqa: PLR2004
        at += len(line) + 1
    return None


def _event(told: Told, issued: Stamp, published: Stamp) -> Stamp:
    """The day of what it tells of: a date in the lead beside a word of meeting; else a day named after its issue."""
    line = dateline(told.text)
    if line and told.kind in _SPOKEN:
        return Stamp(value=line.isoformat(), basis="the date at the head of what was said")
    lead = f"{told.title}\n{_after_dateline(told.text)[:_LEAD]}"
    limit = date.fromisoformat(issued.day or published.day) if issued.day or published.day else None
    for day, at in days(lead):
        fits = limit is None or -1 <= (limit - day).days <= _FARTHEST
        if fits and _MET.search(lead[max(0, at - 250) : at + 120]):
            return Stamp(value=day.isoformat(), basis="a date in the title or lead, beside a word of meeting")
    if issued.day and (named := _named_day(lead, date.fromisoformat(issued.day))):
        return named
    if issued.day and _MET.search(lead):
        return Stamp(value=issued.day, basis="the day of issue: the text names no other")
    return Stamp()


def _after_dateline(text: str) -> str:
    """The text without the line at its head that only says when it was issued."""
    lines = text.split("\n")
    heads = [number for number, line in enumerate(lines[:5]) if dateline(line) and not _MET.search(line)]
    return "\n".join(lines[heads[0] + 1 :]) if heads else text


def _named_day(lead: str, issued: date) -> Stamp | None:
    """Today, yesterday or a weekday, counted from the day of issue (never from the day of the page or of the visit)."""
    for found in _NAMED.finditer(lead):
        if not _MET.search(lead[max(0, found.start() - _NEAR) : found.end() + _NEAR]):
            continue
        word = found[0].lower()
        weekday = next((number for number, name in enumerate(_WEEKDAYS) if name in word), None)
        back = 1 if word == "yesterday" else 0 if weekday is None else (issued.weekday() - weekday) % 7
        return Stamp(
            value=(issued - timedelta(days=back)).isoformat(), basis=f"'{found[0]}', counted from the day of issue"
        )
    return None

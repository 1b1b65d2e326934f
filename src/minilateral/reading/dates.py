"""The four dates of a document, each with what says so: of the event, of issue, of the page, of our first sight.

Takes what a document and its file say and what is known of its host; gives four stamps. They differ: a statement of a
meeting on the sixth may be issued on the seventh, put up by a mirror on the eighth and carry the ninth in a feed that
counts in UTC. Events are counted on the first alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.documents import Stamp
from minilateral.reading.happened import announced, happened
from minilateral.reading.moments import in_address, in_zone, moment, utc
from minilateral.reading.spoken import spoken_on, was_spoken
from minilateral.reading.told import Told, dateline

__all__ = ["Told", "dateline", "stamps"]

if TYPE_CHECKING:
    from datetime import datetime

    from minilateral.codebook.profiles import Profile

# How a page or file states when it was put up, best first; the rest of a draft's statements come after these.
_ORDER = (
    "article:published_time",
    "datePublished",
    "pubDate",
    "published_time",
    "published",
    "date",
    "time",
    "htmldate",
    "modified",
)


def stamps(told: Told, profile: Profile | None, seen: datetime) -> tuple[Stamp, Stamp, Stamp, Stamp]:
    """Event, issue, publication and first sight of a document, in this order."""
    spoken = was_spoken(told.kind, told.text, announced=announced(told.title))
    published = _published(told, profile)
    issued = _issued(told, published, profile, spoken=spoken)
    event = spoken_on(told.title, told.text, issued) if spoken else Stamp()
    event = event if event.value else happened(told, issued, published)
    return event, issued, published, Stamp(value=utc(seen), basis="when it was fetched")


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


def _issued(told: Told, published: Stamp, profile: Profile | None, *, spoken: bool) -> Stamp:
    """When its issuer issued it: what the text is dated with, or the page of the issuer itself."""
    line = dateline(told.text)
    if line and not spoken:
        return Stamp(value=line.isoformat(), basis="the date at the head of the text")
    if profile and profile.official and published.value:
        return Stamp(value=published.value, basis=f"the issuer's own page: {published.basis}")
    return Stamp()

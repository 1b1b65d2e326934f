"""The items of a feed (RSS, Atom) and the addresses of a sitemap.

Takes bytes; gives items with what the feed says of each. Entities are not resolved and nothing outside is loaded: the
parsers are those of feedparser (which strips what runs) and lxml with every door shut.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from minilateral.errors import FetchFailed

_MOST_ITEMS = 50_000  # the limit a sitemap sets itself
_BOMB = b"<!ENTITY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item: its own id, where it leads, what it is called, and the text the feed carries, if it does."""

    id: str
    url: str
    title: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    author: str = ""
    html: str = ""


def items(body: bytes, url: str) -> tuple[Item, ...]:
    """The items of a feed, in its order; those without id and address are left out.

    Raises:
        FetchFailed: the bytes are no feed, or one that defines entities of its own.
    """
    _refuse_entities(body, url)
    import feedparser  # noqa: PLC0415 - only who reads a feed pays

    parsed = feedparser.parse(body, response_headers={"content-location": url}, sanitize_html=True)
    if not parsed.entries and parsed.get("bozo"):
        raise FetchFailed(url, "media_type", f"no feed that can be read: {parsed.get('bozo_exception')}")
    return tuple(made for entry in parsed.entries if (made := _item(entry)))


def addresses(body: bytes, url: str) -> tuple[tuple[str, str], ...]:
    """Each address of a sitemap with the day it was last changed (empty: not said); of an index, its sitemaps.

    Raises:
        FetchFailed: the bytes are no sitemap, or one that defines entities of its own.
    """
    _refuse_entities(body, url)
    from lxml import etree  # noqa: PLC0415 - only who reads a sitemap pays

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as failure:
        raise FetchFailed(url, "media_type", f"no sitemap that can be read: {failure}") from failure
    if root is None:
        raise FetchFailed(url, "media_type", "no sitemap that can be read")
    found = []
    for entry in root.iterfind("{*}*"):
        place, changed = entry.findtext("{*}loc"), entry.findtext("{*}lastmod")
        if place:
            found.append((place.strip(), (changed or "").strip()))
    return tuple(found[:_MOST_ITEMS])


def _refuse_entities(body: bytes, url: str) -> None:
    """A feed has no need of entities of its own; what defines them is a bomb, or reads files."""
    if _BOMB in body[:100_000].upper():
        raise FetchFailed(url, "media_type", "it defines entities of its own, which no feed needs")


def _item(entry: Any) -> Item | None:  # noqa: ANN401 - the library has no types
    url, own = entry.get("link", ""), entry.get("id", "")
    if not (url or own):
        return None
    texts = [one.get("value", "") for one in entry.get("content", ())] or [entry.get("summary", "")]
    return Item(
        id=own or url,
        url=url or own,
        title=entry.get("title", ""),
        published=_moment(entry.get("published_parsed")),
        updated=_moment(dict.get(entry, "updated_parsed")),  # its own `get` gives the day of publishing instead
        author=entry.get("author", ""),
        html=max(texts, key=len),
    )


def _moment(parsed: Any) -> datetime | None:  # noqa: ANN401 - a struct_time in UTC, or nothing
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (OverflowError, ValueError, OSError):
        return None

"""What falls due, as a calendar that any calendar program reads (RFC 5545, iCalendar).

Takes a group, its ledger and the day it stands on; gives the bytes of one .ics file: an all-day event for each promise
that falls due on or after that day. The same ledger gives the same bytes: stamps come from the day, not from a clock,
and the identity of an event from the promise, so that reading a later file moves an event and adds none.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from minilateral.commitments.words import falls_due, shown, told_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from minilateral.commitments.entries import Entry
    from minilateral.model import Group

WIDTH = 75  # octets of a line without its line end (RFC 5545, 3.1)
_HEAD = 60  # characters of a promise in the title of its event; the description has all of it
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_UNSEEN = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}  # Unicode categories no calendar should have to show


def calendar(group: Group, entries: Iterable[Entry], as_of: date) -> bytes:
    """The iCalendar file of what falls due from `as_of` on, each promise once, the earliest first.

    A calendar must hold something (RFC 5545, 3.4): where nothing falls due it holds a journal entry that says so.
    """
    name = group.name or group.slug
    dated = [(day, entry) for entry in told_once(entries) if (day := falls_due(entry)) and day >= as_of]
    dated.sort(key=lambda pair: (pair[0], pair[1].commitment.id))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//minilateral//promises//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(f'{name}: what falls due')}",
    ]
    for day, entry in dated:
        lines += _event(group.slug, name, entry, day, as_of)
    lines += [] if dated else _nothing(group.slug, name, as_of)
    return "".join(map(_folded, [*lines, "END:VCALENDAR"])).encode()


def _event(slug: str, name: str, entry: Entry, due: date, as_of: date) -> Iterator[str]:
    promise = _flat(entry.commitment.text)
    short = promise if len(promise) <= _HEAD else f"{promise[: _HEAD - 1].rstrip()}…"
    yield from ("BEGIN:VEVENT", *_stamp(f"{slug}-{entry.commitment.id}", as_of))
    yield f"DTSTART;VALUE=DATE:{_day(due)}"
    yield f"SUMMARY:{_text(f'Due: {short} ({name})')}"
    yield f"DESCRIPTION:{_text(_description(entry, as_of))}"
    if address := _address(entry.commitment.source_url):
        yield f"URL:{address}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _description(entry: Entry, as_of: date) -> str:
    promise = entry.commitment
    told = [
        promise.text,
        f"Promised on {promise.made_date.isoformat()}.",
        f"As of {as_of.isoformat()}: {shown(entry.status, entry.why)}. {entry.why}".rstrip(),
        f"Settled by: {promise.rule_text}" if promise.rule_text else "",
    ]
    return "\n".join(_flat(part) for part in told if part)


def _nothing(slug: str, name: str, as_of: date) -> Iterator[str]:
    yield from ("BEGIN:VJOURNAL", *_stamp(f"{slug}-nothing", as_of))
    yield f"DTSTART;VALUE=DATE:{_day(as_of)}"
    yield f"SUMMARY:{_text(f'{name}: no promise on record falls due after this day')}"
    yield "END:VJOURNAL"


def _stamp(identity: str, as_of: date) -> Iterator[str]:
    """Identity and revision: a file of a later day replaces the event of an earlier one."""
    yield f"UID:{_text(identity)}@minilateral"
    yield f"DTSTAMP:{_day(as_of)}T000000Z"
    yield f"SEQUENCE:{as_of.toordinal()}"


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _flat(text: str) -> str:
    """The text on one line, with a space for whatever a reader could not see."""
    return " ".join("".join(" " if unicodedata.category(c) in _UNSEEN else c for c in text).split())


def _text(text: str) -> str:
    r"""A value of type TEXT (RFC 5545, 3.3.11).

    >>> _text("A; b, c\\d")
    'A\\; b\\, c\\\\d'
    """
    return "\n".join(_flat(line) for line in text.split("\n")).translate(_ESCAPED)


def _address(url: str) -> str:
    """The address if it may stand as a URI: http or https, and of visible ASCII only."""
    return url if re.fullmatch(r"https?://[!-~]+", url) else ""


def _folded(line: str) -> str:
    """A content line with its line end, broken after at most 75 octets and never inside a character (RFC 5545, 3.1)."""
    parts, room = [""], WIDTH
    for char in line:
        size = len(char.encode())
        if size > room:
            parts.append("")
            room = WIDTH - 1  # the space that opens a continuation counts
        parts[-1] += char
        room -= size
    return "\r\n ".join(parts) + "\r\n"

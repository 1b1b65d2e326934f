"""Whether a text was spoken, and on which day.

Takes a text with its form and the moment of its issue; gives the day. A transcript says where and at what hour it was
spoken and seldom on which day: that is the last day on which the clock of the place showed this hour before the issue.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from minilateral.documents import Stamp
from minilateral.reading.moments import days
from minilateral.reading.told import dateline

_FORMS = frozenset({"remarks", "transcript", "press_briefing"})
_HEAD = 900  # characters in which the first speaker is named
_PLACE = 300  # characters in which the hour stands
# "THE PRESIDENT:", "MR PRICE:", "Q", "JOURNALIST:" at the head of a line, and not "FACT SHEET:" or "SUBJECT:".
_SPEAKER = re.compile(
    r"^(?:(?!FACT|SUBJECT|MEMO|BEGIN|END|PRESS|MEDIA|JOINT|FOR |NOMINATION)[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){1,3}|"
    r"PRESIDENT|MINISTER|SECRETARY|AMBASSADOR|MODERATOR|HOST|"
    r"QUESTION|JOURNALIST|INTERVIEWER|REPORTER|PM):\s",
    re.MULTILINE,
)
_HOUR = re.compile(r"\b(1[0-2]|0?[1-9]):([0-5]\d)\s*([AaPp])\.?[Mm]\.?,?\s*([A-Z]{2,4})?\b")
_ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "HST": -10, "GMT": 0,
    "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "JST": 9, "KST": 9, "ICT": 7, "SGT": 8, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13,
}  # fmt: skip
_EARLY = timedelta(hours=3)  # a text held back until an hour may be stamped with that hour, before its own end
_FARTHEST = 45  # days between a text and its issue


def was_spoken(kind: str, text: str, *, announced: bool = False) -> bool:
    r"""Whether a text is what somebody said: by its form, or because it opens with the name of a speaker.

    A title that announces what is to come ("to deliver remarks") is no form of what was said.

    >>> was_spoken("", "Los Angeles\n\nSECRETARY BLINKEN: Good morning."), was_spoken("", "SUBJECT: A designation")
    (True, False)
    """
    return (kind in _FORMS and not announced) or bool(_SPEAKER.search(text[:_HEAD]))


def spoken_on(title: str, text: str, issued: Stamp) -> Stamp:
    """The day on which a spoken text was spoken."""
    line = dateline(text)
    if line:
        return Stamp(value=line.isoformat(), basis="the date at the head of what was said")
    limit = date.fromisoformat(issued.day) if issued.day else None
    for day, _ in days(title):
        if limit is None or -1 <= (limit - day).days <= _FARTHEST:
            return Stamp(value=day.isoformat(), basis="the date in the title of what was said")
    hour = _HOUR.search(text[:_PLACE])
    if hour and len(issued.value) > len("2024-11-15") and (moment := datetime.fromisoformat(issued.value)).tzinfo:
        return Stamp(value=_before(hour, moment).isoformat(), basis=f"{hour[0].strip()}, the last before its issue")
    if issued.day:
        return Stamp(value=issued.day, basis="the day of issue: what was said names no other")
    return Stamp()


def _before(hour: re.Match[str], issued: datetime) -> date:
    """The last day on which a clock showed this hour before the issue, or shortly after it."""
    offset = _ZONES.get(hour[4] or "")
    there = issued.astimezone(timezone(timedelta(hours=offset))) if offset is not None else issued
    clock = int(hour[1]) % 12 + (12 if hour[3] in "Pp" else 0)
    said = there.replace(hour=clock, minute=int(hour[2]), second=0, microsecond=0)
    return (said if said <= there + _EARLY else said - timedelta(days=1)).date()

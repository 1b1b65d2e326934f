"""Dates as pages and texts write them.

Takes text; gives a day or a moment in ISO 8601, or nothing: a date that can be read two ways is not read. Years before
1945 and after 2100 are no dates of a release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_OF = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{1,2})?"  # of a stretch of days, the first
_MONTH_FIRST = re.compile(rf"\b(?P<m>{_NAME})\.?\s+{_DAY_OF},?\s+(?P<y>\d{{4}})\b", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b{_DAY_OF}\s+(?:of\s+)?(?P<m>{_NAME})\.?,?\s+(?P<y>\d{{4}})\b", re.IGNORECASE)
_BARE_FIRST = re.compile(rf"\b(?P<m>{_NAME})\.?\s+{_DAY_OF}(?!\d|,?\s+\d{{4}}\b|:)", re.IGNORECASE)
_BARE_LAST = re.compile(rf"(?<![\d,-])\b{_DAY_OF}\s+(?:of\s+)?(?P<m>{_NAME})\b(?!\.?,?\s+\d)", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)")
_PATH = re.compile(r"/(?P<y>(?:19|20)\d{2})/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:/|$)")
_PATH_RUN = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_TAIL = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{4})(\d{2})(\d{2})(\d{2})(?:[/?#]|$)")
FIRST_YEAR, LAST_YEAR = 1945, 2100


def days(text: str) -> Iterator[tuple[date, int]]:
    """Every full date written in words or as ISO, with where it stands, in order.

    >>> [str(day) for day, _ in days("Hamburg, July 6, 2017; on 7 July 2017 and 2017-07-08, not 7/8/2017")]
    ['2017-07-06', '2017-07-07', '2017-07-08']
    """
    found = []
    for pattern in (_MONTH_FIRST, _DAY_FIRST, _ISO):
        for hit in pattern.finditer(text):
            named = hit["m"].lower()
            day = _day(int(hit["y"]), MONTHS.get(named) or int(named), int(hit["d"]))
            if day:
                found.append((day, hit.start()))
    yield from sorted(found, key=lambda one: one[1])


def days_near(text: str, about: date) -> Iterator[tuple[date, int]]:
    """Every date in a text, in order; one without a year is the one nearest to a day.

    >>> [str(day) for day, _ in days_near("On December 30 and 2 January; May 5 – May 9, 2022", date(2022, 1, 3))]
    ['2021-12-30', '2022-01-02', '2022-05-05', '2022-05-09']
    """
    found = list(days(text))
    for pattern in (_BARE_FIRST, _BARE_LAST):
        for hit in pattern.finditer(text):
            if hit["m"][0].isupper():
                years = (about.year - 1, about.year, about.year + 1)
                near = [day for year in years if (day := _day(year, MONTHS[hit["m"].lower()], int(hit["d"])))]
                found += [(min(near, key=lambda day: abs(day - about)), hit.start())] if near else []
    yield from sorted(found, key=lambda one: one[1])


def moment(written: str) -> str:
    """A date or moment as ISO 8601: with its zone where it has one, as a day where it is no more; empty if unclear.

    >>> moment("Sun, 13 Feb 2022 04:23:00 GMT"), moment("2024-11-15"), moment("15 November 2024"), moment("11/12/2024")
    ('2022-02-13T04:23:00+00:00', '2024-11-15', '2024-11-15', '')
    """
    written = written.strip()
    found = _read(written)
    if found is not None:
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            return ""
        whole = len(written) <= len("2024-11-15") or (found.time() == found.time().min and found.tzinfo is None)
        return found.date().isoformat() if whole else found.replace(microsecond=0).isoformat()
    one = next(days(written), None)
    return one[0].isoformat() if one else ""


def in_zone(iso: str, zone: str) -> str:
    """A moment with a zone as the clock of another zone shows it; days, and moments without a zone, as they are.

    >>> in_zone("2022-02-13T04:23:00+00:00", "America/New_York")
    '2022-02-12T23:23:00-05:00'
    """
    if len(iso) <= len("2024-11-15") or not zone:
        return iso
    found = datetime.fromisoformat(iso)
    try:
        return found.astimezone(ZoneInfo(zone)).isoformat() if found.tzinfo else iso
    except ZoneInfoNotFoundError:
        return iso


def in_address(url: str, form: str = "") -> str:
    """The date an address carries; a run of fourteen digits at its end is read day first where the host writes so.

    >>> in_address("https://www.wired-gov.net/x+21022025122000", "DDMMYYYYhhmmss")
    '2025-02-21T12:20:00'
    >>> in_address("https://example.org/2024/11/16/story"), in_address("https://example.org/a-20250711-b")
    ('2024-11-16', '2025-07-11')
    """
    tail = _TAIL.search(url)
    if form == "DDMMYYYYhhmmss" and tail:
        day, month, year, hour, minute, second = map(int, tail.groups())
        try:
            return datetime(year, month, day, hour, minute, second).isoformat()  # noqa: DTZ001 - it states no zone
        except ValueError:
            return ""
    hit = _PATH.search(url) or _PATH_RUN.search(url)
    found = _day(int(hit["y"]), int(hit["m"]), int(hit["d"])) if hit else None
    return found.isoformat() if found else ""


def utc(when: datetime) -> str:
    """A moment of ours as text."""
    return when.astimezone(UTC).replace(microsecond=0).isoformat()


def _read(written: str) -> datetime | None:
    """A moment in the form of ISO 8601 or of a letter's head."""
    for form in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return form(written)
        except (ValueError, TypeError, IndexError):
            continue
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None

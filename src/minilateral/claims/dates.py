"""Days, months and years as a claim names them.

Takes a text and a day near which a date without a year is to be read; gives each as a `Period`, at its place: "8 July
2018", "July 2018", "in February", "last week", "2018". A month by its bare name needs a word of time before it, so
that nobody's name is read as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from minilateral.model import span_of
from minilateral.reading.moments import FIRST_YEAR, LAST_YEAR, MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = "|".join(sorted((name for name in MONTHS if name != "may"), key=len, reverse=True)) + "|may"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*(?:-|to|and)\s*\d{{1,2}})?"
_FORMS = (
    r"(?P<iso>\d{4}-\d{2}-\d{2})",
    rf"{_DAY.format('d1')}(?: of)? (?P<m1>{_NAME})\.?,? (?P<y1>\d{{4}})",
    rf"(?P<m2>{_NAME})\.? {_DAY.format('d2')},? (?P<y2>\d{{4}})",
    rf"(?:(?:early|mid|late|the (?:start|end|middle) of)[ -])?(?P<m3>{_NAME})\.?,?(?: of)? (?P<y3>\d{{4}})",
    rf"(?P<m4>{_NAME})\.? {_DAY.format('d4')}(?![\d,]*\d)",
    rf"{_DAY.format('d5')}(?: of)? (?P<m5>{_NAME})\b",
    rf"(?<=in )(?P<m6>{_NAME})\b|(?<=since )(?P<m7>{_NAME})\b|(?<=last )(?P<m8>{_NAME})\b|(?<=this )(?P<m9>{_NAME})\b",
    r"(?P<y4>(?:19|20)\d{2})(?![\d%]|-\w|,\d)",
    r"(?P<rel>(?:last|this|the same|that|earlier this) (?:week|month|year)|today|yesterday)",
    r"(?P<rel2>(?:on |last )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)",
)
_WRITTEN = re.compile(rf"(?<![\w-])(?:{'|'.join(_FORMS)})(?!\w)", re.IGNORECASE)
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days a text names at `text[start:end]`; both days are included."""

    start: int
    end: int
    first: date
    last: date
    words: str

    @property
    def year(self) -> bool:
        """Whether it is a whole calendar year."""
        return (self.last - self.first).days >= 364  # noqa: PLR2004 -- a year is that long


def periods(text: str, near: date | None = None) -> tuple[Period, ...]:
    """Every period a text names, in order; one that needs `near` to be read is left out without it.

    >>> [(str(one.first), str(one.last)) for one in periods("on 8 July 2018 and in February", date(2018, 9, 1))]
    [('2018-07-08', '2018-07-08'), ('2018-02-01', '2018-02-28')]
    """
    return tuple(_found(text, near))


def day_after(day: date) -> date:
    """The next day; the last day there is has none.

    >>> str(day_after(date(2024, 2, 28))), day_after(date.max) == date.max
    ('2024-02-29', True)
    """
    return day + timedelta(1) if day < date.max else day


def day_before(day: date) -> date:
    """The day before; the first day there is has none."""
    return day - timedelta(1) if day > date.min else day


def days_before(day: date, count: int) -> date:
    """The day so many days earlier, or the first there is."""
    return date.fromordinal(max(day.toordinal() - count, 1))


def _found(text: str, near: date | None) -> Iterator[Period]:
    for hit in _WRITTEN.finditer(text):
        named = {key: value for key, value in hit.groupdict().items() if value}
        loose = hit["rel"] or hit["rel2"]
        days = _relative(loose.lower(), near) if loose else _read(named, near)
        if days and not _is_name(hit):
            yield Period(hit.start(), hit.end(), *days, hit[0])


def _is_name(hit: re.Match[str]) -> bool:
    """Whether a bare "may" is no month: small letters, or no capital at all."""
    month = next((hit[key] for key in ("m4", "m5", "m6", "m7", "m8", "m9") if hit[key]), "")
    return bool(month) and not month[0].isupper()


def _read(named: dict[str, str], near: date | None) -> tuple[date, date] | None:
    if "iso" in named:
        return _day(*map(int, named["iso"].split("-")))
    parts = {key[0]: value for key, value in named.items()}
    year = int(parts["y"]) if "y" in parts else None
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if "m" not in parts:
        return span_of(date(year, 1, 1), "year") if year else None
    month, day = MONTHS[parts["m"].lower()], int(parts["d"]) if "d" in parts else None
    if year is None:
        return _before(month, day, near)
    return _day(year, month, day) if day else span_of(date(year, month, 1), "month")


def _before(month: int, day: int | None, near: date | None) -> tuple[date, date] | None:
    """The latest such month or day that had begun by `near`."""
    if near is None:
        return None
    for year in (near.year, max(near.year - 1, 1)):
        found = _day(year, month, day) if day else span_of(date(year, month, 1), "month")
        if found and found[0] <= near:
            return found
    return None


def _day(year: int, month: int, day: int) -> tuple[date, date] | None:
    try:
        return (date(year, month, day),) * 2
    except ValueError:
        return None


def _relative(words: str, near: date | None) -> tuple[date, date] | None:
    """What "last month" or "on Friday" means, said on the day `near`."""
    if near is None:
        return None
    if words.endswith("day") and words not in {"today", "yesterday"}:
        name = words.rsplit(" ", 1)[-1][:3]
        back = (near.weekday() - _WEEK.index(name)) % 7
        return (days_before(near, back),) * 2
    if words in {"today", "yesterday"}:
        return (days_before(near, int(words == "yesterday")),) * 2
    unit, last = words.rsplit(" ", 1)[-1], words.startswith("last")
    if unit == "week":
        monday = days_before(near, near.weekday() + 7 * last)
        return monday, date.fromordinal(min(monday.toordinal() + 6, date.max.toordinal()))
    if unit == "year":
        return span_of(date(max(near.year - last, 1), 1, 1), "year")
    month = near.replace(day=1)
    return span_of(day_before(month).replace(day=1) if last else month, "month")

"""Stretches of time, counted in whole days: the year to a day, the year before, and calendar months.

A `Span` holds ordinals of its first and last day, both included, because dates cannot run past the years 1 and
9999 and spans may (a window that begins before year 1 is cut there, and one that lies wholly before is empty).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days `first` to `last`, both included, as proleptic ordinals; empty when last < first."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days it holds."""
        return max(0, self.last - self.first + 1)

    @property
    def from_date(self) -> date:
        """First day, cut at year 1 and year 9999."""
        return date.fromordinal(min(max(self.first, _FIRST), _LAST))

    @property
    def to_date(self) -> date:
        """Last day, cut at year 1 and year 9999."""
        return date.fromordinal(min(max(self.last, _FIRST), _LAST))

    def meet(self, other: Span) -> Span:
        """The days both hold."""
        return Span(max(self.first, other.first), min(self.last, other.last))


def between(first: date, last: date) -> Span:
    """The span from one date to another, both included."""
    return Span(first.toordinal(), last.toordinal())


def _years_earlier(day: date, years: int) -> int:
    """Ordinal of the same day some years earlier (28 February for a 29th); 0 before year 1."""
    if day.year <= years:
        return 0
    return date(day.year - years, day.month, min(day.day, monthrange(day.year - years, day.month)[1])).toordinal()


def year_to(day: date) -> Span:
    """The twelve months that end with `day`: (day - 12 months, day].

    Example:
        >>> year_to(date(2025, 10, 31)).from_date
        datetime.date(2024, 11, 1)
    """
    return Span(_years_earlier(day, 1) + 1, day.toordinal())


def year_before(day: date) -> Span:
    """The twelve months before those: (day - 24 months, day - 12 months]; empty before year 1."""
    return Span(_years_earlier(day, 2) + 1, _years_earlier(day, 1))


def month_of(day: date) -> int:
    """Months since year 0, so that months can be counted."""
    return day.year * 12 + day.month - 1


@lru_cache(maxsize=4096)  # a century has 1,200 months, and every series walks through them
def month_span(month: int) -> Span:
    """First to last day of a month numbered by `month_of`."""
    year, index = divmod(month, 12)
    first = date(year, index + 1, 1).toordinal()
    return Span(first, first + monthrange(year, index + 1)[1] - 1)


def month_to(day: date) -> Span:
    """The month of a day, up to that day."""
    return month_span(month_of(day)).meet(Span(1, day.toordinal()))


def month_name(month: int) -> str:
    """A month as ISO 8601 writes it.

    Example:
        >>> month_name(month_of(date(2024, 2, 22)))
        '2024-02'
    """
    return f"{month // 12:04d}-{month % 12 + 1:02d}"

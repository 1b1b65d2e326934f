"""Time as figures draw it: years as numbers, the years of a grid, and where nobody watched.

Takes dates and a casebook; gives positions on a time axis and the stretches in which a gap says nothing.
"""

from __future__ import annotations

from calendar import isleap
from typing import TYPE_CHECKING

from minilateral.measures.episodes import watched_acts
from minilateral.measures.exposure import watch
from minilateral.measures.windows import Span

if TYPE_CHECKING:
    from datetime import date

    from minilateral.model import Casebook

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


def position(day: date) -> float:
    """A day as a number of years: the first of January is whole.

    >>> from datetime import date
    >>> position(date(2024, 1, 1)), round(position(date(2025, 7, 2)), 3)
    (2024.0, 2025.499)
    """
    return day.year + (day.timetuple().tm_yday - 1) / (366 if isleap(day.year) else 365)


def after(day: date) -> float:
    """The position at which `day` is over."""
    return position(day) + 1 / (366 if isleap(day.year) else 365)


def grid(first: float, last: float, most: int = 9) -> list[int]:
    """Whole years to be named between two positions: every one, second, fifth, tenth ... so that `most` is kept.

    >>> grid(2010.0, 2025.8), grid(2022.5, 2025.2), grid(1999.0, 5999.0, 3)
    ([2010, 2012, 2014, 2016, 2018, 2020, 2022, 2024], [2023, 2024, 2025], [2000, 4000])
    """
    low, high = int(-(-first // 1)), int(last)
    step = next(s for s in _STEPS if high // s - (low - 1) // s <= most)
    return list(range(-(-low // step) * step, high + 1, step))


def unknown(book: Casebook, table: str, first: date, last: date) -> list[tuple[float, float]]:
    """The stretches from `first` to `last`, as positions, in which `table` was not observed: partial or not at all.

    Provocations count as observed where the acts of at least some states were.
    """
    whole = Span(first.toordinal(), last.toordinal())
    found, at = [], whole.first
    seen = watched_acts(book) if table == "provocations" else watch(book, table)
    for span in (one.meet(whole) for one in seen.spans):
        if span.days:
            if span.first > at:
                found.append(Span(at, span.first - 1))
            at = span.last + 1
    if at <= whole.last:
        found.append(Span(at, whole.last))
    return [(position(span.from_date), after(span.to_date)) for span in found]

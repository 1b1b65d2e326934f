"""What was known at each origin: months of counts and exposure, and the windows that had closed by then.

Takes the days on which something happened and the days watched; gives arrays over months, and for every origin (the
first day of a month, and last of all the day after the last one known) what all models may look at. No origin sees a
window that had not closed, nor a month that had not ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from minilateral.measures.exposure import Watch
from minilateral.measures.windows import Span, month_of, month_span
from minilateral.outlook.series import COVERED, START

MONTH_DAYS = 30.44
MOST_MONTHS = 600  # half a century: what is older says nothing of the next months, and a hazard weighs it by nothing

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Past:
    """Everything a forecast of one question may rest on. Origin `i` is the first day of month `first + i`.

    The last origin is the day after the last day known, so that there is one more origin than months.
    """

    days: Ints  # on which it happened, in order
    seen: Watch
    last: int  # the last day known
    horizon: int  # days of a window

    @cached_property
    def first(self) -> int:
        """The month with which the record begins, or January 2012 if that is later; at most half a century ago."""
        start, last = self.seen.start, month_of(Span(1, self.last).to_date)
        return max(START, month_of(start) if start else START, last - MOST_MONTHS + 1)

    @cached_property
    def _months(self) -> list[Span]:
        known = Span(1, self.last)
        numbers = range(self.first, month_of(known.to_date) + 1) if self.seen.spans else range(0)
        return [month_span(month).meet(known) for month in numbers]

    @cached_property
    def y(self) -> Floats:
        """How often it happened in each month."""
        edges = [span.first for span in self._months] + [self.last + 1]
        return np.diff(np.searchsorted(self.days, edges)).astype(float)

    @cached_property
    def e(self) -> Floats:
        """Share of each month that was watched."""
        return np.array(
            [self.seen.days(span) / month_span(self.first + i).days for i, span in enumerate(self._months)], dtype=float
        )

    @cached_property
    def calendar(self) -> Ints:
        """Calendar month of each month, 0 to 11."""
        return (self.first + np.arange(len(self._months))) % 12

    @cached_property
    def origins(self) -> Ints:
        """First day of each window, as ordinals."""
        return np.array([span.first for span in self._months] + [self.last + 1], dtype=np.int64)

    @cached_property
    def happened(self) -> Ints:
        """How often it happened in the window of each origin."""
        ends = np.searchsorted(self.days, self.origins + self.horizon)
        return (ends - np.searchsorted(self.days, self.origins)).astype(np.int64)

    @cached_property
    def valid(self) -> NDArray[np.bool_]:
        """Whether the window of each origin has closed and was watched."""
        spans = [Span(int(day), int(day) + self.horizon - 1) for day in self.origins]
        return np.array([s.last <= self.last and self.seen.share(s) >= COVERED for s in spans], dtype=bool)

    @cached_property
    def closed(self) -> Ints:
        """For each origin, how many windows (counted from the first origin) had closed by then."""
        return np.searchsorted(self.origins, self.origins - self.horizon, side="right").astype(np.int64)

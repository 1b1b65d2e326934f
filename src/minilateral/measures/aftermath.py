"""The half-year after certain dates, beside all other days of the same eras.

Takes a casebook, the days watched and dated rows (strains, shocks); gives a `Ground`, the observed days with the era
of each, and an `After`, which of those days lie within 180 days after one of the rows. Windows that overlap are one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from minilateral.measures.exposure import Watch
from minilateral.measures.windows import Span, between
from minilateral.model import Casebook, DatedRow, Era

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AFTER_DAYS = 180
LONGEST_DAYS = 36_525  # a century: older days are not read
MONTH_DAYS = 365.25 / 12
_EPOCH = date(1970, 1, 1).toordinal()
_APART = 1_000_000  # more months than there are between the years 1 and 9999

Row = TypeVar("Row", bound=DatedRow)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The observed days up to a day, in order, and in which era and in which of its months each lies."""

    watch: Watch
    days: NDArray[np.int64]  # ordinals
    era: NDArray[np.int64]  # index of the era
    cell: NDArray[np.int64]  # index of the month of that era
    divided: bool  # whether eras are on record; without any all days are one

    @property
    def period(self) -> Span:
        """From the first day to the last; empty where nothing was observed."""
        return Span(int(self.days[0]), int(self.days[-1])) if self.days.size else Span(1, 0)

    @property
    def eras(self) -> int:
        """How many eras have a day here."""
        return int(self.era.max()) + 1 if self.era.size else 0

    @property
    def share(self) -> float:
        """Share of the period that was observed."""
        return self.watch.share(self.period)

    def held(self, span: Span) -> slice:
        """Which of the days lie in this span."""
        return slice(int(self.days.searchsorted(span.first)), int(self.days.searchsorted(span.last, side="right")))

    def weighs(self, span: Span) -> bool:
        """Whether a thing with this span falls, at least in part, on one of the days."""
        held = self.held(span)
        return bool(held.start < held.stop)

    def weights(self, spans: Iterable[Span]) -> NDArray[np.float64]:
        """Per day, how much of the things with these spans falls on it: 1 in all, spread evenly over each span."""
        import numpy as np  # noqa: PLC0415  heavy; only who computes pays

        out = np.zeros(self.days.size)
        for span in spans:
            out[self.held(span)] += 1.0 / span.days
        return out


@dataclass(frozen=True, slots=True, eq=False)
class After(Generic[Row]):
    """Which days of a ground lie within 180 days after one of `rows`, and the stretches they make."""

    rows: tuple[Row, ...]  # those with a day of the ground in their window
    mask: NDArray[np.bool_]
    starts: NDArray[np.int64]  # of each stretch: its place among the days
    lengths: NDArray[np.int64]

    @property
    def months(self) -> float:
        """How long the stretches are together."""
        return float(self.mask.sum()) / MONTH_DAYS

    def sides(self, place: Ground, span: Span) -> tuple[bool, bool]:
        """Whether some of a thing with this span falls on these days, and whether some falls on the others."""
        days = self.mask[place.held(span)]
        return bool(days.any()), not bool(days.all())


def ground(book: Casebook, as_of: date, seen: Watch) -> Ground:
    """The days seen up to `as_of` that lie in an era; all of them, as one era, where no eras are on record."""
    import numpy as np  # noqa: PLC0415

    last = as_of.toordinal()
    known = seen.meet(Watch((Span(max(1, last - LONGEST_DAYS + 1), last),)))
    days = np.concatenate([np.arange(0), *(np.arange(span.first, span.last + 1) for span in known.spans)])
    rows = [row for row in book.eras if row.live]
    place = _eras(days, rows) if rows else np.zeros(days.size, dtype=np.int64)
    days, place = days[place >= 0], place[place >= 0]
    _, era = np.unique(place, return_inverse=True)
    months = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    _, cell = np.unique(era * _APART + months, return_inverse=True)
    return Ground(known, days, era.astype(np.int64), cell.astype(np.int64), bool(rows))


def _eras(days: NDArray[np.int64], rows: list[Era]) -> NDArray[np.int64]:
    """The place of the era of each day; -1 where it lies in none, the later one where two claim it."""
    import numpy as np  # noqa: PLC0415

    out = np.full(days.size, -1, dtype=np.int64)
    for place, row in enumerate(sorted(rows, key=lambda row: (row.from_date, row.id))):
        span = between(row.from_date, row.to_date or date.max)
        out[(days >= span.first) & (days <= span.last)] = place
    return out


def after(place: Ground, rows: Iterable[Row]) -> After[Row]:
    """The days of a ground that lie 1 to 180 days after one of `rows`; of a month, after its last day.

    Rows dated only by their year are left out: half a year after them is nowhere in particular. So are rows none of
    whose window was observed.
    """
    import numpy as np  # noqa: PLC0415

    mask, kept = np.zeros(place.days.size, dtype=bool), []
    for row in rows:
        last = row.span[1].toordinal()
        window = place.held(Span(last + 1, last + AFTER_DAYS))
        if row.date_precision != "year" and window.start < window.stop:
            mask[window] = True
            kept.append(row)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return After(tuple(kept), mask, edges[::2], edges[1::2] - edges[::2])


def by_era(place: Ground, values: NDArray[Any]) -> NDArray[np.float64]:
    """Values per day set out by era: one line for each, zero on the days of the others."""
    import numpy as np  # noqa: PLC0415

    lines = np.zeros((place.eras, place.days.size))
    lines[place.era, np.arange(place.days.size)] = values
    return lines


def whole(span: Span) -> Ground:
    """Every day of a span as one era: the circle on which groups observed at different times are laid out."""
    import numpy as np  # noqa: PLC0415

    days = np.arange(span.first, span.last + 1, dtype=np.int64)
    none = np.zeros(days.size, dtype=np.int64)
    return Ground(Watch((span,) if days.size else ()), days, none, none, divided=False)

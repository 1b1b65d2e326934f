"""On which days the engagements of a group were watched, wholly or in part, so that a silence could be noticed.

Takes a casebook; gives the last such day and whether a stretch was watched throughout. A track's own coverage rows
rule on the days they name, as they do for the measures; partial watching is enough to notice a delivery or to miss it,
never enough for a rate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minilateral.model import Casebook, Coverage

_WATCHED = ("observed", "partial")
_Stretch = tuple[int, int]  # ordinals of first and last day


@dataclass(frozen=True, slots=True)
class Watched:
    """The coverage rows of the engagements of one group."""

    rows: tuple[Coverage, ...]

    def end(self) -> date | None:
        """Last day on which the table was watched at all; None if it never was."""
        return max((row.to_date for row in self.rows if not row.track and row.watched in _WATCHED), default=None)

    def throughout(self, first: date, last: date, track: str = "") -> bool:
        """Whether every day of a stretch was watched."""
        point = first.toordinal()
        for start, stop in sorted(self._stretches(track)):
            if start <= point <= stop:
                point = stop + 1
        return point > last.toordinal()

    def _stretches(self, track: str) -> list[_Stretch]:
        own = [row for row in self.rows if track and row.track == track]
        rest = [_days(row) for row in self.rows if not row.track and row.watched in _WATCHED]
        for row in own:
            rest = list(_without(rest, _days(row)))
        return [*rest, *(_days(row) for row in own if row.watched in _WATCHED)]


def watched(book: Casebook) -> Watched:
    """What was watched of the engagements of a group.

    Example:
        >>> from minilateral.measures.histories import history
        >>> seen = watched(history())
        >>> seen.end(), seen.throughout(date(2012, 1, 1), date(2022, 1, 1))
        (datetime.date(2021, 12, 31), False)
    """
    return Watched(tuple(row for row in book.coverage if row.live and row.table == "engagements" and not row.actor))


def _days(row: Coverage) -> _Stretch:
    return row.from_date.toordinal(), row.to_date.toordinal()


def _without(stretches: Iterable[_Stretch], cut: _Stretch) -> Iterable[_Stretch]:
    """The days of stretches that do not lie in `cut`."""
    for first, last in stretches:
        for piece in ((first, min(last, cut[0] - 1)), (max(first, cut[1] + 1), last)):
            if piece[0] <= piece[1]:
                yield piece

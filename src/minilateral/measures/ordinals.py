"""The ordinal audit: official texts number their meetings, so a record can be counted against those numbers.

Takes a casebook and a day; gives one `Audit` per track, series and period: from the table of official counts
(`recall`), and, for numbered tracks that it does not list, from the highest number stated on the rows themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from minilateral.codebook.levels import crosswalk
from minilateral.measures.occasions import ROUNDS, attended
from minilateral.model import Casebook, Engagement, Recall


@dataclass(frozen=True, slots=True)
class Audit:
    """Meetings of a track and period on record, and how many there were by the official number."""

    track: str
    series: str  # what the number counts; empty: the whole track
    stated_from: date | None  # None: the count is from the beginning
    from_date: date  # of a count from the beginning, the first meeting on record
    to_date: date
    recorded: int | None
    official: int | None
    evidence: tuple[str, ...]
    differs: bool = False  # the table's own count is not what the rows now show
    untold: bool = False  # the rows do not say which of them the table counted, so that some cannot be shown


def audits(book: Casebook, as_of: date) -> tuple[Audit, ...]:
    """Every audit up to `as_of`, in the order of the table; then numbered tracks that the table leaves out.

    Two counts of the table that differ only in their ends are one where both ends lie past `as_of`.
    """
    rows = _rows(book, as_of)
    listed = [row for row in book.recall if row.live and (row.from_date is None or row.from_date <= as_of)]
    found = dict.fromkeys(_from_table(row, rows.get(row.track, ()), as_of, book) for row in listed)
    out = [audit for audit in found if audit is not None]
    counted = {row.track for row in listed if row.official is not None}
    for track, held in rows.items():
        highest = _highest(held, "")
        if track not in counted and highest is not None and highest.ordinal is not None:
            upto = [row for row in _rounds(book, track, held, "") if row.date <= highest.date]
            first = min(row.date for row in upto)
            out.append(Audit(track, "", first, first, highest.date, _days(upto), highest.ordinal, _ids(upto)))
    return tuple(out)


def _rows(book: Casebook, as_of: date) -> dict[str, tuple[Engagement, ...]]:
    """Live rows of all members up to `as_of`, by track."""
    together = attended(book.group)
    heaps: dict[str, list[Engagement]] = {track.id: [] for track in book.tracks if track.live}
    for row in book.engagements:
        if row.track in heaps and row.live and row.date <= as_of and together(row):
            heaps[row.track].append(row)
    return {track: tuple(heap) for track, heap in heaps.items()}


def _rounds(book: Casebook, track: str, rows: Iterable[Engagement], series: str) -> list[Engagement]:
    """Rows that may bear a number of this series: meetings at the track's level, and every row that bears one."""
    rank = max((crosswalk(t.level).rank for t in book.tracks if t.id == track), default=0)
    return [
        row
        for row in rows
        if (row.ordinal is not None and row.ordinal_series == series)
        or (row.kind in ROUNDS and rank > 0 and crosswalk(row.level).rank >= rank)
    ]


def _highest(rows: Iterable[Engagement], series: str) -> Engagement | None:
    numbered = [row for row in rows if row.ordinal is not None and row.ordinal_series == series]
    return max(numbered, key=lambda row: (row.ordinal or 0, row.date), default=None)


def _days(rows: Iterable[Engagement]) -> int:
    return len({row.date for row in rows})


def _ids(rows: Iterable[Engagement]) -> tuple[str, ...]:
    return tuple(row.id for row in sorted(rows, key=lambda row: (row.date, row.id)))


def _from_table(row: Recall, held: Iterable[Engagement], as_of: date, book: Casebook) -> Audit | None:
    """The audit of one row of the table; None if it counts from the beginning and nothing had begun."""
    inside = [
        one
        for one in held
        if (row.from_date is None or one.date >= row.from_date) and (row.to_date is None or one.date <= row.to_date)
    ]
    start = row.from_date or min((one.date for one in inside), default=None)
    if start is None:
        return None
    period = (row.from_date, start, min(row.to_date or as_of, as_of))
    met = _rounds(book, row.track, inside, row.series)
    if row.official is not None and _runs_past(book, row, as_of):
        return _by_then(row, period, met)
    wide = [*met, *(one for one in inside if one.kind == "call" and one not in met)]
    recorded = row.recorded if row.recorded is not None or row.official is None else _days(met)
    shown = wide if recorded is not None and _days(met) < recorded == _days(wide) else met
    differs = row.official is not None and not _agrees(book, row, _days(met), _days(wide))
    return Audit(
        row.track,
        row.series,
        *period,
        recorded,
        row.official,
        _ids(shown) if recorded is not None or not row.series else (),
        differs=differs,
        untold=not differs and recorded is not None and _days(shown) < recorded,
    )


def _runs_past(book: Casebook, row: Recall, as_of: date) -> bool:
    """Whether the table's count may take in a meeting that had not happened by `as_of`.

    It may if its period ends later, unless all it counts is on record and none of that is later.
    """
    end = row.to_date or date.max
    if end <= as_of:
        return False
    whole = row.recorded is not None and row.official is not None and row.recorded >= row.official
    return not whole or any(one.live and one.track == row.track and as_of < one.date <= end for one in book.engagements)


def _agrees(book: Casebook, row: Recall, met: int, wide: int) -> bool:
    """Whether the table's count is one the rows can bear: official counts may or may not take calls in.

    Of a series that is only part of a track the rows can show no more than that there are too few.
    """
    if row.recorded is None or all(crosswalk(t.level).rank == 0 for t in book.tracks if t.id == row.track):
        return True
    return row.recorded <= wide and (bool(row.series) or met <= row.recorded)


def _by_then(row: Recall, period: tuple[date | None, date, date], met: list[Engagement]) -> Audit:
    """The same audit as far as it went by then: the count that was stated later is not yet known."""
    highest = _highest(met, row.series)
    official = highest.ordinal if highest else None
    upto = [one for one in met if highest and one.date <= highest.date]
    return Audit(row.track, row.series, *period, _days(upto), official, _ids(upto))

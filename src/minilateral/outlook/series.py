"""What the questions count: the same query of the record for opening a question and for settling it.

Takes a casebook, the name of a series and a day; gives the days on which it happened, the rows behind each, and the
days watched. Only what lies on days fully watched is kept: what was seen in part enters no forecast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from minilateral.codebook.levels import crosswalk
from minilateral.errors import UnknownName
from minilateral.measures.drills import drill_watch, drills
from minilateral.measures.exposure import Watch, watch
from minilateral.measures.occasions import ROUNDS, Contact, attended, contacts, rounds
from minilateral.measures.windows import between
from minilateral.model import Casebook, Engagement


@dataclass(frozen=True, slots=True)
class Series:
    """Days on which it happened, as ordinals in order, the rows behind each, and the days on which it was watched.

    `left_out` names the tracks whose rows are on record but were watched in part only.
    """

    days: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    watch: Watch
    left_out: tuple[str, ...] = ()

    def within(self, first: int, last: int) -> tuple[str, ...]:
        """Rows of what happened in the days from `first` to `last`."""
        return tuple(
            row for day, rows in zip(self.days, self.rows, strict=True) if first <= day <= last for row in rows
        )

    def count(self, first: int, last: int) -> int:
        """How often it happened in the days from `first` to `last`."""
        return sum(first <= day <= last for day in self.days)


def series(book: Casebook, name: str, as_of: date) -> Series:
    """The series called `name` (`minister`, `leader`, `contact`, `statement`, `exercise`, or the id of a track).

    One known by its month alone counts on the middle day of the month, which puts it in the window that holds the
    greater part of it; one known by its year alone counts nowhere.

    Raises:
        UnknownName: there is no such series or track.

    Example:
        >>> from minilateral.measures.histories import history
        >>> found = series(history(n=50), "minister", date(2021, 12, 31))
        >>> 0 < len(found.days) < 50, found.watch.end
        (True, datetime.date(2021, 12, 31))
    """
    if name in _FOUND:
        found = _FOUND[name](book, as_of)
        seen = drill_watch(book, found) if name == "exercise" else watch(book)
        return _series(book, found, seen)
    track = next((track for track in book.tracks if track.id == name), None)
    if track is None:
        raise UnknownName("series", name, [*_FOUND, *(track.id for track in book.tracks)])
    if crosswalk(track.level).rank == 0:
        found = tuple(one for one in drills(book, as_of) if name in one.tracks)
    else:
        found = rounds(track, contacts(book, as_of, ROUNDS))
    return _series(book, found, watch(book, track=name), own=True)


def _series(book: Casebook, items: Iterable[Contact], seen: Watch, *, own: bool = False) -> Series:
    placed = sorted((_middle(item), item.ids, item) for item in items if item.precision != "year")
    inside = [one for one in placed if seen.covers(one[0])]
    thin = {} if own else {track: watch(book, track=track) for _, _, item in inside for track in item.tracks}
    kept, left_out = [], set()
    for day, ids, item in inside:
        if not thin or not item.tracks or any(thin[track].covers(day) for track in item.tracks):
            kept.append((day, ids))
        else:
            left_out |= set(item.tracks)
    return Series(tuple(day for day, _ in kept), tuple(ids for _, ids in kept), seen, tuple(sorted(left_out)))


def _middle(item: Contact) -> int:
    return (item.span.first + item.span.last) // 2


def _ministers(book: Casebook, as_of: date) -> tuple[Contact, ...]:
    return tuple(one for one in contacts(book, as_of) if one.ministerial and one.met)


def _leaders(book: Casebook, as_of: date) -> tuple[Contact, ...]:
    return tuple(one for one in contacts(book, as_of) if one.level.name == "leader" and one.met)


def announced(book: Casebook, as_of: date) -> tuple[Contact, ...]:
    """Texts issued by all members together, one per occasion and day: statements, and meetings that issued one."""
    everybody, heaps = attended(book.group), dict[tuple[date, str, str], list[Engagement]]()
    for row in book.engagements:
        issued = row.joint_statement or row.kind == "statement"
        if row.live and issued and row.date <= as_of and everybody(row):
            heaps.setdefault((row.date, row.date_precision, row.occasion_id), []).append(row)
    return tuple(_text(rows) for rows in heaps.values())


def _text(rows: list[Engagement]) -> Contact:
    first, level = rows[0], crosswalk(rows[0].level)
    tracks = tuple(sorted({row.track for row in rows if row.track}))
    return Contact(
        date=first.date, precision=first.date_precision, span=between(*first.span), level=level, lowest=level,
        ids=tuple(sorted(row.id for row in rows)), tracks=tracks, met_tracks=(), met=False, standalone=None,
    )  # fmt: skip


_FOUND: dict[str, Callable[[Casebook, date], tuple[Contact, ...]]] = {
    "minister": _ministers,
    "leader": _leaders,
    "contact": contacts,
    "statement": announced,
    "exercise": drills,
}

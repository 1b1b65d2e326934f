"""What the questions count: the same query of the record for opening a question and for settling it.

Takes a casebook, the name of a series and a day; gives the days on which it happened, the rows behind each, and the
days watched. Only what lies on days fully watched is kept: what was seen in part enters no forecast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from minilateral.codebook.levels import crosswalk
from minilateral.errors import UnknownName
from minilateral.measures.drills import drill_watch, drills
from minilateral.measures.episodes import watched_acts
from minilateral.measures.exposure import Watch, watch
from minilateral.measures.occasions import ROUNDS, Contact, attended, contacts, rounds_by_track
from minilateral.measures.windows import between
from minilateral.model import Casebook, Engagement, Track

START = 2012 * 12  # January 2012, in months since year 0: before it the records thin out for reasons of collection
COVERED = 0.9  # share of a window that must have been watched


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


@dataclass(frozen=True)
class Rows:
    """The rows of one casebook up to a day, gathered once for all the series that are asked of them."""

    book: Casebook
    as_of: date

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """Meetings, calls and dialogues of all members."""
        return contacts(self.book, self.as_of)

    @cached_property
    def exercises(self) -> tuple[Contact, ...]:
        """Exercises of all members."""
        return drills(self.book, self.as_of)

    @cached_property
    def _rounds(self) -> dict[str, tuple[Contact, ...]]:
        return rounds_by_track(self.book.tracks, contacts(self.book, self.as_of, ROUNDS))

    @cached_property
    def _tracks(self) -> dict[str, Track]:
        return {track.id: track for track in self.book.tracks}

    @cached_property
    def _watched(self) -> dict[str, Watch]:
        return {track: watch(self.book, track=track) for track in self._tracks}

    def series(self, name: str) -> Series:
        """The series of this name; see `series`."""
        if name in _NAMED:
            found = _NAMED[name](self)
            seen = drill_watch(self.book, found) if name == "exercise" else watch(self.book)
            return self._made(found, seen)
        if name not in self._tracks:
            raise UnknownName("series", name, [*_NAMED, *self._tracks])
        drill = crosswalk(self._tracks[name].level).rank == 0
        found = tuple(one for one in self.exercises if name in one.tracks) if drill else self._rounds[name]
        return self._made(found, self._watched[name], own=True)

    def _made(self, items: Iterable[Contact], seen: Watch, *, own: bool = False) -> Series:
        placed = sorted((_middle(item), item.ids, item.tracks) for item in items if item.precision != "year")
        kept: list[tuple[int, tuple[str, ...]]] = []
        left_out: set[str] = set()
        for day, ids, tracks in placed:
            if seen.covers(day) and (own or self._observed(tracks, day)):
                kept.append((day, ids))
            elif seen.covers(day):
                left_out |= set(tracks)
        return Series(tuple(day for day, _ in kept), tuple(ids for _, ids in kept), seen, tuple(sorted(left_out)))

    def _observed(self, tracks: tuple[str, ...], day: int) -> bool:
        """Whether at least one of the formats was watched in full on that day; what belongs to none was."""
        known = [self._watched[track] for track in tracks if track in self._watched]
        return not known or any(one.covers(day) for one in known)


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
    return Rows(book, as_of).series(name)


def judged_watch(book: Casebook) -> Watch:
    """The days on which acts and engagements were observed, and answers at least looked for."""
    looked = watch(book, "responses", status=("observed", "partial"))
    return watch(book).meet(watched_acts(book)).meet(looked)


def _middle(item: Contact) -> int:
    return (item.span.first + item.span.last) // 2


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


_NAMED: dict[str, Callable[[Rows], tuple[Contact, ...]]] = {
    "minister": lambda rows: tuple(one for one in rows.contacts if one.ministerial and one.met),
    "leader": lambda rows: tuple(one for one in rows.contacts if one.level.name == "leader" and one.met),
    "contact": lambda rows: rows.contacts,
    "statement": lambda rows: announced(rows.book, rows.as_of),
    "exercise": lambda rows: rows.exercises,
}

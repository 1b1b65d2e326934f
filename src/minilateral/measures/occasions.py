"""Contacts: occasions on which all members met, spoke or held a dialogue, counted once each.

Takes a casebook and a day; gives `Contact`s in order of date, one per (date, level), made of the live rows of kind
meeting, call or dialogue in which every state that then belonged to the group took part. Instruments born at a
meeting (agreements, statements, institutions) are not contacts: they would count the same occasion twice. The level
is that of the row, the median of its members' levels; the lowest represented is kept beside it. Rows whose level is
off the ladder (forces, legislators, not seen) are no contacts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from minilateral.codebook import kinds
from minilateral.codebook.levels import MINISTER_RANK, Level, crosswalk
from minilateral.measures.exposure import Watch
from minilateral.measures.windows import Span, between
from minilateral.model import Casebook, Engagement, Group, Precision, Track

CONTACTS = kinds.words("engagements", "contact")
ROUNDS = tuple(
    word for word in (*CONTACTS, *kinds.words("engagements", "session")) if word != "call"
)  # how a format meets


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One occasion: rows of the same day and level, counted once."""

    date: date
    precision: Precision
    span: Span
    level: Level
    lowest: Level  # of the members' own levels, where attendance says; else the row's
    ids: tuple[str, ...]
    tracks: tuple[str, ...]  # of all its rows
    met_tracks: tuple[str, ...]  # of those rows that are no calls
    met: bool  # not only a call
    standalone: bool | None

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.precision == "day"

    @property
    def ministerial(self) -> bool:
        """At minister level or above."""
        return self.level.rank >= MINISTER_RANK

    @property
    def deputised(self) -> bool:
        """A member was represented below the level of the row."""
        return self.lowest.rank < self.level.rank


def attended(group: Group) -> Callable[[Engagement], bool]:
    """The question whether every state that belonged to the group on the day of a row took part.

    Example:
        >>> from minilateral.measures.histories import history
        >>> book = history()
        >>> attended(book.group)(book.engagements[0])
        True
    """
    if group.former_members:
        return lambda row: set(group.members_on(row.date)) <= set(row.participants)
    members = frozenset(group.members)  # of most groups they never changed, and the test runs once per row
    return lambda row: members.issubset(row.participants)


def together(group: Group, row: Engagement) -> bool:
    """Whether every state that belonged to the group on the day of the row took part in it."""
    return attended(group)(row)


def contacts(book: Casebook, as_of: date, of: Collection[str] = CONTACTS) -> tuple[Contact, ...]:
    """Every contact up to `as_of`, in order of date, higher level first; other kinds (`of`) give other occasions.

    Edges: no rows give an empty tuple; rows later than `as_of` are not seen; two rows of one day and level are one
    contact, but a row dated by month is never joined with one dated by day.
    """
    lowest, together = _lowest_levels(book), attended(book.group)
    heaps: dict[tuple[date, Precision, Level], list[Engagement]] = defaultdict(list)
    for row in book.engagements:
        level = crosswalk(row.level)
        if row.live and row.kind in of and level.rank and row.date <= as_of and together(row):
            heaps[row.date, row.date_precision, level].append(row)
    made = (_contact(rows, level, lowest) for (_, _, level), rows in heaps.items())
    return tuple(sorted(made, key=lambda c: (c.date, -c.level.rank, c.ids)))


def off_ladder(book: Casebook, window: Span) -> tuple[str, ...]:
    """Ids of rows in the window that would be contacts if their level had been seen."""
    together = attended(book.group)
    return tuple(
        row.id
        for row in book.engagements
        if row.live
        and row.kind in CONTACTS
        and crosswalk(row.level).name == "unknown"
        and between(*row.span).meet(window).days
        and together(row)
    )


def rounds(track: Track, held: Iterable[Contact]) -> tuple[Contact, ...]:
    """The meetings of one track among `held`; see `rounds_by_track`."""
    return rounds_by_track((track,), held)[track.id]


def rounds_by_track(tracks: Iterable[Track], held: Iterable[Contact]) -> dict[str, tuple[Contact, ...]]:
    """The meetings of each track (by id) among `held` (occasions of `ROUNDS`), in their order.

    A track at minister level or above must reach its level; a lower one may meet one step down, so that directors
    may stand in for envoys, but a desk working group is no round of the talks above it.
    """
    ranks = {track.id: crosswalk(track.level).rank for track in tracks}
    least = {track: rank if rank >= MINISTER_RANK else rank - 1 for track, rank in ranks.items()}
    found: dict[str, list[Contact]] = {track: [] for track in ranks}
    for contact in held:
        for track in contact.met_tracks:
            if track in found and contact.level.rank >= least[track]:
                found[track].append(contact)
    return {track: tuple(some) for track, some in found.items()}


def inside(items: Iterable[Contact], window: Span) -> tuple[Contact, ...]:
    """Contacts counted in a window: those that lie in it, and of those known by month only, the greater part.

    Half of its days count where the contact begins, so that no two windows in a row both count it.
    """

    def counts(item: Contact) -> bool:
        days = 2 * item.span.meet(window).days
        return days > item.span.days or (days == item.span.days and item.span.first >= window.first)

    return tuple(item for item in items if counts(item))


def weights(items: Iterable[Contact], window: Span, seen: Watch) -> tuple[float, tuple[Contact, ...]]:
    """Sum of the shares that lie in the window on days watched, and the contacts behind it."""
    total, found = 0.0, []
    for item in items:
        if item.span.last < window.first or item.span.first > window.last:
            continue
        days = seen.days(item.span.meet(window))
        if days:
            total += days / item.span.days
            found.append(item)
    return total, tuple(found)


def ids(items: Iterable[Contact]) -> tuple[str, ...]:
    """The row ids of contacts, in their order."""
    return tuple(row for item in items for row in item.ids)


def _contact(rows: Sequence[Engagement], level: Level, lowest: dict[str, Level]) -> Contact:
    rows = sorted(rows, key=lambda row: row.id) if len(rows) > 1 else rows
    alone = {row.standalone for row in rows} - {None}
    return Contact(
        date=rows[0].date,
        precision=rows[0].date_precision,
        span=between(*rows[0].span),
        level=level,
        lowest=min((lowest[row.id] for row in rows if row.id in lowest), key=lambda one: one.rank, default=level),
        ids=tuple(row.id for row in rows),
        tracks=tuple(sorted({row.track for row in rows if row.track})),
        met_tracks=tuple(sorted({row.track for row in rows if row.track and row.kind in ROUNDS})),
        met=any(row.kind in ROUNDS for row in rows),
        standalone=alone.pop() if len(alone) == 1 else None,
    )


def _lowest_levels(book: Casebook) -> dict[str, Level]:
    """Per engagement, the lowest level on the ladder that attendance gives a member."""
    out: dict[str, Level] = {}
    for row in book.attendance:
        level = crosswalk(row.level) if row.live and row.level else None
        if level and level.rank and (row.engagement_id not in out or level.rank < out[row.engagement_id].rank):
            out[row.engagement_id] = level
    return out

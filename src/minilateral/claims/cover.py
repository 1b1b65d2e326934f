"""How complete the record is for what a claim counts: where a silence on record is a silence.

Takes a casebook and filters; gives the days on which nothing can be missing. A day is good where the track was
observed, and also where the numbers of its own meetings prove it: between the third and the fourth there was none, and
before the first neither. It is bad, whatever the table of coverage says, where those numbers show that some are
missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from minilateral.claims.claim import Filters
from minilateral.claims.dates import day_after, day_before
from minilateral.claims.match import Counting, matching
from minilateral.claims.series import scope
from minilateral.codebook.levels import crosswalk
from minilateral.measures.exposure import Watch, merged, watch
from minilateral.measures.occasions import ROUNDS
from minilateral.measures.ordinals import audits
from minilateral.measures.windows import Span, between

if TYPE_CHECKING:
    from minilateral.model import Casebook, Engagement, Track


@dataclass(frozen=True, slots=True)
class Cover:
    """The days on which nothing that counts can be missing; `begin`: the first day of the group."""

    good: Watch
    begin: date
    tracks: tuple[Track, ...]
    numbered: bool  # whether official numbers helped

    def missing(self, first: date, last: date) -> tuple[Span, ...]:
        """The stretches of a window on which something may be missing, in order."""
        if last < first:
            return ()
        whole = Watch((between(first, last),))
        return whole.without(self.good).spans


def cover(book: Casebook, filters: Filters) -> Cover:
    """What was watched of that which the filters count.

    Edges: a casebook without coverage rows was never watched; a level for which the group has no track is judged by
    the whole table, and so is a claim about meetings of any level.
    """
    tracks = tracks_of(book, filters)
    begin = _begin(book)
    if not tracks:
        return Cover(watch(book), begin, (), numbered=False)
    rounds = set(filters.kinds) >= set(ROUNDS)
    proofs = [_proof(book, track) if rounds else (Watch(()), Watch(())) for track in tracks]
    days = [
        merged((*watch(book, track=track.id).spans, *proven.spans)).without(holes)
        for track, (proven, holes) in zip(tracks, proofs, strict=True)
    ]
    return Cover(reduce(Watch.meet, days), begin, tracks, numbered=any(proven.spans for proven, _ in proofs))


def tracks_of(book: Casebook, filters: Filters) -> tuple[Track, ...]:
    """The formats the filters count; none where they ask for no level."""
    live = [track for track in book.tracks if track.live]
    if filters.track:
        return tuple(track for track in live if track.id == filters.track)
    if not filters.level:
        return ()
    wanted = crosswalk(filters.level)

    def fits(track: Track) -> bool:
        level = crosswalk(track.level)
        high = level.rank >= wanted.rank if filters.at_least else level.name == wanted.name
        field = not filters.portfolio or wanted.name == "leader" or track.portfolio == filters.portfolio
        return high and field

    found = tuple(track for track in live if fits(track))
    if filters.topic and len(found) > 1:
        named = tuple(track for track in found if filters.topic in track.name.casefold())
        return named or found
    return found


def _begin(book: Casebook) -> date:
    """The first day of the group's life: of its founding, or of the first row if that is earlier."""
    rows = [row.span[0] for row in book.engagements if row.live]
    return min([*rows, *([book.group.founded] if book.group.founded else [])], default=date.min)


def _proof(book: Casebook, track: Track) -> tuple[Watch, Watch]:
    """Stretches that the numbers of a track prove complete, and those in which they show that some are missing."""
    rows = matching(book, Filters(kinds=ROUNDS, track=track.id), Counting(calls=False, encounters=True))
    good, bad = list[Span](), list[Span]()
    for chain in _chains(book, rows):
        for (start, low), (end, high) in pairwise(chain):
            between_rows = sum(start < row.date < end for row in rows)
            first = day_after(start).toordinal() if start > date.min else 1
            if between_rows >= high - low - 1:
                good.append(Span(first, end.toordinal()))
            else:
                bad.append(Span(first, day_before(end).toordinal()))
    return merged(good), merged(bad)


def _chains(book: Casebook, rows: tuple[Engagement, ...]) -> list[list[tuple[date, int]]]:
    """Per series that counts a whole track, its numbers in order, with the day before its first."""
    series: dict[str, list[tuple[date, int]]] = {}
    for row in rows:
        if row.ordinal is not None:
            series.setdefault(row.ordinal_series, []).append((row.date, row.ordinal))
    out = []
    for name, numbered in series.items():
        found = scope(book, name, numbered[-1][0])
        if not found.part and found.known:
            out.append([(day_before(found.first) if found.first else date.min, 0), *sorted(numbered)])
    return [chain for chain in out if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain))]


def told(book: Casebook, found: Cover, until: date) -> str:
    """How complete the record is for these formats, in words for a reader."""
    spans = [span for span in found.good.spans if span.last > _begin(book).toordinal()]
    names = ", ".join(track.name for track in found.tracks) or "all meetings"
    seen = " and ".join(f"{max(one.from_date, found.begin)} to {one.to_date}" for one in spans)
    words = f"{names}: complete on record {seen}" if seen else f"{names}: nowhere known to be complete on record"
    ids = {track.id for track in found.tracks}
    counts = [one for one in audits(book, until) if one.track in ids and one.official is not None]
    numbers = [
        f"{one.recorded} of {one.official}{f' ({one.series})' if one.series else ''} to {one.to_date}" for one in counts
    ]
    return words + (f"; by official numbers {'; '.join(numbers[-3:])}" if numbers else "")

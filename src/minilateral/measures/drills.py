"""Exercises in which all members took part, each occasion once, and where they were looked for.

Takes a casebook and a day; gives `Contact`s in order of date, their domains, and the days on which exercises were
watched. Forces are off the ladder of levels, so exercises are no consultations and never counted as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from minilateral.codebook import kinds
from minilateral.codebook.levels import crosswalk
from minilateral.measures.exposure import Watch, watch
from minilateral.measures.occasions import Contact, attended
from minilateral.measures.windows import between
from minilateral.model import Casebook, Engagement, Precision

DRILLS = kinds.words("engagements", "drill")
UNSTATED = "not_stated"  # the domain of an exercise that its row does not give


def drills(book: Casebook, as_of: date) -> tuple[Contact, ...]:
    """Every exercise of all members up to `as_of`, by its first day.

    Rows of one occasion and date are one exercise; the phases of one exercise, held apart, are as many occasions.
    Edges: no rows give an empty tuple; rows later than `as_of`, planned and superseded ones are not seen.
    """
    everybody = attended(book.group)
    heaps: dict[tuple[date, Precision, str], list[Engagement]] = defaultdict(list)
    for row in book.engagements:
        if row.live and row.kind in DRILLS and row.date <= as_of and everybody(row):
            heaps[row.date, row.date_precision, row.occasion_id].append(row)
    return tuple(sorted((_drill(rows) for rows in heaps.values()), key=lambda one: (one.date, one.ids)))


def _drill(rows: list[Engagement]) -> Contact:
    first, *_ = rows = sorted(rows, key=lambda row: row.id)
    level, tracks = crosswalk(first.level), tuple(sorted({row.track for row in rows if row.track}))
    return Contact(
        date=first.date,
        precision=first.date_precision,
        span=between(*first.span),
        level=level,
        lowest=level,
        ids=tuple(row.id for row in rows),
        tracks=tracks,
        met_tracks=tracks,
        met=True,
        standalone=None,
    )


def by_domain(book: Casebook, held: Iterable[Contact]) -> dict[str, tuple[Contact, ...]]:
    """Exercises by their domain, in the order in which the domains first occur; `UNSTATED` where a row gives none."""
    domains = {row.id: row.domain for row in book.engagements if row.kind in DRILLS}
    found: dict[str, list[Contact]] = {}
    for one in held:
        given = sorted({domains[id_] for id_ in one.ids} - {""})
        found.setdefault(given[0] if given else UNSTATED, []).append(one)
    return {domain: tuple(some) for domain, some in found.items()}


def drill_watch(book: Casebook, held: Iterable[Contact]) -> Watch:
    """The days on which exercises were watched: of their one track, or of the table where they have more."""
    tracks = {track for one in held for track in one.tracks}
    return watch(book, track=tracks.pop() if len(tracks) == 1 else "")

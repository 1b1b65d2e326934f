"""The rows behind a number, as a reader may check them.

Takes a casebook and ids; gives for each the facts in plain text: when, what, who sat at which level, what is weak
about the row, and the source. Nothing is left out of a row and nothing is added to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from minilateral.codebook.tables import table_names
from minilateral.model import Attendance, Casebook, Engagement, Row
from minilateral.record.describe import Details, details, head, said
from minilateral.record.words import date_text, starts

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row of the record in words. `date` is None, and `date_text` empty, for a row without a date."""

    id: str
    table: str
    date: date | None
    date_text: str  # "17 April 2024", "February 2024", "2019", "27–29 June 2024"
    head: str  # "Foreign ministers · meeting · New York"
    summary: str
    details: Details
    source_url: str
    source_url_2: str
    confidence: str
    origin: str


def of(book: Casebook, ids: Iterable[str]) -> tuple[Fact, ...]:
    """The facts of several rows, each once, in date order, undated rows last; ids of no row are passed over.

    Linear in the rows of the casebook plus the ids asked for.
    """
    wanted = frozenset(ids)
    found: dict[str, tuple[str, Row]] = {}
    for name in table_names():
        for row in getattr(book, name):
            if row.id in wanted:
                found.setdefault(row.id, (name, row))
    seats = _seats(book, wanted)
    tracks = {track.id: track.name for track in book.tracks}
    told = (_fact(book, name, row, seats.get(row.id, ()), tracks) for name, row in found.values())
    return tuple(sorted(told, key=lambda fact: (fact.date is None, fact.date or date.min, fact.id)))


def _seats(book: Casebook, wanted: frozenset[str]) -> dict[str, list[Attendance]]:
    seats: dict[str, list[Attendance]] = {}
    for seat in book.attendance:
        if seat.live and seat.engagement_id in wanted:
            seats.setdefault(seat.engagement_id, []).append(seat)
    return seats


def _fact(book: Casebook, name: str, row: Row, seats: Iterable[Attendance], tracks: dict[str, str]) -> Fact:
    members = book.group.members_on(row.date) if isinstance(row, Engagement) else ()
    return Fact(
        id=row.id,
        table=name,
        date=starts(row),
        date_text=date_text(row),
        head=head(name, row, tracks),
        summary=said(name, row),
        details=details(name, row, seats, members),
        source_url=row.source_url,
        source_url_2=getattr(row, "source_url_2", ""),
        confidence=row.confidence,
        origin=row.origin,
    )

"""Instruments of a group: agreements and institutions that all members stand in, and those that were given up.

Takes a casebook and a day; gives rows. Whether an instrument is still applied is rarely announced, so one counts as
standing until a row says that it ended: that its track was given up, or that it was superseded.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from minilateral.codebook import kinds
from minilateral.measures.occasions import attended
from minilateral.model import Casebook, Engagement

INSTRUMENTS = kinds.words("engagements", "instrument")
DEFENCE = frozenset({"defense", "intelligence"})  # portfolios
SHARING = "information_sharing"  # a kind, and a topic of agreements


def instruments(book: Casebook, day: date) -> tuple[Engagement, ...]:
    """Instruments of all members made by `day`, in order; a later session of an institution is none of its own."""
    everybody = attended(book.group)
    rows = (row for row in book.engagements if row.live and row.kind in INSTRUMENTS and row.date <= day)
    return _in_order(
        row for row in rows if everybody(row) and not (row.kind == "institution" and (row.ordinal or 1) > 1)
    )


def between_some(book: Casebook, day: date) -> tuple[Engagement, ...]:
    """Instruments made by `day` between two or more members, but not all."""
    everybody = attended(book.group)
    rows = (row for row in book.engagements if row.live and row.kind in INSTRUMENTS and row.date <= day)
    return _in_order(
        row
        for row in rows
        if not everybody(row) and len(set(row.participants) & set(book.group.members_on(row.date))) > 1
    )


def ended(book: Casebook, rows: Iterable[Engagement], day: date) -> tuple[Engagement, ...]:
    """Those of them whose track had been given up by `day`."""
    given_up = {track.id for track in book.tracks if track.live and track.ended and track.ended <= day}
    return tuple(row for row in rows if row.track in given_up)


def of_defence(row: Engagement) -> bool:
    """Whether an instrument belongs to defence: by its portfolio, or because it names a military domain."""
    return row.portfolio in DEFENCE or bool(row.domain)


def sharing(row: Engagement) -> bool:
    """Whether an instrument shares information, by its kind or its topics."""
    return row.kind == SHARING or SHARING in row.topics


def _in_order(rows: Iterable[Engagement]) -> tuple[Engagement, ...]:
    return tuple(sorted(rows, key=lambda row: (row.date, row.id)))

"""Instruments of a group: agreements and institutions that all members stand in, and those that were given up.

Takes a casebook and a day; gives rows. Whether an instrument is still applied is rarely announced, so one counts as
standing until a row says that it ended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from minilateral.codebook import kinds
from minilateral.measures.occasions import attended
from minilateral.model import Casebook, Engagement, Strain

INSTRUMENTS = kinds.words("engagements", "instrument")
DEFENCE = frozenset({"defense", "intelligence"})  # portfolios
_NAME = re.compile(r"\b[A-Z][A-Z0-9]{3,}\b")
_ENDING = re.compile(r"\b(dissol|disband|terminat|abolish|suspend|wound up|ended\b)", re.IGNORECASE)
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


def ended(book: Casebook, rows: Sequence[Engagement], day: date) -> dict[str, str]:
    """Those of them that had ended by `day`: the id of each, and the id of the row that says so.

    Its track was given up, or a later strain that has not itself ended by then names it by the same proper name (four
    capitals or more, not the group's own) and says that it was dissolved, suspended or ended.
    """
    given_up = {track.id for track in book.tracks if track.live and track.ended and track.ended <= day}
    found = {row.id: row.track for row in rows if row.track in given_up}
    for row in rows:
        said = next((strain for strain in book.strains if _ends(book, row, strain, day)), None)
        if said:
            found.setdefault(row.id, said.id)
    return found


def _ends(book: Casebook, row: Engagement, strain: Strain, day: date) -> bool:
    known = strain.live and row.date < strain.date <= day and not (strain.end_date and strain.end_date <= day)
    if not (known and _ENDING.search(strain.summary)):
        return False
    own = set(_NAME.findall(" ".join((book.group.name, book.group.short_name, *book.group.aliases))))
    return bool((set(_NAME.findall(row.summary)) & set(_NAME.findall(strain.summary))) - own)


def of_defence(row: Engagement) -> bool:
    """Whether an instrument belongs to defence: by its portfolio, or because it names a military domain."""
    return row.portfolio in DEFENCE or bool(row.domain)


def sharing(row: Engagement) -> bool:
    """Whether an instrument shares information, by its kind or its topics."""
    return row.kind == SHARING or SHARING in row.topics


def _in_order(rows: Iterable[Engagement]) -> tuple[Engagement, ...]:
    return tuple(sorted(rows, key=lambda row: (row.date, row.id)))

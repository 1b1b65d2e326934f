"""The event a claim speaks of, found in the record.

Takes a casebook and a claim; gives the row, and which of the claim's own words it does not bear out ("stand-alone",
where it sat beside a summit). The day, month and place of the sentence are looked for first among the rows that count,
then among those that differ in one thing. Without day or place the latest such row before the claim was made is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from minilateral.claims.dates import day_after, day_before
from minilateral.claims.match import STRICT, Counting, matching, relaxed
from minilateral.claims.places import spelled
from minilateral.measures.occasions import ROUNDS

if TYPE_CHECKING:
    from minilateral.claims.claim import Anchor, Claim, Filters
    from minilateral.model import Casebook, Engagement

_STEPS: tuple[tuple[str, tuple[str, ...], Counting], ...] = (
    ("", (), STRICT),
    ("encounter", (), Counting(encounters=True)),
    ("call", (), Counting(encounters=True, calls=True)),
    ("form", ("standalone", "beside", "format"), Counting(encounters=True, calls=True)),
    ("host", ("host",), Counting(encounters=True, calls=True)),
    ("participants", ("participants", "persons"), Counting(encounters=True, calls=True)),
    ("announced", ("standalone", "beside", "format"), Counting(encounters=True, calls=True, announced=True)),
)


@dataclass(frozen=True, slots=True)
class Event:
    """The row a claim speaks of; `differs`: in what it is not as the claim says ("" if in nothing)."""

    row: Engagement | None = None
    differs: str = ""
    others: tuple[str, ...] = ()  # other rows that the words may mean as well


def event(book: Casebook, claim: Claim) -> Event:
    """The event the claim speaks of; none if no row is where and when it says.

    Edges: a claim that names neither day nor place, of which no row is on record before it was made, has none; of
    several rows a number on one of them decides, else the first for "first", else the last.
    """
    for differs, dropped, how in _STEPS:
        if differs == "call" and not set(claim.filters.kinds) >= set(ROUNDS):
            continue
        found = _at(book, claim, relaxed(claim.filters, *dropped), how)
        if found:
            row = _one(found, claim)
            return Event(row, differs, tuple(one.id for one in found if one is not row))
    return Event()


def _at(book: Casebook, claim: Claim, filters: Filters, how: Counting) -> list[Engagement]:
    """Rows that count, where and when the claim says."""
    anchor = claim.anchor
    limit = _limit(claim)
    rows = [row for row in matching(book, filters, how) if row.span[0] <= limit]
    if anchor is None:
        return rows[-1:]
    if anchor.row:
        return [row for row in rows if row.id == anchor.row]
    dated = [row for row in rows if anchor.first is None or _overlaps(row, anchor)]
    placed = [row for row in dated if not anchor.place or spelled(anchor.place, row)]
    if not anchor.place and anchor.occasion and len(dated) > 1:
        placed = [row for row in dated if spelled(anchor.occasion, row)] or dated
    return placed if anchor.first is not None else placed[-1:]


def _limit(claim: Claim) -> date:
    """The last day of which the claim may speak: that on which it was made, or the last day it names itself.

    Where the event was it may have been the next day already.
    """
    if claim.made_on is None:
        return date.max
    named = claim.anchor.last if claim.anchor and claim.anchor.last else claim.made_on
    return max(day_after(claim.made_on), named)


def _overlaps(row: Engagement, anchor: Anchor) -> bool:
    """Whether the row may have been on the days named; a day more on either side where one day is named."""
    if anchor.first is None or anchor.last is None:
        return True
    first, last = anchor.first, anchor.last
    if first == last:
        first, last = day_before(first), day_after(last)
    return max(row.end_date or row.span[1], row.span[1]) >= first and row.span[0] <= last


def _one(found: list[Engagement], claim: Claim) -> Engagement:
    """Of several rows, the one whose number is claimed, else the one on the very day, else the first or the last."""
    numbered = [row for row in found if claim.n is not None and row.ordinal == claim.n]
    if numbered:
        return numbered[0]
    if claim.anchor and claim.anchor.first == claim.anchor.last:
        same = [row for row in found if row.date == claim.anchor.first]
        found = same or found
    return found[0] if claim.form in {"first", "in_n_years", "exists"} else found[-1]


def near_misses(book: Casebook, claim: Claim) -> tuple[str, ...]:
    """Ids of meetings of another level or field on those days and at that place, so that a reader sees what was."""
    if claim.anchor is None:
        return ()
    other = replace(
        claim.filters, level="", portfolio="", track="", topic="", named="", office="", kinds=(*ROUNDS, "call")
    )
    plain = relaxed(other, "standalone", "beside", "format", "host", "participants", "persons")
    return tuple(row.id for row in _at(book, claim, plain, Counting(calls=True, encounters=True)))[:3]

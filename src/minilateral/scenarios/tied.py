"""Ranges bounded by what the casebook holds, each by one stated rule.

Takes a casebook, a day, a member and the range its row assumes; gives the measured range with the rows behind it, or
the reason why the record gives none: the row's own range then stands and is called assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import sqrt

from minilateral.measures.exposure import watch
from minilateral.measures.hosts import hostings
from minilateral.measures.occasions import Contact, contacts, ids
from minilateral.measures.posts import HEADS
from minilateral.measures.uncertainty import JEFFREYS, share_interval
from minilateral.measures.windows import Span
from minilateral.model import Casebook, Office
from minilateral.scenarios.horizon import SHORTEST
from minilateral.scenarios.ranges import SPREAD, Range

DAYS_A_YEAR = 365.25
LEAST_TERMS, LEAST_SUCCESSIONS, LEAST_HOSTED = 3, 5, 5  # below these nothing is tied
FURTHEST = 25.0  # years that a record of some decades can speak of


@dataclass(frozen=True, slots=True)
class Measured:
    """A range that follows from the casebook: how, and the rows behind it."""

    low: float
    central: float
    high: float
    how: str
    evidence: tuple[str, ...]


Found = Measured | str  # or the reason why there is none
Known = Mapping[str, Range]  # ranges already made for the member, by parameter


def successor_met(book: Casebook, as_of: date, member: str, known: Known) -> Found:  # noqa: ARG001 -- as the others
    """Chance that a successor goes on: of new heads of any member, under how many the ministers met within a year.

    Counted are changes of the head of a member, acting ones apart, with both the year before and the year after fully
    observed and a meeting of all members' ministers or leaders in the year before. Jeffreys' prior, 80 % interval.
    To have met is less than to have gone on with everything, so it leans high.
    """
    met = tuple(one for one in contacts(book, as_of) if one.met and one.ministerial)
    judged = [one for row in _new_heads(book, as_of) if (one := _under(book, as_of, row, met)) is not None]
    if len(judged) < LEAST_SUCCESSIONS:
        return f"not tied: fewer than {LEAST_SUCCESSIONS} successions in observed time after a year with a meeting"
    hits = sum(bool(rows) for _, rows in judged)
    low, high = share_interval(hits, len(judged))
    how = f"ministers or leaders of all met within a year of {hits} of {len(judged)} new heads of members"
    centre = (hits + JEFFREYS) / (len(judged) + 2 * JEFFREYS)  # never certain
    rows = tuple(id_ for head, met_in in judged for id_ in (head, *met_in))
    return Measured(low, centre, high, f"{how}; 80% interval", rows)


def _under(book: Casebook, as_of: date, head: Office, met: tuple[Contact, ...]) -> tuple[str, tuple[str, ...]] | None:
    """The first meeting in the year after a new head came; None where that cannot be judged."""
    start, seen = head.from_date.toordinal(), watch(book)
    before, after = Span(start - 365, start - 1), Span(start, start + 364)
    if after.last > as_of.toordinal() or min(seen.share(before), seen.share(after)) < 1:
        return None
    if not any(before.first <= one.span.first <= before.last for one in met):
        return None
    first = [one for one in met if after.first <= one.span.first <= after.last][:1]
    return head.id, ids(first)


def _new_heads(book: Casebook, as_of: date) -> tuple[Office, ...]:
    found = [
        new
        for member in book.group.members_on(as_of)
        for old, new in pairwise(_heads(book, as_of, member))
        if new.person != old.person
    ]
    return tuple(sorted(found, key=lambda row: (row.from_date, row.id)))


def _heads(book: Casebook, as_of: date, member: str) -> tuple[Office, ...]:
    """Terms of the head of a member that began by the day, acting ones and vacancies apart, in order."""
    live = [row for row in book.offices if row.live and row.country == member and row.office in HEADS]
    office = next((name for name in HEADS if any(row.office == name for row in live)), "")
    terms = [row for row in live if row.office == office and row.person and not row.acting and row.from_date <= as_of]
    return tuple(sorted(terms, key=lambda row: (row.from_date, row.id)))


def line_life(book: Casebook, as_of: date, member: str, known: Known) -> Found:
    """Years a policy line may live: from the mean time of a head in office to that with successors who go on.

    Low: days in office, the running term among them, per ended term (of exponential lifetimes the likeliest mean, and
    what is expected to remain at any time). High: low / (1 - pi), pi the low end of `successor`, no more than 25.
    Central: the geometric mean of both. Terms are mostly of public knowledge and unchecked: a range, not a rate.
    """
    terms = _heads(book, as_of, member)
    ended = [row for row in terms if row.to_date and row.to_date <= as_of]
    if len(ended) < LEAST_TERMS:
        return f"not tied: fewer than {LEAST_TERMS} ended terms of its head are on record"
    running = [row for row in terms[-1:] if row not in ended]
    days = sum((min(row.to_date or as_of, as_of) - row.from_date).days for row in (*ended, *running))
    low = min(max(days / len(ended) / DAYS_A_YEAR, SHORTEST), FURTHEST)
    goes_on = known["successor"].low
    high = min(low / (1 - goes_on), FURTHEST) if goes_on < 1 else FURTHEST
    how = f"low: {len(ended)} ended terms of its head, one per {low:.1f} years; high: {goes_on:.0%} of successors go on"
    rows = tuple(row.id for row in (*ended, *running))
    return Measured(low, sqrt(low * high), high, how, (*rows, *known["successor"].evidence))


def host_share(book: Casebook, as_of: date, member: str, known: Known) -> Found:
    """Cost of acting: between equal shares and shares as the members hosted ministers and leaders, centre midway.

    One end is the assumed centre c; the other c n h, h the member's share of the meetings on observed days that a
    member hosted, n the members; no further than 40 % either way. Hosting is the part of the cost that is on record.
    """
    seen, members = watch(book), book.group.members_on(as_of)
    hosted = [one for one in hostings(book, contacts(book, as_of)) if one.by_member]
    counted = [one for one in hosted if one.host in members and seen.covers(one.contact.span.first)]
    if len(counted) < LEAST_HOSTED:
        return f"not tied: fewer than {LEAST_HOSTED} meetings hosted by members in observed time"
    mine = [one for one in counted if one.host == member]
    centre, n = known["cost"].central, len(counted)
    other = centre * min(max(len(members) * len(mine) / n, 1 - SPREAD), 1 + SPREAD)
    low, high = sorted((centre, other))
    how = (
        f"from an equal share to that of hosting ministers and leaders: {len(mine)} of {n} meetings; at most 40% apart"
    )
    return Measured(low, (low + high) / 2, high, how, ids(one.contact for one in mine or counted))


SERIES: dict[str, Callable[[Casebook, date, str, Known], Found]] = {
    "successor_met": successor_met,
    "line_life": line_life,
    "host_share": host_share,
}
"""Every series a range may be tied to, in the order they are computed: a later one may need an earlier."""

TIES = {"successor_met": "successor", "line_life": "horizon", "host_share": "cost"}
"""The parameter that each series can bound."""

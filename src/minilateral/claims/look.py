"""What every way of checking works on: the claim, the rows that count, the event, and how complete the record is.

Takes a casebook, a claim and a way of counting; gives a `Look`, made once per reading. An `Answer` is what one reading
gives; `check` puts readings together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from minilateral.claims.anchors import Event, event
from minilateral.claims.cover import Cover, cover
from minilateral.claims.dates import days_before
from minilateral.claims.match import STRICT, Counting, matching, relaxed
from minilateral.claims.people import all_in_office
from minilateral.measures.exposure import default_as_of
from minilateral.measures.occasions import ROUNDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.claims.claim import Claim, Filters, Word
    from minilateral.model import Casebook, Engagement


@dataclass(frozen=True, slots=True)
class Answer:
    """What one reading of a claim gives."""

    verdict: Word
    why: str
    rows: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    firm: bool = False  # an official number says so: no other reading changes it


def unsettled(found: str, rows: tuple[str, ...], missing: tuple[str, ...]) -> Answer:
    """What was found, where the record could hold more: it settles nothing, and says which coverage is missing."""
    why = f"{found}, but the record is not complete for that time"
    return Answer("cannot_be_settled", why, rows=rows, missing=missing)


@dataclass(frozen=True, slots=True)
class Look:
    """A claim, looked at in one way of counting."""

    book: Casebook
    claim: Claim
    how: Counting
    rows: tuple[Engagement, ...]
    event: Event
    cover: Cover

    @property
    def row(self) -> Engagement | None:
        """The row of the event."""
        return self.event.row

    @property
    def day(self) -> date | None:
        """The first day of the event: of its row, else the day the claim names, else the day it was made on."""
        if self.row is not None:
            return self.row.span[0]
        anchor = self.claim.anchor
        return anchor.first if anchor and anchor.first else self.claim.made_on

    @property
    def today(self) -> date:
        """Until when a claim without an event speaks: the day it was made, else the end of coverage."""
        return self.claim.made_on or default_as_of(self.book) or date.max

    @property
    def start(self) -> date:
        """First day of the window."""
        if self.claim.window_days is not None and self.claim.form in {"in_n_years", "nth", "only", "none_since"}:
            return days_before(self.day or self.today, self.claim.window_days)
        since = self.claim.since
        if since and since.date:
            return since.date
        return max(self.cover.begin, all_in_office(self.book, self.claim.filters) or date.min)

    def within(self, first: date, last: date) -> tuple[list[Engagement], list[Engagement]]:
        """Rows that surely lie in a stretch of days, and those that may: their day is not known."""
        sure = [one for one in self.rows if first <= one.span[0] and one.span[1] <= last]
        maybe = [one for one in self.rows if one not in sure and one.span[1] >= first and one.span[0] <= last]
        return sure, maybe

    def missing(self, first: date, last: date) -> tuple[str, ...]:
        """Which coverage a stretch of days lacks, in words."""
        return tuple(
            f"{_names(self.cover)} are not observed from {one.from_date} to {one.to_date}"
            for one in self.cover.missing(first, last)
        )


def look(book: Casebook, claim: Claim, how: Counting = STRICT, like: Look | None = None) -> Look:
    """The claim in one way of counting; where its event was a call, calls are counted.

    Args:
        book: the casebook.
        claim: the claim.
        how: the way of counting.
        like: an earlier look at the same claim or one that differs in little, whose findings are used again.
    """
    found = like.event if like and like.claim is claim else event(book, claim)
    if found.differs == "call":
        how = replace(how, calls=True)
    if _allowed(found, how):
        found = replace(found, differs="")
    same = like and _watched(like.claim) == _watched(claim)
    seen = like.cover if like and same else cover(book, claim.filters)
    return Look(book, claim, how, matching(book, claim.filters, how), found, seen)


def _allowed(found: Event, how: Counting) -> bool:
    """Whether this way of counting allows for that in which the event differs from the claim's words."""
    held = found.row is None or (found.row.standalone is not False and not found.row.occasion)
    return {"call": True, "encounter": how.encounters, "form": how.lenient and held}.get(found.differs, False)


def _watched(claim: Claim) -> Filters:
    """What decides how complete the record is: the filters without place, form and persons."""
    plain = relaxed(claim.filters, "standalone", "format", "beside", "host", "participants", "persons", "place")
    return replace(plain, phrase="", named="", domain="", office="")


def _names(found: Cover) -> str:
    return (
        ", ".join(track.name.lower() if track.name[1:2].islower() else track.name for track in found.tracks)
        or "engagements"
    )


def ids(rows: Iterable[Engagement | None]) -> tuple[str, ...]:
    """Ids in the order given, each once."""
    return tuple(dict.fromkeys(row.id for row in rows if row is not None))


def meets(look: Look) -> bool:
    """Whether rounds of meetings are counted, so that calls are another reading."""
    return set(look.claim.filters.kinds) >= set(ROUNDS) and "call" not in look.claim.filters.kinds

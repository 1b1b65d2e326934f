"""Other ways to read a claim, each of which is checked as well.

Takes a casebook and a claim; gives the readings that its words allow: with calls counted, with encounters of a few
minutes, only where every member sent its minister, a year counted by the calendar. Whether a reading may change the
verdict is part of it: what only a generous reader would say is shown and changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from minilateral.claims.claim import Claim, Since
from minilateral.claims.dates import day_after, days_before
from minilateral.claims.look import Answer, Look, ids, meets
from minilateral.claims.match import STRICT, Counting, brief
from minilateral.claims.official import numbers
from minilateral.claims.people import HEADS
from minilateral.model import span_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS = re.compile(r"\bour (?:very )?(?:first|second|third|\w+th)\b", re.IGNORECASE)
_TIME_IN = re.compile(r"\bfor the (?:very )?first time in ((?:19|20)\d{2})\b", re.IGNORECASE)
_COUNTED = {"nth", "more_than", "each_year", "rate"}
_ORDERED = {"first", "in_n_years", "nth", "none_since", "none_before", "only", "last"}


@dataclass(frozen=True, slots=True)
class Other:
    """Another reading: the claim as it would then be, and the way of counting.

    `lifts`: a claim that is false otherwise is true if so read. `lowers`: one that is true otherwise depends on it.
    """

    words: str
    claim: Claim
    how: Counting = STRICT
    lifts: bool = False
    lowers: bool = False
    softens: bool = False  # where this reading leaves it open, so does the verdict
    answer: Answer | None = None  # where the reading needs no counting


def readings(at: Look) -> tuple[Other, ...]:
    """The other readings of a claim, in a fixed order."""
    claim = at.claim
    if claim.form in {"outside", "next_ordinal"} or claim.filters.phrase:
        return ()
    return (*_by_counting(at), *_by_window(at), *_by_event(at))


def _by_counting(at: Look) -> Iterator[Other]:
    claim, counted = at.claim, at.claim.form in _COUNTED
    if meets(at):
        if any(brief(row) for row in at.book.engagements):
            yield Other(
                "encounters of a few minutes counted as well",
                claim,
                replace(at.how, encounters=True),
                lifts=True,
                lowers=True,
                softens=claim.form == "longest_gap",  # another row may end the longer silence
            )
        if not at.how.calls and claim.filters.format != "in_person":
            yield Other(
                "calls and video conferences counted as well", claim, replace(at.how, calls=True), lifts=counted
            )
        if claim.filters.level or claim.filters.track:
            yield Other(
                "only where every member was represented at that level",
                claim,
                replace(at.how, every_member=True),
                lifts=True,
            )
        if at.row is None or set(at.row.participants) <= set(
            at.book.group.members_on(at.row.date)
        ):  # else guests count
            how = replace(at.how, alone=True)
            yield Other("the members alone, without guests", claim, how, lifts=True, softens=at.row is not None)
    yield Other("announced or unconfirmed events counted as well", claim, replace(at.how, announced=True), lowers=True)
    if claim.filters.standalone:
        yield Other(
            "stand-alone unless known to be beside another event", claim, replace(at.how, lenient=True), lifts=True
        )


def _by_window(at: Look) -> Iterator[Other]:
    claim, day = at.claim, at.day
    if claim.window_days is not None and claim.form in {"nth", "in_n_years"} and day:
        held = at.row.span[1] if at.row is not None else day  # of a month alone, the day is not known
        start = days_before(held, claim.window_days)
        opens = start.replace(day=1) if claim.form == "nth" else day_after(span_of(start, "month")[1])
        since = Since(words=claim.window_words, what="duration", date=opens)
        form = "first" if claim.form == "in_n_years" else claim.form
        yield Other(
            "the time counted by the month, not to the day",
            replace(claim, form=form, window_days=None, since=since),
            at.how,
            lifts=True,
        )
    if claim.since is not None and claim.form in _ORDERED:
        for words, opens in claim.since.other:
            other = replace(claim.since, date=opens, other=())
            lifts = claim.since.what in {"office", "event"}
            yield Other(words, replace(claim, since=other), at.how, lifts=lifts)
    placed = claim.anchor is not None and claim.anchor.place  # else every first of a year would be one
    if placed and (hit := _TIME_IN.search(claim.words)) and claim.form == "first" and claim.since is None:
        year = int(hit[1])
        since = Since(words=f"in {year}", what="date", date=date(year, 1, 1))
        yield Other(f"counted within {year}", replace(claim, since=since, until=date(year, 12, 31)), at.how, lifts=True)
    if ours := _of_speaker(at):
        yield ours
    if claim.series == "year" and day and claim.form in {"first", "nth"}:
        since = Since(words="in twelve months", what="duration", date=days_before(day, 365))
        yield Other(
            "twelve months instead of the calendar year", replace(claim, since=since, until=None, series=""), at.how
        )
    if claim.form == "nth" and claim.window_words.startswith("in ") and claim.series.isdigit():
        yield Other(
            "counted from the beginning, the year being that of the event",
            replace(claim, since=None, until=None, series=""),
            at.how,
            lifts=True,
        )


def _of_speaker(at: Look) -> Other | None:
    """Where speakers count their own ("our first trilateral"): the claim since the youngest government took office."""
    claim, day = at.claim, at.day
    if claim.form not in {"first", "nth"} or claim.since or claim.window_days or not day:
        return None
    if not _OURS.search(claim.words):
        return None
    begun = [
        row.from_date for row in at.book.offices
        if row.live and row.office in HEADS and row.country in at.book.group.members
        and row.from_date <= day and (row.to_date is None or day <= row.to_date)
    ]  # fmt: skip
    if not begun:
        return None
    since = Since(words="since the latest of the present leaders took office", what="office", date=max(begun))
    return Other(
        f"counted since the latest of the leaders took office, {max(begun)}",
        replace(claim, since=since),
        at.how,
        lifts=True,
    )


def _same_format(at: Look) -> tuple[str, Claim] | None:
    """Where a claim leaves open who met: the claim about the format of its event alone."""
    asked, row = at.claim.filters, at.row
    told = asked.track or asked.portfolio or asked.topic or asked.named or asked.level == "leader"
    track = next((one for one in at.book.tracks if row is not None and one.id == row.track), None)
    if told or track is None or not meets(at) or asked.at_least or at.claim.form not in {"first", "nth", "in_n_years"}:
        return None
    filters = replace(asked, track=track.id, level="")
    return f"meetings of the same format alone ({track.name})", replace(at.claim, filters=filters)


def _by_event(at: Look) -> Iterator[Other]:
    """The official number of a part; the same persons instead of offices; wherever it was held."""
    claim = at.claim
    for one in numbers(at.book, claim, at.row) if at.row and claim.form in {"first", "nth"} else ():
        if one.value == (claim.n or 1) and one.series and not one.same and not one.loose:
            answer = Answer("holds", f"the official number of {one.series} is {one.value}", rows=ids([at.row]))
            yield Other(
                f"counting {one.series} alone, as its official number does", claim, at.how, lifts=True, answer=answer
            )
    if (same := _same_format(at)) is not None:
        yield Other(*same, at.how, lifts=True, softens=True)
    if claim.filters.persons and claim.form != "exists":
        words = "the same offices, whoever held them"
        yield Other(words, replace(claim, filters=replace(claim.filters, persons=())), at.how)
    if claim.form not in {"first", "in_n_years", "none_since"}:
        return
    if at.row is not None and len(at.row.persons) > 1 and not claim.filters.persons and claim.form != "none_since":
        names = at.row.persons
        words = f"the same persons ({', '.join(names)}) instead of the same offices"
        yield Other(words, replace(claim, filters=replace(claim.filters, persons=names)), at.how)
    if claim.filters.host and not claim.filters.host.startswith("-"):
        yield Other("wherever it was held", replace(claim, filters=replace(claim.filters, host="")), at.how)

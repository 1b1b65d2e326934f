"""How many and how often: claims that compare counts, or say that something happens every year or month.

Takes a `Look`; gives an `Answer`. Counts are compared only where both periods are complete on record; a year or a
stretch without any speaks against a rhythm only where nothing can be missing.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from minilateral.claims.dates import day_after, day_before
from minilateral.claims.look import Answer, Look, ids, unsettled

if TYPE_CHECKING:
    from minilateral.model import Engagement

_MONTH_DAYS = 30.44
_ALMOST = 0.75  # "almost every month": in three months of four
_LONGEST = 3  # periods of silence, beyond which nobody says "almost every"


def more_than(at: Look) -> Answer:
    """Whether a period saw more, fewer or just as many as a number, or as another period."""
    first, last = at.start, min(at.claim.until or at.today, at.today)
    sure, maybe = at.within(first, last)
    missing = (*at.missing(first, last), *(f"the day of {one.id}" for one in maybe))
    if at.claim.compared:
        return _against(at, sure, missing)
    if at.claim.n is None:
        return _against_years(at, sure, missing)
    return _against_number(at, sure, missing, at.claim.n)


def _against_number(at: Look, sure: list[Engagement], missing: tuple[str, ...], n: int) -> Answer:
    count, rows, how = len(sure), ids(sure), at.claim.comparison
    reached = {"more": count > n, "at_least": count >= n}.get(how)
    passed = {"equal": count > n, "at_most": count > n, "fewer": count >= n}.get(how)
    words = f"{count} on record in that time"
    if reached:
        return Answer("holds", words, rows=rows)
    if passed:
        return Answer("does_not_hold", words, rows=rows, counter=rows)
    if missing:
        return Answer(
            "cannot_be_settled", f"{words}, but the record is not complete for it", rows=rows, missing=missing
        )
    good = how in {"at_most", "fewer"} or (how == "equal" and count == n)
    return Answer(
        "holds" if good else "does_not_hold",
        f"{words}, and the record is complete for it",
        rows=rows,
        counter=() if good else rows,
    )


def _against(at: Look, sure: list[Engagement], missing: tuple[str, ...]) -> Answer:
    first, last = at.claim.compared or (date.min, date.min)
    other, maybe = at.within(first, last)
    lacking = (*missing, *at.missing(first, last), *(f"the day of {one.id}" for one in maybe))
    rows = ids((*sure, *other))
    words = f"{len(sure)} against {len(other)} on record"
    if lacking:
        return Answer(
            "cannot_be_settled", f"{words}, but the record is not complete for both", rows=rows, missing=lacking
        )
    fewer = at.claim.comparison == "fewer"
    good = len(sure) < len(other) if fewer else len(sure) > len(other)
    return Answer(
        "holds" if good else "does_not_hold",
        words,
        rows=rows,
        counter=() if good else ids(other if not fewer else sure),
    )


def _against_years(at: Look, sure: list[Engagement], missing: tuple[str, ...]) -> Answer:
    """More than in any other year of the record."""
    year = at.start.year
    years = {one.span[0].year for one in at.rows} - {year}
    counts = {other: at.within(date(other, 1, 1), date(other, 12, 31))[0] for other in years if other <= at.today.year}
    best = max(counts.values(), key=len, default=[])
    rows = ids(sure)
    words = f"{len(sure)} on record, and {len(best)} in the fullest other year"
    if len(best) >= len(sure) and not missing:
        return Answer("does_not_hold", words, rows=rows, counter=ids(best))
    lacking = (*missing, *at.missing(at.cover.begin, min(day_before(date(year, 1, 1)), at.today)))
    if lacking:
        return Answer(
            "cannot_be_settled", f"{words}, but the record is not complete for all years", rows=rows, missing=lacking
        )
    return Answer("holds", words, rows=rows)


def each_year(at: Look) -> Answer:
    """At least one in every calendar year; the year in which the claim was made may still bring one."""
    last = min(at.claim.until or at.today, at.today)
    running = last == at.today and (at.today.month, at.today.day) != (12, 31) and at.claim.until is None
    years = range(at.start.year, last.year + (not running))
    held = [one for one in at.rows if one.span[1] <= at.today]
    by_year = {year: [one for one in held if one.span[0].year == one.span[1].year == year] for year in years}
    if running and (now := [one for one in held if one.span[0].year == last.year]):
        by_year[last.year] = now  # the year still runs, and had one already
    rows = ids(row for some in by_year.values() for row in some[:1])
    empty = [year for year, some in by_year.items() if not some]
    if not by_year or (len(by_year) == 1 and not empty):
        return Answer("cannot_be_settled", "too few years for a rhythm", rows=rows, missing=("a second year",))
    if not empty:
        return Answer("holds", f"at least one on record in each of {len(by_year)} years", rows=rows)
    sure = [year for year in empty if not at.cover.missing(max(date(year, 1, 1), at.cover.begin), date(year, 12, 31))]
    told = ", ".join(map(str, sure or empty))
    if sure:
        return Answer(
            "does_not_hold", f"none in {told}, when the record is complete", rows=rows, counter=_around(at, sure[0])
        )
    lacking = tuple(text for year in empty for text in at.missing(date(year, 1, 1), date(year, 12, 31)))
    return Answer(
        "cannot_be_settled",
        f"none on record in {told}, but the record is not complete then",
        rows=rows,
        missing=lacking,
    )


def _around(at: Look, year: int) -> tuple[str, ...]:
    """The rows between which a year without any lies."""
    before = [one for one in at.rows if one.span[1].year < year]
    after = [one for one in at.rows if one.span[0].year > year]
    return ids((*before[-1:], *after[:1]))


def rate(at: Look) -> Answer:
    """So many in every month or year: by the longest silence and by the mean, where the record is complete."""
    first, last = at.start, min(at.claim.until or at.today, at.today)
    sure, _ = at.within(first, last)
    days, period = (last - first).days + 1, at.claim.window_days or 30
    wanted = (at.claim.n or 1) * days / period
    words = f"{len(sure)} on record in {round(days / _MONTH_DAYS)} months"
    gap = _longest(at, sure)
    if gap and gap[0] > _LONGEST * period / (at.claim.n or 1):
        return Answer("does_not_hold", f"{words}; none for {gap[0]} days", rows=ids(sure), counter=ids(gap[1:]))
    missing = at.missing(first, last)
    if missing:
        return Answer(
            "cannot_be_settled", f"{words}, but the record is not complete for it", rows=ids(sure), missing=missing
        )
    good = len(sure) >= _ALMOST * wanted
    return Answer(
        "holds" if good else "does_not_hold", words, rows=ids(sure), counter=() if good or not gap else ids(gap[1:])
    )


def _longest(at: Look, rows: list[Engagement]) -> tuple[int, Engagement, Engagement] | None:
    """The longest silence between rows whose days are known, of those in which nothing can be missing."""
    exact = [one for one in rows if one.date_precision == "day"]
    gaps = [
        ((two.date - one.date).days, one, two)
        for one, two in pairwise(exact)
        if not at.cover.missing(day_after(one.date), day_before(two.date))
        and not any(other.span[1] > one.date and other.span[0] < two.date and other not in (one, two) for other in rows)
    ]
    return max(gaps, key=lambda gap: gap[0], default=None)


def longest_gap(at: Look) -> Answer:
    """Whether the silence before the event, or up to the day of the claim, was the longest of the window."""
    last = at.day if at.claim.anchor and at.day else at.today
    rows = [one for one in at.within(at.start, last)[0] if one.date_precision == "day"]
    earlier = [one for one in at.rows if one.span[1] < last]
    if not earlier:
        return Answer("cannot_be_settled", "none on record before it", missing=("an earlier event",))
    ours = (last - earlier[-1].date).days
    longer = _longest(at, [one for one in rows if one.date < last])
    shown = ids((earlier[-1], at.row if at.claim.anchor else None))
    if longer and longer[0] >= ours:
        return Answer("does_not_hold", f"{ours} days, against {longer[0]} before", rows=shown, counter=ids(longer[1:]))
    missing = at.missing(at.start, last)
    if missing:
        return unsettled(f"{ours} days", shown, missing)
    return Answer("holds", f"{ours} days, the longest in that time", rows=shown)

"""Whether an official number settles a claim: "the fifth" where an official text calls it the fifth.

Takes a casebook, a claim and the row of its event; gives the number that counts the same thing, or one that counts
something near it. Numbers stand on rows, and in the table of official counts where a count ends on the day of the
event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.claims.series import Scope, scope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from minilateral.claims.claim import Claim
    from minilateral.model import Casebook, Engagement

_NEAR_DAYS = 62  # "since July 2014" and "since the first, in July 2014" are the same count
_WORDS = re.compile(r"[a-z]+")
_SMALL = frozenset(
    ("in", "of", "the", "and", "with", "a", "on", "by", "alone", "beside", "editions", "meetings", "exercises",
     "activities", "group")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """An official number of one event: what it counts, and whether that is what the claim counts."""

    value: int
    series: str
    same: bool  # the claim counts the very same
    loose: bool  # the claim names no window, and this count has one
    basis: str = ""


def numbers(book: Casebook, claim: Claim, row: Engagement) -> tuple[Number, ...]:
    """The official numbers of the event, those that count the very same first."""
    found = []
    for value, series, basis in _stated(book, row):
        read = scope(book, series, row.date)
        fits = read.known and _part_fits(read, claim, row)
        same = (fits and _same_window(read, claim)) or (bool(read.words) and read.words == claim.window_words)
        loose = fits and not same and claim.since is None and claim.window_days is None and read.first is not None
        found.append(Number(value, series, same, loose, basis))
    return tuple(sorted(found, key=lambda one: (not one.same, not one.loose)))


def _stated(book: Casebook, row: Engagement) -> Iterator[tuple[int, str, str]]:
    if row.ordinal is not None:
        yield row.ordinal, row.ordinal_series, f"stated of {row.id}"
    for one in book.recall:
        ends = one.live and one.track == row.track and one.to_date == row.date
        if ends and one.official is not None and (one.official, one.series) != (row.ordinal, row.ordinal_series):
            yield one.official, one.series, f"official count {one.id}: {one.basis}"


def _part_fits(read: Scope, claim: Claim, row: Engagement) -> bool:
    """Whether a series is the part of a track the claim counts; a whole track only where all is counted."""
    asked = claim.filters
    if asked.host or asked.place or asked.beside or asked.persons or asked.office or asked.participants:
        return False
    part = read.part.casefold().replace("-", " ")
    narrow = {
        "person": asked.format == "in_person",
        "stand alone": asked.standalone is True,
        asked.topic: bool(asked.topic),
    }
    if any(yes and words not in part for words, yes in narrow.items()) or (asked.format == "virtual"):
        return False
    if not part:
        return not asked.named and (not asked.domain or row.kind != "exercise")
    said = f"{claim.words} {asked.named} {asked.topic} {asked.domain}".casefold().replace("defense", "defence")
    told = said.replace("-", " ").replace("_", " ")
    return all(_stem(word) in told for word in _WORDS.findall(part) if word not in _SMALL)


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word  # noqa: PLR2004 -- no stem of a short word


def _same_window(read: Scope, claim: Claim) -> bool:
    start = claim.since.date if claim.since else None
    if claim.window_days is not None:
        return False
    if read.first is None or start is None:
        return read.first is None and start is None
    return abs((read.first - start).days) <= _NEAR_DAYS and _ends(read.last, claim.until, read.first)


def _ends(last: date | None, until: date | None, first: date) -> bool:
    """Whether two windows that begin alike may end alike: a calendar year is no term of office."""
    year = last is not None and last.year == first.year and (last - first).days > 360  # noqa: PLR2004
    asked = until is not None and until.year == first.year and (until.month, until.day) == (12, 31)
    return year == asked

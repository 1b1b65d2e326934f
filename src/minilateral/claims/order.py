"""Firsts and n-ths, the only and the last: claims about the place of an event among others.

Takes a `Look`; gives an `Answer`. A row that counts against the claim settles it even where the record is partial; a
silence settles it only where nothing can be missing, and never before coverage begins. Official numbers come first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minilateral.claims.dates import day_after, day_before
from minilateral.claims.look import Answer, Look, ids, unsettled
from minilateral.claims.match import standalone
from minilateral.claims.official import Number, numbers

if TYPE_CHECKING:
    from minilateral.model import Engagement

_PAST = re.compile(r"\b(?:was|were|met|had|hosted|brought|gathered|convened|took place)\b")
_LOOKS_BACK = re.compile(r"\bwas the (?:very )?first time\b.*\bhad\b")
_EVENT = "the event itself"
JUST_HELD = 7  # days for which a meeting is the one that is spoken of
_DIFFERS = {
    "form": "was not held in that way",
    "host": "was not held there",
    "participants": "was not held by those named",
    "encounter": "was an encounter of a few minutes",
    "announced": "is on record as announced only",
}


def ordered(at: Look) -> Answer:
    """A "first" or an n-th, by its official number, else by counting rows."""
    row, claim = at.row, at.claim
    n = claim.n or 1
    if row is not None and at.event.differs in {"form", "host", "participants"}:
        return Answer("does_not_hold", _not_so(at, row), rows=(row.id,), counter=(row.id,))
    if _to_come(at, n):
        why = f"number {n - 1} is the latest on record by then, and the claim names no day: it may speak of the next"
        return Answer("cannot_be_settled", why, rows=ids([row]), missing=("the day of the event it speaks of",))
    if claim.anchor is None and claim.since is None and _LOOKS_BACK.search(claim.words):
        return Answer("cannot_be_settled", "the claim looks back and does not say at which event", missing=(_EVENT,))
    if row is not None and claim.form in {"first", "nth"}:
        stated = numbers(at.book, claim, row)
        if answer := _by_number(at, stated, row, n):
            return answer
    return counted(at, n)


def _to_come(at: Look, n: int) -> bool:
    """Whether an n-th without day and place may be the one ahead: one less has been, by count or official number."""
    if at.claim.form != "nth" or at.claim.anchor is not None or at.claim.made_on is None or at.row is None:
        return False
    if _PAST.search(at.claim.words):
        return False
    stated = [one.value for one in numbers(at.book, at.claim, at.row) if one.same]
    return (n - 1) in stated if stated else len(_earlier(at)[0]) + 1 == n - 1


def _not_so(at: Look, row: Engagement) -> str:
    what = _DIFFERS[at.event.differs]
    if at.event.differs == "form" and at.claim.filters.standalone and standalone(row) is False:
        what = f"was held beside {row.occasion or 'another event'}"
    elif at.event.differs == "form" and at.claim.filters.standalone:
        what = "is not known to have been held for its own sake"
    return f"the event itself ({row.date}, {row.place or 'no place on record'}) {what}"


def _by_number(at: Look, stated: tuple[Number, ...], row: Engagement, n: int) -> Answer | None:
    """What official numbers say; none where they count something else."""
    rows = ids((*_before(at, row), row))
    agree = next((one for one in stated if one.value == n and (one.same or (one.loose and n > 1))), None)
    if agree:
        why = f"the official number is {n}{_counting(agree)} ({agree.basis})"
        return Answer("holds", why, rows=rows, firm=True)
    other = next((one for one in stated if one.same), None)
    if other is None or other.basis.startswith("official count"):
        return None
    counter = ids(_before(at, row)) if other.value > n else ()
    why = f"the official number is {other.value}{_counting(other)}, not {n}"
    return Answer("does_not_hold", why, rows=rows, counter=counter or (row.id,), firm=True)


def _counting(number: Number) -> str:
    return f", counting {number.series}" if number.series else ""


def _before(at: Look, row: Engagement) -> list[Engagement]:
    return at.within(at.start, day_before(row.span[0]))[0]


def counted(at: Look, n: int) -> Answer:
    """The place of the event by counting rows of the window before it."""
    day = at.day
    if day is None:
        return Answer("cannot_be_settled", "the claim names no event, and none is on record", missing=(_EVENT,))
    sure, maybe = _earlier(at)
    rows, place = ids((*sure, at.row)), len(sure) + 1
    if place > n:
        return Answer("does_not_hold", _too_many(sure, n), rows=rows, counter=ids(sure))
    if doubt := _doubt(at, rows, maybe, place, n):
        return doubt
    if missing := at.missing(at.start, day):
        found = f"{len(sure)} earlier on record" if sure else "none earlier on record"
        return unsettled(found, rows, missing)
    if place == n:
        return Answer("holds", _just(at, sure, n), rows=rows)
    return Answer("does_not_hold", f"only {place} on record in that time, where nothing can be missing", rows=rows)


def _doubt(at: Look, rows: tuple[str, ...], maybe: list[Engagement], place: int, n: int) -> Answer | None:
    """Why no place can be told: the event is not on record, only announced, or not in order with others."""
    if at.row is None:
        return _no_event(at, rows)
    if at.start > at.row.span[1]:
        why = "the time it counts from begins after the event"
        return Answer("cannot_be_settled", why, rows=rows, missing=("what it counts from, before the event",))
    if at.event.differs == "announced":
        why, missing = "the event itself is on record only as announced", (f"whether {at.row.id} took place",)
        return Answer("cannot_be_settled", why, rows=rows, missing=missing)
    if maybe and place + len(maybe) >= n + (place == n):
        days = tuple(f"the day of {one.id} ({one.date:%Y-%m}), or its order on that day" for one in maybe)
        why = "rows whose day is not known may lie on either side"
        return Answer("cannot_be_settled", why, rows=rows, missing=days)
    return None


def _earlier(at: Look) -> tuple[list[Engagement], list[Engagement]]:
    """Rows of the window before the event, and those that may lie before it."""
    row, last = at.row, at.day or at.today
    excluded = set(at.claim.since.rows) if at.claim.since else set()
    if row is None:
        sure, maybe = at.within(at.start, day_before(last))
        return [one for one in sure if one.id not in excluded], []
    sure, maybe = at.within(at.start, row.span[1])
    before = [one for one in sure if one.span[1] < row.span[0] and one.id not in excluded]
    same = [one for one in (*sure, *maybe) if one not in before and one.occasion_id != row.occasion_id]
    return before, [one for one in same if one.id != row.id and one.id not in excluded and one.span[0] <= row.span[1]]


def _too_many(sure: list[Engagement], n: int) -> str:
    last = sure[-1]
    where = f" in {last.place}" if last.place else ""
    several = "an earlier one is" if len(sure) == 1 else f"{len(sure)} earlier ones are"
    asked = "" if n == 1 else f", so that it was at least number {len(sure) + 1}"
    return f"{several} on record, the last on {_on(last)}{where}{asked}"


def _on(row: Engagement) -> str:
    return {"day": f"{row.date}", "month": f"{row.date:%Y-%m}", "year": f"{row.date:%Y}"}[row.date_precision]


def _just(at: Look, sure: list[Engagement], n: int) -> str:
    earlier = [one for one in at.rows if at.row and one.span[1] < at.row.span[0]]
    gap = f"; the one before was on {_on(earlier[-1])}" if earlier else "; none before it is on record"
    days = (
        f", {(at.row.date - earlier[-1].date).days} days earlier"
        if at.row and earlier and earlier[-1].date_precision == "day"
        else ""
    )
    if n == 1:
        return f"none lies between{gap}{days}, and the record is complete for that time"
    return f"{len(sure)} before it in that time{gap}{days}, and the record is complete for it"


def _no_event(at: Look, rows: tuple[str, ...]) -> Answer:
    words = at.claim.anchor.words if at.claim.anchor else "it"
    return Answer(
        "cannot_be_settled",
        "no such event is on record then and there",
        rows=rows,
        missing=(f"the event itself ({words})",),
    )


def only(at: Look) -> Answer:
    """Whether no other row lies in the window."""
    last = min(at.claim.until or at.today, at.today)
    sure, maybe = at.within(at.start, last)
    others = [one for one in sure if one is not at.row]
    rows = ids((*sure,))
    if at.row is None:
        return _no_event(at, rows)
    if others:
        return Answer("does_not_hold", f"{len(others)} more on record in that time", rows=rows, counter=ids(others))
    missing = (*at.missing(at.start, last), *(f"the day of {one.id}" for one in maybe if one is not at.row))
    if missing:
        return unsettled("no other on record", rows, missing)
    return Answer("holds", "no other on record in that time, and the record is complete for it", rows=rows)


def latest(at: Look) -> Answer:
    """Whether nothing came after the event, up to the day the claim was made."""
    if at.row is None:
        return _overtaken(at) or _no_event(at, ())
    first = day_after(at.row.span[1])
    later, maybe = at.within(first, at.today)
    if later:
        return Answer(
            "does_not_hold",
            f"{len(later)} later on record, the last on {_on(later[-1])}",
            rows=ids((at.row, *later)),
            counter=ids(later),
        )
    missing = (*at.missing(first, at.today), *(f"the day of {one.id}" for one in maybe if one is not at.row))
    if missing:
        return Answer(
            "cannot_be_settled",
            "none later on record, but the record is not complete since",
            rows=(at.row.id,),
            missing=missing,
        )
    return Answer("holds", "none later on record, and the record is complete since", rows=(at.row.id,))


def _overtaken(at: Look) -> Answer | None:
    """Of an event that is not on record: whether another came after the time it is said to have been in."""
    named = at.claim.anchor.last if at.claim.anchor else None
    later = at.within(day_after(named), at.today)[0] if named else []
    if not later:
        return None
    why = f"none on record then and there, and {len(later)} later, the last on {_on(later[-1])}"
    return Answer("does_not_hold", why, rows=ids(later), counter=ids(later))


def _just_held(at: Look) -> bool:
    """Whether "never before had they met" is said of the meeting of these days."""
    row, said_on = at.row, at.claim.made_on
    if row is None or said_on is None or at.claim.form != "none_before" or at.claim.since:
        return False
    return 0 <= (said_on - row.span[1]).days <= JUST_HELD


def none(at: Look) -> Answer:
    """Whether there was none in a window: since an event, before one, in a year."""
    last = min(at.claim.until or at.today, at.today)
    row = at.row if at.claim.until is None and (at.claim.anchor or _just_held(at)) else None
    if row is not None:
        last = min(last, day_before(row.span[0]))
    excluded = set(at.claim.since.rows) if at.claim.since else set()
    sure, maybe = at.within(at.start, last)
    sure = [one for one in sure if one.id not in excluded and one is not row]
    maybe = [one for one in maybe if one.id not in excluded and one is not row]
    if sure:
        return Answer("does_not_hold", _too_many(sure, 1), rows=ids(sure), counter=ids(sure))
    missing = (*at.missing(at.start, last), *(f"the day of {one.id}" for one in maybe))
    rows = (row.id,) if row else ()
    if missing:
        return unsettled("none on record", rows, missing)
    return Answer(
        "holds", f"none on record from {at.start} to {last}, and the record is complete for that time", rows=rows
    )

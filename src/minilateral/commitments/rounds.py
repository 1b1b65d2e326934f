"""The verdict on a recurring promise, by one reading: a chain of rounds, each due so long after the last delivery.

Takes its terms and what was found; gives a `Verdict` with its rounds. The round that runs is open until its date and
grace have passed; until then the promise stands as its last round did.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.commitments.entries import Round
from minilateral.commitments.silence import days, missed, until
from minilateral.commitments.verdict import Delivery, Verdict, later
from minilateral.record.words import day_text

if TYPE_CHECKING:
    from datetime import date

    from minilateral.commitments.entries import Word
    from minilateral.commitments.found import Found
    from minilateral.commitments.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """One round by one reading: the delivery it runs from (none: the promise), its date, and what came."""

    since: date
    due: date
    from_ids: tuple[str, ...]
    came: Delivery | None


def recurring(asked: Terms, of: Found, *, strict: bool) -> Verdict:
    """What became of a promise of a rhythm."""
    turns = _turns(asked, of.of(strict=strict))
    *done, running = turns
    rounds = tuple(_round(asked, of, number, turn, strict=strict) for number, turn in enumerate(turns, 1))
    last = rounds[-1]
    if last.status in {"overdue", "unclear"}:
        said = missed(asked, of, running.since, running.due)[1]
        if done and done[-1].came:
            said = f"{said}; last delivered {done[-1].came.when}"
        return Verdict(status=last.status, said=said, due=running.due, evidence=running.from_ids, rounds=rounds)
    if not done:
        said = f"the first is due by {day_text(running.due)}; none was found {until(asked)}"
        return Verdict(status="open", said=said, due=running.due, next_due=running.due, rounds=rounds)
    judged = rounds[-2]
    return Verdict(
        status=judged.status,
        said=_said(asked, judged, done[-1], running.due),
        due=judged.due,
        next_due=running.due,
        settled_on=judged.settled_on,
        days_late=judged.days_late,
        evidence=judged.evidence,
        rounds=rounds,
    )


def _turns(asked: Terms, given: tuple[Delivery, ...]) -> list[_Turn]:
    """The rounds in order, the last still running; a period runs from the day of a delivery."""
    assert asked.every is not None  # noqa: S101 -- asked only of promises with a rhythm
    assert asked.due is not None  # noqa: S101 -- as above
    since, due, ids = asked.promise.made_date, asked.due, tuple[str, ...]()
    out: list[_Turn] = []
    for one in given:
        out.append(_Turn(since=since, due=due, from_ids=ids, came=one))
        since, ids = max(since, one.day), one.ids
        due = later(since, asked.every)
    return [*out, _Turn(since=since, due=due, from_ids=ids, came=None)]


def _round(asked: Terms, of: Found, number: int, turn: _Turn, *, strict: bool) -> Round:
    status, day = _became(asked, of, turn, turn.came)
    kind, by = (status, turn.came) if not strict else _kindest(asked, of, turn, status)
    return Round(
        number=number,
        since=turn.since,
        due=turn.due,
        deadline=asked.deadline(turn.due),
        status=status,
        lenient=kind,
        settled_on=day,
        days_late=None if day is None else max(0, (day - turn.due).days),
        evidence=turn.came.ids if turn.came else turn.from_ids,
        lenient_evidence=by.ids if by else turn.from_ids,
    )


def _became(asked: Terms, of: Found, turn: _Turn, came: Delivery | None) -> tuple[Word, date | None]:
    deadline = asked.deadline(turn.due)
    if came is not None:
        return ("kept" if came.day <= deadline else "kept_late"), came.day
    if asked.judged <= (turn.due if of.person else deadline):
        return "open", None
    return missed(asked, of, turn.since, turn.due)[0], None


def _kindest(asked: Terms, of: Found, turn: _Turn, strict: Word) -> tuple[Word, Delivery | None]:
    """The same round read leniently: the first delivery of that reading after the round began, if it is kinder."""
    later_ones = (one for one in of.of(strict=False) if one.day > turn.since)
    first = next(later_ones, turn.came)
    status = _became(asked, of, turn, first)[0]
    return (strict, turn.came) if strict == "kept" else (status, first)


def _said(asked: Terms, one: Round, turn: _Turn, next_due: date) -> str:
    assert turn.came is not None  # noqa: S101 -- asked only of rounds that were delivered
    late = ""
    if one.days_late:
        grace = f", within the grace of {asked.grace}" if one.status == "kept" else f" ({day_text(one.due)})"
        late = f", {days(one.days_late)} after it was due{grace}"
    following = f"the next is due by {day_text(next_due)}"
    if asked.judged > next_due:
        following = f"the next was due on {day_text(next_due)}, with grace to {day_text(asked.deadline(next_due))}"
    return f"last delivered {turn.came.when}{late}; {following}"

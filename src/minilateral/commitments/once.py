"""The verdict on a promise to do a thing once, by one reading.

Takes its terms and what was found; gives a `Verdict`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.commitments.silence import days, missed, undated
from minilateral.commitments.verdict import Verdict
from minilateral.record.words import day_text

if TYPE_CHECKING:
    from minilateral.commitments.found import Found
    from minilateral.commitments.terms import Terms
    from minilateral.commitments.verdict import Delivery


def once(asked: Terms, of: Found, *, strict: bool) -> Verdict:
    """What became of it: the first delivery counts."""
    given = of.of(strict=strict)
    if strict and (otherwise := _held_otherwise(asked, of)):
        return otherwise
    if given:
        return _delivered(asked, given[0], strict=strict)
    if strict and (short := _fell_short(asked)):
        return short
    return _undelivered(asked, of)


def _delivered(asked: Terms, first: Delivery, *, strict: bool) -> Verdict:
    day, due = first.day, asked.due
    if due is None:
        said = f"delivered {first.when}; no last day was promised"
        return Verdict(status="kept", said=said, settled_on=day, evidence=first.ids)
    late, in_time = max(0, (day - due).days), day <= asked.deadline(due)
    if not in_time and asked.rule.standing:
        stood = f"it was in place {first.when}; since when is not known"
        if strict:
            return Verdict(status="unclear", said=f"needs a person: {stood}", due=due, evidence=first.ids)
        return Verdict(status="kept", said=stood, due=due, settled_on=day, evidence=first.ids)
    when = f"in time for {day_text(due)}" if not late else f"{days(late)} after it was due ({day_text(due)})"
    grace = f", within the grace of {asked.grace}" if late and in_time else ""
    return Verdict(
        status="kept" if in_time else "kept_late",
        said=f"delivered {first.when}, {when}{grace}",
        due=due,
        settled_on=day,
        days_late=late,
        evidence=first.ids,
    )


def _undelivered(asked: Terms, of: Found) -> Verdict:
    due = asked.due
    if due is None:
        status, said = undated(asked, of)
        return Verdict(status=status, said=said)
    # What nobody watches can be missed by no grace: it is for a person as soon as it is due.
    passed = asked.judged >= due if of.person else asked.judged > asked.deadline(due)
    if not passed:
        return Verdict(status="open", said=_running(asked), due=due, next_due=due)
    status, said = missed(asked, of, asked.promise.made_date, due)
    return Verdict(status=status, said=said, due=due)


def _running(asked: Terms) -> str:
    assert asked.due is not None  # noqa: S101 -- asked only of dated promises
    if asked.judged < asked.promise.made_date:
        return f"due on {day_text(asked.due)}; it was made after the record ends ({day_text(asked.judged)})"
    if asked.judged > asked.due:
        return f"due on {day_text(asked.due)}, with grace to {day_text(asked.deadline(asked.due))}"
    ends = f"; the record ends on {day_text(asked.judged)}" if asked.judged < min(asked.as_of, asked.due) else ""
    return f"not due before {day_text(asked.due)}{ends}"


def _held_otherwise(asked: Terms, of: Found) -> Verdict | None:
    """The promise meant the very next one, and that was held otherwise than promised."""
    nearest = of.of(strict=False)[:1]
    if not asked.rule.next_one or not nearest or nearest[0].ids in {one.ids for one in of.strict}:
        return None
    said = f"the next one came {nearest[0].when}, otherwise than promised"
    return Verdict(status="broken", said=said, due=asked.due, evidence=nearest[0].ids)


def _fell_short(asked: Terms) -> Verdict | None:
    """A source shows that less came than was promised, and the date has come."""
    row = asked.promise
    if row.seen != "short" or row.seen_on is None or not max(row.seen_on, asked.due or row.seen_on) <= asked.as_of:
        return None
    due = f"due on {day_text(asked.due)}, and " if asked.due else ""
    return Verdict(
        status="broken", said=f"{due}a source shows less than was promised", due=asked.due, evidence=(row.id,)
    )

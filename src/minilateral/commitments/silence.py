"""What it means that nothing was found: missed, not yet due, or not for this record to say.

Takes the terms of a promise and a due date that passed; gives a status and a clause. A silence counts against a
promise only if the record was watched throughout and has shown that it catches such rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.commitments.terms import BROKEN_AFTER_DAYS, YOUNG_DAYS, Terms
from minilateral.commitments.verdict import later
from minilateral.record.words import day_text

if TYPE_CHECKING:
    from datetime import date

    from minilateral.commitments.entries import Word
    from minilateral.commitments.found import Found


def missed(asked: Terms, of: Found, since: date, due: date) -> tuple[Word, str]:
    """What to say of a due date that passed without a delivery since `since`."""
    if reason := _cannot_say(asked, of, since, due):
        return "unclear", reason
    late = (asked.judged - due).days
    nothing = f"due on {day_text(due)}, and nothing that fits was found {until(asked)}"
    if not asked.lasting and late > BROKEN_AFTER_DAYS:
        return "broken", f"{nothing}, {days(late)} later"
    return "overdue", nothing


def undated(asked: Terms, of: Found) -> tuple[Word, str]:
    """What to say of a promise without any date on which nothing was delivered."""
    made = asked.promise.made_date
    if asked.judged <= later(made, YOUNG_DAYS):
        return "open", f"no date was promised, and nothing that fits was found {until(asked)}"
    if reason := _cannot_say(asked, of, made, asked.judged):
        return "unclear", reason
    return "open", f"no date was promised, and nothing that fits was found {until(asked)}"


def days(count: int) -> str:
    """A number of days in words."""
    return f"{count} day{'' if count == 1 else 's'}"


def until(asked: Terms) -> str:
    """Up to which day, and whether the record ends there."""
    ends = ", where the record ends" if asked.judged < asked.as_of else ""
    return f"by {day_text(asked.judged)}{ends}"


def _cannot_say(asked: Terms, of: Found, since: date, due: date) -> str:
    """Why the record cannot say that nothing came; empty if it can."""
    last = min(asked.deadline(due), asked.judged)
    if of.person:
        return f"needs a person: the record does not watch such things, and no source shows a delivery {until(asked)}"
    if "due" in asked.rule.ours:
        return f"needs a person: the text names no date, and by our reading of it ({day_text(due)}) nothing was found"
    if not asked.watched.throughout(since, last, of.track):
        return f"not observable: the record was not watched throughout from {day_text(since)} to {day_text(last)}"
    if not of.seen:
        return "not observable: the record holds no other such meeting or act, so its silence says little"
    return ""

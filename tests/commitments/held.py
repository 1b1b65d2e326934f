"""Casebooks made up for the tests of the ledger: a promise, rows that may deliver it, and what was watched."""

from __future__ import annotations

from datetime import date
from typing import Any

from minilateral.commitments.entries import Entry
from minilateral.commitments.ledger import ledger
from minilateral.model import Attendance, Casebook, Commitment, Coverage, Engagement, Group

MEMBERS = ("AUS", "JPN", "USA")
GROUP = Group(slug="made-up", name="Made-up group", members=MEMBERS)
MINISTERS = "kind=meeting level=minister portfolio=foreign"


def promise(id_: str = "C", made: str = "2024-01-01", **fields: Any) -> Commitment:
    """A promise that foreign ministers meet; what is not given is plain."""
    given = {"text": "Foreign ministers meet", "kind": "deadline", "evidence_rule": MINISTERS, **fields}
    for name in ("due_date", "seen_on"):
        if isinstance(given.get(name), str):
            given[name] = date.fromisoformat(given[name])
    return Commitment(id=id_, made_date=date.fromisoformat(made), **given)


def met(day: str, id_: str = "", **fields: Any) -> Engagement:
    """A foreign ministers' meeting of all members; its id is its day unless given."""
    given = {
        "kind": "meeting", "level": "minister", "portfolio": "foreign", "participants": MEMBERS, "summary": "They met",
        **fields,
    }  # fmt: skip
    name = id_ or day
    return Engagement(id=name, date=date.fromisoformat(day), occasion_id=f"O-{name}", **given)


def watched(first: str, last: str, how: Any = "observed", table: str = "engagements") -> Coverage:
    """A table, as watched from one day to another."""
    days = {"from_date": date.fromisoformat(first), "to_date": date.fromisoformat(last)}
    return Coverage(id=f"COV-{table}-{first}", table=table, watched=how, **days)


ALWAYS = (watched("2000-01-01", "2030-12-31"),)


def book(promises: Any, *rows: Engagement, coverage: Any = ALWAYS, **tables: Any) -> Casebook:
    """A casebook of one promise, or several."""
    made = (promises,) if isinstance(promises, Commitment) else tuple(promises)
    fields = {"group": GROUP, "commitments": made, "engagements": rows, "coverage": coverage, **tables}
    return Casebook(**fields)


def deputy(row: Engagement, member: str = "JPN", level: str = "vice_minister") -> Attendance:
    """The seat of a deputy at a meeting."""
    return Attendance(id=f"{row.id}:{member}", engagement_id=row.id, member=member, level=level)


def judged(some: Casebook, as_of: str, id_: str = "C") -> Entry:
    """What became of one promise by a day."""
    return {one.commitment.id: one for one in ledger(some, date.fromisoformat(as_of))}[id_]

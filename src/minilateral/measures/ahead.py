"""How far ahead the promises of a group reach, and since when it has had a secretariat.

Takes a casebook, its ledger and a day; gives the furthest date that an open promise names, open promises by how far
ahead they reach, and the years since an institution of all members was first called a secretariat.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from minilateral.commitments.entries import Entry
from minilateral.commitments.words import falls_due, told_once
from minilateral.measures.exposure import watch
from minilateral.measures.face import Face, partly
from minilateral.measures.instruments import ended, instruments
from minilateral.measures.windows import Span, between
from minilateral.model import Casebook, Engagement, Estimate

DAYS_A_YEAR = 365.25
REACHES = {
    "year": "that fall due within a year",
    "five_years": "that fall due in one to five years",
    "beyond": "that fall due in more than five years",
    "rhythm": "that go on by a rhythm, without an end",
    "undated": "without a date",
}
"""How far ahead a promise may reach, in the words of a label."""
_YEAR, _FIVE = 365, 5 * DAYS_A_YEAR
_SECRETARIAT = re.compile(r"\bsecretariat", re.IGNORECASE)
_NONE_OPEN = "no open promise on record names a date still to come"
_NO_SECRETARIAT = "no secretariat of all members is on record, which is less than saying that there is none"


def reach(entry: Entry, as_of: date) -> str:
    """How far ahead a live promise reaches: a key of REACHES; empty if it is settled, missed or its day has come."""
    if entry.rounds:
        return "rhythm" if entry.status != "broken" else ""
    if entry.status != "open":
        return ""
    due = falls_due(entry)
    if due is None:
        return "undated"
    days = (due - as_of).days
    if days <= 0:
        return ""
    return "year" if days <= _YEAR else "five_years" if days <= _FIVE else "beyond"


def dated_ahead(entries: Sequence[Entry], as_of: date) -> tuple[Entry, ...]:
    """Open promises that name a date still to come, the furthest first; rhythms are left out."""
    found = [entry for entry in told_once(entries) if reach(entry, as_of) in {"year", "five_years", "beyond"}]
    return tuple(sorted(found, key=lambda entry: (-(falls_due(entry) or as_of).toordinal(), entry.commitment.id)))


def reaching(face: Face, entries: Sequence[Entry]) -> list[Estimate]:
    """`furthest_due` and `open_promises`; None with the reason where no promise was made."""
    if not entries:
        why = "no promises of this group are recorded"
        return [
            face("furthest_due", _FURTHEST, None, unit="years", coverage=0.0, n=0, reason=why),
            *(_open(face, [], name, Span(1, 0), why) for name in REACHES),
        ]
    period = between(min(entry.commitment.made_date for entry in entries), face.as_of)
    dated = dated_ahead(entries, face.as_of)
    due = falls_due(dated[0]) if dated else None
    years = (due - face.as_of).days / DAYS_A_YEAR if due else None
    share = watch(face.book, "commitments").share(period)
    first = face(
        "furthest_due", _FURTHEST, years, unit="years", coverage=share, n=len(dated), period=period,
        evidence=[dated[0].commitment.id] if dated else [], warnings=["promises_read", *partly(share)],
        reason=_NONE_OPEN,
    )  # fmt: skip
    return [first, *(_open(face, entries, name, period) for name in REACHES)]


_FURTHEST = "Years until the furthest date that an open promise names"


def _open(face: Face, entries: Sequence[Entry], name: str, period: Span, reason: str = "") -> Estimate:
    once = told_once(entries)
    found = [entry for entry in once if reach(entry, face.as_of) == name]
    share = watch(face.book, "commitments").share(period)
    return face(
        "open_promises", f"Open promises {REACHES[name]}", None if reason else float(len(found)), unit="promises",
        coverage=share, n=len(once), period=period, evidence=[entry.commitment.id for entry in found],
        warnings=["promises_read", *partly(share)], reason=reason, reach=name,
    )  # fmt: skip


def secretariats(book: Casebook, as_of: date) -> tuple[Engagement, ...]:
    """Institutions of all members that their rows call a secretariat and that no row says were given up."""
    rows = [row for row in instruments(book, as_of) if row.kind == "institution" and _SECRETARIAT.search(row.summary)]
    gone = ended(book, rows, as_of)
    return tuple(row for row in rows if row.id not in gone)


def secretariat(face: Face) -> Estimate:
    """`secretariat_years`: years since a secretariat of all members was first on record, if none says it ended."""
    rows = secretariats(face.book, face.as_of)
    period = between(rows[0].date, face.as_of) if rows else Span(1, 0)
    share = watch(face.book).share(period)
    return face(
        "secretariat_years", "Years since a secretariat of all members was first on record",
        (face.as_of - rows[0].date).days / DAYS_A_YEAR if rows else None, unit="years", coverage=share, n=len(rows),
        period=period, evidence=[row.id for row in rows],
        warnings=["instruments_found", *partly(share), *(["month_precision"] if _rough(rows) else [])],
        reason=_NO_SECRETARIAT,
    )  # fmt: skip


def _rough(rows: Sequence[Engagement]) -> bool:
    return bool(rows) and rows[0].date_precision != "day"

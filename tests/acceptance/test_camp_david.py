"""What became of the promises of Camp David (18 August 2023) three years later, from the shipped casebook alone."""

from __future__ import annotations

from datetime import date

import pytest

from minilateral.commitments.entries import Entry
from minilateral.commitments.ledger import ledger
from minilateral.record.casebook import read_casebook, shipped_casebooks

MADE, AS_OF = date(2023, 8, 18), date(2026, 8, 22)
LEADERS, FOREIGN, DEFENCE, ADVISERS, COMMERCE = (f"C-JKU-{number}" for number in (13, 14, 15, 16, 17))
DIALOGUE, EXERCISE = "C-JKU-20", "C-JKU-21"


@pytest.fixture(scope="module")
def camp_david() -> dict[str, Entry]:
    book = read_casebook(shipped_casebooks() / "japan-korea-us").book
    return {one.commitment.id: one for one in ledger(book, AS_OF) if one.commitment.made_date == MADE}


@pytest.mark.parametrize(
    ("name", "due", "last"),
    [
        (LEADERS, date(2025, 11, 15), "JKU-20241115-01"),
        (ADVISERS, date(2025, 10, 25), "JKU-20241025-01"),
        (COMMERCE, date(2025, 6, 26), "JKU-20240626-01"),
        (DIALOGUE, date(2025, 12, 11), "X-japan-korea-us-20241211-1"),
    ],
)
def test_what_is_overdue_by_either_reading(camp_david: dict[str, Entry], name: str, due: date, last: str) -> None:
    found = camp_david[name]
    assert (found.status, found.lenient, found.due, found.evidence) == ("overdue", "overdue", due, (last,))


def test_foreign_ministers_kept_their_promise(camp_david: dict[str, Entry]) -> None:
    found = camp_david[FOREIGN]
    assert (found.status, found.settled_on, found.next_due) == ("kept", date(2026, 7, 22), date(2027, 7, 22))
    pulled_aside, deputised = "JKU-20251029-01", "JKU-20250711-01"
    counted = {row for one in found.rounds for row in one.evidence}
    assert not counted & {pulled_aside, deputised}
    assert max((one.settled_on - one.since).days for one in found.rounds if one.settled_on) == 303


def test_the_named_exercise_was_kept_and_falls_due_again(camp_david: dict[str, Entry]) -> None:
    found = camp_david[EXERCISE]
    assert (found.status, found.next_due) == ("kept", date(2026, 9, 15))
    assert [one.settled_on for one in found.rounds[:-1]] == [date(2024, 6, 27), date(2024, 11, 13), date(2025, 9, 15)]


def test_defence_ministers_are_overdue_and_leniently_late(camp_david: dict[str, Entry]) -> None:
    found = camp_david[DEFENCE]
    assert (found.status, found.lenient, found.due) == ("overdue", "kept_late", date(2025, 7, 28))
    assert found.lenient_evidence == ("X-japan-korea-us-20260530-1",)


def test_ten_minutes_count_leniently_for_leaders(camp_david: dict[str, Entry]) -> None:
    strict = [one.evidence for one in camp_david[LEADERS].rounds[:-1]]
    assert strict == [("JKU-20241115-01",)]
    assert camp_david[LEADERS].rounds[0].lenient_evidence in {("JKU-20231116-01",), ("JKU-20241115-01",)}


def test_what_was_signed_the_day_it_was_promised_is_said(camp_david: dict[str, Entry]) -> None:
    assert [name for name, one in camp_david.items() if one.same_day] == ["C-JKU-27"]


def test_what_the_record_does_not_watch_is_not_called_broken(camp_david: dict[str, Entry]) -> None:
    unseen = {name for name, one in camp_david.items() if one.status == "unclear"}
    assert unseen == {f"C-JKU-{number}" for number in (12, 19, 29, 33, 34, 35, 36)}
    assert "broken" not in {one.status for one in camp_david.values()}

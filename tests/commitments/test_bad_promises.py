"""Promises and records that are wrong or thin: the ledger says what it does not know, and never falls over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from held import ALWAYS, MEMBERS, book, deputy, judged, met, promise, watched

from minilateral.commitments.ledger import ledger
from minilateral.model import Casebook, FormerMember, Group


def test_without_promises_there_is_nothing_to_say() -> None:
    empty = Casebook(group=Group(slug="made-up", name="Made-up group", members=MEMBERS))
    assert ledger(empty, date(2025, 1, 1)) == ()
    assert ledger(empty, date.min) == ()


def test_before_the_first_promise_there_is_nothing_to_say() -> None:
    some = book(promise(due_date="2024-06-30"), met("2024-05-10"))
    assert ledger(some, date(2023, 12, 31)) == ()
    assert len(ledger(some, date(2024, 1, 1))) == 1


def test_one_row_and_nothing_else() -> None:
    alone = Casebook(group=Group(slug="made-up", name="Made-up group", members=MEMBERS), commitments=(promise(),))
    (found,) = ledger(alone, date(2026, 1, 1))
    assert (found.status, found.lenient) == ("unclear", "unclear")
    assert "not watched throughout" in found.why


@pytest.mark.parametrize("kind", ["deadline", "capability", "standing", "recurring"])
@pytest.mark.parametrize("as_of", [date(1, 1, 1), date(2024, 1, 1), date(2026, 1, 1), date.max])
def test_a_promise_of_any_kind_without_date_rhythm_or_members(kind: str, as_of: date) -> None:
    some = book(promise(kind=kind, evidence_rule="", text=""), coverage=())
    for found in ledger(some, as_of):
        assert found.status in {"open", "unclear"}
        assert found.why


def test_due_before_made_is_unclear() -> None:
    found = judged(book(promise(due_date="2023-06-30"), met("2024-05-10")), "2025-01-01")
    assert (found.status, found.evidence) == ("unclear", ())
    assert "Needs a person: it is said to be due on 30 June 2023, before it was made" in found.why


def test_a_rule_that_does_not_parse_needs_a_person_where_it_slipped_in() -> None:
    found = judged(book(promise(evidence_rule="meeting of ministers")), "2025-01-01")
    assert found.status == "unclear"
    assert "its rule cannot be read" in found.why


def test_what_came_before_the_promise_does_not_deliver_it_and_is_said() -> None:
    early = met("2023-12-20", "EARLY")
    some = book(promise(due_date="2024-06-30", fulfilments=("EARLY",)), early)
    found = judged(some, "2024-07-31")
    assert (found.status, found.lenient, found.evidence) == ("overdue", "overdue", ())
    assert "EARLY (20 December 2023) came before the promise and does not count" in found.why


def test_the_meeting_at_which_it_was_promised_does_not_deliver_it() -> None:
    there = met("2024-01-01", "THERE")
    found = judged(book(promise(due_date="2024-06-30", made_at="THERE"), there), "2024-07-31")
    assert found.status == "unclear"  # nor does it show that such meetings are caught: it is how we know of the promise


@pytest.mark.parametrize("rule", ["kind=meeting level=minister", "needs=person"])
def test_fewer_members_than_promised_do_not_deliver_it_and_it_is_said(rule: str) -> None:
    two = met("2024-05-10", "TWO", participants=("JPN", "USA"))
    some = book(promise(due_date="2024-06-30", evidence_rule=rule, fulfilments=("TWO",)), two)
    found = judged(some, "2024-12-31")
    assert (found.status, found.lenient) == ("unclear", "unclear")
    assert "TWO does not count, as not all whom the promise binds took part" in found.why


def test_those_whom_the_promise_binds_are_enough_and_guests_do_no_harm() -> None:
    two = met("2024-05-10", participants=("JPN", "USA"))
    assert judged(book(promise(due_date="2024-06-30", members=("JPN", "USA")), two), "2024-12-31").status == "kept"
    guest = met("2024-05-10", participants=(*MEMBERS, "KOR"))
    assert judged(book(promise(due_date="2024-06-30"), guest), "2024-12-31").status == "kept"


SPLIT = Group(
    slug="visegrad",
    name="Visegrád",
    members=("CZE", "HUN", "POL", "SVK"),
    former_members=(FormerMember(code="CSK", until=date(1992, 12, 31), replaced_by=("CZE", "SVK")),),
)
THREE, FOUR = ("CSK", "HUN", "POL"), ("CZE", "HUN", "POL", "SVK")
THEN = (watched("1990-01-01", "1999-12-31"),)


@pytest.mark.parametrize(
    ("day", "present", "status"),
    [
        ("1992-05-06", THREE, "kept"),
        ("1993-05-06", FOUR, "kept_late"),
        ("1993-05-06", ("CZE", "HUN", "POL"), "unclear"),
        ("1993-05-06", THREE, "unclear"),
    ],
)
def test_a_promise_made_before_a_member_split_binds_its_successors(
    day: str, present: tuple[str, ...], status: str
) -> None:
    made = promise(made="1991-02-15", due_date="1992-06-30")
    some = replace(book(made, met(day, participants=present), coverage=THEN), group=SPLIT)
    assert judged(some, "1994-01-01").status == status


def test_a_promise_that_names_a_state_before_it_was_one_is_answered_for_by_what_it_was_part_of() -> None:
    made = promise(made="1991-02-15", due_date="1992-06-30", members=FOUR)
    some = replace(book(made, met("1992-05-06", participants=THREE), coverage=THEN), group=SPLIT)
    assert judged(some, "1994-01-01").status == "kept"


@pytest.mark.parametrize("status", ["planned", "unconfirmed", "superseded"])
def test_only_what_is_known_to_have_happened_delivers(status: str) -> None:
    row = met("2024-05-10", status=status)
    some = book(promise(due_date="2024-06-30", fulfilments=(row.id,)), met("2023-05-10"), row)
    assert judged(some, "2024-07-31").status == "overdue"


def test_a_superseded_promise_is_none() -> None:
    assert ledger(book(promise(status="superseded")), date(2025, 1, 1)) == ()


def test_a_seat_whose_level_is_not_seen_is_no_deputy() -> None:
    row = met("2024-05-10")
    some = book(promise(due_date="2024-06-30"), row, attendance=(deputy(row, level=""),))
    assert judged(some, "2024-12-31").status == "kept"


def test_days_at_the_end_of_time_do_no_harm() -> None:
    made = promise(made="9999-06-01", kind="recurring", period_days=365)
    some = book(made, met("9999-07-01"), coverage=ALWAYS)
    (found,) = ledger(some, date.max)
    assert found.next_due == date.max


def test_the_order_of_rows_does_not_matter() -> None:
    promises = [promise("A", repeat_of="A"), promise("B", made="2024-02-01", repeat_of="A"), promise("D")]
    rows = [met("2024-05-10"), met("2024-03-01"), met("2023-03-01")]
    one, two = book(promises, *rows), book(promises[::-1], *rows[::-1])
    assert ledger(one, date(2025, 1, 1)) == ledger(two, date(2025, 1, 1))
    turn = promise(kind="standing", evidence_rule="rotate=host kind=meeting track=T")
    hosted = [met(f"202{n}-05-01", host_country=host, track="T") for n, host in ((4, "JPN"), (5, "AUS"), (6, "USA"))]
    (forward,), (backward,) = (ledger(book(turn, *rows), date(2027, 1, 1)) for rows in (hosted, hosted[::-1]))
    assert forward == backward
    assert forward.settled_on == date(2026, 5, 1)

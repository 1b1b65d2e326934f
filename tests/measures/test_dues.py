"""Which due dates count: each thing once, those of a rhythm as often as it asks for, and what was not seen apart."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from minilateral.commitments.entries import Round
from minilateral.measures.dues import counted, dues, needed
from promised import entry

MADE = date(2020, 1, 1)


def rounds(*deliveries, missed=None, unseen=None):
    """Rounds of a yearly promise made on 1 January 2020: each runs from the delivery before it."""
    made, since = [], MADE
    for number, day in enumerate(deliveries, 1):
        due = since + timedelta(days=365)
        late = (day - due).days
        made.append(
            Round(
                number=number, since=since, due=due, deadline=due + timedelta(days=91),
                status="kept_late" if late > 91 else "kept", lenient="kept_late" if late > 91 else "kept",
                settled_on=day, days_late=max(0, late), evidence=(f"E{number}",), lenient_evidence=(f"E{number}",),
            )
        )  # fmt: skip
        since = day
    for status, last in (("overdue", missed), ("unclear", unseen)):
        if last:
            due = since + timedelta(days=365)
            made.append(Round(number=len(made) + 1, since=since, due=due, deadline=last, status=status, lenient=status))
    return tuple(made)


def test_a_yearly_promise_kept_four_times_in_a_year_was_due_once_in_it():
    often = rounds(date(2020, 3, 1), date(2020, 6, 1), date(2020, 9, 1), date(2020, 12, 1))
    assert [(one.due, one.settled_on) for one in needed(often)] == [(often[0].due, date(2020, 12, 1))]


def test_what_is_held_once_a_year_counts_every_year():
    yearly = rounds(date(2020, 12, 1), date(2021, 11, 25), date(2022, 11, 20))
    assert [one.number for one in needed(yearly)] == [1, 2, 3]


def test_a_late_delivery_and_a_missed_date_are_never_swallowed():
    found = list(needed(rounds(date(2020, 6, 1), date(2021, 12, 1), missed=date(2023, 3, 1))))
    assert [one.status for one in found] == ["kept", "kept_late", "overdue"]


@given(st.lists(st.integers(1, 900), max_size=12))
def test_counting_by_need_loses_no_late_round_and_adds_none(gaps):
    day, days = MADE, []
    for gap in gaps:
        day += timedelta(days=gap)
        days.append(day)
    every = rounds(*days)
    found = list(needed(every))
    assert [one for one in found if one.status == "kept_late"] == [one for one in every if one.status == "kept_late"]
    assert len(found) <= len(every)
    assert [one.due for one in found] == sorted(one.due for one in found)
    assert {(one.number, one.due) for one in found} <= {(one.number, one.due) for one in every}
    assert bool(found) == bool(every)


def test_repeats_and_what_was_delivered_at_once_are_in_no_share():
    book = [entry("C-1"), entry("C-2", first="C-1"), entry("C-3", "kept", same_day=True)]
    assert [one.commitment.id for one in counted(book)] == ["C-1"]
    due = {"due": date(2021, 1, 1)}
    assert dues([entry("C-1", "kept", first="C-0", **due), entry("C-3", "kept", same_day=True, **due)]) == ()


def test_what_is_open_or_undated_has_no_due_date_yet():
    assert dues([entry("C-1", "open", due=date(2030, 1, 1)), entry("C-2", "kept", row={"kind": "capability"})]) == ()


def test_both_readings_are_told_apart_and_what_was_not_seen_is_not_settled():
    book = [
        entry("C-1", "overdue", "kept_late", due=date(2021, 1, 1), lenient_evidence=("E9",)),
        entry("C-2", "unclear", due=date(2021, 1, 1)),
    ]
    strict, lenient = dues(book), dues(book, "lenient")
    assert [due.status for due in strict] == ["overdue", "unclear"]
    assert [due.status for due in lenient] == ["kept_late", "unclear"]
    assert lenient[0].rows == ("C-1", "E9")
    assert [due.settled for due in strict] == [True, False]


def test_what_is_strictly_open_is_due_by_neither_reading():
    assert dues([entry("C-1", "open", "kept", due=date(2030, 1, 1))], "lenient") == ()


def test_a_date_is_judged_when_it_was_met_or_when_it_had_passed():
    kept = entry("C-1", "kept", due=date(2021, 6, 1), settled_on=date(2021, 5, 1))
    late = entry("C-2", "kept_late", due=date(2021, 6, 1), settled_on=date(2022, 5, 1))
    assert [due.judged for due in dues([kept, late])] == [date(2021, 5, 1), date(2021, 6, 1)]

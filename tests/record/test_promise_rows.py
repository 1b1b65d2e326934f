"""Promises at fault in a casebook: what the checker lists, and that the ledger reads what is left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from making import make

from minilateral.commitments.ledger import ledger
from minilateral.record.casebook import read_casebook
from minilateral.record.check import check


def test_due_before_made_is_a_defect_and_the_row_is_left_out(tmp_path: Path) -> None:
    folder = make(tmp_path, commitments=[{"id": "C", "made_date": "2024-01-01", "due_date": "2023-06-30"}])
    assert [(one.column, one.code) for one in check(folder)] == [("due_date", "end_before_start")]
    assert ledger(read_casebook(folder).book, date(2025, 1, 1)) == ()


def test_a_promise_without_the_day_it_was_made_is_a_defect(tmp_path: Path) -> None:
    folder = make(tmp_path, commitments=[{"id": "C", "made_date": ""}, {"id": "D"}])
    assert [(one.row, one.column, one.code) for one in check(folder)] == [(2, "made_date", "required")]
    assert [one.commitment.id for one in ledger(read_casebook(folder).book, date(2025, 6, 1))] == ["D"]


def test_a_rule_that_does_not_parse_is_a_defect_with_all_it_takes_to_mend_it(tmp_path: Path) -> None:
    rows = [{"id": "C", "evidence_rule": "meeting of foreign ministers"}, {"id": "D", "evidence_rule": "kind=party"}]
    folder = make(tmp_path, commitments=rows)
    prose, word = check(folder)
    assert (prose.file, prose.row, prose.column, prose.code) == ("commitments.csv", 2, "evidence_rule", "bad_rule")
    assert (prose.found, word.found) == ("rule: meeting", "kind: party")
    assert prose.expected.startswith("key=value, such as kind=meeting")
    assert word.expected.startswith("one of meeting, call, statement")
    assert read_casebook(folder).book.commitments == ()


def test_a_rule_that_names_an_unknown_track_or_row_is_listed_and_stays(tmp_path: Path) -> None:
    rule = "kind=meeting track=T-NONE lenient.rows=E-NONE"
    folder = make(tmp_path, commitments=[{"id": "C", "evidence_rule": rule}])
    found = check(folder)
    assert {(one.row, one.column, one.found, one.code) for one in found} == {
        (2, "evidence_rule", "track=T-NONE", "dangling_id"),
        (2, "evidence_rule", "lenient.rows=E-NONE", "dangling_id"),
    }
    assert len(read_casebook(folder).book.commitments) == 1


LOOP = [
    {"id": "A", "made_date": "2024-01-01", "repeat_of": "C"},
    {"id": "B", "made_date": "2024-02-01", "repeat_of": "A"},
    {"id": "C", "made_date": "2024-03-01", "repeat_of": "B"},
]


def test_promises_that_repeat_each_other_in_a_loop_are_listed_and_told_with_the_first_made(tmp_path: Path) -> None:
    found = check(make(tmp_path, commitments=LOOP))
    assert {(one.column, one.code) for one in found} == {("repeat_of", "repeat_loop")}
    assert [one.row for one in found] == [2, 3, 4]
    read = read_casebook(tmp_path / "abc").book
    entries = {one.commitment.id: one for one in ledger(read, date(2025, 1, 1))}
    assert {name: one.first for name, one in entries.items()} == {"A": "", "B": "A", "C": "A"}
    assert entries["A"].repeats == ("B", "C")


def test_a_promise_that_leads_into_a_loop_is_told_with_the_first_of_the_loop(tmp_path: Path) -> None:
    rows = [*LOOP, {"id": "D", "made_date": "2023-01-01", "repeat_of": "C"}]
    assert [one.row for one in check(make(tmp_path, commitments=rows))] == [2, 3, 4]
    entries = {one.commitment.id: one for one in ledger(read_casebook(tmp_path / "abc").book, date(2025, 1, 1))}
    assert entries["D"].first == "A"


def test_a_promise_that_is_the_first_of_its_own_kind_is_no_loop(tmp_path: Path) -> None:
    rows = [{"id": "A", "repeat_of": "A"}, {"id": "B", "repeat_of": "A"}]
    assert check(make(tmp_path, commitments=rows)) == ()

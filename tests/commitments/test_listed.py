"""The promises of a group as a person asks for them in Python: filtered, in frames, as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ical
from minilateral import library
from minilateral.commitments.listed import FIELDS, Promises
from minilateral.commitments.words import STATUSES, in_reading_order, known_status, shown
from minilateral.errors import OutputError, UnknownName
from promised import AS_OF, GROUP, entry

ENTRIES = (
    entry("C-1", "overdue", "kept_late", due=date(2025, 1, 31)),
    entry("C-2", "open", due=date(2026, 1, 31)),
    entry("C-3", "unclear", why="Needs a person: nobody watched."),
    entry("C-4", "unclear", why="Not observable: the record was not watched."),
    entry("C-5", "kept", due=date(2025, 5, 1), next_due=date(2026, 5, 1), first="C-2"),
)
PROMISES = Promises(ENTRIES, GROUP, AS_OF)


def ids(found):
    return [one.commitment.id for one in found]


def test_promises_are_a_sequence():
    assert len(PROMISES) == 5
    assert PROMISES[0] is ENTRIES[0]
    assert PROMISES[1:3] == ENTRIES[1:3]
    assert list(PROMISES) == list(ENTRIES)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("overdue", ["C-1"]),
        ("needs a person", ["C-3"]),
        ("Not_Observable", ["C-4"]),
        ("unclear", ["C-3", "C-4"]),
        ("KEPT", ["C-5"]),
        ("broken", []),
        (None, ["C-1", "C-2", "C-3", "C-4", "C-5"]),
    ],
)
def test_a_status_is_meant_in_any_spelling(status, expected):
    assert ids(PROMISES.where(status=status)) == expected


def test_an_unknown_status_offers_the_nearest():
    with pytest.raises(UnknownName, match="did you mean broken"):
        PROMISES.where(status="brokn")


def test_what_falls_due_by_a_day_leaves_out_what_was_missed():
    assert ids(PROMISES.where(due_before=date(2026, 1, 31))) == ["C-2"]
    assert ids(PROMISES.where(due_before=date(2026, 12, 31))) == ["C-2", "C-5"]


def test_rows_and_frames_have_the_same_columns_even_when_there_is_nothing():
    assert [tuple(row) for row in PROMISES.rows()] == [FIELDS] * 5
    assert tuple(PROMISES.to_arrow().column_names) == FIELDS
    assert tuple(Promises((), GROUP, None).to_arrow().column_names) == FIELDS
    first = PROMISES.rows()[0]
    assert (first["id"], first["status"], first["lenient"], first["falls_due"]) == ("C-1", "overdue", "kept late", None)


def test_the_file_is_written_whole_and_an_error_says_what_to_do(tmp_path: Path):
    out = PROMISES.save_calendar(tmp_path / "due.ics")
    assert len(ical.events(out.read_bytes())) == 1  # C-5 repeats C-2
    with pytest.raises(OutputError) as caught:
        PROMISES.save_calendar(tmp_path / "nowhere" / "due.ics")
    assert "a folder that exists" in caught.value.next_command
    assert [path.name for path in tmp_path.iterdir()] == ["due.ics"]


def test_nothing_on_record_makes_an_empty_calendar(tmp_path: Path):
    out = Promises((), GROUP, None).save_calendar(str(tmp_path / "due.ics"))
    assert ical.events(out.read_bytes()) == []


def test_words_are_read_in_the_order_a_reader_needs():
    assert ids(in_reading_order(ENTRIES)) == ["C-1", "C-2", "C-3", "C-4", "C-5"]
    assert [shown(one.status, one.why) for one in ENTRIES] == [
        "overdue", "open", "needs a person", "not observable", "kept",
    ]  # fmt: skip
    assert [known_status(name.upper()) for name in STATUSES] == list(STATUSES)


def test_an_opened_group_tells_its_promises(built: Path):
    group = library.open("quad", workspace=built)
    found = group.commitments(as_of="2026-05-26")
    assert found.as_of == date(2026, 5, 26)
    assert ids(found)[0] == "C-QUAD-01"
    assert {one.status for one in group.commitments(status="overdue")} == {"overdue"}
    assert all(one.commitment.made_date <= date(2022, 12, 31) for one in group.commitments(as_of="2022"))
    assert len(group.commitments(as_of="1990")) == 0

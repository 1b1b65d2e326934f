"""The ledger from the command line: every format, both readings, the calendar, and what is typed or written wrongly."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from pyarrow import parquet

import ical
from made import write_group
from minilateral.commitments.words import STATUSES
from minilateral.record.workspace import Workspace

HOSTILE = 'Meet\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil, then; "quote" \\n'
FORMULA = '=HYPERLINK("https://evil.example/","click")'


def promise(number: int, **given: str) -> dict[str, str]:
    row = {
        "id": f"C-{number}",
        "made_date": "2025-01-01",
        "text": f"Promise number {number}",
        "kind": "deadline",
        "due_date": "2026-06-30",
        "members": "JPN;KOR;USA",
        "source_url": "https://example.org/a",
        "evidence_rule": "kind=meeting level=leader members=all by=due",
    }
    return row | given


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("promises")
    ws = Workspace(folder)
    write_group(ws, "no-promises")
    write_group(ws, "undated", commitments=[promise(1, kind="standing", due_date="", evidence_rule="needs=person")])
    hostile = [promise(number, text=text) for number, text in enumerate([HOSTILE, FORMULA, "\u202eevil\x1b[31m"])]
    write_group(ws, "hostile", commitments=hostile)
    return folder


@pytest.fixture
def asked(run, workspace: Path):
    return lambda *words: run("commitments", *words, workspace=workspace)


def told(done) -> list[dict]:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_table_tells_each_promise_once_and_what_is_overdue_first(run) -> None:
    done = run("commitments", "japan-korea-us", "--as-of", "2026-08-22")
    assert done.returncode == 0, done.stderr
    head, *lines = done.stdout.splitlines()
    assert head.split() == ["due", "status", "leniently", "promise", "made", "why", "id"]
    rows = told(run("commitments", "japan-korea-us", "--as-of", "2026-08-22", "--format", "json"))
    assert len(lines) == sum(not row["first"] for row in rows) < len(rows)
    assert " overdue " in lines[0]
    assert " kept " in lines[-1]
    assert f"{len(rows)} promises" in done.stderr


def test_every_format_carries_the_same_promises(run, tmp_path: Path) -> None:
    rows = told(run("commitments", "quad", "--format", "json"))
    table = list(csv.DictReader(io.StringIO(run("commitments", "quad", "--format", "csv").stdout)))
    run("commitments", "quad", "--output", tmp_path / "quad.parquet")
    columns = parquet.read_table(tmp_path / "quad.parquet").to_pydict()
    assert [row["id"] for row in table] == [row["id"] for row in rows] == columns["id"]
    assert [row["status"] for row in table] == [row["status"] for row in rows] == columns["status"]
    assert {row["status"] for row in rows} <= set(STATUSES)
    assert all(row["why"] for row in rows)


def test_a_status_narrows_in_any_spelling_and_an_unknown_one_offers_the_nearest(run) -> None:
    late = told(run("commitments", "japan-korea-us", "--status", "Kept_Late", "--format", "json"))
    assert late
    assert {row["status"] for row in late} == {"kept late"}
    done = run("commitments", "quad", "--status", "overdo")
    assert done.returncode == 2
    assert "unknown status 'overdo'; did you mean overdue" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_falls_due_by_a_day_has_not_been_missed(run) -> None:
    words = ("commitments", "japan-korea-us", "--as-of", "2025-10-31")
    rows = told(run(*words, "--due-before", "2026-06", "--format", "json"))
    assert rows
    assert all(row["falls_due"] <= "2026-06-30" and row["status"] != "overdue" for row in rows)
    assert len(rows) < len(told(run(*words, "--due-before", "2027", "--format", "json")))
    assert run(*words, "--due-before", "soon").returncode == 2


def test_the_calendar_is_whole_and_the_same_each_time(run, tmp_path: Path) -> None:
    words = ("commitments", "japan-korea-us", "--as-of", "2025-10-31", "--calendar")
    assert run(*words, tmp_path / "a.ics").returncode == 0
    assert run(*words, tmp_path / "b.ics").returncode == 0
    content = (tmp_path / "a.ics").read_bytes()
    assert content == (tmp_path / "b.ics").read_bytes()
    days = [value for event in ical.events(content) for name, _, value in event["lines"] if name == "DTSTART"]
    assert days
    assert days == sorted(days)
    assert all(day >= "20251031" for day in days)


@pytest.mark.parametrize("where", ["nowhere/due.ics", "."])
def test_a_calendar_that_cannot_be_written_says_what_to_do(run, tmp_path: Path, where: str) -> None:
    done = run("commitments", "quad", "--calendar", tmp_path / where)
    assert done.returncode == 5
    assert "could not write" in done.stderr
    assert "next: the same command with a file in a folder that exists" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_calendar_that_cannot_be_written_leaves_the_older_one(run, read_only_disk: Path) -> None:
    done = run("commitments", "quad", "--calendar", read_only_disk / "due.ics")
    assert done.returncode == 5
    assert "read-only" in done.stderr


def test_a_group_without_promises_says_so_in_every_format(asked, tmp_path: Path) -> None:
    done = asked("no-promises", "--calendar", tmp_path / "none.ics")
    assert done.returncode == 0
    assert done.stdout == ""
    assert "no such promise on record by that day" in done.stderr
    assert ical.events((tmp_path / "none.ics").read_bytes()) == []
    assert told(asked("no-promises", "--format", "json")) == []
    assert asked("no-promises", "--format", "csv").stdout == "due,status,leniently,promise,made,why,id\n"


def test_before_the_first_promise_there_is_none(run) -> None:
    done = run("commitments", "japan-korea-us", "--as-of", "1999")
    assert done.returncode == 0
    assert "as of 1999-12-31" in done.stderr
    assert told(run("commitments", "japan-korea-us", "--as-of", "1999", "--format", "json")) == []


def test_a_promise_without_a_date_is_told_and_never_overdue(asked, tmp_path: Path) -> None:
    [row] = told(asked("undated", "--format", "json"))
    assert (row["due"], row["falls_due"]) == (None, None)
    assert row["status"] in {"open", "needs a person", "not observable"}
    asked("undated", "--calendar", tmp_path / "due.ics")
    assert ical.events((tmp_path / "due.ics").read_bytes()) == []


def test_hostile_words_are_read_and_never_run(asked, tmp_path: Path) -> None:
    done = asked("hostile", "--calendar", tmp_path / "due.ics")
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    events = ical.events((tmp_path / "due.ics").read_bytes())
    assert len(events) == len(told(asked("hostile", "--format", "json"))) == 3
    assert all(ical.value(event, "UID").startswith("hostile-C-") for event in events)
    table = list(csv.DictReader(io.StringIO(asked("hostile", "--format", "csv").stdout)))
    assert next(row for row in table if row["id"] == "C-1")["promise"] == f"'{FORMULA}"

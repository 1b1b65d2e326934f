"""Files as spreadsheets and editors leave them: every fault is named, nothing is changed, nothing is guessed."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest
from desk import engagement, files_of, rows_of, start, workspace_like, write_table

ROWS = [engagement(9000, summary="Minister Müller met the others."), engagement(9100), engagement(9120)]
# How the file is written, what the checker must say, the line it names, and how many of the three rows can be used.
FILES = {
    "utf-16": (lambda text: text.encode("utf-16"), "UTF-16", None, 0),
    "utf-16-without-mark": (lambda text: text.encode("utf-16-le"), "UTF-16", None, 0),
    "cp1252": (lambda text: text.encode("cp1252"), "cp1252 ('ü')", 2, 2),
    "byte-order-mark": (lambda text: codecs.BOM_UTF8 + text.encode(), "byte order mark", None, 3),
    "crlf": (lambda text: text.replace("\n", "\r\n").encode(), "CR LF", None, 3),
    "nul-bytes": (lambda text: text.replace("Müller", "M\0ller").encode(), "NUL byte", 2, 2),
    "nothing-but-nul": (lambda _: b"\0" * 5_000, "", None, 0),
    "a-picture": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "", None, 0),
    "latin-header": (lambda text: text.replace("summary,", "Übersicht,", 1).encode("cp1252"), "cp1252 ('Ü')", 1, 0),
    "no-bytes": (lambda _: b"", "an empty file", None, 0),
}


@pytest.fixture(scope="module")
def workspace(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace_like(built, tmp_path_factory.mktemp("odd") / "workspace")


@pytest.mark.parametrize("name", FILES)
def test_an_odd_file_is_named_left_alone_and_read_as_far_as_it_goes(run, workspace: Path, name: str) -> None:
    write, words, line, usable = FILES[name]
    folder = start(run, workspace, name, ROWS)
    table = folder / "engagements.csv"
    table.write_bytes(write(table.read_text("utf-8")))
    before = files_of(folder)

    checked = run("casebook", "check", folder, "--format", "json")
    assert checked.returncode == 1
    found = [row for row in rows_of_any(checked) if row["file"] == "engagements.csv"]
    assert found
    assert words in found[0]["found"]
    if words:
        assert [row["row"] for row in found] == [line]

    lenient = run("casebook", "check", folder, "--lenient", "--format", "json")
    assert lenient.returncode == (0 if usable else 1)
    assert lenient.stdout == checked.stdout

    listed = run("timeline", name, "--format", "json", workspace=workspace)
    assert len(rows_of(listed)) == usable
    assert f"minilateral casebook check {folder}" in listed.stderr
    assert files_of(folder) == before


@pytest.mark.parametrize("name", ["utf-16", "no-bytes"])
def test_a_table_that_cannot_be_read_is_unknown_and_not_a_year_without_meetings(
    run, built: Path, tmp_path: Path, name: str
) -> None:
    workspace = workspace_like(built, tmp_path / "ws")
    table = start(run, workspace, "unread", ROWS) / "engagements.csv"
    known = rows_of(run("measure", "unread", "consultation", "--format", "json", workspace=workspace))
    assert {row["name"]: row["value"] for row in reversed(known)}["contacts_year"] == 3
    table.write_bytes(FILES[name][0](table.read_text("utf-8")))
    asked = run("measure", "unread", "--as-of", "2025-12-31", "--format", "json", workspace=workspace)
    assert all(row["value"] is None and row["reason"] for row in rows_of(asked))
    done = run("brief", "unread", "--as-of", "2025-12-31", "--out", tmp_path / "out", workspace=workspace)
    assert done.returncode == 0, done.stderr
    assert "observed to" not in done.stdout
    assert f"minilateral casebook check {table.parent}" in done.stderr


def rows_of_any(done) -> list[dict]:
    """The rows of a command that may have ended with 1."""
    done.returncode = 0
    return rows_of(done)


def test_check_lists_every_defect_of_every_table_and_changes_nothing(run, built: Path, tmp_path: Path) -> None:
    workspace = workspace_like(built, tmp_path / "ws")
    bad = [
        engagement(1, date="2001-02-30"),
        engagement(2, participants="JPN;KOR;UAS"),
        engagement(3, kind="brunch", level="minster"),
        engagement(4, id="E-00005"),
        engagement(5),
        engagement(6, source_url="", end_date="2000-01-01"),
        engagement(7, track="T-NONE"),
        engagement(8, id="E-again", date=engagement(4)["date"]),
    ]
    folder = start(run, workspace, "bad", bad)
    attendance = [{"id": "E-99999:JPN", "engagement_id": "E-99999", "member": "JPN"}]
    write_table(folder, "attendance", attendance)
    statements = {
        "id": "S-1",
        "date": "yesterday",
        "date_precision": "day",
        "kind": "joint_statement",
        "title": "A text",
    }
    write_table(folder, "statements", [statements | {"source_url": "mofa.go.jp"}])
    (folder / "notes.csv").write_text("a,b\n", "utf-8")
    Path(os.fsdecode(bytes(folder) + b"/gr\xfc\xdfe.csv")).write_text("a\n", "utf-8")  # named on an older system
    before = files_of(folder)
    done = run("casebook", "check", folder, "--format", "json")
    assert done.returncode == 1
    found = {(row["file"], row["row"], row["column"]) for row in rows_of_any(done)}
    assert found == {
        ("attendance.csv", 2, "engagement_id"),
        ("engagements.csv", 2, "date"),
        ("engagements.csv", 3, "participants"),
        ("engagements.csv", 4, "kind"),
        ("engagements.csv", 4, "level"),
        ("engagements.csv", 6, "id"),
        ("engagements.csv", 7, "end_date"),
        ("engagements.csv", 7, "source_url"),
        ("engagements.csv", 8, "track"),
        ("engagements.csv", 9, "id"),
        ("gr\\xfc\\xdfe.csv", None, ""),
        ("notes.csv", None, ""),
        ("statements.csv", 2, "date"),
        ("statements.csv", 2, "source_url"),
    }
    assert f"{folder}: {len(found)} defects" in done.stderr
    lenient = run("casebook", "check", folder, "--lenient")
    assert lenient.returncode == 0
    assert "bad: " in lenient.stderr
    assert files_of(folder) == before


@pytest.mark.parametrize("text", ['name: "\\uD83C"', 'name: "a\\0b"', "name: [", "members: &a [*a]", "\0", "- JPN"])
def test_a_group_file_that_is_no_text_stops_nothing_else(run, built: Path, tmp_path: Path, text: str) -> None:
    workspace = workspace_like(built, tmp_path / "ws")
    group = start(run, workspace, "odd-group") / "group.yml"
    group.write_text(text, "utf-8")
    checked = run("casebook", "check", group.parent)
    assert checked.returncode == 1
    assert "group.yml" in checked.stdout
    assert run("timeline", "odd-group", workspace=workspace).returncode == 3
    listed = run("groups", "--format", "json", workspace=workspace)
    assert len(rows_of(listed)) == 10
    assert str(group.parent) in listed.stderr

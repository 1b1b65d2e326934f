"""Casebooks that say next to nothing: every command works, and none makes a number or a trend of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk import COVERAGE, calm, engagement, files_of, rows_of, start, workspace_like

MONTHLY = [engagement(30 * n) for n in range(40)]  # 2001 to 2004
FIRST_AND_LAST = [
    engagement(1, date="0001-01-01"),
    engagement(2, date="9999-12-31", end_date="9999-12-31"),
    engagement(3, date="9999-12-30"),
]
BOOKS = {
    "empty": ([], []),
    "one-row": ([engagement(1)], [COVERAGE]),
    "unwatched": (MONTHLY, []),
    "elsewhere": (MONTHLY, [COVERAGE | {"from_date": "2010-01-01"}]),
    "all-years": (FIRST_AND_LAST, [COVERAGE | {"from_date": "0001-01-01", "to_date": "9999-12-31"}]),
}
# What is asked of each: the day that is asked for, and words of the brief's last line on the record.
DAYS = {"elsewhere": ("--as-of", "2004-03-31")}


@pytest.fixture(scope="module")
def workspace(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace_like(built, tmp_path_factory.mktemp("thin") / "workspace")


@pytest.fixture
def folder(request, run, workspace: Path) -> Path:
    """The casebook of that name, started when it is first asked for."""
    slug = request.param
    made = workspace / "casebooks" / slug
    return made if made.exists() else start(run, workspace, slug, *BOOKS[slug])


every_book = pytest.mark.parametrize("folder", BOOKS, indirect=True)


@every_book
def test_it_has_no_defect_and_its_rows_are_listed_and_found(run, workspace: Path, folder: Path) -> None:
    checked = run("casebook", "check", folder)
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stdout
    listed = rows_of(run("timeline", folder.name, "--format", "json", workspace=workspace))
    assert [row["id"] for row in listed] == [
        row["id"] for row in sorted(BOOKS[folder.name][0], key=lambda r: r["date"])
    ]
    found = rows_of(run("search", "ministers", "--group", folder.name, "--format", "json", workspace=workspace))
    assert {row["id"] for row in found} == {row["id"] for row in listed}


@every_book
def test_nothing_unwatched_is_counted_and_what_is_unknown_says_why(run, workspace: Path, folder: Path) -> None:
    asked = run("measure", folder.name, *DAYS.get(folder.name, ()), "--format", "json", workspace=workspace)
    estimates = rows_of(asked)
    assert all(row["reason"] for row in estimates if row["value"] is None)
    known = {row["measure"] for row in estimates if row["value"] is not None}
    if folder.name in {"empty", "unwatched", "elsewhere"}:
        assert known <= {"consistency"}, [row for row in estimates if row["value"] is not None]
    responses = [row for row in estimates if row["measure"] == "response"]
    assert all(row["value"] is None for row in responses)


@every_book
def test_its_brief_sees_no_direction_and_every_number_has_evidence(
    run, workspace: Path, folder: Path, tmp_path: Path
) -> None:
    days = DAYS.get(folder.name, ())
    done = run("brief", folder.name, *days, "--out", tmp_path / "out", workspace=workspace)
    assert done.returncode == 0, done.stderr
    made = json.loads((tmp_path / "out" / "brief.json").read_text("utf-8"))
    assert {finding["arrow"] for finding in made["findings"]} == {"not known"}
    assert (tmp_path / "out" / "brief.pdf").read_bytes().startswith(b"%PDF")


@every_book
def test_it_is_exported_whole(run, workspace: Path, folder: Path, tmp_path: Path) -> None:
    done = run("export", folder.name, *DAYS.get(folder.name, ()), "--out", tmp_path / "out", workspace=workspace)
    assert done.returncode == 0, done.stderr
    table = (tmp_path / "out" / "data" / "engagements.csv").read_text("utf-8")
    assert len(table.splitlines()) == 1 + len(BOOKS[folder.name][0])


def test_one_member_is_no_group_and_every_command_says_so(run, built: Path, tmp_path: Path) -> None:
    workspace = workspace_like(built, tmp_path / "ws")
    refused = run("new", "alone", "--members", "JPN", workspace=workspace)
    assert refused.returncode == 2
    assert "nobody to meet" in refused.stderr
    folder = start(run, workspace, "alone", [engagement(1)])
    group = folder / "group.yml"
    group.write_text(group.read_text("utf-8").replace("- KOR\n- USA\n", ""), "utf-8")
    before = files_of(folder)
    for options in ((), ("--lenient",)):
        checked = run("casebook", "check", folder, *options)
        assert checked.returncode == 1, options
        assert "at least two states" in checked.stdout
    for command in (["timeline", "alone"], ["measure", "alone"], ["brief", "alone", "--out", tmp_path / "out"]):
        done = run(*command, workspace=workspace)
        assert done.returncode == 3, command
        assert calm(done)
        assert f"next: minilateral casebook check {folder}" in done.stderr
    listed = run("groups", "--format", "json", workspace=workspace)
    assert "alone" not in {row["slug"] for row in rows_of(listed)}
    assert str(folder) in listed.stderr
    assert not (tmp_path / "out").exists()
    assert files_of(folder) == before


def test_a_brief_as_of_a_day_before_the_first_row_knows_nothing(run, tmp_path: Path) -> None:
    done = run("brief", "japan-korea-us", "--as-of", "1990-01-01", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    made = json.loads((tmp_path / "brief.json").read_text("utf-8"))
    assert (made["as_of"], {finding["arrow"] for finding in made["findings"]}) == ("1990-01-01", {"not known"})
    assert all(estimate["value"] is None and estimate["reason"] for estimate in made["estimates"])
    dated = [row for row in made["rows"] if row["date"] and row["table"] in {"engagements", "responses"}]
    assert not dated

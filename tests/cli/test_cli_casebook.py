"""Starting and checking a casebook."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from minilateral.record.casebook import shipped_casebooks


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of a shipped casebook, to be spoilt."""
    return Path(shutil.copytree(shipped_casebooks() / "squad", tmp_path / "squad"))


def test_every_shipped_casebook_is_clean(run) -> None:
    done = run("casebook", "check", shipped_casebooks())
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
    assert "no defects" in done.stderr


def test_a_defect_is_listed_and_ends_with_1(run, copy: Path) -> None:
    table = copy / "engagements.csv"
    before = table.read_text("utf-8").replace("2023-06-03,", "2023-06-33,", 1)
    table.write_text(before, "utf-8")
    done = run("casebook", "check", copy, "--format", "json")
    assert done.returncode == 1
    defects = [row for row in json.loads(done.stdout) if row["column"] == "date"]
    assert [(Path(row["file"]).name, row["row"], row["found"]) for row in defects] == [
        ("engagements.csv", 2, "2023-06-33")
    ]
    assert table.read_text("utf-8") == before


def test_lenient_reads_the_rest(run, copy: Path) -> None:
    table = copy / "engagements.csv"
    table.write_text(table.read_text("utf-8").replace("2023-06-03,", "2023-06-33,", 1), "utf-8")
    done = run("casebook", "check", copy, "--lenient")
    assert done.returncode == 0
    assert "2023-06-33" in done.stdout
    assert "rows can be used" in done.stderr


def test_a_new_casebook_is_clean_and_listed(run, tmp_path: Path) -> None:
    made = run("new", "nordic-three", "--members", "swe, nor;dnk", "--name", "Nordic Three", workspace=tmp_path)
    assert made.returncode == 0, made.stderr
    folder = Path(made.stdout.strip())
    assert folder == tmp_path / "casebooks" / "nordic-three"
    assert f"minilateral casebook check {folder}" in made.stderr
    assert run("casebook", "check", folder).returncode == 0
    listed = json.loads(run("groups", "--format", "json", workspace=tmp_path).stdout)
    found = {row["slug"]: row for row in listed}["nordic-three"]
    assert (found["name"], found["members"], found["engagements"]) == ("Nordic Three", ["DNK", "NOR", "SWE"], 0)
    assert (found["observed_to"], found["origin"]) == (None, "workspace")


def test_a_casebook_is_never_started_over_another(run, tmp_path: Path) -> None:
    words = ("new", "nordic", "--members", "SWE,NOR")
    assert run(*words, workspace=tmp_path).returncode == 0
    again = run(*words, workspace=tmp_path)
    assert again.returncode == 2
    assert "there already" in again.stderr


def test_a_read_only_workspace_cannot_start_one(run, tmp_path: Path) -> None:
    (tmp_path / "casebooks").write_text("in the way", "utf-8")
    assert run("new", "nordic", "--members", "SWE,NOR", workspace=tmp_path).returncode == 5

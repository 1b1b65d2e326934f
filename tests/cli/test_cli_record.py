"""Rebuilding the record and looking after it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

import minilateral


def test_rebuild_says_what_changed_and_what_did_not(run, tmp_path: Path) -> None:
    first = run("rebuild", workspace=tmp_path)
    assert first.returncode == 0, first.stderr
    assert "japan-korea-us" in first.stdout
    assert "nothing changed" in run("rebuild", workspace=tmp_path).stdout
    assert "japan-korea-us" in run("rebuild", "--force", workspace=tmp_path).stdout


def test_a_deleted_record_comes_back_whole(run, tmp_path: Path) -> None:
    before = run("timeline", "quad", "--format", "csv", workspace=tmp_path).stdout
    (tmp_path / "record.sqlite").unlink()
    assert run("timeline", "quad", "--format", "csv", workspace=tmp_path).stdout == before


def test_doctor_finds_this_installation_in_order(run) -> None:
    done = run("doctor", "--format", "json")
    assert done.returncode == 0, done.stdout
    found = {row["part"]: row for row in json.loads(done.stdout)}
    assert found["minilateral"]["found"] == minilateral.__version__
    assert {"Python", "typer", "scipy", "workspace", "record", "chromium"} <= set(found)
    assert found["casebook japan-korea-us"]["state"] == "ok"


def test_doctor_looks_at_the_casebooks_of_the_user_as_well(run, tmp_path: Path) -> None:
    assert run("new", "my-group", "--members", "AUS,JPN,USA", workspace=tmp_path).returncode == 0
    mine = tmp_path / "casebooks" / "my-group" / "engagements.csv"
    with mine.open("a", encoding="utf-8") as file:
        file.write("A1,2025-13-01\n")
    done = run("doctor", "--format", "json", workspace=tmp_path)
    assert done.returncode == 1
    found = {row["part"]: row for row in json.loads(done.stdout)}
    assert found["own casebook my-group"]["found"] == "0 rows, 1 defect"
    assert found["own casebook my-group"]["help"].startswith("minilateral casebook check")


def test_doctor_tells_a_missing_from_a_current_record(run, tmp_path: Path) -> None:
    def record() -> str:
        rows = json.loads(run("doctor", "--format", "json", workspace=tmp_path).stdout)
        return next(row["found"] for row in rows if row["part"] == "record")

    assert "none yet" in record()
    run("rebuild", workspace=tmp_path)
    assert "up to date" in record()


def test_version(run) -> None:
    assert run("--version").stdout == f"minilateral {minilateral.__version__}\n"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ti", "timeline"),
        ("timeline japan-k", "japan-korea-us"),
        ("timeline quad --level vice", "vice_minister"),
        ("timeline quad --kind call", "call"),
        ("measure quad bre", "breadth"),
    ],
)
def test_the_shell_completes_names(run, typed: str, offered: str) -> None:
    words = f"minilateral {typed}"
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    assert run(_MINILATERAL_COMPLETE="complete_bash", **asked).stdout.split() == [offered]


def test_long_work_shows_a_sign_of_life_on_a_terminal_only(built: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "minilateral", "--workspace", str(built), "rebuild", "--force"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=True, text=True)
    os.close(theirs)
    assert b"rebuilding the record" in os.read(ours, 65536)
    os.close(ours)
    assert "rebuilding" not in done.stdout

"""Rebuilding the record and looking after it."""

from __future__ import annotations

import json
from pathlib import Path

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


def test_doctor_tells_a_missing_from_a_current_record(run, tmp_path: Path) -> None:
    def record() -> str:
        rows = json.loads(run("doctor", "--format", "json", workspace=tmp_path).stdout)
        return next(row["found"] for row in rows if row["part"] == "record")

    assert "none yet" in record()
    run("rebuild", workspace=tmp_path)
    assert "up to date" in record()


def test_version(run) -> None:
    assert run("--version").stdout == f"minilateral {minilateral.__version__}\n"


def test_completion_is_offered_for_shells(run) -> None:
    done = run(
        _MINILATERAL_COMPLETE="complete_bash", _TYPER_COMPLETE_ARGS="minilateral timeline japan-", COMP_CWORD="2"
    )
    assert "command not found" not in done.stderr

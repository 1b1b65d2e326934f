"""Wrong usage and failures: what was found, what was expected, the next command, and the exit code."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["timeline", "japan-korea"], "japan-korea-us"),
        (["timeline", "japan-korea-us", "--level", "ministr"], "minister"),
        (["timeline", "japan-korea-us", "--track", "foreign minister"], "Foreign ministers"),
        (["timeline", "japan-korea-us", "--kind", "meetings"], "meeting"),
        (["timeline", "japan-korea-us", "--since", "31.10.2025"], "2025-10-31"),
        (["measure", "japan-korea-us", "consultations"], "consultation"),
        (["measure", "japan-korea-us", "--as-of", "yesterday"], "2025-10-31"),
        (["brief", "japan-korea"], "japan-korea-us"),
        (["search", "call", "--group", "quod"], "quad"),
        (["export", "quod", "--out", "x"], "quad"),
        (["casebook", "check", "no/such/folder"], "no/such/folder"),
        (["new", "Not A Slug", "--members", "AUS,JPN"], "slug"),
        (["new", "one", "--members", "AUS"], "at least 2"),
        (["new", "odd", "--members", "AUS,JPM"], "JPN"),
        (["new", "quad", "--members", "AUS,JPN"], "shipped"),
    ],
)
def test_wrong_usage_names_what_is_near_and_ends_with_2(run, arguments: list[str], expected: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2, done.stderr
    assert expected in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [["timeline"], ["timeline", "quad", "--bogus"], ["nosuch"], ["groups", "-f", "xml"]]
)
def test_usage_of_the_words_themselves_ends_with_2_and_names_help(run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "help" in done.stderr


def test_unknown_group_says_what_to_type_next(run) -> None:
    assert "next: minilateral groups" in run("timeline", "nato").stderr


@pytest.mark.parametrize("year", ["0001-01-01", "9999-12-31"])
def test_the_first_and_last_year_are_dates(run, year: str) -> None:
    assert run("timeline", "quad", "--since", year).returncode == 0


def test_a_workspace_that_is_a_file_ends_with_4(run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    done = run("rebuild", workspace=tmp_path / "file")
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_pipe_is_quiet(built: Path) -> None:
    command = f"{sys.executable} -m minilateral --workspace {built} timeline japan-korea-us --format json | head -c 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout == "["
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


def test_ctrl_c_ends_with_130_and_no_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "minilateral", "--workspace", str(tmp_path), "rebuild", "--force"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 10
        while not (tmp_path / "writer.lock").exists() and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode in {130, 0}  # 0: it had finished
    assert "Traceback" not in said


def test_two_rebuilds_at_once_both_end_well(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "minilateral", "--workspace", str(tmp_path), "groups", "--format", "json"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert said[0][0] == said[1][0]

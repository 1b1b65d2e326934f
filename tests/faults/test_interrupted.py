"""Killed, interrupted, out of space, not allowed to write, in a crowd: what is there is whole, what is said is true."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from desk import calm, engagement, files_of, rows_of, start, workspace_like, write_table

from disks import make_read_only
from minilateral.record.atomic import intact

SLUG = "squad"
DAYS = {"2023-12-31", "2024-12-31"}  # two briefs that differ: what is found must be one of them, whole
FILES = {
    "index.html", "brief.pdf", "brief.json", "estimates.csv", "feed.atom", "citation.bib", "citation.json", "share.png",
}  # fmt: skip


def begin(workspace: Path, *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "minilateral", "--workspace", str(workspace), *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def litter(folder: Path) -> list[str]:
    """Hidden folders of ours that nobody needs any more."""
    return [path.name for path in folder.rglob(".minilateral-*") if path.is_dir()]


def whole(out: Path) -> str:
    """The day of the one brief that stands here, all of it; fails on anything else."""
    assert {path.name for path in out.iterdir() if not path.name.startswith(".")} == FILES
    assert intact(out, name="brief")
    day = json.loads((out / "brief.json").read_text("utf-8"))["as_of"]
    assert day in DAYS
    return day


@pytest.fixture
def workspace(built: Path, tmp_path: Path) -> Path:
    return workspace_like(built, tmp_path / "ws")


def wait_for_staging(folder: Path, process: subprocess.Popen[str]) -> None:
    """Until the process has begun to write its files, which it does in a hidden folder first."""
    while process.poll() is None and not litter(folder):
        time.sleep(0.0005)


@pytest.mark.slow
def test_killed_while_a_brief_is_written_the_folder_holds_one_whole_brief(run, workspace: Path) -> None:
    out = workspace / "briefs" / SLUG
    first, second = sorted(DAYS)
    assert run("brief", SLUG, "--as-of", first, workspace=workspace).returncode == 0
    for turn in range(6):
        process = begin(workspace, "brief", SLUG, "--as-of", second if turn % 2 else first)
        wait_for_staging(workspace, process)
        time.sleep(turn * 0.001)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        whole(out)
    assert run("brief", SLUG, "--as-of", second, workspace=workspace).returncode == 0
    assert whole(out) == second
    assert not litter(workspace)


@pytest.mark.slow
def test_killed_during_the_first_brief_the_next_one_is_made_all_the_same(run, tmp_path: Path) -> None:
    for turn in range(5):
        process = begin(tmp_path, "brief", SLUG)
        time.sleep(0.2 + turn * 0.2)  # in the rebuild of the record, or behind it
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert not (tmp_path / "briefs" / SLUG).exists()
    before = files_of(tmp_path)
    listed = rows_of(run("groups", "--format", "json", workspace=tmp_path))
    assert len(listed) == 10, sorted(before)
    assert run("brief", SLUG, workspace=tmp_path).returncode == 0
    assert not litter(tmp_path)


def test_ctrl_c_in_the_middle_of_a_brief_ends_with_130_and_nothing_half(built: Path, tmp_path: Path) -> None:
    for moment in (0.6, 1.0, None):
        process = begin(built, "brief", SLUG, "--out", tmp_path / "out")
        if moment is None:
            wait_for_staging(tmp_path, process)
        else:
            time.sleep(moment)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        # A shell calls both of them 130: an exit by that number, and the end by the signal itself.
        stopped = process.returncode in {130, -signal.SIGINT}
        assert stopped or (tmp_path / "out" / "index.html").exists(), said
        assert "Traceback" not in said
        assert not litter(tmp_path)
        if not (tmp_path / "out").exists():
            assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_brief_that_stood_there(run, small_disk: Path) -> None:
    out = small_disk / "out"
    assert run("brief", SLUG, "--as-of", "2023-12-31", "--out", out).returncode == 0
    before = files_of(small_disk)
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize - 100_000))
    done = run("brief", SLUG, "--as-of", "2024-12-31", "--out", out)
    assert done.returncode == 5
    assert calm(done)
    assert "no space left on device; what stood there before is unchanged" in done.stderr
    exported = run("export", "japan-korea-us", "--out", small_disk / "package")
    assert (exported.returncode, calm(exported)) == (5, True), exported.stderr
    filler.unlink()
    assert files_of(small_disk) == before
    assert not litter(small_disk)


def test_a_disk_too_full_for_the_record_is_said_to_be_so_and_the_old_record_stands(
    run, built: Path, disk: Path
) -> None:
    workspace = workspace_like(built, disk / "ws")
    folder = start(run, workspace, "big", [engagement(1)])
    assert len(rows_of(run("timeline", "big", "--format", "json", workspace=workspace))) == 1
    write_table(folder, "engagements", [engagement(n, summary=os.urandom(3000).hex()) for n in range(1, 1000)])
    filler = disk / "filler"
    filler.write_bytes(b"x" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - 3_000_000))
    for words in (["rebuild"], ["timeline", "big"], ["brief", "big"]):
        done = run(*words, workspace=workspace)
        assert done.returncode == 4, words
        assert calm(done)
        assert "no space left on device; the record is as it was before" in done.stderr
    filler.unlink()
    assert len(rows_of(run("timeline", "big", "--format", "json", workspace=workspace))) == 999


@pytest.mark.parametrize("with_record", [True, False])
def test_a_workspace_that_cannot_be_written_is_read(run, built: Path, disk: Path, tmp_path: Path, with_record) -> None:
    workspace = workspace_like(built, disk / "ws")
    if not with_record:
        (workspace / "record.sqlite").unlink()
    make_read_only(disk)
    listed = run("timeline", SLUG, "--format", "csv", workspace=workspace)
    assert listed.stdout == run("timeline", SLUG, "--format", "csv").stdout
    assert ("built in memory" in listed.stderr) is not with_record
    done = run("brief", SLUG, "--out", tmp_path / "out", workspace=workspace)
    assert done.returncode == 0, done.stderr
    refused = {
        4: run("rebuild", workspace=workspace),
        5: run("brief", SLUG, workspace=workspace),
    }
    for code, answer in refused.items():
        assert answer.returncode == code, answer.stderr
        assert calm(answer)
        assert re.search(r"cannot be written to|read-only file system", answer.stderr)
    new = run("new", "nordic", "--members", "SWE,NOR", workspace=workspace)
    assert (new.returncode, calm(new)) == (5, True)


def test_ten_readers_during_rebuilds_all_get_the_same_rows(run, workspace: Path) -> None:
    expected = run("timeline", SLUG, "--format", "csv", workspace=workspace).stdout
    crowd = [begin(workspace, "rebuild", "--force")]
    crowd += [begin(workspace, "timeline", SLUG, "--format", "csv") for _ in range(10)]
    crowd += [begin(workspace, "rebuild", "--force")]
    answers = [process.communicate(timeout=120) for process in crowd]
    assert [process.returncode for process in crowd] == [0] * 12, answers
    assert {said for said, _ in answers[1:11]} == {expected}


@pytest.mark.slow
def test_two_briefs_at_once_from_nothing_give_what_one_gives(run, tmp_path: Path) -> None:
    slugs = ("squad", "aukus")
    both = [begin(tmp_path / "ws", "brief", slug) for slug in slugs]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    for slug in slugs:
        assert run("brief", slug, "--out", tmp_path / slug).returncode == 0
        assert files_of(tmp_path / slug) == files_of(tmp_path / "ws" / "briefs" / slug)

"""A folder written by `write_files` holds one whole set: old or new, whoever writes and whatever kills it."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from minilateral.errors import OutputError
from minilateral.record import folders
from minilateral.record.atomic import intact, write_files

OLD = {"brief.html": b"old", "data/rows.csv": b"old", "data/only-old.csv": b"old"}
NEW = {"brief.html": b"new", "data/rows.csv": b"new", "only-new/x.csv": b"new"}

WRITER = """
import sys
from pathlib import Path
from minilateral.record.atomic import write_files
out, tags, rounds = Path(sys.argv[1]), sys.argv[2].split(","), int(sys.argv[3])
for turn in range(rounds):
    tag = tags[turn % len(tags)]
    write_files(out, {f"part{i}/f.txt": f"{tag} {i}".encode() * 500 for i in range(8)} | {f"{tag}.txt": tag.encode()})
print("done")
"""


def held(out: Path) -> dict[str, bytes]:
    """Every file of the folder but this program's own list."""
    found = folders.files_in(out)
    return {name: (out / name).read_bytes() for name in found if not name.startswith(folders.OURS)}


def litter(parent: Path) -> list[str]:
    return [str(p) for p in parent.rglob(f"{folders.STAGE}*")] + [str(p) for p in parent.rglob(f"{folders.COMMIT}*")]


def one_set(out: Path, tags: set[str]) -> bool:
    """Whether all parts of the folder come from one and the same run."""
    seen = {(out / f"part{i}" / "f.txt").read_bytes().split()[0].decode() for i in range(8)}
    extra = {tag for tag in tags if (out / f"{tag}.txt").exists()}
    return len(seen) == 1 and seen == extra


def test_a_set_replaces_the_older_one_whole(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    write_files(out, OLD)
    assert held(out) == OLD
    write_files(out, NEW)
    assert held(out) == NEW
    assert intact(out)
    assert not litter(tmp_path)


def test_the_list_can_be_checked_with_sha256sum(tmp_path: Path) -> None:
    write_files(tmp_path / "out", NEW)
    subprocess.run(["sha256sum", "-c", "--quiet", ".minilateral-output"], cwd=tmp_path / "out", check=True)


def test_a_changed_or_missing_file_is_noticed(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert not intact(out)
    write_files(out, NEW)
    (out / "brief.html").write_bytes(b"other")
    assert not intact(out)
    (out / "brief.html").unlink()
    assert not intact(out)


@pytest.mark.parametrize("where", ["beside", "within"])
def test_what_the_user_keeps_there_stays(tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    write_files(out, OLD)
    (out / "notes.txt").write_text("mine")
    if where == "within":  # the folder above may not be written: the new set is staged inside
        monkeypatch.setattr("minilateral.record.atomic._home", lambda target: target)
    write_files(out, NEW)
    assert held(out) == NEW | {"notes.txt": b"mine"}
    assert not litter(tmp_path)


def test_the_folder_a_shell_stands_in_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    write_files(out, OLD)
    monkeypatch.chdir(out)
    before = out.stat().st_ino
    write_files(Path(), NEW)
    assert out.stat().st_ino == before
    assert held(Path()) == NEW


def test_a_file_of_the_user_is_never_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "brief.html").write_text("mine")
    with pytest.raises(OutputError, match=r"brief\.html stands there"):
        write_files(out, NEW)
    assert held(out) == {"brief.html": b"mine"}
    assert not litter(tmp_path)


def test_two_sets_of_different_names_share_a_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_files(out, {"a.txt": b"1", "old.txt": b"1"}, name="brief")
    write_files(out, {"b.txt": b"1"}, name="export")
    write_files(out, {"a.txt": b"2"}, name="brief")
    assert held(out) == {"a.txt": b"2", "b.txt": b"1"}
    assert intact(out, name="brief")
    assert intact(out, name="export")


def test_a_link_to_a_folder_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write_files(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert held(tmp_path / "real") == NEW


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="in the way"):
        write_files(tmp_path / "out", NEW)
    with pytest.raises(OutputError, match=r"could not write .*: (not a directory|file exists)"):
        write_files(tmp_path / "out" / "below", NEW)


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", ".minilateral-x", "a//b", "./a"])
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="plain relative"):
        write_files(tmp_path / "out", {name: b""})


@pytest.mark.parametrize("killed_after", range(6))
def test_a_run_killed_between_two_renames_is_noticed_and_finished(
    tmp_path: Path, killed_after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_files(out, OLD)
    (out / "notes.txt").write_text("mine")
    rename, calls = Path.replace, []

    def dies(self: Path, target: Path) -> Path:
        if len(calls) == killed_after:
            raise KeyboardInterrupt
        calls.append(target)
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", dies)
        try:
            write_files(out, NEW)
        except KeyboardInterrupt:
            assert not intact(out)
        else:
            assert killed_after >= len(NEW) + 1
    write_files(out, {"other.txt": b""}, name="another")  # any later run finishes it first
    assert held(out) == NEW | {"notes.txt": b"mine", "other.txt": b""}
    assert intact(out)
    assert not litter(tmp_path)


@pytest.mark.slow
def test_killed_at_any_moment_the_folder_holds_one_whole_set(tmp_path: Path) -> None:
    out, seed = tmp_path / "out", random.Random(7)  # noqa: S311 - only spreads the moments
    subprocess.run([sys.executable, "-c", WRITER, str(out), "old", "1"], check=True)
    for _ in range(25):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(out), "new,old", "100000"])
        time.sleep(0.15 + seed.random() * 0.25)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert one_set(out, {"new", "old"})
        assert intact(out)
    write_files(out, {"last.txt": b""})
    assert held(out) == {"last.txt": b""}
    assert not litter(tmp_path)


@pytest.mark.parametrize("shared_with_user", [False, True])
def test_runs_at_once_leave_one_whole_set(tmp_path: Path, *, shared_with_user: bool) -> None:
    out = tmp_path / "out"
    if shared_with_user:
        out.mkdir()
        (out / "notes.txt").write_text("mine")
    runs = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(out), tag, "40"], stdout=subprocess.PIPE)
        for tag in ("one", "two", "three")
    ]
    assert [run.communicate()[0].strip() for run in runs] == [b"done"] * 3
    assert one_set(out, {"one", "two", "three"})
    assert intact(out)
    assert (out / "notes.txt").exists() is shared_with_user
    assert not litter(tmp_path)


def test_a_full_disk_leaves_the_old_set(small_disk: Path) -> None:
    out = small_disk / "out"
    write_files(out, OLD)
    with pytest.raises(OutputError, match="no space left on device"):
        write_files(out, {"big.bin": os.urandom(4_000_000), "brief.html": b"new"})
    assert held(out) == OLD
    assert not litter(small_disk)


def test_a_read_only_folder_is_said_to_be_so(read_only_disk: Path) -> None:
    with pytest.raises(OutputError, match="read-only file system"):
        write_files(read_only_disk / "out", NEW)

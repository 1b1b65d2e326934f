"""One listing in every format: safe, complete, and the same rows each time."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pyarrow import parquet

from minilateral.cli.show import Format, Listing, show
from minilateral.errors import OutputError

ROWS = (
    {"id": "a", "on": date(2025, 1, 2), "n": 3, "who": ("JPN", "USA"), "words": "=HYPERLINK(1)"},
    {"id": "b", "on": None, "n": None, "who": (), "words": "\u202eright to left\x1b[31m"},
)
LISTING = Listing(rows=ROWS, columns=("id", "on", "words"))


def written(tmp_path: Path, name: str, listing: Listing = LISTING) -> bytes:
    show(listing, None, tmp_path / name)
    return (tmp_path / name).read_bytes()


def test_csv_carries_every_field_and_disarms_formulas(tmp_path: Path) -> None:
    found = list(csv.DictReader(io.StringIO(written(tmp_path, "x.csv").decode())))
    assert found[0] == {"id": "a", "on": "2025-01-02", "n": "3", "who": "JPN;USA", "words": "'=HYPERLINK(1)"}
    assert found[1]["n"] == ""


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_begins_like_a_formula(tmp_path: Path, text: str) -> None:
    content = written(tmp_path, "x.csv", Listing(rows=({"x": text},), columns=("x",)))
    cell = next(csv.DictReader(io.StringIO(content.decode(), newline="")))["x"]
    assert cell == f"'{text}".replace("\r", "\n")


def test_a_negative_number_stays_a_number(tmp_path: Path) -> None:
    assert written(tmp_path, "x.csv", Listing(rows=({"x": -1.5},), columns=("x",))) == b"x\n-1.5\n"


def test_json_keeps_types(tmp_path: Path) -> None:
    first, second = json.loads(written(tmp_path, "x.json"))
    assert first == {"id": "a", "on": "2025-01-02", "n": 3, "who": ["JPN", "USA"], "words": "=HYPERLINK(1)"}
    assert second["on"] is None
    assert second["who"] == []


def test_parquet_is_typed_and_the_same_each_time(tmp_path: Path) -> None:
    once = written(tmp_path, "x.parquet")
    assert once == written(tmp_path, "y.parquet")
    table = parquet.read_table(tmp_path / "x.parquet")
    assert table.to_pylist()[0] == {**ROWS[0], "who": ["JPN", "USA"]}
    assert str(table.schema.field("on").type) == "date32[day]"


def test_parquet_of_nothing_has_its_columns(tmp_path: Path) -> None:
    show(Listing(rows=(), columns=("a", "b")), None, tmp_path / "x.parquet")
    assert parquet.read_table(tmp_path / "x.parquet").column_names == ["a", "b"]


def test_a_table_shows_what_would_be_unseen(tmp_path: Path) -> None:
    text = written(tmp_path, "x.txt").decode()
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert "⟨U+202E⟩right to left" in text


def test_the_format_asked_for_wins_over_the_ending(tmp_path: Path) -> None:
    show(LISTING, Format.json, tmp_path / "x.csv")
    assert json.loads((tmp_path / "x.csv").read_text("utf-8"))


def test_a_file_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="unchanged"):
        show(LISTING, Format.csv, tmp_path / "no" / "such" / "x.csv")
    assert list(tmp_path.iterdir()) == []


def test_all_formats_hold_the_same_rows(run, tmp_path: Path) -> None:
    for ending in ("csv", "json", "parquet"):
        assert run("timeline", "quad", "--output", tmp_path / f"x.{ending}").returncode == 0
    as_csv = [row["id"] for row in csv.DictReader((tmp_path / "x.csv").read_text("utf-8").splitlines())]
    as_json = [row["id"] for row in json.loads((tmp_path / "x.json").read_text("utf-8"))]
    assert as_csv == as_json == parquet.read_table(tmp_path / "x.parquet").column("id").to_pylist()


def on_terminal(built: Path, *arguments: str, **env: str) -> tuple[int, bytes]:
    """Run with standard output on a pseudo-terminal; exit code and what was shown there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "minilateral", "--workspace", str(built), *arguments]
    settings = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **env}
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=settings) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    return process.returncode, shown


def test_a_terminal_gets_a_set_table(built: Path) -> None:
    code, shown = on_terminal(built, "groups")
    assert code == 0
    assert b"\x1b[" in shown
    assert b"japan-korea-us" in shown


def test_no_color_is_plain(built: Path) -> None:
    code, shown = on_terminal(built, "groups", NO_COLOR="1")
    assert code == 0
    assert b"\x1b[" not in shown
    assert b"japan-korea-us" in shown


def test_parquet_on_a_terminal_is_refused(built: Path) -> None:
    code, shown = on_terminal(built, "groups", "--format", "parquet")
    assert code == 2
    assert b"PAR1" not in shown


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_standard_output_is_an_output_error() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "minilateral", "groups"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 5
    assert "could not write standard output" in done.stderr
    assert "Traceback" not in done.stderr

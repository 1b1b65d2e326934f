"""Groups side by side from the command line: rows, files, one day for all, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from pyarrow import parquet

from made import write_group
from minilateral import library
from minilateral.record.casebook import shipped_casebooks, slugs
from minilateral.record.workspace import workspace

SLUGS = set(slugs(shipped_casebooks()))


def test_rows_of_every_group_with_the_ids_behind_each_number(run) -> None:
    done = run("groups", "--compare", "--format", "json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert {row["group"] for row in rows} == SLUGS
    assert all(row["reason"] for row in rows if row["value"] is None)
    now = next(row for row in rows if row["name"] == "contacts_year" and row["group"] == "japan-korea-us")
    known = {row["id"] for row in json.loads(run("timeline", "japan-korea-us", "--format", "json").stdout)}
    assert len(now["evidence"]) == now["value"]
    assert set(now["evidence"]) <= known


def test_the_table_is_read_by_people_and_says_why_nobody_is_ranked(run) -> None:
    done = run("groups", "--compare", "--as-of", "2024-06")
    assert done.returncode == 0, done.stderr
    assert "Japan–Korea–US" in done.stdout
    assert "no provocations are recorded" in done.stdout
    assert "All numbers stand on 30 June 2024." in done.stderr
    assert "not ranked" in done.stderr


def test_csv_and_parquet_carry_the_same_rows(run, tmp_path: Path) -> None:
    assert run("groups", "--compare", "--output", tmp_path / "x.parquet").returncode == 0
    table = parquet.read_table(tmp_path / "x.parquet")
    rows = list(csv.DictReader(io.StringIO(run("groups", "--compare", "--format", "csv").stdout)))
    assert table.num_rows == len(rows)
    assert table.column_names == list(rows[0])


def test_a_folder_gets_page_and_data_and_standard_output_their_paths(run, tmp_path: Path) -> None:
    once, again = tmp_path / "once", tmp_path / "again"
    done = run("groups", "--compare", "--out", once)
    assert done.returncode == 0, done.stderr
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert [path.name for path in paths] == ["compare.html", "compare.json", "compare.csv"]
    other = run(
        "groups", "--compare", "--out", again, "--format", "csv", TZ="Pacific/Auckland", LC_ALL="C", COLUMNS="40"
    )
    assert str(again / "compare.html") in other.stderr
    assert all(path.read_bytes() == (again / path.name).read_bytes() for path in paths)
    assert other.stdout == (again / "compare.csv").read_text("utf-8")
    made = json.loads((once / "compare.json").read_text("utf-8"))
    ids = {row["id"] for row in made["rows"]}
    cited = {id_ for row in made["numbers"] if row["value"] is not None for id_ in row["evidence"]}
    assert cited <= ids


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--compare", "--format", "xml"), 2, "xml"),
        (("--as-of", "2024"), 2, "--compare"),
        (("--out", "x"), 2, "--compare"),
        (("--compare", "--as-of", "soon"), 2, "2025-10-31"),
    ],
)
def test_what_cannot_be_is_refused(run, words: tuple[str, ...], code: int, told: str) -> None:
    done = run("groups", *words)
    assert done.returncode == code
    assert told in done.stderr
    assert done.stdout == ""


def test_a_folder_that_cannot_be_written_ends_with_5(run, read_only_disk: Path, tmp_path: Path) -> None:
    assert run("groups", "--compare", "--out", read_only_disk / "out").returncode == 5
    (tmp_path / "compare.html").write_text("mine", "utf-8")
    assert run("groups", "--compare", "--out", tmp_path).returncode == 5
    assert (tmp_path / "compare.html").read_text("utf-8") == "mine"


def test_a_casebook_of_the_users_own_stands_beside_ours(run, tmp_path: Path) -> None:
    write_group(workspace(tmp_path), "nordic-three")
    assert run("new", "nordic-two", "--members", "NOR,SWE", workspace=tmp_path).returncode == 0
    done = run("groups", "--compare", "--format", "json", "--out", tmp_path / "out", workspace=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert {row["group"] for row in rows} == SLUGS | {"nordic-three", "nordic-two"}
    empty = [row for row in rows if row["group"] == "nordic-two"]
    assert all(row["value"] is None and row["reason"] == "nothing is on record yet" for row in empty)
    assert "nordic-three" in (tmp_path / "out" / "compare.html").read_text("utf-8")


def test_the_same_from_python(built: Path, tmp_path: Path) -> None:
    made = library.compare_groups(tmp_path / "out", as_of="2024", workspace=built)
    assert (tmp_path / "out" / "compare.html").is_file()
    assert {row["as_of"].isoformat() for row in made.rows()} == {"2024-12-31"}
    table = made.to_arrow()
    assert table.num_rows == len(made.rows())
    assert str(table.schema.field("as_of").type) == "date32[day]"
    assert str(table.schema.field("value").type) == "double"

"""An export is a Data Package that others can check, cite, and open in a spreadsheet without harm."""

import csv
import io
import json
import math
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from disks import make_read_only
from made import engagement, write_group, write_table
from minilateral import library
from minilateral.errors import OutputError, UnknownName
from minilateral.model import Casebook, Engagement, Estimate, Group
from minilateral.record.casebook import shipped_casebooks, slugs
from minilateral.record.export import estimate_ids, package_files, safe, write_package
from minilateral.record.read import Record
from minilateral.record.store import open_record
from minilateral.record.workspace import workspace

HARMFUL = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "＝1", "''-x"]  # noqa: RUF001


def estimates(book: Casebook) -> list[Estimate]:
    """Made up, but in every form an estimate takes."""
    some = tuple(row.id for row in book.engagements[:3])
    plain = {"group": book.group.slug, "measure": "consultation", "from_date": None, "to_date": date(2025, 10, 31)}
    return [
        Estimate(name="rate", label="=cmd()", value=-0.25, low=-1.0, high=1e-9, interval=0.8, evidence=some, **plain),
        Estimate(name="rate", label="again", value=3, n=3, key=(("level", "minister"),), evidence=some[:1], **plain),
        Estimate(name="rate", label="same key", value=4, key=(("level", "minister"),), **plain),
        Estimate(name="none", label="unknown", value=None, reason="not observed", warnings=("a", "b"), **plain),
        Estimate(name="endless", label="endless", value=math.inf, evidence=("not-a-row",), **plain),
    ]


def export_group(record: Record, slug: str, estimates: list[Estimate], out: Path) -> Path:
    """The path of the descriptor that was written."""
    return write_package(record.casebook(slug), estimates, out, casebook_hash=record.hash(slug))[0]


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def validate(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


@pytest.mark.parametrize("slug", slugs(shipped_casebooks()))
def test_frictionless_accepts_every_group_with_its_estimates(built: Path, tmp_path: Path, slug: str) -> None:
    paths = library.open(slug, workspace=built).export(tmp_path / "out")
    assert paths[0] == tmp_path / "out" / "datapackage.json"
    done = validate(tmp_path / "out")
    assert done.returncode == 0, done.stdout
    assert len(table(tmp_path / "out", "estimates")) > 20
    if slug == "japan-korea-us":
        assert {row["table"] for row in table(tmp_path / "out", "evidence")} >= {"engagements", "provocations"}


def test_frictionless_accepts_estimates_of_every_form(built: Path, tmp_path: Path) -> None:
    with open_record(workspace(built)) as record:
        export_group(record, "quad", estimates(record.casebook("quad")), tmp_path)
    done = validate(tmp_path)
    assert done.returncode == 0, done.stdout


def test_frictionless_follows_the_references(built: Path, tmp_path: Path) -> None:
    with open_record(workspace(built)) as record:
        export_group(record, "quad", [], tmp_path / "out")
    file = tmp_path / "out" / "data" / "attendance.csv"
    content = file.read_bytes().replace(b":AUS,quad-20070501-1,AUS", b":AUS,nowhere,AUS")
    assert content != file.read_bytes()
    file.write_bytes(content)
    done = validate(file.parents[1])
    assert done.returncode == 1
    assert "foreign" in done.stdout.lower()


def test_the_same_input_gives_the_same_bytes(built: Path) -> None:
    with open_record(workspace(built)) as record:
        book = record.casebook("quad")
    assert package_files(book, estimates(book), "a" * 64) == package_files(book, estimates(book), "a" * 64)


def test_every_row_and_cell_is_there(built: Path, tmp_path: Path) -> None:
    with open_record(workspace(built)) as record:
        book = record.casebook("japan-korea-us")
        export_group(record, "japan-korea-us", [], tmp_path)
    with (shipped_casebooks() / "japan-korea-us" / "engagements.csv").open(encoding="utf-8", newline="") as stream:
        shipped = {row["id"]: row for row in csv.DictReader(stream)}
    found = table(tmp_path, "engagements")
    assert [row["id"] for row in found] == [row.id for row in book.engagements]
    for row in found:
        assert row.pop("origin") == "shipped"
        as_given = {name: "" if text == "unknown" and name in {"standalone", "joint_statement"} else text
                    for name, text in shipped[row["id"]].items()}  # fmt: skip
        assert {name: text.removeprefix("'") for name, text in row.items()} == as_given


def test_estimates_lead_to_their_rows(built: Path, tmp_path: Path) -> None:
    with open_record(workspace(built)) as record:
        book = record.casebook("quad")
        export_group(record, "quad", estimates(book), tmp_path)
    found = {row["id"]: row for row in table(tmp_path, "estimates")}
    assert list(found) == [
        "consultation.rate",
        "consultation.rate[level=minister]",
        "consultation.rate[level=minister]~2",
        "consultation.none",
        "consultation.endless",
    ]
    assert found["consultation.rate"]["value"] == "-0.25"  # a number is left alone
    assert found["consultation.rate"]["label"] == "'=cmd()"
    assert found["consultation.none"]["value"] == ""
    assert found["consultation.none"]["warnings"] == "a;b"
    assert found["consultation.endless"]["value"] == "INF"
    evidence = table(tmp_path, "evidence")
    assert [row["row"] for row in evidence if row["estimate"] == "consultation.rate"] == [
        row.id for row in book.engagements[:3]
    ]
    assert {(row["row"], row["table"]) for row in evidence} >= {("not-a-row", "")}


def test_ids_are_unique_whatever_the_keys() -> None:
    same = [Estimate(group="x", measure="m", name="n", label="", from_date=None, to_date=None, value=1)] * 3
    assert len(set(estimate_ids(same))) == 3


@pytest.mark.parametrize("text", HARMFUL)
def test_no_cell_is_run_as_a_formula_and_the_text_can_be_had_back(tmp_path: Path, text: str) -> None:
    row = Engagement(id="E", date=date(2024, 1, 1), kind="meeting", level="minister", occasion_id="O", summary=text)
    group = Group(slug="x", name=text, members=("JPN", "USA"), purposes=text)
    files = package_files(Casebook(group=group, engagements=(row,)), [], "0" * 64)
    (found,) = csv.DictReader(io.StringIO(files["data/engagements.csv"].decode(), newline=""))
    assert found["summary"] == f"'{text}"
    assert safe(text)[1:] == text
    package = json.loads(files["datapackage.json"])
    assert "'" in package["description"]
    assert "formula" in files["README.md"].decode()


def test_harmless_cells_are_left_alone() -> None:
    for text in ("", "Camp David", "a=b", "3-4", "'tis", "“=”"):
        assert safe(text) == text


def test_the_citation_can_be_read_and_names_the_version(built: Path, tmp_path: Path) -> None:
    with open_record(workspace(built)) as record:
        export_group(record, "visegrad", [], tmp_path)
        found = yaml.safe_load((tmp_path / "CITATION.cff").read_text("utf-8"))
        assert record.hash("visegrad")[:12] in found["version"]
    assert {"cff-version", "message", "title", "authors", "version", "license"} <= set(found)
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["sources"]
    assert "contributors" not in package


def test_what_was_watched_is_exported_even_where_it_is_nothing(tmp_path: Path) -> None:
    ws = workspace(tmp_path / "ws")
    write_group(ws, "new-group", engagements=[], coverage=[])
    with open_record(ws) as record:
        export_group(record, "new-group", [], tmp_path / "out")
    assert table(tmp_path / "out", "engagements") == table(tmp_path / "out", "coverage") == []


def test_rows_of_a_workspace_say_so(tmp_path: Path) -> None:
    ws = workspace(tmp_path / "ws")
    write_table(ws.casebooks / "quad", "engagements", [engagement(1, participants="AUS;IND;JPN;USA")])
    with open_record(ws) as record:
        export_group(record, "quad", [], tmp_path / "out")
    assert {row["origin"] for row in table(tmp_path / "out", "engagements")} == {"shipped", "workspace"}


def test_an_export_of_another_group_takes_the_place_of_the_first_whole(built: Path, tmp_path: Path) -> None:
    with open_record(workspace(built)) as record:
        export_group(record, "japan-korea-us", [], tmp_path / "out")
        (tmp_path / "out" / "my notes.txt").write_text("mine")
        export_group(record, "squad", [], tmp_path / "out")
    assert not (tmp_path / "out" / "data" / "provocations.csv").exists()
    assert (tmp_path / "out" / "my notes.txt").exists()


def test_what_cannot_be_done_is_said(built: Path, disk: Path) -> None:
    make_read_only(disk)
    with open_record(workspace(built)) as record:
        with pytest.raises(OutputError, match="read-only file system"):
            export_group(record, "quad", [], disk / "out")
        with pytest.raises(UnknownName, match="quad"):
            export_group(record, "quadd", [], disk / "out")

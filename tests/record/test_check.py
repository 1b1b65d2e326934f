"""The checker lists every defect, with file, row, column, found and expected, and changes nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from making import DEFAULTS, csv_text, files_of, make

from minilateral.codebook.tables import table_names
from minilateral.errors import CasebookError
from minilateral.model import Defect
from minilateral.record.casebook import read_casebook, shipped_casebooks
from minilateral.record.check import check

GOLDEN = Path(__file__).parents[1] / "golden" / "bad_casebooks.yml"
CASES = yaml.safe_load(GOLDEN.read_text("utf-8"))["cases"]


def _raw_text(name: str, text: str) -> str:
    """The text with `{header}` and `{good:ID}` filled in."""
    table = name.removesuffix(".csv")

    def line(row_id: str) -> str:
        return csv_text(table, [{"id": row_id}]).splitlines()[1]

    if "{header}" in text:
        text = text.replace("{header}", csv_text(table, []).strip())
    return re.sub(r"\{good:(\w+)\}", lambda match: line(match[1]), text)


def _build(case: dict[str, Any], folder: Path) -> Path:
    rows = {name: case[name] for name in DEFAULTS if name in case}
    book = make(folder, group=case.get("group"), **rows)
    if "encode" in case or "line_ends" in case:
        text = csv_text("engagements", case["engagements"], case.get("line_ends", "\n"))
        (book / "engagements.csv").write_bytes(text.encode(case.get("encode", "utf-8")))
    for name, text in case.get("raw", {}).items():
        if text is None:
            (book / name).unlink()
        else:
            (book / name).write_text(_raw_text(name, text), "utf-8", newline="")
    return book


def _agrees(defect: Defect, wanted: dict[str, Any]) -> bool:
    exact = all(getattr(defect, key) == wanted[key] for key in ("file", "row", "column", "code"))
    return exact and all(getattr(defect, key).startswith(wanted.get(key, "")) for key in ("found", "expected"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_defect_of_a_bad_casebook_is_listed(case: dict[str, Any], tmp_path: Path) -> None:
    book = _build(case, tmp_path)
    found, wanted = check(book), case["defects"]
    assert len(found) == len(wanted), found
    for defect, want in zip(found, wanted, strict=True):
        assert _agrees(defect, want), (defect, want)
        assert defect.found
        assert defect.expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_good_rows_of_a_bad_casebook_can_be_used(case: dict[str, Any], tmp_path: Path) -> None:
    book = read_casebook(_build(case, tmp_path), origin="workspace").book
    for table, count in case.get("loads", {}).items():
        rows = getattr(book, table)
        assert len(rows) == count, table
        assert {row.origin for row in rows} <= {"workspace"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_checking_changes_nothing(case: dict[str, Any], tmp_path: Path) -> None:
    book = _build(case, tmp_path)
    before = files_of(tmp_path)
    check(book)
    assert files_of(tmp_path) == before


def test_the_message_of_a_wrong_encoding_names_the_byte(tmp_path: Path) -> None:
    book = make(tmp_path, engagements=[{"id": "E1"}])
    text = csv_text("engagements", [{"id": "E1", "summary": "The ministers’ lunch"}])
    data = text.encode("cp1252")
    (book / "engagements.csv").write_bytes(data)
    (defect,) = check(book)
    offset = data.index(b"\x92")
    assert defect.found == f"byte 0x92 at offset {offset}, looks like cp1252 ('’')"


def test_defects_come_in_order_of_file_and_line(tmp_path: Path) -> None:
    bad = [{"id": f"X{number}", "date": "never"} for number in range(12)]
    found = check(make(tmp_path, strains=bad, engagements=bad, provocations=bad))
    places = [(defect.file, defect.row) for defect in found]
    assert places == sorted(places)
    assert len(places) == 36


def test_a_folder_of_casebooks_is_checked_whole(tmp_path: Path) -> None:
    make(tmp_path, engagements=[{"id": "E1", "date": "never"}])
    (tmp_path / "shocks.csv").write_text("id\n", "utf-8")
    (tmp_path / "notes").mkdir()
    found = check(tmp_path)
    assert [d for d in found if d.file == "abc/engagements.csv" and d.code == "bad_date"]
    assert [d for d in found if d.file == "shocks.csv" and d.code == "missing_column"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match="no such folder"):
        check(tmp_path / "nowhere")


def test_an_empty_folder_lacks_its_group(tmp_path: Path) -> None:
    (defect,) = check(tmp_path)
    assert defect.code == "no_group_file"


def test_an_extension_of_a_shipped_casebook_may_point_to_its_rows(tmp_path: Path) -> None:
    book = tmp_path / "quad"
    book.mkdir()
    good = {"id": "my-1", "engagement_id": "quad-20190926-1", "issuing_members": "AUS;IND;JPN;USA"}
    (book / "statements.csv").write_text(csv_text("statements", [good, {"id": "my-2", "engagement_id": "no"}]), "utf-8")
    (defect,) = check(book)
    assert (defect.row, defect.found, defect.code) == (3, "no", "dangling_id")


def test_an_event_of_the_shipped_casebook_is_not_entered_again(tmp_path: Path) -> None:
    book = tmp_path / "squad"
    book.mkdir()
    shipped = read_casebook(shipped_casebooks() / "squad").book.engagements[0]
    again = {
        name: getattr(shipped, name)
        for name in ("date", "kind", "level", "portfolio", "track", "summary", "source_url")
    } | {"id": "mine", "participants": ";".join(shipped.participants)}
    (book / "engagements.csv").write_text(csv_text("engagements", [again]), "utf-8")
    (defect,) = check(book)
    assert (defect.found, defect.code) == ("mine", "same_event")
    (book / "engagements.csv").write_text(csv_text("engagements", [again | {"id": shipped.id}]), "utf-8")
    assert check(book) == ()


def test_a_file_that_cannot_be_read_is_a_defect(tmp_path: Path) -> None:
    book = make(tmp_path)
    (book / "engagements.csv").symlink_to("/proc/self/mem")
    (book / "group.yml").unlink()
    (book / "group.yml").mkdir()
    assert [(defect.file, defect.code) for defect in check(book)] == [
        ("engagements.csv", "unreadable"),
        ("group.yml", "unreadable"),
    ]


def test_nesting_without_end_is_a_defect(tmp_path: Path) -> None:
    book = make(tmp_path)
    (book / "group.yml").write_text("a: " + "[" * 100_000, "utf-8")
    assert [defect.code for defect in check(book)] == ["bad_yaml"]


def test_every_table_can_be_made_by_these_tests() -> None:
    assert set(DEFAULTS) == set(table_names()) - {"shocks", "offices"}

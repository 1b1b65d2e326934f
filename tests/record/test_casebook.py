"""Reading a casebook: cells to values and back, order, extension, size."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import DEFAULTS, csv_text, make

from minilateral import model
from minilateral.codebook import actors, levels
from minilateral.codebook.tables import Column, table, table_names
from minilateral.errors import CasebookError
from minilateral.record.casebook import (
    merge,
    read_casebook,
    read_shared,
    shipped_casebooks,
    slugs,
    with_shared,
)
from minilateral.record.cells import Fault, parse, render

CODES = st.sampled_from([actor.iso3 for actor in actors.all_actors()])
WORDS = st.text(st.characters(codec="utf-8", exclude_characters=";\0"), min_size=1).map(str.strip).filter(bool)
IDS = st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C"), exclude_characters=";,\"'"), min_size=1)
VALUES = {
    "text": WORDS,
    "id": IDS,
    "date": st.dates(date.min, date.max),
    "integer": st.integers(-(10**17), 10**17),
    "boolean": st.booleans(),
    "country": CODES,
    "country_list": st.lists(CODES, min_size=1, unique=True).map(tuple),
    "text_list": st.lists(WORDS, min_size=1).map(tuple),
    "level": st.sampled_from(levels.words()),
}


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_a_value_written_to_a_cell_is_read_back(kind: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    assert parse(render(value), Column(name="x", type=kind)) == value


@given(rows=st.lists(st.lists(st.text(), min_size=3, max_size=3), min_size=1))
def test_any_text_survives_a_file(rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    clean = [[cell.replace("\0", "").replace("\r", "") for cell in row] for row in rows]
    usable = [row for row in clean if all(cell.strip() for cell in row)]
    summaries = [{"id": f"E{n}", "date": f"{2000 + n}-01-01", "summary": " ".join(row)} for n, row in enumerate(usable)]
    book = make(tmp_path_factory.mktemp("any"), engagements=summaries)
    read = read_casebook(book)
    assert not read.defects
    assert [row.summary for row in read.book.engagements] == [row["summary"] for row in summaries]


@given(text=st.text())
def test_no_text_breaks_a_parser(text: str) -> None:
    for kind in VALUES:
        value = parse(text, Column(name="x", type=kind))
        assert isinstance(value, Fault) or render(value) is not None


@pytest.mark.parametrize("name", table_names())
def test_a_table_and_its_record_have_the_same_fields(name: str) -> None:
    described = table(name)
    record = getattr(model, described.record)
    assert {field.name for field in fields(record)} == {*described.header, "origin"}


def test_order_of_rows_and_files_does_not_matter(tmp_path: Path) -> None:
    source, target = shipped_casebooks() / "japan-korea-us", tmp_path / "japan-korea-us"
    target.mkdir()
    shuffle = random.Random(7).shuffle  # noqa: S311 - the same disorder every time
    for path in sorted(source.iterdir(), reverse=True):
        if path.suffix != ".csv":
            (target / path.name).write_bytes(path.read_bytes())
            continue
        header, *rows = csv.reader(path.read_text("utf-8").splitlines(keepends=True))
        shuffle(rows)
        columns = list(range(len(header)))
        shuffle(columns)
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([[row[i] for i in columns] for row in (header, *rows)])
        (target / path.name).write_text(out.getvalue(), "utf-8")
    assert read_casebook(target).book == read_casebook(source).book


def test_rows_come_in_event_time_order() -> None:
    book = read_casebook(shipped_casebooks() / "quad").book
    days = [row.date for row in book.engagements]
    assert days == sorted(days)
    ranks = [levels.rank(track.level) for track in book.tracks]
    assert ranks == sorted(ranks, reverse=True)


def test_every_row_of_a_sound_file_is_read() -> None:
    for slug in slugs(shipped_casebooks()):
        folder = shipped_casebooks() / slug
        book = read_casebook(folder).book
        for path in folder.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                assert len(getattr(book, path.stem)) == sum(1 for _ in csv.DictReader(file)), path


def test_a_users_rows_add_and_override_and_say_so(tmp_path: Path) -> None:
    ours = read_casebook(shipped_casebooks() / "squad").book
    changed = "squad-20230603-1"
    folder = tmp_path / "squad"
    folder.mkdir()
    rows = [
        {"id": changed, "summary": "Corrected by hand.", "participants": "AUS;JPN;PHL;USA", "date": "2023-06-04"},
        {"id": "mine-1", "participants": "AUS;JPN;PHL;USA", "track": "squad-T-DM"},
    ]
    (folder / "engagements.csv").write_text(csv_text("engagements", rows), "utf-8")
    theirs = read_casebook(folder, origin="workspace", base=ours)
    assert not theirs.defects
    both = merge(ours, theirs.book)
    origins = {row.id: row.origin for row in both.engagements}
    assert {row_id for row_id, origin in origins.items() if origin == "workspace"} == {changed, "mine-1"}
    assert len(both.engagements) == len(ours.engagements) + 1
    assert next(row for row in both.engagements if row.id == changed).summary == "Corrected by hand."
    assert both.group == ours.group
    assert [row.date for row in both.engagements] == sorted(row.date for row in both.engagements)


def test_merging_with_nothing_changes_nothing() -> None:
    ours = read_casebook(shipped_casebooks() / "e3").book
    assert merge(ours, model.Casebook(group=ours.group)) == ours
    assert merge(ours, ours) == ours


def test_a_users_group_file_replaces_ours(tmp_path: Path) -> None:
    ours = read_casebook(shipped_casebooks() / "squad").book
    theirs = replace(ours.group, name="The Squad", origin="workspace")
    assert merge(ours, model.Casebook(group=theirs)).group.name == "The Squad"


def test_an_unknown_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match="no such folder"):
        read_casebook(tmp_path / "nobody")
    assert slugs(tmp_path / "nobody") == ()


def test_shared_tables_go_to_the_groups_they_concern() -> None:
    shared = read_shared(shipped_casebooks())
    assert not shared.defects
    book = with_shared(read_casebook(shipped_casebooks() / "weimar").book, shared)
    assert {office.country for office in book.offices} == {"DEU", "FRA", "POL"}
    assert {code for shock in book.shocks for code in shock.actor} == {"POL"}
    assert read_shared(Path("/nowhere")) == type(shared)()


def test_a_vacancy_has_no_person() -> None:
    offices = read_shared(shipped_casebooks()).offices
    vacant = [office for office in offices if not office.person]
    assert vacant
    assert all("vacant" in office.note for office in vacant)


@pytest.mark.parametrize("column", ["summary", "caution", "place"])
def test_a_cell_of_a_megabyte_is_read(column: str, tmp_path: Path) -> None:
    long = "They met. " * 110_000
    read = read_casebook(make(tmp_path, engagements=[{"id": "E1", column: long.strip()}]))
    assert not read.defects
    assert len(getattr(read.book.engagements[0], column)) > 1_000_000


def test_a_bad_cell_of_a_megabyte_is_shown_short(tmp_path: Path) -> None:
    read = read_casebook(make(tmp_path, engagements=[{"id": "E1", "date": "x" * 1_000_000}]))
    (defect,) = read.defects
    assert len(defect.found) < 120
    assert "1,000,000 characters" in defect.found


def test_reading_leaves_the_size_limit_of_csv_as_it_was(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    read_casebook(make(tmp_path, engagements=[{"id": "E1"}]))
    assert csv.field_size_limit() == before


@pytest.mark.slow
def test_a_file_of_fifty_megabytes_is_read(tmp_path: Path) -> None:
    book = make(tmp_path, engagements=[])
    row = csv_text("engagements", [{"id": "E-0", "date": "2025-01-01", "summary": "They met. " * 40}]).splitlines()[1]
    count = 50_000_000 // len(row) + 1
    with (book / "engagements.csv").open("a", encoding="utf-8") as file:
        for number in range(count):
            day = date.fromordinal(date(1900, 1, 1).toordinal() + number).isoformat()
            file.write(row.replace("E-0", f"E-{number}").replace("2025-01-01", day) + "\n")
    assert (book / "engagements.csv").stat().st_size > 50_000_000
    read = read_casebook(book)
    assert not read.defects
    assert len(read.book.engagements) == count


def test_members_of_a_day_follow_those_who_left() -> None:
    group = read_casebook(shipped_casebooks() / "visegrad").book.group
    assert group.members_on(date(1992, 12, 31)) == ("CSK", "HUN", "POL")
    assert group.members_on(date(1993, 1, 1)) == ("CZE", "HUN", "POL", "SVK")


def test_optional_columns_may_be_left_empty_in_every_table(tmp_path: Path) -> None:
    bare = {name: [{"id": f"{name}-1"}] for name in DEFAULTS if name not in ("attendance", "recall")}
    book = read_casebook(make(tmp_path, **bare))
    assert not book.defects
    for name in bare:
        (row,) = getattr(book.book, name)
        for column in table(name).columns:
            value = getattr(row, column.name)
            assert value != 0 or value is False, (name, column.name)

import dataclasses
import time
from datetime import date
from pathlib import Path

import pytest

from minilateral import model
from minilateral.codebook.tables import table, table_names
from minilateral.model import Attendance, Casebook, Engagement, Group
from minilateral.record import evidence
from minilateral.record.describe import DETAILED, head, sentence_column
from minilateral.record.store import open_record
from minilateral.record.workspace import workspace

GROUP = Group(slug="x", name="X", members=("JPN", "KOR", "USA"))


@pytest.fixture(scope="module")
def book(built: Path) -> Casebook:
    with open_record(workspace(built)) as record:
        return record.casebook("japan-korea-us")


def engagement(**given: object) -> Engagement:
    row = {"id": "E", "date": date(2024, 2, 1), "kind": "meeting", "level": "minister", "occasion_id": "O"}
    return Engagement(**row | {"summary": "S.", "participants": GROUP.members} | given)  # type: ignore[arg-type]


def fact(book: Casebook, row_id: str) -> evidence.Fact:
    (found,) = evidence.of(book, (row_id,))
    return found


def details(row: Engagement, *seats: Attendance) -> dict[str, str]:
    return dict(fact(Casebook(group=GROUP, engagements=(row,), attendance=seats), row.id).details)


def test_a_deputy_in_the_chair_is_visible(book: Casebook) -> None:
    july = fact(book, "JKU-20250711-01")
    assert (july.date_text, july.head) == ("11 July 2025", "Foreign ministers · meeting · Kuala Lumpur")
    assert dict(july.details)["at another level than the row"] == "South Korea: vice minister (Park Yoon-joo)"
    june = fact(book, "JKU-20120602-01")
    assert dict(june.details)["at another level than the row"] == "Japan: vice minister"
    assert "United States: minister (Leon Panetta)" in dict(june.details)["present"]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"date_precision": "month"}, "February 2024"),
        ({"date_precision": "year"}, "2024"),
        ({"date": date(2024, 4, 17)}, "17 April 2024"),
        ({"end_date": date(2024, 2, 1)}, "1 February 2024"),
        ({"end_date": date(2024, 2, 3)}, "1–3 February 2024"),
        ({"end_date": date(2024, 3, 1)}, "1 February 2024 to 1 March 2024"),
        ({"date": date(1, 1, 1)}, "1 January 1"),
        ({"date": date(9999, 12, 31)}, "31 December 9999"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(given: dict[str, object], text: str) -> None:
    row = engagement(**given)
    assert fact(Casebook(group=GROUP, engagements=(row,)), "E").date_text == text


def test_what_is_weak_about_a_row_comes_first() -> None:
    weak = engagement(status="superseded", superseded_by="F", reason="twice", caution="one source", origin="workspace")
    found = details(weak)
    assert list(found)[:5] == ["caution", "status", "replaced by", "reason", "origin"]
    assert found["status"].startswith("superseded")
    assert "workspace" in found["origin"]


def test_who_was_missing_is_said_and_what_is_not_known_too() -> None:
    seats = (
        Attendance(id="E:JPN", engagement_id="E", member="JPN", level="minister"),
        Attendance(id="E:USA", engagement_id="E", member="USA"),
    )
    found = details(engagement(participants=("JPN", "USA")), *seats)
    assert found["not present"] == "South Korea"
    assert found["present"] == "Japan: minister; United States: level not known"
    assert "at another level than the row" not in found


def test_only_presence_known_gives_names_of_states() -> None:
    seat = Attendance(id="E:JPN", engagement_id="E", member="JPN")
    assert details(engagement(), seat)["present"] == "Japan, South Korea, United States"


def test_terms_of_general_knowledge_are_marked(book: Casebook) -> None:
    office = next(row for row in book.offices if row.basis == "general_knowledge")
    assert dict(fact(book, office.id).details)["basis"] == "general knowledge, not checked against a source"


def test_rows_come_in_date_order_each_once_and_unknown_ids_are_passed_over(book: Casebook) -> None:
    asked = ["T-FM", "JKU-20250711-01", "JKU-20120602-01", "JKU-20250711-01", "nothing"]
    assert [one.id for one in evidence.of(book, asked)] == ["JKU-20120602-01", "JKU-20250711-01", "T-FM"]


def test_every_row_of_every_group_can_be_told(built: Path) -> None:
    with open_record(workspace(built)) as record:
        for group in record.groups():
            book = record.casebook(group.slug)
            rows = [row for name in table_names() for row in getattr(book, name)]
            told = evidence.of(book, [row.id for row in rows])
            assert len(told) == len({row.id for row in rows})
            assert all(fact.head and "_" not in fact.head for fact in told)
            assert all(value for fact in told for _, value in fact.details)


@pytest.mark.parametrize("name", table_names())
def test_every_column_is_told_somewhere(name: str) -> None:
    elsewhere = {
        *("id", "date", "date_precision", "made_date", "from_date", "from_precision", "to_date", "to_precision"),
        *("end_date", "end_precision", "source_url", "source_url_2", "confidence", "status", "superseded_by"),
        *("changed_by", "changed_on", "reason", "caution", "occasion_id", "participants", "standalone", "occasion"),
        *("ordinal", "ordinal_series", "ordinal_basis"),
    }
    columns = set(table(name).header)
    record = getattr(model, table(name).record)
    names = [field.name for field in dataclasses.fields(record)]
    blank = {column: () if isinstance(_filled(column), tuple) else "" for column in names}
    tracks = {"T": "Track"}
    plain = head(name, record(**blank), tracks)
    in_head = {column for column in columns if head(name, record(**blank | {column: _filled(column)}), tracks) != plain}
    told = elsewhere | in_head | {*DETAILED[name], sentence_column(name)}
    assert columns <= told


def _filled(column: str) -> object:
    return {"actor": ("JPN",), "initiator": ("JPN",), "participants": ("JPN",), "track": "T"}.get(column, "JPN")


def test_time_grows_no_faster_than_rows() -> None:
    def seconds(count: int) -> float:
        rows = tuple(engagement(id=f"E{n}") for n in range(count))
        book = Casebook(group=GROUP, engagements=rows)
        ids = [row.id for row in rows]
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            assert len(evidence.of(book, ids)) == count
            best = min(best, time.process_time() - start)
        return best

    assert seconds(8000) < 30 * seconds(1000)  # linear is 8; quadratic would be 64

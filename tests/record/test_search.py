from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from made import engagement, write_group
from minilateral.errors import UnknownName
from minilateral.record.read import Record
from minilateral.record.search import CLOSE, OPEN, plain, search
from minilateral.record.store import open_record
from minilateral.record.workspace import workspace


@pytest.fixture(scope="module")
def record(built: Path) -> Iterator[Record]:
    with open_record(workspace(built)) as opened:
        yield opened


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Record]:
    ws = workspace(tmp_path)
    rows = [
        engagement(1, summary="Alpha bravo charlie", persons="Kim Sung-han"),
        engagement(2, summary="Bravo far away from the other word, which comes much later than that: alpha"),
        engagement(3, summary="Zulus <b>flew</b>", place="Visegrád", caution="only one source"),
        engagement(4, summary="Zulu", status="superseded", superseded_by="E-00003"),
    ]
    write_group(ws, "new-group", engagements=rows)
    with open_record(ws) as opened:
        yield opened


def ids(record: Record, text: str, **filters: object) -> set[str]:
    return {hit.id for hit in search(record, text, group="new-group", **filters)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bravo alpha", {"E-00001", "E-00002"}),
        ('"alpha bravo"', {"E-00001"}),
        ("alpha NEAR bravo", set()),  # as in SQLite, NEAR without brackets is a word
        ("NEAR(alpha bravo, 3)", {"E-00001"}),
        ("alpha NOT charlie", {"E-00002"}),
        ("charlie OR zulus", {"E-00001", "E-00003"}),
        ("zul*", {"E-00003", "E-00004"}),
        ("zul", set()),
        ("VISEGRAD", {"E-00003"}),
        ("place : visegrad", {"E-00003"}),
        ("summary : visegrad", set()),
        ("source", {"E-00003"}),
        ("sung-han", {"E-00001"}),
        ('alpha "bravo', {"E-00001", "E-00002"}),
        ("alpha-bravo", {"E-00001"}),
        ("zul* -", {"E-00003", "E-00004"}),
        ("(charlie", {"E-00001"}),
        ("charlie: AND", set()),
        ("", set()),
        (" \0 ", set()),
        ("***", set()),
    ],
)
def test_what_is_found(made: Record, text: str, found: set[str]) -> None:
    assert ids(made, text) == found


def test_the_match_is_marked_and_markup_is_left_as_it_is(made: Record) -> None:
    (hit,) = search(made, "zulus")
    assert hit.snippet == f"{OPEN}Zulus{CLOSE} <b>flew</b>"
    assert (hit.group, hit.table, hit.id, hit.date) == ("new-group", "engagements", "E-00003", date(2001, 1, 4))


def test_superseded_rows_say_so(made: Record) -> None:
    assert {hit.id: hit.status for hit in search(made, "zul*", group="new-group")} == {
        "E-00003": "known",
        "E-00004": "superseded",
    }


def test_filters(made: Record) -> None:
    assert ids(made, "alpha", since=date(2001, 1, 3)) == {"E-00002"}
    assert ids(made, "alpha", until=date(2001, 1, 2)) == {"E-00001"}
    assert ids(made, "alpha", table="engagements") == {"E-00001", "E-00002"}
    assert ids(made, "alpha", table="strains") == set()
    assert len(ids(made, "alpha", limit=1)) == 1


def test_unknown_names_are_told_the_nearest(made: Record) -> None:
    with pytest.raises(UnknownName, match="new-group"):
        search(made, "x", group="newgroup")
    with pytest.raises(UnknownName, match="engagements"):
        search(made, "x", table="engagement")


def test_a_group_finds_its_own_shocks_only(record: Record) -> None:
    assert any(hit.table == "shocks" for hit in search(record, "tariff*", group="quad"))
    assert not any(hit.table == "shocks" for hit in search(record, "tariff*", group="visegrad"))
    hits = search(record, "tariff*")
    assert len({(hit.table, hit.group, hit.id) for hit in hits}) == len(hits)


def test_every_row_found_in_a_group_is_in_its_casebook(record: Record) -> None:
    book = record.casebook("japan-korea-us")
    known = {row.id for name in ("engagements", "provocations", "strains", "shocks") for row in getattr(book, name)}
    hits = search(record, "missil* OR tariff* OR minister*", group="japan-korea-us", limit=500)
    assert {hit.id for hit in hits if hit.table in {"engagements", "provocations", "strains", "shocks"}} <= known
    assert [hit.rank for hit in hits] == sorted(hit.rank for hit in hits)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text() | st.text("\"*-:^()+{}, 'ANDORNOTNEARabc\0\n;", max_size=20))
@example(text='"')
@example(text="a:b")
@example(text="{a b}: c")
@example(text="NEAR(")
@example(text="^")
@example(text="- : x")
@example(text="\ud800")
def test_no_text_raises(record: Record, text: str) -> None:
    search(record, text, limit=3)
    plain(text)

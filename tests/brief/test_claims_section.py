"""The section on claims: who said what, what the record says, and the rows that decide."""

from dataclasses import replace
from datetime import date

import pytest

from made_series import keep
from minilateral.brief.desk import Desk
from minilateral.brief.parts import Ref
from minilateral.brief.sections import claims
from minilateral.brief.texts import FromTexts
from minilateral.brief.wording import plain as printed
from minilateral.claims.news import Noted
from minilateral.library import open as open_group
from minilateral.pipeline import write_brief
from minilateral.record.workspace import Workspace

FALSE = Noted(
    document="D-1", day="2025-02-16", who="Kiso <Courier>", title="Met", url="https://kiso.example/1",
    reading="meetings: foreign ministers", verdict="does_not_hold", why="an earlier one is on record",
    rows=("JKU-20240921-01", "JKU-20250215-01"), quoted="the first " + "very " * 40 + "meeting",
)  # fmt: skip
TRUE = replace(FALSE, verdict="holds", why="none lies between", quoted="", rows=("JKU-20250215-01",))


def plain(text):
    return printed(text).replace("\xa0", " ")


@pytest.fixture(scope="module")
def desk():
    return Desk(book=open_group("japan-korea-us").book, as_of=date(2025, 10, 31), texts=FromTexts(claims=(FALSE, TRUE)))


def test_no_claims_no_section(desk):
    assert claims.section(replace(desk, texts=FromTexts())) is None


def test_claims_are_counted_by_verdict_and_tied(desk):
    made = claims.section(desk)
    assert made.title == "One claim made of it does not hold"
    assert plain(made.lead) == (
        "Documents held of the year to 31 October 2025 make two claims that can be checked: "
        "one does not hold and one holds."
    )
    assert desk.ledger.sets["claims-does_not_hold"].rows == tuple(row for row in FALSE.rows if row in desk.rows)
    assert "https://kiso.example/1" in desk.ledger.sets["claims-holds"].note


def test_the_table_quotes_briefly_or_tells_the_reading(desk):
    (table,) = claims.section(desk).tables
    first, second = table.rows
    assert plain(first[0]) == "Kiso <Courier>, 16 Feb 2025"
    assert plain(first[1]).endswith("…”")
    assert len(plain(first[1]).split()) <= claims.QUOTED + 1
    assert plain(second[1]) == "As read: meetings: foreign ministers"
    assert plain(second[2]) == "Holds: none lies between"
    assert any(isinstance(part, Ref) and part.row == "JKU-20250215-01" for part in second[3])


def test_a_story_in_the_library_is_checked_in_the_brief(tmp_path):
    ws = Workspace(tmp_path)
    story = {
        "title": "Ministers of Japan, South Korea and the United States meet",
        "text": "The foreign ministers of Japan, South Korea and the United States met in Munich on 15 February 2025. "
        "It was the first trilateral foreign ministers' meeting since 2023. " * 2,
        "date": "2025-02-16", "url": "https://kiso.example/a",
    }  # fmt: skip
    keep(ws, [story])
    written = write_brief(ws, "japan-korea-us", sections=["claims"], out=tmp_path / "out")
    (made,) = written.brief.sections
    assert "does not hold" in plain(made.lead)
    assert list((ws.kept / "claims").glob("*.json"))

"""The section on the latest statement: counted, quoted and tied, for a workspace that holds texts."""

from dataclasses import replace
from datetime import date

import pytest

from made_series import keep, rows_of_series
from minilateral.brief.desk import Desk
from minilateral.brief.parts import Num
from minilateral.brief.sections import statement
from minilateral.brief.texts import FromTexts
from minilateral.brief.wording import plain as printed
from minilateral.library import open as open_group
from minilateral.pipeline import read_brief, write_brief
from minilateral.record.workspace import Workspace
from minilateral.statements.latest import Change, Cited, Fresh, Latest

NOW = Cited(document="D-2", day="2025-02-15", title="Now", url="https://x.example/2", engagement="JKU-20250215-01")
BEFORE = Cited(document="D-1", day="2024-11-15", title="Then", url="https://x.example/1", row="S-JKU-20241115-1")
CHANGES = (
    Change(kind="stronger", was="We note it.", now="We condemn it.", label="3", why="“note” became “condemn”"),
    Change(kind="added", now="We open <b>an office</b>. " + "word " * 60, label="4"),
    Change(kind="added", now="We call for the free use of the sea lanes.", label="5"),
    Change(kind="dropped", was="We hope for rain.", label="9"),
)
FRESH = (
    Fresh(
        phrase="sea lanes",
        verdict="new",
        sentence="",
        why="a fixed expression: in 9 documents of the library",
        unknown=2,
    ),
    Fresh(phrase="holds once", verdict="new", sentence="", why="holds a word not used before: once"),
    Fresh(
        phrase="free use",
        verdict="returned",
        sentence="",
        why="was used in 3 earlier statements",
        last=BEFORE,
        statements=4,
    ),
)
LATEST = Latest(
    now=NOW, before=BEFORE, unread=("S-JKU-20250403-1",), same_track=True,
    counts={"stronger": 1, "added": 2, "dropped": 1, "same": 7}, changes=CHANGES, fresh=FRESH,
    balance="It went neither way.",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk():
    return Desk(book=open_group("japan-korea-us").book, as_of=date(2025, 10, 31), texts=FromTexts(LATEST))


def plain(text):
    return printed(text).replace("\xa0", " ")


def cells(section):
    return [plain(cell) for table in section.tables for row in table.rows for cell in row]


def test_nothing_is_said_where_no_text_is_held(desk):
    assert statement.section(replace(desk, texts=FromTexts())) is None


def test_the_lead_counts_what_changed_and_every_count_is_tied(desk):
    made = statement.section(desk)
    assert plain(made.lead) == (
        "The joint statement of 15 Feb 2025 beside the one before it of the same format, of 15 Nov 2024, "
        "sentence by sentence: one became stronger, two added and one dropped."
    )
    for number in (part for part in made.lead if isinstance(part, Num)):
        assert desk.ledger.sets[number.evidence].rows == ("JKU-20250215-01", "S-JKU-20241115-1")
    assert "4, 5 of Now (https://x.example/2)" in desk.ledger.sets["statement-added"].note
    assert "9 of Then" in desk.ledger.sets["statement-dropped"].note


def test_quotations_are_short_and_shown_as_text(desk):
    quoted = [cell for cell in cells(statement.section(desk)) if cell.startswith("“")]
    assert max(len(cell.split()) for cell in quoted) <= statement.QUOTED + 1
    assert any("<b>an office</b>" in cell and cell.endswith("…”") for cell in quoted)


def test_returns_and_new_phrases_are_told_unless_they_are_chance(desk):
    made = statement.section(desk)
    text = " ".join(plain(part) for part in made.paragraphs)
    assert "“sea lanes”; the texts of some are not held." in text
    assert "holds once" not in text
    assert [plain(cell) for cell in made.tables[-1].rows[0]] == ["“free use”", "15 Nov 2024", "four"]


def test_what_cannot_be_read_is_counted(desk):
    assert "No text is held of one later joint statement on record." in plain(statement.section(desk).paragraphs[0])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"before": None, "counts": {}, "changes": ()}, "is the only one of which a whole text is held."),
        ({"refused": "it has too many words", "counts": {}, "changes": ()}, "cannot be compared with that of"),
        ({"counts": {"same": 9}, "changes": ()}, "sentence by sentence: nothing changed."),
    ],
)
def test_the_edges_are_told(desk, change, said):
    assert said in plain(statement.section(replace(desk, texts=FromTexts(replace(LATEST, **change)))).lead)


def test_a_direction_is_a_title_only_where_it_is_more_than_chance(desk):
    sure = replace(LATEST, balance="More than chance would do. The statement as a whole became stronger.")
    assert (
        statement.section(replace(desk, texts=FromTexts(sure))).title
        == "The latest joint statement held became stronger"
    )
    assert "brought back" in statement.section(desk).title


def test_a_workspace_with_texts_has_the_section_and_keeps_what_it_took(tmp_path):
    ws = Workspace(tmp_path)
    keep(ws, rows_of_series())
    first = write_brief(ws, "japan-korea-us", sections=["statement"], out=tmp_path / "a")
    assert [one.id for one in first.brief.sections] == ["statement"]
    assert list((ws.kept / "latest").glob("*.json"))
    write_brief(ws, "japan-korea-us", sections=["statement"], out=tmp_path / "b")
    assert (tmp_path / "a/index.html").read_bytes() == (tmp_path / "b/index.html").read_bytes()


def test_without_texts_there_is_no_such_section(tmp_path):
    assert "statement" not in {one.id for one in read_brief(Workspace(tmp_path), "quad").sections}


def test_a_damaged_library_is_told_of_and_stops_nothing(tmp_path):
    ws = Workspace(tmp_path)
    keep(ws, rows_of_series())
    ws.texts.write_bytes(b"no database at all, of more than a hundred bytes" * 9)
    for beside in tmp_path.glob("texts.sqlite-*"):
        beside.unlink()
    written = write_brief(ws, "japan-korea-us", sections=["breadth"], out=tmp_path / "out")
    assert any("no document was read" in note for note in written.notes)

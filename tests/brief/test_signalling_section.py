"""Joint texts in the brief: an arrow that unknown meetings cannot turn, phrases that are only seen."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from composed import SLUGS, brief, casebook, of

from minilateral.brief.charts.signalling import FEWEST, HIGHEST, PITCH, YEARS
from minilateral.brief.html import pages
from minilateral.brief.parts import Num
from minilateral.brief.wording import plain
from minilateral.model import Casebook, Coverage, Engagement, Group, Statement

GROUP = Group(slug="made-up", name="Made-up group", members=("AUS", "JPN", "USA"))
END = date(2024, 12, 31)


def book(now, before, watched="observed", last=END):
    """A group that met on the days of one month each year; every outcome is True, False or None for not known."""
    rows = [
        Engagement(
            id=f"E-{year}-{n:02d}", date=date(year, 1 + n // 28, 1 + n % 28), kind="meeting", level="minister",
            participants=GROUP.members, occasion_id=f"O-{year}-{n}", joint_statement=said, summary="They met",
        )
        for year, outcomes in ((2023, before), (2024, now))
        for n, said in enumerate(outcomes)
    ]  # fmt: skip
    coverage = Coverage(id="C", table="engagements", from_date=date(2015, 1, 1), to_date=last, watched=watched)
    return Casebook(group=GROUP, engagements=tuple(rows), coverage=(coverage,))


def found(made):
    return next(finding for finding in made.findings if finding.section == "signalling")


def section(made):
    return next(one for one in made.sections if one.id == "signalling")


def table(made, name):
    return next((one for one in section(made).tables if one.id == name), None)


YES, NO, UNKNOWN = [True], [False], [None]


@pytest.mark.parametrize(
    ("now", "before", "arrow"),
    [
        (YES * 10, YES * 2, "rising"),
        (YES * 2, YES * 10, "falling"),
        (YES * 2, YES * 10 + UNKNOWN * 2, "falling"),
        (YES * 2 + UNKNOWN * 9, YES * 10, "not known"),  # they may have brought texts
        (YES * 10, YES * 2 + UNKNOWN * 9, "not known"),
        (YES * 40, YES * 40, "steady"),
        (YES * 3, YES * 5, "not known"),
        (NO * 9, YES * 9, "falling"),
        (UNKNOWN * 9, UNKNOWN * 9, "not known"),
        ([], [], "not known"),
    ],
)
def test_the_arrow_follows_the_texts_and_not_the_unknown(now, before, arrow):
    made = of(book(now, before))
    assert found(made).arrow == arrow
    title = section(made).title
    assert ("fewer" in title) == (arrow == "falling")
    assert (" more joint" in title) == (arrow == "rising")


def test_unknown_meetings_that_could_turn_it_are_the_reason():
    made = of(book(YES * 2 + UNKNOWN * 9, YES * 10))
    assert "too much depends on meetings of which it is not known" in plain(found(made).interval)
    assert "of nine it is not known" in plain(found(made).sentence)


def test_no_direction_of_years_watched_in_part():
    for partly in (book(YES * 2, YES * 10, "partial"), book(YES * 2, YES * 10, last=date(2024, 10, 31))):
        made = of(partly, END)
        assert found(made).arrow == "not known"
        assert "not all of both years was observed" in plain(found(made).interval)


def test_japan_korea_us():
    made = brief("japan-korea-us")
    assert found(made).arrow == "falling"
    assert plain(found(made).sentence) == (
        "Ministers or leaders issued four joint texts in the year to 31 October 2025, against 10 in the year before; "
        "of six meetings in that year four ended with such a text, one without and of one it is not known."
    )
    said = " ".join(map(plain, section(made).paragraphs))
    assert "80% (80% interval 52% to 94%) ended with a joint text; in the year before, 50%" in said
    assert "nine joint texts, against 20 in the year before" in said


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (YES, "; the one meeting in that year ended with such a text."),
        (YES * 2, "; both meetings in that year ended with such a text."),
        (YES * 3, "; all three meetings in that year ended with such a text."),
        (NO * 3, "; all three meetings in that year ended without such a text."),
        (UNKNOWN * 2, "; what followed both meetings in that year is not known."),
        ([], "No joint text of ministers or leaders is recorded in the year to 31 December 2024"),
    ],
)
def test_sentences_for_few_meetings(now, words):
    assert words in plain(found(of(book(now, YES))).sentence)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_group_gets_the_finding_and_the_section(slug):
    made = brief(slug)
    assert found(made).function == "Signals cohesion"
    assert section(made).lead
    assert found(made).arrow in {"falling", "not known"}


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_is_claimed_from_a_phrase_that_was_not_seen(slug):
    made = brief(slug)
    said = " ".join(
        [*map(plain, (section(made).lead, *section(made).paragraphs)), *(t.caption for t in section(made).tables)]
    )
    assert not re.search(r"dropped|no longer (says?|used)|disappear|gone from|absen|omitt|silent", said)


def test_phrases_lead_to_the_texts_and_carry_their_caution():
    made = brief("japan-korea-us")
    phrases = table(made, "signalling-phrases")
    sets = {one.key: one for one in made.evidence}
    statements = {row.id for row in casebook("japan-korea-us").statements}
    assert phrases.columns[2:4] == ("First seen on", "Last seen on")
    for row in phrases.rows:
        [number] = [part for part in row[1] if isinstance(part, Num)]
        assert len(sets[number.evidence].rows) == int(number.text)
        assert set(sets[number.evidence].rows) <= statements
    assert any("one not seen shows nothing" in caution for caution in section(made).cautions)


def test_a_group_without_texts_has_no_table_of_phrases():
    made = brief("squad")
    assert section(made).tables == ()
    assert not any("phrases" in plain(text) for text in section(made).paragraphs)


# --- the figure ------------------------------------------------------------------------------------------------------


def squares(figure):
    """Squares drawn, by fill."""
    spec = json.loads(figure.spec)
    counts = {}
    for layer in spec["layer"]:
        if layer["mark"]["type"] == "rect":
            rows = spec["datasets"][layer["data"]["name"]]
            counts[layer["mark"].get("fill")] = counts.get(layer["mark"].get("fill"), 0) + len(rows)
    return counts


def test_a_square_for_every_meeting():
    [figure] = section(of(book(YES * 5 + NO * 3 + UNKNOWN * 2, YES * 2))).figures
    from minilateral.brief.charts import theme  # noqa: PLC0415

    counts = squares(figure)
    assert counts[theme.ACT] == 7 + 1  # and one in the key
    assert counts[theme.PAPER] == 3 + 1
    assert counts[theme.WASH3] == 2 + 1
    assert figure.title == "A joint text followed most meetings whose outcome is known"
    cells = [[plain(cell) for cell in row] for row in figure.data.rows]
    assert cells == [["2023", "2", "2", "0", "0"], ["2024", "10", "5", "3", "2"]]


@pytest.mark.parametrize(
    ("outcomes", "title"),
    [
        (YES * 6, "A joint text followed every meeting"),
        (YES * 6 + UNKNOWN * 5, "A joint text followed every meeting whose outcome is known"),
        (YES * 6 + UNKNOWN * 7, "What followed most meetings is not known"),
        (YES * 3 + NO * 3, "A joint text followed about half of the meetings"),
        (YES + NO * 9, "A joint text followed few of the meetings"),
        (NO * 9, "A joint text followed none of the meetings"),
    ],
)
def test_titles_of_the_figure(outcomes, title):
    [figure] = section(of(book(outcomes, []))).figures
    assert figure.title == title


def test_few_known_meetings_are_no_picture():
    assert section(of(book(YES * (FEWEST - 1), UNKNOWN * 9))).figures == ()
    assert section(of(book(YES * FEWEST, []))).figures


def test_the_figure_stays_small():
    [figure] = section(of(book(YES * 250, NO * 200))).figures
    assert json.loads(figure.spec)["height"] <= HIGHEST + PITCH
    rows = {plain(row[0]) for row in section(brief("weimar")).figures[0].data.rows}
    assert "1996" in rows
    assert all(int(year) > 2025 - YEARS for year in re.findall(r"\b\d{4}\b", section(brief("weimar")).figures[0].alt))


@pytest.mark.parametrize("slug", SLUGS)
def test_numbers_of_the_figure_lead_to_as_many_meetings(slug):
    made = brief(slug)
    sets = {one.key: one for one in made.evidence}
    rows = {row.id: row for row in casebook(slug).engagements}
    for figure in section(made).figures:
        for row in figure.data.rows:
            for part in (part for cell in row[1:] for part in cell if isinstance(part, Num)):
                behind = {id_ for id_ in sets[part.evidence].rows if id_ in rows}
                assert int(part.text) <= len(behind) or part.text == "0"


# --- bad input -------------------------------------------------------------------------------------------------------

HOSTILE = '</td><script>alert(1)</script>\u202e "quoted" {{x}} \x00'


def test_hostile_phrases_stay_words():
    base = book(YES * 6, YES)
    texts = tuple(
        Statement(
            id=f"S-{n}", date=date(2024, 1, 1 + n), title="T", kind="press_statement", key_phrases=(HOSTILE, "firm"),
            issuing_members=GROUP.members, engagement_id=f"E-2024-{n:02d}",
        )
        for n in range(6)
    )  # fmt: skip
    made = of(replace(base, statements=texts))
    shown = " ".join(plain(cell) for one in section(made).tables for row in one.rows for cell in row)
    assert "firm" in shown
    assert "\u202e" not in shown
    assert all(b"<script>alert(1)" not in page for page in pages(made).values())


def test_no_rows_and_all_rows_outside_coverage():
    empty = Casebook(group=GROUP)
    assert found(of(empty, END)).arrow == "not known"
    outside = book(YES * 6, YES * 6, last=date(2016, 1, 1))
    assert "is not known" in plain(found(of(outside, END)).sentence)
    for day in (date.min, date.max, date(2024, 2, 29)):
        assert section(of(book(YES * 6, NO * 2), day)).title


def test_whose_accounts_are_on_record_is_told_and_whose_were_not_collected():
    told = " ".join(plain(text) for text in section(brief("japan-korea-us")).paragraphs)
    assert "18 by the United States; those of Japan and South Korea were not collected" in told
    assert "Accounts by" not in " ".join(plain(text) for text in section(brief("squad")).paragraphs)

"""Horizon in the brief: no blame by counts of a selected list, and how far ahead promises reach."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from composed import SLUGS, brief, casebook, of

from minilateral.brief.html import pages
from minilateral.brief.parts import Ref
from minilateral.brief.wording import plain
from minilateral.measures.histories import MEMBERS, bargained, history
from minilateral.model import Casebook, Commitment, Coverage, Era, Group

LAST = date(2021, 12, 31)


def found(made):
    return next(finding for finding in made.findings if finding.section == "horizon")


def section(made):
    return next(one for one in made.sections if one.id == "horizon")


def table(made, name):
    return next((one for one in section(made).tables if one.id == name), None)


def two_years(now, before, *, watched="observed"):
    """A group with strains and promises of this year and the last: pairs of how many."""
    this = bargained(history(), strains=now[0], promises=now[1], by="USA")
    last = bargained(history(), strains=before[0], promises=before[1], by="USA")
    year = timedelta(days=365)
    strains = [replace(row, id=f"B-{row.id}", date=row.date - year) for row in last.strains]
    promises = [
        replace(row, id=f"B-{row.id}", made_date=row.made_date - year, text=f"Earlier, {row.text}")
        for row in last.commitments
    ]
    coverage = tuple(replace(row, watched=watched) if row.table == "strains" else row for row in this.coverage)
    return replace(
        this,
        strains=tuple(sorted((*strains, *this.strains), key=lambda row: (row.date, row.id))),
        commitments=(*promises, *this.commitments),
        coverage=coverage,
    )


@pytest.mark.parametrize(
    ("now", "before", "arrow"),
    [
        ((1, 11), (11, 1), "rising"),  # fewer bargains for a promise: a longer horizon
        ((11, 1), (1, 11), "falling"),
        ((6, 6), (6, 6), "not known"),
        ((0, 4), (4, 0), "not known"),  # fewer than five in each year
    ],
)
def test_the_arrow_of_histories_found_by_one_rule(now, before, arrow):
    made = of(two_years(now, before))
    assert found(made).arrow == arrow
    assert ("than a year before" in section(made).title) == (arrow != "not known")


def test_no_arrow_from_a_selected_list():
    made = of(two_years((11, 1), (1, 11), watched="partial"))
    assert found(made).arrow == "not known"
    assert plain(found(made).interval) == "which way it goes cannot be told: strains were only selected"
    assert table(made, "horizon-bargains") is None


def test_members_and_eras_are_told_apart_where_all_were_found_by_one_rule():
    eras = (Era(id="ERA-1", name="The whole time", from_date=date(2012, 1, 1)),)
    made = of(replace(two_years((9, 3), (2, 4)), eras=eras))
    cells = [[plain(cell) for cell in row] for row in table(made, "horizon-bargains").rows]
    told = {(row[0], row[1]): row[2:4] for row in cells}
    assert told["Last 12 months", "United States"] == ["9", "3"]
    assert told["Last 12 months", "Japan"] == ["0", "3"]
    assert told["Year before", "Any member"] == ["2", "4"]
    assert told["The whole time", "Any member"] == ["11", "7"]
    said = " ".join(map(plain, section(made).paragraphs))
    assert "Bargains over trade, costs or troops are 75%" in said
    assert "against 33% in the year before" in said


@pytest.mark.parametrize("slug", SLUGS)
def test_no_shipped_brief_counts_bargains_or_blames_a_member(slug):
    made = brief(slug)
    assert found(made).arrow == "not known"
    assert table(made, "horizon-bargains") is None
    strains = {row.id for row in casebook(slug).strains}
    cited = {part.row for row in section(made).tables for cells in row.rows for cell in cells for part in cell
             if isinstance(part, Ref)}  # fmt: skip
    assert not cited & strains
    texts = [section(made).lead, *section(made).paragraphs, found(made).sentence, found(made).interval]
    said = " ".join(map(plain, texts))
    assert not re.search(r"\d+ (strains|bargains)|administration|United States", said)
    assert "not set against promises" in said


@pytest.mark.parametrize("slug", SLUGS)
def test_every_group_says_how_far_ahead_or_that_it_is_not_known(slug):
    said = plain(found(brief(slug)).sentence)
    assert re.search(r"furthest date of an open promise|not known|No open promise on record", said)
    assert ", 0 days ahead" not in said


def test_japan_korea_us_and_aukus():
    assert plain(found(brief("japan-korea-us")).sentence) == (
        "The furthest date of an open promise is 20 November 2026, 12 months ahead; 16 recurring "
        "promises have no end. A secretariat of all members is on record since 15 November 2024."
    )
    aukus = brief("aukus")
    assert section(aukus).title == "Open promises on record reach to 2043"
    rows = [[plain(cell).replace("\xa0", " ") for cell in row] for row in table(aukus, "horizon-promises").rows]
    assert [row[2] for row in rows][:2] == ["31 Dec 2043", "31 Dec 2039"]
    assert "one falls due within a year, three fall due in one to five years" in plain(section(aukus).paragraphs[0])
    assert any("may stand in a text that was not" in caution for caution in section(aukus).cautions)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day ahead"),
        (20, "20 days ahead"),
        (45, "1 month ahead"),
        (400, "13 months ahead"),
        (1200, "3 years ahead"),
    ],
)
def test_how_far_ahead_in_words(days, words):
    row = Commitment(
        id="C", made_date=date(2021, 1, 1), text="A promise", kind="deadline", members=MEMBERS,
        due_date=LAST + timedelta(days=days),
    )  # fmt: skip
    assert words in plain(found(of(replace(history(), commitments=(row,)))).sentence)


HOSTILE = "</td><script>alert(1)</script>\u202e {{x}} \x00"


def test_hostile_words_stay_words():
    base = two_years((6, 3), (2, 4))
    row = Commitment(
        id="C-X", made_date=date(2021, 1, 1), text=HOSTILE, kind="deadline", members=MEMBERS,
        due_date=date(2030, 1, 1),
    )  # fmt: skip
    eras = (Era(id=HOSTILE, name=HOSTILE, from_date=date(2012, 1, 1)),)
    made = of(replace(base, commitments=(*base.commitments, row), eras=eras))
    shown = " ".join(plain(cell) for one in section(made).tables for cells in one.rows for cell in cells)
    assert "\u202e" not in shown
    assert all(b"<script>alert(1)" not in page for page in pages(made).values())


@pytest.mark.parametrize("day", [date.min, date(2021, 12, 31), date.max])
def test_an_empty_casebook_and_the_ends_of_time(day):
    group = Group(slug="made-up", name="Made-up group", members=MEMBERS)
    made = of(Casebook(group=group), day)
    assert found(made).arrow == "not known"
    row = Commitment(id="C", made_date=date.min, text="A promise", kind="deadline", due_date=date.max, members=MEMBERS)
    coverage = (Coverage(id="C", table="commitments", from_date=date.min, to_date=date.max, watched="observed"),)
    assert section(of(Casebook(group=group, commitments=(row,), coverage=coverage), day)).title

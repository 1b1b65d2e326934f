"""Exercises and offices in the brief: arrows by their rules, inputs named as such, and what is not known said so."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from composed import SLUGS, brief, casebook, finding_on, of

from minilateral.brief.html import pages
from minilateral.brief.parts import Num
from minilateral.brief.wording import plain
from minilateral.measures.histories import MEMBERS, history
from minilateral.model import Casebook, Coverage, Engagement, Group, Office, Strain

LAST = date(2021, 12, 31)
OFFICES = ("head_of_government", "foreign_minister", "defense_minister")


def section(made, name):
    return next(one for one in made.sections if one.id == name)


def words(made, name):
    part = section(made, name)
    return " ".join(plain(text) for text in (part.lead, *part.paragraphs))


def cells(table):
    return [[plain(cell).replace("\xa0", " ") for cell in row] for row in table.rows]


def drills(year, many, level="forces"):
    return [
        Engagement(
            id=f"D-{year}-{number}-{level}", date=date(year, 1 + number % 12, 1 + number), kind="exercise", level=level,
            occasion_id=f"D-{year}-{number}-{level}", participants=MEMBERS, summary="Iron Kite", domain="air",
        )
        for number in range(many)
    ]  # fmt: skip


def exercised(*rows, **tables):
    book = history(n=60)
    every = sorted([*book.engagements, *rows], key=lambda row: (row.date, row.id))
    return replace(book, engagements=tuple(every), **tables)


def term(member, office, person, start, end=None, **fields):
    given = {"country": member, "office": office, "person": person, "from_date": start, "to_date": end}
    return Office(id=f"{member}-{office}-{start}-{person}", basis="seen", **{**given, **fields})


def staffed(*more, empty=(), watched="observed"):
    """Nine offices held throughout by one person each, but for those given (member, office) in `empty`."""
    held = [
        term(member, office, "A", date(2012, 1, 1))
        for member in MEMBERS
        for office in OFFICES
        if (member, office) not in empty
    ]
    book = history(n=60)
    cover = Coverage(id="O", table="offices", from_date=date(2012, 1, 1), to_date=LAST, watched=watched)
    return replace(book, offices=(*held, *more), coverage=(*book.coverage, cover))


def vacated(year, count):
    """So many offices vacant from March to June of a year, and held before and after."""
    places = [(member, office) for member in MEMBERS for office in OFFICES][:count]
    rows = [
        row
        for member, office in places
        for row in (
            term(member, office, "A", date(2012, 1, 1), date(year, 3, 1)),
            term(member, office, "", date(year, 3, 1), date(year, 6, 1)),
            term(member, office, "B", date(year, 6, 1)),
        )
    ]
    return staffed(*rows, empty=places)


# --- integration ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "arrow"), [(12, 3, "falling"), (3, 12, "rising"), (6, 5, "not known"), (1, 3, "not known")]
)
def test_the_arrow_of_integration_compares_exercises_of_two_years(before, now, arrow):
    made = of(exercised(*drills(2020, before), *drills(2021, now)))
    assert finding_on(made, "integration").arrow == arrow


def test_what_was_played_at_a_table_turns_no_arrow():
    made = of(exercised(*drills(2020, 2), *drills(2021, 3), *drills(2021, 12, "official")))
    found = finding_on(made, "integration")
    assert found.arrow == "not known"
    assert "with forces rather than at a table three, against two: too few" in plain(found.interval)


def test_no_arrow_where_not_all_of_both_years_was_observed():
    book = exercised(*drills(2020, 12), *drills(2021, 3))
    part = replace(book, coverage=tuple(replace(row, to_date=date(2021, 11, 30)) for row in book.coverage))
    assert finding_on(of(part, LAST), "integration").arrow == "not known"


@pytest.mark.parametrize("slug", SLUGS)
def test_inputs_are_named_inputs_and_nothing_is_said_to_deter(slug):
    made = brief(slug)
    assert "These are inputs to common defence; whether they deter anybody is not measured." in words(
        made, "integration"
    )
    assert "an input: whether it deters is not measured" in plain(finding_on(made, "integration").interval)


def test_japan_korea_and_the_united_states_as_the_record_ends():
    told = words(brief("japan-korea-us"), "integration")
    assert "exercised together seven times in the year to 31 October 2025, against eight in the year before" in told
    assert "139 from the first to the second and 306 from the second to the third" in told
    assert "was last held on 15 September 2025 and is due again by 15 September 2026" in told
    assert "three exercises refused, two security agreements put in doubt" in told


def test_refusals_are_rows_beside_and_never_a_count_by_member():
    part = section(brief("japan-korea-us"), "integration")
    table = next(one for one in part.tables if one.id == "integration-against")
    [row] = [row for row in cells(table) if row[0] == "16 Dec 2016"]
    assert row[1].startswith("Seoul turned down a proposed trilateral anti-submarine drill")
    assert not any(isinstance(piece, Num) for row in table.rows for cell in row for piece in cell)


def test_a_group_whose_exercises_nobody_looked_for_says_so():
    for slug in ("visegrad", "weimar", "e3", "china-japan-korea"):
        made = brief(slug)
        assert finding_on(made, "integration").arrow == "not known"
        assert "is not known: no exercise of all members is on record" in plain(
            finding_on(made, "integration").sentence
        )
        assert section(made, "integration").figures == ()


def test_an_instrument_that_ended_is_shown_as_ended_and_not_counted():
    made = brief("e3")
    assert "two agreements and institutions of all members" in words(made, "integration")
    table = next(one for one in section(made, "integration").tables if one.id == "integration-instruments")
    assert [row[2] for row in cells(table) if "INSTEX" in row[1]] == ["institution, ended"]


def test_the_figure_counts_what_its_table_counts():
    made = brief("japan-korea-us")
    [figure] = section(made, "integration").figures
    rows = {row[0]: row[1:4] for row in cells(figure.data)}
    assert rows["In the air"] == ["2", "4", "7"]
    assert sum(int(row[1]) for row in rows.values()) == 7
    assert "Diamonds mark 3 rounds of Freedom Edge" in figure.alt
    assert json.loads(figure.spec)["description"] == figure.alt


# --- capacity ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("book", "arrow"),
    [
        (vacated(2021, 4), "falling"),
        (vacated(2020, 4), "rising"),
        (staffed(), "steady"),
        (vacated(2021, 2), "not known"),
        (replace(vacated(2021, 4), coverage=staffed(watched="partial").coverage), "not known"),
    ],
    ids=["emptied", "filled again", "as before", "too few", "seen in part"],
)
def test_the_arrow_of_capacity_asks_which_offices_were_impaired_in_one_year_only(book, arrow):
    found = finding_on(of(book), "capacity")
    assert found.arrow == arrow
    said = plain(found.interval)
    assert ("no direction is stated" in said or "which way cannot be told" in said) == (arrow == "not known")


def test_a_gap_between_terms_leaves_the_direction_open():
    rows = (
        term("JPN", OFFICES[0], "A", date(2012, 1, 1), date(2021, 3, 1)),
        term("JPN", OFFICES[0], "B", date(2021, 5, 1)),
    )
    found = finding_on(of(staffed(*rows, empty=[("JPN", OFFICES[0])])), "capacity")
    assert found.arrow == "not known"
    assert "not every office is on record on every day" in plain(found.interval)


def test_why_no_direction_is_stated_is_said_as_it_is():
    few = plain(finding_on(of(vacated(2021, 2)), "capacity").interval)
    assert "too few offices changed" in few
    part = replace(vacated(2021, 4), coverage=staffed(watched="partial").coverage)
    found = finding_on(of(part), "capacity")
    assert plain(found.interval).endswith("not checked, so which way cannot be told")
    assert found.coverage == "terms of office seen only in part"  # stands beside it: said once


def test_the_offices_of_japan_korea_and_the_united_states():
    made = brief("japan-korea-us")
    told = words(made, "capacity")
    assert told.startswith("Of 18 offices that carry the partnership seven stood vacant or in acting hands for 30 days")
    assert "the United States’ ambassador to South Korea (vacant 298 days)" in told
    table = next(one for one in section(made, "capacity").tables if one.id == "capacity-members")
    assert cells(table)[1] == ["South Korea", "6", "94–213; 0", "403; 0", "6; 5", "1; 0", "4 of 20"]


def test_offices_that_are_not_on_record_are_named_and_never_idle():
    made = brief("visegrad")
    assert "the record has terms of one of the 12 offices" in plain(finding_on(made, "capacity").sentence)
    assert "Of Czechia, Hungary and Slovakia no term of these offices is on record" in words(made, "capacity")
    rows = {row[0]: row for row in cells(section(made, "capacity").tables[0])}
    assert rows["Hungary"][1:4] == ["–", "–; –", "–; –"]
    assert section(made, "capacity").figures == ()


def test_before_the_members_changed_the_former_ones_are_asked_about():
    part = section(of(casebook("visegrad"), date(1992, 6, 1)), "capacity")
    assert {row[0] for table in part.tables for row in cells(table)} <= {"Czechoslovakia", "Hungary", "Poland"}


def test_a_shade_of_office_is_drawn_as_the_table_says():
    made = brief("japan-korea-us")
    [figure] = section(made, "capacity").figures
    assert "26 changes of holder" in figure.alt
    rows = {row[0]: row[1:] for row in cells(figure.data)}
    assert rows["United States, ambassador to South Korea"] == ["298", "0", "0", "0"]
    assert rows["South Korea, ambassador to the United States"][0] == "62–122"
    assert rows["Japan, head of government"] == ["–", "–", "–", "–"]


# --- bad input --------------------------------------------------------------------------------------------------------

EMPTY = Casebook(group=Group(slug="none", name="None", members=("AUS", "JPN", "USA")))
HOSTILE = '</td><script>alert(1)</script> \u202e =HYPERLINK("x") \x00'


@pytest.mark.parametrize("name", ["integration", "capacity"])
def test_an_empty_casebook_claims_nothing(name):
    part = section(of(EMPTY), name)
    assert "not known" in plain(part.lead) or "cannot be told" in plain(part.lead)
    assert (part.tables, part.figures) == ((), ())
    assert finding_on(of(EMPTY), name).arrow == "not known"


@pytest.mark.parametrize("end", [date.min, date(1, 6, 1), date(9998, 1, 1), date.max])
def test_the_first_and_the_last_day_there_are(end):
    rows = [replace(row, date=day) for row, day in zip(drills(2021, 6), [date.min, date.max] * 3, strict=True)]
    book = replace(vacated(2021, 4), engagements=tuple(sorted(rows, key=lambda row: (row.date, row.id))))
    book = replace(book, coverage=tuple(replace(row, from_date=date.min, to_date=date.max) for row in book.coverage))
    for name in ("integration", "capacity"):
        assert section(of(book, end), name).title


def test_hostile_words_stay_words():
    pact = replace(drills(2021, 1)[0], id="P", occasion_id="P", kind="agreement", level="official", summary=HOSTILE)
    bad = Strain(id="S", date=date(2021, 5, 1), kind="drill_refused", summary=HOSTILE, breaker="JPN")
    post = term("USA", "foreign_minister", HOSTILE, date(2021, 3, 1), acting=True)
    book = exercised(*drills(2021, 6), pact, strains=(bad,), offices=(post,))
    made = of(replace(book, coverage=(*book.coverage, *staffed().coverage[-1:])))
    shown = " ".join(
        plain(cell) for part in made.sections if part.id in {"integration", "capacity"} for table in part.tables
        for row in table.rows for cell in row
    )  # fmt: skip
    assert "script" in shown
    assert "\u202e" not in shown
    assert "\x00" not in shown
    assert all(b"<script>alert(1)" not in page for page in pages(made).values())


@pytest.mark.parametrize("slug", SLUGS)
def test_every_row_of_the_sections_is_in_the_record(slug):
    made = brief(slug)
    told = {row.id for row in made.rows}
    sets = {one.key: one for one in made.evidence}
    for name in ("integration", "capacity"):
        part = section(made, name)
        pieces = [piece for text in (part.lead, *part.paragraphs) for piece in text if isinstance(piece, Num)]
        assert all(set(sets[piece.evidence].rows) <= told for piece in pieces)

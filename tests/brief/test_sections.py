"""What the sections say beyond their lead: tables that carry the numbers, gaps that are named, sources that add up."""

from datetime import date

import pytest
from composed import SLUGS, brief, casebook, of

from minilateral.brief import html
from minilateral.brief.answered import share_up, years
from minilateral.brief.compose import compose
from minilateral.brief.deputies import deputies
from minilateral.brief.parts import Num
from minilateral.brief.sections import ON_REQUEST, SECTIONS, chosen
from minilateral.brief.wording import chained, joined, mid, period, plain, say, sentences, span_of_years
from minilateral.errors import UnknownName


def section(slug, name):
    return next(one for one in brief(slug).sections if one.id == name)


def cells(table):
    return [[plain(cell) for cell in row] for row in table.rows]


def test_the_sweep_shows_every_window_and_severity():
    table = next(table for table in section("japan-korea-us", "response").tables if table.id == "response-sweep")
    rows = cells(table)
    assert len(rows) == 15
    headline = next(row for row in rows if row[:2] == ["four or more", "three days"])
    assert headline[2] == "34"


def test_the_first_tracks_of_a_completeness_table_are_the_highest():
    rows = cells(section("japan-korea-us", "completeness").tables[0])
    assert rows[0][0] == "Leaders"
    assert ["Vice foreign ministers", "16 April 2015 to 18 July 2025", "15", "15", "100%"] in rows


def test_a_direction_is_shown_for_no_level_with_too_few_contacts():
    rows = cells(next(t for t in section("quad", "consultation").tables if t.id == "consultation-by-level"))
    few = [row for row in rows if row[0] == "Leaders"]
    assert few == [["Leaders", "0", "1", "–", "–", "not known"]]


@pytest.mark.parametrize("slug", SLUGS)
def test_publishers_sum_to_the_rows_that_have_an_address(slug):
    made = brief(slug)
    table = next(one for one in made.sections if one.id == "sources").tables[0]
    rows = {row.id: row for row in made.rows}
    sets = {one.key: one.rows for one in made.evidence}
    counted = {row for line in table.rows for part in line[1] if isinstance(part, Num) for row in sets[part.evidence]}
    assert counted == {row for row in counted if rows[row].source_url or rows[row].source_url_2}
    assert all(int(plain(line[1]).replace(",", "")) == len(sets[line[1][0].evidence]) for line in table.rows)


def test_who_leads_is_said_and_who_is_not_recorded_too():
    rows = cells(next(t for t in section("japan-korea-us", "group").tables if t.id == "group-offices"))
    assert ["Japan", "Head of government", "Takaichi Sanae", "21 October 2025"] in rows
    early = of(casebook("visegrad"), date(1992, 6, 1))
    words = " ".join(plain(p) for one in early.sections if one.id == "group" for p in one.paragraphs)
    assert "The record does not name who led" in words
    assert "Earlier also Czechoslovakia" in words


def test_deputies_are_those_below_the_level_of_the_meeting():
    found = {(one.engagement.id, one.seat.member) for one in deputies(casebook("japan-korea-us"), date(2025, 10, 31))}
    assert found == {("JKU-20120602-01", "JPN"), ("JKU-20250711-01", "KOR")}
    assert deputies(casebook("japan-korea-us"), date(2012, 6, 1)) == ()


def test_tests_of_two_years_add_up_to_no_more_than_all():
    now, before = years(casebook("japan-korea-us"), date(2025, 10, 31))
    assert (now.episodes, before.episodes) == (2, 6)
    assert 0 <= now.hits <= now.episodes
    assert 0 <= share_up(now, before) <= 1


def test_words_join_as_a_reader_expects():
    assert plain(joined([("a",), ("b",), ("c",)])) == "a, b and c"
    assert plain(joined([("a",), ("b and c",), ("d",)])) == "a, b and c, and d"
    assert plain(joined([("b and c",)])) == "b and c"
    assert plain(chained([("a",), ("b",)], "; ")) == "a; b"
    assert plain(sentences([("A.",), ("B.",)])) == "A. B."
    assert say("a", ("b", ""), "") == ("a", "b")
    assert mid("National security advisers") == "national security advisers"
    assert period(date(2024, 6, 26), date(2024, 6, 26)) == "26 June 2024"
    assert span_of_years(None, None) == "whole record"


def test_sections_are_chosen_by_name_in_the_order_of_the_registry():
    every = tuple(SECTIONS)
    assert chosen() == tuple(name for name in every if name not in ON_REQUEST)
    assert chosen(["sources", "Timeline"]) == ("timeline", "sources")
    assert chosen("breadth, response,breadth") == ("response", "breadth")
    assert chosen(("method",)) == ("method",)


@pytest.mark.parametrize(
    ("name", "nearest"), [("bredth", "breadth"), ("methods", "method"), ("consultations", "consultation")]
)
def test_an_unknown_section_gets_the_nearest(name, nearest):
    with pytest.raises(UnknownName, match=f"unknown section '{name}'; did you mean {nearest}") as caught:
        chosen(["breadth", name])
    assert caught.value.nearest[0] == nearest


@pytest.mark.parametrize("name", ["", "breadth,", "\u202ebreadth", "../x"])
def test_what_is_no_name_is_no_section(name):
    with pytest.raises(UnknownName):
        chosen([name])


def test_a_section_on_request_waits_until_it_is_asked_for(monkeypatch):
    monkeypatch.setattr("minilateral.brief.sections.ON_REQUEST", frozenset({"method"}))
    assert "method" not in chosen()
    assert chosen(["method"]) == ("method",)


def test_a_brief_of_two_sections_has_its_whole_first_screen_and_no_more_evidence():
    whole = brief("quad")
    part = compose(casebook("quad"), sections=["breadth", "method"], version="0", casebook_hash="00")
    assert [section.id for section in part.sections] == ["breadth", "method"]
    assert (part.title, part.standfirst, part.findings) == (whole.title, whole.standfirst, whole.findings)
    assert {one.key for one in part.evidence} < {one.key for one in whole.evidence}
    assert {row.id for row in part.rows} <= {row.id for row in whole.rows}
    page = html.pages(part)["index.html"].decode()
    assert 'href="#s-breadth"' in page
    assert 'href="#s-consistency"' not in page

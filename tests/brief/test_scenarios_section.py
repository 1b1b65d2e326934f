"""Scenarios in the brief: only on request, assumptions in view, no number loose, no chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import perf_counter

import pytest
from composed import SLUGS, brief, casebook, texts
from test_compose_numbers import loose, names

from minilateral.brief.compose import compose
from minilateral.brief.html import pages
from minilateral.brief.parts import Num
from minilateral.brief.wording import plain
from minilateral.measures.histories import history
from minilateral.model import Casebook, Group
from minilateral.record.kept import keeper, nowhere


def asked(book, keep=nowhere):
    return compose(book, sections=["scenarios"], version="0", casebook_hash="00", keep=keep)


def section(made):
    return next(one for one in made.sections if one.id == "scenarios")


def test_it_is_in_no_brief_that_does_not_ask_for_it():
    assert "scenarios" not in [one.id for one in brief("quad").sections]
    assert not any("scenario" in one.key for one in brief("quad").evidence)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_group_has_the_section_with_its_assumptions_and_no_chart(slug):
    made = asked(casebook(slug))
    found = section(made)
    assert "assumptions" in found.title
    assert plain(found.lead).startswith("Under the assumptions below")
    assert [table.id for table in found.tables] == ["scenarios-members", "scenarios-assumptions"]
    assert len(found.tables[0].rows) == len(casebook(slug).group.members)
    assert not found.figures
    rests = [plain(row[2]) for row in found.tables[1].rows]
    assert all(text.startswith(("assumed: ", "tied to ")) for text in rests)
    assert any("ratios matter" in text for text in found.cautions)
    assert any("symmetric default" in text for text in found.cautions) == (slug != "japan-korea-us")


@pytest.mark.parametrize("slug", SLUGS)
def test_no_number_stands_loose(slug):
    made, given = asked(casebook(slug)), names(slug)
    places = {"scenarios", "scenarios-members", "scenarios-assumptions"}
    words = [(place, part) for place, text in texts(made) if place in places for part in text if isinstance(part, str)]
    assert words
    assert not [(place, part) for place, part in words if loose(part, given)]


def test_a_measured_range_leads_to_its_rows_and_an_assumed_one_to_its_reason():
    made = asked(casebook("japan-korea-us"))
    cells = {plain(row[0]): row[1] for row in section(made).tables[1].rows}
    sets = {one.key: one for one in made.evidence}

    def behind(cell):
        return sets[next(part.evidence for part in cells[cell] if isinstance(part, Num))]

    assert len(behind("Horizon, Japan").rows) > 10
    assert all(row.startswith("JKU-") for row in behind("Cost, Japan").rows)
    gain = behind("Side gain, South Korea")
    assert gain.key.startswith("rule-")
    assert not gain.rows
    assert "Source: own judgement" in gain.note


def test_the_page_holds_the_section_and_opens_every_number():
    page = pages(asked(casebook("visegrad")))["index.html"].decode()
    assert 'id="s-scenarios"' in page
    for number in (
        part for text in [section(asked(casebook("visegrad"))).lead] for part in text if isinstance(part, Num)
    ):
        assert f"id=ev-{number.evidence}>" in page or f"id=ev-{number.evidence} " in page


@pytest.mark.parametrize("members", [("JPN",), tuple(f"X{n:02}" for n in range(9))])
def test_where_there_is_no_game_the_section_says_so(members):
    book = replace(history(), group=Group(slug="odd", name="Odd", members=members))
    assert plain(section(asked(book)).lead).startswith("No scenario can be made of this group: found a group of")


def test_an_empty_casebook_has_the_default():
    empty = Casebook(group=Group(slug="new", name="New", members=("DNK", "NOR", "SWE"), founded=date(2024, 1, 1)))
    said = plain(section(asked(empty)).lead)
    assert "All members are alike: keeping pays each from a patience of 0.50" in said


def test_with_its_draws_kept_it_costs_little(tmp_path):
    book, keep = casebook("quad"), keeper(tmp_path)
    from minilateral.brief.desk import Desk  # noqa: PLC0415 -- here alone
    from minilateral.brief.sections.scenarios import section as compose_section  # noqa: PLC0415

    def spent():
        desk = Desk(book=book, estimates=(), earlier=(), as_of=date(2025, 12, 31), keep=keep)
        start = perf_counter()
        compose_section(desk)
        return perf_counter() - start

    spent()
    assert min(spent() for _ in range(5)) < 0.06

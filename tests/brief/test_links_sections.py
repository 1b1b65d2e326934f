"""Quarrels and shocks in the brief: what their titles may say, what is shown beside a pace, and what is not known."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from composed import SLUGS, brief, casebook, of

from minilateral.brief.parts import Num
from minilateral.brief.sections import spillover, weakest_link
from minilateral.brief.wording import plain
from minilateral.measures.histories import history
from minilateral.model import Coverage, Shock, Strain
from minilateral.record.casebook import read_casebook, read_shared, shipped_casebooks, with_shared

END = date(2021, 12, 31)


def days(n, seed):
    rng = random.Random(f"days {seed}")  # noqa: S311
    return sorted(date(2012, 1, 1) + timedelta(days=rng.randrange(3600)) for _ in range(n))


def book(*, after, seed=1):
    """Members who, in the half-year after strain and shocks, meet not at all, as ever, or far more often."""
    base, hit = history(rates=(1.5,) * 120, seed=seed), days(9, 2)

    def near(row):
        return any(0 < (row.date - day).days <= 180 for day in hit)

    rows = tuple(row for n, row in enumerate(base.engagements) if after != "less" or not near(row) or n % 6 == 0)
    if after == "more":
        again = (replace(row, id=f"{row.id}b", level="vice_minister") for row in base.engagements if near(row))
        rows = tuple(sorted((*rows, *again), key=lambda row: (row.date, row.id)))
    looked = (
        Coverage(id=f"C-{name}", table=name, from_date=date(2012, 1, 1), to_date=END, watched="partial")
        for name in ("strains", "shocks")
    )
    return replace(
        base,
        engagements=rows,
        coverage=(*base.coverage, *looked),
        strains=tuple(
            Strain(id=f"S{n}", date=day, kind="trade", initiator=("JPN",), target=("AUS",), severity=4, summary="x")
            for n, day in enumerate(hit)
        ),
        shocks=tuple(
            Shock(id=f"X{n}", date=day, actor=("USA",), aimed_at=("ALL",), kind="threat", severity=3, summary="x")
            for n, day in enumerate(hit)
        ),
    )


def section(made, name):
    return next(one for one in made.sections if one.id == name)


def words(part):
    return " ".join(plain(text) for text in (part.lead, *part.paragraphs))


def cells(table):
    return [[plain(cell).replace("\xa0", " ") for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("after", "title"), [("less", weakest_link.FEWER), ("same", weakest_link.SAME), ("more", weakest_link.MORE)]
)
def test_the_title_on_quarrels_follows_the_interval(after, title):
    part = section(of(book(after=after), END), "weakest_link")
    assert part.title == title
    assert ("no surely different pace" in plain(part.lead)) == (after == "same")
    assert ("suggestive at best" in words(part)) == (after != "same")
    assert any("Strains were selected" in text for text in part.cautions)


@pytest.mark.parametrize(
    ("after", "title"), [("less", spillover.FEWER), ("same", spillover.NO_TRACE), ("more", spillover.MORE)]
)
def test_the_title_on_shocks_follows_the_shifts(after, title):
    part = section(of(book(after=after), END), "spillover")
    assert part.title == title
    assert plain(part.lead).startswith(
        "In the half-year after nine acts of members that shook allies, all three members"
    )
    assert any("one coder" in text for text in part.cautions)


def test_japan_korea_us():
    part = section(brief("japan-korea-us"), "weakest_link")
    rows = {row[0]: row[1:] for row in cells(part.tables[0])}
    assert rows["Japan and South Korea"] == ["26", "99 (92)", "81 (74)", "92%", "71% to 120%"]
    assert rows["A change of leader instead"][3] == "102%"
    assert "Of 33 provocations with a consultation on record, all three members answered 28 together" in words(part)
    assert "which pair meets least is not known" in words(part)


def test_shocks_since_the_day_are_told_only_where_no_day_was_asked_for():
    folder = shipped_casebooks()
    real = with_shared(read_casebook(folder / "japan-korea-us").book, read_shared(folder))
    said = words(section(of(real), "spillover"))
    assert "since 31 October 2025" in said
    asked = words(section(of(real, date(2025, 10, 31)), "spillover"))
    assert "since 31 October 2025" not in asked
    assert "in time that was not observed" in asked


@pytest.mark.parametrize("slug", SLUGS)
def test_every_group_has_both_and_says_what_is_not_known(slug):
    made = brief(slug)
    for name, untold in (("weakest_link", weakest_link.UNTOLD), ("spillover", spillover.UNTOLD)):
        part = section(made, name)
        assert (part.title == untold) == plain(part.lead).startswith(untold)
        assert (part.figures, plain(part.lead)[-1]) == ((), ".")
        known = [e for e in made.estimates if e.measure == name and e.value is not None and e.unit == "ratio"]
        assert known or not part.tables


def test_pairs_with_too_few_strains_are_listed_as_not_known():
    made = book(after="same")
    few = (replace(made.strains[0], id="F", target=("USA",), date=date(2014, 1, 1)),)
    rows = cells(section(of(replace(made, strains=(*made.strains, *few)), END), "weakest_link").tables[0])
    assert ["Japan and the United States", "1", "–", "–", "not known", "–"] in rows


def test_only_new_leaders_make_no_claim_about_quarrels():
    made = book(after="less")
    turned = tuple(replace(row, kind="leadership_change", target=()) for row in made.strains)
    part = section(of(replace(made, strains=turned), END), "weakest_link")
    assert part.title == weakest_link.UNTOLD


def test_every_number_leads_to_strains_shocks_or_contacts():
    made = brief("japan-korea-us")
    sets = {one.key: one for one in made.evidence}
    rows = {row.id: row.table for row in made.rows}
    for name in ("weakest_link", "spillover"):
        for table in section(made, name).tables:
            for part in (part for row in table.rows for cell in row for part in cell if isinstance(part, Num)):
                told = {rows[row] for row in sets[part.evidence].rows}
                assert told & {"strains", "shocks", "engagements"}


def test_the_check_by_others_is_shown_only_where_their_acts_are_on_record():
    every = casebook("china-japan-korea")  # of the test, with the acts of all states
    table = section(of(every), "spillover").tables[0]
    assert [row[0] for row in cells(table)] == ["An act of a state outside the group"] * 2

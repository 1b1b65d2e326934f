"""Ranges tied to the casebook: made-up histories with known answers, and the day cuts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from minilateral.measures.histories import history
from minilateral.measures.uncertainty import share_interval
from minilateral.model import Office
from minilateral.scenarios.ranges import Range
from minilateral.scenarios.tied import host_share, line_life, successor_met

DAY = date(2021, 12, 31)


def assumed(name, low, central, high):
    return Range(parameter=name, low=low, central=central, high=high, basis="assumed", why="x", origin="a test")


KNOWN = {"successor": assumed("successor", 0.5, 0.5, 0.75), "cost": assumed("cost", 3, 5, 7)}


def term(number, start, end=None, *, country="USA", **more):
    return Office(
        id=f"{country}-{number}", person=f"Person {number}", country=country, office="head_of_state", from_date=start,
        to_date=end, **more,
    )  # fmt: skip


def terms(country="USA", *years):
    """One term after the other, each from 1 January, the last without end."""
    firsts = [date(year, 1, 1) for year in years]
    return tuple(
        term(n, a, b, country=country) for n, (a, b) in enumerate(zip(firsts, [*firsts[1:], None], strict=True))
    )


def test_a_line_lives_from_its_head_to_that_with_successors():
    book = replace(history(), offices=terms("USA", 2010, 2012, 2016, 2020))
    found = line_life(book, DAY, "USA", KNOWN)
    years = 12 / 3  # to the day, over three ended terms
    assert found.low == pytest.approx(years, abs=0.01)
    assert found.high == pytest.approx(2 * years, abs=0.02)  # half of the successors go on
    assert found.central == pytest.approx((found.low * found.high) ** 0.5)
    assert found.evidence == ("USA-0", "USA-1", "USA-2", "USA-3")


def test_acting_holders_vacancies_and_what_comes_later_are_no_terms():
    book = replace(history(), offices=terms("USA", 2010, 2012, 2016, 2020))
    more = (
        term("acting", date(2015, 11, 1), date(2016, 1, 1), acting=True),
        replace(term("empty", date(2015, 10, 1), date(2015, 11, 1)), person=""),
        term("later", date(2022, 1, 1), date(2023, 1, 1)),
        replace(term("wrong", date(2011, 1, 1), date(2011, 2, 1)), status="superseded"),
    )
    assert line_life(replace(book, offices=(*book.offices, *more)), DAY, "USA", KNOWN) == line_life(
        book, DAY, "USA", KNOWN
    )


def test_too_few_terms_are_said():
    book = replace(history(), offices=terms("USA", 2010, 2012, 2016))
    assert "fewer than 3 ended terms" in line_life(book, DAY, "USA", KNOWN)
    assert "fewer than 3 ended terms" in line_life(history(), DAY, "USA", KNOWN)


def test_a_line_lives_no_longer_than_the_record_can_say():
    book = replace(history(), offices=terms("USA", 1900, 1940, 1980, 2015))
    certain = {"successor": assumed("successor", 1, 1, 1)}
    assert line_life(book, DAY, "USA", certain).high == 25


def test_successors_under_whom_ministers_met():
    """Ministers met every month to the end of 2016: under the head of 2017 they did not; 2019 is not judged."""
    firsts = [
        date(2012, 6, 1),
        *(date(year, 2, 1) for year in (2013, 2014, 2015, 2016)),
        date(2017, 3, 1),
        date(2019, 1, 1),
    ]
    heads = tuple(term(n, a, b) for n, (a, b) in enumerate(zip(firsts, [*firsts[1:], None], strict=True)))
    book = replace(hosted(*["USA"] * 60), offices=heads)
    found = successor_met(book, DAY, "JPN", {})
    assert found.how == "ministers or leaders of all met within a year of 4 of 5 new heads of members; 80% interval"
    assert (found.low, found.high) == share_interval(4, 5)
    assert found.central == pytest.approx(4.5 / 6)
    assert set(found.evidence) & {row.id for row in heads} == {f"USA-{n}" for n in range(1, 6)}
    assert sum(row.startswith("M-") for row in found.evidence) == 4
    assert "fewer than 5 successions" in successor_met(book, date(2017, 12, 31), "JPN", {})  # its year is not over


def test_a_succession_outside_observed_time_is_not_judged():
    book = replace(hosted(*["USA"] * 110), offices=terms("USA", 2013, 2014, 2015, 2016, 2017, 2018, 2019))
    assert " 6 of 6 " in successor_met(book, DAY, "USA", {}).how
    half = tuple(replace(row, to_date=date(2016, 6, 30)) for row in book.coverage)
    assert "fewer than 5" in successor_met(replace(book, coverage=half), DAY, "USA", {})
    partly = tuple(replace(row, watched="partial") for row in book.coverage)
    assert "fewer than 5" in successor_met(replace(book, coverage=partly), DAY, "USA", {})


def hosted(*places):
    """A history whose ministers' meetings in person were held in these members, one a month."""
    book = history(n=0)
    made = history(n=1).engagements[0]
    rows = tuple(
        replace(
            made, id=f"M-{n}", occasion_id=f"M-{n}", date=date(2012, 1, 10) + timedelta(days=30 * n), kind="meeting",
            level="minister", track="T-FM", host_country=host, place="A town", standalone=True,
        )
        for n, host in enumerate(places)
    )  # fmt: skip
    return replace(book, engagements=rows)


@pytest.mark.parametrize(
    ("member", "low", "high"),
    [("USA", 5, 7), ("JPN", 3, 5), ("AUS", 5 * 3 * 0.3, 5)],  # 60 %, 10 % and 30 % of ten meetings
)
def test_costs_from_equal_shares_to_those_of_hosting(member, low, high):
    book = hosted(*["USA"] * 6, "JPN", *["AUS"] * 3)
    found = host_share(book, DAY, member, KNOWN)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.central == pytest.approx((low + high) / 2)


def test_meetings_elsewhere_unobserved_or_too_few_bound_no_cost():
    assert "fewer than 5 meetings" in host_share(hosted("USA", "USA", "JPN", "AUS", "FRA"), DAY, "USA", KNOWN)
    book = hosted(*["USA"] * 6)
    partly = replace(book, coverage=tuple(replace(row, watched="partial") for row in book.coverage))
    assert "fewer than 5 meetings" in host_share(partly, DAY, "USA", KNOWN)
    assert "fewer than 5 meetings" in host_share(book, date(2012, 4, 1), "USA", KNOWN)

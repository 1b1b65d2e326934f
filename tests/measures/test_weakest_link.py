"""Does the group outlast the quarrels of two members: by hand, on made-up records with known answers, on bad ones."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from minilateral.measures import quarrels
from minilateral.measures.aftermath import after, ground
from minilateral.measures.exposure import watch
from minilateral.measures.face import Face
from minilateral.measures.histories import MEMBERS, history
from minilateral.measures.pooled import pooled_ratio, upper_of_none
from minilateral.measures.strained import ratio, trial
from minilateral.measures.weakest_link import NO_PAIRS, compute
from minilateral.measures.windows import between
from minilateral.model import Casebook, Coverage, Engagement, Era, FormerMember, Group, Response, Strain

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "golden" / "links.yml").read_text("utf-8"))
END = date(2021, 12, 31)
LOOKED = Coverage(id="COV-strains", table="strains", from_date=date(2012, 1, 1), to_date=END, watched="partial")


def strain(number, day, first="JPN", at="AUS", **fields):
    given = {"kind": "trade", "initiator": (first,), "target": (at,), "severity": 3, "summary": "a quarrel", **fields}
    return Strain(id=f"S{number:03d}", date=day, **given)


def strained(book, days, **fields):
    rows = tuple(strain(number, day, **fields) for number, day in enumerate(days))
    return replace(book, strains=rows, coverage=(*book.coverage, LOOKED))


def scattered(n, seed):
    rng = random.Random(f"strains {seed}")  # noqa: S311
    return sorted(date(2012, 1, 1) + timedelta(days=rng.randrange(3650)) for _ in range(n))


def one(found, name, **key):
    [estimate] = [e for e in found if e.name == name and all(e.of(part) == want for part, want in key.items())]
    return estimate


@pytest.mark.parametrize("case", GOLDEN["pooled"], ids=lambda case: case["why"])
def test_the_pooled_ratio_by_hand(case):
    found = float(pooled_ratio(*zip(*case["strata"], strict=True)))
    if case["expect"] is None:
        assert not 0 <= found < 1e9
    else:
        assert found == pytest.approx(case["expect"], abs=5e-7)


def test_one_stratum_is_the_crude_ratio():
    rng = random.Random(4)  # noqa: S311
    for _ in range(50):
        n1, e1, n0, e0 = (rng.uniform(0.1, 90) for _ in range(4))
        assert float(pooled_ratio([n1], [e1], [n0], [e0])) == pytest.approx((n1 / e1) / (n0 / e0))


@pytest.mark.parametrize("case", GOLDEN["none_after"], ids=lambda case: case["why"])
def test_none_after_still_has_an_upper_bound(case):
    _, e1, n0, e0 = zip(*case["strata"], strict=True)
    assert upper_of_none(e1, n0, e0) == pytest.approx(case["expect"], abs=5e-6)


@pytest.mark.parametrize("case", GOLDEN["window"], ids=lambda case: f"{case['strain']} {case['contact']}")
def test_the_half_year_after(case):
    book = history(n=1)
    row = strain(1, date.fromisoformat(case["strain"]), date_precision=case["precision"])
    place = ground(book, END, watch(book))
    found = after(place, [row])
    assert bool(found.mask[place.held(_day(case["contact"]))].all()) == case["after"]
    assert found.rows == (() if case["precision"] == "year" else (row,))


def _day(text):
    return between(date.fromisoformat(text), date.fromisoformat(text))


def test_windows_that_overlap_are_one_and_those_outside_coverage_are_none():
    book = history(n=1)
    place = ground(book, END, watch(book))
    days = [date(2015, 1, 1), date(2015, 3, 1), date(2018, 1, 1), date(1990, 1, 1), date(2022, 1, 1)]
    found = after(place, [strain(number, day) for number, day in enumerate(days)])
    assert [row.id for row in found.rows] == ["S000", "S001", "S002"]
    assert found.lengths.tolist() == [180 + 59, 180]
    assert found.mask.sum() == found.lengths.sum()


def test_a_strain_before_coverage_reaches_into_it():
    book = history(n=1)
    found = after(ground(book, END, watch(book)), [strain(1, date(2011, 12, 1))])
    assert found.lengths.tolist() == [180 - 30]


def test_contacts_that_stop_after_strain_are_seen_and_those_that_go_on_too():
    days = scattered(12, 1)
    book = strained(history(rates=(1.5,) * 120, seed=3), days)
    steady = one(compute(book, END), "resilience", between="AUS-JPN")
    assert steady.low < 1 < steady.high
    quiet = [row for row in book.engagements if not any(0 < (row.date - day).days <= 180 for day in days)]
    stopped = one(compute(replace(book, engagements=tuple(quiet)), END), "resilience", between="AUS-JPN")
    assert (stopped.value, stopped.low) == (0, 0)
    assert 0 < stopped.high < 0.2
    thinned = tuple(row for n, row in enumerate(book.engagements) if row in quiet or n % 4 == 0)
    fewer = one(compute(replace(book, engagements=thinned), END), "resilience", between="AUS-JPN")
    assert fewer.low < fewer.value < fewer.high < 1


@pytest.mark.slow
def test_nine_in_ten_intervals_hold_where_strain_changes_nothing():
    held = 0
    for seed in range(100):
        book = strained(history(rates=(1.2,) * 120, seed=seed), scattered(12, seed))
        found = one(compute(book, END), "resilience", between="AUS-JPN")
        held += found.low <= 1 <= found.high
    assert 82 <= held <= 97


def test_a_rate_that_differs_between_eras_is_no_effect_of_strain():
    """Strains only in a quiet era: the crude ratio is low, the ratio within eras is not."""
    book = strained(history(rates=(0.5,) * 60 + (3.0,) * 60, seed=5), [date(2012 + n, 2, 1) for n in range(5)])
    eras = (
        Era(id="E1", name="quiet", from_date=date(2012, 1, 1), to_date=date(2016, 12, 31)),
        Era(id="E2", name="busy", from_date=date(2017, 1, 1)),
    )
    within = one(compute(replace(book, eras=eras), END), "resilience", between="AUS-JPN")
    crude = one(compute(book, END), "resilience", between="AUS-JPN")
    assert crude.high < 1
    assert within.low < 1 < within.high
    assert "no_eras" in crude.warnings
    assert "no_eras" not in within.warnings


def test_an_era_without_strain_drops_out():
    book = strained(history(rates=(1.0,) * 120, seed=6), [date(2012 + n, 2, 1) for n in range(5)])
    eras = (
        Era(id="E1", name="first", from_date=date(2012, 1, 1), to_date=date(2016, 12, 31)),
        Era(id="E2", name="second", from_date=date(2017, 1, 1)),
    )
    whole = replace(book, eras=eras)
    kept = tuple(row for row in whole.engagements if row.date.year < 2017)
    assert one(compute(whole, END), "resilience", between="AUS-JPN").value == pytest.approx(
        one(compute(replace(whole, engagements=kept), END), "resilience", between="AUS-JPN").value
    )


def test_days_in_no_era_are_not_compared():
    book = strained(history(n=60), [date(2013 + n, 2, 1) for n in range(5)])
    era = Era(id="E1", name="only", from_date=date(2013, 1, 1), to_date=date(2018, 12, 31))
    found = one(compute(replace(book, eras=(era,)), END), "resilience", between="AUS-JPN")
    assert (found.from_date, found.to_date) == (era.from_date, era.to_date)


def test_relief_and_new_leaders_are_no_strain():
    book = strained(history(rates=(1.0,) * 120), [date(2012 + n, 6, 1) for n in range(8)])
    base = compute(book, END)
    more = (
        *(strain(100 + n, date(2012 + n, 1, 1), kind="relief", severity=5) for n in range(8)),
        *(strain(200 + n, date(2012 + n, 12, 1), kind="leadership_change", at="JPN") for n in range(8)),
    )
    found = compute(replace(book, strains=(*book.strains, *more)), END)
    assert one(found, "resilience", between="AUS-JPN") == one(base, "resilience", between="AUS-JPN")
    assert one(base, "after_leaders").reason.startswith("no changes of leader are on record")
    assert one(found, "after_leaders").n == 8
    assert {row[:2] for row in one(found, "after_leaders").evidence} & {"S2", "S1"} == {"S2"}


def test_one_quarrel_in_many_rows_is_no_evidence():
    book = strained(history(rates=(1.0,) * 120), [date(2015, 1, 1) + timedelta(days=n) for n in range(9)])
    found = one(compute(book, END), "resilience", between="AUS-JPN")
    assert found.value is None
    assert found.reason.startswith(
        "too few strains of severity three or more are on record in observed time; at least five"
    )


def test_strain_of_the_third_is_strain_of_its_pairs_only():
    book = strained(history(n=1), [date(2015, 1, 1)])
    rows = [strain(1, date(2015, 1, 1), first="USA", at="JPN"), strain(2, date(2015, 1, 1), target=("AUS", "USA"))]
    assert [quarrels.between(book, row, ("AUS", "JPN")) for row in rows] == [False, True]
    assert not any(quarrels.between(book, strain(3, END, at="KOR"), pair) for pair in quarrels.pairs(book))


def test_a_state_strains_a_pair_only_while_both_are_members():
    group = Group(
        slug="v4", name="V4", members=("CZE", "HUN", "POL", "SVK"),
        former_members=(FormerMember(code="CSK", until=date(1992, 12, 31), replaced_by=("CZE", "SVK")),),
    )  # fmt: skip
    book = Casebook(group=group)
    early, late = (strain(1, day, first="HUN", at=at) for day, at in ((date(1992, 5, 1), "CSK"), (END, "CSK")))
    assert ("CSK", "HUN") in quarrels.pairs(book)
    assert quarrels.between(book, early, ("CSK", "HUN"))
    assert not quarrels.between(book, late, ("CSK", "HUN"))
    assert not quarrels.between(book, strain(1, date(1992, 5, 1), first="HUN", at="SVK"), ("HUN", "SVK"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"coverage": ()}, "strains between members were never collected for this group"),
        ({"strains": ()}, "no strain of severity three or more between members is on record"),
        ({"group": Group(slug="x", name="X", members=("AUS",))}, "the group has no pair of members"),
        ({"coverage": (LOOKED,)}, "meetings were at no time fully observed while strains were collected"),
        ({"engagements": ()}, "fewer than five contacts of all members were observed in that time"),
    ],
)
def test_what_cannot_be_said_says_why(change, reason):
    book = replace(strained(history(n=50), [date(2012 + n, 6, 1) for n in range(8)]), **change)
    assert {e.reason for e in compute(book, END) if e.name == "resilience"} == {reason}
    assert {e.value for e in compute(book, END)} == {None}


def test_severities_that_were_never_given_are_not_taken_for_mild():
    book = strained(history(n=50), [date(2012 + n, 6, 1) for n in range(8)], severity=None)
    assert one(compute(book, END), "resilience").reason == "the strains on record are not rated for severity"


def test_what_the_pairs_did_alone_is_not_known():
    found = compute(history(n=50), END)
    assert one(found, "weakest_rate").reason == one(found, "together_share", of="meetings").reason == NO_PAIRS


def test_order_and_later_rows_do_not_matter(jku):
    day = date(2019, 6, 30)
    turned = replace(jku, strains=jku.strains[::-1], responses=jku.responses[::-1], engagements=jku.engagements[::-1])
    assert compute(turned, day) == compute(jku, day)
    cut = replace(jku, strains=tuple(row for row in jku.strains if row.date <= day))
    assert compute(cut, day) == compute(jku, day)


def test_rows_dated_by_month_are_spread_and_counted_once():
    book = strained(history(n=40), [date(2012 + n, 6, 15) for n in range(8)])
    month = replace(book.engagements[0], id="M", date=date(2014, 12, 1), date_precision="month", occasion_id="M")
    found = compute(replace(book, engagements=(*book.engagements, month)), END)
    sides = [one(found, name, between="AUS-JPN").value for name in ("contacts_after", "contacts_otherwise")]
    assert sum(sides) == pytest.approx(41)
    assert one(found, "contacts_after", between="AUS-JPN").value % 1 == pytest.approx(12 / 31, abs=1e-3)
    assert "month_precision" in one(found, "resilience", between="AUS-JPN").warnings


@pytest.mark.parametrize("case", GOLDEN["japan_korea_us"], ids=lambda case: f"{case['name']} {case['between']}")
def test_japan_korea_us(jku, case):
    found = one(compute(jku, date(2025, 10, 31)), case["name"], between=case["between"])
    assert found.n == case["n"]
    assert (found.value, found.low, found.high) == pytest.approx((case["value"], case["low"], case["high"]), abs=0.006)


@pytest.mark.parametrize("case", GOLDEN["first_list"], ids=lambda case: case["who"])
def test_the_first_list_of_strains_gives_about_what_the_first_study_gave(jku, case):
    rows = [row for row in quarrels.quarrels(jku, date(2025, 10, 31)) if re.fullmatch(r"S0\d\d", row.id)]
    if case["who"] == "USA":
        rows = [row for row in rows if "USA" in row.initiator and row.target]
    else:
        rows = [row for row in rows if quarrels.between(jku, row, ("JPN", "KOR"))]
    judged = trial(Face(jku, "weakest_link", date(2025, 10, 31)), watch(jku))
    found = after(judged.ground, rows)
    value, bounds = ratio(judged, found)
    assert len(found.rows) == case["n"]
    assert (value, *bounds[:2]) == pytest.approx((case["value"], case["low"], case["high"]), abs=0.006)
    assert bounds[0] <= case["first_study"] <= bounds[1]


def test_who_answered_provocations(jku):
    found = compute(jku, date(2025, 10, 31))
    share = one(found, "together_share", of="answers")
    assert (share.n, round(share.value * share.n)) == (33, 28)
    assert (one(found, "together_and_pairs").value, one(found, "pairs_only").value) == (5, 5)
    assert share.low < share.value < share.high
    assert "sample" in share.warnings
    assert one(found, "third_party", between="JPN-KOR").value == pytest.approx(40 / 43)


def test_an_act_of_three_not_known_to_be_joint_is_not_counted(jku):
    unknown = tuple(
        replace(row, together="unknown") if len(row.participants) > 2 else row
        for row in jku.responses
    )  # fmt: skip
    found = compute(replace(jku, responses=unknown), date(2025, 10, 31))
    assert one(found, "together_share", of="answers").value == 0
    assert one(found, "together_share", of="answers").high < 0.2


def test_few_answers_of_a_pair_give_no_share():
    row = Response(
        id="R1",
        date=date(2020, 1, 2),
        kind="bilateral_call",
        participants=MEMBERS[:2],
        link_basis="stated",
        summary="x",
    )
    book = replace(history(n=5), responses=(row,))
    found = one(compute(book, END), "third_party", between="AUS-JPN")
    assert (found.value, found.n) == (None, 1)
    assert found.reason == "fewer than five answers of AUS and JPN together are on record"


def test_a_contact_of_some_members_is_none_of_the_group():
    book = strained(history(n=50), [date(2012 + n, 6, 1) for n in range(8)])
    pair = Engagement(
        id="P", date=date(2014, 7, 1), kind="meeting", level="minister", occasion_id="P", summary="x",
        participants=("AUS", "JPN"),
    )  # fmt: skip
    assert compute(replace(book, engagements=(*book.engagements, pair)), END) == compute(book, END)

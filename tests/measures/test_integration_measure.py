"""Exercises, plans, instruments and refusals: what is counted, what is not, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from minilateral.measures import measure
from minilateral.measures.drills import drills
from minilateral.measures.histories import MEMBERS, history
from minilateral.measures.instruments import instruments
from minilateral.measures.integration import compute
from minilateral.measures.plans import plans
from minilateral.model import Commitment, Coverage, Engagement, Strain, Track
from minilateral.record.casebook import shipped_casebooks, slugs

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "golden" / "integration_capacity.yml").read_text(encoding="utf-8"))
SLUGS = slugs(shipped_casebooks())
END = date(2025, 10, 31)
LAST = date(2021, 12, 31)  # of the made-up history
WATCHED = Coverage(id="S", table="strains", from_date=date(2012, 1, 1), to_date=LAST, watched="observed")


def one(found, name, **key):
    [estimate] = [e for e in found if e.name == name and all(e.of(part) == want for part, want in key.items())]
    return estimate


def drill(day, **fields):
    given = {"kind": "exercise", "level": "forces", "participants": MEMBERS, "summary": "Iron Kite, a drill", **fields}
    return Engagement(id=f"D-{day}", date=day, **{"occasion_id": f"D-{day}", **given})


def drilled(*rows, **tables):
    book = history(n=20)
    every = sorted([*book.engagements, *rows], key=lambda row: (row.date, row.id))
    return replace(book, engagements=tuple(every), **tables)


def yearly(**fields):
    given = {"kind": "recurring", "members": MEMBERS, "evidence_rule": "kind=exercise named=iron_kite every=365"}
    given |= {"made_date": date(2018, 1, 1), "text": "An exercise every year"}
    return Commitment(id="C-1", **{**given, **fields})


def strain(kind, day=date(2021, 5, 1), **fields):
    return Strain(id=f"S-{kind}-{day}", date=day, kind=kind, summary="it was called off", **fields)


def test_freedom_edge_against_its_plan(jku):
    found, case = compute(jku, END), GOLDEN["freedom_edge"]
    gaps = [one(found, "planned_gap", place=str(place)) for place in (1, 2)]
    assert [gap.value for gap in gaps] == case["gaps_in_days"]
    assert gaps[1].evidence == ("JKU-20241113-i030", "JKU-20250915-i036")
    assert "Freedom Edge" in gaps[0].label
    assert one(found, "planned_rounds").value == 3
    assert one(found, "planned_since").value == case["since_at_2025_10_31"]
    assert one(found, "planned_due").value == case["due_in_days_at_2025_10_31"]


def test_exercises_of_japan_korea_and_the_united_states(jku):
    found, case = compute(jku, END), GOLDEN["exercises_japan_korea_us"]
    for window in ("now", "before"):
        count = one(found, "exercises_year", series="exercises", window=window)
        assert count.value == len(count.evidence) == case[window]
    assert one(found, "exercises_p_up", series="exercises").value == pytest.approx(case["p_up"], abs=5e-4)
    domains = {e.of("domain"): e.value for e in found if e.name == "exercises_domain" and e.of("window") == "now"}
    assert {name: value for name, value in domains.items() if value} == case["domains_now"]
    years = {e.of("year"): e.value for e in found if e.name == "exercises_in_year"}
    assert {year: years[str(year)] for year in case["years"]} == case["years"]
    assert min(years) == "2012"  # before that exercises were not watched, and none is on record


@pytest.mark.parametrize("slug", GOLDEN["instruments"])
def test_instruments_on_record(shipped, slug):
    case = GOLDEN["instruments"][slug]
    found = compute(shipped[slug], case["day"])
    assert [one(found, "instruments", field=field, at="now").value for field in ("defence", "all")] == case["standing"]


def test_refusals_stand_beside_and_are_in_no_other_number(jku):
    found, case = compute(jku, END), GOLDEN["refused_japan_korea_us"]
    assert {kind: one(found, "against", kind=kind, window="all").value for kind in case} == case
    refused = {row for e in found if e.name == "against" for row in e.evidence}
    assert not refused & {row for e in found if e.name != "against" for row in e.evidence}
    assert all(not e.of("member") for e in found)
    assert len(refused) == sum(len(one(found, "against", kind=k, window="all").evidence) for k in (*case, "called_off"))


def test_only_what_all_members_did_together_counts_as_an_exercise_of_all():
    two = drill(date(2021, 3, 1), participants=MEMBERS[:2])
    planned = drill(date(2021, 4, 1), status="planned")
    old = drill(date(2021, 4, 2), status="superseded")
    twice = replace(drill(date(2021, 5, 1)), id="D-again", occasion_id="D-2021-05-01")
    book = drilled(two, planned, old, drill(date(2021, 5, 1)), twice, drill(date(2022, 1, 1)))
    [found] = drills(book, LAST)
    assert found.ids == ("D-2021-05-01", "D-again")
    assert one(compute(book, LAST), "exercises_year", series="exercises", window="now").value == 1


def test_exercises_that_nobody_looked_for_are_unknown_and_never_zero():
    found = compute(history(n=20), LAST)
    counts = [e for e in found if e.name == "exercises_year"]
    assert [e.value for e in counts] == [None, None]
    assert "and nothing says that they were looked for" in counts[0].reason


def test_a_year_without_an_exercise_is_none_only_where_it_was_watched():
    book = drilled(drill(date(2015, 3, 1)))
    assert one(compute(book, LAST), "exercises_in_year", year="2016").value == 0
    thin = replace(book, coverage=tuple(replace(row, watched="partial") for row in book.coverage))
    years = {e.of("year"): e for e in compute(thin, LAST) if e.name == "exercises_in_year"}
    assert years["2016"].value is None
    assert years["2015"].value == 1
    assert "only_partial_watch" in years["2015"].warnings
    blind = replace(book, coverage=())
    assert [e.value for e in compute(blind, LAST) if e.name.startswith("exercises") and e.value is not None] == []


def test_exercises_follow_the_coverage_of_their_own_track():
    own = Coverage(
        id="T", table="engagements", track="T-EX", from_date=date(2012, 1, 1), to_date=LAST, watched="partial"
    )
    book = drilled(drill(date(2021, 3, 1), track="T-EX"))
    thin = replace(book, coverage=(*book.coverage, own))
    assert one(compute(book, LAST), "exercises_p_up", series="exercises").value is not None
    assert one(compute(thin, LAST), "exercises_p_up", series="exercises").value is None


def test_what_officials_played_at_a_table_is_told_apart_from_what_forces_did():
    table = [drill(date(2021, month, 1), level="official") for month in range(1, 7)]
    found = compute(drilled(drill(date(2020, 3, 1)), drill(date(2021, 8, 1)), *table), LAST)
    now = {e.of("series"): e.value for e in found if e.name == "exercises_year" and e.of("window") == "now"}
    assert now == {"exercises": 7, "forces": 1}


def test_an_exercise_dated_by_month_is_counted_and_in_no_gap():
    rows = [drill(date(2019, 1, 1)), drill(date(2020, 1, 1), date_precision="month"), drill(date(2021, 1, 5))]
    book = drilled(*rows, commitments=(yearly(),))
    found = compute(book, LAST)
    assert one(found, "exercises_in_year", year="2020").value == 1
    assert [e.value for e in found if e.name == "planned_gap"] == [735]


def test_a_plan_is_a_rhythm_that_exercises_alone_can_keep():
    rows = [drill(date(2018, 6, 1)), drill(date(2021, 6, 1))]
    for rule, kept in (
        ("kind=exercise named=iron_kite every=365", 1),
        ("kind=exercise every=365 or needs=person", 0),
        ("kind=meeting every=365", 0),
        ("every=365 nonsense", 0),
        ("", 0),
    ):
        assert len(plans(drilled(*rows, commitments=(yearly(evidence_rule=rule),)), LAST)) == kept, rule
    [plan] = plans(drilled(*rows, commitments=(yearly(),)), LAST)
    assert plan.name == "Iron Kite"
    assert plans(drilled(*rows, commitments=(yearly(made_date=date(2022, 1, 1)),)), LAST) == ()


def test_a_plan_that_was_missed_says_how_long_ago_it_was_due():
    book = drilled(drill(date(2018, 6, 1)), commitments=(yearly(),))
    found = compute(book, LAST)
    assert one(found, "planned_due").value == (date(2019, 6, 1) - LAST).days
    assert one(found, "planned_since").value == (LAST - date(2018, 6, 1)).days


def test_an_instrument_stands_until_its_track_is_given_up():
    pact = drill(date(2015, 1, 1), kind="agreement", level="minister", portfolio="defense", track="T-OLD")
    body = drill(date(2016, 1, 1), kind="institution", level="official", portfolio="foreign")
    again = drill(date(2017, 1, 1), kind="institution", level="official", ordinal=2)
    some = drill(date(2018, 1, 1), kind="agreement", level="official", participants=MEMBERS[:2])
    old = Track(id="T-OLD", name="Old talks", level="official", ended=date(2020, 1, 1))
    book = drilled(pact, body, again, some)
    book = replace(book, tracks=(*book.tracks, old))
    assert [row.id for row in instruments(book, LAST)] == [pact.id, body.id]
    found = compute(book, LAST)
    assert [one(found, "instruments", field=field, at="now").value for field in ("all", "defence")] == [1, 0]
    assert one(found, "instruments_ended").evidence == (pact.id, "T-OLD")
    then = compute(book, date(2019, 12, 31))
    assert [one(then, "instruments", field=field, at="now").value for field in ("all", "defence")] == [2, 1]
    assert one(compute(book, date(2020, 6, 1)), "instruments", field="all", at="before").value == 2


def test_an_instrument_has_ended_where_a_strain_names_it_and_says_so(shipped):
    book = shipped["e3"]
    found = compute(book, date(2025, 12, 31))
    assert one(found, "instruments_ended").evidence == ("e3-20190131-1", "e3-20230309-1")
    assert one(compute(book, date(2023, 3, 8)), "instruments_ended").value != 1
    pact = drill(date(2015, 1, 1), kind="agreement", level="minister", summary="The MADE pact named TIDE was signed")
    name = replace(history().group, short_name="MADE")
    for words, gone in (
        ("TIDE was suspended", 1),
        ("TIDE was praised", 0),
        ("MADE was suspended", 0),
        ("TIDES ended", 0),
    ):
        said = replace(strain("group_event"), summary=words)
        book = replace(drilled(pact, strains=(said,)), group=name)
        assert one(compute(book, LAST), "instruments_ended").value == gone, words
    resumed = replace(strain("group_event"), summary="TIDE was suspended", end_date=date(2021, 6, 1))
    assert one(compute(drilled(pact, strains=(resumed,)), LAST), "instruments_ended").value == 0


def test_which_agreements_share_information_is_unknown_where_rows_carry_no_topics():
    pact = drill(date(2015, 1, 1), kind="agreement", level="minister")
    assert one(compute(drilled(pact), LAST), "information_sharing", parties="all").value is None
    told = replace(pact, topics=("information_sharing",))
    assert one(compute(drilled(told), LAST), "information_sharing", parties="all").value == 1
    two = replace(pact, kind="information_sharing", participants=MEMBERS[:2])
    assert one(compute(drilled(two), LAST), "information_sharing", parties="some").value == 1


def test_a_strain_not_in_a_selected_list_is_unknown_and_in_a_watched_one_none():
    found = compute(drilled(), LAST)
    assert {e.value for e in found if e.name == "against"} == {None}
    whole = drilled()
    whole = replace(whole, coverage=(*whole.coverage, WATCHED))
    assert {e.value for e in compute(whole, LAST) if e.name == "against"} == {0}
    part = replace(whole, coverage=(*whole.coverage[:-1], replace(WATCHED, watched="partial")))
    against = [e for e in compute(part, LAST) if e.name == "against"]
    assert {e.value for e in against} == {None}
    assert "does not say that there was none" in against[0].reason


def test_each_strain_is_under_one_kind_and_relief_under_none():
    rows = (
        strain("drill_refused", breaker="JPN"),
        strain("security_agreement", breaker="JPN"),
        strain("historical_dispute", breaker="AUS"),
        strain("trade"),
        strain("relief", breaker="AUS"),
        strain("drill_refused", date(2022, 1, 1)),
        strain("drill_refused", date(2021, 6, 1), status="superseded"),
    )
    book = drilled(strains=rows)
    found = compute(replace(book, coverage=(*book.coverage, WATCHED)), LAST)
    now = {e.of("kind"): e.value for e in found if e.name == "against" and e.of("window") == "now"}
    assert now == {"drill_refused": 1, "security_agreement": 1, "called_off": 1}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_group_has_a_count_or_a_reason_for_each_input(shipped, slug):
    found = measure(shipped[slug], "integration")
    for name in ("exercises_year", "planned_rounds", "instruments", "information_sharing", "against"):
        some = [e for e in found if e.name == name]
        assert some
        assert all((e.value is None) == bool(e.reason) for e in some)

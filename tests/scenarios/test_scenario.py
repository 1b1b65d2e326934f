"""Scenarios of the shipped groups: what is asked moves the answer as theory says, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import numpy as np
import pytest

from minilateral.errors import UnknownName, UsageError
from minilateral.library import groups, open  # noqa: A004 -- its public name
from minilateral.record.kept import keeper
from minilateral.scenarios.scenario import ask, scenario
from minilateral.scenarios.sustain import Stand
from minilateral.scenarios.switches import Levers, switches

SLUGS = [group.slug for group in groups()]
JKU = "japan-korea-us"


def of(slug, **asked):
    group = open(slug)
    return scenario(group.book, group.as_of(), **asked)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_group_has_one(slug):
    found = of(slug)
    whole = found.base.outcome.whole
    assert whole.members == found.members
    assert all(np.isfinite([s.reward, s.temptation, s.punishment]).all() and s.needs >= 0 for s in whole.stands)
    shares = [share for _, share in found.base.shares.members]
    assert 0 <= found.base.shares.group <= min(shares) <= 1
    assert len(found.base.outcome.parts) == 2 ** len(found.members) - 2 - len(found.members)
    assert len(found.base.shares.drivers) == 5
    assert found.own == (slug == JKU)
    assert [one.direction for one in found.switches] == ["helps", "hurts", "helps", "hurts"]
    known = {row.id for name in ("engagements", "offices") for row in getattr(open(slug).book, name)}
    assert {row for one in found.ranges for row in one.evidence} <= known
    assert all(one.evidence for one in found.ranges if one.basis == "tied")


def test_the_same_question_has_the_same_answer_kept_or_not(tmp_path):
    keep = keeper(tmp_path)
    asked = {"horizon": {"USA": "1y"}}
    first, second, third = of(JKU, **asked, keep=keep), of(JKU, **asked, keep=keep), of(JKU, **asked)
    assert first == second == third
    assert len(list((tmp_path / "scenarios").iterdir())) > 3


def test_a_shorter_horizon_never_helps_and_is_that_members_own():
    shares, patience = [], []
    for life in ("16y", "4y", "1y", "3m"):
        found = of(JKU, horizon={"USA": life})
        shares.append(found.case.shares.group)
        patience.append({one.member: one.has for one in found.case.outcome.whole.stands})
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.9
    assert shares[-1] < 0.01  # one quarter leaves nothing to wait for: only who is not tempted keeps
    assert patience[-1]["USA"] == 0
    assert len({one["JPN"] for one in patience}) == 1
    assert of(JKU, horizon={"USA": 1}).case == of(JKU, horizon={"USA": "12m"}).case


def test_a_shorter_punishment_holds_fewer():
    found = [of("weimar", punishment=k).case.shares.group for k in ("grim", 20, 4, 1)]
    assert found == sorted(found, reverse=True)
    assert of("weimar", punishment=1).case.outcome.whole.stands[0].needs == 1.0


def test_a_known_end_unravels_without_a_successor_and_holds_with_one():
    nobody, some = (of("weimar", horizon={"POL": "1y"}, successor={"POL": chance}) for chance in (0, 0.25))
    assert nobody.case.outcome.whole.holds  # today, with four quarters to lose
    assert (nobody.ends[0].quarters, nobody.ends[0].breaks_with) == (4, 1)
    assert some.ends[0].breaks_with is None
    assert 0 < some.ends[0].chance_needed < 0.25
    assert some.case.outcome.whole.stands[2].has == some.base.outcome.whole.stands[2].has  # the end is in what is lost


def test_each_members_horizon_is_shortened_in_turn():
    found = of(JKU)
    for one in found.shortened:
        asked = of(JKU, horizon={one.member: "1y"})
        assert (one.share, one.holds) == (asked.case.shares.group, asked.case.outcome.whole.holds)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"horizon": {"USA": "0y"}}, "the horizon '0y', expected from 3m"),
        ({"horizon": {"USA": "1000y"}}, "the horizon '1000y', expected from 3m .* to 50y"),
        ({"horizon": {"USA": "-2y"}}, "the horizon '-2y', expected years or months"),
        ({"horizon": {"USA": "nan"}}, "the horizon 'nan', expected years or months"),
        ({"horizon": {"USA": float("nan")}}, "the horizon 'nany', expected years or months"),
        ({"horizon": {"USA": "two years"}}, "expected years or months such as 1y"),
        ({"horizon": {"USA": ""}}, "expected years or months"),
        ({"successor": {"USA": 1.5}}, "the chance 1.5 for the successor in USA, expected from 0 to 1"),
        ({"successor": {"USA": float("nan")}}, "the chance nan"),
        ({"successor": {"USA": 0.5}, "punishment": 4}, "a known end with a limited punishment"),
        ({"punishment": 0}, "the punishment '0', expected grim"),
        ({"punishment": "-3"}, "the punishment '-3'"),
        ({"punishment": "²"}, "the punishment '²'"),
        ({"punishment": 10**9}, "quarters from 1 to 200"),
    ],
)
def test_what_cannot_be_asked_is_told(asked, message):
    with pytest.raises(UsageError, match=message):
        of(JKU, **asked)


@pytest.mark.parametrize("asked", [{"horizon": {"DEU": "1y"}}, {"successor": {"US": 0.2}}])
def test_a_state_that_is_no_member_gets_the_nearest(asked):
    with pytest.raises(UnknownName, match=r"unknown member '(DEU'; known: JPN, KOR, USA|US'; did you mean USA)"):
        ask(("JPN", "KOR", "USA"), **asked)


def stand(**given):
    return replace(Stand(member="USA", temptation=5, reward=3, punishment=1, needs=0.5, has=0.6), **given)


LEVERS = Levers(office=3, renewal=0.25, removal=0.1, shortest={"USA": 0.4})


def test_switches_cut_both_ways():
    """At the edge of patience each helps or hurts as its direction says; far from it, none does."""
    edge = stand(has=0.5)
    assert [one.holds for one in switches([edge], LEVERS, None)] == [True, False, True, False]
    just_below = stand(has=0.49)
    assert [one.holds for one in switches([just_below], LEVERS, None)][:3] == [True, False, True]
    assert [one.holds for one in switches([stand(has=0.2)], replace(LEVERS, office=0), None)] == [False] * 4
    patient = replace(LEVERS, shortest={"USA": 0.9}, renewal=0.01)
    assert [one.holds for one in switches([stand(has=0.9)], patient, None)] == [True] * 4
    assert switches([edge], LEVERS, None)[1].fails == ("USA",)


def test_no_switch_makes_worth_it_what_is_not():
    lost = stand(reward=1, needs=inf)
    assert [one.holds for one in switches([lost], LEVERS, None)] == [False] * 4
    assert [one.holds for one in switches([lost], LEVERS, 3)] == [False] * 4


def test_before_anything_is_on_record_the_assumptions_alone_stand():
    book = open("squad").book
    empty = replace(book, engagements=(), attendance=(), offices=(), coverage=())
    found = scenario(empty, open("squad").as_of())
    assert {one.basis for one in found.ranges} == {"assumed"}
    assert found.base.outcome.whole.binding == found.members

"""Scores by their golden values, by the library and by hand; skill, reliability and the edges."""

from pathlib import Path

import numpy as np
import pytest
import scoringrules
import yaml
from hypothesis import given
from hypothesis import strategies as st

from minilateral.outlook import scores
from minilateral.outlook.counts import negative_binomial, quantile

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "golden" / "outlook.yml").read_text("utf-8"))
SIX = 5e-7


def test_brier_and_log_score():
    case = GOLDEN["binary"]
    said, happened = np.array(case["said"]), np.array(case["happened"])
    assert scores.brier(happened, said).mean() == pytest.approx(case["brier"], abs=SIX)
    assert scores.log_score(happened, said).mean() == pytest.approx(case["log"], abs=SIX)


def test_ranked_probability_score():
    case = GOLDEN["ranked"]
    found = scores.crps(np.array([case["happened"]]), np.array([case["chances"]]))
    assert found[0] == pytest.approx(case["expect"], abs=1e-12)


@pytest.mark.parametrize("case", GOLDEN["negative_binomial"], ids=lambda case: str(case["happened"]))
def test_crps_of_a_count_is_that_of_the_negative_binomial(case):
    pmf = negative_binomial(np.array([2.5]), np.array([3.0]), np.array([1.0]))
    found = scores.crps(np.array([case["happened"]]), pmf)[0]
    assert found == pytest.approx(case["expect"], abs=SIX)
    assert found == pytest.approx(scoringrules.crps_negbinom(case["happened"], 2.5, 0.75), abs=1e-9)


def test_pit_is_flat_where_counts_come_as_often_as_said():
    case = GOLDEN["pit"]
    found = scores.pit(np.array(case["happened"]), np.array(case["chances"]), case["bins"])
    assert found == pytest.approx(case["expect"])


@given(st.lists(st.integers(0, 8), min_size=1, max_size=30), st.floats(0.2, 6), st.floats(0.2, 6))
def test_pit_sums_to_one_and_quantiles_hold_their_share(happened, a, b):
    pmf = np.repeat(negative_binomial(np.array([a]), np.array([b]), np.array([1.0])), len(happened), axis=0)
    assert sum(scores.pit(np.array(happened), pmf)) == pytest.approx(1)
    low, high = quantile(pmf, 0.1)[0], quantile(pmf, 0.9)[0]
    assert pmf[0, : high + 1].sum() >= 0.9 - 1e-9
    assert pmf[0, :low].sum() < 0.1


def test_skill_is_one_minus_the_ratio_of_losses_and_its_interval_holds_it():
    rng = np.random.default_rng(3)
    base = rng.uniform(0.1, 0.4, 120)
    found = scores.skill(base * 0.8, base, "climatology", ("test",))
    assert found.value == pytest.approx(0.2)
    assert found.low == pytest.approx(0.2)  # every loss is smaller by the same factor, so nothing varies
    assert found.shown
    worse = scores.skill(rng.uniform(0.1, 0.4, 120), base, "climatology", ("test",))
    assert worse.low < worse.value < worse.high
    assert not worse.shown


def test_skill_follows_from_what_it_is_of_and_from_nothing_else():
    base, loss = np.linspace(0.1, 0.4, 60), np.linspace(0.3, 0.1, 60)
    assert scores.skill(loss, base, "rolling", ("a",)) == scores.skill(loss, base, "rolling", ("a",))
    assert scores.skill(loss, base, "rolling", ("a",)) != scores.skill(loss, base, "rolling", ("b",))


def test_blocks_make_the_interval_wider_where_neighbours_resemble_each_other():
    rng = np.random.default_rng(4)
    base = np.full(120, 0.25)
    mixed = 0.25 + 0.1 * rng.choice([-1, 1], 120)
    runs = 0.25 + 0.1 * np.repeat(rng.choice([-1, 1], 10), 12)
    narrow, wide = (scores.skill(loss, base, "climatology", ("t",)) for loss in (mixed, runs))
    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)


def test_skill_against_nothing_lost_is_not_told():
    assert scores.skill(np.array([0.1]), np.array([0.0]), "climatology", ()) is None
    assert scores.skill(np.array([]), np.array([]), "climatology", ()) is None


def test_reliability_needs_both_outcomes():
    said = np.array([0.1, 0.15, 0.7, 0.9])
    assert scores.reliability(np.ones(4, dtype=int), said) is None
    assert scores.reliability(np.zeros(4, dtype=int), said) is None
    found = scores.reliability(np.array([0, 1, 1, 1]), said)
    assert [(one.n, one.happened) for one in found] == [(2, 0.5), (1, 1.0), (1, 1.0)]
    assert found[0].said == pytest.approx(0.125)

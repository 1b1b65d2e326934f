"""Every golden value of the statistics, read from a file an analyst can check."""

import math
from pathlib import Path
from statistics import fmean, pstdev

import pytest
import yaml

from minilateral.measures import discount, latency, timing, uncertainty

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "golden" / "measures.yml").read_text(encoding="utf-8"))
SIX = 5e-7


@pytest.mark.parametrize(("name", "stabilised"), [("stabilised_filter", True), ("classical_filter", False)])
def test_filter(name, stabilised):
    case = GOLDEN[name]
    path = discount.filtered(case["y"], [1, 1, 1], 0.9, a0=1, b0=1, stabilised=stabilised)
    assert [g.a for g in path] == pytest.approx(case["a"], abs=1e-9)
    assert [g.b for g in path] == pytest.approx(case["b"], abs=1e-9)
    if "log_p" in case:
        assert [g.log_p for g in path] == pytest.approx(case["log_p"], abs=SIX)


def test_negative_binomial():
    case = GOLDEN["negative_binomial"]
    p = [math.exp(discount.log_predictive(y, 2.5, 3, 1)) for y in range(200)]
    mean = sum(y * p[y] for y in range(200))
    assert p[0] == pytest.approx(case["p_of_0"], abs=SIX)
    assert p[2] == pytest.approx(case["p_of_2"], abs=SIX)
    assert mean == pytest.approx(case["mean"], abs=SIX)
    assert sum((y - mean) ** 2 * p[y] for y in range(200)) == pytest.approx(case["variance"], abs=SIX)
    assert 1 - math.exp(discount.log_predictive(0, 2.5, 3, 3)) == pytest.approx(case["at_least_one_in_3"], abs=SIX)


def test_gamma_interval_agrees_with_the_mixture_of_one():
    case = GOLDEN["gamma_interval"]
    one = discount.Mixture((1.0,), (discount.Gamma(2.5, 3),))
    for p, key in ((0.1, "low"), (0.9, "high")):
        assert uncertainty.gamma_quantile(p, 2.5, 3) == pytest.approx(case[key], abs=SIX)
        assert discount.quantiles([one], p)[0] == pytest.approx(case[key], abs=SIX)


@pytest.mark.parametrize("case", GOLDEN["chance_the_later_rate_is_higher"], ids=lambda case: case["why"])
def test_p_up(case):
    assert uncertainty.p_up(*case["shapes"], *case["months"]) == pytest.approx(case["expect"], abs=SIX)


@pytest.mark.parametrize("case", GOLDEN["tipping_recall"], ids=lambda case: str(case["counts"]))
def test_tipping_recall_is_where_the_claim_is_a_coin(case):
    n1, n0 = case["counts"]
    rho = uncertainty.ratio_median(n1, n0, 12, 12)
    assert rho == pytest.approx(case["expect"], abs=0.005)
    assert uncertainty.p_up(n1 + 0.5, n0 + 0.5, 12, 12, rho=rho) == pytest.approx(0.5, abs=1e-9)


@pytest.mark.parametrize("case", GOLDEN["ratio_interval"], ids=lambda case: str(case["counts"]))
def test_ratio_interval(case):
    found = uncertainty.ratio_interval(*case["counts"], 12, 12, seed_parts=("golden", *case["counts"]))
    assert found == pytest.approx(case["expect"], rel=0.03)
    assert found == uncertainty.ratio_interval(*case["counts"], 12, 12, seed_parts=("golden", *case["counts"]))


def test_bounds_when_nothing_was_recorded():
    assert uncertainty.rate_upper(0, 24) == pytest.approx(GOLDEN["nothing_recorded"]["upper_95_per_month"], abs=5e-5)
    assert uncertainty.share_upper(0, 5) == pytest.approx(GOLDEN["no_hit_in_five"]["upper_95"], abs=5e-5)


def test_share_answered():
    case = GOLDEN["answered_17_of_34"]
    assert uncertainty.beta_interval(case["a"], case["b"]) == pytest.approx((case["low_80"], case["high_80"]), abs=SIX)
    assert uncertainty.share_interval(17, 34) == uncertainty.beta_interval(17.5, 17.5)


def test_forgetting():
    case = GOLDEN["forgetting"]
    assert uncertainty.forgetting_beta(case["days"], case["hits"]) == pytest.approx((case["a"], case["b"]))
    assert uncertainty.forgetting_beta([], []) == (0.5, 0.5)


def test_two_lists():
    case = GOLDEN["two_lists"]
    assert uncertainty.chapman(*case["counts"]) == pytest.approx((case["total"], case["variance"]))
    assert uncertainty.chapman(5, 4, 0) is None


def test_kaplan_meier():
    case = GOLDEN["kaplan_meier"]
    curve = latency.survival(case["days"], case["answered"])
    assert latency.at(curve, 3) == pytest.approx(case["waiting_at_3"], abs=SIX)
    assert latency.at(curve, 2) == pytest.approx(0.8)
    assert latency.at({}, 30) == 1.0
    assert latency.median(curve) == 3


def test_burstiness_and_memory():
    case = GOLDEN["bursty"]
    assert pstdev(case["gaps"]) / fmean(case["gaps"]) == pytest.approx(case["r"], abs=SIX)
    assert timing.burstiness(case["gaps"]) == pytest.approx(case["B"], abs=SIX)
    assert timing.burstiness_finite(case["gaps"]) == pytest.approx(case["A"], abs=SIX)
    equal = GOLDEN["equal_gaps"]
    assert timing.burstiness(equal["gaps"]) == equal["B"]
    assert timing.burstiness_finite(equal["gaps"]) == pytest.approx(equal["A"])
    assert timing.memory(equal["gaps"]) is equal["M"]


@pytest.mark.parametrize("gaps", [[], [3], [0, 0]])
def test_too_few_gaps_have_no_shape(gaps):
    assert timing.burstiness(gaps) is None
    assert timing.burstiness_finite(gaps) is None
    assert timing.memory(gaps) is None


def test_shape_is_shown_only_for_twenty_gaps():
    assert timing.shape([1, 2] * 9 + [1]) is None
    shown = timing.shape([1, 2] * 10)
    assert shown is not None
    assert shown.n == 20
    assert shown.memory == pytest.approx(-1)


@pytest.mark.parametrize("name", ["silence", "too_few_gaps"])
def test_silence_against_own_rhythm(name):
    case = GOLDEN[name]
    found = uncertainty.silence_tail(case["gaps"], case["silence"])
    assert found is None if case["expect"] is None else found == pytest.approx(case["expect"], abs=SIX)

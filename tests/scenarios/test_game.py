"""The stage game: golden values, edges, and sums done by brute force."""

from __future__ import annotations

from math import inf
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from minilateral.scenarios.game import Game, limited, patience, payoffs, tit_for_tat
from minilateral.scenarios.horizon import breaks_with, chance_needed, discount, holds_until_end, keeps, until_end

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "golden" / "scenarios.yml").read_text("utf-8"))


def star(t, r, p, worth=None):
    return float(patience(*(np.array([float(x)]) for x in (t, r, p)), worth)[0])


def public_good(n, m, *, e=1.0):
    """A symmetric public good: everybody's unit returns m to everybody, and costs 1."""
    each = np.full((n, 1), 1.0)
    spill = np.full((n, n, 1), float(m))
    return Game(each, each * m, spill, each * 0, each * 0, each * 0, np.array([e]))


def stream(first, then, d, periods=20_000):
    """One payoff now and another ever after, summed one by one."""
    return first + sum(then * d**t for t in range(1, periods))


@pytest.mark.parametrize("case", [*GOLDEN["grim"], *GOLDEN["edges"]])
def test_least_patience_if_punished_for_ever(case):
    assert star(*case["payoffs"]) == pytest.approx(case["star"], abs=1e-6)


@pytest.mark.parametrize(("periods", "wanted"), GOLDEN["limited"].items())
def test_least_patience_if_punished_for_some_periods(periods, wanted):
    assert star(5, 3, 1, limited(periods)) == pytest.approx(wanted, abs=1e-6)


@pytest.mark.parametrize("case", GOLDEN["short"])
def test_too_short_a_punishment_holds_nobody(case):
    assert star(*case["payoffs"], limited(case["periods"])) == case["star"]


@pytest.mark.parametrize("case", GOLDEN["edges"])
def test_edges_do_not_hang_on_how_long_a_breach_is_punished(case):
    assert star(*case["payoffs"], limited(3)) == star(*case["payoffs"], until_end(4, 0.5)) == case["star"]


@pytest.mark.parametrize("case", GOLDEN["public_good"])
def test_a_symmetric_public_good(case):
    told = payoffs(
        public_good(case["n"], case["m"]), range(case["n"]), 0, credible=np.array([False]), bonus=True
    )  # fmt: skip
    found = patience(told.temptation, told.reward, told.punishment)[0]
    assert found == pytest.approx(case["star"], abs=1e-6)


@pytest.mark.parametrize("case", GOLDEN["tit_for_tat"])
def test_tit_for_tat(case):
    assert tit_for_tat(*case["payoffs"]) == pytest.approx(case["star"], abs=1e-6)


@pytest.mark.parametrize(("years", "wanted"), GOLDEN["patience"].items())
def test_patience_by_expected_life(years, wanted):
    assert float(discount(years)) == pytest.approx(wanted, abs=5e-4)


@pytest.mark.parametrize("case", GOLDEN["known_end"])
def test_a_known_end(case):
    assert holds_until_end(5, 3, 1, 0.7, periods=case["left"], goes_on=case["successor"]) == case["holds"]


def test_who_breaks_away_before_a_known_end_and_what_would_prevent_it():
    assert breaks_with(5, 3, 1, 0.7, periods=8, goes_on=0) == 1
    assert breaks_with(5, 3, 1, 0.7, periods=8, goes_on=0.25) == 0
    needed = chance_needed(5, 3, 1, 0.7)
    assert breaks_with(5, 3, 1, 0.7, periods=8, goes_on=needed + 1e-9) is None
    assert breaks_with(5, 3, 1, 0.7, periods=8, goes_on=needed - 1e-6) == 0
    assert chance_needed(5, 1, 1, 0.7) == inf


ordered = st.tuples(*[st.floats(0, 10)] * 3).map(lambda x: sorted(x, reverse=True))


@given(ordered, st.floats(0.05, 0.98))
def test_summed_one_by_one_keeping_pays_just_where_patience_is_enough(payoffs, d):
    t, r, p = payoffs
    assume(r - p > 0.01 and t - r > 0.01 and abs(star(t, r, p) - d) > 1e-4)
    keeping, breaking = stream(r, r, d, 2000), stream(t, p, d, 2000)
    assert (keeping > breaking) == (d >= star(t, r, p))


@given(ordered, st.integers(1, 12))
def test_at_the_least_patience_both_streams_are_worth_the_same(payoffs, periods):
    t, r, p = payoffs
    assume(r - p > 0.01 and t - r > 0.01)
    d = star(t, r, p, limited(periods))
    lost = sum((r - p) * d**n for n in range(1, periods + 1)) if d < inf else 0
    if d < inf:
        assert lost == pytest.approx(t - r, abs=1e-4)
    else:
        assert periods * (r - p) < t - r


@given(ordered, st.floats(0.05, 0.95), st.integers(0, 8), st.floats(0, 1))
def test_a_known_end_summed_one_by_one(payoffs, d, left, goes_on):
    t, r, p = payoffs
    assume(r - p > 0.01)
    lost = sum((r - p) * d**n for n in range(1, left + 1))
    lost += goes_on * sum((r - p) * d**n for n in range(left + 1, 2000))
    assume(abs(lost - (t - r)) > 1e-4)
    assert holds_until_end(t, r, p, d, periods=left, goes_on=goes_on) == (lost > t - r)


@given(ordered, st.floats(0.05, 0.95), st.floats(0, 10), st.sampled_from([None, 1, 3]))
def test_where_breaking_changes_no_chance_to_stay_office_is_worth_nothing(payoffs, d, office, periods):
    t, r, p = payoffs
    assume(r - p > 0.01)
    needs = star(t, r, p, limited(periods) if periods else None)
    assume(abs(needs - d) > 1e-6)
    told = (np.array([x]) for x in (t, r, p))
    found = keeps(*told, kept=np.array([d]), broken=np.array([d]), office=office, periods=periods)
    assert bool(found[0]) == (d >= needs)

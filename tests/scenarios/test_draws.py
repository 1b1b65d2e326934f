"""Draws: seeded, uniform, counted right, and the rank correlations those of a library."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from minilateral.scenarios.draws import drawn, drivers, ranks, shares
from minilateral.scenarios.ranges import Range

MEMBERS = ("AAA", "BBB")
CENTRES = {"cost": 4, "own": 2, "bonus": 1, "gain": 1, "outside": 1}


def made(name, member="", partner="", low=1.0, central=1.0, high=1.0):
    return Range(
        parameter=name, member=member, partner=partner, low=low, central=central, high=high, basis="assumed",
        why="made up", origin="a test",
    )  # fmt: skip


def ranges(**spread):
    """Two members in a symmetric game; `spread` gives a parameter of the first member ends of its own."""
    found = [made("excludability", low=0.5, high=0.5)]
    for name, value in CENTRES.items():
        for member in MEMBERS:
            low, high = spread.get(name, (value, value)) if member == "AAA" else (value, value)
            found.append(made(name, member, low=low, high=high))
    found += [made("spill", "AAA", "BBB", low=4, high=4), made("spill", "BBB", "AAA", low=4, high=4)]
    return [*found, *(made("horizon", member, low=4, high=4) for member in MEMBERS)]


def test_the_same_seed_gives_the_same_draws_and_another_day_others():
    some = ranges(cost=(2, 6))
    one, two, other = (drawn(some, "group", "scenarios", day)["cost AAA"] for day in ("2025", "2025", "2026"))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, other)
    assert len(one) == 20_000
    assert 2 <= one.min() < one.max() <= 6
    assert one.mean() == pytest.approx(4, abs=0.03)


def test_a_range_draws_the_same_whatever_others_there_are():
    one = drawn(ranges(cost=(2, 6)), "group")["cost AAA"]
    two = drawn(ranges(cost=(2, 6), gain=(0, 3)), "group")["cost AAA"]
    assert np.array_equal(one, two)


def test_the_share_is_that_of_a_closed_form():
    """R = 7 - c, T = 5, P = 1: with d = .9, keeping pays just where (c - 2) / 4 <= .9, so up to c = 5.6."""
    some = ranges(cost=(2, 8))
    sample = drawn(some, "closed form")
    found = shares(MEMBERS, sample, np.full((2, 20_000), 0.9), [None, None], some)
    assert dict(found.members)["AAA"] == pytest.approx((5.6 - 2) / 6, abs=0.01)
    assert found.group == dict(found.members)["AAA"]
    assert dict(found.members)["BBB"] == 1
    assert [one.name for one in found.drivers] == ["cost AAA"]
    assert found.drivers[0].correlation < -0.9


def test_rank_correlations_are_those_of_a_library_ties_and_infinities_among_them():
    rng = np.random.default_rng(3)
    sample = {name: rng.uniform(0, 1, 500) for name in "abcdefg"}
    margin = np.round(sample["a"] - 0.5 * sample["b"] + 0.2 * rng.normal(size=500), 1)
    margin[margin < -0.1] = -np.inf
    found = drivers(sample, margin)
    assert [one.name for one in found][:2] == ["a", "b"]
    assert len(found) == 5
    for one in found:
        assert one.correlation == pytest.approx(spearmanr(sample[one.name], ranks(margin))[0], abs=1e-12)


def test_nothing_drives_what_never_changes():
    assert drivers({"a": np.arange(9.0)}, np.full(9, -np.inf)) == ()

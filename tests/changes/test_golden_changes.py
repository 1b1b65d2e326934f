"""The numbers a reader can check by hand: exact dating, run lengths, Bayes factors."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
import yaml

from minilateral.changes import date as dating
from minilateral.changes.evidence import of_counts, of_parts
from minilateral.changes.runs import run_lengths

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "golden" / "change_points.yml").read_text("utf-8"))
SIX = 1e-6


def prior():
    case = GOLDEN["partition"]
    return dating.Prior(case["shape"], case["rate"], case["hazard"])


def test_dating_is_as_enumerated():
    case = GOLDEN["partition"]
    found = dating.partition(np.array(case["y"], float), np.ones(4), prior())
    assert found.p == pytest.approx(case["p_change"], abs=SIX)
    assert found.log_evidence == pytest.approx(case["log_evidence"], abs=SIX)


def test_run_lengths_are_as_worked_out():
    case = GOLDEN["partition"]
    steps, evidence = run_lengths(np.array(case["y"], float), np.ones(4), prior())
    for got, expected in zip(steps, case["run_lengths"], strict=True):
        assert got == pytest.approx(expected, abs=SIX)
    assert evidence == pytest.approx(case["log_evidence"], abs=SIX)


def enumerated(y, e, one):
    """Probability of a change at each month by going through every way to cut the series."""
    n, total, changed = len(y), 0.0, np.zeros(len(y))
    pieces = dating.segments(y, e, one.shape, one.rate)
    for cuts in product([0, 1], repeat=n - 1):
        edges = [0, *(t + 1 for t, cut in enumerate(cuts) if cut), n]
        log_p = sum(pieces[s, t - 1] for s, t in pairwise(edges))
        weight = np.exp(log_p) * one.hazard ** sum(cuts) * (1 - one.hazard) ** (n - 1 - sum(cuts))
        total += weight
        changed[edges[1:-1]] += weight
    return changed / total, np.log(total)


def test_dating_and_run_lengths_agree_with_enumeration_where_months_were_missed():
    y, e, one = np.array([2.0, 0, 0, 1, 5, 0, 3]), np.array([1, 0.5, 0, 1, 1, 0, 0.25]), dating.Prior(2, 1.5, 0.1)
    p, log_evidence = enumerated(y, e, one)
    found = dating.partition(y, e, one)
    assert found.p == pytest.approx(p, abs=1e-12)
    assert found.log_evidence == pytest.approx(log_evidence, abs=1e-12)
    assert run_lengths(y, e, one)[1] == pytest.approx(log_evidence, abs=1e-12)


def test_the_windowed_bayes_factor():
    case = GOLDEN["bayes_factor"]
    for kind in (float, int):  # simulated counts are whole and go through a table
        last = of_counts(np.array(case["y"], kind), np.ones(4)).log_bf[-1]
        assert last.max() == pytest.approx(case["log_bf"], abs=SIX)
        assert last.argmax() + 1 == case["months_since"]


def test_the_bayes_factor_of_a_mix():
    case = GOLDEN["mix"]
    split = of_parts(np.array(case["parts"]), np.ones(2, bool), spread=False)
    assert split.log_bf[-1].max() == pytest.approx(case["log_bf"], abs=SIX)
    assert split.sign[-1, 0] == 1


def test_the_window_is_four_years_and_the_change_is_of_the_last():
    """What lies more than four years back adds nothing, and a change a year and a month old is not looked for."""
    long_ago, e = np.r_[np.full(60, 9.0), np.full(48, 1.0)], np.ones(108)
    alone = of_counts(np.full(48, 1.0), np.ones(48)).log_bf[-1]
    assert of_counts(long_ago, e).log_bf[-1] == pytest.approx(alone)
    step = of_counts(np.r_[np.full(35, 0.0), np.full(13, 4.0)], np.ones(48))
    assert step.log_bf[-1].argmax() == 11

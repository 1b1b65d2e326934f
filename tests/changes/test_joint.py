"""The alarm across series: its parts, and what it gains and loses on histories whose break is known."""

from __future__ import annotations

import numpy as np
import pytest

from minilateral.changes import silence
from minilateral.changes.joint import strength
from minilateral.changes.simulate import BREAKS, NONE, compared, histories
from minilateral.measures.uncertainty import silence_tail


def test_silence_agrees_with_the_measure_of_consistency_in_months():
    """Events in months 0, 1, 3, 6 and silence for four: the same closed form, gaps in months."""
    y = np.zeros(11, int)
    y[[0, 1, 3, 6]] = 1
    assert silence.tails(y, np.ones(11))[-1] == pytest.approx(silence_tail([1, 2, 3], 4))


def test_the_rhythm_is_that_of_the_last_dozen_gaps():
    y = np.r_[np.ones(30, int), np.tile([0, 0, 0, 1], 13), np.zeros(4, int)]
    assert silence.tails(y, np.ones(y.size))[-1] == pytest.approx(silence_tail([4] * 12, 4))


def test_months_not_observed_are_no_silence():
    y, e = np.r_[np.ones(12, int), np.zeros(6, int)], np.r_[np.ones(12), np.zeros(6)]
    assert silence.tails(y, e)[-1] == 1.0


def test_simulated_series_in_rows_give_what_each_gives_alone():
    rng = np.random.default_rng(3)
    y = rng.poisson(0.5, (4, 60))
    together = silence.tails(y, np.ones(60))
    for row, alone in zip(together, y, strict=True):
        assert row == pytest.approx(silence.tails(alone, np.ones(60)), nan_ok=True)


def test_a_break_shows_as_weaker():
    of = histories(BREAKS[1], 2.0, 20)
    told = strength(of)
    late = slice(95, 102)
    assert (told.sign[:, late] == -1).mean() > 0.8
    assert told.value[:, late].mean() > strength(histories(NONE, 2.0, 20)).value[:, late].mean() + 1


def test_the_joint_alarm_gains_where_signs_come_first_and_pays_where_only_contacts_fall():
    found = {(one.kind, one.alarm): one for one in compared(1.0, 150)}
    first, alone = BREAKS[0].name, BREAKS[2].name
    joint, counts = found[first, "joint"], found[first, "contacts alone"]
    assert joint.share > counts.share + 0.05
    assert joint.months < counts.months
    assert found[alone, "joint"].share < found[alone, "contacts alone"].share


def test_without_refusals_it_is_no_better_in_share_so_contacts_alone_stay_the_alarm():
    found = {(one.kind, one.alarm): one for one in compared(1.0, 150, refusals=False)}
    for kind in BREAKS[:3]:
        assert found[kind.name, "joint"].share <= found[kind.name, "contacts alone"].share + 0.05


def test_histories_are_the_same_each_time_and_break_when_told():
    one, two = (histories(BREAKS[0], 1.0, 50) for _ in range(2))
    assert np.array_equal(one.y, two.y)
    assert np.array_equal(one.parts, two.parts)
    before, after = one.y[:, :90].mean(), one.y[:, 99:].mean()
    assert after / before == pytest.approx(0.4, abs=0.06)
    assert one.y[:, 90:99].mean() / before == pytest.approx(1.0, abs=0.15)
    assert one.parts[..., :5].sum() == one.y.sum()

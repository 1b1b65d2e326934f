"""Backtests on histories whose truth is known: skill where there is something to know, none where there is not."""

from datetime import date

import numpy as np
import pytest

from minilateral.measures.histories import history, provoked
from minilateral.outlook.ahead import outlook
from minilateral.outlook.backtest import judge_answers
from minilateral.outlook.track import Judged, judged

END = date(2025, 12, 31)


def by_key(book, key):
    return next(one for one in outlook(book, END).forecasts if one.question.ask.key == key)


@pytest.fixture(scope="module")
def changing():
    return history(rates=[0.3] * 60 + [3.0] * 54 + [0.3] * 54)


@pytest.fixture(scope="module")
def flat():
    return history(rates=(1.5,) * 168)


def test_a_rate_that_changes_is_forecast_better_than_by_both_baselines(changing):
    record = by_key(changing, "contacts-90").record
    assert record.n > 100
    assert all(one.shown for one in record.skills)
    assert record.verdict == "better than both baselines"


def test_where_the_rate_is_flat_no_skill_is_claimed(flat):
    found = [one.record for one in outlook(flat, END).forecasts]
    assert all(record.verdict != "better than both baselines" for record in found)
    assert all(abs(skill.value) < 0.2 for record in found for skill in record.skills)


def test_every_score_of_every_model_is_shown_and_losses_among_them(flat):
    chance, count = by_key(flat, "minister-90").record, by_key(flat, "contacts-90").record
    assert set(chance.losses) == {"climatology", "rolling", "last", "rate", "season", "hazard"}
    assert set(count.losses) == {"climatology", "rolling", "last", "rate", "season"}
    for record in (chance, count):
        assert set(record.logs) == set(record.losses)
        loss = record.losses
        assert {one.against: one.value for one in record.skills} == pytest.approx(
            {name: 1 - loss["rate"] / loss[name] for name in ("climatology", "rolling")}
        )


def test_counts_fall_into_their_range_as_often_as_said(flat):
    record = by_key(flat, "contacts-90").record
    assert record.covered > 0.75
    assert len(record.pit) == 10
    assert sum(record.pit) == pytest.approx(1)


def test_every_miss_is_listed_beside_what_the_baselines_had_said(changing):
    record = by_key(changing, "minister-90").record
    assert record.misses
    for miss in record.misses:
        assert (miss.said >= 0.5) != (miss.happened > 0)
        assert [name for name, _ in miss.naive] == ["climatology", "rolling"]
        assert record.first <= miss.opened <= record.last
    count = by_key(changing, "contacts-90").record
    assert len(count.misses) == round((1 - count.covered) * count.n)
    assert all(not miss.low <= miss.happened <= miss.high for miss in count.misses)


def test_the_quoted_model_goes_by_the_horizon(flat):
    found = {one.question.ask.key: one.model for one in outlook(flat, END).forecasts}
    assert found["minister-30"] == "hazard"
    assert found["minister-90"] == found["contacts-90"] == "rate"


def test_answers_are_judged_case_by_case_and_old_ones_fade():
    book = provoked(history(rates=(0.0,) * 168), 80, 0.5)
    found = judge_answers(book, END)
    assert found.closed == 80
    assert found.record.n < 80  # those before 2016 are learned from and not scored
    assert [one.against for one in found.record.skills] == ["climatology", "coin"]
    assert found.record.losses["coin"] == pytest.approx(0.25)
    always = judge_answers(provoked(history(rates=(0.0,) * 168), 80, 1.0), END)
    assert always.said["fading"] > 0.8


def test_a_judgement_survives_being_kept(flat):
    record = by_key(flat, "contacts-90").record
    value = Judged(said={"rate": [0.5, 0.5]}, closed=3, happened=1, record=record)
    assert judged(value.plain()) == value
    assert judged(Judged(said={}, closed=0, happened=0, record=None).plain()).record is None


def test_the_same_record_gives_the_same_backtest(flat):
    assert by_key(flat, "minister-90") == by_key(flat, "minister-90")
    assert isinstance(by_key(flat, "minister-90").record.n, int)
    assert np.isfinite(by_key(flat, "minister-90").record.said)

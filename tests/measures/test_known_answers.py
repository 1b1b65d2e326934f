"""The measures on made-up histories whose answers are known."""

import math
from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean

import pytest

from minilateral.measures import discount, index, measure
from minilateral.measures.chance import shifted_rates
from minilateral.measures.discount import Gamma, Mixture
from minilateral.measures.exposure import watch
from minilateral.measures.histories import history, provoked
from minilateral.measures.occasions import contacts
from minilateral.measures.rates import monthly
from minilateral.measures.uncertainty import chapman, p_up, silence_tail
from minilateral.measures.windows import year_before, year_to
from minilateral.model import Engagement

END = date(2021, 12, 31)


def one(found, name, **key):
    hits = [e for e in found if e.name == name and all(e.of(k) == str(v) for k, v in key.items())]
    assert len(hits) == 1, (name, key, len(hits))
    return hits[0]


def smoothed(book):
    months = monthly(contacts(book, END), watch(book), END)
    return discount.mixtures(months.y, months.e)[-1]


def test_a_steady_rate_lies_in_its_interval_about_as_often_as_it_says():
    rates = [smoothed(history(rates=[0.5] * 120, seed=seed)) for seed in range(120)]
    low, high = discount.quantiles(rates, 0.1), discount.quantiles(rates, 0.9)
    held = fmean(a <= 0.5 <= b for a, b in zip(low, high, strict=True))
    # The mixture covers .94 of the time when nothing changes (80 % nominal): it must allow for change.
    assert 0.85 <= held <= 1.0


def rise(book):
    days = [c.span.first for c in contacts(book, END)]
    now, before = (sum(w.first <= day <= w.last for day in days) for w in (year_to(END), year_before(END)))
    return p_up(now + 0.5, before + 0.5, 12, 12)


def test_a_change_is_seen_and_no_change_is_not():
    falls = [rise(history(rates=[2.0] * 108 + [0.5] * 12, seed=seed)) for seed in range(60)]
    assert fmean(p < 0.1 for p in falls) > 0.9
    steady = [rise(history(rates=[1.0] * 120, seed=seed)) for seed in range(120)]
    assert fmean(p < 0.1 or p > 0.9 for p in steady) == pytest.approx(0.2, abs=0.08)


def test_the_mixture_is_nearest_the_discount_that_predicts_best():
    y = [3, 0, 2, 1, 4, 0, 0, 2] * 12
    mixture = discount.mixtures(y, [1.0] * len(y))[-1]
    best = max(zip(mixture.weights, discount.DISCOUNTS, strict=True))
    assert best[1] == 0.99  # nothing changes, so the longest memory wins
    assert sum(mixture.weights) == pytest.approx(1)


def test_the_first_year_does_not_weigh_the_discounts():
    paths = discount.mixtures([9] + [0] * 12, [1.0] * 13)
    assert len(set(paths[11].weights)) == 1
    assert len(set(paths[12].weights)) > 1


def test_a_month_without_exposure_forgets_and_learns_nothing():
    before, after = discount.filtered([4, 7], [1, 0], 0.9)
    assert after.a == pytest.approx(0.9 * before.a + 0.1 * discount.PRIOR_SHAPE)
    assert after.b == pytest.approx(0.9 * before.b + 0.1 * discount.PRIOR_MONTHS)
    assert after.log_p == 0


def test_long_silence_leaves_the_stabilised_interval_open():
    held = discount.filtered([5] + [0] * 200, [1] * 201, 0.9)[-1]
    classical = discount.filtered([5] + [0] * 200, [1] * 201, 0.9, stabilised=False)[-1]
    assert held.a > 0.01
    assert classical.a < 1e-6


def test_index_draws_agree_with_its_closed_form():
    rates = {
        8.0: Mixture((0.5, 0.5), (Gamma(1.5, 20), Gamma(2.5, 12))),
        0.5: Mixture((1.0,), (Gamma(9, 12),)),
    }
    mean = sum(weight * rate.mean for weight, rate in rates.items())
    variance = sum(weight**2 * rate.variance for weight, rate in rates.items())
    drawn = index.draws(rates, "test") @ [8.0, 0.5]
    assert drawn.mean() == pytest.approx(mean, rel=0.02)
    assert drawn.var() == pytest.approx(variance, rel=0.06)


def test_published_weights_are_one_of_the_weightings():
    assert list(index.rungs()) == [8.0, 4.0, 2.0, 1.0, 0.5]
    assert [2 ** math.log2(weight) for weight in index.rungs()] == [8.0, 4.0, 2.0, 1.0, 0.5]


def test_the_index_range_holds_its_median():
    found = one(measure(history(rates=[1.0] * 108 + [3.0] * 12), "consultation"), "index_p_up")
    assert found.low <= found.value <= found.high
    assert found.value > 0.95


@pytest.mark.parametrize("true", [0.0, 0.5, 1.0])
def test_share_answered_is_recovered(true):
    found = measure(provoked(history(rates=[0.0] * 120), 60, true), "response")
    share = one(found, "answered", window=3, severity=4)
    assert share.n == 60
    assert share.value == pytest.approx(true, abs=0.15)
    assert one(found, "excess", window=3, severity=4).value == pytest.approx(
        share.value - one(found, "chance", window=3, severity=4).value
    )
    assert one(found, "answered", window=3, severity=5).value is None


def test_answers_that_fall_by_chance_show_no_excess():
    book = provoked(history(rates=[0.0] * 120), 60, 0.0)
    calls = tuple(
        Engagement(
            id=f"C{i}",
            date=date(2012, 3, 1) + timedelta(days=37 * i),
            kind="call",
            level="official",
            occasion_id=f"C{i}",
            participants=book.group.members,
            summary="an unrelated call",
        )
        for i in range(80)
    )
    found = measure(replace(book, engagements=calls), "response")
    assert abs(one(found, "excess", window=14, severity=4).value) < 0.12
    assert one(found, "excess_p", window=14, severity=4).value > 0.05


def test_none_answered_has_an_upper_bound():
    found = measure(provoked(history(rates=[0.0] * 120), 5, 0.0), "response")
    assert one(found, "answered_upper", window=3, severity=4).value == pytest.approx(0.3057, abs=5e-5)
    share = one(found, "answered", window=3, severity=4)
    assert (share.value, share.low) == (0, 0)
    some = measure(provoked(history(rates=[0.0] * 120), 5, 1.0), "response")
    assert not [e for e in some if e.name == "answered_upper"]


def test_chance_is_the_share_of_days_that_an_answer_covers():
    rates = shifted_rates({3: range(1, 3000, 31)}, range(1, 3001, 50), 1, 3000, ("test",))
    assert fmean(rates[3]) == pytest.approx(5 / 50, abs=0.02)  # five days in fifty: the day before to three days after


def test_no_answers_at_all_give_no_chance():
    assert set(shifted_rates({30: [100, 900]}, [], 1, 3000, ("test",))[30]) == {0.0}


def test_a_short_period_has_no_chance_level():
    assert shifted_rates({3: [10]}, [11], 1, 100, ("test",)) == {}


def test_an_open_window_is_not_judged():
    book = provoked(history(rates=[0.0] * 120), 40, 1.0)
    last = book.provocations[-1].date
    found = measure(book, "response", last + timedelta(days=10))
    assert one(found, "answered", window=7, severity=4).n == 40
    assert one(found, "answered", window=14, severity=4).n == 39


def test_silence_tail_is_uniform_on_its_own_rhythm():
    found = [measure(history(rates=[1.0] * 120, seed=s), "consistency") for s in range(80)]
    tails = [one(e, "silence_tail", series="contacts").value for e in found]
    assert fmean(tails) == pytest.approx(0.5, abs=0.12)
    assert fmean(tail < 0.1 for tail in tails) < 0.25
    assert silence_tail([0, 0], 5) is None


def test_two_lists_that_overlap_give_a_total():
    book = provoked(history(rates=[0.0] * 120), 40, 0.6)
    calls = tuple(
        Engagement(
            id=f"C{act.id}",
            date=act.date + timedelta(days=1),
            kind="call",
            level="senior_official",
            occasion_id=f"C{act.id}",
            participants=book.group.members,
            summary="a call",
        )
        for act in book.provocations[::2]
    )
    book = replace(book, engagements=calls)
    total = one(measure(book, "completeness"), "two_list_total")
    answered = {row.date for row in book.responses}
    both = len(answered & {row.date for row in calls})
    assert total.value == pytest.approx(chapman(len(answered), 20, both)[0])
    assert total.low <= total.value <= total.high
    assert one(measure(book, "completeness"), "two_list_recall").value == pytest.approx(both / len(answered))


def test_lists_without_overlap_give_none():
    book = provoked(history(rates=[0.0] * 120), 10, 1.0)
    assert one(measure(book, "completeness"), "two_list_total").reason == "the two lists do not overlap"


def test_seeds_make_histories_and_nothing_else_does():
    assert history(seed=4) == history(seed=4)
    assert history(seed=4) != history(seed=5)
    assert len(history(n=123).engagements) == 123
    assert history().coverage[0].to_date == END

"""Models by hand and on made-up histories: what they say, and that they look at nothing later than their origin."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml

from minilateral.measures.discount import filtered
from minilateral.measures.exposure import Watch
from minilateral.measures.histories import history
from minilateral.measures.windows import Span, between
from minilateral.outlook import baselines, hazard, rate
from minilateral.outlook.models import chances, counts
from minilateral.outlook.past import Past
from minilateral.outlook.series import series

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "golden" / "outlook.yml").read_text("utf-8"))


def ordinals(*days: str) -> np.ndarray:
    return np.array(sorted(date.fromisoformat(day).toordinal() for day in days), dtype=np.int64)


def past(days: np.ndarray, first: str, last: str, horizon: int = 30) -> Past:
    span = between(date.fromisoformat(first), date.fromisoformat(last))
    return Past(days, Watch((span,)), span.last, horizon)


@pytest.fixture(scope="module")
def busy() -> Past:
    book = history(rates=[0.4] * 60 + [1.2] * 60)
    found = series(book, "minister", date(2021, 12, 31))
    return Past(np.array(found.days, dtype=np.int64), found.watch, date(2021, 12, 31).toordinal(), 90)


def test_months_windows_and_what_had_closed():
    found = past(ordinals("2020-02-10", "2020-04-30"), "2020-01-01", "2020-05-31")
    assert found.y.tolist() == [0, 1, 0, 1, 0]
    assert found.e.tolist() == [1, 1, 1, 1, 1]
    assert len(found.origins) == 6
    assert found.happened.tolist() == [0, 1, 0, 1, 0, 0]
    assert found.valid.tolist() == [True, True, True, True, True, False]
    assert found.closed.tolist() == [0, 1, 1, 3, 4, 5]  # a window of 30 days from 1 February closes on 1 March


def test_a_window_watched_for_less_than_nine_tenths_does_not_count():
    seen = Watch((between(date(2020, 1, 1), date(2020, 3, 26)), between(date(2020, 5, 1), date(2020, 6, 30))))
    found = Past(ordinals(), seen, date(2020, 6, 30).toordinal(), 30)
    assert found.valid.tolist() == [True, True, False, False, True, True, False]
    assert found.e.tolist() == pytest.approx([1, 1, 26 / 31, 0, 1, 1])


def test_climatology_counts_closed_windows_only():
    found = past(ordinals("2020-02-10"), "2020-01-01", "2020-03-31")
    assert baselines.climatology(found).tolist() == pytest.approx([0.5, 0.25, 0.25, GOLDEN["climatology"]["expect"]])


def test_rolling_forgets_what_lies_more_than_36_origins_back():
    found = past(ordinals(*(f"2012-{month:02}-10" for month in range(1, 13))), "2012-01-01", "2019-12-31")
    assert baselines.climatology(found)[-1] > 0.1
    assert baselines.rolling(found)[-1] == pytest.approx(0.5 / 37)


def test_last_value_is_what_followed_the_like():
    every_other = ordinals(*(f"{2012 + i // 6}-{1 + 2 * (i % 6):02}-10" for i in range(48)))
    found = past(every_other, "2012-01-01", "2019-12-31", 28)
    said = baselines.last_value(found)
    assert said[-1] > 0.9  # it did not happen in December, and after such a month it always did
    assert said[-2] < 0.1


def test_counts_of_the_last_window_are_gamma_poisson():
    found = past(ordinals("2020-02-10", "2020-02-20"), "2020-01-01", "2020-02-29", 29)
    pmf = baselines.last_value(found, counts=True)[-1]
    mean = (pmf * np.arange(len(pmf))).sum()
    assert mean == pytest.approx(2.5, abs=1e-6)


def test_the_rate_is_the_filter_of_the_measures(busy):
    state = filtered(busy.y.tolist(), busy.e.tolist(), 0.94)[-1]
    h = 90 / 30.44
    assert rate.plain(busy)[-1] == pytest.approx(1 - (state.b / (state.b + h)) ** state.a)
    assert rate.plain(busy, counts=True).sum(axis=1) == pytest.approx(1)


def test_the_closed_form_of_the_rate():
    for case in GOLDEN["rate"]:
        assert 1 - (3 / (3 + case["months"])) ** 2.5 == pytest.approx(case["at_least_one"], abs=5e-7)


def test_weights_of_the_season():
    found = past(ordinals("2020-01-10"), "2020-01-01", "2020-12-31")
    weights = rate.season(found)[-1]
    assert weights[0] == pytest.approx(GOLDEN["season"]["january"], abs=5e-7)
    assert weights[1] == pytest.approx(GOLDEN["season"]["other"], abs=5e-7)
    assert weights.mean() == pytest.approx(1)


def test_the_hazard_learns_the_busy_months():
    days = ordinals(*(f"{year}-{month:02}-15" for year in range(2012, 2022) for month in (2, 6, 7, 9, 11)))
    found = past(days, "2012-01-01", "2021-08-31", 30)
    said = hazard.hazard(found)
    assert said[-1] > 0.6  # September
    earlier = past(days, "2012-01-01", "2021-07-31", 30)
    assert hazard.hazard(earlier)[-1] < 0.4  # August
    assert said[-2] == pytest.approx(hazard.hazard(earlier)[-1])


def test_the_hazard_of_a_record_without_any_stays_a_chance():
    said = hazard.hazard(past(ordinals(), "2012-01-01", "2021-12-31"))
    assert np.all((said > 0) & (said < 0.55))
    assert said[-1] < 0.05


@pytest.mark.parametrize("cut", ["2016-01-31", "2018-06-30", "2020-11-30"])
def test_no_model_looks_past_its_origin(busy, cut):
    last = date.fromisoformat(cut).toordinal()
    known = Past(busy.days[busy.days <= last], Watch((Span(busy.seen.spans[0].first, last),)), last, 90)
    for models in (chances, counts):
        whole, part = models(busy), models(known)
        at = len(known.origins) - 1
        for name, said in part.items():
            assert said[-1] == pytest.approx(whole[name][at], abs=1e-12), name


def test_chances_are_never_certain(busy):
    for said in chances(busy).values():
        assert said.min() >= 0.01
        assert said.max() <= 0.99


def test_a_month_half_known_counts_by_its_half():
    found = past(ordinals("2020-03-05"), "2020-01-01", "2020-03-15")
    assert found.e.tolist() == pytest.approx([1, 1, 15 / 31])
    assert found.origins[-1] == date(2020, 3, 16).toordinal()
    assert 0 < rate.plain(found)[-1] < 1

"""Alarms and dates on made-up histories whose change is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from minilateral.changes import calibrate, detect
from minilateral.changes.assess import judged
from minilateral.changes.evidence import of_counts
from minilateral.changes.listed import changes
from minilateral.changes.series import SELECTED, all_series
from minilateral.measures.histories import history
from minilateral.measures.windows import month_of
from minilateral.model import Coverage, Strain
from minilateral.record.kept import keeper, nowhere

END = date(2021, 12, 31)


def of(name, book, as_of=END, keep=nowhere):
    return next(one for one in judged(book, as_of, keep) if one.series.name == name)


@pytest.mark.parametrize(("before", "after", "direction"), [(2.0, 0.4, "down"), (0.4, 2.0, "up")])
def test_a_step_is_found_dated_and_told_the_right_way(before, after, direction):
    found = of("contacts", history(rates=[before] * 84 + [after] * 36))
    stepped = month_of(date(2019, 1, 1))
    first = next(one for one in found.alarms if one.month >= stepped)
    assert first.direction == direction
    assert first.month - stepped <= 12
    assert abs(first.since - stepped) <= 6
    sure = [one for one in found.dated if one.p > 0.5]
    assert [one.direction for one in sure] == [direction]
    assert sure[0].first <= stepped <= sure[0].last + 1
    assert abs(found.since.median - 36) <= 6


def test_histories_without_a_change_raise_few_alarms():
    """Eight histories of ten years, each watched for eight: two a decade would be far over what is promised."""
    raised = [len(of("contacts", history(seed=seed)).alarms) for seed in range(1, 9)]
    assert sum(raised) <= 1.6 * sum((120 - detect.LEAST_MONTHS) / detect.DECADE for _ in raised)


def test_the_threshold_keeps_its_promise_on_series_it_has_not_seen():
    one = of("contacts", history()).series
    at_least = calibrate.threshold_of(one, nowhere)
    e, rng = np.array(one.e), np.random.default_rng(99)
    y = rng.poisson(one.rate * e, (600, e.size))
    allowed = detect.may_alarm(y, e)
    told = detect.raised(of_counts(y, e).log_bf.max(-1), allowed, at_least)
    assert told.sum() / (allowed.sum() / detect.DECADE) == pytest.approx(0.85, abs=0.35)


def test_after_an_alarm_a_year_is_quiet():
    strength = np.full((1, 40), 9.0)
    told = detect.raised(strength, np.ones((1, 40), bool), 2.0)
    assert told[0].nonzero()[0].tolist() == [0, 12, 24, 36]


def test_a_change_that_still_shows_a_year_later_is_not_told_as_new():
    """One fall, then no contact for three years: the window alarms again and again, for the same fall."""
    found = of("contacts", history(rates=[2.0] * 84 + [0.0] * 36))
    assert len(found.alarms) > 1
    assert [one.direction for one in found.fresh] == ["down"]
    twice = of("contacts", history(rates=[0.3] * 60 + [1.5] * 24 + [5.0] * 36))
    assert [one.direction for one in twice.fresh] == ["up", "up"]


def test_power_grows_with_the_rate_and_with_the_step():
    busy, quiet = (of("contacts", history(rates=[rate] * 120)) for rate in (3.0, 0.4))
    shares = {one.step: one.share for one in busy.power}
    assert shares[0.25] >= shares[0.4] >= shares[0.6]
    assert shares[0.4] > {one.step: one.share for one in quiet.power}[0.4]
    assert all(one.by_chance < 0.3 for one in busy.power)


def test_what_is_kept_gives_the_same_and_is_read_again(tmp_path):
    book, keep = history(), keeper(tmp_path)
    first = changes(book, END, keep)
    assert list(tmp_path.rglob("*.json"))
    assert changes(book, END, keep).rows() == first.rows() == changes(book, END).rows()


def observed(table):
    return Coverage(id=f"COV-{table}", table=table, from_date=date(2012, 1, 1), to_date=END, watched="observed")


def strained(book, coverage):
    days = [date(2012, 2, 1) + timedelta(days=110 * n) for n in range(24)]
    days += [date(2019, 7, 1) + timedelta(days=20 * n) for n in range(40)]
    rows = tuple(
        Strain(id=f"S{n:03d}", date=day, kind="trade", initiator=("USA",), breaker="USA", severity=3, summary="Duties")
        for n, day in enumerate(days)
    )
    return replace(book, strains=rows, coverage=(*book.coverage, *coverage))


def test_a_selected_list_of_strains_never_shows_more_of_them():
    partial = replace(observed("strains"), watched="partial")
    for coverage in ((), (partial,)):
        found = of("strains", strained(history(), coverage))
        assert found.series.reason == SELECTED
        assert (found.alarms, found.dated, found.power) == ((), (), ())


def test_strains_found_by_one_rule_do():
    book = strained(history(), (observed("strains"),))
    for name in ("strains", "refusals"):
        assert [one.direction for one in of(name, book).alarms][:1] == ["up"]
    assert "refusals" in changes(book, END).joint.parts


def test_deputies_in_more_seats_are_seen():
    from minilateral.model import Attendance  # noqa: PLC0415

    book = history(rates=[1.5] * 120)
    seats = tuple(
        Attendance(
            id=f"A-{row.id}-{member}", engagement_id=row.id, member=member, basis="seen",
            level="vice_minister" if row.date.year >= 2020 and member == "USA" else row.level,
        )
        for row in book.engagements if row.level in {"leader", "minister"} for member in row.participants
    )  # fmt: skip
    found = of("attendance", replace(book, attendance=seats))
    assert found.alarms[0].direction == "up"
    assert found.alarms[0].now > found.alarms[0].before


def test_every_series_of_a_group_is_told_or_says_why():
    for one in all_series(history(n=30), END):
        assert one.reason or (one.events >= detect.LEAST_EVENTS and one.months >= detect.LEAST_MONTHS), one.name

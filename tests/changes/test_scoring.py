"""Scores of alarms against landmarks, chance among them; causes beside what chance would put there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from minilateral.changes.explain import causes, events
from minilateral.changes.landmarks import landmarks, regimes
from minilateral.changes.scoring import Case, Mark, matched, score
from minilateral.measures.histories import history
from minilateral.measures.windows import Span, month_of, month_span
from minilateral.model import Engagement, Provocation, Strain

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "golden" / "change_points.yml").read_text("utf-8"))
FIRST, LAST = date(2012, 1, 1), date(2025, 10, 31)


def marks(rows):
    return tuple(Mark(date.fromisoformat(day), direction) for day, direction in rows)


def test_matching_is_one_to_one_same_direction_and_nearest_first():
    case = GOLDEN["scoring"]
    pairs = matched(marks(case["alarms"]), marks(case["landmarks"]))
    assert len(pairs) == case["hits"]
    assert [(a.date - b.date).days for a, b in pairs] == case["days"]


def test_a_landmark_serves_one_alarm_and_105_days_are_the_end():
    alarms = marks([["2019-02-01", "down"], ["2019-03-01", "down"]])
    assert len(matched(alarms, marks([["2019-02-20", "down"]]))) == 1
    assert matched(alarms[:1], marks([["2018-10-19", "down"]])) != ()
    assert matched(alarms[:1], marks([["2018-10-18", "down"]])) == ()


def test_chance_is_high_where_landmarks_are_many_and_low_where_they_are_few():
    alarms = marks([["2013-01-01", "up"], ["2017-01-01", "up"], ["2021-01-01", "up"]])
    many = tuple(Mark(date(year, month, 15), "up") for year in range(2012, 2026) for month in (1, 5, 9))
    few = marks([["2013-01-20", "up"], ["2017-01-20", "up"], ["2021-01-20", "up"]])
    crowded, sparse = (score([Case(alarms, some, FIRST, LAST)]) for some in (many, few))
    assert crowded.precision == sparse.precision == 1.0
    assert (crowded.chance > 0.9, sparse.chance < 0.2) == (True, True)
    assert (crowded.p > 0.5, sparse.p < 0.05) == (True, True)
    assert score([Case(alarms, few, FIRST, LAST)]) == sparse


def test_nothing_to_score():
    none = score([Case((), (), FIRST, LAST)])
    assert (none.precision, none.recall, none.chance, none.p) == (None, None, None, None)
    assert score([Case(marks([["2030-01-01", "up"]]), (), FIRST, LAST)]).alarms == 0


def with_rows():
    strains = (
        Strain(id="S1", date=date(2018, 5, 10), kind="trade", severity=4, summary="a"),
        Strain(id="S2", date=date(2018, 6, 10), kind="trade", severity=4, summary="b"),
        Strain(id="S3", date=date(2018, 6, 15), kind="leadership_change", severity=2, summary="c"),
        Strain(id="S4", date=date(2018, 6, 15), kind="relief", severity=4, summary="d"),
        Strain(id="S5", date=date(2018, 9, 29), kind="trade", severity=3, summary="e"),
    )
    acts = tuple(
        Provocation(id=f"P{n}", date=date(2018, 6, n), actor=("PRK",), kind="icbm", severity=n, summary="f")
        for n in (4, 5)
    )
    made = Engagement(
        id="I1", date=date(2018, 7, 1), kind="institution", level="minister", occasion_id="I1",
        participants=("AUS", "JPN", "USA"), summary="g",
    )  # fmt: skip
    book = history()
    return replace(book, strains=strains, provocations=acts, engagements=(*book.engagements, made))


def test_what_is_recorded_near_a_change_is_ordered_by_severity_then_closeness():
    month, whole = month_of(date(2018, 6, 1)), Span(date(2012, 1, 1).toordinal(), date(2021, 12, 31).toordinal())
    found = causes(events(with_rows(), date(2021, 12, 31)), month, month, whole)
    assert [one.row for one in found.found] == [
        "P5",
        "S2",
        "S1",
        "S3",
        "I1",
    ]  # S5 lies 91 days off; relief is no strain
    assert [one.days for one in found.found] == [0, 0, 22, 0, 1]
    window = month_span(month).days + 180
    assert found.expected == pytest.approx(6 * window / whole.days)


def test_what_came_later_than_the_day_is_not_named():
    assert [one.row for one in events(with_rows(), date(2018, 6, 1))] == ["S1"]


def test_landmarks_by_rule_leave_out_what_is_small_and_what_only_some_made():
    book = with_rows()
    assert landmarks(book) == marks([["2018-05-10", "down"], ["2018-06-10", "down"], ["2018-06-15", "up"],
                                     ["2018-07-01", "up"]])  # fmt: skip
    assert regimes(book) == marks([["2018-07-01", "up"]])

"""Alarms on the longest record against the landmarks people chose for it: the figures, and what they do not prove.

The floors stand a little under what was measured. Precision alone says nothing here: so many landmarks stand in the
record that alarms shifted in time hit nearly half of them too, which is held as firmly as the hits.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from corpora import tell

from minilateral import library
from minilateral.changes.assess import joint_of, judged
from minilateral.changes.scoring import Case, Mark, score
from minilateral.measures.windows import month_span

TRUTH = Path(__file__).parents[3] / "shared" / "truth" / "landmarks-japan-korea-us.csv"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not TRUTH.exists(), reason="needs ../shared/truth")]
END = date(2025, 10, 31)


@cache
def landmarks():
    with TRUTH.open(encoding="utf-8") as lines:
        return tuple(Mark(date.fromisoformat(row["date"]), row["direction"]) for row in csv.DictReader(lines))


@cache
def found():
    return {one.series.name: one for one in judged(library.open("japan-korea-us").book, END)}


def scored(name, some):
    one = found()["contacts"].series
    marks = tuple(Mark(month_span(alarm.month).from_date, alarm.direction) for alarm in some)
    told = score([Case(marks, landmarks(), month_span(one.first).from_date, END)], name)
    tell(f"{name}: {told}")
    return told


def test_alarms_on_contacts_and_statements_hit_landmarks_and_so_would_others_by_chance():
    told = scored("contacts_statements", found()["contacts_statements"].alarms)
    assert told.landmarks == 31
    assert 3 <= told.alarms <= 8
    assert told.precision >= 0.6
    assert 0.35 <= told.chance <= 0.6
    assert told.p > 0.05, "supported at last: say so on the page of changes"


def test_dates_looking_back_hit_landmarks():
    told = scored("dated", found()["contacts_statements"].dated)
    assert told.alarms >= 2
    assert told.precision >= 0.6


def test_exercises_rose_twice():
    """As in the first study, month by month."""
    assert [(one.month // 12, one.month % 12 + 1) for one in found()["exercises"].alarms] == [(2022, 10), (2023, 10)]
    assert scored("exercises", found()["exercises"].alarms).precision == 1.0


def test_an_alarm_across_series_is_no_better_here():
    joint = joint_of(library.open("japan-korea-us").book, END)
    assert "refusals" not in joint.parts, "refusals are observed now: the page of changes says that they are not"
    told = scored("joint", joint.alarms)
    assert told.precision >= 0.5
    assert told.p > 0.05

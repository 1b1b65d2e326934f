"""The Python face: days as people write them, estimates as data frames, groups by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import minilateral as ml
from minilateral.errors import BadDate, UnknownName
from minilateral.frames import arrow
from minilateral.model import Casebook, Group
from minilateral.opened import Estimates, OpenGroup, day
from minilateral.record.workspace import Workspace


@given(st.dates())
def test_a_day_is_itself(one: date) -> None:
    assert day(one.isoformat()) == day(one.isoformat(), last=True) == day(one) == one


@given(st.dates())
def test_a_month_and_a_year_span_their_days(one: date) -> None:
    for text in (one.isoformat()[:7], one.isoformat()[:4]):
        first, last = day(text), day(text, last=True)
        assert first <= one <= last
        assert first.day == 1


@pytest.mark.parametrize(
    "text", ["", "2025-13", "2025-02-30", "25", "20250101", "2025-1-1-1", "0000", "10000", "today", "2025/01"]
)
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadDate, match="2025-10-31"):
        day(text)


def test_estimates_become_a_typed_table(built: Path) -> None:
    estimates = ml.open("quad", workspace=built).measure("breadth")
    table = estimates.to_arrow()
    assert table.num_rows == len(estimates)
    assert str(table.schema.field("to_date").type) == "date32[day]"
    assert str(table.schema.field("evidence").type) == "list<item: string>"
    assert table.column("value").null_count == sum(one.value is None for one in estimates)


def test_no_estimates_are_a_table_with_columns() -> None:
    assert {"name", "value", "evidence"} <= set(Estimates().to_arrow().column_names)


@given(st.lists(st.none() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False), max_size=5))
def test_numbers_and_unknowns_survive_as_they_are(values: list) -> None:
    assert arrow([{"x": value} for value in values], ["x"]).column("x").to_pylist() == values


def test_an_empty_group_knows_nothing_and_fails_at_nothing(tmp_path: Path) -> None:
    empty = OpenGroup(Casebook(group=Group(slug="x", name="X", members=("JPN", "USA"))), Workspace(tmp_path))
    assert empty.coverage_end is None
    assert empty.as_of() is None
    assert empty.engagements(since="2020") == ()
    assert empty.measure() == ()
    assert "no rates" in empty.watched()


def test_unknown_names_offer_the_nearest(built: Path) -> None:
    with pytest.raises(UnknownName, match="japan-korea-us"):
        ml.open("japan-korea", workspace=built)
    with pytest.raises(UnknownName, match="Foreign ministers"):
        ml.open("japan-korea-us", workspace=built).engagements(track="forein ministers")


def test_groups_are_all_ten_by_slug(built: Path) -> None:
    slugs = [group.slug for group in ml.groups(workspace=built)]
    assert len(slugs) == 10
    assert slugs == sorted(slugs)


def test_there_is_no_other_name() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        ml.nothing  # noqa: B018 -- the asking is the test
    assert set(ml.__all__) <= set(dir(ml))

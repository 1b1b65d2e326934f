"""The codebook: states, levels, kinds and cautions that agree with each other and with the tables."""

from __future__ import annotations

import pytest

from minilateral.codebook import actors, kinds, levels
from minilateral.codebook.tables import schema_version, table, table_names
from minilateral.errors import UnknownName


@pytest.mark.parametrize(
    ("code", "cow", "gw"),
    [
        ("USA", 2, 2), ("CAN", 20, 20), ("GBR", 200, 200), ("FRA", 220, 220), ("DEU", 255, 260), ("POL", 290, 290),
        ("HUN", 310, 310), ("CSK", 315, 315), ("CZE", 316, 316), ("SVK", 317, 317), ("RUS", 365, 365),
        ("CHN", 710, 710), ("PRK", 731, 731), ("KOR", 732, 732), ("JPN", 740, 740), ("IND", 750, 750),
        ("VNM", 816, 816), ("PHL", 840, 840), ("AUS", 900, 900), ("NZL", 920, 920),
    ],
)  # fmt: skip
def test_numbers_are_those_scholars_join_on(code: str, cow: int, gw: int) -> None:
    assert (actors.actor(code).cow, actors.actor(code).gw) == (cow, gw)


def test_states_have_each_code_and_number_once() -> None:
    everyone = actors.all_actors()
    for attribute in ("iso3", "cow", "gw", "name", "adjective"):
        values = [getattr(actor, attribute) for actor in everyone]
        assert len(set(values)) == len(values), attribute
        assert all(values)


def test_czechoslovakia_ends_the_day_before_its_heirs_begin() -> None:
    end, start = actors.actor("CSK").to_date, actors.actor("CZE").from_date
    assert end is not None
    assert start is not None
    assert (start - end).days == 1


def test_an_unknown_state_is_raised_and_the_nearest_offered() -> None:
    with pytest.raises(UnknownName, match="unknown country code 'JPM'"):
        actors.actor("JPM")
    assert not actors.known("JPM")


def test_the_ladder_runs_from_leader_down_and_doubles_at_each_step() -> None:
    ladder = levels.ladder()
    assert [level.name for level in ladder] == [
        "leader", "minister", "vice_minister", "senior_official", "official", "working",
    ]  # fmt: skip
    assert [level.weight for level in ladder] == [8, 4, 2, 1, 0.5, 0.5]
    assert [level.rank for level in ladder] == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("head_of_government", "leader"), ("national_security_adviser", "minister"),
        ("special_envoy", "senior_official"), ("ambassador", "senior_official"),
        ("director_general", "official"), ("military", "forces"),
        ("presidential_office", "government"), ("unknown", "unknown"), ("legislators", "legislators"),
    ],
)  # fmt: skip
def test_words_of_all_tables_stand_on_one_ladder(word: str, level: str) -> None:
    assert levels.crosswalk(word).name == level


def test_what_is_off_the_ladder_has_rank_and_weight_of_none() -> None:
    for word in levels.words():
        level = levels.crosswalk(word)
        assert (level.rank == 0) == (level.weight is None), word
        assert levels.crosswalk(level.name) == level


def test_an_unknown_level_is_raised() -> None:
    with pytest.raises(UnknownName, match="level 'king'"):
        levels.crosswalk("king")
    assert not levels.known("king")


def test_the_crosswalk_of_kinds_has_exactly_the_words_of_the_tables() -> None:
    described = {
        (name, word)
        for name in table_names()
        for column in table(name).columns
        if column.name == "kind"
        for word in column.values
    }
    assert {(kind.table, kind.word) for kind in kinds.all_kinds()} == described
    assert all(kind.family and kind.label for kind in kinds.all_kinds())


def test_an_unknown_kind_is_raised() -> None:
    with pytest.raises(UnknownName, match="kind of responses 'meetin'"):
        kinds.kind("responses", "meetin")


@pytest.mark.parametrize("name", table_names())
def test_a_reference_points_to_a_table_and_a_rule_to_a_column(name: str) -> None:
    described = table(name)
    assert len(set(described.header)) == len(described.header)
    assert described.header[0] == "id"
    for column in described.columns:
        assert column.about, column.name
        assert bool(column.to) == column.type.startswith("ref")
        assert not column.to or column.to in table_names()
        assert not column.or_to or column.or_to in table_names()
        assert not column.not_before or column.not_before in described.header
        assert not column.precision or column.precision in described.header
        assert (column.type == "enum") == bool(column.values)


def test_the_form_has_a_version() -> None:
    assert schema_version() == 1

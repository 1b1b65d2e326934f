"""The table of assumptions: what is wrong with it is told with its place, and nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest

from minilateral.errors import BadAssumptions, UnknownName, UsageError
from minilateral.library import groups
from minilateral.measures.histories import history
from minilateral.model import Group
from minilateral.scenarios.assumed import ranges
from minilateral.scenarios.ranges import PARAMETERS
from minilateral.scenarios.scenario import scenario
from minilateral.scenarios.table import COLUMNS, read, shipped

DAY = date(2021, 12, 31)
GOOD = "made-up,AUS,,cost,2,3,4,assumed,,because,mine"


HEAD = ",".join(COLUMNS)


def table(tmp_path, *rows, head=HEAD):
    path = tmp_path / "mine.csv"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return path


def told(tmp_path, *rows, **more):
    with pytest.raises(BadAssumptions) as caught:
        read(table(tmp_path, *rows, **more))
    return str(caught.value).replace(str(tmp_path), "…").splitlines()


def of(book, path=None):
    return {one.name: one for one in ranges(book, DAY, path)[0]}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("made-up,AUS,,cost,5,4,3,assumed,,x,", "line 2, column low: found 5, expected no more than high (3)"),
        ("made-up,AUS,,cost,1,9,3,assumed,,x,", "line 2, column central: found 9, expected a number from low (1) to"),
        ("made-up,AUS,,cost,1,nan,3,assumed,,x,", "line 2, column central: found nan, expected a number from 0 to 10"),
        ("made-up,AUS,,cost,1,inf,3,assumed,,x,", "line 2, column central: found inf, expected a number from 0 to 10"),
        ("made-up,AUS,,cost,-1,2,3,assumed,,x,", "line 2, column low: found -1, expected a number from 0 to 10"),
        ("made-up,AUS,,cost,1,2,30,assumed,,x,", "line 2, column high: found 30, expected a number from 0 to 10"),
        ("made-up,AUS,,cost,,,,assumed,,x,", "line 2, column central: found an empty cell, expected a number"),
        ("made-up,AUS,,horizon,,2,,assumed,,x,", "line 2, column low: found an empty cell, expected a number"),
        ("made-up,AUS,,horizon,0,2,5,assumed,,x,", "line 2, column low: found 0, expected a number from 0.25 to 50"),
        ("made-up,,,cost,,2,,assumed,,x,", "line 2, column member: found an empty cell, expected a member's code"),
        ("made-up,AUS,,spill,,2,,assumed,,x,", "line 2, column partner: found an empty cell, expected a member's"),
        ("made-up,AUS,AUS,spill,,2,,assumed,,x,", "line 2, column partner: found AUS, expected another member"),
        ("made-up,AUS,,office,,2,,assumed,,x,", "line 2, column member: found AUS, expected an empty cell"),
        ("made-up,AUS,,cost,,2,,guessed,,x,", "line 2, column basis: found guessed, expected assumed or tied"),
        ("made-up,AUS,,cost,,2,,tied,,x,", "line 2, column series: found an empty cell, expected the name of a"),
        ("made-up,AUS,,cost,,2,,assumed,host_share,x,", "line 2, column series: found host_share, expected an empty"),
        ("made-up,AUS,,cost,,2,,tied,line_life,x,", "line 2, column series: found line_life, expected none"),
        ("made-up,AUS,,cost,,2,,assumed,,,", "line 2, column why: found an empty cell, expected why this range"),
        (",AUS,,cost,,2,,assumed,,x,", "line 2, column group: found an empty cell, expected the slug of a group"),
        ("made-up,AUS,,cost,,2", "line 2: found 6 cells, expected 11 cells, as in the header"),
    ],
)
def test_a_cell_at_fault_is_told_with_its_place(tmp_path, row, message):
    assert told(tmp_path, row)[0].startswith(f"…/mine.csv, {message}")


def test_every_fault_is_told_at_once(tmp_path):
    lines = told(tmp_path, GOOD, "made-up,AUS,,gain,5,4,3,assumed,,x,", "made-up,AUS,,own,x,2,3,wrong,,x,", GOOD)
    assert len(lines) == 4
    assert lines[-1].endswith(
        "line 5, column parameter: found made-up AUS cost, expected each once; it stands on line 2"
    )


def test_a_table_without_rows_or_with_other_columns_is_refused(tmp_path):
    assert told(tmp_path) == ["…/mine.csv: found a header and no row, expected one row at least"]
    assert "line 1: found group,cost, expected group,member" in told(tmp_path, GOOD, head="group,cost")[0]
    (tmp_path / "mine.csv").write_bytes(b"")
    with pytest.raises(BadAssumptions, match="an empty file, expected a header row"):
        read(tmp_path / "mine.csv")
    with pytest.raises(BadAssumptions, match="expected a file that can be read"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (GOOD.replace("cost", "costs"), "line 2, column parameter) 'costs'; did you mean cost"),
        (GOOD.replace("assumed,,", "tied,host_shares,"), "column series.*did you mean host_share"),
        (GOOD.replace("AUS", "AUT"), "member of made-up .*line 2, column member.* 'AUT'; did you mean AUS"),
        ("made-up,AUS,UAS,spill,,2,,assumed,,x,", "column partner.* 'UAS'; did you mean USA"),
    ],
)
def test_an_unknown_name_raises_with_the_nearest(tmp_path, row, message):
    with pytest.raises(
        UnknownName, match=message.replace("parameter)", "parameter.*").replace("2, column p", "2, .*p")
    ):
        of(history(), table(tmp_path, row))


def test_a_row_of_ones_own_goes_before_those_shipped_and_leaves_the_rest(tmp_path):
    before, after = of(history()), of(history(), table(tmp_path, GOOD))
    assert (after["cost AUS"].low, after["cost AUS"].central, after["cost AUS"].high) == (2, 3, 4)
    assert after["cost AUS"].origin.endswith("mine.csv, line 2")
    assert {name for name in before if before[name] != after[name]} == {"cost AUS"}


def test_the_most_exact_row_wins_and_left_out_ends_are_forty_per_cent(tmp_path):
    rows = ["*,*,*,spill,,1,,assumed,,all,", "made-up,AUS,*,spill,,2,,assumed,,from each,",
            "made-up,AUS,USA,spill,,9,,assumed,,from one,"]  # fmt: skip
    found = of(history(), table(tmp_path, *rows))
    assert [found[f"spill {pair}"].central for pair in ("JPN from AUS", "AUS from JPN", "AUS from USA")] == [1, 2, 9]
    assert (found["spill AUS from JPN"].low, found["spill AUS from JPN"].high) == (1.2, 2.8)
    assert found["spill AUS from USA"].high == 10  # the end of the scale


def test_rows_on_other_groups_are_left_aside_and_told(tmp_path):
    found, notes = ranges(history(), DAY, table(tmp_path, GOOD, GOOD.replace("made-up", "made-upp")))
    assert notes[0].endswith("is on other groups and left aside: made-upp")
    assert len(found) == len(of(history()))


def test_the_shipped_table_is_sound_and_its_groups_are_there():
    slugs = {one.slug for one in groups()}
    assert {row.group for row in shipped()} - {"*"} <= slugs
    assert {row.parameter for row in shipped() if row.group == "*"} == set(PARAMETERS)
    assert all(row.source for row in shipped())


def test_every_parameter_has_one_range_for_each_it_belongs_to():
    found = ranges(history(), DAY)[0]
    assert len({one.name for one in found}) == len(found) == 4 + 7 * 3 + 6
    assert all(one.low <= one.central <= one.high for one in found)
    assert all(one.why and one.source for one in found)


@pytest.mark.parametrize("members", [(), ("AUS",), tuple("ABCDEFGHI")])
def test_a_group_of_one_or_of_too_many_has_no_scenario(members):
    from dataclasses import replace  # noqa: PLC0415 -- here alone

    book = replace(history(), group=Group(slug="odd", name="Odd", members=members))
    with pytest.raises(UsageError, match=f"found a group of {len(members)}, expected two to 8"):
        scenario(book, DAY)

"""Frozen forecasts: written once, sealed, settled once, and refused when anybody edited them."""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from disks import make_read_only, mounted
from minilateral.errors import JournalBroken, OutputError
from minilateral.measures.histories import history
from minilateral.outlook.ahead import outlook
from minilateral.outlook.ledger import forecasts, freeze, resolve
from minilateral.outlook.listed import settled_rows
from minilateral.record.workspace import Workspace

MADE, END = date(2020, 12, 31), date(2021, 12, 31)
BOOK = history(rates=[0.3] * 60 + [2.0] * 60)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


@pytest.fixture
def frozen(ws: Workspace) -> Workspace:
    freeze(ws, outlook(BOOK, MADE), "abc", MADE)
    return ws


def lines(ws: Workspace) -> list[str]:
    return (ws.journal / "outlook.jsonl").read_text("utf-8").splitlines()


def test_a_frozen_forecast_says_all_that_is_needed_to_settle_it(ws):
    found = outlook(BOOK, MADE)
    done = freeze(ws, found, "abc", MADE)
    assert [line.facts["id"] for line in done.lines] == [one.question.id for one in found.forecasts]
    facts = done.lines[1].facts
    assert facts["said"] == found.forecasts[1].value
    assert set(facts["naive"]) == {"climatology", "rolling"}
    assert facts["question"]["opened"] == "2021-01-01"
    assert facts["question"]["settles"] == "2021-04-30"
    assert "every member" in facts["question"]["ask"]["query"]
    assert facts["casebook"] == "abc"
    assert facts["hindsight"] is False


def test_one_made_when_the_record_already_covered_its_window_says_so(ws):
    assert all(line.facts["hindsight"] for line in freeze(ws, outlook(BOOK, MADE), "abc", END).lines)


def test_freezing_twice_adds_nothing_and_says_which(frozen):
    before = lines(frozen)
    again = freeze(frozen, outlook(BOOK, MADE), "changed since", MADE)
    assert again.lines == ()
    assert len(again.before) == len(before)
    assert lines(frozen) == before


def test_what_is_due_is_settled_with_the_baselines_beside_and_what_is_not_stays_open(frozen):
    early = resolve(frozen, BOOK, date(2021, 3, 1))
    assert {one.question.ask.key: one.state for one in early} == {
        "minister-30": "settled", "minister-90": "open", "leader-180": "open", "contacts-90": "open",
    }  # fmt: skip
    late = resolve(frozen, BOOK, END)
    assert {one.state for one in late} == {"settled"}
    assert [one.new for one in late] == [False, True, True, True]
    chance = late[1]
    said, base = chance.forecast.facts["said"], chance.forecast.facts["naive"]
    came = chance.happened > 0
    assert chance.losses["rate"] == pytest.approx((said - came) ** 2)
    assert chance.losses["climatology"] == pytest.approx((base["climatology"] - came) ** 2)
    assert set(late[3].losses) == {"rate", "climatology", "rolling"}


def test_settling_twice_adds_nothing(frozen):
    first = resolve(frozen, BOOK, END)
    written = lines(frozen)
    second = resolve(frozen, BOOK, END)
    assert lines(frozen) == written
    assert not any(one.new for one in second)
    assert [(one.state, one.happened, one.losses) for one in first] == [
        (one.state, one.happened, one.losses) for one in second
    ]


def test_what_was_settled_stays_so_when_the_record_is_edited_later(frozen):
    first = resolve(frozen, BOOK, END)
    emptied = history(rates=(0.0,) * 120)
    assert [one.happened for one in resolve(frozen, emptied, END)] == [one.happened for one in first]


def test_a_window_that_was_not_covered_is_void_and_scored_by_nobody(frozen):
    blind = history(rates=[0.3] * 60 + [2.0] * 48)
    found = resolve(frozen, blind, END)
    assert {one.state for one in found} == {"void"}
    assert all(one.losses == {} and one.happened is None and not one.missed for one in found)
    assert "observed" in found[0].why


def test_a_forecast_made_after_the_day_is_not_settled_as_of_it(frozen):
    assert resolve(frozen, BOOK, date(2020, 6, 1)) == ()


@pytest.mark.parametrize(
    ("old", "new"), [('"said": 0.', '"said": 1.'), ('"opened": "2021', '"opened": "2019'), ('"facts"', '"fact"')]
)
def test_a_line_edited_by_hand_is_refused_with_the_place(frozen, old, new):
    path = frozen.journal / "outlook.jsonl"
    edited = lines(frozen)
    assert old in edited[1]
    edited[1] = edited[1].replace(old, new, 1)
    path.write_text("\n".join(edited) + "\n", "utf-8")
    for act in (
        lambda: forecasts(frozen, "made-up"),
        lambda: resolve(frozen, BOOK, END),
        lambda: freeze(frozen, outlook(BOOK, END), "abc", END),
    ):
        with pytest.raises(JournalBroken, match=r"outlook\.jsonl, line 2"):
            act()
    assert path.read_text("utf-8").splitlines() == edited


def test_a_line_taken_out_is_noticed(frozen):
    path = frozen.journal / "outlook.jsonl"
    path.write_text("\n".join(lines(frozen)[1:]) + "\n", "utf-8")
    with pytest.raises(JournalBroken, match="line 1"):
        resolve(frozen, BOOK, END)


def test_a_line_sealed_anew_by_hand_breaks_the_next(frozen):
    path = frozen.journal / "outlook.jsonl"
    edited = lines(frozen)
    entry = json.loads(edited[0])
    entry["hash"] = "0" * 64
    edited[0] = json.dumps(entry, sort_keys=True)
    path.write_text("\n".join(edited) + "\n", "utf-8")
    with pytest.raises(JournalBroken, match="line 1"):
        resolve(frozen, BOOK, END)


def test_misses_are_told_as_rows_with_the_naive_beside(frozen):
    rows = settled_rows(resolve(frozen, BOOK, END))
    assert all({"said", "happened", "missed", "loss", "loss_climatology", "said_rolling"} <= set(row) for row in rows)
    for row in rows[:3]:
        assert row["missed"] == ((row["said"] >= 0.5) != (row["happened"] > 0))


def test_nothing_can_be_frozen_where_nothing_may_be_written(tmp_path):
    disk = tmp_path / "disk"
    mounted(disk, "size=1m")
    try:
        make_read_only(disk)
        with pytest.raises(OutputError, match=r"outlook\.jsonl"):
            freeze(Workspace(disk / "ws"), outlook(BOOK, MADE), "abc", MADE)
    finally:
        subprocess.run(["umount", disk], check=True)

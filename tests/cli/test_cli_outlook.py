"""The outlook from the command line: every action and format, and what is asked wrongly."""

import csv
import io
import json
from pathlib import Path

import pytest

from made import engagement, write_group
from minilateral.record.workspace import Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outlook")
    ws = Workspace(folder)
    days = [f"{year}-{month:02}-15" for year in range(2010, 2026) for month in (3, 6, 7, 9, 11)]
    write_group(ws, "steady", engagements=[engagement(n, date=day) for n, day in enumerate(days)])
    write_group(ws, "nothing", engagements=[], coverage=[])
    return folder


@pytest.fixture
def asked(run, workspace: Path):
    return lambda *words: run("outlook", *words, workspace=workspace)


def test_forecasts_stand_beside_what_is_usual_and_say_what_their_record_amounts_to(run) -> None:
    done = run("outlook", "japan-korea-us", "--as-of", "2025-10-31")
    assert done.returncode == 0, done.stderr
    head, *lines = done.stdout.splitlines()
    assert head.split()[:3] == ["question", "said", "usual"]
    assert lines[0].startswith("Ministers or leaders meet, from 2025-11-01 to 2025-11-30?")
    assert "not as it was known at the time" in done.stderr
    assert "chosen knowing the calendar" in done.stderr


def test_where_observation_ended_long_ago_the_forecast_says_that_it_begins_there(run) -> None:
    done = run("outlook", "japan-korea-us", "--as-of", "2026-08-22")
    assert "forecasts begin on 2025-11-01, where observation ends, not on 2026-08-22" in done.stderr
    assert "from 2025-11-01" in done.stdout


@pytest.mark.parametrize("action", ["forecasts", "backtest", "misses"])
def test_every_format_carries_every_field(asked, action) -> None:
    told = json.loads(asked("steady", action, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(asked("steady", action, "--format", "csv").stdout)))
    assert len(told) == len(rows) > 0
    assert list(told[0]) == list(rows[0])


def test_the_backtest_shows_losses_against_both_baselines(asked) -> None:
    told = json.loads(asked("steady", "backtest", "--format", "json").stdout)
    minister = next(row for row in told if row["question"] == "minister-30")
    assert minister["n"] == 120
    assert minister["loss_hazard"] < minister["loss_climatology"]
    assert minister["skill_climatology_low"] <= minister["skill_climatology"] <= minister["skill_climatology_high"]
    assert minister["skill_rolling"] is not None
    shown = asked("steady", "backtest").stdout
    assert "against all windows" in shown
    assert "better than both baselines" in shown


def test_a_group_without_skill_says_so(asked) -> None:
    told = json.loads(asked("steady", "backtest", "--format", "json").stdout)
    assert "no skill" in next(row for row in told if row["question"] == "minister-90")["verdict"]


def test_freeze_settle_and_do_both_again(asked) -> None:
    first = asked("steady", "freeze", "--as-of", "2025-06-30")
    assert first.returncode == 0, first.stderr
    assert "forecasts frozen; the last is sealed" in first.stderr
    assert "in hindsight" in first.stderr
    again = asked("steady", "freeze", "--as-of", "2025-06-30")
    assert "0 forecasts frozen" in again.stderr
    assert "nothing was added" in again.stderr
    settled = asked("steady", "resolve", "--as-of", "2025-11-01")
    assert "settled now by the record as of 2025-11-01" in settled.stderr
    assert "still open" in settled.stderr
    assert not settled.stderr.startswith("0 settled")
    twice = asked("steady", "resolve", "--as-of", "2025-11-01")
    assert twice.stderr.startswith("0 settled now")
    assert "nothing was added" in twice.stderr
    rows = json.loads(asked("steady", "resolve", "--as-of", "2025-11-01", "--format", "json").stdout)
    assert {row["state"] for row in rows} == {"settled", "open"}
    assert all(row["hindsight"] for row in rows)


def test_an_edited_line_ends_the_command_and_says_where(run, tmp_path) -> None:
    write_group(Workspace(tmp_path), "edited")
    assert run("outlook", "edited", "freeze", workspace=tmp_path).returncode == 0
    journal = tmp_path / "journal" / "outlook.jsonl"
    journal.write_text(journal.read_text("utf-8").replace('"said": 0.0', '"said": 0.9', 1), "utf-8")
    done = run("outlook", "edited", "resolve", workspace=tmp_path)
    assert done.returncode == 4
    assert "outlook.jsonl, line 1" in done.stderr


def test_nothing_frozen_says_what_to_type(asked) -> None:
    done = asked("nothing", "resolve", "--as-of", "2020-01-01")
    assert done.returncode == 0
    assert "minilateral outlook nothing freeze" in done.stderr


def test_a_group_without_a_record_is_told_nothing(asked) -> None:
    for action in ("forecasts", "backtest", "misses", "freeze", "resolve"):
        done = asked("nothing", action)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
    assert "nothing is forecast" in asked("nothing").stderr
    assert "no forecast could be made, so none was wrong" in asked("nothing", "misses").stderr
    assert "no forecast was frozen; next:" in asked("nothing", "resolve").stderr


def test_what_is_not_an_action_is_refused_with_those_there_are(asked) -> None:
    done = asked("steady", "predict")
    assert done.returncode == 2
    assert "backtest" in done.stderr

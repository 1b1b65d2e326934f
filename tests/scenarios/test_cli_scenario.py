"""The command: results beside assumptions, as a table or JSON, and what is typed wrongly told."""

from __future__ import annotations

import json

import pytest


def test_results_stand_beside_the_assumptions(run):
    done = run("scenario", "japan-korea-us", "--horizon", "USA=1y")
    assert done.returncode == 0, done.stderr
    for head in ("Members, in the group of all", "Smaller coalitions", "If one horizon were a year", "Assumptions"):
        assert f"\n{head}\n" in done.stdout
    assert "With a horizon of one year for the United States, the group" in done.stdout
    assert "tied to hosting: " in done.stdout
    assert "assumed: radar and warning of launches" in done.stdout
    assert "Payoffs in a scenario are assumptions" in done.stderr
    assert "symmetric default stands" not in done.stderr


def test_a_group_without_assumptions_of_its_own_says_so(run):
    done = run("scenario", "E3")
    assert done.returncode == 0, done.stderr
    assert "the symmetric default stands" in done.stderr


def test_json_has_every_figure_and_the_assumptions_first(run):
    done = run("scenario", "quad", "--horizon", "usa=1y", "--successor", "USA=.25", "--format", "json")
    found = json.loads(done.stdout)
    assert list(found)[:4] == ["group", "as_of", "assumptions", "sentences"]
    assert len(found["assumptions"]) == 4 + 7 * 4 + 12
    assert {"low", "central", "high", "basis", "why", "source", "evidence"} <= set(found["assumptions"][0])
    assert found["question"]["horizon"] == [["USA", 1.0]]
    assert found["ends"][0]["quarters"] == 4
    assert found["asked"]["outcome"]["whole"]["stands"][3]["member"] == "USA"
    assert found["base"]["shares"]["draws"] == 20_000
    assert found["cautions"]


def test_the_same_bytes_again(run):
    one, two = (run("scenario", "weimar", "--punishment", "4", "--format", "json").stdout for _ in range(2))
    assert one == two


def test_a_table_of_ones_own(run, tmp_path):
    path = tmp_path / "mine.csv"
    head = "group,member,partner,parameter,low,central,high,basis,series,why,source\n"
    path.write_text(head + "quad,USA,,cost,8,9,10,assumed,,tariffs,mine\nsquad,USA,,gain,1,2,3,assumed,,x,\n", "utf-8")
    done = run("scenario", "quad", "--assumptions", path)
    assert done.returncode == 0, done.stderr
    assert "cannot be sustained: for the United States it is not worth it at any patience" in done.stdout
    assert "assumed: tariffs" in done.stdout
    assert "1 of 2 rows" in done.stderr
    path.write_text(head + "quad,USA,,gain,9,8,7,assumed,,tariffs,mine\n", "utf-8")
    done = run("scenario", "quad", "--assumptions", path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"minilateral: {path}, line 2, column low: found 9, expected no more than high (7)")
    assert not done.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--horizon", "USA"], "found --horizon 'USA', expected a member and a value such as USA=1y"),
        (["--horizon", "USA=1y", "--horizon", "usa=2y"], "found --horizon twice for USA"),
        (["--horizon", "DEU=1y"], "unknown member 'DEU'"),
        (["--successor", "USA=often"], "found the chance 'often'"),
        (["--punishment", "never"], "found the punishment 'never'"),
        (["--assumptions", "nowhere.csv"], "nowhere.csv: found No such file or directory"),
    ],
)
def test_what_is_typed_wrongly_is_told(run, words, message):
    done = run("scenario", "quad", *words)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_group_without_a_record_stands_on_no_day(run, tmp_path):
    assert run("new", "empty-one", "--members", "AUS,IND,JPN", workspace=tmp_path).returncode == 0
    assert ", as of no day\n" in run("scenario", "empty-one", workspace=tmp_path).stdout
    assert json.loads(run("scenario", "empty-one", "--format", "json", workspace=tmp_path).stdout)["as_of"] is None

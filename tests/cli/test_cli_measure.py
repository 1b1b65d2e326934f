"""Estimates from the command line: the golden figures of the real casebook, the table, and the reasons."""

from __future__ import annotations

import json

from minilateral.measures import MEASURES


def estimates(run, *arguments: object) -> list[dict]:
    done = run("measure", *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_each_measure_by_name_and_all_without(run) -> None:
    everything = estimates(run, "japan-korea-us")
    names = list(dict.fromkeys(row["measure"] for row in everything))
    assert names == list(MEASURES)
    assert estimates(run, "japan-korea-us", "breadth") == [row for row in everything if row["measure"] == "breadth"]


def test_contacts_of_the_year_lead_to_their_rows(run) -> None:
    rows = estimates(run, "japan-korea-us", "consultation")
    now = next(r for r in rows if r["name"] == "contacts_year" and r["key"] == "series=contacts; window=now")
    assert (now["value"], now["to_date"]) == (13, "2025-10-31")
    known = {row["id"] for row in json.loads(run("timeline", "japan-korea-us", "--format", "json").stdout)}
    assert len(now["evidence"]) == now["n"]
    assert set(now["evidence"]) <= known


def test_as_of_moves_the_window(run) -> None:
    rows = estimates(run, "japan-korea-us", "consultation", "--as-of", "2023")
    assert {row["to_date"] for row in rows if "window=now" in row["key"]} == {"2023-12-31"}


def test_before_the_first_row_nothing_is_known_and_nothing_is_zero(run) -> None:
    rows = estimates(run, "japan-korea-us", "--as-of", "0001-01-01")
    assert rows
    assert all(row["value"] is None and row["reason"] for row in rows), [r for r in rows if r["value"] is not None]


def test_a_group_without_provocations_says_so(run) -> None:
    table = run("measure", "quad", "response").stdout
    assert "not known" in table
    assert "no provocations are recorded" in table


def test_the_table_explains_its_cautions_and_leaves_out_the_monthly_path(run) -> None:
    done = run("measure", "japan-korea-us", "consultation")
    assert "month_precision: " in done.stderr
    assert "as of 2025-10-31" in done.stderr
    paths = [row for row in estimates(run, "japan-korea-us", "consultation") if row["name"] == "rate_path"]
    assert len(paths) > 12
    assert len(done.stdout.splitlines()) < len(paths)

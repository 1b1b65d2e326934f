"""Groups, timeline and search on the shipped casebooks."""

from __future__ import annotations

import json
from pathlib import Path


def rows(run, *arguments: object, workspace: Path | None = None) -> list[dict]:
    done = run(*arguments, "--format", "json", workspace=workspace)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_groups_lists_all_ten(run) -> None:
    found = {row["slug"]: row for row in rows(run, "groups")}
    assert len(found) == 10
    assert found["japan-korea-us"]["members"] == ["JPN", "KOR", "USA"]
    assert found["japan-korea-us"]["observed_to"] == "2025-10-31"


def test_level_means_this_level_or_above(run) -> None:
    levels = {row["level"] for row in rows(run, "timeline", "japan-korea-us", "--level", "minister", "--since", "2021")}
    assert levels == {"leader", "minister"}


def test_a_level_off_the_ladder_means_itself(run) -> None:
    levels = {row["level"] for row in rows(run, "timeline", "japan-korea-us", "--level", "forces")}
    assert levels == {"forces"}


def test_a_year_means_all_of_it(run) -> None:
    dates = [row["date"] for row in rows(run, "timeline", "japan-korea-us", "--since", "2023", "--until", "2023")]
    assert dates
    assert dates == sorted(dates)
    assert {date[:4] for date in dates} == {"2023"}


def test_track_by_name_and_by_id_are_the_same(run) -> None:
    by_name = rows(run, "timeline", "japan-korea-us", "--track", "foreign ministers")
    assert by_name
    assert by_name == rows(run, "timeline", "japan-korea-us", "--track", by_name[0]["track"].lower())


def test_kind_filters(run) -> None:
    assert {row["kind"] for row in rows(run, "timeline", "japan-korea-us", "--kind", "call")} == {"call"}


def test_superseded_and_planned_rows_only_with_all(run) -> None:
    shown, everything = rows(run, "timeline", "japan-korea-us"), rows(run, "timeline", "japan-korea-us", "--all")
    assert {row["status"] for row in shown} == {"known"}
    assert {row["id"] for row in shown} < {row["id"] for row in everything}


def test_coverage_is_said_on_standard_error(run) -> None:
    done = run("timeline", "japan-korea-us", "--since", "2025")
    assert "observed to 2025-10-31" in done.stderr
    assert "observed" not in done.stdout


def test_nothing_found_is_not_called_none(run) -> None:
    done = run("timeline", "japan-korea-us", "--since", "2090")
    assert done.returncode == 0
    assert done.stdout == ""
    assert "not the same as none" in done.stderr


def test_a_date_is_printed_no_more_exactly_than_it_is_known(run) -> None:
    vague = [row for row in rows(run, "timeline", "quad") if row["date_precision"] == "month"]
    assert vague
    table = run("timeline", "quad").stdout.splitlines()
    line = next(line for line in table if line.endswith(vague[0]["id"]))
    assert line.split()[0] == vague[0]["date"][:7]


def test_search_finds_words_and_keeps_to_a_group(run) -> None:
    found = rows(run, "search", "freedom edge")
    assert found
    assert all(row["id"] for row in found)
    assert {row["group"] for row in rows(run, "search", "maritime", "--group", "quad")} <= {"quad", ""}


def test_search_takes_any_text(run) -> None:
    for text in ('"', "Japan-Korea", "NEAR(", "=HYPERLINK(1)", "*"):
        assert run("search", text).returncode == 0, text


def test_search_without_a_match_says_so(run) -> None:
    done = run("search", "zzyzx")
    assert done.returncode == 0
    assert "zzyzx" in done.stderr


def test_a_users_rows_join_ours_and_say_so(run, tmp_path: Path) -> None:
    mine = tmp_path / "casebooks" / "squad"
    mine.mkdir(parents=True)
    first = rows(run, "timeline", "squad")[0]
    row = dict.fromkeys((name for name in first if name != "origin"), "") | {
        "id": "mine-1", "date": "2025-05-05", "date_precision": "day", "kind": "call", "level": "minister",
        "occasion_id": "mine-1", "participants": "AUS;JPN;PHL;USA", "summary": "A call of ours", "status": "known",
        "source_url": "https://example.org/call",
    }  # fmt: skip
    (mine / "engagements.csv").write_text(f"{','.join(row)}\n{','.join(row.values())}\n", "utf-8")
    found = {row["id"]: row["origin"] for row in rows(run, "timeline", "squad", workspace=tmp_path)}
    assert found["mine-1"] == "workspace"
    assert found[first["id"]] == "shipped"

"""The questions the program was made for, asked of the shipped Japan-Korea-US casebook through the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from minilateral.codebook.levels import MINISTER_RANK, rank

Ask = Callable[..., dict[str, Any]]
MET = {"meeting", "dialogue", "call"}


@pytest.fixture(scope="module")
def memo() -> dict[str, list[dict[str, Any]]]:
    return {}


@pytest.fixture
def ask(run, memo) -> Ask:
    """One estimate by its name and key, as `minilateral measure` prints it as of a day."""

    def one(name: str, as_of: str = "2025-10-31", **key: str) -> dict[str, Any]:
        if as_of not in memo:
            done = run("measure", "japan-korea-us", "--as-of", as_of, "--format", "json")
            assert done.returncode == 0, done.stderr
            memo[as_of] = json.loads(done.stdout)
        wanted = {f"{part}={value}" for part, value in key.items()}
        found = [row for row in memo[as_of] if row["name"] == name and wanted <= set(row["key"].split("; "))]
        assert len(found) == 1, (name, key, len(found))
        return found[0]

    return one


@pytest.fixture
def record(run, memo) -> list[dict[str, Any]]:
    """Everything that happened, as `minilateral timeline` prints it."""
    if "timeline" not in memo:
        memo["timeline"] = json.loads(run("timeline", "japan-korea-us", "--format", "json").stdout)
    return memo["timeline"]


def year_to(last: date, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows of the twelve months that end on this day, counted without the program's own windows.

    A row known by its month is of the year if the month is.
    """
    first = last.replace(year=last.year - 1) + timedelta(days=1)
    for row in rows:
        start = date.fromisoformat(row["date"])
        end = start if row["date_precision"] == "day" else (start.replace(day=28) + timedelta(days=4)).replace(day=1)
        if first <= start and end <= last:
            yield row


def contacts(last: date, rows: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """Meetings, dialogues and calls of all three members in the year, one per day and level, on the ladder."""
    return {
        (row["date"], row["level"]): row
        for row in year_to(last, rows)
        if {"JPN", "KOR", "USA"} <= set(row["participants"]) and row["kind"] in MET and rank(row["level"])
    }


@pytest.mark.parametrize(
    ("day", "meetings", "tracks", "alone"),
    [("2025-01-20", 8, {"T-LEAD", "T-FM", "T-DM", "T-FIN", "T-COM", "T-NSA"}, 3), ("2026-01-20", 5, {"T-FM"}, 0)],
)
def test_narrowed_or_continued(ask: Ask, record, day: str, meetings: int, tracks: set[str], alone: int) -> None:
    found = {name: ask(name, day, window="now") for name in ("meetings", "tracks_met", "standalone")}
    assert found["meetings"]["value"] == meetings
    assert found["tracks_met"]["value"] == len(tracks)
    assert (found["standalone"]["value"], found["standalone"]["n"]) == (alone, meetings)
    by_id = {row["id"]: row for row in record}
    assert {by_id[row]["track"] for row in found["tracks_met"]["evidence"]} == tracks
    by_hand = [
        row
        for row in contacts(date.fromisoformat(day), record).values()
        if rank(row["level"]) >= MINISTER_RANK and row["kind"] != "call"
    ]
    assert {row["id"] for row in by_hand} == set(found["meetings"]["evidence"])
    assert sum(row["standalone"] is True for row in by_hand) == alone


def test_the_second_year_is_watched_in_part_and_says_so(ask: Ask) -> None:
    assert ask("meetings", "2025-01-20", window="now")["coverage"] == 1
    later = ask("meetings", "2026-01-20", window="now")
    assert later["coverage"] == pytest.approx(284 / 365)
    assert "window_partly_observed" in later["warnings"]


@pytest.mark.parametrize(
    ("track", "days"),
    [("T-LEAD", 350), ("T-DM", 460), ("T-NSA", 371), ("T-COM", 492), ("T-FIN", 562), ("T-FM", 2)],
)
def test_silence_of_each_track(ask: Ask, record, track: str, days: int) -> None:
    found = ask("days_since", track=track)
    assert found["value"] == days
    (last,) = found["evidence"]
    day = next(date.fromisoformat(row["end_date"] or row["date"]) for row in record if row["id"] == last)
    assert (date(2025, 10, 31) - day).days == days


def test_contacts_fell_from_32_to_13(ask: Ask, record) -> None:
    now, before = (ask("contacts_year", series="contacts", window=window) for window in ("now", "before"))
    assert (now["value"], before["value"]) == (13, 32)
    by_hand = {day.year: contacts(day, record) for day in (date(2025, 10, 31), date(2024, 10, 31))}
    assert {len(by_hand[2025]), len(set(now["evidence"]))} == {13}
    assert set(before["evidence"]) == {row["id"] for row in by_hand[2024].values()}
    by_month = [row["id"] for row in by_hand[2024].values() if row["date_precision"] == "month"]
    assert len(by_month) == 1  # without it 31, as first counted
    assert "month_precision" in before["warnings"]


def test_the_fall_is_beyond_chance_unless_the_record_now_misses_most(ask: Ask) -> None:
    ratio, tipping = ask("contacts_ratio", series="contacts"), ask("tipping_recall", series="contacts")
    assert (ratio["value"], ratio["low"], ratio["high"]) == pytest.approx((0.41, 0.23, 0.69), abs=0.01)
    assert ratio["interval"] == 0.9
    assert tipping["value"] == pytest.approx(ratio["value"], abs=0.005)


def test_half_of_the_grave_provocations_are_answered_within_three_days_and_none_came_since(ask: Ask) -> None:
    answered, chance = (ask(name, window="3", severity="4") for name in ("answered", "chance"))
    assert (answered["value"], answered["n"]) == (pytest.approx(0.56, abs=0.005), 34)
    assert answered["low"] > 4 * chance["value"]
    assert chance["value"] == pytest.approx(0.06, abs=0.01)
    since = ask("days_since_test")
    assert since["value"] == (date(2025, 10, 31) - date(2025, 1, 6)).days
    assert len(since["evidence"]) == 1


def test_it_is_said_first_and_in_words(briefs) -> None:
    made = json.loads((briefs("japan-korea-us") / "brief.json").read_text("utf-8"))
    arrows = {finding["function"]: finding["arrow"] for finding in made["findings"]}
    assert arrows["Discusses"] == arrows["Keeps its breadth"] == "falling"
    first = " ".join(words([made["standfirst"], *(finding["sentence"] for finding in made["findings"])]).split())
    assert "13 times in the year to 31 October 2025, against 32 in the year before" in first
    assert "6 January 2025" in first
    answer = next(finding for finding in made["findings"] if finding["function"].startswith("Answers"))
    assert "none so severe since 6 January 2025" in words(answer["interval"])
    assert answer["arrow"] == "not known"


def words(text: Any) -> str:
    """A text of the brief as a reader sees it."""
    if isinstance(text, list):
        return "".join(map(words, text))
    return text if isinstance(text, str) else text.get("number") or text["reference"]


@pytest.mark.parametrize(
    ("row_id", "state", "seat"),
    [("JKU-20120602-01", "Japan", "vice minister"), ("JKU-20250711-01", "South Korea", "vice minister")],
)
def test_a_deputy_in_the_chair_is_seen_on_page_paper_and_in_data(briefs, row_id: str, state: str, seat: str) -> None:
    out: Path = briefs("japan-korea-us")
    row = next(one for one in json.loads((out / "brief.json").read_text("utf-8"))["rows"] if one["id"] == row_id)
    assert f"{state}: {seat}" in dict(row["details"])["at another level than the row"]
    pages = "".join(page.read_text("utf-8") for page in sorted(out.glob("*.html")))
    entry = re.split(f"id=r-{row_id}[ >]", pages)[1]
    assert f"At another level than the row: {state}: {seat}" in entry.partition("<li ")[0]
    assert "represented by a deputy" in pages

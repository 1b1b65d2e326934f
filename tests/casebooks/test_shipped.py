"""The shipped casebooks: sound, whole, and saying what the analysts counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from minilateral.codebook import kinds, levels
from minilateral.codebook.tables import table, table_names
from minilateral.model import Casebook, Engagement
from minilateral.record.casebook import read_casebook, read_shared, shipped_casebooks, slugs
from minilateral.record.check import check

ALL = slugs(shipped_casebooks())
CONTACTS = {"meeting", "call", "dialogue"}
AS_OF = date(2025, 10, 31)


@cache
def book(slug: str) -> Casebook:
    return read_casebook(shipped_casebooks() / slug).book


def jku() -> Casebook:
    return book("japan-korea-us")


def _ministers_met(first: date, last: date) -> list[Engagement]:
    return [
        row
        for row in jku().engagements
        if row.live
        and row.kind == "meeting"
        and row.participants == ("JPN", "KOR", "USA")
        and levels.rank(row.level) >= levels.MINISTER_RANK
        and first <= row.date <= last
    ]


def test_there_are_ten_and_none_has_a_defect() -> None:
    assert len(ALL) == 10
    assert check(shipped_casebooks()) == ()


@pytest.mark.parametrize("slug", ALL)
def test_every_file_is_utf8_with_lf_and_the_header_of_its_table(slug: str) -> None:
    for path in (shipped_casebooks() / slug).glob("*.csv"):
        data = path.read_bytes()
        assert b"\r" not in data
        assert data.decode("utf-8").split("\n", 1)[0] == ",".join(table(path.stem).header)


def test_eight_ministers_meetings_on_six_tracks_then_five_on_one() -> None:
    before = _ministers_met(date(2024, 1, 20), date(2025, 1, 20))
    after = _ministers_met(date(2025, 1, 21), date(2026, 1, 20))
    assert (len(before), len({row.track for row in before})) == (8, 6)
    assert sum(row.standalone is True for row in before) == 3
    assert (len(after), {row.track for row in after}) == (5, {"T-FM"})
    assert not any(row.standalone for row in after)


@pytest.mark.parametrize(
    ("track", "days"),
    [("T-LEAD", 350), ("T-DM", 460), ("T-NSA", 371), ("T-COM", 492), ("T-FIN", 562), ("T-FM", 2)],
)
def test_silence_of_each_track_at_the_end_of_coverage(track: str, days: int) -> None:
    met = [row.date for row in jku().engagements if row.live and row.kind in {"meeting", "dialogue"}]
    held = {row.date for row in jku().engagements if row.track == track and row.kind in {"meeting", "dialogue"}}
    last = max(day for day in met if day in held and day <= AS_OF)
    assert (AS_OF - last).days == days


@pytest.mark.parametrize(("row_id", "member"), [("JKU-20120602-01", "JPN"), ("JKU-20250711-01", "KOR")])
def test_a_deputy_in_the_chair_is_seen(row_id: str, member: str) -> None:
    seats = {row.member: row.level for row in jku().attendance if row.engagement_id == row_id}
    assert seats.pop(member) == "vice_minister"
    assert set(seats.values()) == {"minister"}
    assert next(row for row in jku().engagements if row.id == row_id).level == "minister"


def test_a_name_is_placed_only_in_an_office_of_its_state() -> None:
    offices = {(office.country, office.person) for office in read_shared(shipped_casebooks()).offices}
    placed = [row for row in jku().attendance if row.person]
    assert len(placed) > 400
    assert all((row.member, row.person) in offices and row.basis == "office" for row in placed)
    assert ("KOR", "Park Yoon-joo") in {(r.member, r.person) for r in placed if r.engagement_id == "JKU-20250711-01"}


@pytest.mark.parametrize("slug", ALL)
def test_attendance_names_each_participant_once(slug: str) -> None:
    seats = defaultdict(list)
    for row in book(slug).attendance:
        seats[row.engagement_id].append(row.member)
        assert row.id == f"{row.engagement_id}:{row.member}"
    for engagement in book(slug).engagements:
        assert sorted(seats[engagement.id]) == sorted(engagement.participants)


@pytest.mark.parametrize("slug", ALL)
def test_the_level_of_a_row_is_the_median_of_its_members(slug: str) -> None:
    seats = defaultdict(list)
    for row in book(slug).attendance:
        seats[row.engagement_id].append(row.level)
    for engagement in book(slug).engagements:
        if all(found := seats[engagement.id]):
            assert median(map(levels.rank, found)) == levels.rank(engagement.level), engagement.id


@pytest.mark.parametrize("slug", ALL)
def test_an_occasion_holds_one_meeting_and_is_named_for_its_first_row(slug: str) -> None:
    occasions = defaultdict(list)
    for row in book(slug).engagements:
        occasions[row.occasion_id].append(row)
    for name, rows in occasions.items():
        assert sum(row.live and row.kind in CONTACTS for row in rows) <= 1, name
        standing = [row for row in rows if row.status != "superseded"]
        assert name == "O-" + min(standing, key=lambda row: (row.date, row.id)).id


def test_instruments_share_the_occasion_of_their_summit() -> None:
    rows = {row.id: row.occasion_id for slug in ALL for row in book(slug).engagements}
    assert rows["JKU-20230818-i016"] == rows["JKU-20230818-01"]
    assert rows["JKU-20240728-01"] == rows["JKU-20240728-02"]
    assert rows["JKU-20241115-01"] == rows["JKU-20241115-02"]
    assert rows["chn-jpn-kor-20120513-1"] == rows["chn-jpn-kor-20120513-2"]
    assert len({rows[f"jpn-phl-usa-20240411-{n}"] for n in (1, 2, 3)}) == 1
    assert rows["X-japan-philippines-us-20240411-1"] != rows["jpn-phl-usa-20240411-3"]
    assert rows["JKU-20250815-01"] != rows["JKU-20250827-01"]


@pytest.mark.parametrize("slug", ALL)
def test_every_group_says_what_was_watched(slug: str) -> None:
    spans = book(slug).coverage
    assert {row.table for row in spans} == {
        "engagements", "provocations", "responses", "strains", "statements", "readouts", "commitments", "offices",
        "shocks",
    }  # fmt: skip
    assert any(row.table == "engagements" and row.watched in {"observed", "partial"} for row in spans)
    if slug != "japan-korea-us":
        unseen = {row.watched for row in spans if row.table in {"provocations", "responses"}}
        assert unseen == {"not_observed"}
        assert not book(slug).provocations
        assert not book(slug).responses


def test_japan_korea_us_was_observed_from_2012_to_october_2025() -> None:
    observed = [
        (row.from_date, row.to_date)
        for row in jku().coverage
        if row.table == "engagements" and row.watched == "observed" and not row.track
    ]
    assert observed == [(date(2012, 1, 1), AS_OF)]
    assert {row.watched for row in jku().coverage if row.table == "responses"} == {"partial", "not_observed"}


@pytest.mark.parametrize(
    ("slug", "first", "last"),
    [
        ("visegrad", date(1990, 4, 1), date(2025, 12, 31)),
        ("weimar", date(2002, 1, 1), date(2023, 12, 31)),
        ("e3", date(2006, 1, 1), date(2024, 12, 31)),
        ("china-japan-korea", date(1999, 1, 1), date(2007, 5, 18)),
    ],
)
def test_what_was_plainly_not_collected_forms_no_rate_and_says_why(slug: str, first: date, last: date) -> None:
    spans = [row for row in book(slug).coverage if row.table == "engagements" and not row.track]
    thin = [row for row in spans if row.from_date <= last and row.to_date >= first]
    assert (min(row.from_date for row in thin), max(row.to_date for row in thin)) == (first, last)
    assert all(row.watched == "partial" and row.note for row in thin)


@pytest.mark.parametrize("slug", ALL)
def test_spans_of_one_table_do_not_overlap(slug: str) -> None:
    spans = defaultdict(list)
    for row in book(slug).coverage:
        spans[row.table, row.track, row.actor].append((row.from_date, row.to_date))
    for found in spans.values():
        ordered = sorted(found)
        assert all(one[1] < two[0] for one, two in pairwise(ordered))


@pytest.mark.parametrize("slug", ALL)
def test_eras_follow_one_another(slug: str) -> None:
    eras = book(slug).eras
    assert eras
    assert eras[-1].to_date is None
    for one, two in pairwise(eras):
        assert one.to_date is not None
        assert (two.from_date - one.to_date).days == 1


@pytest.mark.parametrize("slug", ALL)
def test_every_level_and_kind_word_is_known_to_the_codebook(slug: str) -> None:
    for name in table_names():
        for row in getattr(book(slug), name):
            if hasattr(row, "level") and row.level:
                assert levels.crosswalk(row.level)
            if hasattr(row, "kind"):
                assert kinds.kind(name, row.kind).label


@pytest.mark.parametrize("slug", ALL)
def test_a_derived_track_has_no_promised_rhythm(slug: str) -> None:
    tracks = {track.id: track for track in book(slug).tracks}
    assert {row.track for row in book(slug).engagements if row.track} <= set(tracks)
    derived = [track for track in tracks.values() if track.derived]
    assert len(derived) in {0, len(tracks)}
    assert not any(track.cadence_days or track.promised_by for track in derived)
    if slug != "japan-korea-us":
        assert all(name.startswith(f"{slug}-T-") for name in tracks)


def test_recall_says_the_two_counts_of_the_chiefs_of_defence() -> None:
    rows = {(r.series, r.official): r.recorded for r in jku().recall if r.track == "T-CHOD" and r.official}
    assert rows == {
        ("US count, from July 2014", 3): 2,
        ("US count, from July 2014", 5): 3,
        ("Korean count, from 2010", 22): 13,
    }


@pytest.mark.parametrize("slug", ALL)
def test_no_track_holds_more_meetings_than_there_were(slug: str) -> None:
    for row in book(slug).recall:
        assert row.recorded is None or row.official is None or row.recorded <= row.official, row.id


@pytest.mark.parametrize("slug", ALL)
def test_numbers_of_a_series_rise_with_time(slug: str) -> None:
    series = defaultdict(list)
    for row in book(slug).engagements:
        if row.ordinal is not None:
            assert row.ordinal_basis, row.id
            series[row.track, row.ordinal_series].append((row.date, row.ordinal))
    for name, found in series.items():
        numbers = [number for _, number in sorted(found)]
        assert numbers == sorted(set(numbers)), (name, numbers)


def test_what_was_only_announced_is_planned() -> None:
    planned = {row.id for slug in ALL for row in book(slug).engagements if row.status == "planned"}
    assert {"JKU-20001007-01", "X-japan-korea-us-20260708-2", "quad-20191101-1", "v4-20210217-1"} <= planned
    for slug in ALL:
        for row in book(slug).engagements:
            assert row.status == "planned" or not row.summary.startswith("SCHEDULED")


def test_places_have_one_spelling() -> None:
    places = Counter(row.place for slug in ALL for row in book(slug).engagements)
    assert places["Washington, D.C."] > 40
    assert not {"Washington", "video conference", "Camp David", "unknown", "not stated"} & set(places)


def test_a_changed_row_says_who_when_and_why() -> None:
    changed = [row for slug in ALL for name in table_names() for row in getattr(book(slug), name) if row.changed_by]
    assert changed
    assert all(row.reason and row.changed_on for row in changed)


def test_the_notes_and_the_licence_come_with_the_casebooks() -> None:
    folder: Path = shipped_casebooks()
    assert "CC BY 4.0" in (folder / "LICENSE").read_text("utf-8")
    notes = (folder / "README.md").read_text("utf-8")
    assert "## Severity" in notes
    assert "## Coverage" in notes

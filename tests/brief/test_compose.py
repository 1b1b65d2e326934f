"""One brief from any casebook: the same twice, readable on the thinnest record, blind to what lies after its day."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from composed import SLUGS, brief, casebook, finding_on, of, texts

from minilateral.brief import compose
from minilateral.brief.parts import Ref
from minilateral.brief.sections import ON_REQUEST, SECTIONS
from minilateral.brief.wording import MONTHS, plain
from minilateral.measures.histories import history, provoked
from minilateral.model import Casebook, Coverage, Engagement, Group

GROUP = Group(slug="made-up", name="Made-up group", members=("AUS", "JPN", "USA"))
FUNCTIONS = [
    "Discusses", "Answers together", "Signals cohesion", "Integrates defence", "Keeps its breadth",
    "Meets consistently", "Capacity and will", "Long horizon", "Keeps its promises",
]  # fmt: skip
AHEAD = {"would_change", "Keeps its promises", "promises", "promises-live", "promises-data"}  # due dates lie ahead
AHEAD |= {"Long horizon", "horizon", "horizon-promises", "integration"}
AHEAD |= {"outlook", "outlook-counts", "outlook-data"}  # so do the windows of forecasts

SOMETIMES = {"changed", "statement", "claims", *ON_REQUEST}  # with --since, with texts in the library, if asked for


def meeting(day, **more):
    row = {"id": f"E-{day}", "date": day, "kind": "meeting", "level": "minister", "portfolio": "foreign",
           "occasion_id": f"O-{day}", "participants": GROUP.members, "summary": "They met"}  # fmt: skip
    return Engagement(**{**row, **more})


def watched(first, last, how="observed"):
    return Coverage(id="C", table="engagements", from_date=first, to_date=last, watched=how)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_first_screen_has_one_finding_per_function(slug):
    made = brief(slug)
    assert [finding.function for finding in made.findings] == FUNCTIONS
    assert made.coverage_end in {made.as_of, None}
    assert made.tracks.rows
    assert plain(made.standfirst).endswith(".")
    assert plain(made.caution).endswith(".")
    assert made.title == f"{made.group.short_name}: {made.gist}"


@pytest.mark.parametrize("slug", SLUGS)
def test_sections_stand_in_order_and_each_says_something(slug):
    made = brief(slug)
    ids = [section.id for section in made.sections]
    assert ids == [name for name in SECTIONS if name not in SOMETIMES]
    assert all(plain(section.lead).endswith(".") for section in made.sections)
    assert {finding.section for finding in made.findings} <= set(ids)


@pytest.mark.parametrize("slug", SLUGS)
def test_sentences_are_whole(slug):
    for place, text in texts(brief(slug)):
        words = plain(text)
        assert not re.search(r"  | [,.;]|\.\.|\bnan\b|\(\)|;;|:\.|\bNone\b(?! recorded)", words), (place, words)


def test_the_same_casebook_gives_the_same_brief():
    assert of(casebook("japan-korea-us")) == brief("japan-korea-us")


def test_no_group_is_named_in_the_code_of_the_composer():
    folder = Path(compose.__file__).parent
    names = re.compile("Korea|Visegr|AUKUS|Weimar|Squad|Quad")
    assert [
        p.name for p in (*folder.glob("*.py"), *folder.glob("sections/*.py")) if names.search(p.read_text("utf-8"))
    ] == []


# --- thin records -----------------------------------------------------------------------------------------------------


def empty():
    return Casebook(group=GROUP)


def one_row():
    day = date(2024, 5, 1)
    return Casebook(group=GROUP, engagements=(meeting(day),), coverage=(watched(date(2023, 1, 1), date(2024, 12, 31)),))


def outside():
    days = (date(2010, 1, 5), date(2011, 2, 6))
    return Casebook(
        group=GROUP,
        engagements=tuple(meeting(day) for day in days),
        coverage=(watched(date(2020, 1, 1), date(2021, 12, 31)),),
    )


def only_partial():
    return replace(one_row(), coverage=(watched(date(2020, 1, 1), date(2024, 12, 31), "partial"),))


def alone():
    return replace(one_row(), group=replace(GROUP, members=("JPN",)))


def first_and_last_years():
    days = (date(1, 1, 1), date(9999, 12, 31))
    return Casebook(
        group=replace(GROUP, founded=date(1, 1, 1)),
        engagements=tuple(meeting(day) for day in days),
        coverage=(watched(date.min, date.max),),
    )


THIN = [empty, one_row, outside, only_partial, alone, first_and_last_years]


@pytest.mark.parametrize("make", THIN)
@pytest.mark.parametrize("days", [(), (date(2024, 6, 1),), (date(1, 1, 1),), (date(9999, 12, 31), date(2024, 1, 1))])
def test_a_thin_record_is_told_as_thin(make, days):
    made = of(make(), *days)
    assert [finding.arrow for finding in made.findings] == ["not known"] * len(FUNCTIONS)
    assert {section.id for section in made.sections} >= set(SECTIONS) - SOMETIMES
    told = {row.id for row in made.rows}
    assert {row for one in made.evidence for row in one.rows} <= told


def test_an_empty_casebook_claims_nothing():
    made = of(empty())
    assert made.gist == "not known whether it is at work"
    assert made.coverage_end is None
    assert made.rows == ()
    assert "at no time fully observed" in finding_on(made, "consultation").coverage


def test_before_the_first_row_nothing_is_recorded_rather_than_stopped():
    book = replace(one_row(), coverage=(watched(date(2020, 1, 1), date(2024, 12, 31)),))
    made = of(book, date(2023, 6, 1))
    words = " ".join(plain(text) for _, text in texts(made))
    assert "No contact of all three members is recorded" in words
    assert "stopped" not in words
    assert "1 May 2024" not in words


def test_rows_outside_coverage_are_unknown_and_not_zero():
    sentence = plain(finding_on(of(outside(), date(2011, 12, 31)), "consultation").sentence)
    assert "not known" in sentence
    assert "No contact" not in sentence


# --- the day ----------------------------------------------------------------------------------------------------------


def test_rows_after_full_coverage_are_named_only_where_no_day_was_asked_for():
    book = casebook("japan-korea-us")
    assert "Seen since, outside full coverage" in plain(of(book).newest)
    assert "Seen since" not in plain(of(book, date(2025, 10, 31)).newest)


def test_a_day_cuts_by_event_time():
    made = of(casebook("japan-korea-us"), date(2024, 12, 31))
    assert made.as_of == date(2024, 12, 31)
    assert all(row.date is None or row.date <= made.as_of for row in made.rows if row.table == "engagements")


def test_a_silence_that_runs_over_unobserved_days_is_not_held_against_a_track():
    made = of(casebook("japan-korea-us"), date(2026, 3, 31))
    sentence = plain(finding_on(made, "consistency").sentence)
    assert "none are known to be past it by more than a quarter; of five it is not known" in sentence
    assert sentence.startswith("As far as recorded")
    assert finding_on(made, "consistency").arrow == "not known"
    assert "59% of it observed" in plain(finding_on(made, "consultation").sentence)
    assert finding_on(made, "breadth").arrow == "not known"


def test_a_day_in_thin_time_names_the_last_observed_day_before_it():
    made = of(casebook("e3"), date(2010, 3, 31))
    assert finding_on(made, "consultation").coverage == "observed to 31 December 2005, only in part after that"
    assert "is not known" in plain(finding_on(made, "consultation").sentence)


def test_since_adds_a_section_and_a_day_after_the_brief_is_said():
    book = casebook("quad")
    made = of(book, None, date(2025, 1, 1))
    changed = next(section for section in made.sections if section.id == "changed")
    assert [table.id for table in changed.tables] == ["changed-rows", "changed-estimates"]
    late = of(book, date(2020, 1, 1), date(2021, 1, 1))
    assert "lies after the day of this brief" in plain(next(s for s in late.sections if s.id == "changed").lead)


# --- the real record --------------------------------------------------------------------------------------------------


def days_since(made):
    return {plain(row[0]): plain(row[2]) for row in made.tracks.rows}


def test_silence_of_each_track_on_the_last_observed_day():
    found = days_since(brief("japan-korea-us"))
    expected = {"Leaders": "350", "Foreign ministers": "2", "Defence ministers": "460",
                "National security advisers": "371", "Commerce and industry ministers": "492",
                "Finance ministers": "562"}  # fmt: skip
    assert expected.items() <= found.items()


def test_deputies_in_the_chair_are_on_the_page():
    made = brief("japan-korea-us")
    tables = {table.id: table for section in made.sections for table in section.tables}
    seats = {(plain(row[0]), plain(row[2])) for row in tables["consultation-deputies"].rows}
    assert {("2 June 2012", "Japan"), ("11 July 2025", "South Korea")} <= seats
    at_the_time = of(casebook("japan-korea-us"), date(2025, 7, 31))
    last = {plain(row[0]): plain(row[1]) for row in at_the_time.tracks.rows}
    assert last["Foreign ministers"] == "11 July 2025 (South Korea: vice minister)"


def test_tracks_that_ended_or_fell_silent_long_ago_stand_apart():
    made = brief("japan-korea-us")
    silent = [plain(row[0]) for row in made.silent.rows]
    assert "Trilateral Coordination and Oversight Group (ended 30 September 2003)" in silent
    assert "Health ministers" in silent
    assert "Defence ministers" not in silent
    assert not {plain(row[0]) for row in made.tracks.rows} & set(silent)


def test_tracks_are_grouped_by_level_from_the_highest():
    groups = brief("japan-korea-us").tracks.groups
    heads = [head for _, head in groups]
    assert heads[:3] == ["Leaders", "Ministers", "Vice ministers"]
    assert len(heads) == len(set(heads))
    assert [start for start, _ in groups] == sorted({start for start, _ in groups})


def test_the_first_screen_names_the_tracks_of_ministers_and_leaders_that_breadth_counts():
    made = brief("japan-korea-us")
    assert len(made.glance.rows) == 8
    assert [part for row in made.glance.rows for part in row[2] if isinstance(part, str)] == []
    assert plain(made.glance.rows[0][3]) == "12 of 13 to 2023"


def dates_after(text, day):
    found = re.findall(rf"(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) (\d{{4}})", text)
    return [one for one in found if date(int(one[2]), MONTHS.index(one[1]) + 1, int(one[0] or 1)) > day]


@pytest.mark.parametrize("slug", ["japan-korea-us", "quad", "e3"])
def test_nothing_after_a_day_that_was_asked_for_is_shown(slug):
    day = date(2024, 9, 30)
    made = of(casebook(slug), day)
    assert all(row.date is None or row.date <= day for row in made.rows)
    assert made.coverage_end is None or made.coverage_end <= day
    later = [(place, plain(text)) for place, text in texts(made) if place not in AHEAD]
    assert [(place, words) for place, words in later if dates_after(words, day)] == []


def test_a_group_without_provocations_says_so():
    response = finding_on(brief("visegrad"), "response")
    assert response.arrow == "not known"
    assert "no provocations are recorded for this group" in plain(response.sentence)


def test_made_up_provocations_are_found_answered():
    book = provoked(history(rates=[0.0] * 120), 40, 1.0)
    response = finding_on(of(book), "response")
    assert "Of 40 provocations" in plain(response.sentence)
    assert "answered 40 together" in plain(response.sentence)


# --- what data may do -------------------------------------------------------------------------------------------------


def test_hostile_words_stay_words():
    hostile = '</script><script>alert(1)</script> \u202e =HYPERLINK("x") \x00'
    book = one_row()
    rows = (replace(book.engagements[0], summary=hostile, place=hostile, occasion=hostile),)
    made = of(replace(book, engagements=rows))
    assert hostile in {row.summary for row in made.rows}


def test_twenty_thousand_engagements_cite_each_row_once():
    made = of(history(n=20_000))
    assert len(made.rows) == len({row.id for row in made.rows})
    assert len([row for row in made.rows if row.table == "engagements"]) == 20_000


# --- what an editor would strike out ----------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_no_figure_repeats_the_title_of_its_section(slug):
    for section in brief(slug).sections:
        assert section.title not in {figure.title for figure in section.figures}


@pytest.mark.parametrize("slug", SLUGS)
def test_the_newest_change_links_dates_and_nothing_longer(slug):
    assert all(len(part.text) <= len("30 September 2025") for part in brief(slug).newest if isinstance(part, Ref))


@pytest.mark.parametrize("slug", SLUGS)
def test_the_standfirst_fits_three_lines_and_explains_no_method(slug):
    words = plain(brief(slug).standfirst)
    assert len(words) <= 360
    assert "chances in ten" not in words


@pytest.mark.parametrize("slug", SLUGS)
def test_no_interval_runs_into_the_thousands_or_the_thousandths(slug):
    for place, text in texts(brief(slug)):
        words = plain(text)
        assert not re.search(r"^[\d.,]+ to \d,\d{3}$|\b0\.00\d|interval [\d.,]+ to \d,\d{3}", words), (place, words)


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_not_known_says_why(slug):
    for finding in brief(slug).findings:
        if finding.arrow == "not known":
            words = f"{plain(finding.sentence)} {plain(finding.interval)}"
            assert re.search(
                r"too few|no more than chance|cannot be told|not known|not observed|observed|promised", words
            )


@pytest.mark.parametrize(
    ("rates", "words"),
    [
        ([0.0] * 108 + [1.0] * 12, r"the chance of a rise is (over )?\d+%; none was counted in the year before"),
        ([1.0] * 108 + [0.0] * 12, r"at most [\d.]+ of the year before, the upper end of the 90% interval"),
    ],
)
def test_a_year_of_nothing_is_no_end_of_a_ratio(rates, words):
    made = of(history(rates=rates), date(2021, 12, 31))
    assert re.match(words, plain(finding_on(made, "consultation").interval))

"""Questions and how they are settled: windows, rows, coverage, voids, and records too thin to ask much of."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from minilateral.errors import UnknownName
from minilateral.measures.histories import MEMBERS, history, provoked
from minilateral.measures.windows import between
from minilateral.model import Casebook, Coverage, Group, Track
from minilateral.outlook.ahead import NEVER, NO_RECORD, OLD, outlook
from minilateral.outlook.questions import NEXT_TEST, STANDING, asks, opened, settle
from minilateral.outlook.reference import reference
from minilateral.outlook.series import Rows, series
from minilateral.record.kept import keeper

END = date(2021, 12, 31)
GROUP = Group(slug="made-up", name="Made-up group", members=MEMBERS)


@pytest.fixture(scope="module")
def book() -> Casebook:
    return history(rates=(1.0,) * 120)


def ask(key: str):
    return next(one for one in STANDING if one.key == key)


def meetings(book: Casebook, *days: date, **changed: object) -> Casebook:
    """The group with meetings of ministers on these days and no others."""
    first = next(row for row in book.engagements if row.level == "minister")
    rows = (replace(first, id=f"E{i}", occasion_id=f"E{i}", date=day, **changed) for i, day in enumerate(days))
    return replace(book, engagements=tuple(rows))


def watched(book: Casebook, *spans: tuple[date, date]) -> Casebook:
    rows = (
        Coverage(id=f"C{i}", table="engagements", from_date=a, to_date=b, watched="observed")
        for i, (a, b) in enumerate(spans)
    )
    return replace(book, coverage=tuple(rows))


def test_every_question_names_its_window_its_query_and_its_rules(book):
    for one in asks(Rows(book, END)):
        question = opened(book, one, END)
        assert question.opened == END + timedelta(days=1)
        assert (question.closes - question.opened).days == one.horizon - 1
        assert question.settles == question.closes + timedelta(days=30)
        assert "every member" in one.query
        assert question.id == f"made-up/{one.key}/2022-01-01"
        assert "90%" in question.coverage_rule


def test_what_was_never_on_record_is_not_asked_but_what_is_expected_is(book):
    keys = [one.key for one in asks(Rows(book, END))]
    assert keys == ["minister-30", "minister-90", "leader-180", "contacts-90"]
    assert "answer-next" in [one.key for one in asks(Rows(provoked(book, 5, 1.0), END))]


def test_a_track_is_asked_about_half_its_promised_rhythm_ahead(book):
    yearly = tuple(replace(track, cadence_days=365) if track.id == "T-FM" else track for track in book.tracks)
    never = Track(id="T-NEW", name="New", level="minister", cadence_days=365)
    over = Track(id="T-OLD", name="Old", level="minister", cadence_days=365, ended=date(2015, 1, 1))
    found = [one for one in asks(Rows(replace(book, tracks=(*yearly, never, over)), END)) if one.track]
    assert [(one.key, one.horizon) for one in found] == [("track-T-FM", 182)]


def test_the_same_query_opens_and_settles(book):
    question = opened(book, ask("minister-90"), date(2020, 12, 31))
    found = settle(book, question, END)
    rows = series(book, "minister", END).within(date(2021, 1, 1).toordinal(), date(2021, 3, 31).toordinal())
    assert found.rows == rows
    assert found.happened == len(rows) > 0
    assert found.coverage == 1


def test_the_first_and_the_last_day_of_a_window_belong_to_it(book):
    question = opened(book, ask("minister-30"), date(2020, 12, 31))
    edges = (date(2020, 12, 31), date(2021, 1, 1), date(2021, 1, 30), date(2021, 1, 31))
    found = settle(meetings(book, *edges), question, END)
    assert found.rows == ("E1", "E2")


def test_nothing_is_settled_before_thirty_days_have_passed(book):
    question = opened(book, ask("minister-30"), date(2020, 12, 31))
    assert not settle(book, question, question.settles - timedelta(days=1)).void
    assert settle(book, question, question.settles - timedelta(days=1)).happened is None
    assert settle(book, question, question.settles).happened is not None


@pytest.mark.parametrize(("to", "void"), [(date(2021, 1, 26), True), (date(2021, 1, 27), False)])
def test_a_window_that_was_not_covered_is_void(book, to, void):
    question = opened(book, ask("minister-30"), date(2020, 12, 31))
    seen = watched(meetings(book, date(2021, 1, 5)), (date(2012, 1, 1), to))
    found = settle(seen, question, END)
    assert found.void is void
    assert found.happened == (None if void else 1)
    if void:
        assert "87% of the window" in found.why


def test_a_meeting_on_a_day_not_watched_in_full_settles_nothing(book):
    question = opened(book, ask("minister-30"), date(2020, 12, 31))
    seen = watched(meetings(book, date(2021, 1, 30)), (date(2012, 1, 1), date(2021, 1, 28)))
    assert settle(seen, question, END).happened == 0


def test_a_call_is_no_meeting_but_a_contact(book):
    called = meetings(book, date(2021, 1, 5), kind="call")
    assert settle(called, opened(book, ask("minister-30"), date(2020, 12, 31)), END).happened == 0
    assert settle(called, opened(book, ask("contacts-90"), date(2020, 12, 31)), END).happened == 1


def test_one_known_by_its_month_counts_in_the_window_that_holds_the_greater_part(book):
    rough = meetings(book, date(2021, 1, 1), date_precision="month")
    assert settle(rough, opened(book, ask("minister-30"), date(2020, 12, 31)), END).happened == 1
    assert settle(rough, opened(book, ask("minister-30"), date(2021, 1, 19)), END).happened == 0
    year = meetings(book, date(2021, 1, 1), date_precision="year")
    assert series(year, "minister", END).days == ()


def test_a_format_watched_in_part_is_left_out_and_named(book):
    part = Coverage(
        id="P", table="engagements", track="T-FM", from_date=date(2012, 1, 1), to_date=END, watched="partial"
    )
    found = outlook(replace(book, coverage=(*book.coverage, part)), END)
    minister = found.forecasts[0].question
    assert minister.left_out == ("T-FM",)
    assert "T-FM" not in {row.track for row in book.engagements if row.id in found.forecasts[0].rows}


def test_the_next_test_is_settled_by_the_first_severe_provocation(book):
    tested = provoked(history(rates=(0.0,) * 120), 40, 1.0)
    question = opened(tested, NEXT_TEST, date(2013, 12, 31))
    found = settle(tested, question, END)
    assert found.happened == 1
    assert found.rows[0].startswith("P")
    assert "was answered" in found.why
    quiet = settle(replace(tested, provocations=()), question, END)
    assert quiet.void
    assert "no provocation so severe" in quiet.why


def test_a_track_that_is_on_record_no_more_voids_its_question(book):
    yearly = replace(book, tracks=tuple(replace(track, cadence_days=365) for track in book.tracks))
    question = next(opened(yearly, one, date(2020, 12, 31)) for one in asks(Rows(yearly, END)) if one.track)
    assert settle(replace(book, tracks=()), question, END).void
    with pytest.raises(UnknownName, match="T-FMM"):
        series(book, "T-FMM", END)


# Records too thin to say much of


def test_an_empty_record_is_asked_but_nothing_is_said():
    found = outlook(Casebook(group=GROUP), date(2020, 1, 1))
    assert found.starts is None
    assert {one.reason for one in found.forecasts} == {NEVER}
    assert all(one.value is None for one in found.forecasts)
    assert "no forecast" in found.notes[0]


def test_all_outside_coverage_is_as_if_nothing_were_on_record(book):
    part = replace(book, coverage=tuple(replace(row, watched="partial") for row in book.coverage))
    assert all(one.value is None and one.reason == NEVER for one in outlook(part, END).forecasts)


@pytest.mark.parametrize("days", [(date(2015, 5, 5),), (date(2015, 5, 5),) * 5])
def test_one_engagement_or_all_on_one_day_still_gives_chances(book, days):
    found = outlook(meetings(book, *days), END)
    assert all(one.value is not None and 0 <= one.value < 1 for one in found.forecasts)
    assert found.forecasts[0].value < 0.1


def test_where_all_windows_came_out_alike_neither_skill_nor_reliability_is_told(book):
    record = outlook(meetings(book), END).forecasts[0].record
    assert record.reliability is None
    assert record.skills == ()
    assert "alike" in record.verdict
    assert record.losses["climatology"] >= 0


def test_a_short_record_is_told_from_the_other_groups_and_labelled(book):
    short = watched(book, (date(2021, 1, 1), END))
    alone = outlook(short, END)
    assert {one.label for one in alone.forecasts} == {NO_RECORD}
    assert all(one.value is None and "no other group" in one.reason for one in alone.forecasts)
    among = outlook(short, END, others=lambda: [book])
    assert among.forecasts[1].model == "reference"
    assert among.forecasts[1].label == NO_RECORD
    assert among.forecasts[1].value == pytest.approx(reference(ask("minister-90"), END, [book]))
    assert among.forecasts[1].record is None


def test_forecasts_begin_where_observation_ends_and_say_so(book):
    found = outlook(book, date(2024, 6, 30))
    assert found.starts == date(2022, 1, 1)
    assert "2022-01-01" in found.notes[0]
    assert "2024-06-30" in found.notes[0]
    assert outlook(book, END).notes == ()


def test_what_happened_later_is_not_seen(book):
    early = date(2018, 12, 31)
    cut = replace(book, engagements=tuple(row for row in book.engagements if row.date <= early))
    cut = replace(cut, coverage=tuple(replace(row, to_date=early) for row in cut.coverage))
    assert [one.value for one in outlook(book, early).forecasts] == [one.value for one in outlook(cut, early).forecasts]


def test_what_is_kept_gives_the_same(book, tmp_path):
    keep = keeper(tmp_path)
    first, again, plain = outlook(book, END, keep=keep), outlook(book, END, keep=keep), outlook(book, END)
    assert first == again == plain
    assert list(tmp_path.rglob("*.json"))


def test_a_window_in_the_middle_of_a_month(book):
    found = outlook(book, date(2021, 6, 17)).forecasts[1]
    assert found.question.opened == date(2021, 6, 18)
    assert 0 < found.value < 1


def test_a_gap_in_coverage_is_no_silence(book):
    # Half of the years are not watched: what is said rests on the watched ones, as if the others were not.
    gap = watched(book, (date(2012, 1, 1), date(2015, 12, 31)), (date(2020, 1, 1), END))
    whole, part = outlook(book, END).forecasts[1], outlook(gap, END).forecasts[1]
    assert part.value == pytest.approx(whole.value, abs=0.15)
    assert part.windows < whole.windows - 40
    window = between(date(2016, 1, 1), date(2016, 3, 31))
    assert all(not window.first <= miss.opened.toordinal() <= window.last for miss in part.record.misses)


@pytest.mark.parametrize(
    "last", [date(1, 1, 2), date(1, 12, 31), date(2005, 6, 30), date(9999, 12, 30), date(9999, 12, 31)]
)
def test_the_ends_of_time_are_days_like_others(book, last):
    seen = watched(meetings(book, date(2015, 5, 5)), (date(1, 1, 1), last))
    found = outlook(seen, last)
    assert all(one.question.opened >= min(last, date.max) for one in found.forecasts)
    if last.year < 2012:
        assert {one.reason for one in found.forecasts} == {OLD}
    else:
        assert all(one.value is not None for one in found.forecasts)

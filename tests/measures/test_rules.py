"""The rules of counting: what is one occasion, who was there, what was watched."""

from dataclasses import replace
from datetime import date

import pytest

from minilateral.codebook.warnings import all_warnings, warning
from minilateral.errors import UnknownName
from minilateral.measures import measure
from minilateral.measures.breadth import compute as breadth
from minilateral.measures.episodes import answers, episodes, in_scope, period
from minilateral.measures.exposure import coverage_end, default_as_of, watch
from minilateral.measures.face import Face
from minilateral.measures.histories import MEMBERS, history
from minilateral.measures.occasions import ROUNDS, contacts, inside, rounds
from minilateral.measures.windows import Span, between, year_before, year_to
from minilateral.model import (
    Attendance,
    Casebook,
    Commitment,
    Coverage,
    Engagement,
    FormerMember,
    Group,
    Provocation,
    Recall,
    Response,
    Track,
)

AS_OF = date(2021, 12, 31)
GROUP = Group(slug="x", name="X", members=MEMBERS)


def row(day, name="E1", **fields):
    given = {"kind": "meeting", "level": "minister", "track": "T-FM", "participants": MEMBERS, **fields}
    return Engagement(id=name, date=day, occasion_id=name, summary="a meeting", **given)


def book(*rows, **fields):
    span = Coverage(id="C", table="engagements", from_date=date(2012, 1, 1), to_date=AS_OF, watched="observed")
    tracks = (
        Track(id="T-FM", name="Foreign ministers", level="minister"),
        Track(id="T-DM", name="Defence ministers", level="minister"),
        Track(id="T-SOM", name="Senior officials", level="senior_official"),
    )
    return Casebook(**{"group": GROUP, "engagements": rows, "coverage": (span,), "tracks": tracks, **fields})


def one(found, name, **key):
    hits = [e for e in found if e.name == name and all(e.of(k) == str(v) for k, v in key.items())]
    assert len(hits) == 1, (name, key, len(hits))
    return hits[0]


DAY = date(2021, 5, 5)


@pytest.mark.parametrize(
    ("rows", "n"),
    [
        ([row(DAY), row(DAY, "E2")], 1),  # one day, one level
        ([row(DAY), row(DAY, "E2", level="leader")], 2),
        ([row(DAY), row(DAY, "E2", kind="agreement")], 1),  # an instrument is no contact
        ([row(DAY, kind="call")], 1),
        ([row(DAY, kind="working_group")], 0),
        ([row(DAY, participants=MEMBERS[:2])], 0),
        ([row(DAY, participants=(*MEMBERS, "KOR"))], 1),
        ([row(DAY, status="planned")], 0),
        ([row(DAY, status="superseded")], 0),
        ([row(DAY, level="forces")], 0),
        ([row(DAY, level="unknown")], 0),
        ([row(DAY, level="special_envoy")], 1),  # the crosswalk knows it as a senior official
        ([row(date(2022, 1, 1))], 0),  # after the day asked for
        ([row(DAY), row(DAY, "E2", date_precision="month")], 2),
    ],
)
def test_what_is_a_contact(rows, n):
    assert len(contacts(book(*rows), AS_OF)) == n


def test_an_occasion_remembers_all_its_rows():
    (found,) = contacts(book(row(DAY, track="T-DM", standalone=True), row(DAY, "E2", standalone=None)), AS_OF)
    assert found.ids == ("E1", "E2")
    assert found.tracks == ("T-DM", "T-FM")
    assert found.standalone is True


def test_a_call_on_the_day_of_a_meeting_does_not_make_its_format_meet():
    found = breadth(book(row(DAY), row(DAY, "E2", kind="call", track="T-DM")), AS_OF)
    assert one(found, "tracks_met", window="now").value == 1


def test_members_of_the_time():
    group = replace(
        GROUP,
        members=("CZE", "HUN", "POL", "SVK"),
        former_members=(FormerMember(code="CSK", until=date(1992, 12, 31), replaced_by=("CZE", "SVK")),),
    )
    rows = (
        row(date(1991, 2, 15), participants=("CSK", "HUN", "POL")),
        row(date(1991, 3, 15), "E2", participants=("HUN", "POL")),
        row(date(1994, 1, 12), "E3", participants=("CZE", "HUN", "POL")),
        row(date(1994, 2, 12), "E4", participants=("CZE", "HUN", "POL", "SVK")),
    )
    assert [c.ids for c in contacts(book(*rows, group=group), AS_OF)] == [("E1",), ("E4",)]


def test_visegrad_met_before_its_members_were_four(shipped):
    assert any(c.date.year < 1993 for c in contacts(shipped["visegrad"], AS_OF))


def test_a_deputy_lowers_the_lowest_level_and_not_the_row():
    deputy = Attendance(id="E1:JPN", engagement_id="E1", member="JPN", level="vice_minister")
    (found,) = contacts(book(row(DAY), attendance=(deputy,)), AS_OF)
    assert (found.level.name, found.lowest.name) == ("minister", "vice_minister")
    assert (
        "deputy_present" in one(breadth(book(row(DAY), attendance=(deputy,)), AS_OF), "meetings", window="now").warnings
    )


def test_a_month_is_spread_in_rates_and_counted_once():
    spread = row(date(2020, 12, 1), date_precision="month")
    found = contacts(book(spread), AS_OF)
    middle = date(2020, 12, 20)  # 20 of 31 days lie in the year to this day
    assert len(inside(found, year_to(middle))) == 1
    later = date(2021, 12, 20)
    assert len(inside(found, year_to(later))) == 0
    assert len(inside(found, year_before(later))) == 1
    some = measure(book(spread), "consultation", later)
    assert one(some, "contacts_year", series="contacts", window="now").value == 0
    path = one(some, "rate_path", series="contacts", month="2020-12")
    assert (path.n, path.evidence) == (1, ("E1",))
    inner = one(some, "rate_inner", series="contacts", month="2020-12")
    assert (inner.interval, inner.value, inner.evidence) == (0.5, path.value, ("E1",))
    assert path.low < inner.low < inner.high < path.high


def test_half_a_month_counts_where_it_begins():
    (found,) = contacts(book(row(date(2021, 6, 1), date_precision="month")), AS_OF)
    assert len(inside([found], between(date(2021, 6, 1), date(2021, 6, 15)))) == 1
    assert len(inside([found], between(date(2021, 6, 16), date(2021, 6, 30)))) == 0


def test_a_month_is_left_out_of_gaps_and_bounds_the_silence():
    exact = [row(date(2021, m, 1), f"E{m}") for m in (1, 2, 3, 4, 5)]
    blurred = row(date(2021, 9, 1), "E9", date_precision="month")
    found = measure(book(*exact, blurred), "consistency")
    days, tail = one(found, "days_since", track="T-FM"), one(found, "silence_tail", series="minister")
    assert days.value == (AS_OF - date(2021, 5, 1)).days
    assert "later_month" in days.warnings
    assert tail.from_date == date(2021, 10, 1)
    assert tail.n == 4


def test_a_format_known_only_by_month_is_counted_from_the_month_end():
    found = one(measure(book(row(DAY, date_precision="month")), "consistency"), "days_since", track="T-FM")
    assert found.value == (AS_OF - date(2021, 5, 31)).days
    assert found.warnings == ("month_only",)


def test_rounds_of_a_lower_format_may_be_held_one_step_down():
    rows = (
        row(DAY, "E1", track="T-SOM", level="official"),
        row(date(2021, 6, 1), "E2", track="T-SOM", level="working", kind="working_group"),
        row(date(2021, 7, 1), "E3", level="vice_minister"),
    )
    held = contacts(book(*rows), AS_OF, ROUNDS)
    som, ministers = book().tracks[2], book().tracks[0]
    assert [c.ids for c in rounds(som, held)] == [("E1",)]
    assert rounds(ministers, held) == ()


def test_a_promised_format_counts_among_those_that_could_have_met():
    promised = Track(id="T-FIN", name="Finance", level="minister", promised_by=("C1",))
    made = Commitment(id="C1", made_date=date(2021, 6, 1), text="meet yearly", kind="recurring")
    some = book(row(DAY), tracks=(*book().tracks, promised), commitments=(made,))
    assert one(breadth(some, AS_OF), "tracks_met", window="now").n == 2
    assert one(breadth(some, AS_OF), "tracks_met", window="before").n == 0


def test_standalone_counts_only_what_is_known():
    rows = (row(DAY, standalone=True), row(date(2021, 6, 1), "E2", standalone=False), row(date(2021, 7, 1), "E3"))
    found = one(breadth(book(*rows), AS_OF), "standalone", window="now")
    assert (found.value, found.n) == (1, 2)


def span(name, first, last, watched="observed", **fields):
    return Coverage(id=name, table="engagements", from_date=first, to_date=last, watched=watched, **fields)


def test_coverage_is_a_union_of_spans():
    rows = (
        span("A", date(2012, 1, 1), date(2014, 12, 31)),
        span("B", date(2015, 1, 1), date(2016, 12, 31)),
        span("D", date(2019, 1, 1), date(2019, 12, 31)),
        span("E", date(2020, 1, 1), date(2020, 12, 31), "partial"),
        span("F", date(2020, 1, 1), date(2021, 12, 31), status="superseded"),
    )
    some = book(coverage=rows)
    assert len(watch(some).spans) == 2
    assert coverage_end(some) == date(2019, 12, 31)
    assert watch(some).share(between(date(2016, 1, 1), date(2017, 12, 31))) == pytest.approx(366 / 731)
    assert watch(some, status=("observed", "partial")).end == date(2020, 12, 31)


def test_a_format_is_judged_by_its_own_coverage_where_it_has_some():
    rows = (
        span("A", date(2012, 1, 1), AS_OF),
        span("B", date(2015, 1, 1), date(2016, 12, 31), "partial", track="T-FM"),
    )
    own = watch(book(coverage=rows), track="T-FM")
    assert not own.covers(date(2016, 6, 1).toordinal())
    assert own.covers(date(2014, 12, 31).toordinal())
    assert own.covers(date(2017, 1, 1).toordinal())
    assert watch(book(coverage=rows), track="T-DM") == watch(book(coverage=rows))


def test_without_coverage_the_day_is_that_of_the_last_row():
    assert default_as_of(book(row(DAY), coverage=())) == DAY
    assert default_as_of(book(coverage=())) is None


def test_partial_time_shows_its_rows_and_forms_no_rate():
    some = book(row(DAY), coverage=(span("A", date(2020, 1, 1), AS_OF, "partial"),))
    found = measure(some, "consultation", AS_OF)
    shown = one(found, "contacts_year", series="contacts", window="now")
    assert (shown.value, shown.n, shown.coverage) == (1, 0, 0)
    assert "only_partial_watch" in shown.warnings
    assert one(found, "contacts_year", series="leader", window="now").value is None  # none found is not zero
    assert one(found, "contacts_ratio", series="contacts").value is None
    assert one(found, "rate", series="contacts").value is None


def test_few_events_are_marked():
    found = measure(book(row(DAY)), "consultation")
    assert "few_events" in one(found, "contacts_p_up", series="contacts").warnings


def test_nothing_is_a_multiple_of_nothing():
    found = measure(book(*(row(date(2021, m, 1), f"E{m}") for m in range(1, 8))), "consultation")
    for name in ("contacts_ratio", "tipping_recall"):
        assert "no multiple" in one(found, name, series="contacts").reason
    assert one(found, "contacts_p_up", series="contacts").value > 0.99
    assert one(found, "contacts_p_up", series="leader").reason == "none was counted in either year"


def test_a_few_observed_days_form_neither_rate_nor_bound():
    some = book(row(DAY), coverage=(span("A", date(2021, 12, 15), AS_OF),))
    found = measure(some, "consultation", AS_OF)
    assert not [e for e in found if e.name == "contacts_upper"]
    assert "as much as a month" in one(found, "contacts_ratio", series="contacts").reason
    assert "fewer than 12 months" in one(found, "index", window="now").reason
    assert "window_partly_observed" in one(found, "rate", series="contacts").warnings


def test_coverage_is_of_the_days_up_to_the_day_asked_for():
    found = measure(book(row(DAY)), "consultation", date(2021, 6, 10))
    assert one(found, "rate", series="contacts").coverage == 1
    assert one(found, "index", window="now").coverage == 1
    assert one(found, "rate_path", series="contacts", month="2021-06").coverage == 1


def test_contacts_of_formats_watched_in_part_are_told_apart():
    thin = span("B", date(2020, 1, 1), AS_OF, "partial", track="T-SOM")
    rows = [row(date(2020, m, 1), f"B{m}", track="T-SOM", level="official") for m in range(2, 9)]
    rows += [row(date(2021, m, 1), f"N{m}") for m in range(2, 5)] + [row(date(2020, 9, m), f"F{m}") for m in (1, 9)]
    some = book(*rows, coverage=(span("A", date(2012, 1, 1), AS_OF), thin))
    found = measure(some, "consultation")
    assert "thin_formats" in one(found, "contacts_ratio", series="contacts").warnings
    assert "thin_formats" not in one(found, "contacts_ratio", series="minister").warnings
    assert one(found, "contacts_year", series="observed_formats", window="before").value == 2
    assert one(found, "contacts_ratio", series="observed_formats").value > 1
    assert not [e for e in measure(book(*rows), "consultation") if e.of("series") == "observed_formats"]


def test_no_share_is_formed_where_nothing_was_fully_observed():
    some = book(row(DAY, standalone=True), coverage=(span("A", date(2020, 1, 1), AS_OF, "partial"),))
    found = breadth(some, AS_OF)
    assert one(found, "tracks_met", window="now").value == 1
    assert one(found, "standalone", window="now").value == 1
    for name in ("tracks_share", "standalone_share"):
        assert "only in part" in one(found, name, window="now").reason


def test_a_count_from_the_beginning_runs_to_its_own_end():
    rows = [row(date(2015 + i, 1, 1), f"E{i}", ordinal=i + 1) for i in range(4)]
    count = Recall(id="R", track="T-FM", to_date=date(2017, 6, 30), recorded=3, official=3)
    found = one(measure(book(*rows, recall=(count,)), "completeness"), "ordinal_recall", track="T-FM")
    assert (found.from_date, found.to_date, found.coverage) == (None, date(2017, 6, 30), 1)
    assert (found.of("from"), found.of("to"), found.value) == ("", "2017-06-30", 1)
    early = measure(book(*rows, recall=(count,)), "completeness", date(2016, 6, 30))
    assert one(early, "ordinal_recall", track="T-FM").n == 2  # the third had not happened
    assert not [e for e in measure(book(recall=(count,)), "completeness") if e.name == "ordinal_recall"]


def test_a_count_whose_rows_cannot_all_be_shown_says_so():
    drills = Track(id="T-EX", name="Drills", level="forces")
    rows = [
        row(date(2015 + i, 1, 1), f"E{i}", kind="exercise", level="forces", track="T-EX", **some)
        for i, some in enumerate(({"ordinal": 1, "ordinal_series": "air"}, {}, {}))
    ]
    count = Recall(
        id="R", track="T-EX", series="air", from_date=date(2015, 1, 1), to_date=AS_OF, recorded=3, official=3
    )
    some = book(*rows, tracks=(drills,), recall=(count,))
    found = one(measure(some, "completeness"), "ordinal_recall", track="T-EX")
    assert (found.value, found.evidence, found.warnings) == (1, ("E0",), ("rows_untold",))


def test_a_count_that_ends_later_is_not_known_yet_unless_all_of_it_happened():
    rows = [row(date(2015 + i, 1, 1), f"E{i}", ordinal=n) for i, n in enumerate((1, 3))]
    five = Recall(id="R", track="T-FM", from_date=date(2015, 1, 1), to_date=date(2023, 1, 1), recorded=2, official=5)
    found = one(measure(book(*rows, recall=(five,)), "completeness"), "ordinal_recall", track="T-FM")
    assert (found.n, found.to_date) == (3, AS_OF)  # what rows by then state, not what a text of 2023 will
    two = replace(five, official=2)
    assert one(measure(book(*rows, recall=(two,)), "completeness"), "ordinal_recall", track="T-FM").n == 2


def test_a_year_without_any_has_an_upper_bound():
    upper = one(measure(book(), "consultation"), "contacts_upper", series="contacts")
    assert upper.value == pytest.approx(3.841459 / 2 / 12, abs=1e-5)


def test_windows_are_whole_years_that_do_not_meet():
    now, before = year_to(date(2024, 2, 29)), year_before(date(2024, 2, 29))
    assert (now.from_date, before.from_date, before.to_date) == (date(2023, 3, 1), date(2022, 3, 1), date(2023, 2, 28))
    assert year_to(date(2025, 1, 20)).from_date == date(2024, 1, 21)
    assert year_before(date.min).days == 0


def act(day, severity, name, **fields):
    return Provocation(id=name, date=day, actor=("PRK",), kind="icbm", severity=severity, summary="a launch", **fields)


def test_episodes_chain_and_keep_first_day_and_highest_severity():
    acts = [act(date(2021, 1, d), s, f"P{d}") for d, s in ((1, 4), (4, 5), (7, 4), (11, 4), (12, 3))]
    found = episodes(acts, 4, Span(1, 10**7))
    assert [(e.ids, e.severity) for e in found] == [(("P1", "P4", "P7"), 5), (("P11",), 4)]
    assert found[0].day == date(2021, 1, 1).toordinal()


def test_an_answer_the_day_before_by_another_clock_is_day_zero():
    call = row(date(2021, 1, 1), kind="call")
    found = answers(book(call), AS_OF)
    assert found.first(date(2021, 1, 2).toordinal()) == 0
    assert found.first(date(2021, 1, 3).toordinal()) is None
    assert found.within(date(2020, 12, 29).toordinal(), 3) == ("E1",)
    assert found.within(date(2020, 12, 28).toordinal(), 3) == ()


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({}, True),
        ({"together": "separately"}, False),
        ({"together": "unknown"}, False),
        ({"participants": MEMBERS[:2]}, False),
        ({"kind": "unsc_request"}, True),
        ({"kind": "joint_exercise"}, False),
        ({"kind": "national_statement"}, False),
        ({"date_precision": "month"}, False),
        ({"status": "superseded"}, False),
    ],
)
def test_what_is_an_answer(fields, counts):
    given = {"kind": "joint_statement", "participants": MEMBERS, "together": "together", "link_basis": "stated"}
    response = Response(id="R1", date=DAY, provocation_id="P1", summary="x", **{**given, **fields})
    assert bool(answers(book(responses=(response,)), AS_OF).days) is counts


def test_a_sample_of_acts_makes_no_denominator():
    watched = (
        Coverage(
            id="P", table="provocations", from_date=date(2012, 1, 1), to_date=AS_OF, watched="observed", actor=("PRK",)
        ),
        Coverage(
            id="Q", table="provocations", from_date=date(2012, 1, 1), to_date=AS_OF, watched="partial", actor=("CHN",)
        ),
    )
    some = book(coverage=watched)
    assert in_scope(some, act(DAY, 4, "P1"))
    assert not in_scope(some, replace(act(DAY, 4, "P2"), actor=("CHN",)))
    assert not in_scope(some, act(date(2010, 1, 1), 4, "P3"))
    assert not in_scope(some, act(DAY, 4, "P4", date_precision="month"))


def test_answers_are_judged_where_all_three_tables_were_watched(jku):
    found = period(jku, date(2025, 10, 31))
    assert (found.from_date, found.to_date) == (date(2016, 1, 1), date(2025, 10, 31))
    assert period(jku, date(2015, 1, 1)).days == 0


def test_an_answer_to_the_next_provocation_does_not_end_the_wait_for_the_first():
    call = row(date(2021, 5, 12), kind="call")
    acts = (act(date(2021, 5, 5), 4, "P1"), act(date(2021, 5, 10), 4, "P2"))
    tables = ("engagements", "provocations", "responses")
    some = book(call, provocations=acts, coverage=tuple(replace(book().coverage[0], id=t, table=t) for t in tables))
    found = measure(some, "response")
    assert one(found, "km_answered", day=7).value == 0.5  # the first stopped waiting, unanswered, on day 5
    assert one(found, "answered", window=7, severity=4).value == 1.0  # by the plain window both were answered


def test_the_rhythm_is_that_of_the_last_dozen_gaps():
    days = [date(2012 + i // 2, 1 + 6 * (i % 2), 1) for i in range(18)]
    found = measure(book(*(row(day, f"E{i:02d}") for i, day in enumerate(days))), "consistency")
    tail = one(found, "silence_tail", series="contacts")
    assert (tail.n, tail.evidence[0], len(tail.evidence)) == (12, "E05", 13)


def test_a_day_not_observed_enters_no_rate():
    short = (span("A", date(2012, 1, 1), date(2021, 6, 15)),)
    found = measure(book(row(date(2021, 6, 10)), row(date(2021, 6, 20), "E2"), coverage=short), "consultation", AS_OF)
    june = one(found, "rate_path", series="contacts", month="2021-06")
    assert (june.evidence, june.coverage) == (("E1",), 0.5)
    assert one(found, "rate_path", series="contacts", month="2021-07").value is None


def test_an_estimate_may_not_be_silent_about_what_it_does_not_know():
    with pytest.raises(ValueError, match="neither value nor reason"):
        Face(book(), "breadth", AS_OF)("x", "X", None, unit="share", coverage=1.0, n=0)


def test_every_warning_speaks_in_sentences():
    for code, caution in all_warnings().items():
        assert caution.code == code
        assert caution.text.endswith(".")
        assert caution.text[0].isupper()
    with pytest.raises(UnknownName, match="few_events"):
        warning("few_event")


def test_numbered_rows_are_audited_without_a_table():
    rows = [row(date(2015 + i, 1, 1), f"E{i}", ordinal=n) for i, n in enumerate((1, None, 4))]
    found = one(measure(book(*rows), "completeness"), "ordinal_recall", track="T-FM")
    assert (found.value, found.n, found.of("recorded")) == (0.75, 4, "3")
    assert found.evidence == ("E0", "E1", "E2")


def test_made_up_history_is_what_it_says():
    assert len(contacts(history(n=30), AS_OF)) <= 30

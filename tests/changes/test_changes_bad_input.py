"""What a record may hold, or lack, without a change being told that nobody saw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from minilateral.changes.listed import changes
from minilateral.measures.histories import MEMBERS, START, history
from minilateral.model import Casebook, Coverage, Engagement, Group, Strain

END = date(2021, 12, 31)
GROUP = Group(slug="made-up", name="Made-up group", members=MEMBERS)


def meeting(number, day, **more):
    return Engagement(
        **{"id": f"E{number:03d}", "date": day, "kind": "meeting", "level": "minister", "occasion_id": f"O{number:03d}",
           "participants": MEMBERS, "summary": "A meeting", **more}
    )  # fmt: skip


def watched(first, last, how="observed", number=1):
    return Coverage(id=f"C{number}", table="engagements", from_date=first, to_date=last, watched=how)


def reasons(book, as_of=END):
    found = changes(book, as_of)
    assert not any(one.alarms or one.dated for one in found.series)
    assert not found.joint.alarms
    return {one.series.name: one.series.reason for one in found.series}


def test_an_empty_record():
    assert changes(Casebook(group=GROUP), None).rows()[0]["text"] == "nothing is on record yet"
    assert all(reasons(Casebook(group=GROUP)).values())


def test_one_engagement():
    book = Casebook(group=GROUP, engagements=(meeting(1, date(2015, 5, 1)),), coverage=(watched(START, END),))
    assert reasons(book)["contacts"] == "1 contacts are on record on observed days; 8 are needed"


@pytest.mark.parametrize("when", [date(2012, 1, 1), date(2016, 6, 15), date(2021, 12, 31)])
def test_all_events_on_one_day(when):
    """Ten levels and kinds of one day: at most a burst, and never a second alarm or a crash."""
    levels = ("leader", "minister", "vice_minister", "senior_official", "official")
    rows = tuple(meeting(n, when, level=levels[n % 5], kind=("meeting", "call")[n // 5]) for n in range(10))
    found = changes(Casebook(group=GROUP, engagements=rows, coverage=(watched(START, END),)), END)
    assert all(one.series.reason for one in found.series if one.series.name != "contacts")


def test_all_rows_outside_coverage():
    rows = tuple(meeting(n, date(2005 + n % 3, 1 + n % 12, 3)) for n in range(30))
    book = Casebook(group=GROUP, engagements=rows, coverage=(watched(START, END),))
    assert reasons(book)["contacts"] == "0 contacts are on record on observed days; 8 are needed"


def test_months_watched_in_part_enter_no_alarm():
    """A silence that begins where the record does: the same rows, watched to the end, do raise an alarm."""
    book = history(rates=[2.0] * 84 + [0.0] * 36)
    whole = changes(book, END)
    assert [one.direction for one in whole.lead.fresh] == ["down"]
    split = (watched(START, date(2018, 12, 31)), watched(date(2019, 1, 1), END, "partial", 2))
    part = changes(replace(book, coverage=split), END)
    assert not part.lead.alarms
    assert part.lead.series.months == 84


def test_a_gap_inside_the_window_is_no_fall_and_no_reason_to_stop():
    """Eight months nobody watched, the same rate on both sides; then a true fall after another gap."""
    gap = (watched(START, date(2018, 12, 31)), watched(date(2019, 9, 1), END, number=2))
    flat = replace(history(rates=[2.0] * 84 + [0.0] * 8 + [2.0] * 28, seed=4), coverage=gap)
    assert not changes(flat, END).lead.alarms
    fallen = replace(history(rates=[2.0] * 84 + [0.0] * 8 + [0.1] * 28, seed=4), coverage=gap)
    alarms = changes(fallen, END).lead.fresh
    assert [one.direction for one in alarms] == ["down"]
    assert alarms[0].month // 12 >= 2019


def test_dates_known_by_month_count_in_their_month_and_by_year_nowhere_twice():
    book = history(rates=[2.0] * 84 + [0.3] * 36)
    by_month = tuple(replace(row, date=row.date.replace(day=1), date_precision="month") for row in book.engagements)
    exact, blurred = (changes(one, END).lead for one in (book, replace(book, engagements=by_month)))
    assert [one.direction for one in blurred.fresh] == [one.direction for one in exact.fresh] == ["down"]
    by_year = tuple(meeting(n, date(2012 + n % 10, 1, 1), date_precision="year") for n in range(60))
    spread = changes(replace(book, engagements=by_year), END).lead
    assert spread.series.events <= 60 + 1e-6
    assert not spread.alarms


def test_a_day_before_all_coverage_and_the_last_day_there_is():
    for day in (date(1, 1, 1), date(1950, 6, 1)):
        assert all(reasons(history(), day).values())
    changes(history(), date(9999, 12, 31))


def test_a_strain_on_the_first_day_there_is_may_stand_near_a_change():
    book = replace(history(), strains=(Strain(id="S1", date=date(1, 1, 1), kind="trade", summary="Old"),))
    changes(book, END)


def test_a_group_watched_for_less_than_two_years():
    book = replace(history(rates=[3.0] * 120), coverage=(watched(date(2021, 1, 1), END),))
    assert reasons(book)["contacts"] == "12 months were observed; 24 are needed"

"""Changes as a person meets them: on the command line, in Python, and in the brief."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from minilateral.brief.compose import compose
from minilateral.brief.wording import plain
from minilateral.changes.listed import Changes
from minilateral.changes.results import Alarm, Causes, Dated, Joint, Judged
from minilateral.changes.series import MonthSeries
from minilateral.measures.histories import MEMBERS, START, history
from minilateral.measures.windows import month_of, month_span
from minilateral.model import Engagement

END = date(2021, 12, 31)
NEAR = Causes(END, END, (), None)


def section(book, name="changes"):
    made = compose(book, END, version="0", casebook_hash="00", sections=[name])
    return made.sections[0]


def test_the_command_prints_a_table_and_data(run):
    done = run("changes", "japan-korea-us", "--as-of", "2025-10-31")
    assert done.returncode == 0, done.stderr
    assert "a fall to 40% would be seen after" in done.stdout
    assert "no causal claim" in done.stderr
    rows = json.loads(run("changes", "japan-korea-us", "--as-of", "2025-10-31", "--format", "json").stdout)
    assert {row["what"] for row in rows} >= {"alarm", "dated", "since", "power", "none"}
    reasons = {row["series"]: row["text"] for row in rows if row["what"] == "none"}
    assert "how they were selected" in reasons["strains"]
    alarm = next(row for row in rows if row["what"] == "alarm")
    assert alarm["log_bayes_factor"] >= alarm["threshold"]


@pytest.mark.parametrize("slug", ["visegrad", "squad"])
def test_a_group_of_which_no_change_may_be_told_says_so(run, slug):
    done = run("changes", slug, "--format", "json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert {row["what"] for row in rows} == {"none"}
    assert all(row["text"] for row in rows)


def test_the_brief_tells_a_recent_fall_and_that_the_rate_may_lag():
    fallen = history(rates=[2.0] * 111 + [0.1] * 9)
    told = section(fallen)
    assert told.title.startswith("Contacts fell: an alarm was raised in")
    assert "the change fits best if it began about" in plain(told.lead)
    assert "Recent change" in " ".join(plain(text) for text in section(fallen, "consultation").paragraphs)


def with_exercises(book, months):
    """The same group, with an exercise on the 15th of each of these months."""
    held = tuple(
        Engagement(
            id=f"X{month:03d}", date=month_span(month_of(START) + month).from_date + timedelta(days=14),
            kind="exercise", level="working", occasion_id=f"OX{month:03d}", participants=MEMBERS, summary="A drill",
        )
        for month in months
    )  # fmt: skip
    return replace(book, engagements=book.engagements + held)


def test_what_changed_is_told_before_the_silence_of_contacts():
    """Contacts keep their level and exercises begin: the title tells the exercises, and only then the contacts."""
    told = section(with_exercises(history(rates=[2.0] * 120), [*range(0, 100, 12), *range(110, 120)]))
    assert told.title.startswith("Exercises of all members rose: an alarm was raised in")
    first, then = plain(told.lead).split(". ", 1)
    assert first.startswith("In exercises of all members an alarm was last raised at the end of")
    assert "contacts of all members" in then
    assert any(part in then for part in ("none was raised in the year", "No alarm has been raised"))
    assert told.figures[0].title.startswith("Exercises by quarter")
    assert told.paragraphs[0][0].startswith("In contacts of all members, at the present")


def months(name, unseen=()):
    watched = tuple(0.0 if 24144 + at in unseen else 1.0 for at in range(120))
    mix = ("a", "b") if name == "attendance" else ()
    return MonthSeries(name=name, label=name, noun=name, first=24144, e=watched, classes=mix)


def alarm(month, log_bf, direction="down"):
    return Alarm(month, month - 3, direction, log_bf, 0.5, 2.0, NEAR)


def dated(month, p):
    return Dated(month, p, month - 1, month + 1, "down", 2.0, 0.5, NEAR)


@pytest.mark.parametrize(
    ("alarms", "dates", "first"),
    [
        ({"exercises": alarm(24263, 9.0), "joint_texts": alarm(24260, 3.0)}, {}, ("exercises", 24263)),
        ({"exercises": alarm(24263, 9.0), "contacts": alarm(24260, 2.1)}, {}, ("contacts", 24260)),
        ({"exercises": alarm(24200, 9.0)}, {"joint_texts": dated(24255, 0.6)}, ("joint_texts", 24255)),
        ({"exercises": alarm(24263, 9.0)}, {"contacts": dated(24255, 0.9)}, ("exercises", 24263)),
        ({"attendance": alarm(24263, 9.0)}, {"exercises": dated(24255, 0.6)}, ("exercises", 24255)),
        ({"attendance": alarm(24263, 9.0)}, {"exercises": dated(24255, 0.4)}, ("attendance", 24263)),
        ({"exercises": alarm(24200, 9.0)}, {"contacts": dated(24251, 0.9)}, None),
    ],
)
def test_the_most_telling_change_is_chosen_by_rule(alarms, dates, first):
    series = tuple(
        Judged(
            series=months(name),
            threshold=2.0,
            alarms=(alarms[name],) if name in alarms else (),
            dated=(dates[name],) if name in dates else (),
        )
        for name in ("contacts", "joint_texts", "exercises", "attendance")
    )
    found = Changes(group="made-up", as_of=END, series=series, joint=Joint()).telling
    assert (found and (found[0].series.name, found[1].month)) == first


def test_a_change_that_may_have_begun_unseen_is_not_told_as_one_of_this_year():
    def telling(unseen):
        one = Judged(series=months("contacts", unseen), dated=(dated(24258, 0.9),))
        return Changes(group="made-up", as_of=END, series=(one,), joint=Joint()).telling

    assert telling(())
    assert telling((24256, 24260))
    assert telling((24257,)) is None


def test_a_quiet_alarm_is_told_with_what_it_could_have_seen():
    flat = history(rates=[1.0] * 120)
    told = section(flat)
    assert "mean " in told.figures[0].spec, "no level of a change is the present one"
    words = " ".join(plain(text) for text in told.paragraphs)
    assert "would be seen after" in words
    assert "missed in" in words
    assert "Recent change" not in " ".join(plain(text) for text in section(flat, "consultation").paragraphs)


def test_too_short_a_record_says_what_is_missing():
    assert plain(section(history(n=5)).lead) == (
        "Whether contacts changed cannot be told: five contacts are on record on observed days; eight are needed."
    )

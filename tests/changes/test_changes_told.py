"""Changes as a person meets them: on the command line, in Python, and in the brief."""

from __future__ import annotations

import json
from datetime import date

import pytest

from minilateral.brief.compose import compose
from minilateral.brief.wording import plain
from minilateral.measures.histories import history

END = date(2021, 12, 31)


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


def test_a_quiet_alarm_is_told_with_what_it_could_have_seen():
    flat = history(rates=[1.0] * 120)
    words = " ".join(plain(text) for text in section(flat).paragraphs)
    assert "would be seen after" in words
    assert "missed in" in words
    assert "Recent change" not in " ".join(plain(text) for text in section(flat, "consultation").paragraphs)


def test_too_short_a_record_says_what_is_missing():
    assert plain(section(history(n=5)).lead) == (
        "Whether contacts changed cannot be told: five contacts are on record on observed days; eight are needed."
    )

"""Claims of a text, found and checked: where they stand, of which group and day they are, and what is left unsaid."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from minilateral import library
from minilateral.claims.find import find
from minilateral.documents import Document

EXAMPLE = Path(__file__).parents[2] / "docs/examples/comment.txt"


@pytest.fixture(scope="module")
def books(built):
    opened, _ = library.open_all(workspace=built)
    return [one.book for one in opened]


@pytest.fixture(scope="module")
def checked(books):
    def call(text, **told):
        return find(Document(id="D", snapshot="", text=text), books, **told)

    return call


def words(found, one):
    return found.document.text[one.start : one.end]


def test_the_subject_and_the_group_come_from_the_sentence_before(checked):
    found = checked(
        "The foreign ministers of the Quad met in Washington on 1 July 2025. "
        "It was the first such meeting since January.",
        made_on=date(2025, 7, 2),
    )
    (one,) = found.findings
    assert one.group == "quad"
    assert "the sentence before" in one.group_basis
    assert one.asked.startswith("When the foreign ministers met in Washington on 1 July 2025, it was")
    assert words(found, one) == "It was the first such meeting since January"
    assert one.state == "holds"


def test_the_day_comes_from_the_head_of_the_text(checked):
    found = checked(
        "WASHINGTON, July 2, 2025 — The Quad's foreign ministers met on Tuesday for the second time this year."
    )
    assert found.made_on == date(2025, 7, 2)
    assert [one.state for one in found.findings] == ["holds"]


def test_without_a_day_a_caution_says_so(checked):
    found = checked("The leaders of the Quad have not met since Wilmington.")
    assert found.made_on is None
    assert any("--made-on" in caution for caution in found.cautions)


def test_two_claims_of_one_sentence_are_two_findings(checked):
    found = checked(
        "AUKUS defence ministers met at the Pentagon on 10 December 2025, their first meeting since President Trump "
        "returned to office and their first in more than two years.",
        made_on=date(2025, 12, 11),
    )
    assert [one.state for one in found.findings] == ["holds", "does_not_hold"]
    assert words(found, found.findings[0]).startswith("their first meeting since")


def test_a_claim_of_a_quoted_speaker_is_a_claim(checked):
    found = checked(
        "The foreign ministers of the Quad met in Washington on 1 July 2025. "
        "“We had not met for two years,” an official said.",
        made_on=date(2025, 7, 2),
    )
    assert [one.state for one in found.findings] == ["does_not_hold"]


def test_an_ambiguous_trilateral_is_said_and_never_guessed(checked):
    found = checked("The trilateral met last week, its first meeting since November.", made_on=date(2025, 3, 30))
    (one,) = found.findings
    assert one.state == "not_checked"
    assert one.group == ""
    assert "japan-korea-us" in one.why
    assert "--group" in one.why
    told = checked(
        "The trilateral met last week, its first since November.", group="japan-korea-us", made_on=date(2025, 3, 30)
    )
    assert told.findings[0].group == "japan-korea-us"


def test_a_group_told_of_another_size_is_not_taken(checked):
    found = checked("The four met last week for the first time since May.", group="aukus", made_on=date(2025, 3, 30))
    assert found.findings[0].state == "not_checked"


def test_a_group_that_is_not_held_is_said(checked):
    found = checked("BRICS foreign ministers met for the first time since May.", group="quad", made_on=date(2025, 9, 1))
    (one,) = found.findings
    assert one.state == "not_checked"
    assert "BRICS" in one.why


def test_two_states_are_not_their_group(checked):
    found = checked(
        "Japan, South Korea and the United States talked. Tokyo and Seoul held their first summit since 2011.",
        made_on=date(2023, 3, 20),
    )
    assert found.findings == ()
    assert [one.why for one in found.passed] == ["it is about two states, or one"]


def test_contradictory_claims_are_told(checked):
    text = (
        "The foreign ministers of the Quad met on 1 July 2025. It was their second meeting of the year. "
        "It was their third meeting of the year."
    )
    found = checked(text, made_on=date(2025, 7, 2))
    assert sorted(one.state for one in found.findings) == ["does_not_hold", "holds"]
    assert any("contradict" in caution for caution in found.cautions)


def test_an_unknown_event_is_said_with_the_nearest(checked):
    found = checked("The Quad's leaders have not met since the Xyzzy affair.", made_on=date(2025, 7, 2))
    (one,) = found.findings
    assert one.state == "not_checked"
    assert "Xyzzy" in one.why


def test_words_of_a_statement_are_followed_in_any_spelling(checked):
    text = (
        "The joint statement of the foreign ministers of Japan, South Korea and the United States of 15 February 2025 "
        "called their commitment “unshakeable”. The word “unshakable” was used for the first time."
    )
    found = checked(text, made_on=date(2025, 3, 3))
    assert [one.state for one in found.findings] == ["holds", "does_not_hold"]
    assert found.findings[1].verdict.counter_examples == ("S-JKU-20240818-1",)


def test_that_words_are_missing_is_unknown_where_no_text_is_held(checked):
    text = (
        "The joint statement of the foreign ministers of Japan, South Korea and the United States of 15 February 2025 "
        "spoke of “total victory”."
    )
    (one,) = checked(text, made_on=date(2025, 3, 3)).findings
    assert one.state == "cannot_be_settled"
    assert one.verdict.missing


def test_a_scare_quote_is_no_claim(checked):
    assert checked("The author finds the tone of the Quad “refreshing”.").findings == ()


def test_no_claims_no_casebooks_no_text(checked, books):
    assert checked("The Quad met in Tokyo. Rain fell.").findings == ()
    assert checked("").findings == ()
    alone = find(Document(id="D", snapshot="", text="The Quad met for the first time since May."), [])
    assert [one.state for one in alone.findings] == ["not_checked"]


def test_marks_and_scripts_from_right_to_left_change_no_place(checked):
    text = "פתיחה. \u202eThe Quad\u200f's foreign ministers met on 1 July 2025\u202c, the second time this year. סוף."
    found = checked(text, made_on=date(2025, 7, 2))
    assert all("second time" in words(found, one) for one in found.findings)
    assert found.document.text == text


@pytest.mark.parametrize("count", [1, 4])
def test_places_are_those_of_the_text(checked, count):
    text = "\n\n".join(["Filler stands here.", "The Quad had never met before."] * count)
    found = checked(text, made_on=date(2025, 7, 2))
    assert len(found.findings) == count
    assert {words(found, one) for one in found.findings} == {"The Quad had never met before"}


@pytest.mark.slow
def test_time_grows_in_step_with_the_length(checked):
    one = (
        EXAMPLE.read_text()
        + "\n\n"
        + "Nothing of note was said by anyone that day, and more than that no one wished. " * 40
    )
    checked(one)

    def took(times):
        text = "\n\n".join([one] * times)
        start = time.perf_counter()
        checked(text)
        return time.perf_counter() - start

    few, many = took(2), took(8)
    assert many < 8 * few  # four times as long


def test_the_library_and_the_command_give_the_same(built, run, tmp_path):
    found = library.check_text(EXAMPLE, workspace=built)
    done = run("check-text", EXAMPLE, "--format", "json", "--output", tmp_path / "a.json")
    assert done.returncode == 0, done.stderr
    import json  # noqa: PLC0415 - here alone

    told = json.loads((tmp_path / "a.json").read_text())
    assert [one["verdict"] for one in told["claims"]] == [one.state for one in found.findings]
    assert told["made_on"] == "2025-10-30"


def test_the_command_reads_standard_input_and_writes_a_page(built, tmp_path):
    page = tmp_path / "a.html"
    done = subprocess.run(
        [sys.executable, "-m", "minilateral", "--workspace", built, "check-text", "-", "--html", page],
        input="The Quad's foreign ministers had never met in Tokyo before 2024.",
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "1 claim" in done.stderr
    assert "<h1>" in page.read_text()


def test_the_command_says_what_is_wrong_with_a_text(run, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    done = run("check-text", empty)
    assert done.returncode == 2
    assert "found no text" in done.stderr
    assert run("check-text", EXAMPLE, "--group", "quadd").returncode == 2
    assert run("check-text", EXAMPLE, "--made-on", "soon").returncode == 2
    nothing = tmp_path / "a.txt"
    nothing.write_text("Rain fell on the capital, and nobody met anyone at all.")
    done = run("check-text", nothing)
    assert done.returncode == 0
    assert "No claim was found" in done.stdout

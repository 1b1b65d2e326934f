"""A checked text on a page, in a terminal and as data: nothing is lost, nothing is run, nothing is unseen."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from minilateral.claims.claim import Claim, Reading, Verdict
from minilateral.claims.findings import CheckedText, Finding, Passed, Shown
from minilateral.claims.margin import page
from minilateral.claims.margin_blocks import blocks, runs
from minilateral.claims.margin_data import data, table
from minilateral.claims.margin_terminal import terminal
from minilateral.claims.margin_words import NONE_FOUND, headline
from minilateral.documents import Document

TEXT = (
    "The ministers met in May. It was their first meeting since March, and the third this year.\n\n"
    "# What next\n\n- They spoke of the sea.\n\nNobody had met before."
)
WORDS = ("their first meeting since March", "the third this year", "Nobody had met before")
STATES = ("does_not_hold", "holds", "holds_if")


def verdict(state, number=1):
    claim = Claim(text=TEXT, start=0, end=5, form="first", group="quad")
    return Verdict(
        claim=claim,
        verdict=state,
        reading=f"reading {number}",
        rows=("E1", "E2"),
        counter_examples=("E1",) if state == "does_not_hold" else (),
        other_readings=(Reading(words="calls counted", verdict="holds", rows=("E2",), why="A call."),),
        completeness="4 of 4 by the official number",
        missing=("the year 2026",),
        why=f"Why {number} is so.",
    )


def made(text=TEXT, words=WORDS, states=STATES, title=""):
    found = [
        Finding(
            start=text.index(one), end=text.index(one) + len(one), sentence=(0, 20), group="quad", group_basis="named",
            asked=one, verdict=verdict(state, number),
        )
        for number, (one, state) in enumerate(zip(words, states, strict=True), 1)
    ]  # fmt: skip
    rows = (
        Shown(id="E1", day="2025-04-01", told="Met in <Tokyo>", url="https://example.org/a"),
        Shown(id="E2", day="2025-05-01", told="Met"),
    )
    return CheckedText(
        document=Document(id="D", snapshot="", text=text, title=title), findings=tuple(found),
        passed=(Passed(start=4, end=13, why="something else is counted"),), made_on=date(2025, 6, 1),
        made_on_basis="the date at the head of the text", groups=("quad",), rows=rows,
    )  # fmt: skip


def test_every_character_of_the_text_is_shown_once():
    found = made()
    for block in blocks(found):
        shown = "".join(part.text for part in block.stretches)
        assert shown in TEXT
    assert sum(len(block.claims) for block in blocks(found)) == 3
    marked = [part.text for block in blocks(found) for part in block.stretches if part.number]
    assert marked == list(WORDS)


def test_claims_that_overlap_are_both_told():
    found = made(words=("first meeting since March", "meeting since March, and the third", "Nobody"), states=STATES)
    assert [len(block.claims) for block in blocks(found)] == [2, 0, 0, 1]
    assert "".join(part.text for part in blocks(found)[0].stretches) == TEXT.split("\n\n", maxsplit=1)[0]


def test_long_stretches_without_a_claim_are_folded():
    text = (
        "A first meeting.\n\n"
        + "\n\n".join(f"Paragraph {n} says nothing." for n in range(20))
        + "\n\nA second meeting."
    )
    found = made(text, ("A first meeting", "A second meeting"), ("holds", "holds"))
    folded = [len(run) for fold, run in runs(blocks(found), 6) if fold]
    assert folded == [18]
    assert "[18 paragraphs without a claim that can be looked up]" in terminal(found)
    assert b"18 paragraphs without a claim" in page(found)


def test_the_page_fetches_and_runs_nothing():
    html = page(made()).decode()
    assert "<script" not in html
    assert "default-src 'none'" in html
    assert not re.search(r"\b(?:src|srcset|action)=", html)
    assert "<Tokyo>" not in html
    assert "Met in &lt;Tokyo&gt;" in html


def test_links_of_the_page_lead_somewhere():
    html = page(made()).decode()
    ids = set(re.findall(r'id="([^"]+)"', html))
    assert len(ids) == len(re.findall(r'id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=alert(1)> had never met.",
        "{{ 7*7 }} {% raw %} had never met.",
        "]]> --> </style></p> had never met.",
    ],
)
def test_hostile_text_is_shown_as_text(hostile):
    html = page(made(hostile, ("had never met",), ("holds",), title=hostile)).decode()
    assert "<img src" not in html
    assert "49" not in re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)[1]
    assert hostile.split(" had")[0] in terminal(made(hostile, ("had never met",), ("holds",)))


def test_marks_that_turn_text_around_are_written_out():
    text = "The \u202eministers had never met\u200b. לפני כן לא נפגשו."
    found = made(text, ("had never met",), ("cannot_be_settled",))
    for shown in (page(found).decode(), terminal(found)):
        assert "\u202e" not in shown
        assert "⟨U+202E⟩" in shown
        assert "לפני" in shown


def test_verdicts_are_told_by_words_and_signs_not_by_colour_alone():
    html, plain = page(made()).decode(), terminal(made())
    for word, sign in (("does not hold", "✗"), ("holds", "✓"), ("holds if read otherwise", "≈")):
        assert word in html
        assert f"{sign} {word}" in plain
        assert sign in html
    assert "\x1b[" not in plain
    assert "\x1b[" in terminal(made(), colour=True)


@pytest.mark.parametrize("width", [30, 60, 99, 100, 160])
def test_a_terminal_of_any_width_holds_the_text_and_the_verdicts(width):
    lines = terminal(made(), width=width).splitlines()
    assert max(map(len, lines)) <= max(width, 40)
    words = " ".join(" ".join(lines).split())
    assert "Why 2 is so." in words
    beside = any("The ministers met" in line and "[1] ✗" in line for line in lines)
    assert beside == (width >= 100)


def test_the_data_leads_back_to_the_text():
    told = data(made())
    json.dumps(told)
    for claim in told["claims"]:
        assert TEXT[claim["span"]["start"] : claim["span"]["end"]] == claim["claim"]
        assert claim["rows"][0]["id"] == "E1"
        assert claim["other_readings"][0]["verdict"] == "holds"
    assert told["counts"] == {"does_not_hold": 1, "holds": 1, "holds_if": 1, "cannot_be_settled": 0, "not_checked": 0}
    assert told["only_look_like_claims"][0]["words"] == "ministers"
    assert [row["verdict"] for row in table(made())] == list(STATES)


def test_without_a_claim_it_is_said_what_was_looked_for():
    found = replace(made(), findings=())
    assert NONE_FOUND in " ".join(terminal(found).split())
    assert NONE_FOUND.encode() in page(found)
    assert data(found)["claims"] == []
    assert headline(found) == "no claim found that can be looked up"


def test_the_same_text_gives_the_same_page():
    assert page(made()) == page(made())

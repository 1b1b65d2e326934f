"""One page for a minister: everything of weight on one sheet, cut by rule, in the page and on paper alike."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import html5lib
import pytest
from composed import SLUGS, of
from composed import brief as real
from fixture_brief import HOSTILE, brief
from nine import NAMES, hostile, nine, worst
from pypdf import PdfReader

from minilateral.brief import html, paper, pdf
from minilateral.brief.fitting import cut, first_sentence, lines, within
from minilateral.brief.onepage import MOST_FINDINGS, PLANS, SHEET, height, one_page
from minilateral.brief.parts import Num, Ref
from minilateral.brief.wording import plain
from minilateral.model import Casebook, Group

EMPTY = Casebook(group=Group(slug="nordic", name="Nordic", short_name="Nordic", members=("SWE", "NOR")))


def sheets(made: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_group_has_one_sheet_of_paper(slug):
    made = PdfReader(BytesIO(pdf.one_page(real(slug))))
    assert len(made.pages) == 1
    assert [round(float(side)) for side in made.pages[0].mediabox[2:]] == [595, 842]
    assert height(one_page(real(slug))) <= SHEET


@pytest.mark.parametrize("make", [nine, worst, hostile])
def test_nine_findings_and_any_names_have_one_sheet(make):
    assert len(sheets(pdf.one_page(make()))) == 1
    assert height(one_page(make())) <= SHEET


def test_an_empty_casebook_has_one_sheet():
    made = of(EMPTY)
    (text,) = sheets(pdf.one_page(made))
    assert "not known" in text
    page = html.pages(made, one_page=True)["one-page.html"].decode()
    assert "Last meeting of each track" not in page


def test_no_finding_tracks_figure_or_condition_is_still_a_page():
    book = brief(3)
    bare = replace(
        book, findings=(), would_change=(), sections=(), glance=replace(book.glance, rows=()), coverage_end=None
    )
    (text,) = sheets(pdf.one_page(bare))
    assert "No period observed" in text


def test_paper_and_page_hold_the_same(tmp_path):
    book = nine()
    (text,) = sheets(pdf.one_page(book))
    page = html.pages(book, one_page=True)["one-page.html"].decode()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    shown = " ".join("".join(tree.find("body").itertext()).split())
    flat = " ".join(text.split())
    for one in one_page(book).lines:
        assert one.function in shown
        assert one.function in flat
        assert plain(one.sentence) in shown
    assert list(NAMES.values()) == [one.function for one in one_page(book).lines]
    for words in ("What the record shows", "Last meeting of each track", "What would change this view", "index.html"):
        assert words in shown
        assert words in flat


def test_what_does_not_fit_is_left_out_by_rule_the_figure_first():
    few, many = one_page(brief()), one_page(nine())
    assert few.figure is not None
    assert many.figure is None
    assert all(one.sentence for one in many.lines)
    assert many.tracks
    assert many.would_change


def test_plans_ask_for_less_and_less():
    heights = [height(one_page(worst()))] + [sum(plan[:3]) for plan in PLANS]
    assert heights[0] <= SHEET
    assert PLANS[-1] == (1, 0, 0, False, False)
    for given in ("figure", "whole"):
        assert [getattr(plan, given) for plan in PLANS] == sorted(
            (getattr(plan, given) for plan in PLANS), reverse=True
        )


def test_what_is_overdue_is_told_where_there_is_room():
    made = real("japan-korea-us")
    told = {one.function: plain(one.sentence) for one in one_page(made).lines}
    assert "Overdue are four promises. Next to fall due: a meeting of leaders" in told["Keeps its promises"]
    assert "commerce and industry ministers (492 days)" in told["Meets consistently"]
    assert len(sheets(pdf.one_page(made))) == 1
    long = replace(made.findings[-1], sentence=("Most were kept. " + "One is overdue for want of a meeting. " * 9,))
    told = one_page(replace(made, findings=(*made.findings[:-1], long))).lines[-1]
    assert plain(told.sentence) == "Most were kept."


def test_no_date_of_a_last_meeting_is_cut():
    rows = one_page(real("quad")).tracks
    assert "3 Mar 2023 (institution)" in [plain(row[1]).replace("\N{NO-BREAK SPACE}", " ") for row in rows]


def test_more_findings_than_a_sheet_holds_are_cut():
    book = nine()
    crowd = replace(book, findings=book.findings * 4)
    assert len(one_page(crowd).lines) == MOST_FINDINGS
    assert len(sheets(pdf.one_page(crowd))) == 1


def test_numbers_lead_to_the_evidence_of_the_brief_beside_it():
    made = html.pages(nine(), one_page=True)
    page, index = made["one-page.html"].decode(), made["index.html"].decode()
    targets = re.findall(r"href=index\.html#([^> ]+)", page)
    assert len(targets) > 9
    for target in targets:
        assert f"id={target}" in index
    assert 'href="one-page.html"' in index
    assert "one-page.html" not in html.pages(nine())["index.html"].decode()


def test_rows_on_evidence_pages_are_led_to_where_they_are():
    made = html.pages(brief(6_000), one_page=True)
    page = made["one-page.html"].decode()
    leads = re.findall(r"href=([\w-]+\.html)#([^> ]+)", page)
    assert leads
    for file, target in leads:
        assert f"id={target}" in made[file].decode()


def test_hostile_texts_stay_text_on_page_and_paper():
    page = html.pages(hostile(), one_page=True)["one-page.html"].decode()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert not list(tree.iter("script"))
    assert not list(tree.iter("img"))
    assert "\u202e" not in page
    assert "⟨U+202E⟩" in page
    (text,) = sheets(pdf.one_page(hostile()))
    assert "<script>" in text.replace("\u200b", "")
    assert "\u202e" not in text


def test_scripts_that_paper_lacks_are_counted_and_still_fit():
    book = nine()
    one = replace(book.findings[0], sentence=("한국 a " * 100,))
    made = replace(book, findings=(one,) * 9, standfirst=("日本 " * 200,), title="中文 " * 60)
    assert len(sheets(pdf.one_page(made))) == 1
    assert "characters not in this typeface" in paper.one_page(made)["title"]


def test_same_bytes_twice():
    assert pdf.one_page(nine()) == pdf.one_page(nine())
    assert html.pages(nine(), one_page=True) == html.pages(nine(), one_page=True)


# --- cutting ---------------------------------------------------------------------------------------------------


def test_a_text_is_cut_between_words_and_keeps_its_numbers():
    text = ("Met ", Num("twice", "e"), " in the year, ", Ref("last", "r"), " on Friday.")
    assert cut(text, 100) == text
    assert cut(text, 14) == ("Met ", Num("twice", "e"), " in…")
    assert cut(text, 6) == ("Met…",)
    assert cut((Num("1234567890", "e"),), 4) == ("1234…",)
    assert cut((), 4) == ()
    assert plain(cut(("a" * 50,), 10)) == "a" * 10 + "…"


@pytest.mark.parametrize("most", [1, 2, 5])
@pytest.mark.parametrize("word", ["word ", "W" * 200, "한국어 ", "", HOSTILE])
def test_what_is_kept_takes_no_more_lines_than_asked(word, most):
    kept = within((word * 40,), 40, 10, most)
    assert lines(plain(kept), 40, 10) <= most


def test_a_sentence_ends_where_the_next_begins():
    assert plain(first_sentence(("Met in D.C. and the U.S. Senate. Then left.",))) == "Met in D.C. and the U.S. Senate."
    assert plain(first_sentence(("One sentence without end",))) == "One sentence without end"
    assert plain(first_sentence(("A share of 0.41 fell. Two.",))) == "A share of 0.41 fell."
    assert first_sentence(()) == ()

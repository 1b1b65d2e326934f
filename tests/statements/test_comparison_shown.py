"""A comparison as page, text and data: safe, whole, the same each time."""

import json
import re
from html.parser import HTMLParser

import pytest
from made_statements import EARLIER, LATER, document

from minilateral.statements.compare import compare, series
from minilateral.statements.data import data, table
from minilateral.statements.page import page
from minilateral.statements.terminal import terminal
from minilateral.statements.wording import between

HOSTILE = (
    "We condemn <script>alert(1)</script> and <img src=x onerror=alert(1)> today.\n\n"
    "We note \u202egnorw\u202c words & \u200bmore \"of\" 'them'.\n"
)


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in {"meta", "link", "input", "br", "path", "circle"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def found():
    return compare(
        document(EARLIER, "A", event="2023-08-18", issuer="White House"), document(LATER, "B", event="2024-11-15")
    )


def test_the_page_is_whole_and_closed(found):
    tags = Tags(page([found]).decode())
    assert not tags.open
    ids = [value for name, value in tags.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    links = {value[1:] for name, value in tags.attributes if name == "href" and value.startswith("#")}
    assert links <= set(ids)


def test_no_script_and_nothing_fetched(found):
    text = page([found]).decode()
    tags = Tags(text)
    assert not {"script", "iframe", "object", "img"} & set(tags.tags)
    assert not [name for name, _ in tags.attributes if name.startswith("on") or name == "src"]
    assert "default-src 'none'" in text
    assert "url(" not in text


def test_what_a_text_says_is_shown_as_text():
    hostile = compare(document(HOSTILE, "<b>A</b>", title="<i>x</i>\u202e"), document(HOSTILE + "We met.", "B"))
    shown = page([hostile]).decode()
    tags = Tags(shown)
    assert not {"script", "img", "i", "b"} & set(tags.tags) - {"b"}
    assert "&lt;script&gt;alert(1)" in shown
    assert "\u202e" not in shown
    assert "⟨U+202E⟩" in shown
    text = terminal([hostile], everything=True)
    assert "\u202e" not in text
    assert "\x1b" not in terminal([compare(document("We met \x1b[31m here."), document("We met."))])


def test_an_address_that_could_act_is_no_link():
    found = compare(document(EARLIER, url="javascript:alert(1)"), document(LATER))
    assert "javascript:" not in page([found]).decode()


def test_the_same_texts_give_the_same_page(found):
    assert page([found]) == page([found])


def test_both_views_hold_every_word(found):
    text = re.sub(r"<[^>]+>", "", page([found]).decode())
    flat = " ".join(text.split())
    for sentence in (
        "We urge the DPRK to return",
        "We call on the DPRK to return",
        "Vaccines reached eleven hospitals",
    ):
        assert sentence in flat


def test_changes_are_marked_by_more_than_colour(found):
    style = re.search(r"<style>(.*?)</style>", page([found]).decode(), re.DOTALL)[1]
    assert re.search(r"^ins \{[^}]*text-decoration: underline", style, re.MULTILINE)
    assert re.search(r"^del \{[^}]*text-decoration: line-through", style, re.MULTILINE)
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style


def test_every_class_is_named_in_words(found):
    text = page([found]).decode()
    for kind in found.counts:
        if kind != "same":
            assert f"<span>{kind}" in text


def test_a_forced_comparison_says_so_on_every_page():
    forced = compare(document(EARLIER), document(LATER, "B", relation="altered"), force=True)
    shown = page([forced]).decode()
    assert "FORCED" in shown
    assert 'class="runner"' in shown  # repeated on each printed page
    assert "table-header-group" in shown
    assert "FORCED" in terminal([forced])
    assert data(forced)["forced"]
    assert all(row["forced"] for row in table(forced))
    assert "FORCED" not in page([compare(document(EARLIER), document(LATER))]).decode()


def test_no_change_is_said():
    same = compare(document(EARLIER), document(EARLIER, "B"))
    assert "<h1>No change</h1>" in page([same]).decode()
    assert "No change." in terminal([same])


def decimals(value):
    if isinstance(value, dict):
        return [found for one in value.values() for found in decimals(one)]
    if isinstance(value, list):
        return [found for one in value for found in decimals(one)]
    return [value] if isinstance(value, float) else []


def test_a_reader_sees_no_decimal(found):
    whole = data(found)
    assert not decimals(json.loads(json.dumps(whole)))
    body = re.sub(
        r"<style>.*?</style>|<svg.*?</svg>|<[^>]+>|minilateral \d[\d.]*", "", page([found]).decode(), flags=re.DOTALL
    )
    assert not re.search(r"\d\.\d", body)
    assert not re.search(r"\d\.\d", terminal([found]))


def test_data_has_every_row_and_every_reason(found):
    rows = data(found)["rows"]
    assert len(rows) == len(found.rows)
    launches = next(one for one in rows if one["a"] and "launches" in one["a"]["text"])
    assert launches["decided_by"] == ["concern", "condemn"]
    assert launches["called"] == "stronger"


def test_the_terminal_marks_words_without_colour(found):
    text = terminal([found])
    assert "[-urge-] {+call on+}" in " ".join(text.split())
    assert "\x1b" not in text
    assert "\x1b[" in terminal([found], colour=True)
    assert "unchanged" in text
    assert "A secretariat opens" not in text
    assert "A secretariat opens" in terminal([found], everything=True)


def test_a_series_is_one_page_with_each_pair():
    found = series([document(EARLIER, "A"), document(LATER, "B"), document(EARLIER, "C")])
    shown = page(found).decode()
    assert shown.count('<article class="pair"') == 2
    assert shown.count('class="switch"') == 1


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("2022-02-12T10:00:00-10:00", "2022-02-12T15:00:00-10:00", "5 hours later"),
        ("2022-02-12T10:00:00-10:00", "2022-02-13T09:00:00+09:00", "4 hours later"),
        ("2022-02-12T10:00:00-10:00", "2022-02-12T10:20:00-10:00", "within the hour"),
        ("2022-02-13T00:00:00+00:00", "2022-02-12T23:00:00+00:00", "1 hour earlier"),
        ("2022-02-12T10:00:00", "2022-02-12T15:00:00", "the same day"),
        ("2022-02-12", "2022-02-13", "a day later"),
        ("2022-11-13", "2023-08-18", "278 days later"),
        ("", "2023-08-18", ""),
    ],
)
def test_hours_are_told_only_where_both_moments_are_known(a, b, told):
    assert between(document("x", issued=a), document("y", issued=b)) == told

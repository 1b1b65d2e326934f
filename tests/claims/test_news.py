"""Claims that documents make of a group: checked, told once, quoted only where that is allowed."""

import json
from datetime import date

import pytest

from minilateral.claims.news import ORDER, news, plain, restored
from minilateral.documents import Document, Stamp
from minilateral.library import open as open_group

AS_OF = date(2025, 10, 31)
STORY = (
    "The foreign ministers of Japan, South Korea and the United States met in Munich on 15 February 2025. "
    "It was the first trilateral foreign ministers' meeting since Donald Trump returned to office. "
    "The Tokyo meeting of the three defence ministers in July 2024 was the first trilateral defence ministers' meeting "
    "since 2018."
)


def document(name, text=STORY, day="2025-02-16", **facts):
    known = {"relation": "unknown", "completeness": "full", "kind": "news", "publisher": "The Kiso Courier"}
    return Document(
        id=name, snapshot="", title="Three ministers meet in Munich: Japan, South Korea and the US", text=text,
        url=f"https://kiso.example/{name}", published=Stamp(value=day, basis="the page"), **{**known, **facts},
    )  # fmt: skip


@pytest.fixture(scope="module")
def books():
    return [open_group(slug).book for slug in ("japan-korea-us", "quad")]


def of(books, *documents, as_of=AS_OF):
    return news(documents, books, "japan-korea-us", as_of)


def test_each_claim_is_told_with_its_verdict_and_rows_false_ones_first(books):
    found = of(books, document("D-1"))
    assert [one.verdict for one in found] == ["does_not_hold", "holds"]
    assert {one.who for one in found} == {"The Kiso Courier"}
    assert all(one.rows for one in found)
    assert [ORDER.index(one.verdict) for one in found] == sorted(ORDER.index(one.verdict) for one in found)


def test_words_are_quoted_only_where_they_may_be(books):
    assert {one.quoted for one in of(books, document("D-1"))} == {""}
    assert all(one.quoted in STORY for one in of(books, document("D-2", relation="official")))


def test_a_claim_of_few_words_is_quoted_with_its_sentence(books):
    told = "The Quad's foreign ministers met in Washington in July 2025, for the second time this year."
    found = news([document("D-1", told, relation="official")], books, "quad", date(2026, 1, 1))
    assert [one.quoted for one in found] == [told]


def test_one_claim_printed_twice_is_told_once(books):
    assert len(of(books, document("D-1"), document("D-2"))) == len(of(books, document("D-1")))


def test_what_is_said_later_or_together_or_of_another_group_is_left_out(books):
    assert of(books, document("D-1"), as_of=date(2025, 2, 1)) == ()
    assert of(books, document("D-1", kind="joint_statement")) == ()
    other = document("D-1", "The Quad foreign ministers met in January 2025, their first meeting since July 2024.")
    assert news([other], books, "japan-korea-us", AS_OF) == ()


def test_what_is_kept_comes_back_whole(books):
    found = of(books, document("D-1"))
    assert restored(json.loads(json.dumps(plain(found)))) == found

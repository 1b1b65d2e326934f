"""What looks like a claim in official texts and is none of the group."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from minilateral import library
from minilateral.claims.find import find
from minilateral.documents import Document

if TYPE_CHECKING:
    from pathlib import Path

    from minilateral.claims.findings import CheckedText
    from minilateral.model import Casebook

DAY = date(2023, 11, 1)


@pytest.fixture(scope="module")
def books(built: Path) -> list[Casebook]:
    return [one.book for one in library.open_all(workspace=built)[0]]


def checked(books: list[Casebook], text: str, title: str = "") -> CheckedText:
    return find(Document(id="D", snapshot="", title=title, text=text), books, made_on=DAY)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Was this the first time the Quad leaders met in Japan?", "it is a question"),
        ("It was the minister's and my first Quad summit.", "it is about one person"),
        ("The Quad directed its team to first issue a statement.", "something else is counted"),
        ("After the last round the Quad leaders spoke of the sea.", "it only refers to an event"),
        ("At the very first summit the leaders of the Quad spoke of vaccines.", "it only refers to an event"),
        (
            "The Quad agreed to have ministers at all levels, and officials, meet every year.",
            "it tells of what may come",
        ),
        ("The Quad has to meet unprecedented needs across the globe.", "something else is counted"),
        ("Our Quad partnership is needed now more than ever to meet the challenges.", "something else is counted"),
        ("The Quad decided for the first time in seven decades to share technology.", "something else is counted"),
        (
            "The United States, Australia and Japan took part in the third Blue Dot Network Executive Group meeting.",
            "another body is spoken of",
        ),
        ("The Quad will open the first training session in Darwin in May.", "it tells of what may come"),
    ],
)
def test_none_of_these_is_a_claim_of_a_group(books: list[Casebook], text: str, why: str) -> None:
    found = checked(books, text)
    assert [text[one.start : one.end] for one in found.findings] == []
    assert why in {one.why for one in found.passed}


def test_a_text_of_many_matters_must_name_the_group_near_the_claim(books: list[Casebook]) -> None:
    away = "The Quad is a group of four. " + "He spoke of roads. " * 6 + "It was the first meeting since 2019."
    assert checked(books, away, title="Press briefing").findings == ()
    near = "The Quad's leaders met in Tokyo in May 2022. It was their second meeting in person."
    assert [one.group for one in checked(books, near, title="Press briefing").findings] == ["quad"]


def test_an_aside_between_dashes_does_not_cut_a_claim(books: list[Casebook]) -> None:
    text = "It was the first of its kind — a trilateral meeting — of the Biden administration."
    told = "The national security advisors of Japan, South Korea and the United States met in Annapolis in April 2021. "
    (one,) = checked(books, told + text).findings
    assert one.verdict is not None
    assert one.verdict.claim.since is not None


def test_a_first_that_looks_back_without_its_event_is_left_open(books: list[Casebook]) -> None:
    text = "He held a virtual summit, and it was the first time the leaders of the Quad had met in any format."
    assert [one.state for one in checked(books, text).findings] == ["cannot_be_settled"]


def test_so_long_ago_is_when_it_was(books: list[Casebook]) -> None:
    found = find(
        Document(id="D", snapshot="", text="Quad leaders met for the first time just over one year ago."),
        books,
        made_on=date(2022, 5, 24),
    )
    assert [one.state for one in found.findings] == ["holds"]

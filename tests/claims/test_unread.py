"""No verdict is given on words that were not read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from minilateral import library
from minilateral.claims.check import check
from minilateral.claims.parse import parse

if TYPE_CHECKING:
    from pathlib import Path

    from minilateral.model import Casebook

DAY = date(2025, 11, 20)


@pytest.fixture(scope="module")
def jku(built: Path) -> Casebook:
    return library.open("japan-korea-us", workspace=built).book


def told(book: Casebook, text: str) -> tuple[str, tuple[str, ...], str]:
    (claim,) = parse(text, group=book, made_on=DAY)
    verdict = check(book, claim)
    return verdict.verdict, claim.unread, verdict.why


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        (
            "The Brussels meeting was the only trilateral foreign ministers' meeting held at NATO headquarters.",
            "at NATO headquarters",
        ),
        ("Camp David was the first trilateral summit that all three leaders attended in shirtsleeves.", "shirtsleeves"),
        ("The Hiroshima talks were the first trilateral summit to be broadcast live.", "broadcast live"),
        ("The Madrid talks were the second summit of the three to mention Taiwan.", "Taiwan"),
        ("Lima was the last of its kind.", "kind"),
    ],
)
def test_narrowing_words_that_were_not_read_leave_the_claim_open(jku: Casebook, text: str, unread: str) -> None:
    verdict, words, why = told(jku, text)
    assert unread in " ".join(words)
    assert verdict == "cannot_be_settled"
    assert unread in why


def test_the_rows_of_the_wider_kind_are_still_shown(jku: Casebook) -> None:
    (claim,) = parse("The Hiroshima talks were the first trilateral summit to be broadcast live.", group=jku)
    verdict = check(jku, claim)
    assert verdict.rows
    assert "earlier" in verdict.why
    assert any("broadcast live" in one for one in verdict.missing)


def test_a_first_of_more_is_a_first_of_fewer(jku: Casebook) -> None:
    """None of the wider kind lies between, so none of the narrower does."""
    verdict, words, _ = told(jku, "The leaders' Madrid talks in June 2022 were their first on Ukraine since 2017.")
    assert words
    assert verdict == "holds"


@pytest.mark.parametrize(
    "text",
    [
        "Hiroshima in May 2023 was the first summit of the three countries.",
        "The Phnom Penh summit was the first ever trilateral leaders' meeting of the three allies.",
    ],
)
def test_what_is_read_whole_is_still_called_false(jku: Casebook, text: str) -> None:
    assert told(jku, text)[:2] == ("does_not_hold", ())


@pytest.mark.parametrize("how", ["held on its own", "held in its own right", "held for its own sake"])
def test_further_words_for_stand_alone(jku: Casebook, how: str) -> None:
    (claim,) = parse(f"Camp David was the first summit of the three countries {how}.", group=jku, made_on=DAY)
    assert claim.filters.standalone is True
    assert claim.unread == ()
    assert check(jku, claim).verdict != "does_not_hold"


def test_of_that_name_counts_the_exercises_of_the_name(jku: Casebook) -> None:
    text = "Freedom Edge in September 2025 was the first exercise of that name under the second Trump administration."
    assert told(jku, text)[:2] == ("holds", ())


def test_a_visit_is_no_meeting(jku: Casebook) -> None:
    text = "Camp David was the first visit of foreign leaders to Camp David since 2015."
    (claim,) = parse(text, group=jku, made_on=DAY)
    assert claim.form == "outside"
    assert check(jku, claim).missing == ("visits are not in the record",)


def test_the_last_of_its_kind_and_the_longest_without_meeting(jku: Casebook) -> None:
    assert told(jku, "The November 2024 summit in Lima was the last of its kind.")[0] == "cannot_be_settled"
    text = "The gap after Lima is the longest the leaders have gone without meeting since 2017-2022."
    (claim,) = parse(text, group=jku, made_on=DAY)
    assert (claim.form, claim.anchor) == ("longest_gap", None)
    assert check(jku, claim).verdict != "does_not_hold"

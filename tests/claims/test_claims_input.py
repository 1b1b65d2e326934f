"""What people type that is no claim, is about nobody, contradicts itself or lies outside the record."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minilateral.claims.check import check
from minilateral.claims.claim import Claim, Filters
from minilateral.claims.parse import parse
from minilateral.errors import BadDate, ContradictoryClaim, MinilateralError, NothingToCheck, UnknownName, WhichGroup
from minilateral.library import check_claim
from minilateral.library import open as open_group
from minilateral.measures.histories import history
from minilateral.model import Casebook, Coverage, Engagement, Group, Track


@pytest.fixture(scope="module")
def jku(built: Path) -> Casebook:
    return open_group("japan-korea-us", workspace=built).book


def told(book: Casebook, text: str, made_on: date | None = None) -> list[str]:
    return [check(book, claim).verdict for claim in parse(text, group=book, made_on=made_on)]


def small(*days: date, observed: bool = True) -> Casebook:
    """A group of three whose foreign ministers met on these days."""
    rows = tuple(
        Engagement(
            id=f"E{number}", date=day, kind="meeting", level="minister", portfolio="foreign", track="T-FM",
            occasion_id=f"O{number}", participants=("AUS", "JPN", "USA"), place=f"Place{number}",
            summary="Ministers met.",
        )
        for number, day in enumerate(days)
    )  # fmt: skip
    seen = Coverage(
        id="C", table="engagements", from_date=date(2020, 1, 1), to_date=date(2024, 12, 31), watched="observed"
    )
    return Casebook(
        group=Group(slug="trio", name="Trio", members=("AUS", "JPN", "USA"), founded=date(2020, 1, 1)),
        engagements=rows,
        tracks=(Track(id="T-FM", name="Foreign ministers", level="minister", portfolio="foreign"),),
        coverage=(seen,) if observed else (),
    )


# ---------------------------------------------------------------- which group


def test_a_group_that_is_not_held(built: Path) -> None:
    with pytest.raises(UnknownName, match="IBSA"):
        check_claim("The first summit since 2020.", group="IBSA", workspace=built)
    with pytest.raises(UnknownName, match="BRICS"):
        check_claim("BRICS leaders met for the first time in 2009.", workspace=built)


def test_a_trilateral_that_may_be_several_lists_them(built: Path) -> None:
    with pytest.raises(WhichGroup, match=r"aukus.*japan-korea-us.*weimar") as caught:
        check_claim("It was the first trilateral summit since May 2023.", workspace=built)
    assert len(caught.value.candidates) == 7


def test_a_group_is_told_by_its_name_or_its_members(built: Path) -> None:
    for text, slug in (
        ("Quad leaders have not met since Tokyo.", "quad"),
        (
            "Japan, South Korea and the United States held their first leaders' meeting of 2022 in Madrid.",
            "japan-korea-us",
        ),
    ):
        assert check_claim(text, workspace=built)[0].group.slug == slug


def test_a_claim_about_another_group_than_the_one_said(built: Path) -> None:
    with pytest.raises(WhichGroup, match="quad"):
        check_claim("Quad leaders have not met since Tokyo.", group="aukus", workspace=built)


# ---------------------------------------------------------------- what is no claim


@pytest.mark.parametrize(
    "text", ["", " ", "Officials were upbeat.", "Will they agree?", "2024", "\u0000", "first lady"]
)
def test_what_is_no_claim_is_refused_with_examples(jku: Casebook, text: str) -> None:
    with pytest.raises(NothingToCheck, match="fourth summit of the year"):
        parse(text, group=jku)


def test_an_unknown_event_offers_the_nearest(jku: Casebook) -> None:
    with pytest.raises(UnknownName, match="Camp David"):
        parse("The first leaders' meeting since Camp Davids accord.", group=jku)


def test_an_unknown_person_offers_the_nearest(jku: Casebook) -> None:
    with pytest.raises(UnknownName, match="Takaichi"):
        parse("The first summit since Takaichy took office.", group=jku)


def test_contradictory_filters(jku: Casebook) -> None:
    for text in (
        "Lima was the first virtual summit held in person since 2022.",
        "Lima was the first stand-alone leaders' meeting on the sidelines of APEC.",
        "It was the first virtual meeting of the foreign ministers on Japanese soil.",
    ):
        with pytest.raises(ContradictoryClaim):
            parse(text, group=jku)


# ---------------------------------------------------------------- several, denied


def test_two_claims_in_one_sentence_are_checked_each(jku: Casebook) -> None:
    text = "Phnom Penh was the leaders' second trilateral of 2022 and the first since Madrid."
    claims = parse(text, group=jku, made_on=date(2022, 11, 14))
    assert [claim.form for claim in claims] == ["nth", "first"]
    assert [check(jku, claim).verdict for claim in claims] == ["holds", "holds"]
    assert all(claim.words in text for claim in claims)
    assert claims[0].end <= claims[1].start


def test_a_denied_claim_is_turned_round(jku: Casebook) -> None:
    said = "Phnom Penh was {}the leaders' first meeting of 2022."
    day = date(2022, 11, 14)
    assert told(jku, said.format(""), day) == ["does_not_hold"]
    assert told(jku, said.format("not "), day) == ["holds"]


def test_the_place_of_a_claim_is_that_of_its_text(jku: Casebook) -> None:
    text = "Nothing here. The leaders\u2019 Madrid talks were \u201ctheir first\u201d since September 2017, one said."
    (claim,) = parse(text, group=jku, made_on=date(2022, 7, 1))
    assert claim.text == text
    assert claim.words.startswith("The leaders")
    assert "September 2017" in claim.words


# ---------------------------------------------------------------- outside coverage, little on record


def test_dates_outside_coverage_are_not_settled(jku: Casebook) -> None:
    assert told(jku, "The foreign ministers met in Tokyo in May 1985.") == ["cannot_be_settled"]
    assert told(jku, "The foreign ministers have not met since Gyeongju.", date(2026, 3, 1)) == ["cannot_be_settled"]
    assert told(jku, "Never before 2003 had the leaders met.") == ["does_not_hold"]


@pytest.mark.parametrize(
    "text",
    [
        "The foreign ministers met for the first time in May 2021.",
        "The foreign ministers met twice in 2021.",
        "The foreign ministers have met every year since 2020.",
        "The foreign ministers meet almost every month.",
        "The foreign ministers have never met.",
        "The longest gap between foreign ministers' meetings since 2020 ended in May 2021.",
        "The next foreign ministers' meeting will be the fourth.",
        "The foreign ministers last met in May 2021.",
        "The only foreign ministers' meeting of 2021 was in May 2021.",
        "The foreign ministers' meetings date from 2021.",
    ],
)
def test_an_empty_record_settles_nothing(text: str) -> None:
    empty = replace(small(observed=False), tracks=())
    assert told(empty, text, date(2022, 1, 1)) == ["cannot_be_settled"]


def test_an_empty_but_watched_record_settles_silences() -> None:
    assert told(small(), "The foreign ministers have never met.", date(2022, 1, 1)) == ["holds"]
    assert told(small(), "The foreign ministers met twice in 2021.", date(2022, 1, 1)) == ["does_not_hold"]


def test_one_engagement() -> None:
    book = small(date(2021, 5, 4))
    day = date(2022, 1, 1)
    assert told(book, "The foreign ministers met for the first time in May 2021.", day) == ["holds"]
    assert told(book, "The only foreign ministers' meeting of 2021 was in May 2021.", day) == ["holds"]
    assert told(book, "The May 2021 meeting was the foreign ministers' second.", day) == ["does_not_hold"]
    assert told(book, "The foreign ministers have not met since May 2021.", day) == ["holds"]
    assert told(book, "The foreign ministers met once in 2021.", day) == ["holds"]


def test_all_events_on_one_day_have_no_order() -> None:
    book = small(date(2021, 5, 4))
    one = book.engagements[0]
    other = replace(one, id="E9", occasion_id="O9", track="", place="Elsewhere")
    both = replace(book, engagements=(one, other))
    verdict = check(
        both, parse("The Place0 meeting of May 2021 was the first.", group=both, made_on=date(2021, 6, 1))[0]
    )
    assert verdict.verdict == "cannot_be_settled"
    assert "order on that day" in verdict.missing[0]


def test_rows_dated_by_month_on_the_edge_settle_nothing() -> None:
    book = small(date(2021, 3, 1), date(2021, 9, 1))
    vague = replace(book, engagements=(replace(book.engagements[0], date_precision="month"), book.engagements[1]))
    text = "The September 2021 meeting was the foreign ministers' first since 10 March 2021."
    assert told(book, text) == ["holds"]
    assert told(vague, text) == ["cannot_be_settled"]


def test_an_announced_meeting_makes_a_first_depend_on_it() -> None:
    book = small(date(2021, 3, 1), date(2021, 6, 1), date(2021, 9, 1))
    rows = (book.engagements[0], replace(book.engagements[1], status="planned"), book.engagements[2])
    (claim,) = parse("The September 2021 meeting was the foreign ministers' first since March 2021.", group=book)
    verdict = check(replace(book, engagements=rows), claim)
    assert verdict.verdict == "holds_if"
    assert verdict.counter_examples == ("E1",)


def test_rows_that_never_count() -> None:
    book = small(date(2021, 3, 1), date(2021, 6, 1), date(2021, 9, 1))
    text = "The September 2021 meeting was the foreign ministers' first since March 2021."
    for change in (
        {"status": "superseded"},
        {"participants": ("AUS", "JPN")},
        {"kind": "agreement"},
        {"level": "official"},
    ):
        rows = (book.engagements[0], replace(book.engagements[1], **change), book.engagements[2])
        assert told(replace(book, engagements=rows), text) == ["holds"]


def test_numbers_that_skip_show_that_one_is_missing() -> None:
    book = small(date(2021, 3, 1), date(2021, 9, 1))
    text = "The September 2021 meeting was the foreign ministers' first since March 2021."
    first, second = book.engagements
    skipped = replace(book, engagements=(replace(first, ordinal=1), replace(second, ordinal=3)))
    joined = replace(book, coverage=(), engagements=(replace(first, ordinal=1), replace(second, ordinal=2)))
    assert told(skipped, text) == ["cannot_be_settled"]
    assert told(joined, text) == ["holds"]  # the numbers prove what nobody watched
    assert told(replace(book, coverage=()), text) == ["cannot_be_settled"]


def test_a_made_up_history_is_answered_without_fault() -> None:
    book = history()
    for text in (
        "The leaders met for the first time in 2015.",
        "The foreign ministers have met every month since 2014.",
    ):
        assert told(book, text)[0] in {"holds", "does_not_hold", "holds_if", "cannot_be_settled"}


SAID = """the first second fourth 22nd only last never no not longest gap more than twice every year almost month since
until before after between in of on at and when Trump Biden Camp David Madrid Tokyo Japan 2021 May 2024 8 July 2018 took
office leaders' foreign ministers chiefs defence summit meeting call drill joint statement met held stand-alone
in-person have had been will next dates from Japanese soil over a six months , . ; \u2019 \u201c ( ["""
WORDS = SAID.split()


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.dates(date(1900, 1, 1), date(2200, 1, 1)) | st.none())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_are_answered_or_refused(jku: Casebook, words: list[str], made_on: date | None) -> None:
    text = " ".join(words)
    try:
        claims = parse(text, group=jku, made_on=made_on)
    except MinilateralError:
        return
    for claim in claims:
        verdict = check(jku, claim)
        assert text[claim.start : claim.end] == claim.words
        assert bool(verdict.missing) >= (verdict.verdict == "cannot_be_settled")
        assert set(verdict.counter_examples) <= {row.id for row in (*jku.engagements, *jku.statements)}


def test_a_day_that_is_none_of_this_age(jku: Casebook) -> None:
    with pytest.raises(BadDate, match="the day it was said"):
        parse("The leaders have not met since Lima.", group=jku, made_on=date(9999, 12, 31))


def test_a_claim_of_another_casebook_is_refused(jku: Casebook) -> None:
    with pytest.raises(UnknownName, match="quad"):
        check(jku, Claim(text="", start=0, end=0, form="first", filters=Filters(), group="quad"))


# ---------------------------------------------------------------- the command line


def test_the_command_line_prints_and_says_what_is_wrong(run) -> None:
    done = run("check", "Quad leaders have not met since Tokyo.", "--made-on", "2024-12-01", "--format", "json")
    (one,) = json.loads(done.stdout)
    assert done.returncode == 0
    assert one["verdict"] == "does_not_hold"
    assert {row["id"] for row in one["rows"] if row["role"] == "against"} == set(one["counter_examples"])
    assert all(row["source_url"] for row in one["rows"])
    for words, said in (
        (("check", "hello"), "group"),
        (("check", "hello", "--group", "quad"), "found no claim"),
        (("check", "The first summit since 2023.", "--group", "quad", "--made-on", "x"), "2025-10-31"),
    ):
        wrong = run(*words)
        assert wrong.returncode == 2, words
        assert said in wrong.stderr
    table = run("check", "Quad leaders have not met since Tokyo.", "--made-on", "2024-12-01")
    assert "DOES NOT HOLD" in table.stdout
    assert "quad-20230520-2" in table.stdout

"""Shares of promises kept: what enters them, what is shown beside them, and what is said where nothing can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from minilateral.commitments.ledger import ledger
from minilateral.measures import measure
from minilateral.measures.dues import dues
from minilateral.measures.histories import history
from minilateral.measures.promises import compute
from minilateral.measures.uncertainty import share_interval
from minilateral.model import Casebook
from minilateral.record.casebook import read_casebook, shipped_casebooks, slugs

SLUGS = slugs(shipped_casebooks())
END = date(2025, 10, 31)
LATER = date(2026, 8, 22)


@pytest.fixture(scope="module")
def books() -> dict[str, Casebook]:
    return {slug: read_casebook(shipped_casebooks() / slug).book for slug in SLUGS}


def one(found, name, **key):
    [estimate] = [e for e in found if e.name == name and all(e.of(part) == want for part, want in key.items())]
    return estimate


def test_the_share_is_of_settled_due_dates_with_its_jeffreys_interval(books):
    found = compute(books["japan-korea-us"], END)
    share = one(found, "on_schedule", reading="strict", due="all", window="all")
    met = round(share.value * share.n)
    assert (met, share.n) == (28, 34)
    assert share.value == met / share.n
    assert (share.low, share.high, share.interval) == (*share_interval(met, share.n), 0.8)
    assert "promises_found" in share.warnings
    assert {"C-JKU-15", "JKU-20240728-01"} <= set(share.evidence)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_worst_case_is_never_better_and_counts_all_that_passed_in_sight(books, slug):
    found = measure(books[slug], "promises")
    if not books[slug].commitments:
        return
    for reading in ("strict", "lenient"):
        share = one(found, "on_schedule", reading=reading, due="all", window="all")
        floor = one(found, "on_schedule_floor", reading=reading)
        unseen = one(found, "not_observed", reading=reading, due="all")
        if share.value is not None:
            assert floor.value <= share.value
            assert share.n <= floor.n <= share.n + unseen.value
            assert round(floor.value * floor.n) == round(share.value * share.n)


@pytest.mark.parametrize("slug", SLUGS)
def test_both_readings_speak_of_the_same_due_dates(books, slug):
    entries = ledger(books[slug], LATER)
    assert [(due.promise, due.due) for due in dues(entries)] == [
        (due.promise, due.due) for due in dues(entries, "lenient")
    ]


def test_deadlines_and_rounds_add_up_to_all(books):
    found = compute(books["japan-korea-us"], END)
    for reading in ("strict", "lenient"):
        whole, *parts = (
            one(found, "on_schedule", reading=reading, due=due, window="all")
            for due in ("all", "deadline", "recurring")
        )
        assert whole.n == sum(part.n for part in parts)


def test_what_was_judged_in_time_watched_in_part_is_told_and_in_no_share(books):
    book = books["japan-korea-us"]
    then, now = (
        one(compute(book, day), "on_schedule", reading="strict", due="all", window="all") for day in (END, LATER)
    )
    assert then.n == now.n
    unseen = one(compute(book, LATER), "not_observed", reading="strict", due="all")
    assert unseen.value + now.n == unseen.n == len(dues(ledger(book, LATER)))
    assert unseen.value > one(compute(book, END), "not_observed", reading="strict", due="all").value


@pytest.mark.parametrize("slug", SLUGS)
def test_every_promise_has_one_status_and_the_lenient_reading_is_never_the_harder(books, slug):
    book = books[slug]
    found = measure(book, "promises")
    if not book.commitments:
        return
    for reading in ("strict", "lenient"):
        counts = [e for e in found if e.name == "status_count" and e.of("reading") == reading]
        assert sum(e.value for e in counts) == counts[0].n
    strict, lenient = (one(found, "kept_share", reading=reading) for reading in ("strict", "lenient"))
    if strict.value is not None and strict.n == lenient.n:
        assert lenient.value >= strict.value


@pytest.mark.parametrize("slug", SLUGS)
def test_repeats_are_counted_apart_and_in_nothing_else(books, slug):
    book = books[slug]
    if not book.commitments:
        return
    found = measure(book, "promises")
    repeats = {row for row in one(found, "repeats").evidence if row.startswith("C-")}
    others = {row for e in found if e.name in {"status_count", "on_schedule", "kept_share"} for row in e.evidence}
    assert not repeats & others


def test_a_group_without_promises_says_so_and_before_the_first_that_there_was_none(books):
    assert {e.reason for e in compute(books["visegrad"], END)} == {"no promises of this group are recorded"}
    early = compute(books["japan-korea-us"], date(1999, 12, 31))
    assert {e.reason for e in early} == {"no promise of this group was made by 1999-12-31"}
    assert {e.value for e in (*early, *compute(history(), END))} == {None}


def test_promises_without_dates_enter_no_share(books):
    book = books["australia-japan-us"]
    found = measure(book, "promises")
    assert one(found, "status_count", reading="strict", status="kept").value == 1
    share = one(found, "kept_share", reading="strict")
    assert (share.value, share.reason) == (None, "no promise with a date had fallen due")


def test_where_nothing_was_watched_promises_are_told_and_no_share_is_formed(books):
    blind = replace(books["quad"], coverage=())
    found = compute(blind, END)
    assert {e.value for e in found if e.name in {"on_schedule", "kept_share"}} == {None}
    assert sum(e.value for e in found if e.name == "status_count" and e.of("reading") == "strict") > 0


def test_few_due_dates_carry_a_caution(books):
    share = one(measure(books["aukus"], "promises"), "on_schedule", reading="strict", due="all", window="all")
    assert share.n < 5
    assert "few_settled" in share.warnings


def test_what_falls_due_within_a_year_is_counted_once(books):
    due = one(compute(books["japan-korea-us"], END), "falls_due")
    assert due.value == len([row for row in due.evidence if row.startswith("C-")])
    assert {"C-JKU-13", "C-JKU-21"} <= set(due.evidence)
    assert "C-JKU-57" not in due.evidence  # says what C-JKU-13 said

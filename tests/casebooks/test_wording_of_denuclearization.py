"""The words of Japan, Korea and the United States on denuclearization, from the casebook alone: a return is not new."""

from __future__ import annotations

from datetime import date

from minilateral.record.casebook import read_casebook, shipped_casebooks
from minilateral.statements.phrases import lineage
from minilateral.statements.series import series

NORTH, PENINSULA = "denuclearization of the DPRK", "denuclearization of the Korean Peninsula"
MUNICH, LIMA = "2025-02-15", "2024-11-15"
ROWS = read_casebook(shipped_casebooks() / "japan-korea-us").book.statements


def told(phrase):
    return lineage(series((), ROWS), phrase).together


def days(uses):
    return {use.said.day for use in uses}


def test_which_text_says_which():
    assert days(told(NORTH).with_it) == {"2023-08-18", "2024-06-02", MUNICH}
    assert days(told(PENINSULA).with_it) == {"2017-07-06", "2022-05-27", "2022-06-08", "2022-11-13", LIMA}
    assert days(told("complete, verifiable, and irreversible").with_it) >= {"2017-07-06"}
    assert days(told("lasting peace on the Korean Peninsula").with_it) == {"2022-02-12"}  # Honolulu joins the two


def test_munich_is_a_return_and_lima_is_one_of_the_other_words():
    back = next(one for one in told(NORTH).returns if one.back.said.day == MUNICH)
    assert back.before.said.day == "2024-06-02"
    assert back.statements >= 2  # Lima, and the anniversary of Camp David: read whole, without it
    back = next(one for one in told(PENINSULA).returns if one.back.said.day == LIMA)
    assert (back.before.said.day, back.days) == ("2022-11-13", (date(2024, 11, 15) - date(2022, 11, 13)).days)


def test_absence_is_told_of_texts_read_whole_and_of_phrases_looked_for():
    whole = {row.date.isoformat() for row in ROWS if row.completeness == "full"}
    assert days(told(NORTH).without) <= whole
    assert MUNICH in days(told(PENINSULA).unknown)  # noted by hand
    assert not told("a phrase that nobody looks for").without

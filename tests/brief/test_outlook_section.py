"""The outlook in a brief: forecasts beside what is usual, their track record, and nothing said where nothing may be."""

from dataclasses import replace
from datetime import date

import pytest

from minilateral.brief.compose import compose
from minilateral.brief.parts import Num
from minilateral.brief.wording import plain
from minilateral.measures.histories import history
from minilateral.model import Casebook, Group
from minilateral.record.kept import keeper

END = date(2021, 12, 31)


def section(book: Casebook, as_of: date | None = None, **more: object):
    made = compose(book, as_of, version="0", casebook_hash="x", sections=["outlook"], **more)
    found = next(one for one in made.sections if one.id == "outlook")
    return made, found


@pytest.fixture(scope="module")
def book() -> Casebook:
    return history(rates=[0.4] * 60 + [2.0] * 60)


def test_chances_stand_beside_what_is_usual_and_lead_to_rows(book):
    made, found = section(book)
    assert "from 1 January 2022 to 31 March 2022 with a chance of" in plain(found.lead)
    assert "going by all such windows so far it would be" in plain(found.lead)
    keys = {one.key for one in made.evidence}
    for text in (
        found.lead,
        *found.paragraphs,
        *(cell for table in found.tables for row in table.rows for cell in row),
    ):
        assert {part.evidence for part in text if isinstance(part, Num)} <= keys
    shown = next(one for one in made.evidence if one.key == "outlook-minister_90")
    assert shown.rows
    assert "void if less than 90%" in shown.note


def test_the_track_record_names_both_baselines_and_its_losses(book):
    found = section(book)[1]
    track = next(table for table in found.tables if table.id == "outlook-track-record")
    assert track.columns[3:] == ("Against all windows", "Against last three years")
    assert all("[" in plain(row[3]) and "[" in plain(row[4]) for row in track.rows)
    cautions = " ".join(found.cautions)
    assert "not as it was known then" in cautions
    assert "knowing the calendar" in cautions


def test_a_full_point_is_one_whose_record_is_better_than_both(book):
    figure = section(book)[1].figures[0]
    assert figure.alt.startswith("A point for each question: Ministers or leaders meet")
    assert len(figure.data.rows) == 3


def test_where_observation_ended_earlier_the_lead_says_so_first(book):
    found = section(book, date(2023, 6, 30))[1]
    assert plain(found.lead).startswith("Observation ends before 1 January 2022, so forecasts begin there")
    assert "not on 30 June 2023" in plain(found.lead)


def test_too_few_forecasts_are_not_called_skilled(book):
    short = replace(book, coverage=tuple(replace(row, from_date=date(2018, 1, 1)) for row in book.coverage))
    assert "cannot be shown" in plain(section(short)[1].lead)


def test_without_a_track_record_no_number_is_printed(book):
    short = replace(book, coverage=tuple(replace(row, from_date=date(2021, 1, 1)) for row in book.coverage))
    found = section(short)[1]
    assert "No forecast is printed" in plain(found.lead)
    assert not found.tables
    assert not found.figures


@pytest.mark.parametrize("watched", ["partial", "not_observed"])
def test_a_record_never_fully_observed_forecasts_nothing(book, watched):
    part = replace(book, coverage=tuple(replace(row, watched=watched) for row in book.coverage))
    found = section(part, END)[1]
    assert "No forecast is made" in plain(found.lead)
    assert "at no time fully observed" in plain(found.lead)


def test_an_empty_record_forecasts_nothing():
    empty = Casebook(group=Group(slug="none", name="None", members=("AUS", "JPN", "USA")))
    assert "No forecast is made" in plain(section(empty, END)[1].lead)


def test_a_kept_backtest_gives_the_same_section(book, tmp_path):
    keep = keeper(tmp_path)
    assert section(book, keep=keep)[1] == section(book, keep=keep)[1] == section(book)[1]

import csv
import io
import json
from dataclasses import replace
from importlib.resources import files

import pytest
from fixture_brief import HOSTILE, brief
from jsonschema import Draft202012Validator

from minilateral.brief import data
from minilateral.brief.wording import plain

SCHEMA = json.loads(files("minilateral.brief").joinpath("templates", "brief.schema.json").read_text())


def refuse(constant: str) -> None:
    raise AssertionError(constant)


@pytest.fixture(scope="module")
def made() -> dict:
    return json.loads(data.as_json(brief()), parse_constant=refuse)


def test_it_follows_its_schema(made):
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(made)
    assert made["schema_version"] == data.SCHEMA_VERSION


def test_every_number_leads_to_rows(made):
    keys = {item["key"]: item for item in made["evidence"]}
    rows = {row["id"] for row in made["rows"]}
    numbers = [part for finding in made["findings"] for part in finding["sentence"] if isinstance(part, dict)]
    assert numbers
    for part in numbers:
        assert set(keys[part["evidence"]]["rows"]) <= rows


def test_pieces_join_to_the_sentence(made):
    parts = made["standfirst"]
    assert "".join(p if isinstance(p, str) else p["number"] for p in parts) == plain(brief().standfirst)


def test_no_number_is_nan_or_infinite(made):
    broken = made["estimates"][3]
    assert broken["value"] is None
    assert broken["high"] is None
    assert made["estimates"][2]["value"] is None
    assert made["estimates"][0]["key"] == {"series": "contacts", "window": "now"}


def test_texts_are_whole_and_the_figure_can_be_drawn_again(made):
    assert len(made["rows"][-1]["summary"]) == len(HOSTILE) + 6 * 4_000
    assert made["sections"][0]["figures"][0]["spec"]["mark"]["type"] == "bar"


def test_csv_reads_back_with_unknown_empty_and_formulas_as_text():
    rows = list(csv.DictReader(io.StringIO(data.as_csv(brief()).decode())))
    assert tuple(rows[0]) == data.COLUMNS
    assert rows[0]["value"] == "13.0"
    assert rows[0]["evidence"].split(";") == [row.id for row in brief().rows[:13]]
    assert rows[0]["key"] == "series=contacts;window=now"
    assert rows[1]["label"] == '\'=HYPERLINK("x")'
    assert rows[2]["value"] == ""
    assert rows[2]["reason"] == "not observed"
    assert rows[3]["value"] == ""
    assert rows[3]["warnings"] == "window_partly_observed"


def test_negative_numbers_stay_numbers():
    book = brief(1)
    estimate = replace(book.estimates[0], value=-3.5, label="-3.5")
    (row,) = csv.DictReader(io.StringIO(data.as_csv(replace(book, estimates=(estimate,))).decode()))
    assert (row["value"], row["label"]) == ("-3.5", "'-3.5")


def test_csv_has_no_nul_and_one_line_end():
    estimate = replace(brief(1).estimates[0], reason="a\0b\r\nc")
    made = data.as_csv(replace(brief(1), estimates=(estimate,)))
    assert b"\0" not in made
    assert len(list(csv.reader(io.StringIO(made.decode(), newline="")))) == 2

"""The table of verb ladders: a reader may edit it, and is told what is wrong with it."""

from importlib.resources import files

import pytest
import yaml

from minilateral.codebook.forms import forms
from minilateral.codebook.ladders import ladders
from minilateral.errors import BadLadder
from minilateral.statements.strength import strength

SHIPPED = files("minilateral.codebook").joinpath("ladders.yml").read_text("utf-8")


def edited(tmp_path, change):
    table = yaml.safe_load(SHIPPED)
    change(table)
    path = tmp_path / "mine.yml"
    path.write_text(yaml.safe_dump(table, allow_unicode=True))
    return path


def test_an_edited_table_is_what_is_judged_by(tmp_path):
    def stronger(table):
        table["ladders"]["request"]["steps"].append(
            {"step": 7, "tier": "strong", "source": ["house"], "say": ["implore~"]}
        )

    mine = ladders(edited(tmp_path, stronger))
    assert strength("We implore them to act.", mine).request.step.step == 7
    assert strength("We implore them to act.").request is None


WRONG = [
    (lambda t: t["ladders"]["request"]["steps"][0].update(tier="huge"), r"request, entry 1, tier: found huge"),
    (lambda t: t["ladders"]["request"]["steps"][0].update(step="high"), r"entry 1, step: found high"),
    (lambda t: t["ladders"]["request"]["steps"][0].update(source=["me"]), r"source: found me"),
    (lambda t: t["ladders"]["request"]["steps"][0].update(by="nobody"), r"by: found nobody"),
    (lambda t: t["ladders"]["request"]["steps"][0].update(say=[]), r"say: found \[\]"),
    (lambda t: t["ladders"].pop("request"), r"ladders: found commitment, reaction"),
    (lambda t: t.update(schema_version=9), r"schema_version: found 9"),
    (lambda t: t.update(noun_marks=["the", False]), r"noun_marks: found False, expected a list of words \(quote no"),
    (lambda t: t["scope"].update(wider=[["one"]]), r"scope.wider: found \['one'\]"),
    (lambda t: t.pop("hedges"), r"hedges: found None"),
]


@pytest.mark.parametrize(("change", "message"), WRONG)
def test_what_is_wrong_with_a_table_is_told_with_its_place(tmp_path, change, message):
    with pytest.raises(BadLadder, match=message):
        ladders(edited(tmp_path, change))


@pytest.mark.parametrize("text", ["- a\n- b\n", "a: [", "just words", ""])
def test_what_is_no_table_is_an_error(tmp_path, text):
    path = tmp_path / "mine.yml"
    path.write_text(text)
    with pytest.raises(BadLadder, match="expected"):
        ladders(path)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadLadder, match="expected a YAML table"):
        ladders(tmp_path / "none.yml")


def test_the_longest_name_of_a_state_comes_first():
    names = [*forms()]
    assert (
        names.index("Democratic People's Republic of Korea") < names.index("Republic of Korea") < names.index("Korea")
    )

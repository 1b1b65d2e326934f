"""How strong a sentence is: the golden cases, and the table they rest on."""

from pathlib import Path

import pytest
import yaml

from minilateral.codebook.ladders import LADDERS, ladders
from minilateral.statements.strength import strength, strongest

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "golden" / "strength.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["sentence"][:40])
def test_golden(case):
    found = strength(case["sentence"])
    for ladder in LADDERS:
        hit = found.on(ladder)
        assert (hit and [hit.words.lower(), hit.step.step, hit.tier]) == case.get(ladder), ladder
    assert list(found.hedges) == case.get("hedges", [])


@pytest.mark.parametrize(("name", "ladder"), [("rising", "reaction"), ("rising_requests", "request")])
def test_each_is_stronger_than_the_one_before(name, ladder):
    ranks = [strength(sentence).on(ladder).rank for sentence in GOLDEN[name]]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("text", ["", "  ", "—", "\n\n"])
def test_no_words_have_no_strength(text):
    assert strength(text) is None


def test_the_strongest_of_a_text_is_the_first_of_several():
    said = ["We condemn it.", "We strongly condemn it.", "We strongly condemn that."]
    at, hit = strongest([strength(one) for one in said], "reaction")
    assert (at, hit.words) == (1, "strongly condemn")
    assert strongest([strength("We met."), None], "reaction") is None


def test_every_step_names_a_source_and_tiers_rise_with_steps():
    table = ladders()
    for ladder in LADDERS:
        steps = [step for step in table.steps if step.ladder == ladder]
        assert all(set(step.source) <= set(table.sources) for step in steps)
        tiers = ["weak", "medium", "strong"]
        ranks = [(step.step, tiers.index(step.tier)) for step in steps]
        assert ranks == sorted(ranks)
        assert {step.tier for step in steps} == set(tiers)


@pytest.mark.parametrize(("sentence", "words"), [
    ("The principles we established at Camp David serve as a roadmap.", None),
    ("We commemorate our summit, and the principles we have established at Camp David guide us.", None),
    ("We welcome the secretariat we launched last year.", "welcome"),
    ("We established a secretariat at Camp David.", "established"),
    ("At the summit we launched in full a common watch.", "launched"),
    ("During our meeting we launched together a common watch.", "launched"),
    ("The ministers established the principles we will follow.", "established"),
])  # fmt: skip
def test_a_verb_that_tells_which_thing_is_meant_binds_nobody(sentence, words):
    said = strength(sentence)
    assert said is not None
    assert (said.commitment.words if said.commitment else None) == words

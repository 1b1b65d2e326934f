"""What kind of change a pair is: the golden cases, there and back."""

import re
from pathlib import Path

import pytest
import yaml

from minilateral.statements.classes import judge
from minilateral.statements.redline import redline

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "golden" / "changes.yml").read_text("utf-8"))["cases"]
BACK = {"stronger": "weaker", "weaker": "stronger", "broader": "narrower", "narrower": "broader"}


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['kind']}: {case['b'][:40]}")
def test_golden(case):
    found = judge(case["a"], case["b"], redline(case["a"], case["b"]))
    assert found.kind == case["kind"], found.why
    assert set(case.get("words", [])) <= set(found.words), found.words
    assert found.house == case.get("house", False)
    assert found.why or found.kind in {"same", "reworded"}


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['kind']}: {case['b'][:40]}")
def test_the_way_back_is_the_opposite(case):
    found = judge(case["b"], case["a"], redline(case["b"], case["a"]))
    assert found.kind == BACK.get(case["kind"], case["kind"]), found.why


def test_no_reason_holds_a_decimal():
    for case in GOLDEN:
        assert not re.search(r"\d\.\d", judge(case["a"], case["b"], redline(case["a"], case["b"])).why)

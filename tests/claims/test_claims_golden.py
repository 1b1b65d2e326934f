"""Claims of our own about ten groups, as an analyst would write and judge them, and one thing said in many ways."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from minilateral.library import open as open_group

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = yaml.safe_load((GOLDEN / "claims.yml").read_text("utf-8"))
WORDINGS = yaml.safe_load((GOLDEN / "claims_wordings.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", [*CASES, *WORDINGS], ids=lambda case: case["claim"][:60])
def test_a_claim_is_answered_as_an_analyst_would(case: dict, built: Path) -> None:
    (verdict,) = open_group(case["group"], workspace=built).check(case["claim"], made_on=case["made_on"])
    assert verdict.verdict in {case["verdict"], *case.get("also", [])}, verdict.why
    assert not case.get("counter") or set(verdict.counter_examples) == set(case["counter"])
    assert verdict.reading
    assert verdict.why
    assert verdict.completeness
    assert bool(verdict.missing) == (verdict.verdict == "cannot_be_settled")


def test_the_claims_are_of_all_groups_and_half_are_false() -> None:
    assert len(CASES) >= 60
    assert len({case["group"] for case in CASES}) == 10
    told = Counter(case["verdict"] for case in CASES)
    assert told["does_not_hold"] * 2 >= len(CASES) - 1

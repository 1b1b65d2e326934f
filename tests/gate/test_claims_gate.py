"""Floor of checking claims: every claim of the development truth answered rightly, with the rows that speak against it.

The truth lies outside the project. A claim counts as right if the verdict is the one expected, or the other one that
its note allows. Rows against a claim must be just those it names. No claim that may be true is called false.
"""

from __future__ import annotations

import csv
import hashlib
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from corpora import tell

from minilateral.claims.check import check
from minilateral.claims.parse import parse
from minilateral.library import open as open_group

TRUTH = Path(__file__).parents[3] / "shared" / "truth" / "claims-japan-korea-us.csv"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not TRUTH.exists(), reason="needs ../shared/truth")]
DIGEST = "e076a58eab4116e1"
GROUP = "japan-korea-us"


@cache
def answered(workspace: Path) -> list[tuple[dict[str, str], set[str], str, set[str]]]:
    """Each claim of the truth, the verdicts it allows, the verdict given, and the rows named against it."""
    raw = TRUTH.read_bytes()
    assert hashlib.sha256(raw).hexdigest()[:16] == DIGEST, "not the file the floor was set on"
    book = open_group(GROUP, workspace=workspace).book
    out = []
    for row in csv.DictReader(raw.decode().splitlines()):
        claims = parse(row["claim"], group=book, made_on=date.fromisoformat(row["made_on"]))
        assert len(claims) == 1, row["claim"]
        verdict = check(book, claims[0])
        allowed = {row["expected"], *re.findall(r"also_ok=(\w+)", row["note"])}
        out.append((row, allowed, verdict.verdict, set(verdict.counter_examples)))
    return out


def test_every_claim_is_answered_rightly(built: Path) -> None:
    wrong = [(row["n"], given) for row, allowed, given, _ in answered(built) if given not in allowed]
    for row, allowed, given, against in answered(built):
        mark = "" if given in allowed else "WRONG "
        tell(f"{row['n']:>3}  {given:<18} {mark}{len(against):>3} against  {row['claim'][:80]}")
    tell(f"{len(answered(built)) - len(wrong)} of {len(answered(built))} right")
    assert not wrong


def test_no_true_claim_is_called_false(built: Path) -> None:
    assert not [
        row["n"] for row, allowed, given, _ in answered(built) if given == "does_not_hold" and given not in allowed
    ]


def test_rows_against_a_claim_are_those_of_the_truth(built: Path) -> None:
    named = {
        row["n"]: (set(row["counter_examples"].split(";")), found)
        for row, _, _, found in answered(built)
        if row["counter_examples"]
    }
    assert len(named) >= 8
    assert not {n for n, (wanted, found) in named.items() if wanted != found}

"""The ledger against statuses a person settled: sixty promises, each as of a day of its own."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from minilateral.commitments.entries import Entry
from minilateral.commitments.ledger import ledger
from minilateral.record.casebook import read_casebook, shipped_casebooks

TRUTH = Path(__file__).parents[3] / "shared" / "truth" / "commitment-status.csv"
SAME_SHARE = 0.95
# The working group of the talks met in April 2025 and counts for the talks leniently; the next was due in April 2026
# and is overdue by that reading as well. Nothing on record makes it late and not overdue.
EXPLAINED = {("C-JKU-51", "lenient")}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not TRUTH.is_file(), reason="the settled statuses are not here"),
]


@cache
def entries(slug: str, as_of: date) -> dict[str, Entry]:
    return {one.commitment.id: one for one in ledger(read_casebook(shipped_casebooks() / slug).book, as_of)}


def settled() -> list[dict[str, str]]:
    with TRUTH.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(("column", "reading"), [("status", "strict"), ("status_lenient", "lenient")])
def test_nearly_all_promises_have_the_status_a_person_settled(column: str, reading: str) -> None:
    rows, differing = settled(), []
    for row in rows:
        found = entries(row["group"], date.fromisoformat(row["status_at"]))[row["id"]]
        said = found.status if reading == "strict" else found.lenient
        if said != row[column]:
            differing.append((row["id"], reading))
            said_so = f"{row['id']} at {row['status_at']}, {reading}: {row[column]} settled, {said} found. {found.why}"
            print(said_so)  # noqa: T201 -- shown by pytest when it fails, and with -s
    assert len(differing) <= (1 - SAME_SHARE) * len(rows)
    assert set(differing) <= EXPLAINED

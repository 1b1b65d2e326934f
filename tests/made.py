"""Casebooks made up for tests, written as files or built as values."""

from __future__ import annotations

import csv
import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from minilateral.codebook.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.record.workspace import Workspace

GROUP = """\
schema_version: 1
slug: {slug}
name: The {slug} group
members:
- JPN
- KOR
- USA
"""
COVERAGE = {
    "id": "COV-1",
    "table": "engagements",
    "from_date": "2000-01-01",
    "to_date": "2025-12-31",
    "watched": "observed",
}


def engagement(number: int = 1, **given: str) -> dict[str, str]:
    """One row of `engagements.csv`, different for every number."""
    day = date(2001, 1, 1) + timedelta(days=number)
    row = {
        "id": f"E-{number:05}",
        "date": day.isoformat(),
        "date_precision": "day",
        "kind": "meeting",
        "level": "minister",
        "portfolio": "foreign",
        "occasion_id": f"O-{number:05}",
        "participants": "JPN;KOR;USA",
        "summary": f"Ministers met for the {number}th time.",
        "source_url": "https://example.org/a",
        "confidence": "high",
        "status": "known",
    }
    return row | given


def write_table(folder: Path, name: str, rows: Iterable[dict[str, str]]) -> None:
    """Write one table in place of the older one, in one step."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".{name}.{os.getpid()}.new"
    with fresh.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, table(name).header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows({"status": "known", **row} for row in rows)
    fresh.replace(folder / f"{name}.csv")


def write_group(ws: Workspace, slug: str, **tables: Iterable[dict[str, str]]) -> Path:
    """Write a casebook of the workspace; gives its folder."""
    folder = ws.casebooks / slug
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "group.yml").write_text(GROUP.format(slug=slug), "utf-8")
    for name, rows in ({"engagements": [engagement()], "coverage": [COVERAGE]} | tables).items():
        write_table(folder, name, rows)
    return folder

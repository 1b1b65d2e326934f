"""Casebook folders made up for tests: rows given by what matters about them, the rest filled in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from minilateral.codebook.tables import table

COMMON = {"status": "known"}
DATED = {"date": "2025-01-01", "date_precision": "day", "source_url": "https://example.org/a", **COMMON}
DEFAULTS: dict[str, dict[str, str]] = {
    "engagements": {
        **DATED, "kind": "meeting", "level": "minister", "occasion_id": "O-1", "participants": "JPN;KOR;USA",
        "summary": "They met.",
    },
    "attendance": {**COMMON, "member": "JPN"},
    "tracks": {**COMMON, "name": "Foreign ministers", "level": "minister"},
    "recall": {**COMMON},
    "coverage": {
        **COMMON, "table": "engagements", "from_date": "2020-01-01", "to_date": "2025-12-31", "watched": "observed",
    },
    "eras": {**COMMON, "name": "All of it", "from_date": "2020-01-01"},
    "provocations": {**DATED, "actor": "PRK", "kind": "icbm", "summary": "A launch."},
    "responses": {
        **DATED, "kind": "trilateral_call", "participants": "JPN;KOR;USA", "link_basis": "stated", "summary": "A call.",
    },
    "strains": {**DATED, "kind": "trade", "summary": "A tariff."},
    "statements": {**DATED, "kind": "joint_statement", "title": "A statement"},
    "readouts": {**DATED, "kind": "readout", "title": "An account", "member": "JPN", "completeness": "full"},
    "commitments": {**COMMON, "made_date": "2025-01-01", "kind": "recurring", "text": "They meet every year."},
}  # fmt: skip
GROUP = {
    "schema_version": 1,
    "slug": "abc",
    "name": "A group",
    "members": ["JPN", "KOR", "USA"],
}


def csv_text(name: str, rows: Iterable[Mapping[str, Any]], ends: str = "\n") -> str:
    """The rows of a table as a file, with what they leave out filled in."""
    out = io.StringIO()
    writer = csv.DictWriter(out, table(name).header, lineterminator=ends)
    writer.writeheader()
    writer.writerows({**DEFAULTS[name], **{key: str(value) for key, value in row.items()}} for row in rows)
    return out.getvalue()


def make(folder: Path, *, group: Mapping[str, Any] | None = None, **tables: Iterable[Mapping[str, Any]]) -> Path:
    """A casebook folder called `abc` below `folder` with these rows."""
    book = folder / "abc"
    book.mkdir(parents=True)
    (book / "group.yml").write_text(yaml.safe_dump({**GROUP, **(group or {})}), "utf-8")
    for name, rows in tables.items():
        (book / f"{name}.csv").write_text(csv_text(name, rows), "utf-8")
    return book


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

"""Write a made-up casebook of any size into a folder, as a person would have it.

Takes a folder and a number of engagements; gives the casebook's folder.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from minilateral.codebook.tables import schema_version, table, table_names
from minilateral.measures.histories import history, provoked
from minilateral.record.cells import render

MONTHS = 1200  # a hundred years, so that twenty thousand engagements are a busy group and not an impossible one
_KINDS = ("meeting", "call", "dialogue", "working_group")


def write(folder: Path, engagements: int) -> Path:
    """A casebook called made-up-N below `folder`, with a provocation and its answers for every hundred engagements."""
    quiet = history(n=engagements, rates=(1.0,) * MONTHS, start=date(1926, 1, 1))
    mixed = tuple(replace(row, kind=_KINDS[index % 4]) for index, row in enumerate(quiet.engagements))
    book = provoked(replace(quiet, engagements=mixed), engagements // 100, 0.5)
    target = folder / f"made-up-{engagements}"
    target.mkdir(parents=True)
    for name in table_names():
        if not table(name).shared and getattr(book, name):
            _table(target / f"{name}.csv", name, getattr(book, name))
    group = {"schema_version": schema_version(), "slug": target.name, "name": f"Made-up group of {engagements:,}"}
    (target / "group.yml").write_text(yaml.safe_dump({**group, "members": list(book.group.members)}), "utf-8")
    return target


def _table(path: Path, name: str, rows: tuple) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(table(name).header)
        sourced = (replace(row, source_url="https://example.org/made-up") for row in rows)
        writer.writerows([render(getattr(row, column)) for column in table(name).header] for row in sourced)

"""Groups side by side as data: everything as JSON with the rows behind each number, and the numbers as CSV.

Takes a `SideBySide`; gives bytes. Unknown is `null` or an empty cell, never zero; the order is that of the page.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any

from minilateral.brief.compare.parts import FIELDS
from minilateral.record.cells import render
from minilateral.record.export import safe

if TYPE_CHECKING:
    from minilateral.brief.compare.parts import SideBySide
    from minilateral.brief.compare.sheet import Sheet

SCHEMA_VERSION = 1


def as_json(made: SideBySide, shown: Sheet) -> bytes:
    """Groups, numbers and the facts of every row cited (UTF-8, one final line end)."""
    whole = {
        "schema": "minilateral-groups",
        "schema_version": SCHEMA_VERSION,
        "version": made.version,
        "as_of": made.as_of,
        "order": "alphabetical; groups may not be ranked where coverage differs",
        "groups": [
            {
                "group": side.slug,
                "name": side.name,
                "members": side.book.group.members,
                "as_of": side.as_of,
                "observed_to": side.observed_to,
                "casebook_hash": side.casebook_hash,
            }
            for side in made.sides
        ],
        "numbers": made.rows(),
        "across": [asdict(one) for one in made.across],
        "rows": [asdict(row) for row in shown.brief.rows],
    }
    text = json.dumps(_plain(whole), ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode(errors="replace")  # half a surrogate pair is no character and becomes a question mark


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever the value is made of
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float):
        return value if isfinite(value) else None
    return value.isoformat() if isinstance(value, date) else value


def as_csv(made: SideBySide) -> bytes:
    """The numbers as CSV (UTF-8, LF, header first); text that a spreadsheet would run as a formula is disarmed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    for row in made.rows():
        writer.writerow([_cell(row[name]) for name in FIELDS])
    return out.getvalue().encode(errors="replace")


def _cell(value: Any) -> object:  # noqa: ANN401 - whatever a row holds
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if number else safe(render(value)).replace("\r", "\n")

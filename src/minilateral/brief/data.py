"""The brief as data: all of it as JSON, and its estimates as CSV.

Takes a `Brief`; gives bytes. The JSON follows `templates/brief.schema.json`: whatever the page shows is there, texts
in full, with the evidence key of each number, the rows of each key and the facts of each row. Unknown is `null`,
never zero, and no number is ever NaN or infinite.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING, Any

from minilateral.brief.parts import Figure, Num, Ref
from minilateral.model import Estimate

if TYPE_CHECKING:
    from minilateral.brief.parts import Brief

SCHEMA_VERSION = 1
COLUMNS = (
    "group", "measure", "name", "key", "label", "from_date", "to_date", "value", "low", "high", "interval", "unit",
    "coverage", "n", "warnings", "reason", "evidence",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_json(brief: Brief) -> bytes:
    """The whole brief as JSON (UTF-8, keys in the order of the brief, one final line end).

    A text is a list of strings, numbers `{"number", "evidence"}` and references `{"reference", "row"}`; joined, their
    words are the sentence.
    """
    head = {"schema": "minilateral-brief", "schema_version": SCHEMA_VERSION}
    made = json.dumps(head | _plain(brief), ensure_ascii=False, allow_nan=False)
    return f"{made}\n".encode(errors="replace")  # half a surrogate pair is no character and becomes a question mark


def as_csv(brief: Brief) -> bytes:
    """The estimates as CSV (UTF-8, LF, header first); lists are joined by `;`, an empty cell is unknown.

    A cell of text that a spreadsheet would run as a formula starts with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for estimate in brief.estimates:
        made = _plain(estimate)
        writer.writerow([_cell(made[column]) for column in COLUMNS])
    return out.getvalue().encode(errors="replace")


def _plain(value: Any) -> Any:  # noqa: ANN401, PLR0911 - one branch for each kind a brief is made of
    """What JSON can hold: dates as ISO text, numbers that are none as null, records as objects."""
    kind: Any = type(value)
    if kind is str or value is None:
        return value
    if kind is tuple:
        return [_plain(item) for item in value]
    if kind is float:
        return value if isfinite(value) else None
    if kind is Num:
        return {"number": value.text, "evidence": value.evidence}
    if kind is Ref:
        return {"reference": value.text, "row": value.row}
    if isinstance(value, date):
        return value.isoformat()
    names = _names(kind)
    return {name: _plain(getattr(value, name)) for name in names} | _special(value) if names else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a record; none for anything else."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _special(value: object) -> dict[str, Any]:
    """The fields that are better data than their Python form: a drawing's specification, an estimate's key."""
    if isinstance(value, Figure):
        return {"spec": json.loads(value.spec, parse_constant=lambda _: None)}
    if isinstance(value, Estimate):
        return {"key": dict(value.key)}
    return {}


def _cell(value: Any) -> str | float:  # noqa: ANN401 - a JSON value
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    if isinstance(value, dict):
        value = [f"{name}={part}" for name, part in value.items()]
    text = ";".join(value) if isinstance(value, list) else str(value)
    text = text.replace("\0", "\N{SYMBOL FOR NULL}")
    return f"'{text}" if text.startswith(_FORMULA) else text

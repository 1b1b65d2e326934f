"""One table of a casebook, from a sheet of cells to records.

Takes a sheet and the description of its table; gives the records of all rows without a fault, each with its line
number, the ids seen (also those of faulty rows, so that a row that points to one is not called dangling), and a
defect for every fault found. One pass, in line with the number of rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from minilateral import model
from minilateral.model import Defect, Precision, Row, span_of
from minilateral.record.cells import Fault, Value, parse
from minilateral.record.sheet import Line, Sheet, read_sheet

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from minilateral.codebook.tables import Column, Table


@dataclass(slots=True)
class Rows:
    """The good rows of one table, with what else is known of the file."""

    table: Table
    file: str
    good: list[tuple[int, Row]] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)  # id -> line it first stands on
    defects: list[Defect] = field(default_factory=list)
    ends: tuple[Column, ...] = field(init=False)  # columns whose date may not lie before another's

    def __post_init__(self) -> None:
        self.ends = tuple(column for column in self.table.columns if column.not_before)

    def fault(self, row: int | None, column: str, found: str, expected: str, code: str) -> None:
        """List one defect of this table."""
        self.defects.append(Defect(file=self.file, row=row, column=column, found=found, expected=expected, code=code))


def _layout(sheet: Sheet, rows: Rows) -> list[tuple[int, Column]]:
    """Where each known column stands; columns that are missing, unknown or doubled are listed."""
    places: dict[str, int] = {}
    known = {column.name: column for column in rows.table.columns}
    for index, name in enumerate(sheet.header):
        if name in places:
            rows.fault(1, name, f"column {name} twice", "each column once", "repeated_column")
        elif name not in known:
            rows.fault(1, name, f"column {name}", "one of " + ", ".join(known), "unknown_column")
        else:
            places[name] = index
    for name in known:
        if name not in places:
            rows.fault(1, name, "no such column", f"a column {name}", "missing_column")
    return [(index, known[name]) for name, index in places.items()]


def _values(line: Line, layout: list[tuple[int, Column]], rows: Rows) -> dict[str, Value] | None:
    """The values of the cells that say something; None when one of them is at fault."""
    values: dict[str, Value] = {}
    sound = True
    for index, column in layout:
        text = line.cells[index]
        if not text or text.isspace():
            if column.required:
                rows.fault(line.number, column.name, "an empty cell", column.about or "a value", "required")
                sound = False
            continue
        value = parse(text, column)
        if isinstance(value, Fault):
            rows.fault(line.number, column.name, value.found, value.expected, value.code)
            sound = False
        elif value is not None:
            values[column.name] = value
    return values if sound else None


def _order_kept(line: Line, values: dict[str, Value], rows: Rows) -> bool:
    """Whether no date lies before the one it must follow; a month or year ends on its last day."""
    kept = True
    for column in rows.ends:
        end = cast("date | None", values.get(column.name))
        start = cast("date | None", values.get(column.not_before))
        if end is None or start is None:
            continue
        precision = cast("Precision", values.get(column.precision) or "day")
        if span_of(end, precision)[1] < start:
            expected = f"not before {column.not_before} ({start.isoformat()})"
            rows.fault(line.number, column.name, end.isoformat(), expected, "end_before_start")
            kept = False
    return kept


def _sourced(line: Line, values: dict[str, Value], rows: Rows) -> bool:
    """Whether the row names a source where its table, or its own basis, asks for one."""
    table = rows.table
    needed = table.source_required or (bool(table.source_exempt) and values.get("basis") == "seen")
    if needed and not values.get("source_url"):
        rows.fault(line.number, "source_url", "an empty cell", "the address where the fact was seen", "no_source")
        return False
    return True


def _trail_kept(line: Line, values: dict[str, Value], rows: Rows) -> bool:
    """Whether a superseded row says what replaces it or why it fell, and only a superseded row does."""
    superseded = values.get("status") == "superseded"
    if superseded and not values.get("superseded_by") and not values.get("reason"):
        rows.fault(line.number, "reason", "an empty cell", "superseded_by, or the reason", "no_reason")
        return False
    if values.get("superseded_by") and not superseded:
        rows.fault(line.number, "status", str(values.get("status", "")), "superseded", "not_superseded")
        return False
    return True


def _first_of_its_id(line: Line, index: int | None, rows: Rows) -> bool:
    row_id = line.cells[index] if index is not None else ""
    if not row_id:
        return True
    if row_id in rows.seen:
        expected = f"an id not used before (it stands on line {rows.seen[row_id]})"
        rows.fault(line.number, "id", row_id, expected, "duplicate_id")
        return False
    rows.seen[row_id] = line.number
    return True


def read_rows(path: Path, file: str, table: Table, origin: str) -> Rows:
    """All rows of `path` as records of `table`; see the module for what is left out."""
    rows = Rows(table, file)
    sheet = read_sheet(path, file)
    if isinstance(sheet, Defect):
        rows.defects.append(sheet)
        return rows
    layout = _layout(sheet, rows)
    present = {column.name for _, column in layout}
    buildable = all(column.name in present for column in table.columns if column.required)
    id_at = next((index for index, column in layout if column.name == "id"), None)
    record: Any = getattr(model, table.record)
    for line in sheet.lines:
        first = _first_of_its_id(line, id_at, rows)
        values = _values(line, layout, rows)
        if values is None:
            continue
        checks = [test(line, values, rows) for test in (_order_kept, _sourced, _trail_kept)]
        if first and buildable and all(checks):
            rows.good.append((line.number, record(**values, origin=origin)))
    rows.defects.extend(sheet.defects)
    return rows

"""The table of assumptions: read, checked, and laid over the shipped one.

Takes the path of a user's table or none; gives its rows, or lists every cell at fault with file, line and column.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import isfinite
from pathlib import Path

from minilateral.errors import BadAssumptions, UnknownName
from minilateral.model import Defect
from minilateral.record.sheet import Line, read_sheet
from minilateral.scenarios.ranges import PARAMETERS, SPREAD
from minilateral.scenarios.tied import SERIES, TIES

COLUMNS = (
    "group", "member", "partner", "parameter", "low", "central", "high", "basis", "series", "why", "source",
)  # fmt: skip
ANY = "*"
Fault = Callable[[str, str], None]  # of a column, and what was expected there
BASES = ("assumed", "tied")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One row: a range, and for whom; `*` stands for every group or member, empty for none."""

    group: str
    member: str
    partner: str
    parameter: str
    low: float
    central: float
    high: float
    series: str
    why: str
    source: str
    file: str
    line: int

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What the row is about."""
        return (self.group, self.member, self.partner, self.parameter)

    @property
    def where(self) -> str:
        """The place of the row."""
        return f"{self.file}, line {self.line}"


@cache
def shipped() -> tuple[Assumption, ...]:
    """The rows that come with the program."""
    return _read(Path(str(files(__package__).joinpath("assumptions.csv"))), "assumptions.csv")


def read(path: Path) -> tuple[Assumption, ...]:
    """The rows of a user's table.

    Raises:
        BadAssumptions: cells are at fault, or there is no row; all of them are listed.
        UnknownName: a parameter or series that there is none of; the nearest are offered.
    """
    return _read(path, str(path))


def _read(path: Path, file: str) -> tuple[Assumption, ...]:
    sheet = read_sheet(path, file)
    if isinstance(sheet, Defect):
        raise BadAssumptions([sheet])
    faults = sheet.defects
    if tuple(sheet.header) != COLUMNS:
        faults.append(_fault(file, 1, "", ",".join(sheet.header), ",".join(COLUMNS)))
        raise BadAssumptions(faults)
    rows = [row for line in sheet.lines if (row := _row(line, file, faults))]
    seen: dict[tuple[str, str, str, str], int] = {}
    for row in rows:
        if (first := seen.setdefault(row.key, row.line)) != row.line:
            said = " ".join(part for part in row.key if part)
            faults.append(_fault(file, row.line, "parameter", said, f"each once; it stands on line {first}"))
    if not (rows or faults):
        faults.append(_fault(file, None, "", "a header and no row", "one row at least"))
    if faults:
        raise BadAssumptions(faults)
    return tuple(rows)


def _fault(file: str, row: int | None, column: str, found: str, expected: str) -> Defect:
    return Defect(file=file, row=row, column=column, found=found, expected=expected, code="bad_assumption")


def _row(line: Line, file: str, faults: list[Defect]) -> Assumption | None:
    """The row, or None where cells are at fault."""
    cells = {name: cell.strip() for name, cell in zip(COLUMNS, line.cells, strict=True)}
    before, where = len(faults), f"{file}, line {line.number}"

    def fault(column: str, expected: str) -> None:
        faults.append(_fault(file, line.number, column, cells[column] or "an empty cell", expected))

    if cells["parameter"] not in PARAMETERS:
        raise UnknownName(f"parameter ({where}, column parameter)", cells["parameter"], PARAMETERS)
    if cells["series"] and cells["series"] not in SERIES:
        raise UnknownName(f"series ({where}, column series)", cells["series"], SERIES)
    _names(cells, fault)
    _basis(cells, fault)
    numbers = _numbers(cells, fault)
    if numbers is None or len(faults) > before:
        return None
    return Assumption(
        **{name: cells[name] for name in ("group", "member", "partner", "parameter", "series", "why", "source")},
        low=numbers[0], central=numbers[1], high=numbers[2], file=file, line=line.number,
    )  # fmt: skip


def _names(cells: dict[str, str], fault: Fault) -> None:
    """Whether a row names for whom it is, no more and no less, and why."""
    parameter = PARAMETERS[cells["parameter"]]
    for column, wanted in (("member", parameter.of != "group"), ("partner", parameter.of == "pair")):
        if bool(cells[column]) != wanted:
            fault(column, "a member's code, or * for every one" if wanted else "an empty cell: it has none")
    if cells["partner"] == cells["member"] not in {"", ANY}:
        fault("partner", "another member")
    if not cells["group"]:
        fault("group", "the slug of a group, or * for all")
    if not cells["why"]:
        fault("why", "why this range")


def _basis(cells: dict[str, str], fault: Fault) -> None:
    """Whether a row says that its range is assumed, or tied to a series that can bound it."""
    series, parameter = cells["series"], cells["parameter"]
    if cells["basis"] not in BASES:
        fault("basis", " or ".join(BASES))
    elif (cells["basis"] == "tied") != bool(series):
        fault("series", "the name of a series" if not series else "an empty cell: the range is assumed")
    elif series and TIES[series] != parameter:
        fault("series", f"none: {series} can bound {TIES[series]} only")


def _numbers(cells: dict[str, str], fault: Fault) -> tuple[float, float, float] | None:
    """Low, central and high; of a payoff the ends may be left out, and are then 40 % either way."""
    parameter = PARAMETERS[cells["parameter"]]
    found: list[float | None] = []
    for column in ("low", "central", "high"):
        value = _number(cells[column])
        inside = value is not None and parameter.low <= value <= parameter.high
        left_out = not cells[column] and parameter.payoff and column != "central"
        if not (inside or left_out):
            fault(column, f"a number from {parameter.low:g} to {parameter.high:g}")
        found.append(value if inside else None)
    low, central, high = found
    if central is None:
        return None
    low = max(parameter.low, central * (1 - SPREAD)) if low is None else low
    high = min(parameter.high, central * (1 + SPREAD)) if high is None else high
    if low > high:
        fault("low", f"no more than high ({high:g})")
    elif not low <= central <= high:
        fault("central", f"a number from low ({low:g}) to high ({high:g})")
    return low, central, high


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None

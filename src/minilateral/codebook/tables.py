"""The description of every casebook table, read once from `tables.yml`.

Takes nothing; gives `TABLES`-like access through `table(name)` and `table_names()`. The checker, the SQLite
schema, the Data Package and the codebook page are all made from these descriptions, so they cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from minilateral.codebook.shipped import shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name, type and rules (see the head of `tables.yml`)."""

    name: str
    type: str
    about: str = ""
    required: bool = False
    values: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    to: str = ""
    or_to: str = ""  # a second table a reference may point to
    precision: str = ""
    not_before: str = ""
    min: int | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its columns in order, the record it becomes, and whether every row needs a source."""

    name: str
    record: str
    about: str
    columns: tuple[Column, ...]
    shared: bool = False  # one file for all groups
    source_required: bool = False
    source_exempt: str = ""

    @property
    def header(self) -> tuple[str, ...]:
        """Column names in file order."""
        return tuple(column.name for column in self.columns)


def _column(spec: dict[str, Any]) -> Column:
    values, also = tuple(spec.get("values", ())), tuple(spec.get("also", ()))
    return Column(**{**spec, "values": values, "also": also})


@cache
def _described() -> tuple[int, dict[str, Table]]:
    spec = shipped("tables.yml")
    common = spec["common"]
    tables = {
        name: Table(name=name, **{**body, "columns": tuple(_column(c) for c in [*body["columns"], *common])})
        for name, body in spec["tables"].items()
    }
    return spec["schema_version"], tables


def schema_version() -> int:
    """Version of the casebook form; another version means another program must read it."""
    return _described()[0]


def table(name: str) -> Table:
    """The description of the table called `name`; KeyError if there is none."""
    return _described()[1][name]


def table_names() -> tuple[str, ...]:
    """Names of all tables, in the order they are read."""
    return tuple(_described()[1])

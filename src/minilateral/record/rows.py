"""Between a row of the record and the frozen record that stages hand on.

Takes the dataclass of a row and gives its cells, and the other way round. The two are inverse: a row read back
equals the row stored. Which cell is a date, a list or a truth value is said once, in `codebook/tables.yml`.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from minilateral import model
from minilateral.codebook.tables import table
from minilateral.record.schema import LISTS, columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from minilateral.model import Group, Row

Cell = str | int | None

_OPTIONAL_TEXT = frozenset({"end_precision", "to_precision"})  # None, not "", where the model has no value
GROUP_COLUMNS = (
    "slug", "name", "short_name", "members", "former_members", "aliases", "founded", "founded_precision",
    "founded_source_url", "purposes", "focus", "origin",
)  # fmt: skip
_GROUP_LISTS = frozenset({"members", "former_members", "aliases"})


def cell(value: object) -> Cell:
    """One value as SQLite keeps it; nothing, an empty text and an empty list are all NULL."""
    if value is None or value in ("", ()):
        return None
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):  # True and False become 1 and 0
        return int(value)
    return str(value)


def cells(name: str, row: Row) -> tuple[Cell, ...]:
    """The cells of a row of the table called `name`, in the order of `schema.columns_of`."""
    return tuple(cell(getattr(row, column)) for column in columns_of(table(name)))


def group_cells(group: Group) -> tuple[Cell, ...]:
    """The cells of a group, in the order of `GROUP_COLUMNS`."""
    return tuple(cell(getattr(group, column)) for column in GROUP_COLUMNS)


def group_of(values: Iterable[Cell]) -> Group:
    """The group whose cells these are."""
    given: dict[str, Any] = dict(zip(GROUP_COLUMNS, values, strict=True))
    for name in _GROUP_LISTS:
        given[name] = _list(given[name])
    given["founded"] = _date(given["founded"])
    return model.Group(**{name: value for name, value in given.items() if value is not None})


def records(name: str, found: Iterable[tuple[Cell, ...]]) -> Iterator[Row]:
    """The records of the table called `name` whose cells these are; one pass, no look-back."""
    build: Callable[..., Row] = getattr(model, table(name).record)
    names = columns_of(table(name))
    readers = _readers(name)
    for values in found:
        yield build(**{n: read(v) for n, read, v in zip(names, readers, values, strict=True)})


@cache
def _readers(name: str) -> tuple[Callable[[Any], object], ...]:
    described = table(name)
    required_truths = {"derived", "acting"}  # False, not None, where the model has no third value
    by_column = [
        _list if c.type in LISTS
        else _date if c.type == "date"
        else _truth if c.name in required_truths
        else _maybe_truth if c.type == "boolean"
        else _same if c.type == "integer" or c.name in _OPTIONAL_TEXT
        else _text
        for c in described.columns
    ]  # fmt: skip
    return (*by_column, _text)


def _same(value: Cell) -> Cell:
    return value


def _text(value: str | None) -> str:
    return value or ""


def _truth(value: int | None) -> bool:
    return bool(value)


def _maybe_truth(value: int | None) -> bool | None:
    return None if value is None else bool(value)


@lru_cache(maxsize=4096)  # the same few lists of members and the same days come again and again
def _list(value: str | None) -> tuple[str, ...]:
    return tuple(json.loads(value)) if value else ()


@lru_cache(maxsize=4096)
def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None

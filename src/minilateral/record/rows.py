"""Between a row of the record and the frozen record that stages hand on.

Takes the dataclass of a row and gives its cells, and the other way round. The two are inverse: a row read back
equals the row stored. Which cell is a date, a list or a truth value is said once, in `codebook/tables.yml`.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from minilateral import model
from minilateral.codebook.tables import table
from minilateral.model import FormerMember, Group
from minilateral.record.schema import LISTS, columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from minilateral.model import Row

Cell = str | int | None

GROUP_COLUMNS = tuple(field.name for field in fields(Group))
_GROUP_LISTS = frozenset({"members", "aliases"})


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
    former = [
        {"code": one.code, "until": one.until.isoformat(), "replaced_by": one.replaced_by}
        for one in group.former_members
    ]
    special: dict[str, Cell] = {
        "members": json.dumps(group.members),
        "former_members": json.dumps(former) if former else None,
    }
    return tuple(special[name] if name in special else cell(getattr(group, name)) for name in GROUP_COLUMNS)


def group_of(values: Iterable[Cell]) -> Group:
    """The group whose cells these are."""
    given: dict[str, Any] = dict(zip(GROUP_COLUMNS, values, strict=True))
    for name in _GROUP_LISTS:
        given[name] = _list(given[name])
    given["founded"] = _date(given["founded"])
    given["former_members"] = tuple(
        FormerMember(code=one["code"], until=date.fromisoformat(one["until"]), replaced_by=tuple(one["replaced_by"]))
        for one in json.loads(given["former_members"] or "[]")
    )
    return Group(**{name: value for name, value in given.items() if value is not None})


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
        else _same if c.type == "integer" or c.name.endswith("_precision")
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

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
    if isinstance(value, str):
        return value or None
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False) if value else None
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):  # True and False become 1 and 0
        return int(value)
    raise TypeError(f"no cell can hold {value!r}")


def cells(name: str, row: Row) -> tuple[Cell, ...]:
    """The cells of a row of the table called `name`, in the order of `schema.columns_of`."""
    return tuple(cell(getattr(row, column)) for column in columns_of(name))


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
    """The records of the table called `name` from the answer to `schema.select(name)`; one pass, no look-back."""
    build: Callable[..., Row] = getattr(model, table(name).record)
    names = columns_of(name)
    readers = _readers(name)
    for values in found:
        given: dict[str, Any] = dict(zip(names, values, strict=True))
        for column, read in readers:
            given[column] = read(given[column])
        yield build(**given)


@cache
def _readers(name: str) -> tuple[tuple[str, Callable[[Any], object]], ...]:
    """The columns whose cells are not yet what the model wants, and what makes them so."""
    readers: dict[str, Callable[[Any], object]] = {
        "date": _date,
        "boolean": _maybe_truth,
        **dict.fromkeys(LISTS, _list),
    }
    two_valued = {"derived", "acting"}  # False, not None, where the model has no third value
    found = ((c.name, _truth if c.name in two_valued else readers.get(c.type)) for c in table(name).columns)
    return tuple((column, read) for column, read in found if read)


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

"""A user's rows laid over ours, row by row, by id.

Takes two readings of the same group; gives one casebook in which a row of the second replaces the row of the first
with the same id and every other row stands. Each row keeps its `origin`, so it can always be told which it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from minilateral.codebook.tables import table_names
from minilateral.record.order import in_order

if TYPE_CHECKING:
    from minilateral.model import Casebook, Row


def _laid_over(ours: tuple[Row, ...], theirs: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple({**{row.id: row for row in ours}, **{row.id: row for row in theirs}}.values())


def merge(ours: Casebook, theirs: Casebook) -> Casebook:
    """Our casebook with theirs laid over it; the group is theirs where they describe one."""
    tables: dict[str, Any] = {name: _laid_over(getattr(ours, name), getattr(theirs, name)) for name in table_names()}
    return in_order(replace(ours, group=theirs.group, **tables))

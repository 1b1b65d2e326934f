"""One order for the rows of a casebook, whatever order they stood in.

Takes a casebook; gives the same rows in event-time order (attendance with its engagement, tracks from the highest
level down, everything else by date), ids breaking ties.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from minilateral.codebook import levels
from minilateral.codebook.tables import table, table_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilateral.model import Casebook

_FIRST = date.min


def _portfolios() -> dict[str, int]:
    column = next(column for column in table("engagements").columns if column.name == "portfolio")
    return {name: place for place, name in enumerate(("any", *column.values))}


def _keys(book: Casebook) -> dict[str, Callable[[Any], tuple[Any, ...]]]:
    when = {row.id: row.date for row in book.engagements}
    fields = _portfolios()
    watched = {name: place for place, name in enumerate(table_names())}
    return {
        "attendance": lambda row: (when.get(row.engagement_id, _FIRST), row.engagement_id, row.member),
        "tracks": lambda row: (-levels.rank(row.level), fields.get(row.portfolio, len(fields)), row.id),
        "recall": lambda row: (row.track, row.from_date or _FIRST, row.to_date or _FIRST, row.series, row.id),
        "coverage": lambda row: (watched[row.table], row.track, row.from_date, row.id),
        "eras": lambda row: (row.from_date, row.id),
        "commitments": lambda row: (row.made_date, row.id),
        "offices": lambda row: (row.country, row.office, row.from_date, row.id),
    }


def in_order(book: Casebook) -> Casebook:
    """The same casebook with every table in order."""
    keys = _keys(book)
    tables: dict[str, Any] = {
        name: tuple(sorted(getattr(book, name), key=keys.get(name, _by_date))) for name in table_names()
    }
    return replace(book, **tables)


def _by_date(row: Any) -> tuple[date, str]:  # noqa: ANN401 - any record with a date
    return row.date, row.id

"""Rows as Arrow tables and Parquet bytes, for those who go on working with them.

Takes plain dicts whose values are text, numbers, dates, or tuples of text; gives typed columns. Unknown stays null.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
from pyarrow import parquet as pq

_TYPES: tuple[tuple[type, pa.DataType], ...] = (
    (bool, pa.bool_()),
    (int, pa.int64()),
    (float, pa.float64()),
    (date, pa.date32()),
    (tuple, pa.list_(pa.string())),
    (list, pa.list_(pa.string())),
)


def arrow(rows: Sequence[Mapping[str, Any]], names: Sequence[str] = ()) -> pa.Table:
    """The rows as an Arrow table; `names` are the columns where there are no rows.

    >>> arrow([{"id": "a", "n": 1}, {"id": "b", "n": None}]).to_pydict()
    {'id': ['a', 'b'], 'n': [1, None]}
    """
    columns = {name: [row[name] for row in rows] for name in (rows[0] if rows else names)}
    return pa.table({name: pa.array(values, _type(values)) for name, values in columns.items()})


def parquet(table: pa.Table) -> bytes:
    """The table as one Parquet file; the same rows give the same bytes."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return bytes(sink.getvalue())


def _type(values: Sequence[Any]) -> pa.DataType:
    """The type of the first known value; floats where any is one, text where none is known."""
    known = sorted((value for value in values if value is not None), key=lambda value: not isinstance(value, float))
    first = known[0] if known else ""
    return next((kind for python, kind in _TYPES if isinstance(first, python)), pa.string())

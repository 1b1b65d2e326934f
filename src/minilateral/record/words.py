"""Dates, states and codes of a casebook in words for a reader.

Takes single values; gives English text that depends on nothing but the value (no locale, no clock).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from minilateral.codebook import actors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.codebook.tables import Column
    from minilateral.model import Precision, Row

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_ABBREVIATED = {word: word.upper() for word in ("icbm", "irbm", "mrbm", "srbm", "slbm", "asw")}
_MEANS = {
    ("link_basis", "stated"): "stated: a text names the provocation",
    ("link_basis", "timing"): "by timing only: no text names the provocation",
    ("basis", "general_knowledge"): "general knowledge, not checked against a source",
    ("basis", "levels"): "level given for this member",
    ("basis", "participants"): "only presence is known",
    ("basis", "office"): "the person's office on that day",
}
_STARTS = ("date", "made_date", "from_date")
_ENDS = ("end_date", "to_date")


def day_text(day: date, precision: Precision = "day") -> str:
    """A date as exactly as it is known.

    >>> day_text(date(2024, 2, 1), "month"), day_text(date(2024, 4, 17)), day_text(date(2019, 1, 1), "year")
    ('February 2024', '17 April 2024', '2019')
    """
    if precision == "year":
        return str(day.year)
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    return month if precision == "month" else f"{day.day} {month}"


def starts(row: Row) -> date | None:
    """The day a row happened, was made or began; None for a row without one."""
    day: date | None = _first(row, _STARTS)
    return day


def date_text(row: Row) -> str:
    """When a row happened, or from when to when it holds; empty for a row without a date."""
    start, end = starts(row), _first(row, _ENDS)
    precision: Precision = _first(row, ("date_precision", "from_precision")) or "day"
    end_precision: Precision = _first(row, ("end_precision", "to_precision")) or "day"
    if start is None:
        return f"to {day_text(end, end_precision)}" if end else ""
    if end is None:
        return f"since {day_text(start, precision)}" if hasattr(row, "to_date") else day_text(start, precision)
    return span_text(start, precision, end, end_precision)


def span_text(start: date, start_precision: Precision, end: date, end_precision: Precision) -> str:
    """A stretch of time, from its first day to its last.

    >>> span_text(date(2024, 6, 27), "day", date(2024, 6, 29), "day")
    '27–29 June 2024'
    >>> span_text(date(2024, 6, 27), "day", date(2024, 7, 1), "month")
    '27 June 2024 to July 2024'
    """
    first, last = day_text(start, start_precision), day_text(end, end_precision)
    if first == last:
        return first
    if start_precision == end_precision == "day" and (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    return f"{first} to {last}"


def state(code: str) -> str:
    """The short name of a state; 'allies generally' for ALL, and the code itself where the codebook has no name."""
    if code == "ALL":
        return "allies generally"
    return actors.actor(code).short if actors.known(code) else code


def states(codes: Iterable[str]) -> str:
    """Several states, with commas."""
    return ", ".join(map(state, codes))


def word(code: str) -> str:
    """A code of the codebook as words: 'vice minister', 'ICBM'."""
    return _ABBREVIATED.get(code, code.replace("_", " "))


def value_text(column: Column, value: Any) -> str:  # noqa: ANN401 - any cell of a casebook
    """One cell in words; empty where the cell is."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, tuple):
        return _items_text(column, value)
    if column.type == "country":
        return state(value)
    return _MEANS.get((column.name, value), word(value)) if column.type in {"enum", "level"} else str(value)


def _items_text(column: Column, items: tuple[str, ...]) -> str:
    if column.type == "country_list":
        return states(items)
    return "; ".join(map(word, items) if column.name == "topics" else items)


def _first(row: Row, names: Iterable[str]) -> Any:  # noqa: ANN401 - a date or a precision
    return next((getattr(row, name) for name in names if hasattr(row, name)), None)

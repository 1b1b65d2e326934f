"""One cell of a casebook: from text to value, or to the reason why not.

Takes the text of a cell and the description of its column; gives the value that the record holds, or a
`Fault` that says what was found and what was expected. Knows nothing of files or rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from minilateral.codebook import actors, levels, rules
from minilateral.errors import BadRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilateral.codebook.tables import Column

# A defect shows the offending text; a cell of a megabyte must not fill the screen.
SHOWN_CHARS = 80

_ID = re.compile(r"[^\s;,\"']+")
_URL = re.compile(r"https?://[^\s;]+")
# Addresses may hold semicolons: a list of them is cut only where the next address starts.
_URL_CUT = re.compile(r"\s*;\s*(?=https?://)")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_BOOLEAN: dict[str, bool | None] = {"yes": True, "no": False, "unknown": None}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell."""

    found: str
    expected: str
    code: str


Value = str | int | bool | date | tuple[str, ...] | None


def shown(text: str) -> str:
    """The text, cut to a length a person can read."""
    return text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]}… ({len(text):,} characters)"


def parse_date(text: str) -> date | Fault:
    """An ISO day (year 0001 to 9999), or what is wrong with it."""
    match = _ISO.fullmatch(text)
    if match is None:
        return Fault(shown(text), "a date such as 2025-10-31", "bad_date")
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return Fault(shown(text), "a day that exists, in years 0001 to 9999", "bad_date")


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(";")]


def _list_of(text: str) -> tuple[str, ...] | Fault:
    items = _items(text)
    if not all(items):
        return Fault(shown(text), "items separated by ';' with none empty", "bad_list")
    return tuple(items)


def _text(text: str, _: Column) -> Value | Fault:
    return text


def _id(text: str, _: Column) -> Value | Fault:
    return text if _ID.fullmatch(text) else Fault(shown(text), "an id without spaces, commas or semicolons", "bad_id")


def _url(text: str, _: Column) -> Value | Fault:
    if re.fullmatch(r"https?://\S+", text):
        return text
    return Fault(shown(text), "an address that begins with http:// or https://", "bad_url")


def _urls(text: str, column: Column) -> Value | Fault:
    parts = tuple(_URL_CUT.split(text.strip()))
    bad = next((part for part in parts if isinstance(_url(part, column), Fault)), None)
    return parts if bad is None else Fault(shown(bad), "addresses separated by ';'", "bad_url")


def _date(text: str, _: Column) -> Value | Fault:
    return parse_date(text)


def _integer(text: str, column: Column) -> Value | Fault:
    if not _INTEGER.fullmatch(text):
        return Fault(shown(text), "a whole number", "bad_integer")
    number = int(text)
    if (column.min is not None and number < column.min) or (column.max is not None and number > column.max):
        return Fault(shown(text), f"a number from {column.min} to {column.max}", "out_of_range")
    return number


def _boolean(text: str, _: Column) -> Value | Fault:
    return _BOOLEAN[text] if text in _BOOLEAN else Fault(shown(text), "yes, no or unknown", "bad_boolean")


def _enum(text: str, column: Column) -> Value | Fault:
    return text if text in column.values else Fault(shown(text), "one of " + ", ".join(column.values), "unknown_value")


def _level(text: str, _: Column) -> Value | Fault:
    if levels.known(text):
        return text
    return Fault(shown(text), "one of " + ", ".join(levels.words()), "unknown_level")


def _country(text: str, _: Column) -> Value | Fault:
    return text if actors.known(text) else Fault(shown(text), _COUNTRY, "unknown_country")


_COUNTRY = "an ISO 3166-1 alpha-3 code of the codebook, such as JPN"


def _countries(text: str, column: Column) -> Value | Fault:
    items = _list_of(text)
    if isinstance(items, Fault):
        return items
    bad = [item for item in items if not actors.known(item) and item not in column.also]
    if bad:
        return Fault(shown(";".join(bad)), " or ".join([_COUNTRY, *column.also]), "unknown_country")
    if len(set(items)) < len(items):
        return Fault(shown(text), "each state once", "repeated_item")
    return items


def _texts(text: str, _: Column) -> Value | Fault:
    return _list_of(text)


def _rule(text: str, _: Column) -> Value | Fault:
    try:
        rules.rule(text)
    except BadRule as fault:
        return Fault(shown(f"{fault.where}: {fault.found}"), fault.expected, "bad_rule")
    return text


_PARSERS: dict[str, Callable[[str, Column], Value | Fault]] = {
    "id": _id,
    "text": _text,
    "url": _url,
    "url_list": _urls,
    "date": _date,
    "integer": _integer,
    "boolean": _boolean,
    "enum": _enum,
    "country": _country,
    "country_list": _countries,
    "text_list": _texts,
    "level": _level,
    "rule": _rule,
    "ref": _id,
    "ref_list": _texts,
}


def parse(text: str, column: Column) -> Value | Fault:
    """The value of a cell that is not empty, or what is wrong with it."""
    return _PARSERS[column.type](text, column)


def render(value: Value) -> str:
    """The cell text of a value: the inverse of `parse`; nothing is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ";".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)

"""The cautions that estimates carry, in words for a reader.

Takes a code such as `month_precision`; gives the sentence of `warnings.yml` that is printed beside the number.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from minilateral.codebook.shipped import shipped
from minilateral.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Caution:
    """One caution: the code an estimate carries, and what it tells a reader."""

    code: str
    text: str


@cache
def all_warnings() -> dict[str, Caution]:
    """Every caution by code, in the order of the file."""
    table = shipped("warnings.yml")
    return {code: Caution(code, text) for code, text in table.items()}


def warning(code: str) -> Caution:
    """The caution of this code.

    Raises:
        UnknownName: the code is not in `warnings.yml`.

    Example:
        >>> warning("few_events").text
        'Fewer than five events in both years together: no trend may be read from this.'
    """
    try:
        return all_warnings()[code]
    except KeyError:
        raise UnknownName("warning", code, all_warnings()) from None

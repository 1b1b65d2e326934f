"""States: their ISO code, the numbers scholars join on, and what a page calls them.

Takes an ISO 3166-1 alpha-3 code; gives an `Actor` read from `actors.csv`. COW numbers are those of the
Correlates of War state system, GW those of Gleditsch and Ward (1999); they differ for Germany after 1990.
An unknown code is raised, never guessed.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from minilateral.errors import UnknownName


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One state. `from_date` and `to_date` are given only where a state began or ended within the record."""

    iso3: str
    cow: int
    gw: int
    name: str
    short: str
    adjective: str
    from_date: date | None = None
    to_date: date | None = None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _by_code() -> dict[str, Actor]:
    text = files(__package__).joinpath("actors.csv").read_text("utf-8")
    return {
        row["iso3"]: Actor(
            iso3=row["iso3"],
            cow=int(row["cow"]),
            gw=int(row["gw"]),
            name=row["name"],
            short=row["short"],
            adjective=row["adjective"],
            from_date=_day(row["from"]),
            to_date=_day(row["to"]),
        )
        for row in csv.DictReader(text.splitlines())
    }


def actor(code: str) -> Actor:
    """The state with this ISO code.

    Raises:
        UnknownName: there is no such code in the codebook.

    Example:
        >>> actor("DEU").cow, actor("DEU").gw
        (255, 260)
    """
    try:
        return _by_code()[code]
    except KeyError:
        raise UnknownName("country code", code, _by_code()) from None


def known(code: str) -> bool:
    """Whether the codebook knows this code."""
    return code in _by_code()


def all_actors() -> tuple[Actor, ...]:
    """Every state of the codebook, by code."""
    return tuple(_by_code().values())

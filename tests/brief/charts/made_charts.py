"""What the tests of figures share: shipped casebooks with their estimates, and a small one to bend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from minilateral.brief import charts
from minilateral.brief.ledger import Ledger
from minilateral.brief.parts import Figure
from minilateral.measures import MEASURES
from minilateral.measures.exposure import default_as_of
from minilateral.model import Casebook, Estimate
from minilateral.record.casebook import read_casebook, read_shared, shipped_casebooks, slugs

GROUPS = slugs(shipped_casebooks())
NAMES = ("timeline", "consultation", "breadth", "consistency", "response", "completeness", "integration", "capacity",
         "signalling")  # fmt: skip


@cache
def book(slug: str) -> Casebook:
    shared = read_shared(shipped_casebooks())
    return replace(read_casebook(shipped_casebooks() / slug).book, shocks=shared.shocks, offices=shared.offices)


def estimates(one: Casebook, as_of: date) -> tuple[Estimate, ...]:
    return tuple(e for compute in MEASURES.values() for e in compute(one, as_of))


def figures(one: Casebook, as_of: date, ledger: Ledger | None = None) -> dict[str, Figure | None]:
    found, ledger = estimates(one, as_of), ledger or Ledger()
    made: dict[str, Figure | None] = {"timeline": charts.timeline(one, as_of, ledger)}
    made |= {name: getattr(charts, name)(one, found, as_of, ledger) for name in NAMES[1:5]}
    made |= {"completeness": charts.completeness(one, found, as_of), "capacity": charts.capacity(one, found, as_of)}
    made |= {"signalling": charts.signalling(one, found, as_of, ledger)}
    return made | {"integration": charts.integration(one, as_of, ledger)}


@cache
def of_group(slug: str) -> dict[str, Figure | None]:
    one = book(slug)
    as_of = default_as_of(one)
    assert as_of is not None
    return figures(one, as_of, ledger_of(slug))


@cache
def ledger_of(slug: str) -> Ledger:
    """Where the figures of `of_group` tie their counts."""
    return Ledger()

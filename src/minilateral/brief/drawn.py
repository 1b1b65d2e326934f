"""Which figure shows which measure: one function each, the desk in, a `Figure` or None out.

A figure here needs the casebook and the estimates of its own measure, and of the one named in `ALSO`: it can be drawn
up while the other measures are still to be computed. `timeline` shows no measure, only rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief import charts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Figure

FIGURES: dict[str, Callable[[Desk], Figure | None]] = {
    "timeline": lambda desk: charts.timeline(desk.book, desk.as_of, desk.ledger),
    "completeness": lambda desk: charts.completeness(desk.book, desk.estimates, desk.as_of),
    "consultation": lambda desk: charts.consultation(desk.book, desk.estimates, desk.as_of, desk.ledger),
    "breadth": lambda desk: charts.breadth(desk.book, desk.estimates, desk.as_of, desk.ledger),
    "consistency": lambda desk: charts.consistency(desk.book, desk.estimates, desk.as_of, desk.ledger),
    "response": lambda desk: charts.response(desk.book, desk.estimates, desk.as_of, desk.ledger),
    "signalling": lambda desk: charts.signalling(desk.book, desk.estimates, desk.as_of, desk.ledger),
    "integration": lambda desk: charts.integration(desk.book, desk.as_of, desk.ledger),
    "capacity": lambda desk: charts.capacity(desk.book, desk.estimates, desk.as_of),
}

ALSO: dict[str, str] = {"breadth": "consistency"}  # its table has the days since each track last met


def due(measure: str, computed: Iterable[str]) -> tuple[str, ...]:
    """Figures that can be drawn up now that `measure` is computed, the last of those in `computed`."""
    done = {*computed}
    return tuple(name for name in FIGURES if measure in {name, ALSO.get(name)} and {name, ALSO.get(name, name)} <= done)

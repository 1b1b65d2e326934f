"""Named quantities of a group over time, each with interval, coverage and evidence.

Takes a casebook and a day; gives `Estimate`s. `MEASURES` names the measures in the order of a brief; each is a
function `compute(book, as_of)`, imported when it is first called, so that naming them costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module

from minilateral.errors import UnknownName
from minilateral.measures.exposure import default_as_of
from minilateral.model import Casebook, Estimate

Compute = Callable[[Casebook, date], tuple[Estimate, ...]]


def _later(module: str) -> Compute:
    """The `compute` of a measure's module, imported only when it is called."""

    def compute(book: Casebook, as_of: date) -> tuple[Estimate, ...]:
        found: tuple[Estimate, ...] = import_module(f"{__name__}.{module}").compute(book, as_of)
        return found

    compute.__doc__ = f"See `minilateral.measures.{module}.compute`."
    return compute


MEASURES: dict[str, Compute] = {
    name: _later(name)
    for name in (
        "completeness",
        "consultation",
        "breadth",
        "consistency",
        "response",
        "signalling",
        "integration",
        "capacity",
        "horizon",
        "weakest_link",
        "spillover",
        "promises",
    )
}


def measure(book: Casebook, name: str | None = None, as_of: date | None = None) -> tuple[Estimate, ...]:
    """Estimates of one measure, or of all in the order of `MEASURES`; same casebook and day, same estimates.

    Args:
        book: the casebook; rows later than `as_of` are not seen.
        name: one of `MEASURES`; None for all.
        as_of: the day; by default the end of observed coverage (`exposure.default_as_of`).

    Raises:
        UnknownName: there is no measure of this name.

    Example:
        >>> from minilateral.measures.histories import history
        >>> {e.measure for e in measure(history(n=5), "breadth")}
        {'breadth'}
    """
    if name is not None and name not in MEASURES:
        raise UnknownName("measure", name, MEASURES, "minilateral measure --help")
    day = as_of or default_as_of(book)
    if day is None:
        return ()
    chosen = MEASURES.values() if name is None else (MEASURES[name],)
    return tuple(estimate for compute in chosen for estimate in compute(book, day))

"""What happened in the half-year after shocks against all other days, and against the same dates moved elsewhere.

Takes what was watched and what is counted; gives one `Reached`: the ratio within eras, the ratios of 300 circular
shifts of all dates together, and how rare the first is among the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minilateral.measures.aftermath import After
from minilateral.measures.pooled import LEVEL, moved

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_SHOCKS = 5
LEAST_STRETCHES = 3  # separate stretches of time
LEAST_COUNTED = 5  # of what is counted, in all
LEAST_OTHER_DAYS = 365  # outside the windows: with less there is nothing to compare with
NEEDED = "at least five, in three separate stretches of time, are needed"
FEW_SIDES = "too few fell on one side or the other for a ratio"
LEAST_DEFINED = 0.9  # share of the shifts that must give a ratio


@dataclass(frozen=True, slots=True)
class Reached:
    """The ratio found, and the middle and central 90 % of what shifted dates give; None where it says nothing."""

    ratio: float
    middle: float
    low: float
    high: float
    p: float  # two-sided


def too_few(found: After[Any]) -> str:
    """Why no ratio can be formed of these windows; empty if it may be tried."""
    if len(found.rows) < LEAST_SHOCKS or len(found.starts) < LEAST_STRETCHES:
        return f"{'too few' if found.rows else 'no'} such acts have an observed half-year after them; {NEEDED}"
    calm = int((~found.mask).sum())
    return "" if calm >= LEAST_OTHER_DAYS else "less than a year is left outside the half-years after such acts"


def reached(
    values: NDArray[np.float64], exposure: NDArray[np.float64],
    stretches: tuple[NDArray[np.int64], NDArray[np.int64]], by: NDArray[np.int64],
) -> Reached | None:  # fmt: skip
    """The ratio of the rates after and otherwise, with the same dates shifted by each number of days in `by`.

    p = 2 (1 + shifts at least as far out on that side) / (1 + shifts), at most 1. None where the ratio, or too many of
    the shifted ones, are not defined.
    """
    return among(moved(values, exposure, stretches, by)) if by.size and values.size else None


def among(ratios: NDArray[np.float64] | None) -> Reached | None:
    """How rare the first of these ratios is among the others, those of shifted dates; None where there are none."""
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays

    if ratios is None or not ratios.size:
        return None
    return judged(float(ratios[0]), ratios[1:][~np.isnan(ratios[1:])], ratios.size - 1)


def judged(ratio: float, others: Sequence[float] | NDArray[Any], drawn: int) -> Reached | None:
    """How rare a ratio is among those of shifted dates.

    Example:
        >>> found = judged(0.5, [0.6, 0.8, 1.0, 1.2] * 25, 100)
        >>> found.middle, round(found.p, 3)
        (0.9, 0.02)
    """
    import numpy as np  # noqa: PLC0415

    known = np.asarray(others, dtype=float)
    if not np.isfinite(ratio) or known.size < LEAST_DEFINED * drawn:
        return None
    low, middle, high = np.quantile(known, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2], method="nearest")
    if not np.isfinite(high):
        return None
    middle = np.median(known)
    below, above = int((known <= ratio + 1e-12).sum()), int((known >= ratio - 1e-12).sum())
    p = min(1.0, 2 * (1 + min(below, above)) / (1 + known.size))
    return Reached(ratio, float(middle), float(low), float(high), p)

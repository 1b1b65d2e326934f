"""The shape of a rhythm: burstiness and memory of gaps, and the rule for when they may be shown.

Takes gaps in days; gives coefficients without unit. Within an era the timing of meetings cannot be told from
chance, and pooled over a change of rate anything looks bursty, so `shape` answers only for many gaps of one era.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

FEWEST_GAPS = 20  # below this the 90 % range of A on a Poisson series is wider than any finding


@dataclass(frozen=True, slots=True)
class Shape:
    """Burstiness for the number of gaps at hand, and memory from gap to gap."""

    burstiness: float | None
    memory: float | None
    n: int


def burstiness(gaps: Sequence[float]) -> float | None:
    """B = (r-1)/(r+1), r = population sd over mean; -1 regular, 0 Poisson, towards 1 bursty (Goh & Barabasi 2008).

    None with fewer than two gaps, or when all are zero.

    Example:
        >>> round(burstiness([1, 1, 1, 10]), 6), burstiness([7, 7, 7])
        (0.090542, -1.0)
    """
    r = _variation(gaps)
    return None if r is None else (r - 1) / (r + 1)


def burstiness_finite(gaps: Sequence[float]) -> float | None:
    """A: burstiness corrected for the number m of gaps (Kim & Jo 2016).

    A = (sqrt(m+1) r - sqrt(m-1)) / ((sqrt(m+1) - 2) r + sqrt(m-1)).

    Example:
        >>> round(burstiness_finite([1, 1, 1, 10]), 6)
        0.471061
    """
    r = _variation(gaps)
    if r is None:
        return None
    up, down = math.sqrt(len(gaps) + 1), math.sqrt(len(gaps) - 1)
    return (up * r - down) / ((up - 2) * r + down)


def memory(gaps: Sequence[float]) -> float | None:
    """M: correlation of each gap with the next (Goh & Barabasi 2008); biased by about -1/m.

    None with fewer than three gaps, or when either side does not vary.

    Example:
        >>> memory([5, 5, 5, 5]) is None, round(memory([1, 2, 3, 4]), 6)
        (True, 1.0)
    """
    if len(gaps) < 3:  # noqa: PLR2004  two pairs are the least a correlation can take
        return None
    first, second = gaps[:-1], gaps[1:]
    spread = pstdev(first) * pstdev(second)
    if spread == 0:
        return None
    mean1, mean2 = fmean(first), fmean(second)
    return fmean((x - mean1) * (y - mean2) for x, y in zip(first, second, strict=True)) / spread


def shape(gaps: Sequence[float]) -> Shape | None:
    """Both, for gaps of one era; None with fewer than `FEWEST_GAPS`, when nothing may be said."""
    if len(gaps) < FEWEST_GAPS:
        return None
    return Shape(burstiness_finite(gaps), memory(gaps), len(gaps))


def _variation(gaps: Sequence[float]) -> float | None:
    if len(gaps) < 2 or fmean(gaps) == 0:  # noqa: PLR2004
        return None
    return pstdev(gaps) / fmean(gaps)

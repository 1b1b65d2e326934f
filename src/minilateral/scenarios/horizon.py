"""How far a member looks ahead: patience from an expected life, an end known beforehand, and what voters do to it.

Takes years, chances and payoffs; gives discount factors per quarter and whether keeping pays. The literature cuts both
ways: mandates that can be renewed and punishments aimed at a leader may hold cooperation up or pull it down.
"""

from __future__ import annotations

import re
from math import exp

import numpy as np

from minilateral.errors import UsageError
from minilateral.scenarios.game import Array, Truth, Worth

RHO = 0.03  # a year: how far the future counts for less, whatever happens
QUARTER = 0.25  # of a year: one period of the game
SHORTEST, LONGEST = QUARTER, 50.0  # years that may be asked for
_LIFE = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(y|m)\s*", re.IGNORECASE)


def years(text: str) -> float:
    """The years that a horizon such as "1y", "1.5y" or "18m" names.

    Example:
        >>> years("18m")
        1.5

    Raises:
        UsageError: it is no length of time, or none a government can look ahead.
    """
    found = _LIFE.fullmatch(text)
    if not found:
        raise UsageError(f"found the horizon '{text}', expected years or months such as 1y, 1.5y or 18m")
    value = float(found[1]) / (12 if found[2].lower() == "m" else 1)
    if not SHORTEST <= value <= LONGEST:
        raise UsageError(f"found the horizon '{text}', expected from 3m (a quarter) to {LONGEST:.0f}y")
    return value


def discount(life: Array | float) -> Array:
    """Patience of one quarter: exp(-rho / 4) q, where q = 1 - 1/(4 life) is the chance that the line survives it.

    Example:
        >>> [round(float(discount(life)), 3) for life in (8, 4, 2, 1)]
        [0.962, 0.93, 0.868, 0.744]
    """
    survives: Array = 1 - QUARTER / np.asarray(life, dtype=float)
    return exp(-RHO * QUARTER) * survives


def until_end(periods: int, goes_on: float) -> Worth:
    """Punishment where the end is known: `periods` more after this one, then a successor who goes on with a chance.

    d (1 - d^m) / (1 - d) + pi d^(m+1) / (1 - d). Without a successor (pi = 0) the last period has nothing to lose.
    """

    def worth(d: Array) -> Array:
        below = np.minimum(d, 1 - 1e-12)
        sure: Array = np.where(d < 1, below * (1 - below**periods) / (1 - below), float(periods))
        after: Array = goes_on * below ** (periods + 1) / (1 - below)
        return sure + after

    return worth


def holds_until_end(t: float, r: float, p: float, d: float, *, periods: int, goes_on: float) -> bool:
    """Whether keeping still pays with so many periods left after this one.

    Example:
        >>> [holds_until_end(5, 3, 1, 0.7, periods=1, goes_on=pi) for pi in (0, 0.25)]
        [False, True]
    """
    if r <= p:
        return False
    return t <= r or bool(t - r <= (r - p) * until_end(periods, goes_on)(np.array(d)))


def breaks_with(t: float, r: float, p: float, d: float, *, periods: int, goes_on: float) -> int | None:
    """The most periods left, of those to come, at which breaking away pays; None where keeping pays to the end."""
    fails = [m for m in range(periods + 1) if not holds_until_end(t, r, p, d, periods=m, goes_on=goes_on)]
    return max(fails, default=None)


def chance_needed(t: float, r: float, p: float, d: float) -> float:
    """The least chance that a successor goes on at which keeping pays in the last period too; above 1: none is enough.

    Example:
        >>> round(chance_needed(5, 3, 1, 0.7), 4)
        0.4286
    """
    if r <= p:
        return float("inf")
    return max(0.0, (t - r) / (r - p) * (1 - d) / d) if d > 0 else float("inf")


def keeps(
    t: Array, r: Array, p: Array, *, kept: Array, broken: Array, office: float, periods: int | None = None
) -> Truth:
    """Whether keeping pays a leader whose chance to stay depends on it.

    Kept for ever: (R + W) / (1 - k). Broken: T + W, then P + W while punished, with patience b; after `periods` all is
    as if kept. W is what a period in office is worth, and who is out of office has nothing. With k = b it is the
    ordinary condition, whatever W.

    Example:
        >>> one = lambda x: np.array([x])
        >>> bool(keeps(one(5.0), one(3.0), one(1.0), kept=one(0.5), broken=one(0.5), office=9)[0])
        True
    """
    keeping = (r + office) / (1 - kept)
    if periods is None:
        breaking = t + office + (p + office) * broken / (1 - broken)
    else:
        breaking = t + office + (p + office) * broken * (1 - broken**periods) / (1 - broken)
        breaking = breaking + broken**periods * kept * keeping
    return (r > p) & (keeping >= breaking - 1e-9)

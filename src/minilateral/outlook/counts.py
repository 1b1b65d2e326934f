"""Chances of 0, 1, 2, … times, as arrays.

Takes shapes and rates; gives one row of chances per forecast, cut at `MOST` and made to sum to one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from minilateral.outlook.past import Floats, Ints

LEAST = 1e-9  # months: a window of no days at all, past the last day there is, still has chances
MOST = 60  # counts are told apart below this; no group of states does anything sixty times in half a year


def negative_binomial(a: Floats, b: Floats, h: Floats) -> Floats:
    """Chances of each count in exposure `h` when the rate is Gamma(a, b).

    Example:
        >>> negative_binomial(np.array([2.5]), np.array([3.0]), np.array([1.0]))[0, [0, 2]].round(6).tolist()
        [0.487139, 0.133202]
    """
    from scipy.special import gammaln  # noqa: PLC0415

    y = np.arange(MOST, dtype=float)
    a, b, h = (np.asarray(value, dtype=float)[:, None] for value in (a, b, h))
    h = np.maximum(h, LEAST)
    log_p = gammaln(a + y) - gammaln(a) - gammaln(y + 1) + a * np.log(b / (b + h)) + y * np.log(h / (b + h))
    p = np.exp(log_p)
    return np.asarray(p / p.sum(axis=1, keepdims=True))


def quantile(pmf: Floats, p: float) -> Ints:
    """The smallest count whose chance of not being exceeded is at least `p`."""
    return np.asarray(np.argmax(np.cumsum(pmf, axis=1) >= p - 1e-12, axis=1), dtype=np.int64)

"""Rates of rare events that forget: the discounted Gamma-Poisson filter and its mixture over discounts.

Takes counts `y` per month with the months of exposure `e` behind each; gives Gamma(a, b) posteriors per month,
the log of each one-step prediction, and quantiles of the mixture. Pure functions; no casebook is seen here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

PRIOR_SHAPE = 0.5  # half an event ...
PRIOR_MONTHS = 2.0  # ... in two months: weak, yet enough that a long silence does not claim certainty
DISCOUNTS = (0.80, 0.85, 0.90, 0.94, 0.97, 0.99)  # memories of 5 to 100 months, 1 / (1 - w)
BURN_IN = 12  # months whose predictions do not weigh the discounts: they mostly judge the prior
_BISECTIONS = 60


@dataclass(frozen=True, slots=True)
class Gamma:
    """A rate known as Gamma(shape a, rate b months), and the log probability of the count that led to it."""

    a: float
    b: float
    log_p: float = 0.0


@dataclass(frozen=True, slots=True)
class Mixture:
    """A rate as a weighted mixture of Gamma posteriors, one per discount."""

    weights: tuple[float, ...]
    parts: tuple[Gamma, ...]

    @property
    def mean(self) -> float:
        """Events per month of exposure."""
        return sum(w * g.a / g.b for w, g in zip(self.weights, self.parts, strict=True))

    @property
    def variance(self) -> float:
        """Within and between the parts."""
        square = sum(w * (g.a / g.b**2 + (g.a / g.b) ** 2) for w, g in zip(self.weights, self.parts, strict=True))
        return square - self.mean**2


def log_predictive(y: float, a: float, b: float, e: float) -> float:
    """Log probability of `y` events in exposure `e` when the rate is Gamma(a, b): negative binomial.

    Example:
        >>> round(math.exp(log_predictive(2, 2.5, 3, 1)), 6)
        0.133202
    """
    if e == 0:
        return 0.0
    return (
        math.lgamma(a + y) - math.lgamma(a) - math.lgamma(y + 1) + a * math.log(b / (b + e)) + y * math.log(e / (b + e))
    )


def filtered(
    y: Sequence[float],
    e: Sequence[float],
    w: float,
    *,
    a0: float = PRIOR_SHAPE,
    b0: float = PRIOR_MONTHS,
    stabilised: bool = True,
) -> list[Gamma]:
    """Posterior after each month: forget by `w`, towards the prior when stabilised, then add count and exposure.

    a' = w a + (1-w) a0, b' = w b + (1-w) b0; then a = a' + y, b = b' + e. A month without exposure only forgets.
    Without the (1-w) terms it is the power-steady filter of Harvey & Fernandes (1989).

    Example:
        >>> [(round(g.a, 2), round(g.b, 2)) for g in filtered([2, 0, 1], [1, 1, 1], 0.9, a0=1, b0=1)]
        [(3.0, 2.0), (2.8, 2.9), (3.62, 3.71)]
    """
    pull = 1.0 - w if stabilised else 0.0
    a, b, path = a0, b0, []
    for count, exposure in zip(y, e, strict=True):
        a, b = w * a + pull * a0, w * b + pull * b0
        log_p = log_predictive(count, a, b, exposure)
        if exposure > 0:
            a, b = a + count, b + exposure
        path.append(Gamma(a, b, log_p))
    return path


def mixtures(y: Sequence[float], e: Sequence[float]) -> list[Mixture]:
    """The mixture over `DISCOUNTS` after each month, weighted by how well each discount predicted so far.

    Flat prior; weights are proportional to the predictive probability of the observed months after `BURN_IN` of
    them. The mixture is published, never the best discount: the best one's intervals are too narrow.

    Example:
        >>> last = mixtures([1, 0, 2, 1], [1, 1, 1, 1])[-1]
        >>> round(sum(last.weights), 9), 0.5 < last.mean < 1.5
        (1.0, True)
    """
    return list(_mixed(tuple(y), tuple(e)))


@lru_cache(maxsize=32)  # rates and index ask for the same series of one group
def _mixed(y: tuple[float, ...], e: tuple[float, ...]) -> tuple[Mixture, ...]:
    paths = [filtered(y, e, w) for w in DISCOUNTS]
    totals = [0.0] * len(DISCOUNTS)
    seen = 0
    out: list[Mixture] = []
    for month, exposure in enumerate(e):
        seen += exposure > 0
        if seen > BURN_IN:
            totals = [t + path[month].log_p for t, path in zip(totals, paths, strict=True)]
        out.append(Mixture(_normalised(totals), tuple(path[month] for path in paths)))
    return tuple(out)


def _normalised(logs: Sequence[float]) -> tuple[float, ...]:
    top = max(logs)
    raw = [math.exp(value - top) for value in logs]
    return tuple(value / sum(raw) for value in raw)


def quantiles(rates: Sequence[Mixture], p: float) -> list[float]:
    """The `p` quantile of each mixture, by bisection on its distribution function.

    Example:
        >>> round(quantiles([Mixture((1.0,), (Gamma(2.5, 3),))], 0.1)[0], 6)
        0.268385
    """
    if not rates:
        return []
    import numpy as np  # noqa: PLC0415  numpy and scipy cost a tenth of a second: only who computes pays
    from scipy.special import gammainc, gammaincinv  # noqa: PLC0415

    weights = np.array([m.weights for m in rates])
    a = np.array([[g.a for g in m.parts] for m in rates])
    b = np.array([[g.b for g in m.parts] for m in rates])
    each = gammaincinv(a, p) / b
    low, high = each.min(axis=1), each.max(axis=1)  # the mixture's quantile lies between those of its parts
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        below = (weights * gammainc(a, b * middle[:, None])).sum(axis=1) < p
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return [float(x) for x in (low + high) / 2]

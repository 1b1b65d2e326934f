"""The ratio of two rates within strata, how sure it is, and what it would be if the dates stood elsewhere.

Takes counts and exposures of two kinds of days by stratum; gives the Mantel-Haenszel ratio, ratios of resampled months
and ratios of dates moved together around the circle of observed days. Seeded: the same arguments, the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from minilateral.measures.chance import LEAST_SHIFT, SHIFTS
from minilateral.measures.uncertainty import JEFFREYS, gamma_quantile, generator

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RESAMPLES = 300
LEVEL = 0.9  # of the interval of a ratio
_NOTHING = 1e-9  # sums of spread-out counts leave crumbs


def pooled_ratio(n1: Any, e1: Any, n0: Any, e0: Any) -> NDArray[np.float64]:  # noqa: ANN401  array-likes of floats
    """Rate on the first kind of days over rate on the second, within strata (the last axis).

    RR = sum_k n1 e0/T / sum_k n0 e1/T with T = e1 + e0 (Mantel & Haenszel 1959, for rates Rothman & Boice 1979). A
    stratum without days of both kinds drops out of both sums. Not a number where nothing is left of either sum.

    Example:
        >>> float(pooled_ratio([6], [12], [10], [40])), float(pooled_ratio([6, 0], [12, 0], [10, 9], [40, 5]))
        (2.0, 2.0)
    """
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays

    n1, e1, n0, e0 = (np.asarray(one, dtype=float) for one in (n1, e1, n0, e0))
    whole = np.where(e1 + e0 > 0, e1 + e0, 1.0)
    above, below = (n1 * e0 / whole).sum(-1), (n0 * e1 / whole).sum(-1)
    above, below = np.where(above < _NOTHING, 0.0, above), np.where(below < _NOTHING, 0.0, below)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio: NDArray[np.float64] = above / below
    return ratio


def upper_of_none(e1: Sequence[float], n0: Sequence[float], e0: Sequence[float]) -> float:
    """The highest ratio that none on the first kind of days still allows (95 %, Jeffreys prior); no data: infinite.

    Example:
        >>> round(upper_of_none([12], [24], [24]), 3)
        0.16
    """
    expected = sum(n * e / other for e, n, other in zip(e1, n0, e0, strict=True) if other)
    return gamma_quantile((1 + LEVEL) / 2, JEFFREYS, 1.0) / expected if expected else float("inf")


def resamples(era: Sequence[int], seed_parts: Sequence[object]) -> NDArray[np.int64]:
    """How often each month is drawn when the months of every era are drawn anew, 300 times.

    Args:
        era: the era of each month, as an index.
        seed_parts: what the seed depends on.

    Example:
        >>> drawn = resamples([0, 0, 0, 1], ("example",))
        >>> drawn.shape, drawn[:, :3].sum(1).tolist() == [3] * 300, drawn[:, 3].tolist() == [1] * 300
        ((300, 4), True, True)
    """
    import numpy as np  # noqa: PLC0415

    rng, place = generator(*seed_parts), np.asarray(era)
    out = np.zeros((RESAMPLES, place.size), dtype=np.int64)
    for one in range(int(place.max()) + 1 if place.size else 0):
        months = np.flatnonzero(place == one)
        if months.size:
            out[:, months] = rng.multinomial(months.size, np.full(months.size, 1.0 / months.size), RESAMPLES)
    return out


def resampled(cells: NDArray[np.float64], era: NDArray[np.int64], drawn: NDArray[np.int64]) -> NDArray[np.float64]:
    """The ratio for every resample: `cells` holds n1, e1, n0, e0 of each month, `era` its era."""
    import numpy as np  # noqa: PLC0415

    eras = range(int(era.max()) + 1 if era.size else 0)
    sums = np.stack([drawn[:, era == one] @ cells[era == one] for one in eras], axis=1)  # resample, era, part
    return pooled_ratio(*np.moveaxis(sums, 2, 0))


def shifts(span: int, seed_parts: Sequence[object]) -> NDArray[np.int64]:
    """No shift, then 300 by 60 days or more either way around a circle of `span` days; empty if that is too short."""
    import numpy as np  # noqa: PLC0415

    if span <= 2 * LEAST_SHIFT:
        return np.zeros(0, dtype=np.int64)
    drawn = generator(*seed_parts).integers(LEAST_SHIFT, span - LEAST_SHIFT, SHIFTS, endpoint=True)
    return np.concatenate([[0], drawn])


def moved(
    values: NDArray[np.float64], exposure: NDArray[np.float64],
    stretches: tuple[NDArray[np.int64], NDArray[np.int64]], by: NDArray[np.int64],
) -> NDArray[np.float64]:  # fmt: skip
    """The ratio with all stretches moved together by each number of days in `by`.

    Args:
        values: counts by stratum and day of the circle.
        exposure: exposures, likewise.
        stretches: where each begins and how long it is; none overlaps another.
        by: shifts in days.
    """
    import numpy as np  # noqa: PLC0415

    starts, lengths = stretches
    first = (starts[None, :] + by[:, None]) % values.shape[1]
    inside = []
    for one in (values, exposure):
        sums = np.concatenate([np.zeros((one.shape[0], 1)), np.concatenate([one, one], axis=1).cumsum(1)], axis=1)
        inside.append((sums[:, first + lengths] - sums[:, first]).sum(2).T)  # shift, stratum
    n1, e1 = inside
    return pooled_ratio(n1, e1, values.sum(1) - n1, exposure.sum(1) - e1)

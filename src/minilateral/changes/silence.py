"""Silence against a series' own rhythm, at the end of every month.

Takes monthly counts and exposures; gives the chance that a gap lasts longer than the present silence, and how much
that speaks for a change. The clock runs on observed time only. Pure; vectorised over leading axes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LAST_GAPS = 12  # as in the measure of consistency
_FEWEST = 2  # gaps; one is no rhythm


def tails(y: NDArray[Any], e: Floats) -> Floats:
    """P(gap > silence) = (b / (b + g))^a at each month's end, a = 1 + m, b = mean + sum of the last 12 gaps (Lomax).

    The same formula as `measures.uncertainty.silence_tail`, in months of exposure.

    Edges: nan before three events, and where all of them fell in one month.

    Example:
        >>> import numpy as np
        >>> [round(float(p), 3) for p in tails(np.array([1, 1, 1, 0, 0]), np.ones(5))[2:]]
        [1.0, 0.422, 0.216]
    """
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays

    rows = np.asarray(y).reshape(-1, e.size)
    count = np.rint(np.cumsum(rows, axis=-1)).astype(np.int64)
    clock, far = np.cumsum(e), int(count.max(initial=0)) + 1
    offset = np.arange(len(rows))[:, None]
    flat = (count + offset * far).ravel()

    def month_of_event(number: NDArray[np.int64]) -> NDArray[np.int64]:
        found = np.searchsorted(flat, np.maximum(number, 1) + offset * far)
        return np.asarray(np.minimum(found - offset * e.size, e.size - 1))

    m = np.minimum(LAST_GAPS, count - 1)
    last, first = clock[month_of_event(count)], clock[month_of_event(count - m)]
    with np.errstate(divide="ignore", invalid="ignore"):
        b = (last - first) / m * (1 + m)
        p = (b / (b + clock - last)) ** (1 + m)
    return np.where((m >= _FEWEST) & (last > first), p, np.nan).reshape(np.shape(y))


def evidence(p: Floats) -> Floats:
    """Upper bound of the log Bayes factor against "as usual" that a chance p allows (Sellke, Bayarri & Berger 2001).

    -ln(-e p ln p) below 1/e; 0 above it, and where there is no chance.

    Example:
        >>> import numpy as np
        >>> [abs(round(float(x), 3)) for x in evidence(np.array([0.05, 0.5, np.nan]))]
        [0.899, 0.0, 0.0]
    """
    import numpy as np  # noqa: PLC0415

    small = np.clip(np.nan_to_num(p, nan=1.0), 1e-12, np.exp(-1))
    return np.asarray(-np.log(-np.e * small * np.log(small)))

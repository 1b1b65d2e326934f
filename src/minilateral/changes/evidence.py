"""Evidence for a change inside the last four years, at every month and for every place where it may have begun.

Takes monthly counts with the share of each month observed (or counts by class); gives, for each month and each number
of months since the change, the log Bayes factor of two levels against one, and which way the level went. Pure and
vectorised over leading axes, so that a thousand simulated series cost little more than one. numpy and scipy are
imported inside the functions that need them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

WINDOW = 48  # months looked at; calibrated with `RECENT` on constant series of .4 to 2 events a month
RECENT = 12  # the change may have begun in any of so many last months


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Log Bayes factors and directions, shape (..., months, RECENT): the change is so many months old, from one."""

    log_bf: Floats  # -inf where nothing can be compared
    sign: Ints  # 1 the level rose, -1 it fell, 0 neither


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """For each month and age of a change, where its window begins, where it cuts, and where it ends (exclusive)."""

    low: Ints
    cut: Ints
    high: Ints


def places(months: int, recent: int = RECENT) -> Places:
    """Window edges as positions in cumulative sums; `cut` is never before `low`."""
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays

    high = np.arange(1, months + 1)[:, None]
    low = np.maximum(0, high - WINDOW)
    cut = np.maximum(low, high - np.arange(1, recent + 1)[None, :])
    return Places(low, cut, high)


def log_gamma(values: NDArray[Any]) -> Floats:
    """Log gamma of 1 + n; from a table where counts are whole, as simulated ones are."""
    import numpy as np  # noqa: PLC0415
    from scipy.special import gammaln  # noqa: PLC0415

    if not np.issubdtype(values.dtype, np.integer):
        return np.asarray(gammaln(values + 1.0))
    table: Floats = gammaln(np.arange(int(values.max(initial=0)) + 1) + 1.0)
    return np.asarray(table[values])


def of_counts(y: NDArray[Any], e: Floats, recent: int = RECENT) -> Split:
    """Two rates against one, Gamma(1, 1 / window mean) priors.

    ML(n, E) = a ln b - lnG(a) + lnG(a+n) - (a+n) ln(b+E), a = 1, b = exposure / count of the window; the factor is
    ML(before) + ML(after) - ML(all). `y` has shape (..., months), `e` (months,); months without exposure add nothing.
    The change may have begun in any of the `recent` last months.

    Edges: -inf where either side was not observed, or the window holds no event.
    """
    import numpy as np  # noqa: PLC0415

    at = places(e.size, recent)
    count, exposure = _running(y), _running(e)
    n, big = count[..., at.high] - count[..., at.low], exposure[at.high] - exposure[at.low]
    n1, e1 = count[..., at.high] - count[..., at.cut], exposure[at.high] - exposure[at.cut]
    n0, e0 = n - n1, big - e1
    with np.errstate(divide="ignore", invalid="ignore"):
        b = big / n
        log_bf = (
            np.log(b) + log_gamma(n0) + log_gamma(n1) - log_gamma(n)
            - (1 + n0) * np.log(b + e0) - (1 + n1) * np.log(b + e1) + (1 + n) * np.log(b + big)
        )  # fmt: skip
        sign = np.sign(np.nan_to_num(n1 / e1 - n0 / e0))
    known = (e0 > 0) & (e1 > 0) & (n > 0) & (e[:, None] > 0)
    return Split(np.where(known, log_bf, -np.inf), np.where(known, sign, 0).astype(np.int64))


def of_parts(parts: NDArray[Any], observed: NDArray[np.bool_], *, spread: bool) -> Split:
    """Two mixes against one, Dirichlet priors with the window's own mix and a weight of one per class.

    ln DM(n) = lnG(A) - lnG(A+N) + sum lnG(a_k+n_k) - lnG(a_k); classes absent from the window drop out. `parts` has
    shape (..., months, classes). With `spread` the level is how mixed they are (the chance that two of them differ),
    else the share of the last class.

    Edges: -inf where either side holds nothing, or the window holds one class only.
    """
    import numpy as np  # noqa: PLC0415
    from scipy.special import gammaln  # noqa: PLC0415

    at = places(parts.shape[-2])
    running = np.moveaxis(_running(np.moveaxis(parts, -2, -1)), -1, 0)  # (months + 1, ..., classes)
    n = np.moveaxis(running[at.high] - running[at.low], (0, 1), (-3, -2))  # (..., months, 1, classes)
    n1 = np.moveaxis(running[at.high] - running[at.cut], (0, 1), (-3, -2))
    n0 = n - n1
    weight = (n > 0).sum(-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        a = weight * n / n.sum(-1, keepdims=True)

        def evidence(some: NDArray[Any]) -> Floats:
            each = np.where(a > 0, gammaln(a + some) - gammaln(np.where(a > 0, a, 1.0)), 0.0)
            total = weight[..., 0]
            return np.asarray(gammaln(total) - gammaln(total + some.sum(-1)) + each.sum(-1))

        log_bf = evidence(n0) + evidence(n1) - evidence(n)
        sign = np.sign(np.nan_to_num(mixed(n1, spread=spread) - mixed(n0, spread=spread)))
    known = (n0.sum(-1) > 0) & (n1.sum(-1) > 0) & (weight[..., 0] > 1) & observed[:, None]
    return Split(np.where(known, log_bf, -np.inf), np.where(known, sign, 0).astype(np.int64))


def mixed(n: NDArray[Any], *, spread: bool) -> Floats:
    """How mixed the counts are, 1 - sum n(n-1) / N(N-1) (Simpson 1949); or the share of the last class."""
    import numpy as np  # noqa: PLC0415

    total = n.sum(-1)
    if not spread:
        return np.asarray(n[..., -1] / total)
    return np.asarray(1.0 - (n * (n - 1)).sum(-1) / (total * (total - 1)))


def _running(values: NDArray[Any]) -> NDArray[Any]:
    """Cumulative sums along the last axis, with a leading zero."""
    import numpy as np  # noqa: PLC0415

    zero = np.zeros((*values.shape[:-1], 1), values.dtype)
    return np.concatenate([zero, np.cumsum(values, axis=-1)], axis=-1)

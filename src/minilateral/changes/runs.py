"""How long the present level has lasted: Bayesian online run lengths (Adams & MacKay 2007).

Takes monthly counts and exposures with a prior; gives the distribution of months since the last change after each
month, and the log evidence, which equals that of `date.partition`. Used for "months since the last change" only: as
an alarm it was beaten at equal false alarms. Pure.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from minilateral.changes.date import Prior

    Floats = NDArray[np.float64]


def run_lengths(y: Floats, e: Floats, prior: Prior) -> tuple[list[Floats], float]:
    """P(months since the last change = r), r = 0, 1, ... after each month, and the log evidence of the series.

    Growth: (1-h) p_r(y); change: h sum_r p(r) p_r(y); p_r is the negative binomial predictive of the run's Gamma.
    The evidence takes no change after the last month, as none can be seen there.

    Example:
        >>> import numpy as np
        >>> from minilateral.changes.date import Prior
        >>> steps, evidence = run_lengths(np.array([0.0, 0, 4, 4]), np.ones(4), Prior(1, 1, 0.25))
        >>> [round(float(p), 2) for p in steps[1]], round(evidence, 6)
        ([0.25, 0.15, 0.6], -8.222081)
    """
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays

    a, b, run = np.array([prior.shape]), np.array([prior.rate]), np.array([1.0])
    steps, evidence = [], 0.0
    for count, exposure in zip(y.tolist(), e.tolist(), strict=True):
        seen = run * _predictive(count, exposure, a, b)
        total = float(seen.sum())
        evidence += math.log(total)
        run = np.concatenate([[prior.hazard * total], (1 - prior.hazard) * seen]) / total
        steps.append(run)
        a = np.concatenate([[prior.shape], a + (count if exposure > 0 else 0.0)])
        b = np.concatenate([[prior.rate], b + exposure])
    return steps, evidence


def _predictive(count: float, exposure: float, a: Floats, b: Floats) -> Floats:
    import numpy as np  # noqa: PLC0415
    from scipy.special import gammaln  # noqa: PLC0415

    if exposure <= 0:
        return np.ones_like(a)
    log_p = gammaln(a + count) - gammaln(a) - math.lgamma(count + 1) + a * np.log(b / (b + exposure))
    return np.asarray(np.exp(log_p + count * np.log(exposure / (b + exposure))))


def since(run: Floats, levels: tuple[float, ...] = (0.1, 0.5, 0.9)) -> tuple[int, ...]:
    """Quantiles of the months since the last change."""
    import numpy as np  # noqa: PLC0415

    total = np.cumsum(run)
    return tuple(int(np.searchsorted(total, level * total[-1])) for level in levels)

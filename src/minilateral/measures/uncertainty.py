"""How sure a number is: intervals, chances and bounds as short closed forms, and seeded draws.

Takes plain counts, exposures and shapes; gives floats. Pure: the same arguments give the same answer. scipy and
numpy are imported inside the functions that need them, so that importing the measures costs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

JEFFREYS = 0.5  # prior shape of a rate, and of each side of a share (Jeffreys 1946)
RATIO_DRAWS = 40_000


def seed(*parts: object) -> int:
    """A seed that depends on what is estimated and on nothing else (SHA-256 of the parts, first 8 bytes).

    Example:
        >>> seed("quad", "contacts", "2025-10-31") == seed("quad", "contacts", "2025-10-31")
        True
    """
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


def generator(*parts: object) -> np.random.Generator:
    """A random generator seeded by `seed` of the parts."""
    import numpy as np  # noqa: PLC0415

    return np.random.default_rng(seed(*parts))


def gamma_quantile(p: float, a: float, b: float) -> float:
    """The `p` quantile of a rate known as Gamma(shape a, rate b).

    Example:
        >>> round(gamma_quantile(0.9, 2.5, 3), 6)
        1.539393
    """
    from scipy.special import gammaincinv  # noqa: PLC0415

    return float(gammaincinv(a, p)) / b


def p_up(shape1: float, shape0: float, months1: float, months0: float, *, rho: float = 1.0) -> float:
    """Chance that the later rate is the higher one, if the record holds `rho` times the share it held before.

    P = 1 - I_x(a1, a0), x = rho b1 / (rho b1 + b0), for independent Gamma(a1, b1) and Gamma(a0, b0). With counts
    the shapes are count + 1/2 and the rates are months of exposure.

    Example:
        >>> round(p_up(7.5, 16.5, 12, 12), 6)
        0.029083
    """
    from scipy.special import betainc  # noqa: PLC0415

    x = rho * months1 / (rho * months1 + months0)
    return 1.0 - float(betainc(shape1, shape0, x))


def ratio_median(count1: float, count0: float, months1: float, months0: float) -> float:
    """Median of the ratio of two rates (later over earlier), Jeffreys priors; closed form.

    It is also the tipping recall rho*: if what we found now is only this share of what there was, relative to the
    year before, `p_up` is one half and the claim of a change is gone.

    Example:
        >>> round(ratio_median(21, 12, 12, 12), 2)
        1.74
    """
    from scipy.special import betaincinv  # noqa: PLC0415

    x = float(betaincinv(count1 + JEFFREYS, count0 + JEFFREYS, 0.5))
    return x / (1.0 - x) * months0 / months1


def ratio_interval(
    count1: float, count0: float, months1: float, months0: float, *, seed_parts: Sequence[object], level: float = 0.9
) -> tuple[float, float]:
    """Central interval of the ratio of two rates from 40,000 seeded Gamma draws, Jeffreys priors.

    Example:
        >>> low, high = ratio_interval(9, 5, 12, 12, seed_parts=("example",))
        >>> 0.70 < low < 0.76, 4.4 < high < 5.0
        (True, True)
    """
    import numpy as np  # noqa: PLC0415

    rng = generator(*seed_parts)
    later = rng.gamma(count1 + JEFFREYS, 1.0 / months1, RATIO_DRAWS)
    earlier = rng.gamma(count0 + JEFFREYS, 1.0 / months0, RATIO_DRAWS)
    low, high = np.quantile(later / earlier, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def rate_upper(count: float, months: float, level: float = 0.95) -> float:
    """Upper bound of a rate per month, one-sided, Jeffreys prior: what "none recorded" still allows.

    Example:
        >>> round(rate_upper(0, 24), 4)
        0.08
    """
    return gamma_quantile(level, count + JEFFREYS, months)


def beta_interval(a: float, b: float, level: float = 0.8) -> tuple[float, float]:
    """Central interval of a share known as Beta(a, b).

    Example:
        >>> [round(x, 6) for x in beta_interval(17.5, 17.5)]
        [0.392201, 0.607799]
    """
    from scipy.special import betaincinv  # noqa: PLC0415

    return float(betaincinv(a, b, (1 - level) / 2)), float(betaincinv(a, b, (1 + level) / 2))


def share_interval(hits: int, trials: int, level: float = 0.8) -> tuple[float, float]:
    """Jeffreys interval of a share: Beta(hits + 1/2, misses + 1/2); from 0 when none hit, to 1 when all did.

    So closed at the ends, the interval always holds the share itself (Brown, Cai & DasGupta 2001).

    Example:
        >>> [round(x, 4) for x in share_interval(0, 5)], [round(x, 4) for x in share_interval(17, 34)]
        ([0.0, 0.2267], [0.3922, 0.6078])
    """
    low, high = beta_interval(hits + JEFFREYS, trials - hits + JEFFREYS, level)
    return (low if hits else 0.0), (high if hits < trials else 1.0)


def share_upper(hits: int, trials: int, level: float = 0.95) -> float:
    """Upper bound of a share, one-sided, Jeffreys prior.

    Example:
        >>> round(share_upper(0, 5), 4)
        0.3057
    """
    from scipy.special import betaincinv  # noqa: PLC0415

    return float(betaincinv(hits + JEFFREYS, trials - hits + JEFFREYS, level))


def forgetting_beta(
    days: Sequence[int], hits: Sequence[bool], half_life_days: float = 730.0, prior: float = JEFFREYS
) -> tuple[float, float]:
    """Beta(a, b) of a share after each trial in turn, old trials fading by half every `half_life_days`.

    At each trial f = .5^(days since the last / half-life); a and b fade towards the prior by f, then x and 1-x are
    added. Effective size is a + b - 1.

    Example:
        >>> forgetting_beta([0, 730], [True, False])
        (1.0, 1.5)
    """
    a = b = prior
    last = days[0] if days else 0
    for day, hit in zip(days, hits, strict=True):
        fade = 0.5 ** ((day - last) / half_life_days)
        a, b = prior + (a - prior) * fade + hit, prior + (b - prior) * fade + (not hit)
        last = day
    return a, b


def chapman(n1: int, n2: int, both: int) -> tuple[float, float] | None:
    """Total and variance from two lists that share `both` entries (Chapman 1951); None when they share none.

    N = (n1+1)(n2+1)/(m+1) - 1; var = (n1+1)(n2+1)(n1-m)(n2-m) / ((m+1)^2 (m+2)). Lists that draw on the same
    sources overlap too much, so N is then a floor.

    Example:
        >>> chapman(31, 13, 7)
        (55.0, 112.0)
    """
    if both == 0:
        return None
    product = (n1 + 1) * (n2 + 1)
    return product / (both + 1) - 1, product * (n1 - both) * (n2 - both) / ((both + 1) ** 2 * (both + 2))


def silence_tail(gaps: Sequence[float], silence: float) -> float | None:
    """Chance that a gap of this series is longer than `silence`; None with fewer than two gaps.

    Exponential gaps, Gamma(1, mean gap) prior on their rate, so a Lomax tail: (b / (b + g))^a with a = 1 + m and
    b = mean + sum. Unit of `silence` as of the gaps (days).

    Example:
        >>> round(silence_tail([30, 60, 90, 60], 120), 6)
        0.185934
    """
    if len(gaps) < 2:  # noqa: PLR2004  one gap is no rhythm
        return None
    a, b = 1 + len(gaps), sum(gaps) / len(gaps) + sum(gaps)
    if b == 0:
        return None
    return float(math.exp(a * math.log(b / (b + silence))))

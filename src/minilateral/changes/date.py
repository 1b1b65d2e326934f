"""When the level changed, looking back over the whole series: exact over all ways to cut it into segments.

Takes monthly counts and exposures; gives the probability that a new level began in each month, and from it the dated
changes. Exact product partition (Barry & Hartigan 1992; recursions of Fearnhead 2006) with Gamma-Poisson segments;
prior values are chosen by evidence. Pure; O(n²) in months.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SHAPES = (0.5, 1.0, 2.0, 4.0)
MONTHS_BETWEEN = (24, 36, 48, 72, 120)  # 1 / hazard
NEAR = 2  # months on either side that are counted with a peak
REACH = 12  # months on either side in which the span of one change is looked for
REPORTED = 0.3  # least probability of a change that is dated at all
SPAN = 0.8  # of a change's probability that its span holds


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """Probability that a new level began in each month (never in the first), and the log evidence of the series."""

    p: Floats
    log_evidence: float


@dataclass(frozen=True, slots=True)
class Prior:
    """Gamma(shape, rate) of a segment's level, and the chance of a change from one month to the next."""

    shape: float
    rate: float
    hazard: float


@dataclass(frozen=True, slots=True)
class Peak:
    """One change: its likeliest month (position), its probability within two months, and the span holding 80 %."""

    at: int
    p: float
    first: int
    last: int


def segments(y: Floats, e: Floats, shape: float, rate: float) -> Floats:
    """Log evidence of the months s to t as one segment, at [s, t]; a month without exposure adds nothing.

    ln p(y) = a ln b - lnG(a) + lnG(a+n) - (a+n) ln(b+E) + sum y ln E - lnG(y+1).
    """
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays
    from scipy.special import gammaln  # noqa: PLC0415

    seen = e > 0
    own = np.where(seen, y * np.log(np.where(seen, e, 1.0)) - gammaln(y + 1.0), 0.0)
    n, exposure, fixed = (np.concatenate([[0.0], np.cumsum(part)]) for part in (np.where(seen, y, 0.0), e, own))
    big_n, big_e = n[None, 1:] - n[:-1, None], exposure[None, 1:] - exposure[:-1, None]
    with np.errstate(divide="ignore", invalid="ignore"):  # below the diagonal stand no segments
        rest = gammaln(shape + big_n) - (shape + big_n) * np.log(rate + big_e)
    return np.asarray(shape * np.log(rate) - gammaln(shape) + rest + fixed[None, 1:] - fixed[:-1, None])


def partition(y: Floats, e: Floats, prior: Prior) -> Partition:
    """Probability of a change at each month given the whole series.

    Example:
        >>> import numpy as np
        >>> found = partition(np.array([0.0, 0, 4, 4]), np.ones(4), Prior(1, 1, 0.25))
        >>> [round(float(x), 6) for x in found.p], round(found.log_evidence, 6)
        ([0.0, 0.250434, 0.84664, 0.098189], -8.222081)
    """
    import numpy as np  # noqa: PLC0415

    pieces = segments(y, e, prior.shape, prior.rate)
    back = _backward(pieces, prior.hazard)
    months, stay, cut = y.size, np.log1p(-prior.hazard), np.log(prior.hazard)
    ahead = np.zeros(months)
    for t in range(1, months):
        ahead[t] = _lse(ahead[:t] + pieces[:t, t - 1] + np.arange(t - 1, -1, -1) * stay + cut)
    p = np.exp(ahead + back[:months] - back[0])
    p[0] = 0.0
    return Partition(np.minimum(p, 1.0), float(back[0]))


def _backward(pieces: Floats, hazard: float) -> Floats:
    """Log evidence of the months from each one on, given that a segment begins there."""
    import numpy as np  # noqa: PLC0415

    months, stay, cut = len(pieces), np.log1p(-hazard), np.log(hazard)
    back, last = np.zeros(months + 1), np.arange(months) * stay
    ends = np.full(months, cut)
    ends[-1] = 0.0  # the last segment runs to the end and needs no change after it
    for s in range(months - 1, -1, -1):
        back[s] = _lse(pieces[s, s:] + last[: months - s] + ends[s:] + back[s + 1 :])
    return back


def _lse(values: Floats) -> float:
    """The log of the sum of exponentials."""
    import numpy as np  # noqa: PLC0415

    top = float(values.max())
    return top + float(np.log(np.exp(values - top).sum()))


def best_prior(y: Floats, e: Floats) -> Prior:
    """The prior values of the grid under which the series is likeliest; the rate gives the series' own mean."""
    mean = float(y[e > 0].sum() / e.sum())
    whole = {shape: segments(y, e, shape, shape / mean) for shape in SHAPES}
    tried = ((float(_backward(whole[a], 1 / m)[0]), a, m) for a in SHAPES for m in MONTHS_BETWEEN)
    _, shape, months = max(tried)
    return Prior(shape, shape / mean, 1 / months)


def peaks(p: Floats) -> tuple[Peak, ...]:
    """Changes in order of time: months around which the probability within two months is .3 or more.

    The likeliest comes first and takes the year on either side, so that two guesses at one change are one; the span is
    grown from the peak towards the greater probability until it holds 80 % of what lies within a year, no further than
    half-way to another change.
    """
    found: list[int] = []
    free = p.copy()
    while free.size and (at := _highest(free)) is not None and _near(p, at) >= REPORTED:
        found.append(at)
        free[max(0, at - REACH) : at + REACH + 1] = 0.0
    return tuple(Peak(at, min(1.0, _near(p, at)), *_span(p, at, found)) for at in sorted(found))


def _near(p: Floats, at: int) -> float:
    return float(p[max(0, at - NEAR) : at + NEAR + 1].sum())


def _highest(free: Floats) -> int | None:
    """The likeliest month inside the likeliest five; None where nothing is left."""
    import numpy as np  # noqa: PLC0415

    sums = np.convolve(free, np.ones(2 * NEAR + 1), mode="full")[NEAR : NEAR + free.size]
    middle = int(sums.argmax())
    low = max(0, middle - NEAR)
    at = low + int(free[low : middle + NEAR + 1].argmax())
    return at if free[at] > 0 else None


def _span(p: Floats, at: int, others: list[int]) -> tuple[int, int]:
    left = max([0, at - REACH, *((at + o) // 2 + 1 for o in others if o < at)])
    right = min([p.size - 1, at + REACH, *((at + o) // 2 for o in others if o > at)])
    wanted, first, last = SPAN * float(p[left : right + 1].sum()), at, at
    held = float(p[at])
    while held < wanted and (first > left or last < right):
        down = float(p[first - 1]) if first > left else -1.0
        up = float(p[last + 1]) if last < right else -1.0
        first, last = (first - 1, last) if down > up else (first, last + 1)
        held += max(down, up)
    return first, last

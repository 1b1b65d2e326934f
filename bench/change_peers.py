"""Other ways to find a change in monthly counts, to set beside ours: exact segmentation, CUSUM, a rolling z.

Each takes counts and exposures per month and gives (month, direction) pairs; written out here so that all are judged
on the same data with the same rules.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from minilateral.changes import detect

Found = list[tuple[int, int]]
FACTORS = (0.5, 2.0)  # the CUSUM looks for a half and a double of the rate
NOW, BEFORE, SDS = 3, 24, 2.0


def segmented(y: np.ndarray, e: np.ndarray) -> Found:
    """Poisson segments, penalty 2 ln n per change: what PELT gives (Killick et al. 2012), by dynamic programming."""
    n = y.size
    count, exposure = (np.concatenate([[0.0], np.cumsum(part)]) for part in (y, e))

    def cost(start: np.ndarray, end: int) -> np.ndarray:
        events, months = count[end] - count[start], exposure[end] - exposure[start]
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(events > 0, -2 * events * np.log(events / months) + 2 * events, 0.0)

    best, back = np.zeros(n + 1), np.zeros(n + 1, int)
    best[0] = -2 * np.log(n)
    for end in range(1, n + 1):
        start = np.arange(end)
        totals = best[start] + cost(start, end) + 2 * np.log(n)
        back[end] = int(totals.argmin())
        best[end] = totals.min()
    cuts, at = [], n
    while at > 0:
        at = back[at]
        cuts.append(int(at))
    edges = [0, *sorted(cut for cut in cuts if cut), n]
    rates = [(count[b] - count[a]) / max(exposure[b] - exposure[a], 1e-9) for a, b in pairwise(edges)]
    return [(cut, 1 if rates[i + 1] > rates[i] else -1) for i, cut in enumerate(edges[1:-1])]


def _statistics(y: np.ndarray, e: np.ndarray) -> np.ndarray:
    """Two one-sided Poisson CUSUMs (down, up) against the mean of the 48 months before; shape (..., months, 2)."""
    rows = np.atleast_2d(y)
    out, total = np.zeros((*rows.shape, 2)), np.zeros((len(rows), 2))
    count, exposure = (np.concatenate([np.zeros((*x.shape[:-1], 1)), np.cumsum(x, -1)], -1) for x in (rows, e))
    for t in range(rows.shape[-1]):
        low = max(0, t - 48)
        months = exposure[t] - exposure[low]
        if e[t] > 0 and months >= detect.LEAST_MONTHS:
            rate = np.maximum(count[:, t] - count[:, low], 0.5) / months
            for side, factor in enumerate(FACTORS):
                gain = rows[:, t] * np.log(factor) - (factor - 1) * rate * e[t]
                total[:, side] = np.maximum(0, total[:, side] + gain)
        out[:, t] = total
    return out


def cusum(y: np.ndarray, e: np.ndarray, runs: int = 300) -> Found:
    """Poisson CUSUM (Lucas 1985) at one false alarm in ten years, set as our alarm's threshold is."""
    idle = np.random.default_rng(11).poisson(y.sum() / e.sum() * e, (runs, e.size))
    limit = detect.threshold(_statistics(idle, e).max(-1), detect.may_alarm(idle, e))
    sides = _statistics(y, e)[0]
    told = detect.raised(sides.max(-1), detect.may_alarm(y, e), limit)
    return [(int(t), 1 if sides[t, 1] > sides[t, 0] else -1) for t in told.nonzero()[0]]


def rolling_z(y: np.ndarray, e: np.ndarray) -> Found:
    """The last three months against the 24 before, beyond two standard deviations of Poisson counts."""
    score, sign = np.full(y.size, -np.inf), np.zeros(y.size, int)
    for t in range(NOW + BEFORE - 1, y.size):
        now, before = slice(t - NOW + 1, t + 1), slice(t - NOW - BEFORE + 1, t - NOW + 1)
        months = e[before].sum()
        if e[now].sum() > 0 and months > 0 and y[before].sum() > 0:
            expected = y[before].sum() / months * e[now].sum()
            score[t] = abs(y[now].sum() - expected) / np.sqrt(expected)
            sign[t] = 1 if y[now].sum() > expected else -1
    told = detect.raised(score, detect.may_alarm(y, e), SDS)
    return [(int(t), int(sign[t])) for t in told.nonzero()[0]]

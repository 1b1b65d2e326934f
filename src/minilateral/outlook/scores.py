"""How good forecasts were: proper scores, skill against a baseline with its uncertainty, reliability.

Takes arrays of forecasts and of what happened; gives losses (smaller is better) and what is made of them. Scores are
those of `scoringrules`, imported when first needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from minilateral.measures.uncertainty import generator
from minilateral.outlook.track import Bin, Skill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minilateral.outlook.past import Floats, Ints

BINS = 5
BLOCK, DRAWS, LEVEL = 12, 2_000, 0.9  # origins: a year; windows that overlap are not independent


def brier(happened: Ints, said: Floats) -> Floats:
    """(p - o)^2 (Brier 1950).

    Example:
        >>> round(float(brier(np.array([1, 0, 0]), np.array([0.7, 0.2, 0.9])).mean()), 6)
        0.313333
    """
    import scoringrules  # noqa: PLC0415 -- a third of a second that only a backtest pays

    return np.asarray(scoringrules.brier_score(happened, said), dtype=float)


def log_score(happened: Ints, said: Floats) -> Floats:
    """Minus the log of the chance given to what happened (Good 1952).

    Example:
        >>> round(float(log_score(np.array([1, 0, 0]), np.array([0.7, 0.2, 0.9])).mean()), 6)
        0.960801
    """
    import scoringrules  # noqa: PLC0415

    return np.asarray(scoringrules.log_score(happened, said), dtype=float)


def crps(happened: Ints, pmf: Floats) -> Floats:
    """Sum over k of (F(k) - 1[k >= y])^2: the ranked probability score of a count (Epstein 1969).

    Example:
        >>> round(float(crps(np.array([1]), np.array([[0.2, 0.5, 0.3]]))[0]), 6)
        0.13
    """
    import scoringrules  # noqa: PLC0415

    most = pmf.shape[1] - 1
    return np.asarray(scoringrules.rps_score(np.minimum(happened, most) + 1, pmf), dtype=float)


def log_score_counts(happened: Ints, pmf: Floats) -> Floats:
    """Minus the log of the chance given to the count that came."""
    most = pmf.shape[1] - 1
    return np.asarray(-np.log(np.maximum(pmf[np.arange(len(happened)), np.minimum(happened, most)], 1e-12)))


def skill(loss: Floats, base: Floats, against: str, seed_parts: Sequence[object]) -> Skill | None:
    """Skill with an interval by circular moving blocks of twelve origins, 2,000 draws (Politis & Romano 1992).

    Edges: None without forecasts, or where the baseline never lost anything.
    """
    n = len(loss)
    if not n or base.mean() <= 0:
        return None
    rng = generator(*seed_parts, against)
    size = min(BLOCK, n)
    starts = rng.integers(0, n, (DRAWS, -(-n // size)))
    picked = ((starts[:, :, None] + np.arange(size)) % n).reshape(DRAWS, -1)[:, :n]
    ours, theirs = loss[picked].mean(axis=1), base[picked].mean(axis=1)
    drawn = 1 - ours / np.maximum(theirs, 1e-12)
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Skill(against, float(1 - loss.mean() / base.mean()), float(low), float(high))


def reliability(happened: Ints, said: Floats) -> tuple[Bin, ...] | None:
    """What was said and what happened, by fifths of the scale (Murphy 1973); None where all came out alike.

    Example:
        >>> reliability(np.array([1, 1]), np.array([0.4, 0.9])) is None
        True
    """
    outcome = happened > 0
    if not len(outcome) or outcome.all() or not outcome.any():
        return None
    place = np.minimum((said * BINS).astype(int), BINS - 1)
    found = ((k, place == k) for k in range(BINS))
    return tuple(Bin(float(said[at].mean()), float(outcome[at].mean()), int(at.sum())) for _, at in found if at.any())


def pit(happened: Ints, pmf: Floats, bins: int = 10) -> tuple[float, ...]:
    """The non-randomised histogram of the probability integral transform; flat if counts came as often as said.

    F(u) = (u - F(y-1)) / (F(y) - F(y-1)), cut to [0, 1] and averaged (Czado, Gneiting & Held 2009). Heavy on the
    right: more came than was said.

    Example:
        >>> pit(np.array([0, 1]), np.array([[0.5, 0.5], [0.5, 0.5]]), 2)
        (0.5, 0.5)
    """
    total = np.concatenate([np.zeros((len(pmf), 1)), np.cumsum(pmf, axis=1)], axis=1)
    row, y = np.arange(len(pmf)), np.minimum(happened, pmf.shape[1] - 1)
    low, high = total[row, y], total[row, y + 1]
    edges = np.linspace(0, 1, bins + 1)[:, None]
    mean = np.clip((edges - low) / np.maximum(high - low, 1e-12), 0, 1).mean(axis=1)
    return tuple(float(x) for x in np.diff(mean))

"""The naive forecasts: how often it happened in all windows so far, in the last three years, and after the like.

Takes a `Past`; gives for every origin the chance that it happens at all, or the chances of 0, 1, 2, … times. Only
windows that had closed by the origin count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from minilateral.outlook.counts import MOST, negative_binomial

if TYPE_CHECKING:
    from minilateral.outlook.past import Floats, Ints, Past

RECENT = 36  # windows: three years of monthly origins
SPREAD = 0.5 / MOST  # the mass that every count gets beforehand


def climatology(past: Past, *, counts: bool = False) -> Floats:
    """(k + 1/2) / (n + 1) over all closed windows; of counts their frequencies, each with 1/120 added."""
    return _frequency(past, np.zeros_like(past.closed), counts=counts)


def rolling(past: Past, *, counts: bool = False) -> Floats:
    """The same over the last 36 origins whose window had closed."""
    return _frequency(past, np.maximum(0, past.closed - RECENT), counts=counts)


def last_value(past: Past, *, counts: bool = False) -> Floats:
    """What followed in the past when the window before had come out as the last one did.

    Of counts l: negative binomial with shape l + 1/2 and one window of exposure.
    """
    before = np.array([_latest(past, int(n)) for n in past.closed])
    if counts:
        seen = np.where(before < 0, 0, past.happened[before])
        return negative_binomial(seen + 0.5, np.ones(len(seen)), np.ones(len(seen)))
    outcome, valid = past.happened > 0, past.valid & (before >= 0)
    given = outcome[before]
    chances = []
    for n, i in zip(past.closed, range(len(before)), strict=True):
        like = valid[:n] & (given[:n] == given[i])
        chances.append((np.sum(outcome[:n] & like) + 0.5) / (np.sum(like) + 1))
    return np.array(chances)


def _latest(past: Past, closed: int) -> int:
    """The last of the closed windows that was watched; -1 if there is none."""
    found = np.flatnonzero(past.valid[:closed])
    return int(found[-1]) if len(found) else -1


def _frequency(past: Past, start: Ints, *, counts: bool) -> Floats:
    valid = past.valid
    n = _sums(valid.astype(float), start, past.closed)
    if not counts:
        k = _sums((valid & (past.happened > 0)).astype(float), start, past.closed)
        return np.asarray((k + 0.5) / (n + 1))
    each = np.zeros((len(valid), MOST))
    each[np.arange(len(valid)), np.minimum(past.happened, MOST - 1)] = valid
    return np.asarray((_sums(each, start, past.closed) + SPREAD) / (n + 0.5)[:, None])


def _sums(values: Floats, start: Ints, stop: Ints) -> Floats:
    total = np.concatenate([np.zeros((1, *values.shape[1:])), np.cumsum(values, axis=0)])
    return np.asarray(total[stop] - total[start])

"""Forecasts from month to month: a ridge logistic regression of "it happened this month" on season and recent rate.

Takes a `Past` and what is known beforehand of each month; gives for every origin the chance that it happens in the
window. All origins are fitted side by side, each on the whole months before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from minilateral.outlook.rate import window_months

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilateral.outlook.past import Floats, Past

SLOTS = (1, 5, 6, 8, 10)  # February, June, July, September, November, counted from 0: chosen knowing the calendar
RIDGE = 1.0  # on slopes, not on the level
AGEING = 0.985  # weight of a month for each month of its age
WHOLE = 0.9  # share of a month that must have been watched to learn from it
_YEAR, _STEPS, _LEVEL_RIDGE = 12, 12, 1e-3  # a trace on the level keeps a record without any from running away


def slots(past: Past, months: Floats) -> Floats:
    """1 in the five busy months of international meetings, else 0; the same at every origin."""
    busy = np.isin(months % _YEAR, SLOTS).astype(float)
    return np.broadcast_to(busy, (len(past.origins), len(months)))


def hazard(past: Past, features: Callable[[Past, Floats], Floats] = slots) -> Floats:
    """1 - prod (1 - p_m)^(share of month m in the window), p_m by logistic regression on [1, x_m, ln(.2 + rate)].

    The rate is that of the last twelve months. Ridge 1 on slopes, weights .985^age (in months). `features` says what
    is known of each month (numbered since year 0) at each origin: an array of origins by months, or with a third axis
    of several such numbers.

    Edges: before two months were watched the chance is that of the level alone, near one half.
    """
    n = len(past.y)
    windows = [window_months(int(day), past.horizon) for day in past.origins]
    final = max(month for window in windows for month, _, _ in window)
    numbers = np.arange(past.first, final + 1)
    told = features(past, numbers.astype(float))
    told = told[:, :, None] if told.ndim == 2 else told  # noqa: PLR2004 -- one number for each month
    rate = _yearly(past)
    beta = _fitted(past, told[:, :n], np.log(0.2 + rate[:n]))
    shares = np.zeros((len(windows), len(numbers)))
    for i, window in enumerate(windows):
        for month, _, share in window:
            shares[i, month - past.first] = share
    now = np.log(0.2 + rate)
    score = beta[:, :1] + np.einsum("omf,of->om", told, beta[:, 1:-1]) + (beta[:, -1] * now)[:, None]
    miss = -np.logaddexp(0.0, score)  # log (1 - p)
    return np.asarray(1.0 - np.exp((shares * miss).sum(axis=1)))


def _yearly(past: Past) -> Floats:
    """For each origin, events per watched month in the twelve months before it."""
    y, e = (np.concatenate([[0.0], np.cumsum(values)]) for values in (past.y, past.e))
    stop = np.arange(len(past.y) + 1)
    start = np.maximum(0, stop - _YEAR)
    return np.asarray((y[stop] - y[start]) / np.maximum(e[stop] - e[start], 1.0))


def _fitted(past: Past, told: Floats, rates: Floats) -> Floats:
    """Coefficients at each origin by Newton's method, all origins at once."""
    n, origins = len(past.y), len(past.origins)
    x = np.concatenate([np.ones((origins, n, 1)), told, np.broadcast_to(rates[None, :, None], (origins, n, 1))], axis=2)
    happened = (past.y > 0).astype(float)
    age = np.arange(origins)[:, None] - np.arange(n)[None, :]
    weight = np.where((age > 0) & (past.e >= WHOLE), AGEING ** np.maximum(age, 0), 0.0)
    ridge = np.diag([_LEVEL_RIDGE] + [RIDGE] * (x.shape[2] - 1))
    beta = np.zeros((origins, x.shape[2]))
    for _ in range(_STEPS):
        p = 1.0 / (1.0 + np.exp(-np.clip(np.einsum("onf,of->on", x, beta), -30, 30)))
        slope = np.einsum("onf,on->of", x, weight * (happened - p)) - beta @ ridge
        curve = (x * (weight * p * (1 - p))[:, :, None]).transpose(0, 2, 1) @ x + ridge
        beta += np.linalg.solve(curve, slope[:, :, None])[:, :, 0]
    return beta

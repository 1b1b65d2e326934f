"""Forecasts from the rate alone: the discounted Gamma-Poisson filter, plain and with a season.

Takes a `Past`; gives for every origin the chance that it happens in the window, or the chances of each count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from minilateral.measures.discount import PRIOR_MONTHS, PRIOR_SHAPE, filtered
from minilateral.measures.windows import Span, month_of, month_span
from minilateral.outlook.counts import negative_binomial
from minilateral.outlook.past import MONTH_DAYS

if TYPE_CHECKING:
    from minilateral.outlook.past import Floats, Past

CHANCE_DISCOUNT = 0.94  # for chances; for counts a shorter memory does better
COUNT_DISCOUNT = 0.90
SEASON_PRIOR = 6.0  # events that every month of the year is given beforehand


def posterior(past: Past, w: float) -> tuple[Floats, Floats]:
    """Shape and months of the rate as known at each origin, before it forgets another month."""
    path = filtered(past.y.tolist(), past.e.tolist(), w)
    a = np.array([PRIOR_SHAPE] + [state.a for state in path])
    b = np.array([PRIOR_MONTHS] + [state.b for state in path])
    return a, b


def plain(past: Past, *, counts: bool = False, w: float | None = None) -> Floats:
    """1 - (b / (b + h))^a, h in months; of counts the negative binomial.

    Harvey & Fernandes (1989), stabilised.
    """
    months = np.full(len(past.origins), past.horizon / MONTH_DAYS)
    return _told(past, months, counts=counts, w=w)


def seasonal(past: Past, *, counts: bool = False, w: float | None = None) -> Floats:
    """The same with exposure counted by the season: each day weighs as its month of the year does."""
    weights = season(past)
    days = np.array([_calendar_days(int(day), past.horizon) for day in past.origins])
    return _told(past, (weights * days).sum(axis=1) / MONTH_DAYS, counts=counts, w=w)


def season(past: Past) -> Floats:
    """For each origin, weights of the twelve months: (6 + N_m) / (6 + N / 12), made to average one."""
    each = np.zeros((len(past.y), 12))
    each[np.arange(len(past.y)), past.calendar] = past.y
    by_month = np.concatenate([np.zeros((1, 12)), np.cumsum(each, axis=0)])
    weights = (SEASON_PRIOR + by_month) / (SEASON_PRIOR + by_month.sum(axis=1, keepdims=True) / 12)
    return np.asarray(weights / weights.mean(axis=1, keepdims=True))


def window_months(first: int, horizon: int) -> list[tuple[int, int, float]]:
    """The months a window touches: number, days of it in the window, and their share of the month.

    Example:
        >>> from datetime import date
        >>> [(month % 12 + 1, days) for month, days, _ in window_months(date(2025, 11, 1).toordinal(), 45)]
        [(11, 30), (12, 15)]
    """
    span = Span(first, first + horizon - 1)
    months = range(month_of(span.from_date), month_of(span.to_date) + 1)
    met = [(month, month_span(month).meet(span).days) for month in months]
    return [(month, days, days / month_span(month).days) for month, days in met]


def _calendar_days(first: int, horizon: int) -> Floats:
    days = np.zeros(12)
    for month, inside, _ in window_months(first, horizon):
        days[month % 12] += inside
    return days


def _told(past: Past, months: Floats, *, counts: bool, w: float | None) -> Floats:
    a, b = posterior(past, w or (COUNT_DISCOUNT if counts else CHANCE_DISCOUNT))
    if counts:
        return negative_binomial(a, b, months)
    return np.asarray(1.0 - (b / (b + months)) ** a)

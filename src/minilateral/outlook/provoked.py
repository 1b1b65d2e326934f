"""Forecasts of the next answer: whether all members answer the next severe provocation together in three days.

Takes a casebook and a day; gives, for every severe episode in turn, what would have been said before it and what
happened, and what is to be said of the next. Old episodes fade by half in two years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from minilateral.measures.episodes import Episode, answers, closed, episodes, in_scope
from minilateral.measures.trial import HEADLINE_SEVERITY, HEADLINE_WINDOW
from minilateral.measures.uncertainty import JEFFREYS, forgetting_beta
from minilateral.measures.windows import Span
from minilateral.model import Casebook
from minilateral.outlook.past import Floats, Ints
from minilateral.outlook.series import judged_watch

COIN = 0.5


@dataclass(frozen=True, slots=True)
class Tests:
    """Severe episodes in order, what happened, and the forecasts before each; last of all that of the next."""

    days: Ints
    happened: Ints
    said: dict[str, Floats]  # one longer than `days`
    rows: tuple[str, ...]


def tests(book: Casebook, as_of: date) -> Tests:
    """Every severe episode up to `as_of` whose days of answer had passed on days watched."""
    seen, given = judged_watch(book), answers(book, as_of)
    acts = [act for act in book.provocations if act.date <= as_of and in_scope(book, act)]
    last = min(as_of, seen.end or as_of).toordinal()
    found = closed(episodes(acts, HEADLINE_SEVERITY, Span(1, last)), HEADLINE_WINDOW, last)
    kept = [one for one in found if seen.covers(one.day) and seen.covers(one.day + HEADLINE_WINDOW)]
    hits = [bool(given.within(one.day, HEADLINE_WINDOW)) for one in kept]
    return Tests(
        np.array([one.day for one in kept], dtype=np.int64), np.array(hits, dtype=np.int64),
        _said(kept, hits, last), tuple(row for one in kept for row in one.ids),
    )  # fmt: skip


def _said(kept: list[Episode], hits: list[bool], last: int) -> dict[str, Floats]:
    days, n = [one.day for one in kept], len(kept)
    before = np.concatenate([[0], np.cumsum(hits)])
    return {
        "climatology": (before + 0.5) / (np.arange(n + 1) + 1),
        "coin": np.full(n + 1, COIN),
        "fading": np.array([_faded(days[:i], hits[:i], (*days, last + 1)[i]) for i in range(n + 1)]),
    }


def _faded(days: list[int], hits: list[bool], now: int) -> float:
    """The mean of a share whose trials fade by half in 730 days, as of a day; one half before the first."""
    a, b = forgetting_beta(days, hits)
    fade = 0.5 ** ((now - days[-1]) / 730.0) if days else 0.0
    a, b = JEFFREYS + (a - JEFFREYS) * fade, JEFFREYS + (b - JEFFREYS) * fade
    return a / (a + b)

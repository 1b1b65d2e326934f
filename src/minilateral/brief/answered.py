"""How many severe provocations of a year were answered together in time: the counts behind the arrow of response.

Takes a casebook and a day; gives the year to that day and the year before, by the same episodes, answers and window
as the measure of response, and the chance that the share answered rose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.measures.episodes import answers, closed, episodes, in_scope, period
from minilateral.measures.response import HEADLINE_SEVERITY, HEADLINE_WINDOW
from minilateral.measures.uncertainty import JEFFREYS
from minilateral.measures.windows import year_before, year_to

if TYPE_CHECKING:
    from datetime import date

    from minilateral.measures.windows import Span
    from minilateral.model import Casebook

STEPS = 2_000  # points at which one share's distribution is read; the answer is good to three digits


@dataclass(frozen=True, slots=True)
class Answered:
    """Episodes of one year and those of them that were answered, with the rows behind each."""

    episodes: int
    hits: int
    rows: tuple[str, ...]
    answered_rows: tuple[str, ...]


def years(book: Casebook, as_of: date) -> tuple[Answered, Answered]:
    """The year to `as_of` and the year before it, each cut to the time in which answers can be judged."""
    judged = period(book, as_of)
    acts = [act for act in book.provocations if act.date <= as_of and in_scope(book, act)]
    found = answers(book, as_of)

    def one(window: Span) -> Answered:
        items = closed(episodes(acts, HEADLINE_SEVERITY, judged.meet(window)), HEADLINE_WINDOW, judged.last)
        pairs = [(item, found.within(item.day, HEADLINE_WINDOW)) for item in items]
        hit = [row for item, rows in pairs if rows for row in (*item.ids, *rows)]
        every = [row for item, rows in pairs for row in (*item.ids, *rows)]
        return Answered(len(items), sum(bool(rows) for _, rows in pairs), tuple(every), tuple(hit))

    return one(year_to(as_of)), one(year_before(as_of))


def share_up(now: Answered, before: Answered) -> float:
    """Chance that the later share is the higher one, both Beta with Jeffreys' prior.

    >>> four, none = Answered(4, 4, (), ()), Answered(4, 0, (), ())
    >>> share_up(four, none) > 0.99, round(share_up(four, four), 3)
    (True, 0.5)
    """
    import numpy as np  # noqa: PLC0415 - heavy, and needed only where there are provocations
    from scipy.special import betainc, betaincinv  # noqa: PLC0415

    points = (np.arange(STEPS) + 0.5) / STEPS
    later = betaincinv(now.hits + JEFFREYS, now.episodes - now.hits + JEFFREYS, points)
    return float(np.mean(betainc(before.hits + JEFFREYS, before.episodes - before.hits + JEFFREYS, later)))

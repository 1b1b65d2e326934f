"""The stage game of a coalition, and how patient its members must be.

Takes payoffs as arrays, one number for each draw; gives what a member has from keeping, from breaking away once, and
from the time after, and the least patience (discount factor per period) at which keeping pays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Truth = NDArray[np.bool_]
Worth = Callable[[Array], Array]  # from a discount factor to the discounted number of periods that punishment lasts

HALVINGS = 34  # of the interval 0 to 1: to ten digits, far beyond what any assumption bears


@dataclass(frozen=True, slots=True)
class Game:
    """Payoffs on one scale, only the ratios of which matter: a row for each member, a column for each draw."""

    cost: Array  # of acting
    own: Array  # benefit from one's own act
    spill: Array  # benefit from another's act: receiver, giver, draw
    bonus: Array  # if all members of the group act
    gain: Array  # on the side, from breaking away
    outside: Array  # what is left once cooperation has ended
    excludability: Array  # 0 to 1, one number for each draw: how far who broke away can be kept from what others do

    @property
    def everybody(self) -> tuple[int, ...]:
        """The coalition of all members."""
        return tuple(range(len(self.cost)))


@dataclass(frozen=True, slots=True)
class Payoffs:
    """What one member of a coalition has in one period: T from breaking away, R from keeping, P afterwards."""

    temptation: Array
    reward: Array
    punishment: Array


def payoffs(game: Game, coalition: Sequence[int], member: int, *, credible: Truth, bonus: bool) -> Payoffs:
    """T, R and P of one member.

    R = own + sum of spill-ins - cost + bonus; T = sum of spill-ins + gain; P = outside option where cooperation ends,
    or max(outside, (1 - e) sum of spill-ins) where the others would go on without the member (`credible`).
    Reference: Olson & Zeckhauser (1966) for the public good, joint products through e and the bonus.
    """
    others = [one for one in coalition if one != member]
    spilled = game.spill[member, others].sum(axis=0)
    reward = game.own[member] + spilled - game.cost[member] + (game.bonus[member] if bonus else 0.0)
    left = np.maximum(game.outside[member], (1 - game.excludability) * spilled)
    return Payoffs(spilled + game.gain[member], reward, np.where(credible, left, game.outside[member]))


def patience(t: Array, r: Array, p: Array, worth: Worth | None = None) -> Array:
    """The least discount factor at which keeping pays, delta*.

    For ever (`worth` None): (T - R) / (T - P) (Friedman 1971). Else the least d with (R - P) worth(d) >= T - R, found
    by halving. Infinity where R <= P, since then it is not worth it at any patience, even if nothing tempts, and where
    no patience is enough; 0 where T <= R, since nothing tempts.

    Example:
        >>> one = lambda x: np.array([float(x)])
        >>> [round(float(patience(one(5), one(3), one(1), worth)[0]), 6) for worth in (None, limited(2))]
        [0.5, 0.618034]
    """
    worthwhile, tempted = r > p, t > r
    asked = worthwhile & tempted
    t, r, p = np.where(asked, t, 2.0), np.where(asked, r, 1.0), np.where(asked, p, 0.0)  # no division by nothing
    star = (t - r) / (t - p) if worth is None else least(worth, (t - r) / (r - p))
    return np.where(worthwhile, np.where(tempted, star, 0.0), np.inf)


def least(worth: Worth, needed: Array) -> Array:
    """The least d from 0 to 1 with worth(d) >= needed, `worth` rising in d; infinity where not even d = 1 is enough."""
    low, step = np.zeros_like(needed), 1.0
    for _ in range(HALVINGS):
        step /= 2
        low += np.where(worth(low + step) < needed, step, 0.0)
    return np.where(worth(np.ones_like(needed)) >= needed, low + step, np.inf)


def limited(periods: int) -> Worth:
    """Punishment for k periods: d (1 - d^k) / (1 - d).

    Example:
        >>> float(limited(3)(np.array(0.5)))
        0.875
    """

    def worth(d: Array) -> Array:
        below = np.minimum(d, 1 - 1e-12)  # at 1 the sum is k, and the quotient is nothing over nothing
        return np.where(d < 1, below * (1 - below**periods) / (1 - below), float(periods))

    return worth


def tit_for_tat(t: float, r: float, p: float, s: float) -> float:
    """The least patience at which tit for tat holds between two: max((T-R)/(T-P), (T-R)/(R-S)) (Axelrod 1984).

    Example:
        >>> round(tit_for_tat(5, 3, 1, 0), 6)
        0.666667
    """
    return max((t - r) / (t - p), (t - r) / (r - s))

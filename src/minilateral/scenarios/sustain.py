"""Which coalitions of the members can be sustained, and who binds.

Takes a game and the members' patience; gives every coalition from pairs to all, each member's margin in it, and, of
the whole group, whether the bonus is what holds it and which smaller coalitions fail for the want of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf

import numpy as np

from minilateral.scenarios.game import Array, Game, Payoffs, Truth, Worth, patience, payoffs

MOST = 8  # members; there are 2^n coalitions
Coalition = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One coalition in every draw: payoffs and least patience of its members in their order, and where it holds."""

    payoffs: tuple[Payoffs, ...]
    needs: Array  # member, draw
    holds: Truth  # draw


def verdicts(game: Game, has: Array, worth: Sequence[Worth | None]) -> dict[Coalition, Verdict]:
    """Every coalition by size. Whoever breaks away is excluded where the others could go on without him, by recursion.

    A member alone goes on acting only where acting pays by itself: nobody is there to punish him. The bonus comes
    with all members only.
    """
    found: dict[Coalition, Verdict] = {}
    everybody = game.everybody
    for size in range(1, len(everybody) + 1):
        for some in combinations(everybody, size):
            found[some] = judged(game, has, worth, some, found, bonus=some == everybody)
    return found


def judged(
    game: Game, has: Array, worth: Sequence[Worth | None], some: Coalition, smaller: Mapping[Coalition, Verdict], *,
    bonus: bool,
) -> Verdict:  # fmt: skip
    """One coalition, those smaller being known."""
    never = np.zeros(has.shape[1], dtype=bool)
    told = []
    for member in some:
        rest = tuple(one for one in some if one != member)
        told.append(payoffs(game, some, member, credible=smaller[rest].holds if rest else never, bonus=bonus))
    rows = zip(some, told, strict=True)
    needs = np.array([patience(x.temptation, x.reward, x.punishment, worth[member]) for member, x in rows])
    enough = has[list(some)] >= needs if len(some) > 1 else needs == 0
    return Verdict(tuple(told), needs, np.asarray(enough.all(axis=0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One member in one coalition: its payoffs, the patience it needs and the one it has."""

    member: str
    temptation: float
    reward: float
    punishment: float
    needs: float  # infinity: no patience is enough
    has: float

    @property
    def gap(self) -> float:
        """Patience lacking, delta* - delta; the member with the largest binds."""
        return self.needs - self.has

    @property
    def keeps(self) -> bool:
        """Whether keeping pays."""
        return self.has >= self.needs

    @property
    def why(self) -> str:
        """What the edge is, where there is one."""
        if self.reward <= self.punishment:
            return "not worth it at any patience"
        if self.needs == inf:
            return "no patience is enough against so short a punishment"
        return "no temptation" if self.needs == 0 else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One coalition as it stands."""

    stands: tuple[Stand, ...]

    @property
    def members(self) -> tuple[str, ...]:
        """Who belongs to it."""
        return tuple(one.member for one in self.stands)

    @property
    def holds(self) -> bool:
        """Whether keeping pays for each of them."""
        return all(one.keeps for one in self.stands)

    @property
    def binding(self) -> tuple[str, ...]:
        """Whose patience gives way first: the largest gap; several where theirs is the same."""
        most = max(one.gap for one in self.stands)
        return tuple(one.member for one in self.stands if one.gap == most or abs(one.gap - most) < 1e-9)  # noqa: PLR2004


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The whole group, the coalitions within it, and what hangs on the bonus."""

    whole: Standing
    parts: tuple[Standing, ...]  # pairs first
    bonus_holds: bool  # the whole group holds, and would not without the bonus
    for_want_of_bonus: tuple[tuple[str, ...], ...]  # coalitions that fail and would hold if the bonus came to them


def outcome(members: Sequence[str], game: Game, has: Array, worth: Sequence[Worth | None]) -> Outcome:
    """The outcome of a game of one draw."""
    found = verdicts(game, has, worth)
    everybody = game.everybody
    without = judged(game, has, worth, everybody, found, bonus=False)
    parts = [some for some in found if 1 < len(some) < len(members)]
    wanting = [
        tuple(members[one] for one in some)
        for some in parts
        if not found[some].holds[0] and judged(game, has, worth, some, found, bonus=True).holds[0]
    ]
    return Outcome(
        whole=_standing(members, everybody, found[everybody], has),
        parts=tuple(_standing(members, some, found[some], has) for some in parts),
        bonus_holds=bool(found[everybody].holds[0] and not without.holds[0]),
        for_want_of_bonus=tuple(wanting),
    )


def _standing(members: Sequence[str], some: Coalition, verdict: Verdict, has: Array) -> Standing:
    return Standing(
        tuple(
            Stand(
                member=members[one],
                temptation=float(told.temptation[0]),
                reward=float(told.reward[0]),
                punishment=float(told.punishment[0]),
                needs=float(verdict.needs[place, 0]),
                has=float(has[one, 0]),
            )
            for place, (one, told) in enumerate(zip(some, verdict.payoffs, strict=True))
        )
    )

"""Many draws from the ranges: in what share of them each member and the group keep, and which range decides.

Takes ranges and a seed; gives arrays. The same ranges of the same group and day give the same draws, and a case with
one horizon changed is drawn with the same numbers, so that two cases differ by what was changed alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from minilateral.measures.uncertainty import generator
from minilateral.scenarios.game import Array, Game, Worth
from minilateral.scenarios.horizon import discount
from minilateral.scenarios.ranges import Range
from minilateral.scenarios.sustain import verdicts

DRAWS = 20_000
MOST_TOLD = 5  # of the ranges that decide

Sample = dict[str, Array]  # by the name of a range, one number for each draw


def central(ranges: Sequence[Range]) -> Sample:
    """One draw: the centre of every range."""
    return {one.name: np.array([one.central]) for one in ranges}


def drawn(ranges: Sequence[Range], *seed: object, draws: int = DRAWS) -> Sample:
    """Uniform draws of every range, independent of each other; each range draws by its own seed."""
    return {one.name: generator(*seed, one.name).uniform(one.low, one.high, draws) for one in ranges}


def game(members: Sequence[str], sample: Mapping[str, Array]) -> Game:
    """The payoffs of a sample as a game."""
    none = np.zeros_like(sample["excludability"])
    each = {name: np.array([sample[f"{name} {one}"] for one in members]) for name in MEMBERS_PAYOFFS}
    pairs = [[sample[f"spill {one} from {two}"] if one != two else none for two in members] for one in members]
    return Game(spill=np.array(pairs), excludability=sample["excludability"], **each)


MEMBERS_PAYOFFS = ("cost", "own", "bonus", "gain", "outside")


def patience_of(members: Sequence[str], sample: Mapping[str, Array]) -> Array:
    """Each member's discount factor in each draw."""
    return np.array([discount(sample[f"horizon {one}"]) for one in members])


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """One range and its rank correlation with the margin by which the group holds."""

    name: str
    correlation: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """In what share of the draws each member keeps, and all of them; and the ranges that decide most."""

    members: tuple[tuple[str, float], ...]
    group: float
    drivers: tuple[Driver, ...]
    draws: int


def shares(
    members: Sequence[str], sample: Sample, has: Array, worth: Sequence[Worth | None], moved: Sequence[Range] = ()
) -> Shares:  # fmt: skip
    """Count the draws; tell which of the ranges `moved` decide.

    The margin is the smallest of delta - delta* over the members: its ranks are what the ranges are held against.
    """
    whole = verdicts(game(members, sample), has, worth)[tuple(range(len(members)))]
    keep = has >= whole.needs
    margin = (has - whole.needs).min(axis=0)
    return Shares(
        members=tuple((one, float(row.mean())) for one, row in zip(members, keep, strict=True)),
        group=float(whole.holds.mean()),
        drivers=drivers({one.name: sample[one.name] for one in moved if one.open}, margin),
        draws=len(margin),
    )


def shares_of(kept: Mapping[str, Any]) -> Shares:
    """The shares that were kept as plain values."""
    return Shares(
        members=tuple((one, share) for one, share in kept["members"]),
        group=kept["group"],
        drivers=tuple(Driver(**one) for one in kept["drivers"]),
        draws=kept["draws"],
    )


def drivers(sample: Mapping[str, Array], margin: Array) -> tuple[Driver, ...]:
    """The five strongest rank correlations (Spearman 1904) with the margin; none where it never changes."""
    if np.all(margin == margin[0]):
        return ()
    against = ranks(margin)
    found = [Driver(name=name, correlation=_correlation(ranks(values), against)) for name, values in sample.items()]
    return tuple(sorted(found, key=lambda one: (-abs(one.correlation), one.name))[:MOST_TOLD])


def ranks(values: Array) -> Array:
    """Ranks from 1; equal values share the middle of theirs.

    Example:
        >>> ranks(np.array([3.0, 1.0, 3.0, -np.inf])).tolist()
        [3.5, 2.0, 3.5, 1.0]
    """
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(count) - (count - 1) / 2)[place], dtype=float)


def _correlation(one: Array, two: Array) -> float:
    one, two = one - one.mean(), two - two.mean()
    return float((one * two).sum() / np.sqrt((one**2).sum() * (two**2).sum()))

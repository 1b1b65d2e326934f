"""A scenario of one group: assumptions in, results beside them out.

Takes a casebook, a day and what is asked (other horizons, an end known beforehand, a shorter punishment); gives the
base case, the case asked for, what hangs on the bonus, the switches, and how sure any of it is under the ranges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from minilateral.errors import UnknownName, UsageError
from minilateral.model import Casebook, Group
from minilateral.record.kept import Keep, nowhere
from minilateral.scenarios import assumed, draws
from minilateral.scenarios.draws import Shares
from minilateral.scenarios.game import Array, Worth, limited
from minilateral.scenarios.horizon import breaks_with, chance_needed, discount, until_end, years
from minilateral.scenarios.ranges import Range
from minilateral.scenarios.sustain import Outcome, Stand, outcome
from minilateral.scenarios.switches import Levers, Switch, switches

RULE = 1  # of the draws; another number makes kept ones be drawn again
GRIM = "grim"
LONGEST_PUNISHMENT = 200  # quarters, a human life: longer is for ever
SHORTENED = 1.0  # years to which each member's horizon is shortened in turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: horizons in years and chances of a successor by member, and quarters of punishment."""

    horizon: tuple[tuple[str, float], ...] = ()
    successor: tuple[tuple[str, float], ...] = ()
    punishment: int | None = None

    @property
    def anything(self) -> bool:
        """Whether it differs from the base case."""
        return bool(self.horizon or self.successor or self.punishment)


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A member whose policy has a known end."""

    member: str
    quarters: int
    goes_on: float  # chance that the successor does
    breaks_with: int | None  # quarters left from which breaking away pays; None: keeping pays to the end
    chance_needed: float  # at which keeping pays in the last quarter too; above 1: none is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case: the outcome at the centre of the ranges, and shares of draws."""

    outcome: Outcome
    shares: Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortened:
    """The case in which one member's horizon is a year."""

    member: str
    keeps: bool
    holds: bool
    binding: tuple[str, ...]
    share: float  # of draws in which the group holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """All of it, the assumptions first."""

    group: Group
    as_of: date
    members: tuple[str, ...]
    ranges: tuple[Range, ...]
    own: bool  # whether any range was made for this group; else the symmetric default stands
    asked: Asked
    base: Case
    case: Case  # the one asked for; the base case where nothing is asked
    ends: tuple[End, ...]
    switches: tuple[Switch, ...]
    shortened: tuple[Shortened, ...]
    notes: tuple[str, ...]


def ask(
    members: tuple[str, ...],
    horizon: Mapping[str, str | float] | None = None,
    successor: Mapping[str, float] | None = None,
    punishment: str | int = GRIM,
) -> Asked:
    """What is asked, checked.

    Raises:
        UnknownName: a state that is no member; the nearest are offered.
        UsageError: a horizon, chance or punishment that cannot be.
    """
    for code in (*(horizon or {}), *(successor or {})):
        if code not in members:
            raise UnknownName("member", code, members)
    for code, chance in (successor or {}).items():
        if not 0 <= chance <= 1:
            raise UsageError(f"found the chance {chance:g} for the successor in {code}, expected from 0 to 1")
    if successor and punishment != GRIM:
        raise UsageError("found a known end with a limited punishment, expected --successor with --punishment grim")
    lives = {code: years(life if isinstance(life, str) else f"{life}y") for code, life in (horizon or {}).items()}
    return Asked(
        horizon=tuple(sorted(lives.items())),
        successor=tuple(sorted((successor or {}).items())),
        punishment=_quarters(punishment),
    )


def _quarters(punishment: str | int) -> int | None:
    if punishment == GRIM:
        return None
    text = str(punishment)
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= LONGEST_PUNISHMENT):
        raise UsageError(
            f"found the punishment '{punishment}', expected grim (for ever) or quarters from 1 to {LONGEST_PUNISHMENT}"
        )
    return int(text)


def scenario(
    book: Casebook,
    as_of: date,
    *,
    horizon: Mapping[str, str | float] | None = None,
    successor: Mapping[str, float] | None = None,
    punishment: str | int = GRIM,
    assumptions: Path | None = None,
    keep: Keep = nowhere,
) -> Scenario:
    """The scenario of a group as of a day. The same input gives the same output; `keep` remembers the draws.

    Raises:
        UsageError: the group has fewer than two members, or what is asked cannot be.
        UnknownName: a member, parameter or series there is none of.
        BadAssumptions: cells of the table are at fault.
    """
    members = assumed.players(book, as_of)
    asked = ask(members, horizon, successor, punishment)
    ranges, notes = assumed.ranges(book, as_of, assumptions)
    seat = _Table(book.group.slug, as_of, members, ranges, keep)
    base = seat.case(Asked())
    case = seat.case(asked) if asked.anything else base
    return Scenario(
        group=book.group,
        as_of=as_of,
        members=members,
        ranges=ranges,
        own=assumed.specific(book.group.slug, ranges),
        asked=asked,
        base=base,
        case=case,
        ends=tuple(seat.end(asked, one) for one in case.outcome.whole.stands if one.member in dict(asked.successor)),
        switches=switches(case.outcome.whole.stands, seat.levers, asked.punishment),
        shortened=tuple(seat.shortened(asked, member) for member in members),
        notes=notes,
    )


@dataclass(frozen=True)
class _Table:
    """The ranges laid out: their centres, and the draws that every case shares."""

    group: str
    as_of: date
    members: tuple[str, ...]
    ranges: tuple[Range, ...]
    keep: Keep

    @cached_property
    def sample(self) -> draws.Sample:
        return draws.drawn(self.ranges, self.group, "scenarios", self.as_of)

    def case(self, asked: Asked, *, drivers: bool = True) -> Case:
        centre = draws.central(self.ranges)
        game, has = draws.game(self.members, centre), self._has(centre, asked)
        inputs = {
            "rule": RULE, "group": self.group, "as_of": self.as_of.isoformat(), "drivers": drivers,
            "ranges": [[one.name, one.low, one.high] for one in self.ranges], "asked": asdict(asked),
        }  # fmt: skip
        kept = self.keep("scenarios", inputs, lambda: asdict(self._drawn(asked, drivers=drivers)))
        return Case(outcome=outcome(self.members, game, has, self._worth(asked)), shares=draws.shares_of(kept))

    def _drawn(self, asked: Asked, *, drivers: bool) -> Shares:
        moved = [one for one in self.ranges if drivers and (one.parameter, one.member) not in _fixed(asked)]
        has = self._has(self.sample, asked)
        return draws.shares(self.members, self.sample, has, self._worth(asked), moved)

    def _has(self, sample: draws.Sample, asked: Asked) -> Array:
        """Patience: of who has a known end it is that of the range, since what ends is another horizon."""
        fixed = {name: np.full_like(sample[f"horizon {name}"], life) for name, life in _lives(asked).items()}
        return draws.patience_of(self.members, sample | {f"horizon {name}": life for name, life in fixed.items()})

    def _worth(self, asked: Asked) -> list[Worth | None]:
        every = limited(asked.punishment) if asked.punishment else None
        ends = dict(asked.successor)
        return [until_end(self._left(asked, one), ends[one]) if one in ends else every for one in self.members]

    def _left(self, asked: Asked, member: str) -> int:
        """Quarters to the known end: the horizon asked for, else the centre of its range."""
        life = dict(asked.horizon).get(member, self.centre("horizon", member))
        return max(1, round(4 * life))

    def centre(self, parameter: str, member: str = "") -> float:
        return next(one.central for one in self.ranges if (one.parameter, one.member) == (parameter, member))

    def end(self, asked: Asked, one: Stand) -> End:
        told = (one.temptation, one.reward, one.punishment, one.has)
        periods, goes_on = self._left(asked, one.member), dict(asked.successor)[one.member]
        return End(
            member=one.member,
            quarters=periods,
            goes_on=goes_on,
            breaks_with=breaks_with(*told, periods=periods, goes_on=goes_on),
            chance_needed=chance_needed(*told),
        )

    @property
    def levers(self) -> Levers:
        lows = {one.member: one.low for one in self.ranges if one.parameter == "horizon"}
        return Levers(
            office=self.centre("office"),
            renewal=self.centre("renewal"),
            removal=self.centre("removal"),
            shortest={member: float(discount(low)) for member, low in lows.items()},
        )

    def shortened(self, asked: Asked, member: str) -> Shortened:
        others = tuple(one for one in asked.horizon if one[0] != member)
        ends = tuple(one for one in asked.successor if one[0] != member)
        case = self.case(
            replace(asked, horizon=tuple(sorted((*others, (member, SHORTENED)))), successor=ends), drivers=False
        )
        whole = case.outcome.whole
        return Shortened(
            member=member,
            keeps=next(one.keeps for one in whole.stands if one.member == member),
            holds=whole.holds,
            binding=whole.binding,
            share=case.shares.group,
        )


def _lives(asked: Asked) -> dict[str, float]:
    """Horizons that stand for an expected life; those that are a known end do not."""
    return {name: life for name, life in asked.horizon if name not in dict(asked.successor)}


def _fixed(asked: Asked) -> set[tuple[str, str]]:
    return {("horizon", name) for name in _lives(asked)}

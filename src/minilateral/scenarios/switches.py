"""What re-election and punishments aimed at a leader would change, in both directions.

Takes the payoffs of the whole group and its members' patience; gives, for each switch, who would still keep. The rows
stand side by side because the literature cuts both ways, and none is the better reading of a group.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from minilateral.scenarios.game import Array
from minilateral.scenarios.horizon import QUARTER, RHO, keeps
from minilateral.scenarios.sustain import Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """One mechanism in one direction, all else as in the case asked for."""

    mechanism: str
    direction: str  # helps or hurts
    what: str
    source: str
    keeps: tuple[tuple[str, bool], ...]

    @property
    def holds(self) -> bool:
        """Whether every member would keep."""
        return all(yes for _, yes in self.keeps)

    @property
    def fails(self) -> tuple[str, ...]:
        """The members who would not."""
        return tuple(member for member, yes in self.keeps if not yes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Levers:
    """How strong the switches are: chances and shares from the table of assumptions."""

    office: float  # what a quarter in office is worth to a leader, on the scale of the payoffs
    renewal: float  # share by which the chance to lose office in a quarter falls
    removal: float  # chance in a quarter that voters remove a leader
    shortest: Mapping[str, float]  # patience of each member if only its leader's own time counts


Pair = tuple[Array, Array]  # patience if kept, and if broken
_MORE_OFTEN = "a leader who {} is renewed more often"
_RECENT = "own reading of Conconi & Sahuguet 2009, on voters who weigh the recent past"
_ROWS: tuple[tuple[str, str, str, str, Callable[[Array, Levers], Pair]], ...] = (
    (
        "re-election", "helps", _MORE_OFTEN.format("keeps"), "Conconi & Sahuguet 2009",
        lambda d, levers: (_longer(d, levers.renewal), d),
    ),
    (
        "re-election", "hurts", _MORE_OFTEN.format("breaks away"), _RECENT,
        lambda d, levers: (d, _longer(d, levers.renewal)),
    ),
    (
        "leader-specific punishment", "helps", "voters remove a leader who breaks away, to end the punishment",
        "McGillivray & Smith 2005", lambda d, levers: (d, d * (1 - levers.removal)),
    ),
)  # fmt: skip
FORGIVEN = "the successor of a leader who broke away is forgiven"


def switches(stands: Sequence[Stand], levers: Levers, periods: int | None) -> tuple[Switch, ...]:
    """Every switch, on all members at once."""
    made = [
        Switch(
            mechanism=mechanism, direction=direction, what=what, source=source,
            keeps=tuple((one.member, _keeps(one, changed, levers, periods)) for one in stands),
        )
        for mechanism, direction, what, source, changed in _ROWS
    ]  # fmt: skip
    forgiven = Switch(
        mechanism="leader-specific punishment", direction="hurts", what=FORGIVEN,
        source="own reading of McGillivray & Smith 2005",
        keeps=tuple((one.member, _forgiven(one, levers.shortest[one.member], periods)) for one in stands),
    )  # fmt: skip
    return (*made, forgiven)


def _keeps(
    one: Stand, changed: Callable[[Array, Levers], Pair], levers: Levers, periods: int | None
) -> bool:  # fmt: skip
    kept, broken = changed(np.array(one.has), levers)
    told = (np.array(x) for x in (one.temptation, one.reward, one.punishment))
    return bool(keeps(*told, kept=kept, broken=broken, office=levers.office, periods=periods))


def _longer(d: Array, renewal: float) -> Array:
    """Patience where the chance to go in a quarter falls by this share."""
    sure = exp(-RHO * QUARTER)
    return sure - (sure - d) * (1 - renewal)


def _forgiven(one: Stand, leader: float, periods: int | None) -> bool:
    """Whether keeping pays where a breach costs only what the leader's own time holds."""
    if one.reward <= one.punishment:
        return False
    d = min(leader, one.has)
    lost = d / (1 - d) if periods is None else d * (1 - d**periods) / (1 - d)
    return one.temptation - one.reward <= (one.reward - one.punishment) * lost

"""What may be assumed in a scenario: the parameters, their bounds, and one range as it is printed beside the results.

Takes nothing; gives `PARAMETERS` and the record `Range`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from minilateral.scenarios.horizon import LONGEST, SHORTEST

SPREAD = 0.4  # of a payoff either way, where a row gives the middle only
Of = Literal["group", "member", "pair"]
Basis = Literal["tied", "assumed"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: whose it is, its bounds, what it is called and what it means."""

    of: Of
    low: float
    high: float
    label: str
    about: str

    @property
    def payoff(self) -> bool:
        """Whether it is quoted on the scale of payoffs."""
        return self.high == 10  # noqa: PLR2004 -- payoffs are quoted on 0 to 10


PARAMETERS = {
    "cost": Parameter("member", 0, 10, "cost", "what acting costs"),
    "own": Parameter("member", 0, 10, "own benefit", "benefit from one's own act"),
    "spill": Parameter("pair", 0, 10, "spill-in", "benefit from the partner's act"),
    "bonus": Parameter("member", 0, 10, "bonus", "benefit if all members act"),
    "gain": Parameter("member", 0, 10, "side gain", "gain on the side from breaking away"),
    "outside": Parameter("member", 0, 10, "outside option", "what is left without the group"),
    "excludability": Parameter("group", 0, 1, "excludability", "how far who broke away can be shut out"),
    "horizon": Parameter("member", SHORTEST, LONGEST, "horizon", "years the policy line is expected to live"),
    "successor": Parameter("member", 0, 1, "successor's chance", "chance that a successor goes on"),
    "office": Parameter("group", 0, 10, "worth of office", "what a quarter in office is worth to a leader"),
    "renewal": Parameter("group", 0, 1, "renewal", "share by which voters may lower a leader's chance to go"),
    "removal": Parameter("group", 0, 1, "removal", "chance in a quarter that voters remove a leader"),
}
"""Every parameter by name, in the order they are printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """One parameter of one member, between what bounds it lies and why."""

    parameter: str
    member: str = ""  # empty: of the whole group
    partner: str = ""
    low: float
    central: float
    high: float
    basis: Basis
    series: str = ""
    why: str  # of a tied range how it was made; of an assumed one why
    source: str = ""
    origin: str  # the file, and the line in it
    evidence: tuple[str, ...] = ()  # rows a tied range was made from

    @property
    def name(self) -> str:
        """Parameter and whose, such as "spill JPN from USA"."""
        of = f" {self.member}" if self.member else ""
        return f"{self.parameter}{of}" + (f" from {self.partner}" if self.partner else "")

    @property
    def open(self) -> bool:
        """Whether it is a range at all and no single number."""
        return self.low < self.high

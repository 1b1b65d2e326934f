"""Made-up histories of a group with a break whose day is known, to see which alarm finds it and how late.

Takes a kind of break; gives months of contacts with formats, seats and refusals in which the break shows first in
formats, deputies and refusals, or in all at once, or in the number of contacts alone. `compared` sets thresholds of
equal false alarms on histories without a break and judges both alarms on the same histories. Seeded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.changes import detect
from minilateral.changes.calibrate import first_seen
from minilateral.changes.evidence import of_counts
from minilateral.changes.joint import Months, strength
from minilateral.measures.uncertainty import generator

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from minilateral.changes.joint import Strength

    Bools = NDArray[np.bool_]

MONTHS, AT = 150, 90
MIX = (0.15, 0.25, 0.15, 0.2, 0.25)  # of contacts, over leaders, two kinds of ministers, vice ministers, officials
NARROW = (0.05, 0.1, 0.05, 0.3, 0.5)
MINISTERIAL, SEATS = 3, 3  # the first formats have seats of known level, three a contact
DEPUTIES = (0.08, 0.3)
REFUSALS = (0.12, 0.5)  # a month


@dataclass(frozen=True, slots=True)
class Break:
    """When what breaks: months after the break at which contacts fall, and whether the other signs show at it."""

    name: str
    fall: float = 0.4
    lag: int = 0
    signs: bool = True


BREAKS = (
    Break("signs first, contacts fall 9 months later", lag=9),
    Break("all at once"),
    Break("contacts alone", signs=False),
    Break("signs alone, contacts never fall", fall=1.0),
)
NONE = Break("no break", fall=1.0, signs=False)


@dataclass(frozen=True, slots=True)
class Compared:
    """How one alarm did on one kind of break: share found within two years, and median months until then."""

    kind: str
    rate: float
    alarm: str
    threshold: float
    share: float
    months: float | None


def histories(kind: Break, rate: float, runs: int, *, refusals: bool = True) -> Months:
    """So many histories of 150 months at `rate` contacts a month that break at the 90th.

    Example:
        >>> made = histories(NONE, 1.0, 3)
        >>> made.y.shape, made.parts.shape
        ((3, 150), (3, 150, 7))
    """
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays

    rng = generator("changes", kind.name, kind.fall, kind.lag, rate, runs)
    month = np.arange(MONTHS)
    expected = rate * np.where(month >= AT + kind.lag, kind.fall, 1.0)
    broken = (month >= AT) & kind.signs
    y = rng.poisson(expected, (runs, MONTHS))
    place = np.repeat(np.arange(y.size), y.ravel())
    late = broken[place % MONTHS]
    edges = np.where(late[:, None], np.cumsum(NARROW), np.cumsum(MIX))
    which = np.minimum((rng.random(place.size)[:, None] >= edges).sum(-1), len(MIX) - 1)
    below = rng.binomial(SEATS, np.where(late, DEPUTIES[1], DEPUTIES[0])) * (which < MINISTERIAL)
    at_level = SEATS * (which < MINISTERIAL) - below
    columns = [*((which == one).astype(np.int64) for one in range(len(MIX))), at_level, below]
    parts = np.stack([np.bincount(place, column, y.size) for column in columns], -1).astype(np.int64)
    refused = rng.poisson(np.where(broken, REFUSALS[1], REFUSALS[0]), (runs, MONTHS))
    e = np.ones(MONTHS)
    shaped = parts.reshape(*y.shape, len(columns))
    return Months(y, shaped, e, refused, e) if refusals else Months(y, shaped, e)


def _judged(of: Months) -> dict[str, tuple[Strength, Bools]]:
    """Both alarms on the same histories: counts alone, and all parts."""
    import numpy as np  # noqa: PLC0415

    from minilateral.changes.joint import Strength  # noqa: PLC0415

    split, allowed = of_counts(of.y, of.e), detect.may_alarm(of.y, of.e)
    age = split.log_bf.argmax(-1)
    sign = np.take_along_axis(split.sign, age[..., None], -1)[..., 0]
    return {"contacts alone": (Strength(split.log_bf.max(-1), age, sign), allowed), "joint": (strength(of), allowed)}


def compared(rate: float = 1.0, runs: int = 300, *, refusals: bool = True) -> tuple[Compared, ...]:
    """Both alarms on every kind of break, each at its own threshold of one false alarm in ten years or fewer."""
    idle = _judged(histories(NONE, rate, runs, refusals=refusals))
    limits = {name: detect.threshold(found.value, allowed) for name, (found, allowed) in idle.items()}
    out = []
    for kind in BREAKS:
        for name, (found, allowed) in _judged(histories(kind, rate, runs, refusals=refusals)).items():
            told = detect.raised(found.value, allowed, limits[name]) & (found.sign < 0)
            out.append(Compared(kind.name, rate, name, limits[name], *first_seen(told, AT)))
    return tuple(out)

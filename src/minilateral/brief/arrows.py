"""Which way a quantity points, by one rule fixed beforehand.

Takes the probability that a quantity is higher now than a year ago, its ratio interval and the counts behind it;
gives an arrow. The rule: rising from nine in ten, falling from one in ten, steady where the 90% interval of the
ratio lies between a half and two, otherwise not known; and never an arrow on fewer than five events in both years.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.measures.uncertainty import p_up as chance_up

if TYPE_CHECKING:
    from minilateral.brief.parts import Arrow

SURE = 0.9  # probability from which a direction is stated
STEADY = (0.5, 2.0)  # bounds of the ratio within which "steady" may be said
FEWEST = 5  # events in both years together, below which nothing is said


def arrow(p_up: float | None, low: float | None, high: float | None, events: int | None) -> Arrow:
    """The arrow for a year-on-year comparison.

    >>> arrow(0.002, 0.24, 0.73, 44), arrow(0.5, 0.6, 1.7, 80), arrow(0.02, 0.1, 0.9, 4)
    ('falling', 'steady', 'not known')
    """
    if p_up is None or events is None or events < FEWEST:
        return "not known"
    if p_up >= SURE:
        return "rising"
    if p_up <= 1 - SURE:
        return "falling"
    if low is not None and high is not None and low >= STEADY[0] and high <= STEADY[1]:
        return "steady"
    return "not known"


def turned(gained: int, lost: int, kept: int) -> Arrow:
    """The arrow for things that were each so or not so in two years, such as tracks that met.

    Only those that changed say which way (McNemar 1947). With a flat prior the chance that more gain than lose is
    1 - I(1/2; gained + 1, lost + 1): two that changed are no direction yet, three that agree are. Steady: none changed
    among at least five.

    >>> turned(0, 4, 2), turned(3, 0, 1), turned(0, 2, 6), turned(0, 0, 6)
    ('falling', 'rising', 'not known', 'steady')
    """
    if gained == lost == 0:
        return "steady" if kept >= FEWEST else "not known"
    p_up = chance_up(gained + 1, lost + 1, 1, 1)
    return arrow(p_up, None, None, gained + lost + 2 * kept)

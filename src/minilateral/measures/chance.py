"""How often an answer would fall near a provocation by chance: the record shifted against itself.

Takes days of episodes and of answers within a period; gives the share of episodes answered when all episodes are
moved together, circularly, by a random number of days, so that both rhythms stay and only their link is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from minilateral.measures.uncertainty import generator

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIFTS = 300
LEAST_SHIFT = 60  # days: nearer shifts keep part of the link


def shifted_rates(
    days: Mapping[int, Sequence[int]], answered: Sequence[int], first: int, span: int, seed_parts: Iterable[object]
) -> dict[int, list[float]]:
    """Share of episodes with an answer in [d-1, d+h], per shift, for each window h; empty if the period is short.

    Args:
        days: for each window, the ordinals of the episodes that are judged by it.
        answered: ordinals of the days with an answer.
        first: ordinal of the period's first day.
        span: days in the period; shifts run from 60 to span - 60 days.
        seed_parts: what the seed depends on.

    Example:
        >>> rates = shifted_rates({3: [100, 500]}, [101, 501], 1, 1000, ("example",))
        >>> len(rates[3]), sum(rates[3]) / 300 < 0.1
        (300, True)
    """
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays

    if span <= 2 * LEAST_SHIFT:
        return {}
    waits = _waits(answered, first, span)
    shifts = generator(*seed_parts).integers(LEAST_SHIFT, span - LEAST_SHIFT, SHIFTS, endpoint=True)
    out = {}
    for window, starts in days.items():
        offsets = np.asarray(starts, dtype=np.int64) - first - 1  # the day before counts
        out[window] = [float(np.mean(waits[(offsets + shift) % span] <= window + 1)) for shift in shifts]
    return out


def _waits(answered: Sequence[int], first: int, span: int) -> NDArray[np.int64]:
    """For each day of the circle, days until the next answer (today: 0)."""
    import numpy as np  # noqa: PLC0415

    marks = np.asarray([day - first for day in answered if first <= day < first + span], dtype=np.int64)
    if not marks.size:
        return np.full(span, span + SHIFTS, dtype=np.int64)
    around = np.concatenate([marks, marks[:1] + span])
    circle = np.arange(span)
    waits: NDArray[np.int64] = around[np.searchsorted(marks, circle)] - circle
    return waits

"""How long until something happened, when for some it had not happened yet: the Kaplan-Meier curve.

Takes durations in days and whether each ended in the event; gives the share still waiting by day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def survival(days: Sequence[int], ended: Sequence[bool]) -> dict[int, float]:
    """S(t) at each day on which an event fell: the product of 1 - d/n (Kaplan & Meier 1958).

    A case censored on a day still counts as waiting on that day.

    Example:
        >>> {day: round(s, 6) for day, s in survival([0, 1, 3, 3, 7], [True, False, True, True, False]).items()}
        {0: 0.8, 3: 0.266667}
    """
    events = Counter(day for day, hit in zip(days, ended, strict=True) if hit)
    leaving = Counter(days)
    waiting, share, curve = len(days), 1.0, {}
    for day in sorted(leaving):
        if events[day]:
            share *= 1 - events[day] / waiting
            curve[day] = share
        waiting -= leaving[day]
    return curve


def at(curve: dict[int, float], day: int) -> float:
    """S(day): the last step on or before it; 1 before the first event."""
    return next((curve[step] for step in sorted(curve, reverse=True) if step <= day), 1.0)


def median(curve: dict[int, float]) -> int | None:
    """First day on which at most half still wait; None if the curve never falls so far.

    Example:
        >>> median({0: 0.8, 3: 0.266667}), median({0: 0.8})
        (3, None)
    """
    return next((day for day in sorted(curve) if curve[day] <= 0.5), None)  # noqa: PLR2004

"""The alarm: in which months does a series look as if its level had changed within the last year?

Takes evidence by month (`evidence.Split`), the months in which an alarm may be raised and a threshold; gives alarms
with their direction, and the threshold that raises no more than one false alarm in ten years. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from minilateral.changes.evidence import Split

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

LEAST_MONTHS = 24  # observed, in the window of an alarm
LEAST_EVENTS = 8  # on observed days, up to the month of an alarm
REFRACTORY = 12  # months after an alarm in which no other is raised: the window still holds the same change
NOW, BEFORE = 6, 24  # months whose rates are compared to say which way the level went
DECADE = 120
STEP, LOWEST, HIGHEST = 0.1, 1.0, 12.0  # of thresholds tried


@dataclass(frozen=True, slots=True)
class Found:
    """One alarm: the month (position) it was raised in, where the change best fits, which way, and the evidence."""

    at: int
    since: int
    sign: int
    log_bf: float


def may_alarm(counts: NDArray[Any], e: Floats, before: float = 0) -> Bools:
    """Months observed at least in part, with 24 observed months in the window and eight events by then.

    `before` events fell before the first of these months.
    """
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays

    from minilateral.changes.evidence import WINDOW  # noqa: PLC0415

    watched = np.concatenate([[0.0], np.cumsum(e)])
    at = np.arange(1, e.size + 1)
    months = watched[at] - watched[np.maximum(0, at - WINDOW)]
    return np.asarray(
        (e > 0) & (months >= LEAST_MONTHS - 1e-9) & (np.cumsum(counts, axis=-1) + before >= LEAST_EVENTS - 1e-9)
    )


def raised(strength: Floats, allowed: Bools, threshold: float) -> Bools:
    """Months in which alarms are raised: evidence at or above the threshold, none within a year of another.

    Example:
        >>> import numpy as np
        >>> strength = np.array([0.0, 3.0, 3.5, 0.0])
        >>> raised(strength, np.ones(4, bool), 2.7).tolist()
        [False, True, False, False]
    """
    import numpy as np  # noqa: PLC0415

    over = allowed & (strength >= threshold)
    out, quiet = np.zeros_like(over), np.zeros(over.shape[:-1], np.int64)
    for month in range(over.shape[-1]):
        fresh = over[..., month] & (quiet <= month)
        out[..., month] = fresh
        quiet = np.where(fresh, month + REFRACTORY, quiet)
    return out


def threshold(strength: Floats, allowed: Bools) -> float:
    """The lowest threshold (in steps of .1) at which series that do not change raise one alarm in ten years or fewer.

    `strength` and `allowed` are of simulated constant series, shape (series, months).

    Edges: the lowest one tried where no alarm may ever be raised.
    """
    import numpy as np  # noqa: PLC0415

    decades = float(allowed.sum()) / DECADE
    low, high = 0, round((HIGHEST - LOWEST) / STEP)
    while low < high:
        middle = (low + high) // 2
        if float(np.sum(raised(strength, allowed, LOWEST + STEP * middle))) <= decades:
            high = middle
        else:
            low = middle + 1
    return round(LOWEST + STEP * low, 1)


def found(split: Split, allowed: Bools, at_least: float, which_way: Callable[[int], int]) -> tuple[Found, ...]:
    """The alarms of one series; `which_way` gives the direction at a month, 0 where it cannot (then the split's)."""
    strength = split.log_bf.max(-1)
    out = []
    for at in raised(strength, allowed, at_least).nonzero()[0].tolist():
        age = int(split.log_bf[at].argmax())
        sign = which_way(at) or int(split.sign[at, age])
        out.append(Found(at, at - age, sign, float(strength[at])))
    return tuple(out)


def shown_before(y: Floats, e: Floats, alarms: tuple[Found, ...]) -> tuple[bool, ...]:
    """Of each alarm, whether it is the change of the one before it, same way, that still shows in the window.

    So it is where, of all months of the window, the change fits best if it began no later than the earlier alarm.
    """
    from minilateral.changes.evidence import WINDOW, of_counts  # noqa: PLC0415

    out = []
    for number, alarm in enumerate(alarms):
        earlier = alarms[number - 1] if number else None
        if earlier is None or earlier.sign != alarm.sign:
            out.append(False)
            continue
        window = slice(max(0, alarm.at + 1 - WINDOW), alarm.at + 1)
        age = int(of_counts(y[window], e[window], WINDOW - 1).log_bf[-1].argmax())
        out.append(alarm.at - age <= earlier.at)
    return tuple(out)


def lately(y: Floats, e: Floats, at: int) -> int:
    """Whether the rate of the last six months lies above (1) or below (-1) that of the 24 before; 0 if neither."""
    cut, start = at + 1 - NOW, max(0, at + 1 - NOW - BEFORE)
    if cut <= 0:
        return 0
    now, before = e[cut : at + 1].sum(), e[start:cut].sum()
    if not (now > 0 and before > 0):
        return 0
    change = y[cut : at + 1].sum() / now - y[start:cut].sum() / before
    return int(change > 0) - int(change < 0)

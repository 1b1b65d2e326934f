"""The consultation index: one number for how much consultation there is, higher levels weighing more.

Takes contacts and the days watched; gives the index now and a year earlier, and the chance that it rose over many
ways to weigh the levels, because no one set of weights can claim to be right.
"""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from minilateral.codebook.levels import Level, ladder
from minilateral.measures.discount import Mixture, mixtures
from minilateral.measures.exposure import Watch
from minilateral.measures.face import Face
from minilateral.measures.occasions import Contact, ids
from minilateral.measures.rates import MEMORY_MONTHS, Monthly, monthly
from minilateral.measures.uncertainty import generator
from minilateral.measures.windows import Span, month_name, month_of, month_span, year_to
from minilateral.model import Estimate

if TYPE_CHECKING:
    import numpy as np

DRAWS = 20_000
WEIGHTINGS = 200
RATIOS = (1.25, 3.0)  # from one level to the next; the published weights double


def rungs() -> dict[float, tuple[Level, ...]]:
    """The levels of the ladder by weight; officials and the working level share one.

    Example:
        >>> [(weight, [level.name for level in levels]) for weight, levels in rungs().items()][-1]
        (0.5, ['official', 'working'])
    """
    out: dict[float, tuple[Level, ...]] = defaultdict(tuple)
    for level in ladder():
        if level.weight is not None:
            out[level.weight] += (level,)
    return dict(out)


def moments(rates: dict[float, Mixture]) -> tuple[float, float]:
    """Mean and variance of the index in closed form: sum of w mean(l), sum of w^2 var(l)."""
    mean = sum(weight * rate.mean for weight, rate in rates.items())
    return mean, sum(weight**2 * rate.variance for weight, rate in rates.items())


def draws(rates: dict[float, Mixture], *seed_parts: object) -> np.ndarray:
    """20,000 draws of the rate of each rung, one column per rung, from its mixture."""
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays

    rng = generator(*seed_parts)
    columns = []
    for rate in rates.values():
        part = rng.choice(len(rate.weights), size=DRAWS, p=rate.weights)
        columns.append(rng.gamma(np.array([g.a for g in rate.parts])[part]) / np.array([g.b for g in rate.parts])[part])
    return np.column_stack(columns)


def chances(now: np.ndarray, before: np.ndarray, weights: list[float], *seed_parts: object) -> list[float]:
    """P(index now > index before) under 200 weightings: ratio r ~ U(1.25, 3) between one level and the next."""
    import numpy as np  # noqa: PLC0415

    steps = np.log2(weights)  # leader 3, minister 2 ... official -1: the published weights are powers of two
    out = []
    for r in generator(*seed_parts).uniform(*RATIOS, WEIGHTINGS):
        scale = r**steps
        out.append(float(np.mean(now @ scale > before @ scale)))
    return out


def index_estimates(face: Face, seen: Watch, items: tuple[Contact, ...]) -> list[Estimate]:
    """`index` now and before (median, 80 %) and `index_p_up` (median, and range over weightings).

    C = sum of w_l rate_l over leader 8, minister 4, vice minister 2, senior official 1, official and working 0.5.
    """
    earlier = _earlier(face.as_of)
    sets = [_months(items, seen, day) if day else {} for day in (face.as_of, earlier)]
    drawn = [
        draws(
            {weight: mixtures(m.y, m.e)[-1] for weight, m in months.items()},
            *(face.book.group.slug, "index", which, face.as_of.isoformat()),
        )
        if months
        else None
        for months, which in zip(sets, ("now", "before"), strict=True)
    ]
    out = [
        _index(face, day or date.min, months, draw, which)
        for day, months, draw, which in zip((face.as_of, earlier), sets, drawn, ("now", "before"), strict=True)
    ]
    return [*out, _rise(face, sets, drawn)]


def _earlier(as_of: date) -> date | None:
    day = year_to(as_of).first - 1
    return date.fromordinal(day) if day >= 1 else None


def _months(items: tuple[Contact, ...], seen: Watch, day: date) -> dict[float, Monthly]:
    """Counts per month and rung up to `day`; empty if its month was not observed."""
    out = {weight: monthly((c for c in items if c.level in levels), seen, day) for weight, levels in rungs().items()}
    return out if all(months.e and months.e[-1] > 0 for months in out.values()) else {}


def _behind(months: dict[float, Monthly]) -> list[Contact]:
    recent = {item for m in months.values() for heap in m.items[-MEMORY_MONTHS:] for item in heap}
    return sorted(recent, key=lambda item: (item.date, item.ids))


def _index(face: Face, day: date, months: dict[float, Monthly], draw: np.ndarray | None, which: str) -> Estimate:
    value, bounds = None, None
    if draw is not None:
        import numpy as np  # noqa: PLC0415

        low, value, high = (float(q) for q in np.quantile(draw @ np.array(list(months)), [0.1, 0.5, 0.9]))
        bounds = (low, high, 0.8)
    behind = _behind(months)
    return face(
        "index",
        "Consultation index, levels weighted 8, 4, 2, 1, 0.5",
        value,
        period=month_span(month_of(day)).meet(Span(1, day.toordinal())),
        interval=bounds,
        unit="weighted contacts per month",
        coverage=next(iter(months.values())).e[-1] if months else 0.0,
        n=len(behind),
        evidence=ids(behind),
        reason=f"the record was not observed in {month_name(month_of(day))}",
        window=which,
    )


def _rise(face: Face, sets: list[dict[float, Monthly]], drawn: list[np.ndarray | None]) -> Estimate:
    value, bounds = None, None
    now, before = drawn
    if now is not None and before is not None:
        found = sorted(chances(now, before, list(sets[0]), face.book.group.slug, "weights", face.as_of.isoformat()))
        middle = len(found) // 2
        value = math.fsum(found[middle - 1 : middle + 1]) / 2
        bounds = (found[0], found[-1], 1.0)
    behind = _behind(sets[0]) if sets[0] else []
    return face(
        "index_p_up",
        "Chance that the consultation index rose within a year; range over 200 ways to weigh the levels",
        value,
        period=Span(year_to(face.as_of).first, face.as_of.toordinal()),
        interval=bounds,
        unit="probability",
        n=len(behind),
        evidence=ids(behind),
        warnings=("shared_months",) if value is not None else (),
        reason="the record was not observed at one of the two times",
    )

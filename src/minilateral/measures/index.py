"""The consultation index: one number for how much consultation there is, higher levels weighing more.

Takes contacts and the days watched; gives the index now and a year earlier, and the chance that it rose over many
ways to weigh the levels, because no one set of weights can claim to be right.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from minilateral.codebook.levels import Level, ladder
from minilateral.measures.discount import BURN_IN, Mixture, mixtures
from minilateral.measures.exposure import Watch
from minilateral.measures.face import Face, partly
from minilateral.measures.occasions import Contact, ids
from minilateral.measures.rates import MEMORY_MONTHS, Monthly, monthly
from minilateral.measures.uncertainty import generator
from minilateral.measures.windows import Span, month_name, month_of, month_to, year_to
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

    C = sum of w_l rate_l over leader 8, minister 4, vice minister 2, senior official 1, official and working 0.5,
    rates by the mixture of `discount.mixtures`. The chance compares two instants smoothed over some of the same
    months, as if they were independent, so it is blunt (`shared_months`).

    Units: weighted contacts per month; probability. The range over weightings is no interval of a probability.
    Edges: None in a month without a day observed, and before `BURN_IN` months were: five priors of half an event,
    so weighted, would be most of the index.
    """
    earlier = _earlier(face.as_of)
    now = _state(face, seen, items, face.as_of, "now")
    before = _state(face, seen, items, earlier, "before") if earlier else State("before", None, {}, None, _UNWATCHED)
    return [_index(face, seen, now), _index(face, seen, before), _rise(face, seen, now, before)]


@dataclass(frozen=True, slots=True)
class State:
    """The index at one time: counts per month and rung, the draws, and why there are none."""

    which: str
    day: date | None
    months: dict[float, Monthly]
    draws: np.ndarray | None
    reason: str = ""

    @property
    def behind(self) -> list[Contact]:
        """The contacts of the months that still weigh."""
        recent = {item for m in self.months.values() for heap in m.items[-MEMORY_MONTHS:] for item in heap}
        return sorted(recent, key=lambda item: (item.date, item.ids))


_UNWATCHED = "the record was not observed at that time"


def _earlier(as_of: date) -> date | None:
    day = year_to(as_of).first - 1
    return date.fromordinal(day) if day >= 1 else None


def _state(face: Face, seen: Watch, items: tuple[Contact, ...], day: date, which: str) -> State:
    months = {weight: monthly((c for c in items if c.level in levels), seen, day) for weight, levels in rungs().items()}
    reason = _why_not(months, day)
    if reason:
        return State(which, day, {}, None, reason)
    rates = {weight: mixtures(m.y, m.e)[-1] for weight, m in months.items()}
    return State(which, day, months, draws(rates, face.book.group.slug, "index", which, face.as_of.isoformat()))


def _why_not(months: dict[float, Monthly], day: date) -> str:
    exposures = next(iter(months.values())).e
    if not exposures or exposures[-1] == 0:
        return f"the record was not observed in {month_name(month_of(day))}"
    if sum(exposures) < BURN_IN:
        return f"fewer than {BURN_IN} months had been observed by then, too few for the index to rest on what was seen"
    return ""


def _index(face: Face, seen: Watch, state: State) -> Estimate:
    value, bounds, behind = None, None, state.behind
    if state.draws is not None:
        import numpy as np  # noqa: PLC0415

        points = np.quantile(state.draws @ np.array(list(state.months)), [0.1, 0.5, 0.9])
        low, value, high = (float(q) for q in points)
        bounds = (low, high, 0.8)
    period = month_to(state.day) if state.day else Span(1, 0)
    return face(
        "index",
        "Consultation index, levels weighted 8, 4, 2, 1, 0.5",
        value,
        period=period,
        interval=bounds,
        unit="weighted contacts per month",
        coverage=seen.share(period),
        n=len(behind),
        evidence=ids(behind),
        warnings=partly(seen.share(period), none=not behind),
        reason=state.reason,
        window=state.which,
    )


def _rise(face: Face, seen: Watch, now: State, before: State) -> Estimate:
    value, bounds, behind = None, None, now.behind
    reason = now.reason or before.reason or ("" if behind else "none was counted by either time")
    if now.draws is not None and before.draws is not None and behind:
        parts = (face.book.group.slug, "weights", face.as_of.isoformat())
        found = sorted(chances(now.draws, before.draws, list(now.months), *parts))
        middle = len(found) // 2
        value = math.fsum(found[middle - 1 : middle + 1]) / 2
        bounds = (found[0], found[-1], None)
    return face(
        "index_p_up",
        "Chance that the consultation index rose within a year; range over 200 ways to weigh the levels",
        value,
        period=year_to(face.as_of),
        interval=bounds,
        unit="probability",
        coverage=seen.share(year_to(face.as_of)),
        n=len(behind),
        evidence=ids(behind),
        warnings=["shared_months", *partly(seen.share(year_to(face.as_of)))],
        reason=reason,
    )

"""The threshold of an alarm and what the alarm can see, by simulation at a series' own rate, length and exposure.

Takes a `MonthSeries` and a way to keep values; gives the threshold that raises at most one false alarm in ten years,
and for each step of the level the share of cases seen within two years and the median months until then. Seeded by
what is simulated (SHA-256), so the same series gives the same figures.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from minilateral.changes.detect import REFRACTORY, may_alarm, raised, threshold
from minilateral.changes.evidence import WINDOW, of_counts, of_parts
from minilateral.measures.uncertainty import generator

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from minilateral.changes.series import MonthSeries
    from minilateral.record.kept import Keep

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

RULE = 1  # raised whenever what is simulated, or how it is judged, changes: kept values of other rules are not read
DECADES = 240  # simulated in all: so many false alarms are known to a tenth, and the threshold to .1
RUNS = 200  # of each step: a share is known to .035
STEPS = (0.25, 0.4, 0.6, 1.67, 2.5, 4.0)
LATEST = 24  # months after a step within which it must be seen
WARM_UP = WINDOW + REFRACTORY  # months simulated before a step: what an alarm then looks at, and earlier alarms


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of simulated steps of one size: share seen within two years, and median months until then.

    `by_chance` is the share of series without any step that raise an alarm of this direction in these two years.
    """

    step: float
    share: float
    months: float | None  # None where none was seen
    by_chance: float


def threshold_of(one: MonthSeries, keep: Keep) -> float:
    """The threshold at this series' own rate, length and exposure, whichever of its two rates asks for the higher.

    Series that do not change, 240 decades of them, are simulated at the mean rate and at that of the last four years,
    since of a series that changed neither is its rate throughout; see `detect.threshold`. Occasions of a mix are drawn
    from those of the series.
    """
    return max(_threshold(one, rate, keep) for rate in {two_digits(one.rate), two_digits(recent_rate(one))})


def _threshold(one: MonthSeries, rate: float, keep: Keep) -> float:
    inputs = {"rule": RULE, "rate": rate, "exposure": _exposure(one)}
    if not one.classes:
        return float(keep("change-threshold", inputs, lambda: _of_rate(said(inputs))))
    inputs |= {"units": sorted(unit.parts for unit in one.units), "spread": one.spread}
    return float(keep("change-threshold", inputs, lambda: _of_mix(said(inputs))))


def said(inputs: Mapping[str, Any]) -> str:
    """Inputs as one text: what a simulation is seeded by and remembered by while the program runs."""
    return json.dumps(inputs, sort_keys=True)


def runs_of(months: int) -> int:
    """How many series of so many months hold the decades to be simulated; at least 60."""
    return max(60, -(-DECADES * 120 // max(1, months)))


def two_digits(rate: float) -> float:
    """A rate as exact as a simulation needs it, so that a day more of record seldom asks for a new one."""
    return float(f"{rate:.2g}")


def _exposure(one: MonthSeries) -> list[float]:
    return [round(share, 2) for share in one.e]


def recent_rate(one: MonthSeries) -> float:
    """Per observed month over the last four years; of the whole series where none of them was observed or held any."""
    months, events = sum(one.e[-WINDOW:]), sum(one.y[-WINDOW:])
    return events / months if months and events else one.rate


@lru_cache(maxsize=256)
def _of_rate(text: str) -> float:
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays

    inputs = json.loads(text)
    e = np.array(inputs["exposure"])
    y = generator("threshold", text).poisson(inputs["rate"] * e, (runs_of(e.size), e.size))
    return threshold(of_counts(y, e).log_bf.max(-1), may_alarm(y, e))


@lru_cache(maxsize=256)
def _of_mix(text: str) -> float:
    import numpy as np  # noqa: PLC0415

    inputs = json.loads(text)
    e = np.array(inputs["exposure"])
    rng, units = generator("threshold", text), np.array(inputs["units"])
    y, parts = drawn(rng, units, inputs["rate"] * e, runs_of(e.size) // 2)
    split = of_parts(parts, e > 0, spread=inputs["spread"])
    return threshold(split.log_bf.max(-1), may_alarm(y, e))


def drawn(rng: np.random.Generator, kinds: Ints, expected: Floats, runs: int) -> tuple[Ints, Ints]:
    """Simulated months: how many occasions, Poisson, and their classes added up, each occasion drawn from `kinds`."""
    import numpy as np  # noqa: PLC0415

    y = rng.poisson(expected, (runs, expected.size))
    place = np.repeat(np.arange(y.size), y.ravel())
    which = kinds[rng.integers(0, len(kinds), place.size)]
    parts = np.stack([np.bincount(place, column, y.size) for column in which.T], axis=-1)
    return y, parts.astype(np.int64).reshape(*y.shape, kinds.shape[1])


def power_of(one: MonthSeries, at_least: float, keep: Keep) -> tuple[Seen, ...]:
    """Of steps to a quarter, .4, .6, 1.67, 2.5 and four times the present rate, how many are seen, and how late.

    The present rate is that of the last four years; the step comes two years (or half the series) before the end; a
    step is seen when an alarm of its direction is raised within two years of it.
    """
    start = max(0, len(one.e) - LATEST - WARM_UP)
    inputs = {
        "rule": RULE, "now": two_digits(recent_rate(one)), "exposure": _exposure(one)[start:],
        "events_before": round(sum(one.y[:start])), "threshold": at_least, "steps": list(STEPS),
    }  # fmt: skip
    return tuple(Seen(*row) for row in keep("change-power", inputs, lambda: _steps(said(inputs))))


@lru_cache(maxsize=256)
def _steps(text: str) -> list[list[float | None]]:
    """Rows of `Seen`; the chance of each direction is that of a step to once the rate."""
    import numpy as np  # noqa: PLC0415

    inputs = json.loads(text)
    e, rng = np.array(inputs["exposure"]), generator("power", text)
    start = e.size - min(LATEST, e.size // 2)
    after = np.arange(e.size) >= start

    def alarms(step: float) -> dict[int, NDArray[np.bool_]]:
        y = rng.poisson(inputs["now"] * e * np.where(after, step, 1.0), (RUNS, e.size))
        split = of_counts(y, e)
        strength, allowed = split.log_bf.max(-1), may_alarm(y, e, inputs["events_before"])
        best = np.take_along_axis(split.sign, split.log_bf.argmax(-1)[..., None], -1)[..., 0]
        told = raised(strength, allowed, inputs["threshold"])
        return {sign: told & (best == sign) for sign in (-1, 1)}

    idle = {sign: first_seen(some, start)[0] for sign, some in alarms(1.0).items()}
    out: list[list[float | None]] = []
    for step in inputs["steps"]:
        sign = 1 if step > 1 else -1
        out.append([step, *first_seen(alarms(step)[sign], start), idle[sign]])
    return out


def first_seen(alarms: NDArray[np.bool_], start: int) -> tuple[float, float | None]:
    """Share of series with an alarm within two years of position `start`, and the median months until the first."""
    import numpy as np  # noqa: PLC0415

    within = alarms[..., start : start + LATEST]
    hit = within.any(-1)
    months = within.argmax(-1)[hit] + 1
    return float(hit.mean()), float(np.median(months)) if months.size else None

"""One alarm across series: fewer contacts, in other formats, with more deputies, more refusals and longer silence.

Takes the evidence of each part by month and age of a change; gives one strength per month and direction. A change of
the group shows in some of the parts: each changed with chance one half, so a part adds ln((1 + BF) / 2) where it goes
the way asked for and ln(1/2) where it does not. The threshold is set as for a single series, by simulation. Pure but
for `of_group`, which lays out one casebook.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from minilateral.changes import detect, silence
from minilateral.changes.calibrate import RULE, drawn, recent_rate, runs_of, said, two_digits
from minilateral.changes.evidence import Split, of_counts, of_parts
from minilateral.measures.uncertainty import generator

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from minilateral.changes.series import MonthSeries
    from minilateral.record.kept import Keep

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

SEATS = 2  # the last classes of a joint series: seats at the level of the contact, and below it
PARTS = ("contacts", "formats", "deputies", "refusals", "silence")


@dataclass(frozen=True, slots=True, eq=False)
class Strength:
    """The evidence of each month, where it fits best (months of age), and which way: -1 weaker, 1 stronger."""

    value: Floats
    age: Ints
    sign: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Months:
    """What a joint alarm looks at: contacts, their formats and seats, and refusals where those were observed."""

    y: NDArray[Any]  # (..., months)
    parts: Ints  # (..., months, formats + seats)
    e: Floats
    refusals: NDArray[Any] | None = None
    refusals_e: Floats | None = None


def strength(of: Months) -> Strength:
    """The evidence that a group changed within the last year, all parts together.

    sum over parts of ln((1 + BF) / 2), the greatest over the age of the change; towards weaker also what the present
    silence says (`silence.evidence`). The way of each month is that with more evidence.
    """
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays

    split = [(of_counts(of.y, of.e), -1), (of_parts(of.parts[..., :-SEATS], of.e > 0, spread=True), -1)]
    split.append((of_parts(of.parts[..., -SEATS:], of.e > 0, spread=False), 1))
    if of.refusals is not None and of.refusals_e is not None:
        split.append((of_counts(of.refusals, of.refusals_e), 1))
    quiet = silence.evidence(silence.tails(of.y, of.e))
    weaker, stronger = (_towards(split, way) for way in (-1, 1))
    totals = [weaker.max(-1) + quiet, stronger.max(-1)]
    down = totals[0] >= totals[1]
    age = np.where(down, weaker.argmax(-1), stronger.argmax(-1))
    return Strength(np.where(down, *totals), age, np.where(down, -1, 1))


def _towards(parts: Iterable[tuple[Split, int]], way: int) -> Floats:
    """Evidence by age of a change of the group to the weaker (-1) or stronger (1); beside each part its worse way."""
    import numpy as np  # noqa: PLC0415

    total: Any = 0.0
    for split, worse in parts:
        asked = worse if way < 0 else -worse
        factor = np.where(split.sign == asked, split.log_bf, -np.inf)
        unknown = np.isneginf(split.log_bf)
        total = total + np.where(unknown, 0.0, np.logaddexp(0.0, factor) - np.log(2.0))
    return np.asarray(total)


def months_of(one: MonthSeries, parts: Ints, refusals: MonthSeries | None) -> Months:
    """One casebook laid out; refusals only on the same months and where a change of them may be told."""
    import numpy as np  # noqa: PLC0415

    y, e = np.rint(np.array(one.y)).astype(np.int64), np.array(one.e)
    if refusals is None or refusals.reason:
        return Months(y, parts, e)
    shift = one.first - refusals.first
    at = np.arange(y.size) + shift
    known = (at >= 0) & (at < len(refusals.y))
    pick = np.clip(at, 0, len(refusals.y) - 1)
    lined = [np.where(known, np.array(values)[pick], 0.0) for values in (refusals.y, refusals.e)]
    return Months(y, parts, e, lined[0], lined[1])


def threshold_of(one: MonthSeries, of: Months, keep: Keep) -> float:
    """The threshold of at most one false alarm in ten years, either way, at the group's own rate and occasions."""
    rates = {two_digits(one.rate), two_digits(recent_rate(one))}
    return max(_threshold(one, of, rate, keep) for rate in rates)


def _threshold(one: MonthSeries, of: Months, rate: float, keep: Keep) -> float:
    inputs: dict[str, Any] = {
        "rule": RULE, "rate": rate, "exposure": [round(share, 2) for share in one.e],
        "units": sorted(unit.parts for unit in one.units),
    }  # fmt: skip
    if of.refusals is not None and of.refusals_e is not None:
        inputs["refusals"] = two_digits(float(of.refusals.sum() / of.refusals_e.sum()))
        inputs["refusals_exposure"] = [round(share, 2) for share in of.refusals_e.tolist()]
    return float(keep("change-joint", inputs, lambda: _simulated(said(inputs))))


@lru_cache(maxsize=64)
def _simulated(text: str) -> float:
    import numpy as np  # noqa: PLC0415

    inputs = json.loads(text)
    rng, e = generator("joint", text), np.array(inputs["exposure"])
    y, parts = drawn(rng, np.array(inputs["units"]), inputs["rate"] * e, runs_of(e.size) // 2)
    refusals = refusals_e = None
    if "refusals" in inputs:
        refusals_e = np.array(inputs["refusals_exposure"])
        refusals = rng.poisson(inputs["refusals"] * refusals_e, y.shape)
    value = strength(Months(y, parts, e, refusals, refusals_e)).value
    return detect.threshold(value, detect.may_alarm(y, e))

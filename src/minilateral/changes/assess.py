"""Every change of one group: in each series the alarms, the dates looking back, and what could have been seen at all.

Takes a casebook, a day and a way to keep what takes long; gives one `Judged` per series. Reads nothing else; the same
input gives the same answer.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from minilateral.changes import calibrate, detect, joint, series
from minilateral.changes.date import Peak, best_prior, partition, peaks
from minilateral.changes.evidence import WINDOW, mixed, of_counts, of_parts
from minilateral.changes.explain import Event, causes, events
from minilateral.changes.results import Alarm, Causes, Dated, Direction, Joint, Judged, Since
from minilateral.changes.runs import run_lengths, since
from minilateral.changes.series import MonthSeries, all_series
from minilateral.measures.windows import Span, month_span
from minilateral.model import Casebook
from minilateral.record.kept import Keep, nowhere

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Near = Callable[[int, int], Causes]  # from positions of months to what is recorded near them

DATING_RULE = 1
MOSTLY = 0.9  # of the months since a change that must have been observed


def judged(book: Casebook, as_of: date, keep: Keep = nowhere) -> tuple[Judged, ...]:
    """Changes in every series of a group up to a day.

    Alarm: windowed Bayes factor (`evidence.of_counts`, `detect.found`) over a threshold of at most one false alarm in
    ten years; looking back: exact product partition (`date.partition`); months since the last change: online run
    lengths (`runs.run_lengths`); power: `calibrate.power_of`.

    Example:
        >>> from minilateral.measures.histories import history
        >>> found = judged(history(rates=[2.0] * 90 + [0.5] * 30), date(2021, 12, 31))
        >>> [(one.series.name, alarm.direction) for one in found for alarm in one.alarms][:1]
        [('contacts', 'down')]
    """
    named = events(book, as_of)
    return tuple(_judge(one, named, keep) for one in all_series(book, as_of))


def _judge(one: MonthSeries, named: tuple[Event, ...], keep: Keep) -> Judged:
    if one.reason:
        return Judged(series=one)
    at_least = calibrate.threshold_of(one, keep)
    whole = Span(month_span(one.first).first, month_span(one.first + len(one.e) - 1).last)
    near = partial(_near, one, named, whole)
    if one.classes:
        return Judged(series=one, threshold=at_least, alarms=_mix_alarms(one, at_least, near))
    dated, lasted = _dates(one, keep, near)
    return Judged(
        series=one,
        threshold=at_least,
        alarms=_alarms(one, at_least, near),
        dated=dated,
        since=lasted,
        power=calibrate.power_of(one, at_least, keep),
        now=calibrate.recent_rate(one),
    )


def _near(one: MonthSeries, named: tuple[Event, ...], whole: Span, first: int, last: int) -> Causes:
    return causes(named, one.first + first, one.first + last, whole)


def _direction(sign: int) -> Direction:
    return "up" if sign > 0 else "down"


def _alarms(one: MonthSeries, at_least: float, near: Near) -> tuple[Alarm, ...]:
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays

    y, e = np.array(one.y), np.array(one.e)
    found = detect.found(of_counts(y, e), detect.may_alarm(y, e), at_least, lambda at: detect.lately(y, e, at))
    out = []
    for alarm, again in zip(found, detect.shown_before(y, e, found), strict=True):
        cut = max(0, alarm.at + 1 - detect.NOW)
        now, before = _rate(y, e, cut, alarm.at + 1), _rate(y, e, max(0, cut - detect.BEFORE), cut)
        month, began = one.first + alarm.at, one.first + alarm.since
        causes_ = near(alarm.since, alarm.at)
        out.append(Alarm(month, began, _direction(alarm.sign), alarm.log_bf, now, before, causes_, again))
    return tuple(out)


def _rate(y: Floats, e: Floats, first: int, end: int) -> float:
    months = float(e[first:end].sum())
    return float(y[first:end].sum()) / months if months else 0.0


def _mix_alarms(one: MonthSeries, at_least: float, near: Near) -> tuple[Alarm, ...]:
    import numpy as np  # noqa: PLC0415

    parts, e = parts_of(one), np.array(one.e)
    split = of_parts(parts, e > 0, spread=one.spread)
    found = detect.found(split, detect.may_alarm(np.array(one.y), e), at_least, lambda _: 0)
    out = []
    for alarm in found:
        low = max(0, alarm.at + 1 - WINDOW)
        now, before = level(parts[alarm.since : alarm.at + 1], one), level(parts[low : alarm.since], one)
        month, began = one.first + alarm.at, one.first + alarm.since
        causes_ = near(alarm.since, alarm.at)
        out.append(Alarm(month, began, _direction(alarm.sign), alarm.log_bf, now, before, causes_))
    return tuple(out)


def parts_of(one: MonthSeries) -> NDArray[np.int64]:
    """Occasions of a mix by month and class."""
    import numpy as np  # noqa: PLC0415

    parts = np.zeros((len(one.e), len(one.classes)), np.int64)
    for unit in one.units:
        parts[unit.at] += unit.parts
    return parts


def level(parts: NDArray[np.int64], one: MonthSeries) -> float:
    """Of months of a mix: the chance that two of them are of different classes; or the share of the last class."""
    import numpy as np  # noqa: PLC0415

    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.nan_to_num(mixed(parts.sum(0), spread=one.spread)))


def _dates(one: MonthSeries, keep: Keep, near: Near) -> tuple[tuple[Dated, ...], Since | None]:
    import numpy as np  # noqa: PLC0415

    y, e = np.array(one.y), np.array(one.e)
    inputs = {"rule": DATING_RULE, "y": np.round(y, 6).tolist(), "e": np.round(e, 6).tolist()}
    kept = keep("change-dates", inputs, lambda: _dating(y, e))
    found = [Peak(*row) for row in kept["peaks"]]
    edges = [0, *(peak.at for peak in found), len(y)]
    low, median, high = kept["since"]
    return tuple(
        Dated(
            one.first + peak.at,
            peak.p,
            one.first + peak.first,
            one.first + peak.last,
            _direction(1 if (after := _rate(y, e, peak.at, end)) > (before := _rate(y, e, start, peak.at)) else -1),
            before,
            after,
            near(peak.first, peak.last),
        )
        for start, peak, end in zip(edges, found, edges[2:], strict=False)
    ), _known_since(e, Since(median, low, high))


def _known_since(e: Floats, since_: Since) -> Since | None:
    """Months since the last change, unless a good part of them was not observed: then nobody can tell."""
    last = int(e.nonzero()[0][-1]) + 1
    span = e[max(0, last - since_.median) : last]
    return since_ if float(span.sum()) >= MOSTLY * span.size else None


def _dating(y: Floats, e: Floats) -> dict[str, list[Any]]:
    """Peaks and months since the last change at the last month observed, as plain values that can be kept."""
    prior = best_prior(y, e)
    last = int(e.nonzero()[0][-1]) + 1
    steps, _ = run_lengths(y[:last], e[:last], prior)
    found = peaks(partition(y, e, prior).p)
    return {"peaks": [[p.at, p.p, p.first, p.last] for p in found], "since": list(since(steps[-1]))}


def joint_of(book: Casebook, as_of: date, keep: Keep = nowhere) -> Joint:
    """The alarm across series: contacts, their formats, deputies, silence and, where observed, refusals.

    See `joint.strength`. It raises as few false alarms as each single series.
    """
    import numpy as np  # noqa: PLC0415

    one = series.joint(book, as_of)
    if one.reason:
        return Joint(reason=one.reason)
    refused = series.refusals(book, as_of)
    of = joint.months_of(one, parts_of(one), None if refused.reason else refused)
    at_least, found = joint.threshold_of(one, of, keep), joint.strength(of)
    told = detect.raised(found.value, detect.may_alarm(of.y, of.e), at_least)
    named, whole = events(book, as_of), Span(month_span(one.first).first, month_span(one.first + len(one.e) - 1).last)
    near, y, out = partial(_near, one, named, whole), np.array(one.y), []
    for at in told.nonzero()[0].tolist():
        since_, cut = at - int(found.age[at]), max(0, at + 1 - detect.NOW)
        rates = _rate(y, of.e, cut, at + 1), _rate(y, of.e, max(0, cut - detect.BEFORE), cut)
        way, places = _direction(int(found.sign[at])), (one.first + at, one.first + since_)
        out.append(Alarm(*places, way, float(found.value[at]), *rates, near(since_, at)))
    parts = tuple(part for part in joint.PARTS if part != "refusals" or of.refusals is not None)
    return Joint(parts=parts, threshold=at_least, alarms=tuple(out))

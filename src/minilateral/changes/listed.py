"""The changes of one group as one value: per series, across series, and as rows for a table or a data frame.

Takes what `assess` found; gives `Changes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from minilateral.changes.assess import joint_of, judged
from minilateral.changes.results import SURE
from minilateral.changes.words import could_see
from minilateral.measures.windows import month_name, month_of
from minilateral.record.kept import Keep, nowhere

if TYPE_CHECKING:
    from minilateral.changes.results import Alarm, Causes, Dated, Joint, Judged
    from minilateral.model import Casebook

Found = TypeVar("Found", "Alarm", "Dated")
RECENT_MONTHS = 12
LEAD = ("observed_formats", "contacts")  # the series asked first; formats watched only in part are left out if any are


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything found of changes in one group up to a day."""

    group: str
    as_of: date | None
    series: tuple[Judged, ...]
    joint: Joint

    @property
    def lead(self) -> Judged | None:
        """The series of contacts that is asked first."""
        told = {one.series.name: one for one in self.series}
        found = [told[name] for name in LEAD if name in told]
        return next((one for one in found if not one.series.reason), found[0] if found else None)

    def recent(self, name: str) -> Alarm | None:
        """The last new alarm of a series in the twelve months to the day: a smoothed rate may lag behind it."""
        return next((_last(one.fresh, self.as_of) for one in self.series if one.series.name == name), None)

    def recently(self, name: str) -> Dated | None:
        """The last change of a series in those twelve months that is, looking back, more likely than not.

        Only where its whole span was observed: what began while nobody looked is not told as a change of this year.
        """
        return next((_last(_seen(one), self.as_of) for one in self.series if one.series.name == name), None)

    @property
    def telling(self) -> tuple[Judged, Alarm | Dated] | None:
        """The change of the last twelve months to tell first, with its series; None if there was none.

        An alarm in what is counted goes before a date found looking back, and that before an alarm in a mix. Among
        alarms, and among dates, the series asked first goes before the others; then the alarm that is the furthest
        above its threshold, or the likeliest date.
        """
        asked = self.lead.series.name if self.lead else ""
        found: list[tuple[tuple[int, bool, float], Judged, Alarm | Dated]] = []
        for one in self.series:
            other, mix = one.series.name != asked, bool(one.series.classes)
            if alarm := self.recent(one.series.name):
                found.append(((2 if mix else 0, other, (one.threshold or 0) - alarm.log_bf), one, alarm))
            if (dated := self.recently(one.series.name)) and not mix:
                found.append(((1, other, -dated.p), one, dated))
        return min(found, key=lambda one: one[0])[1:] if found else None

    def rows(self) -> list[dict[str, Any]]:
        """One plain dict per finding: alarms, dates, months since, what could be seen, and why nothing is told."""
        out = [row for one in self.series for row in _of(one)]
        out += [_alarm("joint", "All parts together", one, self.joint.threshold) for one in self.joint.alarms]
        if self.joint.reason:
            out.append(_row("joint", "All parts together", "none", text=self.joint.reason))
        return [{"group": self.group} | row for row in out]


def sure(one: Judged) -> tuple[Dated, ...]:
    """Changes dated in a series that are more likely than not."""
    return tuple(found for found in one.dated if found.p >= SURE)


def _seen(one: Judged) -> tuple[Dated, ...]:
    start, e = one.series.first, one.series.e
    return tuple(found for found in sure(one) if all(e[found.first - start : found.last + 1 - start]))


def _last(found: tuple[Found, ...], as_of: date | None) -> Found | None:
    """The last of them, if it falls in the twelve months to the day."""
    if not found or as_of is None or month_of(as_of) - found[-1].month >= RECENT_MONTHS:
        return None
    return found[-1]


def changes(book: Casebook, as_of: date | None, keep: Keep = nowhere) -> Changes:
    """Changes of a group up to a day; of a casebook without any day, none.

    Example:
        >>> from minilateral.measures.histories import history
        >>> found = changes(history(rates=[2.0] * 90 + [0.5] * 30), date(2021, 12, 31))
        >>> found.lead.alarms[-1].direction
        'down'
    """
    from minilateral.changes.results import Joint  # noqa: PLC0415  for an empty one alone

    if as_of is None:
        return Changes(group=book.group.slug, as_of=None, series=(), joint=Joint(reason="nothing is on record yet"))
    return Changes(
        group=book.group.slug, as_of=as_of, series=judged(book, as_of, keep), joint=joint_of(book, as_of, keep)
    )


def _row(series: str, label: str, what: str, **told: Any) -> dict[str, Any]:  # noqa: ANN401  what rows hold
    empty: dict[str, Any] = {
        "month": None, "first": None, "last": None, "direction": None, "before": None, "after": None,
        "log_bayes_factor": None, "threshold": None, "probability": None, "months": None, "text": "", "near": (),
        "near_by_chance": None, "again": None,
    }  # fmt: skip
    return {"series": series, "label": label, "what": what} | empty | told


def _of(one: Judged) -> Iterator[dict[str, Any]]:
    name, label = one.series.name, one.series.label
    if one.series.reason:
        yield _row(name, label, "none", text=one.series.reason)
        return
    yield from (_alarm(name, label, alarm, one.threshold) for alarm in one.alarms)
    yield from (_date(name, label, found) for found in one.dated)
    if one.since:
        yield _row(name, label, "since", months=one.since.median, first=one.since.low, last=one.since.high)
    for seen in one.power:
        told = could_see(seen)
        yield _row(name, label, "power", after=seen.step, probability=seen.share, months=seen.months, text=told)


def _alarm(name: str, label: str, one: Alarm, threshold: float | None) -> dict[str, Any]:
    return _row(
        name, label, "alarm", month=month_name(one.month), first=month_name(one.since), last=month_name(one.month),
        direction=one.direction, before=one.before, after=one.now, log_bayes_factor=one.log_bf, threshold=threshold,
        again=one.again, **_near(one.causes),
    )  # fmt: skip


def _date(name: str, label: str, one: Dated) -> dict[str, Any]:
    return _row(
        name, label, "dated", month=month_name(one.month), first=month_name(one.first), last=month_name(one.last),
        direction=one.direction, before=one.before, after=one.after, probability=one.p, **_near(one.causes),
    )  # fmt: skip


def _near(causes: Causes) -> dict[str, Any]:
    return {"near": tuple(one.row for one in causes.found), "near_by_chance": causes.expected}

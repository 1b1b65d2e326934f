"""What was found of changes in one group, as frozen records: alarms, dated changes, power, causes, per series.

Takes nothing; months are numbered as by `measures.windows.month_of`, directions are "up" and "down" of the series.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from minilateral.changes.calibrate import Seen
from minilateral.changes.series import MonthSeries

Direction = Literal["up", "down"]
SURE = 0.5  # probability from which a change dated looking back is told, and drawn as a step


@dataclass(frozen=True, slots=True)
class Cause:
    """A row recorded near a change; no claim that it caused it."""

    row: str
    date: date
    kind: str
    severity: int | None
    summary: str
    days: int  # from the nearer end of the span; 0 inside it


@dataclass(frozen=True, slots=True)
class Causes:
    """Rows recorded within 90 days of a span, and how many such a window would hold by chance."""

    first: date
    last: date
    found: tuple[Cause, ...]
    expected: float | None  # None where no such rows are on record at all


@dataclass(frozen=True, slots=True)
class Alarm:
    """Raised at the end of `month`; the change fits best if it began with the month `since`."""

    month: int
    since: int
    direction: Direction
    log_bf: float
    now: float  # per month over the last six, or what the mix then was
    before: float  # the same of the 24 before
    causes: Causes
    again: bool = False  # the change of the alarm before it, still in the window: no new one


@dataclass(frozen=True, slots=True)
class Dated:
    """A change found looking back: its likeliest month, the probability within two months, and the 80 % span."""

    month: int
    p: float
    first: int
    last: int
    direction: Direction
    before: float  # per month, up to here from the change before it
    after: float
    causes: Causes


@dataclass(frozen=True, slots=True)
class Since:
    """Months since the last change, at the end of the last month: median and 80 % interval."""

    median: int
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One series with all that was found in it; `series.reason` says why nothing could be."""

    series: MonthSeries
    threshold: float | None = None
    alarms: tuple[Alarm, ...] = ()
    dated: tuple[Dated, ...] = ()
    since: Since | None = None
    power: tuple[Seen, ...] = ()
    now: float | None = None  # the present rate that `power` is of

    @property
    def fresh(self) -> tuple[Alarm, ...]:
        """Alarms without those that repeat the one before."""
        return tuple(one for one in self.alarms if not one.again)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """The alarm across series: which took part, the alarms, and why there is none."""

    parts: tuple[str, ...] = ()
    threshold: float | None = None
    alarms: tuple[Alarm, ...] = ()
    reason: str = ""

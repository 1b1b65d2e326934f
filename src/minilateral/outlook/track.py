"""What a backtest finds, as values that can be kept: the track record of one question, and what is said now.

Takes nothing; gives frozen records, and the way from and to what JSON can say.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

NAMES = {
    "climatology": "all windows so far",
    "rolling": "the last three years",
    "last": "the last window",
    "rate": "the recent rate",
    "season": "the recent rate and the season",
    "hazard": "the recent rate and the busy months",
    "fading": "the share answered, old cases fading",
    "coin": "an even chance",
    "reference": "the other groups",
}
"""Models and baselines in words."""

LEAST_WINDOWS = 12  # closed windows: below these there is no track record
ENOUGH = 60  # forecasts: five blocks of twelve, below which an interval drawn from blocks is not trusted


@dataclass(frozen=True, slots=True)
class Skill:
    """1 - loss / loss of the baseline, with its 90 % interval; above 0 is better than the baseline."""

    against: str
    value: float
    low: float
    high: float

    @property
    def shown(self) -> bool:
        """Whether the whole interval lies above zero."""
        return self.low > 0


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of one fifth of the scale: their mean, the share that happened, and how many there were."""

    said: float
    happened: float
    n: int


@dataclass(frozen=True, slots=True)
class Miss:
    """A forecast on the wrong side: a chance on the other side of one half, a count outside the 80 % range."""

    opened: date
    said: float
    low: float | None
    high: float | None
    happened: int
    naive: tuple[tuple[str, float], ...]  # what the baselines had said


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """How good the forecasts of one question would have been, each made from what lay before it.

    `losses` are Brier scores of chances and ranked probability scores of counts; `logs` log scores.
    """

    model: str
    n: int
    first: date
    last: date
    happened: float  # share of windows, or mean count
    said: float  # mean chance, or mean count
    losses: dict[str, float]
    logs: dict[str, float]
    skills: tuple[Skill, ...]
    reliability: tuple[Bin, ...] | None
    pit: tuple[float, ...] | None  # of counts
    covered: float | None  # share of counts within the 80 % range
    misses: tuple[Miss, ...]

    @property
    def verdict(self) -> str:
        """What the record amounts to, in a few words."""
        shown = [one.against for one in self.skills if one.shown]
        if not self.skills:
            return "skill cannot be told: all windows came out alike"
        if self.few:
            return f"too few to show skill: {self.n}"
        if any(one.high < 0 for one in self.skills):
            return "no skill: worse than a baseline"
        if len(shown) == len(self.skills):
            return "better than both baselines"
        return f"better than {NAMES[shown[0]]}, not than {NAMES[self._other(shown[0])]}" if shown else "no skill shown"

    @property
    def few(self) -> bool:
        """Whether there are too few forecasts to claim skill, or to deny it."""
        return self.n < ENOUGH

    def _other(self, name: str) -> str:
        return next(one.against for one in self.skills if one.against != name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What every model says of the window to come, and the track record; None with fewer than twelve windows."""

    said: dict[str, Any]  # chance, or chances of each count
    closed: int  # windows that had closed and were watched
    happened: int  # of these, in how many it happened
    record: TrackRecord | None

    def plain(self) -> dict[str, Any]:
        """As JSON can say it."""
        out = asdict(self)
        if self.record:
            out["record"] |= {"first": self.record.first.isoformat(), "last": self.record.last.isoformat()}
            for miss in out["record"]["misses"]:
                miss["opened"] = miss["opened"].isoformat()
        return out


def judged(value: dict[str, Any]) -> Judged:
    """The value that `Judged.plain` gave."""
    record = value["record"]
    return Judged(**{**value, "record": _record(record) if record else None})


def _record(value: dict[str, Any]) -> TrackRecord:
    found = {
        "first": date.fromisoformat(value["first"]),
        "last": date.fromisoformat(value["last"]),
        "skills": tuple(Skill(**one) for one in value["skills"]),
        "reliability": None if value["reliability"] is None else tuple(Bin(**one) for one in value["reliability"]),
        "pit": None if value["pit"] is None else tuple(value["pit"]),
        "misses": tuple(_miss(one) for one in value["misses"]),
    }
    return TrackRecord(**{**value, **found})


def _miss(value: dict[str, Any]) -> Miss:
    naive = tuple((name, float(said)) for name, said in value["naive"])
    return Miss(**{**value, "opened": date.fromisoformat(value["opened"]), "naive": naive})

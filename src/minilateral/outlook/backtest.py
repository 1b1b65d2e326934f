"""Rolling-origin backtests: what would have been said on the first of every month since 2016, and what came.

Takes the days on which something happened and the days watched; gives for one question what all models say now and the
track record of the one that is quoted. An origin counts if its window has closed and was watched, and if twelve
windows had closed before it. The record is today's, not that of the origin: rows found later are in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from minilateral.outlook import scores
from minilateral.outlook.counts import MOST, quantile
from minilateral.outlook.models import SURE, chances, counts
from minilateral.outlook.past import Past
from minilateral.outlook.provoked import Tests, tests
from minilateral.outlook.questions import ANSWER, NEXT_TEST
from minilateral.outlook.track import LEAST_WINDOWS, Judged, Miss, TrackRecord, judged
from minilateral.record.kept import Keep, nowhere

if TYPE_CHECKING:
    from minilateral.model import Casebook
    from minilateral.outlook.past import Floats, Ints
    from minilateral.outlook.questions import Ask
    from minilateral.outlook.series import Series

RULE = 1  # raise it when a model or a score changes, so that nothing kept under the old rule is used
ORIGINS_FROM = date(2016, 1, 1)
RANGE = 0.8  # of a count
EVEN = 0.5


def judge(slug: str, ask: Ask, found: Series, last: int, keep: Keep) -> Judged:
    """What is said of the window after day `last`, and the track record; kept by what it follows from."""
    inputs = {
        "rule": RULE, "group": slug, "question": ask.key, "kind": ask.kind, "horizon": ask.horizon, "last": last,
        "days": [day for day in found.days if day <= last], "watched": [[s.first, s.last] for s in found.watch.spans],
    }  # fmt: skip

    def make() -> dict[str, Any]:
        past = Past(np.array(inputs["days"], dtype=np.int64), found.watch, last, ask.horizon)
        return judge_past(slug, ask, past).plain()

    return judged(keep("outlook", inputs, make))


def judge_past(slug: str, ask: Ask, past: Past) -> Judged:
    """The same of a `Past`, computed."""
    said = counts(past) if ask.kind == "count" else chances(past)
    before = np.concatenate([[0], np.cumsum(past.valid)])[past.closed]
    at = np.flatnonzero(past.valid & (past.origins >= ORIGINS_FROM.toordinal()) & (before >= LEAST_WINDOWS))
    record = None
    if len(at) >= LEAST_WINDOWS:
        told = {name: values[at] for name, values in said.items()}
        record = scored(Run((slug, ask.key), ask.quoted, ask.baselines, past.origins[at], past.happened[at], told))
    windows = past.happened[past.valid]
    return Judged(
        said={name: _last(values[-1]) for name, values in said.items()}, closed=len(windows),
        happened=int((windows > 0).sum()), record=record,
    )  # fmt: skip


def judge_answers(book: Casebook, as_of: date, keep: Keep = nowhere) -> Judged:
    """What is said of the next answer, and how good that would have been, episode by episode; kept likewise."""
    found = tests(book, as_of)
    inputs = {
        "rule": RULE, "group": book.group.slug, "question": ANSWER, "last": as_of.toordinal(),
        "days": found.days.tolist(), "happened": found.happened.tolist(),
    }  # fmt: skip
    return judged(keep("outlook", inputs, lambda: _judge_answers(book.group.slug, found).plain()))


def _judge_answers(slug: str, found: Tests) -> Judged:
    said = {name: np.clip(p, SURE, 1 - SURE) for name, p in found.said.items()}
    at = np.flatnonzero((found.days >= ORIGINS_FROM.toordinal()) & (np.arange(len(found.days)) >= 1))
    record = None
    if len(at) >= LEAST_WINDOWS:
        told = {name: values[at] for name, values in said.items()}
        record = scored(
            Run((slug, ANSWER), NEXT_TEST.quoted, NEXT_TEST.baselines, found.days[at], found.happened[at], told)
        )
    return Judged(
        said={name: float(values[-1]) for name, values in said.items()}, closed=len(found.days),
        happened=int(found.happened.sum()), record=record,
    )  # fmt: skip


def _last(value: Floats) -> float | list[float]:
    """A chance, or chances of each count without the tail that rounds to nothing."""
    if value.ndim == 0:
        return float(value)
    most = min(MOST, int(np.searchsorted(np.cumsum(value), 1 - 1e-6)) + 1)
    return [round(float(p), 9) for p in value[:most]]


@dataclass(frozen=True, slots=True)
class Run:
    """Forecasts of one question, one per origin: whose they are, of which model, when opened, what came, all said."""

    seed: tuple[str, ...]
    model: str
    baselines: tuple[str, ...]
    opened: Ints
    happened: Ints
    said: dict[str, Floats]

    @property
    def counts(self) -> bool:
        """Whether counts were forecast, not chances."""
        return self.said[self.model].ndim > 1

    @property
    def outcome(self) -> Ints:
        """What is scored: the count, or whether it happened at all."""
        return self.happened if self.counts else (self.happened > 0).astype(np.int64)

    def mean(self, name: str) -> Floats:
        """What a model said: its chances, or the means of its counts."""
        said = self.said[name]
        return np.asarray(said @ np.arange(said.shape[1])) if self.counts else said


def scored(run: Run) -> TrackRecord:
    """The track record of one model among all that was said."""
    outcome, ours, mean = run.outcome, run.said[run.model], run.mean(run.model)
    loss, log = (scores.crps, scores.log_score_counts) if run.counts else (scores.brier, scores.log_score)
    losses = {name: loss(outcome, values) for name, values in run.said.items()}
    skills = (scores.skill(losses[run.model], losses[name], name, (*run.seed, run.model)) for name in run.baselines)
    misses = _misses(run)
    return TrackRecord(
        model=run.model, n=len(outcome), first=_day(run.opened[0]), last=_day(run.opened[-1]),
        happened=float(outcome.mean()), said=float(mean.mean()),
        losses={name: float(each.mean()) for name, each in losses.items()},
        logs={name: float(log(outcome, values).mean()) for name, values in run.said.items()},
        skills=tuple(one for one in skills if one) if outcome.min() < outcome.max() else (),
        reliability=None if run.counts else scores.reliability(outcome, ours),
        pit=scores.pit(outcome, ours) if run.counts else None,
        covered=1 - len(misses) / len(outcome) if run.counts else None,
        misses=misses,
    )  # fmt: skip


def _misses(run: Run) -> tuple[Miss, ...]:
    """Forecasts on the wrong side: of an even chance, or of the range of a count."""
    outcome, mean, limits = run.outcome, run.mean(run.model), _limits(run)
    wrong = (mean >= EVEN) != (outcome > 0)
    if limits is not None:
        wrong = (outcome < limits[0]) | (outcome > limits[1])
    naive = {name: run.mean(name) for name in run.baselines}
    return tuple(
        Miss(
            opened=_day(run.opened[i]), said=float(mean[i]), happened=int(outcome[i]),
            low=None if limits is None else float(limits[0][i]), high=None if limits is None else float(limits[1][i]),
            naive=tuple((name, float(said[i])) for name, said in naive.items()),
        )
        for i in np.flatnonzero(wrong)
    )  # fmt: skip


def _limits(run: Run) -> tuple[Ints, Ints] | None:
    """Ends of the central 80 % of each count."""
    if not run.counts:
        return None
    ours = run.said[run.model]
    return quantile(ours, (1 - RANGE) / 2), quantile(ours, (1 + RANGE) / 2)


def _day(ordinal: int | np.int64) -> date:
    return date.fromordinal(int(ordinal))

"""Measure what was tried to better the forecasts, and print the table of docs/outlook.md; the product holds none of it.

Takes the shipped casebooks; gives, for every group and question with a track record, the skill of each variant over
the forecast that is quoted, and the pooled skill with a 90 % interval by blocks of twelve origins. Tried one by one and
together: waiting times more regular than chance, the calendar of occasions on record, promised rhythms and due dates,
a stronger prior, and forecasts corrected by how earlier ones fared.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from scipy.special import gammaincc, gammaincinv, gammaln

from minilateral import library
from minilateral.codebook.levels import MINISTER_RANK, crosswalk
from minilateral.measures.discount import filtered
from minilateral.measures.windows import Span, month_of
from minilateral.model import Casebook
from minilateral.outlook import hazard, rate, scores
from minilateral.outlook.backtest import ORIGINS_FROM
from minilateral.outlook.models import chances
from minilateral.outlook.past import MONTH_DAYS, Past
from minilateral.outlook.questions import Ask, asks
from minilateral.outlook.series import Rows, Series, series
from minilateral.outlook.track import LEAST_WINDOWS

SHAPES = np.array([0.6, 0.8, 1.0, 1.4, 2.0, 3.0, 5.0])  # 1: by chance; above: regular; below: in bursts
PRIOR = np.exp(-(np.log(SHAPES) ** 2))
LEAST_WAIT = 0.02  # of the expected wait: two meetings within days are one round of visits
QUANTILES = (np.arange(9) + 0.5) / 9
PULL = 8.0  # of the correction towards no correction, in forecasts
DUE = 0.8  # of a promised rhythm after which a meeting is taken to be due


@dataclass(frozen=True)
class Trial:
    """One question of one group, with what the variants may look at."""

    book: Casebook
    ask: Ask
    found: Series
    past: Past
    at: np.ndarray


# Waiting times


def renewal(trial: Trial) -> np.ndarray:
    """1 - S(r (g + h)) / S(r g), S the tail of Gamma waits of mean one, their shape weighed by the waits so far."""
    past = trial.past
    a, b = rate.posterior(past, rate.CHANCE_DISCOUNT)
    weights = shapes(past, a / b)
    pace = gammaincinv(a[:, None], QUANTILES) / b[:, None] / MONTH_DAYS
    waited, ahead = elapsed(past)[:, None] * pace, past.horizon * pace
    k = SHAPES[None, None, :]
    before = gammaincc(k, k * waited[:, :, None]) + 1e-12
    after = gammaincc(k, k * (waited + ahead)[:, :, None])
    tail = weights[:, None, :] * before
    return 1.0 - (after / before * tail).sum(axis=(1, 2)) / tail.sum(axis=(1, 2))


def elapsed(past: Past) -> np.ndarray:
    starts = np.concatenate([[past.origins[0]], past.days])
    last = starts[np.searchsorted(past.days, past.origins)]
    return np.array([past.seen.days(Span(int(x), int(y) - 1)) for x, y in zip(last, past.origins, strict=True)], float)


def shapes(past: Past, pace: np.ndarray) -> np.ndarray:
    days = np.unique(past.days)
    state = np.clip(np.searchsorted(past.origins, days, side="right") - 1, 0, len(pace) - 1)
    pairs = zip(days[:-1], days[1:], state[:-1], strict=True)
    waits = np.array([past.seen.days(Span(int(x), int(y) - 1)) * pace[s] / MONTH_DAYS for x, y, s in pairs])
    waits = np.maximum(waits, LEAST_WAIT)[:, None]
    each = SHAPES * np.log(SHAPES) + (SHAPES - 1) * np.log(waits) - SHAPES * waits - gammaln(SHAPES)
    total = np.concatenate([np.zeros((1, len(SHAPES))), np.cumsum(each, axis=0)])
    ended = np.minimum(np.maximum(0, np.searchsorted(days, past.origins) - 1), len(total) - 1)
    logs = np.log(PRIOR) + total[ended]
    odds = np.exp(logs - logs.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


# What is known of a month beforehand


def occasions(trial: Trial) -> Callable[[Past, np.ndarray], np.ndarray]:
    """Share of past years in which they met in that calendar month at an occasion that the record names."""
    named = {row.id for row in trial.book.engagements if row.occasion}
    pairs = zip(trial.found.days, trial.found.rows, strict=True)
    months = np.array(sorted({month_of(date.fromordinal(d)) for d, rows in pairs if named & set(rows)}), dtype=int)

    def told(past: Past, numbers: np.ndarray) -> np.ndarray:
        out = np.zeros((len(past.origins), len(numbers)))
        for i in range(len(past.origins)):
            seen = np.bincount(past.calendar[:i], minlength=12)
            met = np.bincount(months[(months >= past.first) & (months < past.first + i)] % 12, minlength=12)
            out[i] = (met / (seen + 1))[(numbers % 12).astype(int)]
        return out

    return told


def promised(trial: Trial) -> Callable[[Past, np.ndarray], np.ndarray]:
    """How many formats are due by their promised rhythm, and how many promised meetings fall due, in each month."""
    book, last = trial.book, date.fromordinal(trial.past.last)
    made = {one.id: month_of(one.made_date) for one in book.commitments if one.live}
    rhythms = []
    for track in book.tracks:
        since = min((made[id_] for id_ in track.promised_by if id_ in made), default=None)
        if track.cadence_days and since is not None and crosswalk(track.level).rank >= MINISTER_RANK:
            held = np.array([month_of(date.fromordinal(day)) for day in series(book, track.id, last).days], dtype=int)
            rhythms.append((since, held, DUE * track.cadence_days / MONTH_DAYS))
    deadlines = [
        (made[one.id], month_of(one.due_date))
        for one in book.commitments
        if one.live and one.due_date and "kind=meeting" in one.evidence_rule and "level=" in one.evidence_rule
    ]

    def told(past: Past, numbers: np.ndarray) -> np.ndarray:
        out = np.zeros((len(past.origins), len(numbers)))
        for i in range(len(past.origins)):
            now = past.first + i
            for since, held, after in rhythms:
                if now > since:
                    known = np.concatenate([[since], held[held < now]])
                    before = known[np.maximum(0, np.searchsorted(known, numbers) - 1)]
                    out[i] += (numbers > since) & (numbers - before >= after)
            for since, due in deadlines:
                out[i] += (now > since) * (numbers == due)
        return out

    return told


def together(*features: Callable[[Past, np.ndarray], np.ndarray]) -> Callable[[Past, np.ndarray], np.ndarray]:
    return lambda past, numbers: np.stack([one(past, numbers) for one in features], axis=2)


# The level


def stronger(trial: Trial) -> np.ndarray:
    """The rate with a prior of four half-events: what forecasting each of eight formats by itself comes to."""
    past, a0 = trial.past, 4.0
    path = filtered(past.y.tolist(), past.e.tolist(), rate.CHANCE_DISCOUNT, a0=a0)
    a, b = np.array([a0, *(s.a for s in path)]), np.array([2.0, *(s.b for s in path)])
    return 1 - (b / (b + past.horizon / MONTH_DAYS)) ** a


def corrected(trial: Trial, said: np.ndarray) -> np.ndarray:
    """Logit p turned into a + b logit p, fitted at each origin on forecasts whose window had closed."""
    past, x, out = trial.past, np.log(said / (1 - said)), said.copy()
    outcome, pull = (past.happened > 0).astype(float), PULL * np.diag([0.25, 1.0])
    for i, n in enumerate(past.closed):
        used = past.valid[:n] & (np.arange(n) >= LEAST_WINDOWS)
        design, beta = np.stack([np.ones(used.sum()), x[:n][used]], axis=1), np.array([0.0, 1.0])
        for _ in range(8):
            p = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
            slope = design.T @ (outcome[:n][used] - p) / 3 - pull @ (beta - [0, 1])  # a third: windows overlap
            beta = beta + np.linalg.solve((design * (p * (1 - p))[:, None]).T @ design / 3 + pull, slope)
        out[i] = 1 / (1 + np.exp(-(beta @ [1, x[i]])))
    return out


def variants(trial: Trial) -> dict[str, np.ndarray]:
    past, said = trial.past, chances(trial.past)
    place, due = occasions(trial), promised(trial)
    found = {
        "quoted": said[trial.ask.quoted],
        "rate": said["rate"],
        "rate and season": said["season"],
        "hazard, busy months": said["hazard"],
        "waiting times": renewal(trial),
        "hazard, occasions on record": hazard.hazard(past, place),
        "hazard, promised": hazard.hazard(past, due),
        "hazard, busy months and promised": hazard.hazard(past, together(hazard.slots, due)),
        "hazard, all together": hazard.hazard(past, together(hazard.slots, place, due)),
        "stronger prior": stronger(trial),
        "corrected by earlier ones": corrected(trial, said[trial.ask.quoted]),
    }
    return {name: np.clip(values, 0.01, 0.99) for name, values in found.items()}


def trials(book: Casebook, last: date) -> list[Trial]:
    out = []
    for ask in asks(Rows(book, last)):
        if ask.kind == "count" or ask.series == "answer":
            continue
        found = series(book, ask.series, last)
        end = min(last, found.watch.end or last).toordinal()
        past = Past(np.array(found.days, dtype=np.int64), found.watch, end, ask.horizon)
        before = np.concatenate([[0], np.cumsum(past.valid)])[past.closed]
        at = np.flatnonzero(past.valid & (past.origins >= ORIGINS_FROM.toordinal()) & (before >= LEAST_WINDOWS))
        if len(at) >= LEAST_WINDOWS and 0 < (past.happened[at] > 0).mean() < 1:
            out.append(Trial(book, ask, found, past, at))
    return out


def main(workspace: Path | None) -> None:
    pooled: dict[tuple[str, str], list[tuple[np.ndarray, np.ndarray]]] = {}
    for group in library.groups(workspace=workspace):
        opened = library.open(group.slug, workspace=workspace)
        if opened.coverage_end is None:
            continue
        for trial in trials(opened.book, opened.coverage_end):
            said = variants(trial)
            happened = (trial.past.happened[trial.at] > 0).astype(int)
            losses = {name: scores.brier(happened, values[trial.at]) for name, values in said.items()}
            kind = "tracks" if trial.ask.track else "to 45 days" if trial.ask.horizon <= 45 else "beyond"
            for name, loss in losses.items():
                pooled.setdefault((kind, name), []).append((loss, losses["quoted"]))
                if name != "quoted" and not trial.ask.track:
                    gain = 1 - loss.mean() / losses["quoted"].mean()
                    print(f"{group.slug:22} {trial.ask.key:14} n={len(loss):3} {name:34} {gain:+.3f}")
    print("\nPooled over groups and questions: skill over what is quoted, 90 % interval, in how many cases better\n")
    for (kind, name), pairs in pooled.items():
        ours, base = (np.concatenate(side) for side in zip(*pairs, strict=True))
        found = scores.skill(ours, base, name, ("tried", kind))
        better = sum(loss.mean() < quoted_.mean() for loss, quoted_ in pairs)
        if found and name != "quoted":
            interval = f"[{found.low:+.3f}, {found.high:+.3f}]"
            print(f"{kind:11} {name:34} {found.value:+.3f} {interval:18} better in {better} of {len(pairs)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)

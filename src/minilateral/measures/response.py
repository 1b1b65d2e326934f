"""Response: how often, and how fast, the members answer provocations together.

Takes a casebook and a day; gives the share of episodes answered for each window and severity beside the share that
chance alone would give, the waiting time, the recent share with old episodes fading, and the days without a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from minilateral.measures import latency
from minilateral.measures.chance import shifted_rates
from minilateral.measures.episodes import Answers, Episode, answers, closed, episodes, in_scope, period, watched_acts
from minilateral.measures.face import Face
from minilateral.measures.uncertainty import JEFFREYS, beta_interval, forgetting_beta, share_interval, share_upper
from minilateral.measures.windows import Span
from minilateral.model import Casebook, Estimate, Provocation

WINDOWS = (1, 3, 7, 14, 30)  # days
SEVERITIES = (3, 4, 5)
HEADLINE_WINDOW, HEADLINE_SEVERITY = 3, 4  # fixed before looking
WAIT_DAYS = 30  # an answer later than this is no answer
CURVE_DAYS = (0, 1, 3, 7)
TESTS = ("nuclear_test", "icbm", "irbm", "mrbm", "srbm", "slbm", "cruise", "satellite")
_NAMES = ("answered", "chance", "excess", "excess_p", "answered_recent", "km_median", "km_answered", "days_since_test")
_UNITS = {"excess_p": "probability", "km_median": "days", "days_since_test": "days"}  # the others are shares
_CAUTIONS = ("sample", "lower_bound")


@dataclass(frozen=True, slots=True)
class Trial:
    """What is judged: the period, the provocations in scope, and the answers."""

    face: Face
    period: Span
    acts: tuple[Provocation, ...]
    answers: Answers

    def episodes(self, severity: int) -> tuple[Episode, ...]:
        """Episodes of the period at this severity or above."""
        return episodes(self.acts, severity, self.period)


def compute(book: Casebook, as_of: date) -> tuple[Estimate, ...]:
    """`answered`, `chance`, `excess` and `excess_p` per window and severity; waiting time; recent share; no test since.

    Provocations of severity s or more no further than three days apart are one episode (`episodes.episodes`). It is
    answered within h days if all members call, issue a statement or write to the Security Council together in
    [d - 1, d + h]. Shares carry 80 % Jeffreys intervals; where none was answered, `answered_upper` is the 95 % bound.
    Chance is the mean over 300 circular shifts of all episodes by 60 days or more; p = (1 + shifts that do as well) /
    301. The waiting time is Kaplan-Meier, censored at the next episode, at 30 days and at the end of observation.
    `answered_recent` lets episodes fade by half in 730 days.
    Headline: three days, severity 4, fixed before looking.

    Units: shares and probabilities 0 to 1; days.
    Edges: without provocations, without severities, or without a period in which both sides were observed every
    estimate is one None with its reason; an episode whose window is still open is not judged by that window.
    References: Kaplan & Meier (1958); Jeffreys (1946).

    Example:
        >>> from minilateral.measures.histories import history, provoked
        >>> found = compute(provoked(history(rates=[0.0] * 120), 40, 1.0), date(2021, 12, 31))
        >>> [e.value for e in found if e.name == "answered" and e.of("window") == "3" and e.of("severity") == "4"]
        [1.0]
    """
    face, reason = Face(book, "response", as_of), _why_not(book, as_of)
    if reason:
        return tuple(
            face(name, _LABELS[name], None, unit=_UNITS.get(name, "share"), coverage=0.0, n=0, reason=reason)
            for name in _NAMES
        )
    acts = tuple(act for act in book.provocations if act.date <= as_of and in_scope(book, act))
    trial = Trial(face, period(book, as_of), acts, answers(book, as_of))
    out: list[Estimate] = []
    for severity in SEVERITIES:
        out += _sweep(trial, severity)
    main = trial.episodes(HEADLINE_SEVERITY)
    return (*out, _stated(trial, main), *_recent(trial, main), *_waiting(trial, main), *_since(trial))


_LABELS = {
    "answered": "Share of provocations answered together",
    "answered_upper": "Highest share answered that none still allows (95 %)",
    "chance": "Share that would be answered by chance",
    "excess": "Answered beyond chance",
    "excess_p": "Chance of an excess this large without any link",
    "answered_stated": "Share answered by a text that names the provocation",
    "answered_recent": "Share answered, recent episodes weighing more",
    "answered_recent_size": "Episodes that the recent share rests on",
    "km_median": "Days until half of the provocations were answered",
    "km_answered": "Share answered by this day, open cases allowed for",
    "days_since_test": "Days since the last test or launch of severity 4 or more",
    "days_since_provocation": "Days since the last provocation of severity 4 or more",
}


def _why_not(book: Casebook, as_of: date) -> str:
    acts = [act for act in book.provocations if act.live and act.date <= as_of]
    if not acts:
        return "no provocations are recorded for this group"
    if all(act.severity is None for act in acts):
        return "the provocations on record are not rated for severity"
    if not period(book, as_of).days:
        return "provocations, responses and engagements were at no time all observed"
    return ""


def _sweep(trial: Trial, severity: int) -> list[Estimate]:
    face, end = trial.face, trial.period.last
    sets = {window: closed(trial.episodes(severity), window, end) for window in WINDOWS}
    parts = (face.book.group.slug, face.measure, f"severity {severity}", face.as_of.isoformat())
    judged = {window: [item.day for item in items] for window, items in sets.items() if items}
    rates = shifted_rates(judged, trial.answers.days, trial.period.first, trial.period.days, parts)
    return [one for window, items in sets.items() for one in _cell(trial, severity, window, items, rates.get(window))]


def _cell(
    trial: Trial, severity: int, window: int, items: tuple[Episode, ...], rates: list[float] | None
) -> list[Estimate]:
    found = [trial.answers.within(item.day, window) for item in items]
    hits, n = sum(map(bool, found)), len(items)
    share = hits / n if n else None
    chance = sum(rates) / len(rates) if rates else None
    better = sum(rate >= share - 1e-12 for rate in rates) if rates and share is not None else 0
    values: dict[str, float | None] = {
        "answered": share,
        "chance": chance,
        "excess": share - chance if share is not None and chance is not None else None,
        "excess_p": (1 + better) / (1 + len(rates)) if rates else None,
    }
    if n and not hits:
        values["answered_upper"] = share_upper(0, n)
    evidence = [row for item in items for row in item.ids] + [row for rows in found for row in rows]
    none = f"no provocation of severity {severity} or more in the period" if not n else "the period is too short"
    return [
        trial.face(
            name,
            f"{_LABELS[name]}, within {window} day{'s' if window > 1 else ''}, severity {severity} or more",
            value,
            period=trial.period,
            interval=(*share_interval(hits, n), 0.8) if name == "answered" and n else None,
            unit=_UNITS.get(name, "share"),
            coverage=1.0,
            n=n,
            evidence=evidence,
            warnings=(*_CAUTIONS, "famous_first"),
            reason=none,
            window=window,
            severity=severity,
        )
        for name, value in values.items()
    ]


def _stated(trial: Trial, main: tuple[Episode, ...]) -> Estimate:
    items = closed(main, HEADLINE_WINDOW, trial.period.last)
    named = answers(trial.face.book, trial.face.as_of, stated=True)
    found = [named.within(item.day, HEADLINE_WINDOW) for item in items]
    hits, n = sum(map(bool, found)), len(items)
    return trial.face(
        "answered_stated",
        _LABELS["answered_stated"],
        hits / n if n else None,
        period=trial.period,
        interval=(*share_interval(hits, n), 0.8) if n else None,
        unit="share",
        coverage=1.0,
        n=n,
        evidence=[row for item in items for row in item.ids] + [row for rows in found for row in rows],
        warnings=_CAUTIONS,
        reason=_none_so_severe(),
        window=HEADLINE_WINDOW,
        severity=HEADLINE_SEVERITY,
    )


def _recent(trial: Trial, main: tuple[Episode, ...]) -> list[Estimate]:
    items = closed(main, HEADLINE_WINDOW, trial.period.last)
    found = [trial.answers.within(item.day, HEADLINE_WINDOW) for item in items]
    a, b = forgetting_beta([item.day for item in items], [bool(rows) for rows in found])
    evidence = [row for item in items for row in item.ids] + [row for rows in found for row in rows]
    until = Span(trial.period.first, items[-1].day) if items else trial.period
    rows = (
        ("answered_recent", a / (a + b), (*beta_interval(a, b), 0.8), "share"),
        ("answered_recent_size", a + b - 2 * JEFFREYS, None, "episodes"),
    )
    return [
        trial.face(
            name,
            _LABELS[name],
            value if items else None,
            period=until,
            interval=interval,
            unit=unit,
            coverage=1.0,
            n=len(items),
            evidence=evidence,
            warnings=_CAUTIONS,
            reason=_none_so_severe(),
            window=HEADLINE_WINDOW,
            severity=HEADLINE_SEVERITY,
        )
        for name, value, interval, unit in rows
    ]


def _waiting(trial: Trial, main: tuple[Episode, ...]) -> list[Estimate]:
    cases = [_wait(trial, item, after) for item, after in zip_longest(main, main[1:])]
    curve = latency.survival([days for days, _ in cases], [hit for _, hit in cases])
    rows = [row for item in main for row in (*item.ids, *trial.answers.within(item.day, WAIT_DAYS))]
    middle = latency.median(curve)
    values: list[tuple[str, float | None, str, dict[str, Any]]] = [("km_median", middle, "days", {})]
    values += [("km_answered", 1 - latency.at(curve, day), "share", {"day": day}) for day in CURVE_DAYS]
    return [
        trial.face(
            name,
            _LABELS[name],
            value if main else None,
            period=trial.period,
            unit=unit,
            coverage=1.0,
            n=len(main),
            evidence=rows,
            warnings=_CAUTIONS,
            reason=_none_so_severe() if not main else f"fewer than half were answered within {WAIT_DAYS} days",
            severity=HEADLINE_SEVERITY,
            **key,
        )
        for name, value, unit, key in values
    ]


def _wait(trial: Trial, item: Episode, after: Episode | None) -> tuple[int, bool]:
    """Days an episode waited, and whether an answer ended the waiting."""
    limit = min(WAIT_DAYS, trial.period.last - item.day)
    if after is not None:
        limit = min(limit, after.day - item.day)
    first = trial.answers.first(item.day)
    return (first, True) if first is not None and first <= limit else (limit, False)


def _since(trial: Trial) -> list[Estimate]:
    face, day = trial.face, trial.face.as_of.toordinal()
    observed = watched_acts(face.book).covers(day)
    severe = [act for act in trial.acts if (act.severity or 0) >= HEADLINE_SEVERITY]
    out = []
    for name, acts in (
        ("days_since_test", [act for act in severe if act.kind in TESTS]),
        ("days_since_provocation", severe),
    ):
        last = max(acts, key=lambda act: (act.date, act.id), default=None)
        since = Span(last.date.toordinal() + 1, day) if last else None
        out.append(
            face(
                name,
                _LABELS[name],
                float(since.days) if since and observed else None,
                period=Span(min(since.first, day), day) if since else None,
                unit="days",
                coverage=watched_acts(face.book).share(since) if since and since.days else float(observed),
                n=len(acts),
                evidence=(last.id,) if last else (),
                reason=_none_so_severe() if observed else f"provocations were not observed on {face.as_of}",
                severity=HEADLINE_SEVERITY,
            )
        )
    return out


def _none_so_severe() -> str:
    return f"no provocation of severity {HEADLINE_SEVERITY} or more in the period"

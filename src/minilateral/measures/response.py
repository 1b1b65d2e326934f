"""Response: how often, and how fast, the members answer provocations together.

Takes a casebook and a day; gives the share of episodes answered for each window and severity beside the share that
chance alone would give, the waiting time, the recent share with old episodes fading, and the days without a test.
"""

from __future__ import annotations

from datetime import date

from minilateral.measures.chance import shifted_rates
from minilateral.measures.episodes import Episode, answers, closed
from minilateral.measures.face import Face
from minilateral.measures.trial import (
    CAUTIONS,
    HEADLINE_SEVERITY,
    HEADLINE_WINDOW,
    NONE_SO_SEVERE,
    Trial,
    trial_of,
    why_not,
)
from minilateral.measures.uncertainty import JEFFREYS, beta_interval, forgetting_beta, share_interval, share_upper
from minilateral.measures.waiting import LABELS as WAITING_LABELS
from minilateral.measures.waiting import since, waiting
from minilateral.measures.windows import Span
from minilateral.model import Casebook, Estimate

__all__ = ["HEADLINE_SEVERITY", "HEADLINE_WINDOW", "SEVERITIES", "WINDOWS", "compute"]

WINDOWS = (1, 3, 7, 14, 30)  # days
SEVERITIES = (3, 4, 5)
_NAMES = ("answered", "chance", "excess", "excess_p", "answered_recent", "km_median", "km_answered", "days_since_test")
_UNITS = {"excess_p": "probability", "km_median": "days", "days_since_test": "days"}  # the others are shares
_LABELS = {
    **WAITING_LABELS,
    "answered": "Share of provocations answered together",
    "answered_upper": "Highest share answered that none still allows (95 %)",
    "chance": "Share that would be answered by chance",
    "excess": "Answered beyond chance",
    "excess_p": "Chance of an excess this large without any link",
    "answered_stated": "Share answered by a text that names the provocation",
    "answered_recent": "Share answered, recent episodes weighing more",
    "answered_recent_size": "Episodes that the recent share rests on",
}


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
    face, reason = Face(book, "response", as_of), why_not(book, as_of)
    if reason:
        return tuple(
            face(name, _LABELS[name], None, unit=_UNITS.get(name, "share"), coverage=0.0, n=0, reason=reason)
            for name in _NAMES
        )
    judged = trial_of(face)
    out: list[Estimate] = []
    for severity in SEVERITIES:
        out += _sweep(judged, severity)
    main = judged.episodes(HEADLINE_SEVERITY)
    return (*out, _stated(judged, main), *_recent(judged, main), *waiting(judged), *since(judged))


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
            warnings=(*CAUTIONS, "famous_first"),
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
        warnings=CAUTIONS,
        reason=NONE_SO_SEVERE,
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
            warnings=CAUTIONS,
            reason=NONE_SO_SEVERE,
            window=HEADLINE_WINDOW,
            severity=HEADLINE_SEVERITY,
        )
        for name, value, interval, unit in rows
    ]

"""How long an answer took, and how long nobody has put the members to the test.

Takes a trial; gives the waiting time by Kaplan and Meier, and days since the last test and the last provocation.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from minilateral.measures import latency
from minilateral.measures.episodes import Episode, watched_acts
from minilateral.measures.trial import CAUTIONS, HEADLINE_SEVERITY, NONE_SO_SEVERE, Trial
from minilateral.measures.windows import Span
from minilateral.model import Estimate

WAIT_DAYS = 30  # an answer later than this is no answer
CURVE_DAYS = (0, 1, 3, 7)
TESTS = ("nuclear_test", "icbm", "irbm", "mrbm", "srbm", "slbm", "cruise", "satellite")
LABELS = {
    "km_median": "Days until half of the provocations were answered",
    "km_answered": "Share answered by this day, open cases allowed for",
    "days_since_test": "Days since the last test or launch of severity 4 or more",
    "days_since_provocation": "Days since the last provocation of severity 4 or more",
}


def waiting(trial: Trial) -> list[Estimate]:
    """`km_median` and `km_answered` by day 0, 1, 3 and 7, of episodes of severity 4 or more.

    S(t) = product of 1 - d/n (Kaplan & Meier 1958); a case is censored at the next episode, at 30 days and at the end
    of observation. Units: days; share of episodes.
    """
    main = trial.episodes(HEADLINE_SEVERITY)
    cases = [_wait(trial, item, after) for item, after in zip_longest(main, main[1:])]
    curve = latency.survival([days for days, _ in cases], [hit for _, hit in cases])
    rows = [row for item in main for row in (*item.ids, *trial.answers.within(item.day, WAIT_DAYS))]
    middle = latency.median(curve)
    values: list[tuple[str, float | None, str, dict[str, Any]]] = [("km_median", middle, "days", {})]
    values += [("km_answered", 1 - latency.at(curve, day), "share", {"day": day}) for day in CURVE_DAYS]
    return [
        trial.face(
            name,
            LABELS[name],
            value if main else None,
            period=trial.period,
            unit=unit,
            coverage=1.0,
            n=len(main),
            evidence=rows,
            warnings=CAUTIONS,
            reason=NONE_SO_SEVERE if not main else f"fewer than half were answered within {WAIT_DAYS} days",
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


def since(trial: Trial) -> list[Estimate]:
    """`days_since_test` and `days_since_provocation`, of severity 4 or more; None where acts were not observed."""
    face, day = trial.face, trial.face.as_of.toordinal()
    observed = watched_acts(face.book).covers(day)
    severe = [act for act in trial.acts if (act.severity or 0) >= HEADLINE_SEVERITY]
    out = []
    for name, acts in (
        ("days_since_test", [act for act in severe if act.kind in TESTS]),
        ("days_since_provocation", severe),
    ):
        last = max(acts, key=lambda act: (act.date, act.id), default=None)
        silent = Span(last.date.toordinal() + 1, day) if last else None
        share = watched_acts(face.book).share(silent) if silent and silent.days else float(observed)
        out.append(
            face(
                name,
                LABELS[name],
                float(silent.days) if silent and observed else None,
                period=Span(min(silent.first, day), day) if silent else None,
                unit="days",
                coverage=share,
                n=len(acts),
                evidence=(last.id,) if last else (),
                warnings=("span_partly_observed",) if share < 1 else (),
                reason=NONE_SO_SEVERE if observed else f"provocations were not observed on {face.as_of}",
                severity=HEADLINE_SEVERITY,
            )
        )
    return out

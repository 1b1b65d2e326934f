"""Promised exercises against their plan: rounds held, days from one to the next, and when the next is due.

Takes a casebook's plans and the days on which exercises were watched; gives estimates, one set a promise.
"""

from __future__ import annotations

from collections.abc import Sequence

from minilateral.measures.exposure import Watch
from minilateral.measures.face import Face, partly
from minilateral.measures.plans import Plan, plans
from minilateral.measures.windows import between
from minilateral.model import Engagement, Estimate

_NO_PLAN = "no recurring exercise has been promised"


def planned(face: Face, seen: Watch) -> list[Estimate]:
    """What became of each promised rhythm of exercises by the day; that there is none, where none was promised."""
    found = plans(face.book, face.as_of)
    if not found:
        return [
            face("planned_rounds", "Rounds of a promised exercise", None, unit="rounds", coverage=0.0, n=0,
                 reason=_NO_PLAN)
        ]  # fmt: skip
    return [one for plan in found for one in _plan(face, plan, seen)]


def _plan(face: Face, plan: Plan, seen: Watch) -> list[Estimate]:
    promise, name = plan.entry.commitment, plan.name or "the promised exercise"
    period = between(promise.made_date, face.as_of)
    common = {"promise": promise.id}
    out = [
        face(
            "planned_rounds", f"Rounds of {name} held", float(len(plan.held)), unit="rounds",
            coverage=seen.share(period), n=len(plan.held), period=period, evidence=[row.id for row in plan.held],
            warnings=partly(seen.share(period), none=not plan.held), **common,  # type: ignore[arg-type]
        )
    ]  # fmt: skip
    out += [
        _days(face, "planned_gap", f"Days from one round of {name} to the next", pair, seen, place=str(place), **common)
        for place, pair in enumerate(zip(plan.exact, plan.exact[1:], strict=False), 1)
    ]
    if plan.exact:
        out.append(
            _days(face, "planned_since", f"Days since the last round of {name}", plan.exact[-1:], seen, **common)
        )
    return [*out, _due(face, plan, name, common)]


def _days(
    face: Face, name: str, label: str, rounds: Sequence[Engagement], seen: Watch, **key: str
) -> Estimate:  # fmt: skip
    """Days from the first of the rounds to the second, or to the day where there is only one."""
    first, last = rounds[0].date, rounds[1].date if len(rounds) > 1 else face.as_of
    between_them = between(first, last)
    share = seen.share(between_them)
    return face(
        name,
        label,
        float((last - first).days),
        unit="days",
        coverage=share,
        n=len(rounds),
        period=between_them,
        evidence=[row.id for row in rounds],
        warnings=["span_partly_observed"] if share < 1 else [],
        **key,  # type: ignore[arg-type]
    )


def _due(face: Face, plan: Plan, name: str, key: dict[str, str]) -> Estimate:
    due = plan.due
    return face(
        "planned_due",
        f"Days until {name} is due again",
        float((due - face.as_of).days) if due else None,
        unit="days",
        coverage=1.0,
        n=len(plan.held),
        period=between(plan.entry.commitment.made_date, face.as_of),
        evidence=[plan.entry.commitment.id, *(row.id for row in plan.held[-1:])],
        reason="the promise sets no date",
        **key,  # type: ignore[arg-type]
    )

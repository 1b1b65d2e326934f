"""Spill-over: do doubts that a member raises, here or elsewhere, reach what this group does?

Takes a casebook and a day; gives, for the half-year after acts that shook allies, the ratio of contacts, of the share
of ministers and leaders among them, of statements and of strains to all other months of the same eras, beside the same
ratio with all dates moved together. `across` asks the same of groups with the acting state against those without.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from minilateral.measures.across import Across, across
from minilateral.measures.aftermath import MONTH_DAYS, After, after
from minilateral.measures.exposure import watch
from minilateral.measures.face import Face, partly
from minilateral.measures.outcomes import Outcome, outcomes
from minilateral.measures.pooled import shifts
from minilateral.measures.reached import FEW_SIDES, LEAST_COUNTED, Reached, reached, too_few
from minilateral.measures.shaken import WORDS, sets_of
from minilateral.measures.windows import Span
from minilateral.model import Casebook, Estimate, Shock

__all__ = ["Across", "across", "compute"]

_EVERY_SET = ("contacts", "ministers")  # the others only after any act of a member
_NEVER = {
    "engagements": "meetings were at no time fully observed while shocks were listed",
    "statements": "joint statements were never fully observed, only found for meetings on record, or not collected",
    "strains": "strains were never fully observed, only selected, or not collected",
}
_NOT_LISTED = "acts that shook allies were never listed for this group"
_NO_OUTSIDE = "a casebook holds the shocks of its own members only; groups side by side show those of others"


def compute(book: Casebook, as_of: date) -> tuple[Estimate, ...]:
    """`shock_ratio` with `shifted_ratio` and `shifted_p` per outcome and set of shocks; `shocks_unseen`.

    Days 1 to 180 after a shock are compared with all other observed days of the same era, windows that overlap being
    one: `shock_ratio` is the Mantel-Haenszel ratio of the two rates (contacts, statements, strains) or shares
    (ministers and leaders among the contacts). `shifted_ratio` is the median of that ratio when the dates of all shocks
    are moved together, circularly, by 60 days or more over the observed days, 300 times, with the range of the middle
    90 % of them; `shifted_p` is the two-sided share of shifts that lie as far out, counting the record itself as one.
    Sets: all acts of members (the headline), those of severity 4 or more, those that named no fellow member, and acts
    of states outside the group, where the casebook has them, which should make no difference.

    Units: ratio; probability; contacts, months, shocks.
    Edges: None with a reason below five shocks or three stretches of time, with less than a year of other days, below
    five things counted, and where the outcome or the list of shocks was not watched. `shocks_unseen` counts acts of
    members whose half-year was nowhere observed, such as those after the end of coverage: they enter no ratio.
    References: Mantel & Haenszel (1959); circular shifts as in `response`; own definition.

    Example:
        >>> from minilateral.measures.histories import history
        >>> found = compute(history(n=9), date(2021, 12, 31))
        >>> (found[0].name, found[0].value, found[0].reason)
        ('shock_ratio', None, 'acts that shook allies were never listed for this group')
    """
    face, sets, found = Face(book, "spillover", as_of), sets_of(book, as_of), outcomes(book, as_of)
    out: list[Estimate] = []
    for outcome in found:
        for name, rows in sets.items():
            if name == "member" or outcome.name in _EVERY_SET:
                out += _judge(face, outcome, name, rows)
    return (*out, _unseen(face, found[0], sets["member"]))


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """One set of shocks and one outcome; `result` is None where `reason` says why."""

    face: Face
    outcome: Outcome
    name: str  # of the set
    found: After[Shock]
    reason: str
    result: Reached | None

    @property
    def common(self) -> dict[str, Any]:
        """What all estimates of a case share."""
        place = self.outcome.ground
        raised = {
            "shocks_selected": True,
            "timing_only": True,
            "severity_coding": self.name == "severe",
            "no_eras": not place.divided,
            "month_precision": any(not thing.exact for thing in self.outcome.things),
        }
        cautions = [*partly(place.share), *(code for code, yes in raised.items() if yes)]
        return {"period": place.period, "coverage": place.share, "n": len(self.found.rows), "warnings": cautions}


def _judge(face: Face, outcome: Outcome, name: str, rows: Sequence[Shock]) -> list[Estimate]:
    """What one set of shocks was followed by, in one outcome."""
    found = after(outcome.ground, rows)
    reason = _why_not(face, outcome, name, found)
    parts = (face.book.group.slug, face.measure, name, face.as_of.isoformat())
    by = shifts(outcome.ground.days.size, parts)
    stretches = (found.starts, found.lengths)
    result = None if reason else reached(outcome.values, outcome.exposure, stretches, by)
    case = _Case(face, outcome, name, found, reason or FEW_SIDES, result)
    return [*_ratios(case), *_sizes(case)]


def _why_not(face: Face, outcome: Outcome, name: str, found: After[Shock]) -> str:
    """Why nothing can be said of one set of shocks; empty if it may be tried."""
    if not watch(face.book, "shocks", status=("observed", "partial")).spans:
        return _NOT_LISTED
    if not outcome.ground.days.size:
        return _NEVER[outcome.table]
    if name == "outside" and not found.rows:
        return _NO_OUTSIDE
    few = too_few(found)
    if not few and len(outcome.things) < LEAST_COUNTED:
        few = f"fewer than five {outcome.what} were observed in that time"
    return few


_PARTS = (
    ("shock_ratio", "{}, against other months"),
    ("shifted_ratio", "{}, against other months, with all dates moved"),
    ("shifted_p", "{}: chance of so much by chance alone"),
)


def _ratios(case: _Case) -> list[Estimate]:
    """The ratio, the ratio of shifted dates with its range, and how rare the first is among them; else why none."""
    outcome, result = case.outcome, case.result
    what = f"{outcome.label} in the half-year after {WORDS[case.name]}"
    bounds = (result.low, result.high, None) if result else None
    values = {"shock_ratio": result.ratio, "shifted_ratio": result.middle, "shifted_p": result.p} if result else {}
    counted = [row for thing in outcome.of or outcome.things for row in thing.ids]
    return [
        case.face(
            part, label.format(what), values.get(part), unit="probability" if part == "shifted_p" else "ratio",
            interval=bounds if part == "shifted_ratio" else None, reason=case.reason,
            evidence=[*(row.id for row in case.found.rows), *counted],
            outcome=outcome.name, shocks=case.name, **case.common,
        )
        for part, label in (_PARTS if result else _PARTS[:1])
    ]  # fmt: skip


def _sizes(case: _Case) -> list[Estimate]:
    """Contacts and months on either side, where a ratio of contacts was formed."""
    outcome, found = case.outcome, case.found
    if case.result is None or outcome.name != "contacts":
        return []
    weights, shocks = outcome.ground.weights(thing.span for thing in outcome.things), [row.id for row in found.rows]
    told = [(thing, found.sides(outcome.ground, thing.span)) for thing in outcome.things]
    inside, others = ([row for thing, side in told if side[part] for row in thing.ids] for part in (0, 1))
    what, other = WORDS[case.name], float((~found.mask).sum()) / MONTH_DAYS
    rows = (
        ("shock_contacts", f"Contacts in the half-year after {what}", weights[found.mask].sum(), "contacts", inside),
        ("shock_months", f"Months within half a year after {what}", found.months, "months", shocks),
        ("calm_contacts", f"Contacts in months without {what} before", weights[~found.mask].sum(), "contacts", others),
        ("calm_months", f"Months without {what} before", other, "months", shocks),
    )
    return [
        case.face(part, label, round(float(value), 6), unit=unit, evidence=behind, shocks=case.name, **case.common)
        for part, label, value, unit, behind in rows
    ]


def _unseen(face: Face, outcome: Outcome, rows: Sequence[Shock]) -> Estimate:
    """Acts of members of which no day of the half-year after was observed."""
    seen = {row.id for row in after(outcome.ground, rows).rows}
    unseen = [row.id for row in rows if row.id not in seen]
    looked = watch(face.book, "shocks", status=("observed", "partial"))
    known = bool(looked.spans) and bool(rows)
    period = Span(looked.spans[0].first, face.as_of.toordinal()) if known else None
    reason = "no act of a member that shook allies is on record" if looked.spans else _NOT_LISTED
    value = float(len(unseen)) if known else None
    return face(
        "shocks_unseen", "Acts of members whose half-year after was not observed", value,
        unit="shocks", coverage=watch(face.book).share(period) if period else 0.0, n=len(rows), period=period,
        evidence=unseen, warnings=["shocks_selected"], reason=reason,
    )  # fmt: skip

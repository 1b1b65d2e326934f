"""The same shocks seen by several groups: do those with the acting state change course, and those without not?

Takes casebooks; gives one `Across` for every state with enough shocks: the ratio of contacts after its acts to other
months in the groups it belongs to, in the groups it does not, the one over the other, and what shifted dates give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from minilateral.measures.aftermath import After, Ground, after, whole
from minilateral.measures.exposure import default_as_of
from minilateral.measures.face import Face
from minilateral.measures.outcomes import Outcome, outcomes
from minilateral.measures.pooled import moved, shifts
from minilateral.measures.reached import FEW_SIDES, LEAST_COUNTED, LEAST_SHOCKS, Reached, among, too_few
from minilateral.measures.shaken import shocks_of
from minilateral.measures.windows import Span
from minilateral.model import Casebook, Estimate, Group, Shock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_OUTCOMES = ("contacts", "ministers")
_NAMES = {"with": "groups with {}", "without": "groups without {}", "both": "groups with {} over groups without"}
_PARTS = (
    ("across_ratio", ""),
    ("across_shifted", ", dates moved"),
    ("across_p", ": chance of so much by chance alone"),
)
_CAUTIONS = ("shocks_selected", "timing_only", "pooled_groups")


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """What groups did after the acts of one state. Estimates carry the key `groups`: with, without, both."""

    state: str
    shocks: tuple[str, ...]  # ids of those whose half-year lies in the time looked at
    members: tuple[str, ...]  # slugs of the groups with the state that were observed
    others: tuple[str, ...]  # of those without it
    unseen: tuple[str, ...]  # of groups that were not observed while shocks were listed
    estimates: tuple[Estimate, ...]

    def get(self, name: str, **key: str) -> Estimate | None:
        """The first estimate called `name` whose key has these parts."""
        fits = (one for one in self.estimates if one.name == name)
        return next((one for one in fits if all(one.of(part) == want for part, want in key.items())), None)


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """One group up to its day, and its outcomes by name."""

    book: Casebook
    day: date
    outcomes: dict[str, Outcome]

    @property
    def days(self) -> NDArray[np.int64]:
        return self.outcomes["contacts"].ground.days


def across(books: Iterable[Casebook], as_of: date | None = None) -> tuple[Across, ...]:
    """Groups with the acting state beside groups without it, for every state with five shocks or more, by its code.

    Days 1 to 180 after the acts are compared with all other observed days, within each group and era (Mantel & Haenszel
    1959), and the ratio of the groups with the state is divided by that of the groups without it. All dates are moved
    together, the same for every group, around the time in which any group was observed, 300 times.

    Args:
        books: casebooks; their shocks are put together, each counted once. Order does not matter.
        as_of: the day for all groups; by default the end of each group's own observed coverage.

    Units: ratio; probability. `across_ratio`, `across_shifted` (median, range of the middle 90 %), `across_p`.
    Edges: a group never observed while shocks were listed is left out and named; None with a reason where no group is
    on one side, or too little was counted.

    Example:
        >>> from minilateral.measures.histories import history
        >>> across([history(n=30)])
        ()
    """
    seen = sorted((_seen(book, as_of) for book in books), key=lambda one: one.book.group.slug)
    latest = max((one.day for one in seen), default=date.min)
    rows = {row.id: row for one in seen for row in shocks_of(one.book, latest)}
    acts = Counter(state for row in rows.values() for state in row.actor)
    states = sorted(state for state, n in acts.items() if n >= LEAST_SHOCKS)
    shocks = sorted(rows.values(), key=lambda row: (row.date, row.id))
    return tuple(_across(seen, state, [row for row in shocks if state in row.actor], as_of) for state in states)


def _seen(book: Casebook, as_of: date | None) -> _Seen:
    day = as_of or default_as_of(book) or date.min
    return _Seen(book, day, {one.name: one for one in outcomes(book, day) if one.name in _OUTCOMES})


@dataclass(frozen=True, slots=True, eq=False)
class _Trial:
    """The acts of one state on the circle of days on which any group was observed."""

    face: Face
    state: str
    circle: Ground
    found: After[Shock]
    by: NDArray[np.int64]  # shifts


def _across(groups: Sequence[_Seen], state: str, rows: Sequence[Shock], as_of: date | None) -> Across:
    seen = [one for one in groups if one.days.size]
    sides = {
        "with": [one for one in seen if state in one.book.group.members_on(one.day)],
        "without": [one for one in seen if state not in one.book.group.members_on(one.day)],
    }
    ends = [int(one.days[place]) for one in seen for place in (0, -1)]
    circle = whole(Span(min(ends), max(ends)) if ends else Span(1, 0))
    day = as_of or max((one.day for one in seen), default=date.min)
    face = Face(Casebook(group=Group(slug="", name="", members=())), "spillover", day)
    by = shifts(circle.days.size, ("across", state, day.isoformat()))
    judged = _Trial(face, state, circle, after(circle, rows), by)
    return Across(
        state=state,
        shocks=tuple(row.id for row in judged.found.rows),
        members=tuple(one.book.group.slug for one in sides["with"]),
        others=tuple(one.book.group.slug for one in sides["without"]),
        unseen=tuple(one.book.group.slug for one in groups if not one.days.size),
        estimates=tuple(e for name in _OUTCOMES for e in _compared(judged, name, sides)),
    )


def _compared(judged: _Trial, name: str, sides: dict[str, list[_Seen]]) -> list[Estimate]:
    """One outcome on both sides, and the one over the other."""
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays

    stretches = (judged.found.starts, judged.found.lengths)
    reasons = {side: _why_not(judged, seen, name, side) for side, seen in sides.items()}
    ratios = {
        side: moved(*_laid_out(seen, name, judged.circle.period), stretches, judged.by)
        for side, seen in sides.items()
        if not reasons[side]
    }
    if len(ratios) == len(sides):
        with np.errstate(divide="ignore", invalid="ignore"):
            ratios["both"] = ratios["with"] / ratios["without"]
    reasons["both"] = reasons["with"] or reasons["without"]
    every = {**sides, "both": [one for some in sides.values() for one in some]}
    return [
        one
        for side, seen in every.items()
        for one in _estimates(judged, (name, side), seen, among(ratios.get(side)), reasons[side] or FEW_SIDES)
    ]


def _why_not(judged: _Trial, seen: Sequence[_Seen], name: str, side: str) -> str:
    who = _NAMES[side].format(judged.state)
    if not seen:
        return f"none of the {who} was observed while shocks were listed"
    counted = sum(len(one.outcomes[name].things) for one in seen)
    few = f"fewer than five contacts were observed in {who}" if counted < LEAST_COUNTED else ""
    return too_few(judged.found) or few


def _laid_out(seen: Sequence[_Seen], name: str, circle: Span) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Values and exposures of several groups on one circle of days, a line for each group and era."""
    import numpy as np  # noqa: PLC0415

    def spread(one: _Seen, lines: NDArray[np.float64]) -> NDArray[np.float64]:
        out = np.zeros((lines.shape[0], circle.days))
        out[:, one.days - circle.first] = lines
        return out

    values = [spread(one, one.outcomes[name].values) for one in seen]
    exposures = [spread(one, one.outcomes[name].exposure) for one in seen]
    return np.concatenate(values), np.concatenate(exposures)


def _estimates(
    judged: _Trial, key: tuple[str, str], seen: Sequence[_Seen], result: Reached | None, reason: str
) -> list[Estimate]:
    """The ratio of one outcome on one side (`key`), what shifted dates give, and how rare the first is among them."""
    name, side = key
    told, circle = [one.outcomes[name] for one in seen], judged.circle.period
    label = f"{told[0].label if told else name} after acts of {judged.state}, {_NAMES[side].format(judged.state)}"
    counted = [row for one in told for thing in one.of or one.things for row in thing.ids]
    values = {"across_ratio": result.ratio, "across_shifted": result.middle, "across_p": result.p} if result else {}
    return [
        judged.face(
            part, f"{label}{words}", values.get(part), unit="probability" if part == "across_p" else "ratio",
            interval=(result.low, result.high, None) if result and part == "across_shifted" else None, period=circle,
            coverage=sum(one.days.size for one in seen) / (len(seen) * circle.days) if seen else 0.0,
            n=len(judged.found.rows), evidence=[*(row.id for row in judged.found.rows), *counted],
            warnings=_CAUTIONS, reason=reason, state=judged.state, outcome=name, groups=side,
        )
        for part, words in (_PARTS if result else _PARTS[:1])
    ]  # fmt: skip

"""How well dated alarms match dated landmarks, and how well they would by chance.

Takes alarms and landmarks, each a day and a direction; gives hits, precision, recall and delay, the precision of the
same alarms shifted in time, and how often those do as well. A match is not a cause. Pure; seeded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from minilateral.changes.results import Direction
from minilateral.measures.uncertainty import generator

TOLERANCE_DAYS = 90
BINNING_DAYS = 15  # an alarm is known by its month only
SHIFTS = 500


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A day and the way things went from it."""

    date: date
    direction: Direction


@dataclass(frozen=True, slots=True)
class Score:
    """`precision` is hits of alarms, `recall` hits of landmarks; `chance` the mean precision of shifted alarms.

    `p` is the share of shifts, the alarms as they are among them, that hit as many landmarks or more.
    """

    alarms: int
    landmarks: int
    hits: int
    precision: float | None
    recall: float | None
    delay_days: float | None  # median of alarm minus landmark, of the hits
    chance: float | None
    p: float | None


def matched(alarms: Iterable[Mark], landmarks: Iterable[Mark]) -> tuple[tuple[Mark, Mark], ...]:
    """Pairs of the same direction within 105 days, nearest first, each alarm and each landmark in one pair only.

    Example:
        >>> alarm = Mark(date(2019, 2, 1), "down")
        >>> [(a.date - b.date).days for a, b in matched([alarm], [Mark(date(2018, 12, 20), "down")])]
        [43]
    """
    alarms, landmarks = list(alarms), list(landmarks)
    near = sorted(
        (abs((a.date - b.date).days), i, j)
        for i, a in enumerate(alarms)
        for j, b in enumerate(landmarks)
        if a.direction == b.direction and abs((a.date - b.date).days) <= TOLERANCE_DAYS + BINNING_DAYS
    )
    used: set[tuple[str, int]] = set()
    out = []
    for _, i, j in near:
        if not {("a", i), ("b", j)} & used:
            used |= {("a", i), ("b", j)}
            out.append((alarms[i], landmarks[j]))
    return tuple(sorted(out))


@dataclass(frozen=True, slots=True)
class Case:
    """The alarms and landmarks of one group between two days."""

    alarms: tuple[Mark, ...]
    landmarks: tuple[Mark, ...]
    first: date
    last: date

    def inside(self) -> Case:
        """The same without what lies outside the two days."""

        def within(marks: Iterable[Mark]) -> tuple[Mark, ...]:
            return tuple(mark for mark in marks if self.first <= mark.date <= self.last)

        return Case(within(self.alarms), within(self.landmarks), self.first, self.last)

    def shifted(self, days: int) -> Case:
        """The alarms moved so many days on, those beyond the end back in at the beginning."""
        length = (self.last - self.first).days + 1
        start = self.first.toordinal()
        moved = (
            Mark(date.fromordinal(start + (mark.date.toordinal() - start + days) % length), mark.direction)
            for mark in self.alarms
        )
        return Case(tuple(moved), self.landmarks, self.first, self.last)


def score(cases: Sequence[Case], name: str = "") -> Score:
    """The score of one group, or of several taken together; chance by 500 circular shifts of each group's alarms.

    Edges: precision, chance and p are None without alarms, recall without landmarks.
    """
    cases = [case.inside() for case in cases]
    pairs = [pair for case in cases for pair in matched(case.alarms, case.landmarks)]
    alarms, landmarks = sum(len(case.alarms) for case in cases), sum(len(case.landmarks) for case in cases)
    by_chance = _by_chance(cases, name) if alarms else []
    return Score(
        alarms,
        landmarks,
        len(pairs),
        len(pairs) / alarms if alarms else None,
        len(pairs) / landmarks if landmarks else None,
        median((a.date - b.date).days for a, b in pairs) if pairs else None,
        sum(by_chance) / len(by_chance) / alarms if alarms else None,
        (1 + sum(hits >= len(pairs) for hits in by_chance)) / (1 + len(by_chance)) if alarms else None,
    )


def _by_chance(cases: Sequence[Case], name: str) -> list[int]:
    rng, hits = generator("shifts", name, *(case.first for case in cases)), []
    for _ in range(SHIFTS):
        moved = [case.shifted(int(rng.integers(0, (case.last - case.first).days + 1))) for case in cases]
        hits.append(sum(len(matched(case.alarms, case.landmarks)) for case in moved))
    return hits

"""Contacts of all members in the half-year after dated rows against those of all other days, within eras.

Takes the face of a measure and the days watched; gives a `Trial`, and for each set of rows the Mantel-Haenszel ratio
of the two rates with its interval, and the contacts on either side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minilateral.measures.aftermath import After, Ground, ground
from minilateral.measures.exposure import Watch
from minilateral.measures.face import Face
from minilateral.measures.occasions import Contact, contacts
from minilateral.measures.pooled import LEVEL, pooled_ratio, resampled, resamples, upper_of_none

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_ROWS = 5
LEAST_STRETCHES = 3  # of time apart from each other: strains of one quarrel tell one story
LEAST_CONTACTS = 5  # in all: with fewer no ratio says anything
NEEDED = "at least five, in three separate stretches of time, are needed"
FEW_CONTACTS = "fewer than five contacts of all members were observed in that time"


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """All members' contacts on the days watched, and the months of those days drawn anew."""

    face: Face
    ground: Ground
    held: tuple[Contact, ...]
    weights: NDArray[np.float64]  # contacts per day
    era: NDArray[np.int64]  # of each month
    drawn: NDArray[np.int64]

    def sides(self, found: After[Any]) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
        """Contacts on the days after, and on the others; one known by month only may be on both sides."""
        told = [(c, found.sides(self.ground, c.span)) for c in self.held]
        return tuple(c for c, (inside, _) in told if inside), tuple(c for c, (_, outside) in told if outside)


def trial(face: Face, seen: Watch) -> Trial:
    """The contacts of all members on the days seen up to the day of the face."""
    import numpy as np  # noqa: PLC0415  heavy; only who computes pays

    place = ground(face.book, face.as_of, seen)
    held = tuple(c for c in contacts(face.book, face.as_of) if place.weighs(c.span))
    _, first = np.unique(place.cell, return_index=True)
    era = place.era[first]
    parts = (face.book.group.slug, face.measure, "resamples", face.as_of.isoformat())
    return Trial(face, place, held, place.weights(c.span for c in held), era, resamples(era.tolist(), parts))


def too_few(judged: Trial, found: After[Any], what: str) -> str:
    """Why rows (`what`, in words) give no ratio; empty if there are enough of them."""
    if len(found.rows) < LEAST_ROWS or len(found.starts) < LEAST_STRETCHES:
        return f"{'too few' if found.rows else 'no'} {what} are on record in observed time; {NEEDED}"
    return "" if judged.weights.sum() >= LEAST_CONTACTS else FEW_CONTACTS


def ratio(judged: Trial, found: After[Any]) -> tuple[float | None, tuple[float, float, float] | None]:
    """The ratio within eras and its interval from 300 resamples of the months of each era.

    Edges: None where the other months have no contact to compare with; of none after, the upper bound of what that
    still allows.
    """
    import numpy as np  # noqa: PLC0415

    place, one = judged.ground, np.ones(judged.ground.days.size)
    parts = [what * side for side in (found.mask, ~found.mask) for what in (judged.weights, one)]  # n1, e1, n0, e0
    cells = np.stack([np.bincount(place.cell, part, judged.era.size) for part in parts], axis=1).astype(float)
    sums = [np.bincount(judged.era, cells[:, part], place.eras) for part in range(len(parts))]
    value = float(pooled_ratio(*sums))
    if not np.isfinite(value):
        return None, None
    if value == 0:
        return value, (0.0, upper_of_none(*(line.tolist() for line in sums[1:])), LEVEL)
    return value, _bounds(value, resampled(cells, judged.era, judged.drawn))


def _bounds(value: float, ratios: Iterable[float]) -> tuple[float, float, float]:
    import numpy as np  # noqa: PLC0415

    known = np.asarray(ratios)
    low, high = np.quantile(known[np.isfinite(known)], [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return min(value, float(low)), max(value, float(high)), LEVEL

"""Which of several like estimates of one group stands for it.

Takes a casebook and the estimates that carry a headline's name and key; gives one of them, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from minilateral.codebook.levels import crosswalk
from minilateral.model import Casebook, Estimate

Choose = Callable[[Casebook, Sequence[Estimate]], Estimate | None]


def first(_: Casebook, found: Sequence[Estimate]) -> Estimate | None:
    """The only one; of several, the one the measure gave first."""
    return found[0] if found else None


def latest(rank: int) -> Choose:
    """Of the tracks at one level, the one that met last; where none is known, the first, for its reason."""

    def choose(book: Casebook, found: Sequence[Estimate]) -> Estimate | None:
        tracks = {track.id for track in book.tracks if crosswalk(track.level).rank == rank}
        here = [one for one in found if one.of("track") in tracks]
        return min(here, key=lambda one: (one.value is None, one.value or 0.0), default=None)

    return choose

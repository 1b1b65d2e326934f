"""The formats a figure has a row for, in one order: those of ministers and leaders first, then those that prepare.

Takes a casebook and a day; gives each live track with the contacts at which it met. A format of ministers or leaders
has a row when it ever met at that level or was promised; a lower one when it ever met.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.codebook.levels import MINISTER_RANK, rank
from minilateral.measures.occasions import ROUNDS, contacts, rounds

if TYPE_CHECKING:
    from datetime import date

    from minilateral.measures.occasions import Contact
    from minilateral.model import Casebook, Track


@dataclass(frozen=True, slots=True)
class Format:
    """One track and the meetings at which it met, in order of time."""

    track: Track
    met: tuple[Contact, ...]

    @property
    def high(self) -> bool:
        """Of ministers or leaders."""
        return rank(self.track.level) >= MINISTER_RANK

    @property
    def name(self) -> str:
        """The track's name without what stands in brackets."""
        return self.track.name.split(" (")[0]


def formats(book: Casebook, as_of: date) -> list[Format]:
    """Formats that ran on `as_of`, highest level first, then in the order of the casebook."""
    held = contacts(book, as_of, ROUNDS)
    running = (track for track in book.tracks if _runs(track, as_of))
    found = [Format(track, rounds(track, held)) for track in running]
    kept = [one for one in found if one.met or (one.high and _promised(book, one.track, as_of))]
    return sorted(kept, key=lambda one: -rank(one.track.level))


def _runs(track: Track, as_of: date) -> bool:
    return track.live and rank(track.level) > 0 and not (track.ended and track.ended <= as_of)


def _promised(book: Casebook, track: Track, as_of: date) -> bool:
    made = {row.id for row in book.commitments if row.live and row.made_date <= as_of}
    return bool(made & set(track.promised_by))

"""At which level each member was represented at the meetings of ministers and leaders.

Takes a casebook and contacts; gives one `Seat` per contact and member whose level there is known, from `attendance`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from minilateral.codebook.levels import crosswalk
from minilateral.measures.occasions import Contact
from minilateral.model import Casebook


@dataclass(frozen=True, slots=True)
class Seat:
    """One member's seat at one contact: the rows of the contact, and the rank that sat there (6 leader to 1)."""

    contact: Contact
    member: str
    rank: int

    @property
    def below(self) -> bool:
        """Whether it was filled below the level of the contact."""
        return self.rank < self.contact.level.rank


def seats(book: Casebook, held: Iterable[Contact]) -> tuple[Seat, ...]:
    """Seats of members whose level is known, in order of the contacts; of two rows of one seat the lower counts."""
    levels: dict[tuple[str, str], int] = {}
    for row in book.attendance:
        rank = crosswalk(row.level).rank if row.live and row.level else 0
        if rank:
            place = (row.engagement_id, row.member)
            levels[place] = min(rank, levels.get(place, rank))
    out = []
    for contact in held:
        for member in book.group.members_on(contact.date):
            known = [levels[id_, member] for id_ in contact.ids if (id_, member) in levels]
            if known:
                out.append(Seat(contact, member, min(known)))
    return tuple(out)

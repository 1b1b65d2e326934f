"""Meetings at which a member was represented below the level of the meeting.

Takes a casebook; gives the engagement, the member and the level that sat in the chair, from `attendance`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.codebook.levels import MINISTER_RANK, rank

if TYPE_CHECKING:
    from datetime import date

    from minilateral.model import Attendance, Casebook, Engagement


@dataclass(frozen=True, slots=True)
class Deputy:
    """One member's seat at one engagement, filled below the level of the others."""

    engagement: Engagement
    seat: Attendance


def deputies(book: Casebook, as_of: date) -> tuple[Deputy, ...]:
    """Seats filled by a deputy at meetings of ministers or leaders up to `as_of`, in order of time."""
    held = {
        row.id: row for row in book.engagements if row.live and row.date <= as_of and rank(row.level) >= MINISTER_RANK
    }
    found = (
        Deputy(held[seat.engagement_id], seat)
        for seat in book.attendance
        if seat.live and seat.engagement_id in held and seat.level and _below(seat, held[seat.engagement_id])
    )
    return tuple(sorted(found, key=lambda one: (one.engagement.date, one.engagement.id, one.seat.member)))


def _below(seat: Attendance, engagement: Engagement) -> bool:
    return 0 < rank(seat.level) < rank(engagement.level)

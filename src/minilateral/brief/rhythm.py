"""The rhythm a track promised, and whether it keeps it: last meeting, days since, and the day it falls due.

Takes the desk; gives one `Rhythm` per track that promised one and still runs. A track is past its rhythm when more
than the promised days and a quarter of them, at least fourteen, have gone by since its last meeting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from minilateral.brief.wording import year_before

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.model import Casebook, Estimate, Track

GRACE = 0.25
LEAST_GRACE_DAYS = 14
WORDS = {7: "weekly", 30: "monthly", 91: "quarterly", 182: "twice a year", 365: "yearly", 730: "every two years"}
NEAR_DAYS = 2  # how far a promised number of days may lie from a named rhythm and still be called by it


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """One track against its own promise, now and a year before.

    `now` and `before` say whether it keeps its rhythm; None where that is not known, as when a silence longer than
    promised runs over days that were not observed.
    """

    track: Track
    since: Estimate
    now: bool | None
    before: bool | None
    due: date | None  # last day on which the next meeting would still keep the rhythm


def allowed_days(cadence_days: int) -> float:
    """Days a track may be silent and still keep a promised rhythm."""
    return cadence_days + max(GRACE * cadence_days, LEAST_GRACE_DAYS)


def rhythm_words(desk: Desk, track: Track) -> str:
    """The promised rhythm as a reader names it: "yearly"; a dash where none was promised by the day."""
    if track.cadence_days is None or not promised(desk.book, track, desk.as_of):
        return "–"
    near = min(WORDS, key=lambda days: abs(days - (track.cadence_days or 0)))
    return WORDS[near] if abs(near - track.cadence_days) <= NEAR_DAYS else "other"


def promised(book: Casebook, track: Track, day: date) -> bool:
    """Whether the track's rhythm had been promised by a day; where no promise is on record it always had."""
    made = [row.made_date for row in book.commitments if row.live and row.id in track.promised_by]
    return bool(track.cadence_days) and (not made or min(made) <= day)


def ended(track: Track, day: date) -> bool:
    """Whether the track had been given up by that day."""
    return track.ended is not None and track.ended <= day


def rhythms(desk: Desk) -> tuple[Rhythm, ...]:
    """Tracks with a promised rhythm that still run and have met, in the order of the tracks table."""
    running = (track for track in desk.tracks.values() if _runs(desk, track))
    found = ((track, desk.get("days_since", track=track.id)) for track in running)
    return tuple(_rhythm(desk, track, since) for track, since in found if since and since.value is not None)


def _runs(desk: Desk, track: Track) -> bool:
    return promised(desk.book, track, desk.as_of) and not ended(track, desk.as_of)


def _rhythm(desk: Desk, track: Track, since: Estimate) -> Rhythm:
    allowed = allowed_days(track.cadence_days or 0)
    earlier = desk.before("days_since", track=track.id) if promised(desk.book, track, year_before(desk.as_of)) else None
    last = desk.last_on(track.id)
    return Rhythm(
        track=track,
        since=since,
        now=_keeps(since, allowed),
        before=_keeps(earlier, allowed) if earlier else None,
        due=later(last.date, int(allowed)) if last else None,
    )


def _keeps(since: Estimate, allowed: float) -> bool | None:
    if since.value is None:
        return None
    return True if since.value <= allowed else False if (since.coverage or 0) >= 1 else None


def later(day: date, days: int) -> date | None:
    """The day so many days later; None beyond the year 9999.

    >>> later(date(2024, 10, 25), 456)
    datetime.date(2026, 1, 24)
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None

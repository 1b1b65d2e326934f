"""The table of the first screen: every track that ever met or was promised, its last meeting, silence and record.

Takes the desk; gives the table, highest level first and the most recent first within a level.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from minilateral.brief.desk import MEETS, digits, ref
from minilateral.brief.levels import kind, people, person
from minilateral.brief.members import country
from minilateral.brief.parts import Table, anchor
from minilateral.brief.recall import audited, briefly, until
from minilateral.brief.rhythm import ended, rhythm_words
from minilateral.brief.wording import day, say
from minilateral.codebook.levels import rank

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.model import Engagement, Track

COLUMNS = ("Track", "Level", "Last meeting", "Days since", "Promised rhythm", "On record of official count")


def table(desk: Desk) -> Table:
    """Every track with what is known of it on the day."""
    tracks = [track for track in desk.tracks.values() if _shown(desk, track)]
    return Table(
        id="tracks",
        caption=f"Tracks of the group on {day(desk.as_of)}",
        columns=COLUMNS,
        rows=tuple(_row(desk, track) for track in sorted(tracks, key=lambda track: _order(desk, track))),
        numeric=(3,),
    )


def _shown(desk: Desk, track: Track) -> bool:
    made = {row.id: row.made_date for row in desk.book.commitments if row.live}
    promised = any(made.get(one, date.max) <= desk.as_of for one in track.promised_by)
    return promised or desk.last_on(track.id) is not None


def _order(desk: Desk, track: Track) -> tuple[int, bool, float, str]:
    since = desk.get("days_since", track=track.id)
    days = since.value if since and since.value is not None else float("inf")
    return (-rank(track.level), ended(track, desk.as_of), days, track.id)


def _row(desk: Desk, track: Track) -> tuple[Text, ...]:
    since, last = desk.get("days_since", track=track.id), desk.last_on(track.id)
    known = since is not None and since.value is not None
    gone = ended(track, desk.as_of) and track.ended is not None
    return (
        (f"{track.name} (ended {day(track.ended)})" if gone and track.ended else track.name,),
        (people(track.level),),
        say(ref(last), _no_meeting(last), _deputy(desk, last.id)) if last else ("none recorded",),
        (desk.value(since, digits),) if known and since and not gone else _days(desk, last) if not gone else ("–",),
        (rhythm_words(track),),
        _complete(desk, track),
    )


def _no_meeting(last: Engagement) -> str:
    """Says what the last row was where it was no meeting."""
    return "" if last.kind in MEETS else f" ({kind(last.kind)})"


def _days(desk: Desk, last: Engagement | None) -> Text:
    """Days since the last row of a track that consistency leaves out, such as an exercise."""
    if last is None or last.kind not in MEETS or last.date_precision != "day" or not desk.watched:
        return ("–",)
    days = (desk.as_of - (last.end_date or last.date)).days
    return (desk.ledger.cite(digits(max(0, days)), anchor("tracks", last.track), "Last on this track", (last.id,)),)


def _deputy(desk: Desk, engagement: str) -> str:
    """Says that a deputy sat in the chair at that meeting."""
    found = [one for one in desk.deputies if one.engagement.id == engagement]
    return "".join(f" ({country(one.seat.member)}: {person(one.seat.level)})" for one in found)


def _complete(desk: Desk, track: Track) -> Text:
    """The latest period for which an official number exists: "15 of 15, to 18 July 2025"."""
    found = [e for e in audited(desk) if e.of("track") == track.id]
    latest = max(found, key=lambda e: (until(e) or date.min, e.n or 0), default=None)
    return briefly(desk, latest) if latest else ("no official count",)

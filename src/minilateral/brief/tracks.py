"""The tables of tracks: those of ministers and leaders at a glance, every track that runs, and those long silent.

Takes the desk; gives three tables of every track that ever met or was promised: last meeting, silence, promised rhythm
and record. Highest level first, the most recent first within a level.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from minilateral.brief.desk import MEETS, ref
from minilateral.brief.levels import kind, people, person
from minilateral.brief.members import country
from minilateral.brief.parts import Ref, Table, anchor
from minilateral.brief.recall import audited, briefly, shortly, until
from minilateral.brief.rhythm import ended, rhythm_words
from minilateral.brief.wording import day, digits, say, short_day, years_before
from minilateral.codebook.levels import MINISTER_RANK, rank

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.model import Engagement, Estimate, Track

COLUMNS = ("Track", "Last meeting", "Days since", "Promised rhythm", "On record of official count")
GLANCE = ("Track", "Last met", "Days", "On record")
MOST = 10  # tracks of ministers and leaders at a glance; the table below has them all
SILENT_YEARS = 5  # from so many years of silence on a running track is told apart
DASH: Text = ("–",)


def glance(desk: Desk) -> Table:
    """Running tracks of ministers and leaders in four narrow columns."""
    high = [track for track in _tracks(desk) if rank(track.level) >= MINISTER_RANK and not ended(track, desk.as_of)]
    return Table(
        id="glance",
        caption=f"Tracks of ministers and leaders, {day(desk.as_of)}; “on record”: of those officially numbered",
        columns=GLANCE,
        rows=tuple(_short(desk, track) for track in high[:MOST]),
        numeric=(2,),
    )


def table(desk: Desk) -> Table:
    """Running tracks, grouped by level, that met within five years or never."""
    return _table(desk, "tracks", "Tracks of the group", [one for one in _tracks(desk) if not _silent(desk, one)])


def silent(desk: Desk) -> Table:
    """Tracks that ended, and those silent for longer than five years."""
    caption = "Tracks ended, or silent for over five years"
    return _table(desk, "tracks-silent", caption, [one for one in _tracks(desk) if _silent(desk, one)])


def _table(desk: Desk, name: str, caption: str, tracks: list[Track]) -> Table:
    levels = [people(track.level).capitalize() for track in tracks]
    return Table(
        id=name,
        caption=f"{caption} on {day(desk.as_of)}",
        columns=COLUMNS,
        rows=tuple(_row(desk, track) for track in tracks),
        numeric=(2,),
        groups=tuple((i, word) for i, word in enumerate(levels) if i == 0 or word != levels[i - 1]),
    )


def _tracks(desk: Desk) -> list[Track]:
    return sorted((one for one in desk.tracks.values() if _shown(desk, one)), key=lambda track: _order(desk, track))


def _shown(desk: Desk, track: Track) -> bool:
    made = {row.id: row.made_date for row in desk.book.commitments if row.live}
    promised = any(made.get(one, date.max) <= desk.as_of for one in track.promised_by)
    return promised or desk.last_on(track.id) is not None


def _silent(desk: Desk, track: Track) -> bool:
    """Whether a track ended, or last met more than five years ago."""
    last = desk.last_on(track.id)
    edge = years_before(desk.as_of, SILENT_YEARS)
    return ended(track, desk.as_of) or (last is not None and last.span[1] < edge)


def _order(desk: Desk, track: Track) -> tuple[int, str, bool, float, str]:
    since = desk.get("days_since", track=track.id)
    days = since.value if since and since.value is not None else float("inf")
    return (-rank(track.level), people(track.level), ended(track, desk.as_of), days, track.id)


def _row(desk: Desk, track: Track) -> tuple[Text, ...]:
    last = desk.last_on(track.id)
    gone = track.ended if ended(track, desk.as_of) else None
    return (
        (f"{track.name} (ended {day(gone)})" if gone else track.name,),
        say(ref(last), _no_meeting(last), _deputy(desk, last.id)) if last else ("none recorded",),
        DASH if gone else _days(desk, track, last),
        (rhythm_words(desk, track),),
        _complete(desk, track),
    )


def _short(desk: Desk, track: Track) -> tuple[Text, ...]:
    """A row of the first screen: short dates, and no more than the number of a silence."""
    last = desk.last_on(track.id)
    when: Text = (Ref(short_day(last.date, last.date_precision), last.id), _no_meeting(last)) if last else ("none",)
    name = track.name.split(" (", maxsplit=1)[0]
    return (
        (name,),
        say(when),
        _days(desk, track, last),
        shortly(desk, latest) if (latest := _latest(desk, track)) else DASH,
    )


def _no_meeting(last: Engagement) -> str:
    """Says what the last row was where it was no meeting."""
    return "" if last.kind in MEETS else f" ({kind(last.kind)})"


def _days(desk: Desk, track: Track, last: Engagement | None) -> Text:
    """Days since the last meeting; of a track that consistency leaves out, such as exercises, since its last row."""
    since = desk.get("days_since", track=track.id)
    if since is not None and since.value is not None:
        return (desk.value(since, digits),)
    if last is None or last.kind not in MEETS or last.date_precision != "day" or not desk.watched:
        return DASH
    days = (desk.as_of - (last.end_date or last.date)).days
    return (desk.ledger.cite(digits(max(0, days)), anchor("tracks", last.track), "Last on this track", (last.id,)),)


def _deputy(desk: Desk, engagement: str) -> str:
    """Says that a deputy sat in the chair at that meeting."""
    found = [one for one in desk.deputies if one.engagement.id == engagement]
    return "".join(f" ({country(one.seat.member)}: {person(one.seat.level)})" for one in found)


def _complete(desk: Desk, track: Track) -> Text:
    """The latest period for which an official number exists: "15 of 15, 2015–2025"; a dash where there is none."""
    latest = _latest(desk, track)
    return briefly(desk, latest) if latest else DASH


def _latest(desk: Desk, track: Track) -> Estimate | None:
    """The audit of a track whose period ends last, the largest of them."""
    found = [e for e in audited(desk) if e.of("track") == track.id]
    return max(found, key=lambda e: (until(e) or date.min, e.n or 0), default=None)

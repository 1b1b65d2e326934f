"""Consistency: how long has each track been silent, against the rhythm it promised and the one it has kept?

Takes the desk; gives the finding of the first screen and the section below it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from minilateral.brief.arrows import FEWEST, SURE, turned
from minilateral.brief.cautions import cautions
from minilateral.brief.desk import ref
from minilateral.brief.parts import Finding, Section, Table
from minilateral.brief.rhythm import rhythm_words, rhythms
from minilateral.brief.wording import (
    chained,
    count,
    day,
    digits,
    joined,
    opened,
    percent,
    plural,
    readable,
    say,
)
from minilateral.codebook.levels import MINISTER_RANK, rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Arrow, Num, Text
    from minilateral.brief.rhythm import Rhythm
    from minilateral.model import Estimate

TITLES: dict[Arrow, str] = {
    "falling": "Fewer tracks keep their rhythm than a year before",
    "rising": "More tracks keep their rhythm than a year before",
    "steady": "The members keep to their rhythm",
    "not known": "Whether the members meet as regularly as before cannot be told",
}
NAMED = 3  # overdue tracks named in the sentence; the table has them all


def arrow(desk: Desk) -> Arrow:
    """By tracks that kept their promised rhythm in one of two years only; without promises, by the last silence.

    A silence longer than nine in ten past gaps is falling; a shorter one says little, for every silence was short once.
    """
    if not desk.watched:
        return "not known"
    pairs = [(one.now, one.before) for one in rhythms(desk) if one.now is not None and one.before is not None]
    if pairs:
        return turned(pairs.count((True, False)), pairs.count((False, True)), pairs.count((True, True)))
    tail = desk.get("silence_tail", series="minister")
    silent = tail is not None and tail.value is not None and (tail.n or 0) >= FEWEST and tail.value <= 1 - SURE
    return "falling" if silent else "not known"


def finding(desk: Desk) -> Finding:
    """Whether the members meet as consistently as they promised and as they used to."""
    return Finding(
        function="Meets consistently",
        arrow=arrow(desk),
        sentence=say(_last(desk), _promised(desk)) or (NOTHING,),
        interval=_silence(desk),
        coverage=desk.coverage,
        cautions=cautions([*(one.since for one in rhythms(desk)), *desk.all("silence_tail", series="minister")]),
        section="consistency",
    )


NOTHING = "No meeting of ministers or leaders is recorded, so there is no rhythm to compare with."


def _high(desk: Desk) -> list[Estimate]:
    """Silences of the tracks of ministers and leaders that ever met, the most recent meeting first."""
    found = [e for e in desk.all("days_since") if e.evidence and _ministerial(desk, e.of("track"))]
    return sorted(found, key=lambda e: (_last_day(desk, e), e.of("track")), reverse=True)


def _last_day(desk: Desk, since: Estimate) -> date:
    last = desk.last_on(since.of("track"))
    return last.date if last else date.min


def _ministerial(desk: Desk, track: str) -> bool:
    return track in desk.tracks and rank(desk.tracks[track].level) >= MINISTER_RANK


def _last(desk: Desk) -> Text:
    latest = next(iter(_high(desk)), None)
    last = desk.last_on(latest.of("track")) if latest else None
    if latest is None or last is None:
        return ()
    who = f" ({desk.track_name(last.track)})"
    met = "Ministers or leaders" if (latest.coverage or 0) >= 1 else "As far as recorded, ministers or leaders"
    said = say(f"{met} last met on ", ref(last), who)
    if latest.value is None:
        return say(said, f"; how long they have been silent since is not known: {readable(latest.reason)}")
    if rhythms(desk):
        return said
    if latest.value < 1:
        return say(said, ", the day of this brief")
    days = plural(round(latest.value), "day")
    return say(said, ", ", desk.value(latest, count), f" {days} before {day(desk.as_of)}")


def _promised(desk: Desk) -> Text:
    """How many of the tracks with a promised rhythm are past it, and which are longest silent."""
    found = rhythms(desk)
    if not found:
        return (".",) if _high(desk) else ()
    past = sorted((one for one in found if one.now is False), key=lambda one: (-(one.since.value or 0), one.track.id))
    of, number = _tracks_cited(desk, "promised", found), _tracks_cited(desk, "past", past)
    unknown = [one for one in found if one.now is None]
    tracks, verb = plural(len(found), "track"), "is" if len(past) == 1 else "are"
    verb += " known to be" if unknown else ""
    said = say(". Of the ", of, f" {tracks} with a promised rhythm, ", number, f" {verb} past it by more than ")
    said = say(said, _grace(desk))
    if past:
        names = joined([_named(desk, one) for one in past[:NAMED]])
        said = say(said, ": " if len(past) <= NAMED else ", longest ", names)
    return say(said, _unknown(desk, unknown), ".")


def _grace(desk: Desk) -> Text:
    return (desk.rule("grace", "a quarter", "Grace beyond a promised rhythm", GRACE_NOTE),)


def _within(desk: Desk) -> Text:
    """Tracks that are late but within the grace, so that a silence longer than promised is not passed over."""
    late = [one for one in rhythms(desk) if one.now and (one.since.value or 0) > (one.track.cadence_days or 0)]
    if not late:
        return ()
    if len(late) <= NAMED:
        names = joined([_named(desk, one) for one in late])
    else:
        names = say(_tracks_cited(desk, "late", late), " tracks")
    return say("late but within that grace: ", names)


def _unknown(desk: Desk, unknown: Sequence[Rhythm]) -> Text:
    return say("; of ", _tracks_cited(desk, "unknown", unknown), " it is not known") if unknown else ()


def _tracks_cited(desk: Desk, name: str, found: Sequence[Rhythm]) -> Num:
    """A number of tracks, tied to the last meeting of each."""
    rows = [row for one in found for row in one.since.evidence]
    return desk.ledger.cite(count(len(found)), f"consistency-{name}", TIED[name], rows, _RULE)


TIED = {
    "promised": "Tracks with a promised rhythm",
    "past": "Tracks past their promised rhythm",
    "late": "Tracks past their promised rhythm, within the grace",
    "lost": "Tracks that kept their rhythm a year before and do not now",
    "gained": "Tracks that keep their rhythm now and did not a year before",
    "unknown": "Tracks whose silence runs over days that were not observed",
}
GRACE_NOTE = "Fixed beforehand: a quarter of the promised time, at least fourteen days."
_RULE = "Past its rhythm: more than the promised days and a quarter of them, at least fourteen, since the last meeting."


def _named(desk: Desk, one: Rhythm) -> Text:
    days = plural(round(one.since.value or 0), "day")
    return say(desk.track_name(one.track.id), " (", desk.value(one.since, digits), f" {days})")


def _silence(desk: Desk) -> Text:
    """Why no direction is stated, and how unusual the present silence of ministers and leaders is."""
    tail = desk.get("silence_tail", series="minister")
    rare = tail is not None and tail.value is not None and tail.value <= 1 - SURE
    told = (_within(desk), _unclear(desk), _tail(desk) if rare or not rhythms(desk) else ())
    return chained([part for part in told if part], "; ")


def _unclear(desk: Desk) -> Text:
    """Why promised rhythms show no direction, where they were watched in both years."""
    pairs = [(one.now, one.before) for one in rhythms(desk) if one.now is not None and one.before is not None]
    if not desk.watched:
        return ("outside observed time no silence can be judged",)
    if arrow(desk) != "not known" or not pairs:
        return () if pairs or arrow(desk) != "not known" else ("no rhythm was promised to judge by",)
    lost = [one for one in rhythms(desk) if (one.now, one.before) == (False, True)]
    gained = [one for one in rhythms(desk) if (one.now, one.before) == (True, False)]
    if not lost and not gained:
        return ("too few promised rhythms to call them steady",)
    said = say("a year before, ")
    if lost:
        said = say(said, _tracks_cited(desk, "lost", lost), " of those past it still kept theirs")
    if gained:
        said = say(said, " and " * bool(lost), _tracks_cited(desk, "gained", gained), " that now keep theirs did not")
    return say(said, ": too few to say which way")


def _tail(desk: Desk) -> Text:
    tail = desk.get("silence_tail", series="minister")
    if tail is None or tail.value is None:
        return ()
    gaps = plural(round(tail.n or 0), "gap")
    usual = "not unusual" if tail.value > 1 - SURE else "unusual"
    return say(
        f"a silence so long is {usual}: by the last ", desk.ledger.estimate(tail, count(tail.n or 0)),
        f" {gaps} between their contacts, ", desk.value(tail, percent), " of silences last at least as long",
    )  # fmt: skip


def section(desk: Desk) -> Section:
    """The panel on consistency."""
    found = finding(desk)
    title = TITLES[found.arrow]
    silence = [opened(say(part, ".")) for part in (_within(desk), _unclear(desk), _tail(desk)) if part]
    return Section(
        id="consistency",
        title=title,
        lead=found.sentence,
        paragraphs=tuple(silence),
        figures=desk.figures("consistency"),
        tables=tuple(t for t in (_tracks(desk),) if t.rows),
        cautions=found.cautions,
    )


def _tracks(desk: Desk) -> Table:
    rows = []
    for since in desk.all("days_since"):
        track = since.of("track")
        if track in desk.tracks and since.value is not None:
            tail = desk.get("silence_tail", track=track)
            known = tail is not None and tail.value is not None
            rows.append(
                (
                    (desk.track_title(track),),
                    (desk.value(since, digits),),
                    (rhythm_words(desk, desk.tracks[track]),),
                    (desk.value(tail, percent),) if known and tail else ("–",),
                    (desk.ledger.estimate(since, digits(since.n or 0)),),
                )
            )
    return Table(
        id="consistency-tracks",
        caption=f"Silence of each track on {day(desk.as_of)}, against its promise and its own past gaps",
        columns=(
            "Track",
            "Days since last meeting",
            "Promised rhythm",
            "Silences at least as long",
            "Meetings recorded",
        ),
        rows=tuple(rows),
        numeric=(1, 3, 4),
    )

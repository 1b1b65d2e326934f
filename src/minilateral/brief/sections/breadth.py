"""Breadth: on how many tracks do ministers and leaders still meet, and for the sake of the group alone?

Takes the desk; gives the finding of the first screen and the section below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.arrows import turned
from minilateral.brief.cautions import cautions
from minilateral.brief.desk import ref
from minilateral.brief.parts import Finding, Section, Table
from minilateral.brief.wording import (
    chained,
    count,
    day,
    digits,
    joined,
    opened,
    plural,
    readable,
    say,
)
from minilateral.codebook.levels import MINISTER_RANK

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Arrow, Num, Text
    from minilateral.model import Estimate

TITLES: dict[Arrow, str] = {
    "falling": "Ministers and leaders meet on fewer tracks than a year before",
    "rising": "Ministers and leaders meet on more tracks than a year before",
    "steady": "Ministers and leaders meet on the same tracks as a year before",
    "not known": "Whether the partnership broadens or narrows cannot be told",
}
HIGH, LOW = (MINISTER_RANK, 6), (2, MINISTER_RANK - 1)  # ranks of tracks that decide, and of those that prepare
USED = ("tracks_met", "meetings", "standalone", "preparatory_alive")


def arrow(desk: Desk) -> Arrow:
    """Broader or narrower: tracks that met in one of the two years only; not known unless both were observed."""
    now, before = desk.get("tracks_met", window="now"), desk.get("tracks_met", window="before")
    if not (_whole(now) and _whole(before)):
        return "not known"
    this, last = set(desk.tracks_of(now, *HIGH)), set(desk.tracks_of(before, *HIGH))
    return turned(len(this - last), len(last - this), len(this & last))


def _whole(estimate: Estimate | None) -> bool:
    return estimate is not None and estimate.value is not None and (estimate.coverage or 0) >= 1


def finding(desk: Desk) -> Finding:
    """Whether the partnership keeps its breadth."""
    return Finding(
        function="Keeps its breadth",
        arrow=arrow(desk),
        sentence=_sentence(desk),
        interval=_moved(desk),
        coverage=desk.coverage,
        cautions=cautions(e for name in USED for e in desk.all(name)),
        section="breadth",
    )


def _sentence(desk: Desk) -> Text:
    now, before = desk.get("tracks_met", window="now"), desk.get("tracks_met", window="before")
    if now is None or now.value is None or not now.n:
        reason = readable(now.reason if now else "") or "the record names no track of ministers or leaders"
        return say(f"On how many tracks ministers and leaders meet is not known: {reason}.")
    until, tracks = day(desk.as_of), plural(now.n, "track")
    of = desk.ledger.estimate(now, count(now.n))
    if now.value == 0:
        none = desk.ledger.estimate(now, "No")
        said = say(
            none,
            f" meeting of ministers or leaders is recorded in the year to {until}, on any of ",
            of,
            f" {tracks}",
        )
    else:
        said = say("Ministers or leaders met on ", on_tracks(desk, now, of), f" in the year to {until}")
    said = say(said, desk.observed_part(now))
    if before is not None and before.value is not None:
        said = say(said, ", against ", desk.value(before, count), " in the year before")
    return say(said, _own_sake(desk), ".")


def on_tracks(desk: Desk, now: Estimate, of: Num) -> Text:
    """The tracks that met, of how many: "two of eight tracks", "both tracks", "its one track"."""
    met = round(now.value or 0)
    if met < (now.n or 0):
        return say(desk.value(now, count), " of ", of, f" {plural(now.n or 0, 'track')}")
    whole = {1: "their only", 2: "both"}.get(met, f"all {count(met)}")
    return say(desk.ledger.estimate(now, whole), f" {plural(met, 'track')}")


def _own_sake(desk: Desk) -> Text:
    """How many of the year's meetings were held for the group's own sake."""
    alone = desk.get("standalone", window="now")
    if alone is None or alone.value is None or not alone.n:
        return ()
    number = desk.value(alone, count)
    met = desk.get("meetings", window="now")
    known = "" if met and met.value == alone.n else " whose setting is known"
    if alone.n == 1:
        only = desk.ledger.estimate(alone, "one")
        return say("; the ", only, f" meeting{known} was {'not ' if alone.value == 0 else ''}held for its own sake")
    of = desk.ledger.estimate(alone, count(alone.n))
    were = "were held for their own sake" if alone.value > 1 else "was held for its own sake"
    return say("; ", number, " of the ", of, f" meetings{known} {were}")


def _moved(desk: Desk, *, dated: bool = False) -> Text:
    """Which tracks met in the year and which no longer did, with the day of their last meeting where `dated`."""
    now, before = desk.get("tracks_met", window="now"), desk.get("tracks_met", window="before")
    if now is None or now.value is None:
        return ()
    this, last = desk.tracks_of(now, *HIGH), desk.tracks_of(before, *HIGH)
    gone = [_with_last(desk, track) if dated else (desk.track_name(track),) for track in last if track not in this]
    come = [track for track in this if track not in last]
    known = before is not None and before.value is not None
    new = " in this year alone" if known and this and come == list(this) else ""
    parts = [say(f"met{new}: ", joined([(desk.track_name(track),) for track in this]))] if this else []
    if known and come and not new:
        parts.append(say("not the year before: ", joined([(desk.track_name(track),) for track in come])))
    if known and gone:
        parts.append(say("only the year before: ", joined(gone)))
    return chained([*parts, *_unclear(desk)], "; ")


def _unclear(desk: Desk) -> list[Text]:
    """Why no direction is stated, where both years were observed."""
    now, before = desk.get("tracks_met", window="now"), desk.get("tracks_met", window="before")
    if arrow(desk) != "not known":
        return []
    if not (_whole(now) and _whole(before)):
        return [("not all of both years was observed, so no direction is stated",)]
    if set(desk.tracks_of(now, *HIGH)) == set(desk.tracks_of(before, *HIGH)):
        return [("as in the year before, but too few tracks to call that steady",)]
    return [("too few tracks changed to say which way",)]


def _with_last(desk: Desk, track: str) -> Text:
    last = desk.last_on(track)
    return say(desk.track_name(track), say(" (last on ", ref(last), ")") if last else "")


def section(desk: Desk) -> Section:
    """The panel on breadth."""
    found = finding(desk)
    title = TITLES[found.arrow]
    moved = opened(say(_moved(desk, dated=True), ".")) if found.interval else ()
    return Section(
        id="breadth",
        title=title,
        lead=found.sentence,
        paragraphs=tuple(p for p in (moved, _preparatory(desk)) if p),
        figures=desk.figures("breadth"),
        tables=tuple(t for t in (_counts(desk),) if t.rows),
        cautions=found.cautions,
    )


def _preparatory(desk: Desk) -> Text:
    """Whether those who prepare the ministers' meetings still meet."""
    alive = desk.get("preparatory_alive", window="now")
    if alive is None or alive.value is None or not alive.n:
        return ()
    names = joined([(desk.track_name(track),) for track in desk.tracks_of(alive, *LOW)])
    of = desk.ledger.estimate(alive, count(alive.n))
    who = say(": ", names) if names else ()
    met = say(desk.value(alive, count), " of ", of, f" preparatory {plural(alive.n, 'track')}")
    if alive.n == 1:
        met = say("the ", desk.ledger.estimate(alive, "one"), " preparatory track", " never" * (not alive.value))
    return say("Below them, ", met, " met in the same year", who, ".")


ROWS = (
    ("tracks_met", "Tracks of ministers or leaders that met"),
    ("meetings", "Meetings of ministers or leaders"),
    ("standalone", "Of these, held for their own sake"),
    ("preparatory_alive", "Preparatory tracks that met"),
)


def _counts(desk: Desk) -> Table:
    rows = []
    for name, head in ROWS:
        now = desk.get(name, window="now")
        before = desk.get(name, window="before")
        if now:
            rows.append(((head,), _of(desk, now), _of(desk, before) if before else ("–",)))
    return Table(
        id="breadth-counts",
        caption=f"Breadth in the twelve months to {day(desk.as_of)} and in the twelve before",
        columns=("", "This year", "Year before"),
        rows=tuple(rows),
        numeric=(1, 2),
    )


def _of(desk: Desk, estimate: Estimate) -> Text:
    """Writes "2 of 6"; the count alone where there is nothing it is of."""
    if estimate.value is None:
        return (desk.value(estimate),)
    if not estimate.n or estimate.name == "meetings":
        return (desk.value(estimate, digits),)
    return (desk.value(estimate, digits), " of ", desk.ledger.estimate(estimate, digits(estimate.n)))

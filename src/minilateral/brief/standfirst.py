"""The answer in one paragraph: is the partnership holding, in what it does, and how sure can we be?

Takes the desk and the findings; gives a paragraph, and a gist of a few words, by rules that know no group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.arrows import FEWEST
from minilateral.brief.members import all_members
from minilateral.brief.recall import audited
from minilateral.brief.sections import breadth
from minilateral.brief.sections.response import untested
from minilateral.brief.wording import count, day, joined, listed, opening, readable, say, sentences
from minilateral.brief.years import year_on_year

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Arrow, Finding, Text
    from minilateral.brief.years import YearOnYear

NAMED = 2  # tracks that fell silent are named up to so many, then counted
COMPARED = ("consultation", "signalling", "integration", "breadth", "consistency", "capacity")  # what they do and can
CLAUSES: dict[tuple[str, Arrow], str] = {
    ("consultation", "falling"): "its members consult less than a year before",
    ("consultation", "rising"): "its members consult more than a year before",
    ("consultation", "steady"): "its members consult about as much as a year before",
    ("signalling", "falling"): "ministers and leaders issue fewer joint texts",
    ("signalling", "rising"): "ministers and leaders issue more joint texts",
    ("integration", "falling"): "their forces exercise together less",
    ("integration", "rising"): "their forces exercise together more",
    ("capacity", "falling"): "more of the offices that carry it stand vacant or in acting hands",
    ("capacity", "rising"): "fewer of the offices that carry it stand vacant or in acting hands",
    ("breadth", "rising"): "ministers and leaders meet on more tracks",
    ("breadth", "steady"): "ministers and leaders meet on the same tracks",
    ("consistency", "falling"): "fewer tracks keep their rhythm",
    ("consistency", "rising"): "more tracks keep their rhythm",
    ("consistency", "steady"): "the members keep to their rhythm",
}


def gist(desk: Desk, findings: tuple[Finding, ...]) -> str:
    """The answer in a few words without numbers: "still at work, but doing less"."""
    pair = year_on_year(desk, "contacts")
    if pair is None or pair.now.value is None:
        return "not known whether it is at work"
    if pair.now.value == 0:
        return "no contact of all members recorded in a year"
    arrows = {finding.arrow for finding in findings if finding.section in COMPARED}
    if {"falling", "rising"} <= arrows:
        return "at work, with mixed signs"
    if "falling" in arrows:
        return "still at work, but doing less"
    if "rising" in arrows:
        return "at work and doing more"
    return "at work and steady, where it can be judged" if "steady" in arrows else "at work, direction not known"


def standfirst(desk: Desk, findings: tuple[Finding, ...]) -> Text:
    """Two or three sentences: which way it goes, who still meets at the top, what is untested, how complete that is."""
    parts = (_direction(desk, findings), _top(desk), say(_tested(desk), _sure(desk)))
    return sentences([part for part in parts if part])


def _direction(desk: Desk, findings: tuple[Finding, ...]) -> Text:
    pair = year_on_year(desk, "contacts")
    if pair is None or pair.now.value is None:
        return ("Whether the partnership is at work cannot be told: its record was not observed.",)
    arrows = {finding.section: finding.arrow for finding in findings}
    parts = [clause for section in COMPARED if (clause := CLAUSES.get((section, arrows.get(section, "not known"))))]
    if pair.now.value == 0:
        none = desk.ledger.estimate(pair.now, "no")
        said = say(
            f"In the twelve months to {day(desk.as_of)} ", none, f" contact of {all_members(desk.book)} is recorded"
        )
        return say(said, f"; {listed(parts)}." if parts else ", which is less than saying that there was none.")
    if not parts:
        return (f"Whether its members consult more or less than a year before cannot be told: {_why(pair)}.",)
    if arrows.get("consultation") == "not known":
        return (f"{opening(listed(parts))}; whether its members consult more or less cannot be told: {_why(pair)}.",)
    return (f"{opening(listed(parts))}.",)


def _top(desk: Desk) -> Text:
    """Who met at the top in the year, and who did not but had the year before."""
    now, before = desk.get("tracks_met", window="now"), desk.get("tracks_met", window="before")
    if now is None or now.value is None:
        return ()
    this, last = desk.tracks_of(now, *breadth.HIGH), desk.tracks_of(before, *breadth.HIGH)
    gone = [track for track in last if track not in this]
    if not this:
        none = desk.ledger.estimate(now, "no")
        return say("Of ministers and leaders ", none, " meeting is recorded in that year.")
    names = joined([(desk.track_name(track),) for track in this])
    if breadth.arrow(desk) == "falling" and before is not None:
        said = say("At the top it has narrowed from ", desk.value(before, count), " tracks to ")
        said = say(said, desk.value(now, count), f", {'that' if len(this) == 1 else 'those'} of ", names)
    else:
        said = say("At the top, ", names, " met in the year")
    if not gone or before is None or before.value is None:
        return say(said, ".")
    absent = "did not" if (now.coverage or 0) >= 1 else "are not on record"
    who = say(_gone(desk, gone), " that met the year before" if len(gone) > NAMED else ", who had met the year before,")
    return say(said, "; ", who, f" {absent}.")


def _gone(desk: Desk, gone: list[str]) -> Text:
    """Tracks that met a year ago and do not now, by name where they are few."""
    if len(gone) <= NAMED:
        return joined([(desk.track_name(track),) for track in gone])
    rows = [last.id for track in gone if (last := desk.last_on(track))]
    number = desk.ledger.cite(count(len(gone)), "standfirst-gone", "Tracks that met the year before only", rows)
    return (number, " others")


def _why(pair: YearOnYear) -> str:
    """Why no direction can be told."""
    if pair.events is None or pair.ratio is None or pair.ratio.value is None:
        return readable(pair.reason) or "one of the two years was not observed"
    if pair.events < FEWEST:
        return "its contacts are too few to compare"
    return "the two years differ by no more than chance"


def _tested(desk: Desk) -> Text:
    since = untested(desk)
    return say("No severe provocation has tested its answer since ", since, ". ") if since else ()


def _sure(desk: Desk) -> Text:
    """How complete the record is, in half a line."""
    found = audited(desk)
    if not found:
        return ("Nothing outside the record checks how complete it is.",)
    if all((e.value or 0) >= 1 for e in found):
        return ("The record is complete wherever official numbers can check it.",)
    return ("The record is complete for some tracks and thin for others.",)

"""The method in two pages: what is counted, how sure each number is, and what this brief cannot know.

Takes the desk; gives the section. Numbers that are rules of ours lead to the rule, never to rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.cautions import cautions
from minilateral.brief.levels import people
from minilateral.brief.members import all_members
from minilateral.brief.parts import Section, Table
from minilateral.brief.wording import day, say
from minilateral.codebook.levels import ladder

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text

FIXED = "Fixed beforehand, for every group and every day."
FEWEST = "Fixed beforehand: below this many events in both years together no direction is stated."
LEAD = "Facts with dates and sources are counted by rules fixed beforehand; nothing is read from tone."
LEVEL = (
    "Level. The level of a meeting is the median of the levels of those who sat for the members, not the noun in its "
    "name; a deputy in the chair is recorded as a deputy. Exercises, legislators and rows whose level was not seen "
    "stand off the ladder and enter no rate."
)
COMPARISON = (
    "Comparison. The twelve months to the day, “the year”, are set against the twelve before: equal seasons that share "
    "no data. The ratio of the two rates and the chance that the later is higher follow from independent Gamma "
    "distributions with Jeffreys’ prior. The recall at which a difference would vanish is the ratio of completeness, "
    "now over then, at which either direction is equally likely."
)
RATE = (
    "Rate and index. The rate a month comes from a Gamma-Poisson filter that forgets towards a weak prior (after "
    "Harvey and Fernandes, 1989); not one speed of forgetting but a mixture of several, weighed by how well each "
    "foretold the months, is shown. The index weighs the rates by level; because weights are a choice, the range over "
    "many choices stands beside it."
)
BREADTH = (
    "Breadth. Counted are the tracks of ministers and leaders that met in the year, of those that ever met or were "
    "promised; calls do not count as meetings. A meeting is held for its own sake when it does not sit beside another "
    "event."
)
COMPLETENESS = (
    "Completeness. Where an official text numbers a meeting, the number is compared with the meetings on record for "
    "that track and period. Where two lists were made apart, their overlap bounds what both missed (Chapman, 1951). "
    "Completeness belongs to a track and a period, never to the record as a whole."
)
WORDS = (
    "Words. “Not known” means that the record does not allow an answer. “None recorded” means that observed time holds "
    "no row. An interval of 90% or 80% is central: the truth is thought to lie inside with that chance, if the record "
    "is complete in equal measure at both times."
)
LIMITS = (
    "Limits. The record is made from public pages and is selected as well as incomplete: what nobody published cannot "
    "be counted. With a handful of meetings a year even a collapse shows only after many months. No blame is assigned "
    "by counting rows, and nothing here says why the members act as they do."
)
NO_PROVOCATIONS = "Response. No provocations were collected for this group, so answers to them are not known."


def section(desk: Desk) -> Section:
    """How the numbers are made and how far to trust them."""
    rated = [row.severity for row in desk.book.provocations] + [row.severity for row in desk.book.strains]
    return Section(
        id="method",
        title="Method and limits",
        lead=(LEAD,),
        paragraphs=(
            _counted(desk), (LEVEL,), _coverage(desk), _day(desk), (COMPARISON,), (RATE,), _arrow(desk), (BREADTH,),
            _consistency(desk), _response(desk), (COMPLETENESS,), (WORDS,), (LIMITS,),
        ),
        tables=(_ladder(desk),),
        cautions=cautions((), *(("severity_coding",) if any(rated) else ())),
    )  # fmt: skip


def _counted(desk: Desk) -> Text:
    return say(
        f"What is counted. A contact is a meeting, call or dialogue in which {all_members(desk.book)} took part "
        "together, counted once for each day and level. Agreements, institutions and statements born at a meeting "
        "belong to its occasion and are not counted again. Rows that are planned, unconfirmed or superseded are kept "
        "and never counted. A row dated only by its month is spread over that month, and left out wherever days are "
        "counted.",
    )  # fmt: skip


def _coverage(desk: Desk) -> Text:
    end = f" For this group full observation of contacts ends on {day(desk.observed_to)}." if desk.observed_to else ""
    return say(
        "Coverage. Every table says from when to when it was watched, and how fully. Outside observed time a value is "
        "unknown, never zero; time watched in part shows its rows and counts but enters no rate and no comparison."
        f"{end} An empty stretch inside observed time is printed as none recorded, which is less than saying that "
        "there was none.",
    )  # fmt: skip


def _day(desk: Desk) -> Text:
    return say(
        f"The day. This brief stands on {day(desk.as_of)}. It is cut by the time of events, not by the time at which "
        "they became known: it is not what could have been written on that day.",
    )  # fmt: skip


def _arrow(desk: Desk) -> Text:
    sure = desk.rule("sure", "90%", "Chance from which a direction is stated", FIXED)
    few = desk.rule("fewest", "five", "Fewest events for a direction", FEWEST)
    return say(
        "Arrows. Rising or falling is said where the chance of that direction is at least ", sure, "; steady where the "
        "whole interval of the ratio lies between a half and double; otherwise not known. With fewer than ", few,
        " events in both years together nothing is said. For tracks, which either met or did not, only those that "
        "changed decide (McNemar, 1947; flat prior); steady then means that none changed.",
    )  # fmt: skip


def _consistency(desk: Desk) -> Text:
    grace = desk.rule(
        "grace", "a quarter", "Grace beyond a promised rhythm", "A quarter of it, at least fourteen days."
    )
    return say(
        "Consistency. Silence runs from the last meeting of a track. A track is past its promised rhythm when more "
        "than the promised time and ", grace, " of it has gone by; in between it is late but "
        "within the grace. Judged by its own habit, a silence is unusual when "
        "fewer than one in ten of its gaps would last longer, gaps being taken as exponential (Lomax, 1954).",
    )  # fmt: skip


def _response(desk: Desk) -> Text:
    if not desk.book.provocations:
        return (NO_PROVOCATIONS,)
    days = desk.rule("window", "three days", "Days within which an answer counts", FIXED)
    least = desk.rule("severity", "four", "Severity of the headline", FIXED)
    return say(
        "Response. Provocations of severity ", least, " or more with no longer pause between them than ", days,
        " are one episode. An answer is a call, a statement or a joint request to the Security Council by all members, "
        "from the day before to ", days, " after, taken from the list of answers and that of engagements together. The "
        "headline was fixed before looking; all other windows and severities are printed beside it; a direction needs "
        "as many tests in each year as any other needs events in both. Chance is what "
        "the same calendar yields when all episodes are shifted together at random.",
    )  # fmt: skip


def _ladder(desk: Desk) -> Table:
    return Table(
        id="method-ladder",
        caption="The ladder of levels and the weight of each in the index of consultation",
        columns=("Level", "Weight"),
        rows=tuple(
            (
                (people(level.name).capitalize(),),
                (desk.rule(f"weight-{level.name}", f"{level.weight:g}", "Weight in the index of consultation", FIXED),),
            )
            for level in ladder()
            if level.weight is not None
        ),
        numeric=(1,),
    )

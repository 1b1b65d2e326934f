"""Completeness: how much of what happened the record holds, the caution that qualifies every finding.

Takes the desk; gives the caution of the first screen and the section below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.cautions import cautions
from minilateral.brief.parts import Section, Table
from minilateral.brief.recall import audited, held, named, recent, since, until
from minilateral.brief.wording import decimal, digits, joined, level_of, percent, period, readable, say

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.model import Estimate

UNCHECKED = (
    "No official text numbers the meetings of this group, so nothing outside the record checks how complete it is: "
    "read every count as a lower bound."
)


def caution(desk: Desk) -> Text:
    """Completeness in one or two sentences: what qualifies every finding of the first screen."""
    found = recent(desk)
    if not found:
        return (UNCHECKED,)
    ranked = sorted(found, key=lambda e: (-(e.value or 0), -(e.n or 0), e.key))
    best, worst = ranked[0], ranked[-1]
    said = say("Where official texts number the meetings, the record holds ")
    said = say(said, named(desk, best)) if best.value == worst.value else say(
        said, "between ", named(desk, worst), " and ", named(desk, best),
    )  # fmt: skip
    unknown = any(e.value is None for e in desk.all("ordinal_recall")) or len(found) < len(desk.tracks)
    return say(said, ". Elsewhere no count is public: read numbers as lower bounds." if unknown else ".")


def section(desk: Desk) -> Section:
    """The panel on completeness."""
    found = audited(desk)
    title = _title(found)
    table = _table(desk)
    return Section(
        id="completeness",
        title=title,
        lead=caution(desk),
        paragraphs=tuple(p for p in (_whole(desk, found), _two_lists(desk)) if p),
        figures=desk.figures("completeness"),
        tables=(table,) if table.rows else (),
        cautions=cautions(e for name in ("ordinal_recall", "two_list_total") for e in desk.all(name)),
    )


def _title(found: tuple[Estimate, ...]) -> str:
    if not found:
        return "Nothing outside the record checks how complete it is"
    if all(e.value and e.value >= 1 for e in found):
        return "Where it can be checked, the record is complete"
    return "The record is complete for some tracks and thin for others"


def _whole(desk: Desk, found: tuple[Estimate, ...]) -> Text:
    """Tracks whose every numbered meeting is on record."""
    full = dict.fromkeys(e.of("track") for e in found if (e.value or 0) >= 1)
    short_of = {e.of("track") for e in found if (e.value or 0) < 1}
    names = [(desk.track_name(track),) for track in full if track not in short_of]
    return say("Every numbered meeting is on record for ", joined(names), ".") if names else ()


def _two_lists(desk: Desk) -> Text:
    """What two lists made apart say about what both missed."""
    total, recall = desk.get("two_list_total"), desk.get("two_list_recall")
    if total is None:
        return ()
    if total.value is None or total.low is None or total.high is None:
        return say(f"How much two lists made apart both miss cannot be told: {readable(total.reason)}.")
    low, high = desk.bounds(total, decimal)
    words = say(
        "Two lists made apart, of contacts and of answers to provocations, suggest that there were at least ",
        desk.value(total), f" such contacts ({level_of(total.interval or 0)} interval ", low, " to ", high, ")",
    )  # fmt: skip
    if recall is None or recall.value is None:
        return say(words, ".")
    return say(words, "; the record of contacts holds ", desk.value(recall, percent), " of those on the other list.")


def _table(desk: Desk) -> Table:
    return Table(
        id="completeness-tracks",
        caption="Meetings on record against the numbers official texts give them",
        columns=("Track", "Period", "Recorded", "By official number", "Share"),
        rows=tuple(_row(desk, e) for e in audited(desk)),
        numeric=(2, 3, 4),
    )


def _row(desk: Desk, estimate: Estimate) -> tuple[Text, ...]:
    series = estimate.of("series")
    title = desk.track_title(estimate.of("track"))
    return (
        (f"{title}: {series}" if series else title,),
        (period(since(estimate), until(estimate)),),
        (desk.ledger.estimate(estimate, digits(held(estimate))),),
        (desk.ledger.estimate(estimate, digits(estimate.n or 0)),),
        (desk.value(estimate, percent),),
    )

"""The timeline: everything the members did together, by level, with what they had to answer and what strained them.

Takes the desk; gives the first section below the first screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.desk import ids, ref
from minilateral.brief.levels import kind, people
from minilateral.brief.members import all_members
from minilateral.brief.parts import Ref, Section, Table, anchor
from minilateral.brief.wording import day, digits, joined, period, plural, say
from minilateral.codebook.levels import MINISTER_RANK, rank

if TYPE_CHECKING:
    from datetime import date

    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Num, Text
    from minilateral.model import Engagement

TITLE = "What the members did together, level by level"
NOTHING = "The record holds nothing that the members did together in this period."
LATEST = 10  # engagements of ministers and leaders listed under the figure


def section(desk: Desk) -> Section:
    """The timeline with its figure and the latest meetings at the top."""
    rows = [row for row in desk.book.engagements if row.live and row.date <= desk.as_of]
    if not rows:
        return Section(id="timeline", title=TITLE, lead=(NOTHING,), paragraphs=_watched(desk))
    table = _latest(desk, rows)
    return Section(
        id="timeline",
        title=TITLE,
        lead=_lead(desk, rows),
        paragraphs=_watched(desk),
        figures=desk.figures("timeline"),
        tables=(table,) if table.rows else (),
    )


def _lead(desk: Desk, rows: list[Engagement]) -> Text:
    kinds: dict[str, list[Engagement]] = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row)
    total = desk.ledger.cite(digits(len(rows)), "timeline-all", "Everything done together", ids(rows))
    most = sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))
    parts = [say(_counted(desk, name, found), f" {_kinds(name, len(found))}") for name, found in most]
    things = plural(len(rows), "engagement")
    return say(
        "Between ", ref(rows[0]), " and ", ref(rows[-1]), " the record holds ", total,
        f" {things}: ", joined(parts), ".",
    )  # fmt: skip


def _counted(desk: Desk, name: str, rows: list[Engagement]) -> Num:
    return desk.ledger.cite(digits(len(rows)), anchor("timeline", name), plural(2, kind(name)).capitalize(), ids(rows))


def _kinds(name: str, number: int) -> str:
    one = {"information_sharing": "act of information sharing"}.get(name, kind(name))
    return plural(number, one, {"information_sharing": "acts of information sharing"}.get(name, ""))


def _watched(desk: Desk) -> tuple[Text, ...]:
    """What was watched and what was not: silence outside is not silence of the members."""
    spans = [row for row in desk.book.coverage if row.live and row.table == "engagements" and not row.track]
    spans = [row for row in spans if desk.later or row.from_date <= desk.as_of]
    if not spans:
        return (("Nothing says when this record was watched, so no silence in it may be read as one of the members.",),)
    words = {"observed": "observed", "partial": "seen only in part", "not_observed": "not observed"}
    parts = [(f"{period(row.from_date, _cut(desk, row.to_date))} {words[row.watched]}",) for row in spans]
    return (say("Coverage: ", joined(parts), ". Outside observed time an empty stretch is unknown, not silence."),)


def _cut(desk: Desk, end: date) -> date:
    """The end of a span, or the day asked for where it runs beyond."""
    return end if desk.later else min(end, desk.as_of)


def _latest(desk: Desk, rows: list[Engagement]) -> Table:
    high = [row for row in rows if rank(row.level) >= MINISTER_RANK and row.kind in {"meeting", "call", "dialogue"}]
    who = all_members(desk.book)
    return Table(
        id="timeline-latest",
        caption=f"The latest meetings, calls and dialogues of ministers and leaders of {who}, to {day(desk.as_of)}",
        columns=("Date", "Who", "What", "Where"),
        rows=tuple(
            (
                (ref(row),),
                (desk.track_title(row.track) or people(row.level).capitalize(),),
                (kind(row.kind),),
                (Ref(where(row), row.id) if where(row) else "not recorded",),
            )
            for row in reversed(high[-LATEST:])
        ),
    )


def where(row: Engagement) -> str:
    """Place and occasion as the row has them: "Gyeongju, APEC meetings"."""
    place = {"virtual": "by video", "telephone": "by telephone"}.get(row.place, row.place)
    return ", ".join(part for part in (place, row.occasion) if part)

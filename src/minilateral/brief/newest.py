"""The newest change: the last thing of weight that the members did, suffered or had to answer.

Takes the desk; gives a short text, rows seen after full coverage named as such.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from minilateral.brief.desk import ref
from minilateral.brief.levels import kind
from minilateral.brief.wording import chained, say
from minilateral.codebook.levels import MINISTER_RANK, rank

if TYPE_CHECKING:
    from datetime import date

    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.model import Casebook, DatedRow

SEVERE = 4
NEWEST = 2  # rows named up to the day
LONGEST = 140  # characters of a summary
SEEN_SINCE = 2  # rows named after full coverage
STRAINS = {
    "relief": "relief of a strain",
    "leadership_change": "change of leader",
    "group_event": "strain in the group",
}
NOTHING = "Nothing of weight is recorded up to this day."


@dataclass(frozen=True, slots=True)
class Change:
    """One row of weight and the word for what it is."""

    row: DatedRow
    what: str
    summary: str


def weighty(book: Casebook) -> list[Change]:
    """Acts of ministers and leaders, agreements, exercises left out, strains and severe provocations, by date."""
    engaged = [
        Change(row, _what(row.kind, row.level), row.summary)
        for row in book.engagements
        if row.live and (row.kind == "agreement" or (rank(row.level) >= MINISTER_RANK and row.kind != "institution"))
    ]
    strained = [
        Change(row, STRAINS.get(row.kind, f"strain, {kind(row.kind)}"), row.summary) for row in book.strains if row.live
    ]
    provoked = [
        Change(row, "provocation", row.summary)
        for row in book.provocations
        if row.live and (row.severity or 0) >= SEVERE
    ]
    return sorted([*engaged, *strained, *provoked], key=lambda one: (one.row.date, one.row.id))


def _what(word: str, level: str) -> str:
    who = {6: "of leaders", 5: "of ministers"}.get(rank(level), "")
    return f"{kind(word)} {who}".strip()


def newest(desk: Desk) -> Text:
    """The newest changes up to the day, then those seen since, outside full coverage."""
    every = weighty(desk.book)
    edge = desk.observed_to
    inside = [one for one in every if edge and one.row.span[1] <= edge]
    outside = [one for one in every if _seen(desk, one, edge)]
    said = (
        say(chained([_named(one) for one in reversed(inside[-NEWEST:])], "; before that "), ".")
        if inside
        else (NOTHING,)
    )
    if not outside:
        return said
    before = say(said, " Seen since, outside full coverage: ") if edge else ("Outside full coverage: ",)
    return say(before, chained([_dated(one) for one in reversed(outside[-SEEN_SINCE:])], "; "), ".")


def _seen(desk: Desk, one: Change, edge: date | None) -> bool:
    after = edge is None or one.row.span[1] > edge
    return after and (desk.later or one.row.date <= desk.as_of)


def _named(one: Change) -> Text:
    return say(_dated(one), f": {briefly(one.summary)}")


def _dated(one: Change) -> Text:
    """A row by its date and kind: "29 October 2025, meeting of ministers"."""
    doubt = " (low confidence)" if one.row.confidence == "low" else ""
    return say(ref(one.row), f", {one.what}{doubt}")


def briefly(summary: str) -> str:
    """The first clause of a summary; the row has the rest.

    >>> briefly("Pull-aside meeting at APEC; first with Motegi."), briefly("They met.")
    ('Pull-aside meeting at APEC', 'They met')
    """
    return shorten(summary.split("; ", maxsplit=1)[0].rstrip(". "), LONGEST, placeholder="…")

"""Capacity and will, member by member: one small table, this year and the year before in each cell.

Takes the desk; gives the table, without the columns of which nothing is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.members import country
from minilateral.brief.parts import Table
from minilateral.brief.wording import chained, day, digits, plain, say

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.model import Estimate

WINDOWS = ("now", "before")
EMPTY = {"–", "–; –"}  # a column of nothing else is left out


def by_member(desk: Desk) -> Table:
    """Member by member: days vacant and acting, new holders, deputies and meetings hosted."""
    rows = [row for member in desk.book.group.members_on(desk.as_of) if (row := _member(desk, member))]
    heads = ("", "Offices seen", "Days vacant", "Days acting", "New holders", "Deputies", "Hosted")
    kept = [place for place in range(len(heads)) if any(plain(row[place]) not in EMPTY for row in rows)]
    return Table(
        id="capacity-members",
        caption=f"By member, the twelve months to {day(desk.as_of)}; the twelve before; hosted: ever on record",
        columns=tuple(heads[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
        numeric=tuple(range(1, len(kept))),
    )


def _member(desk: Desk, member: str) -> tuple[Text, ...] | None:
    now = desk.get("new_holders", member=member, window="now")
    hosted = desk.get("hosted", member=member, window="all")
    seats = desk.get("seats_below", member=member, window="now")
    if all(found is None or found.value is None for found in (now, hosted, seats)):
        return None
    seen: Text = (desk.ledger.estimate(now, digits(now.n or 0)),) if now and now.value is not None else ("–",)
    names = ("vacancy_days", "acting_days", "new_holders", "seats_below")
    return ((country(member),), seen, *(_pair(desk, name, member) for name in names), _of(desk, hosted))


def _pair(desk: Desk, name: str, member: str) -> Text:
    """This year and the year before: "94–213; 0"."""
    cells = [_figure(desk, desk.get(name, member=member, window=window)) for window in WINDOWS]
    return chained(cells, "; ")


def _figure(desk: Desk, found: Estimate | None) -> Text:
    if found is None or found.value is None:
        return ("–",)
    if found.high is None:
        return (desk.value(found, digits),)
    return say(desk.value(found, digits), "–", desk.ledger.estimate(found, digits(found.high)))


def _of(desk: Desk, found: Estimate | None) -> Text:
    if found is None or found.value is None or not found.n:
        return ("–",)
    return say(desk.value(found, digits), " of ", desk.ledger.estimate(found, digits(found.n)))

"""The rows of the record that fit a rule: what can deliver a promise, read strictly and leniently.

Takes a casebook and a day; gives the rows that fit a part of a rule. The strict reading counts no brief encounter
(the row's caution or summary says `encounter` or `pull-aside`) and no meeting at which a deputy sat for a member
where the rule names a level. The lenient reading counts both. Neither counts a row that lacks a member the promise
binds; a member that ceased to be is answered for by the states that came in its place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minilateral.codebook.kinds import words
from minilateral.codebook.levels import crosswalk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from minilateral.codebook.rules import Part, Rows
    from minilateral.model import Casebook, Commitment, Engagement, Group, Response

_ENCOUNTER = re.compile(r"\b(?:encounter|pull-aside)\b", re.IGNORECASE)
_CONTACTS = words("engagements", "contact")
_NOWHERE = frozenset({"virtual", "telephone", "capitals"})  # places at which nobody meets


@dataclass(frozen=True, slots=True)
class Search:
    """The rows of one group up to a day, laid out for many questions."""

    group: Group
    as_of: date
    engagements: tuple[Engagement, ...]  # live, dated up to `as_of`, in order of date
    by_id: dict[str, Engagement | Response]
    lowest: dict[str, int] = field(default_factory=dict)  # engagement -> lowest rank that sat for a member

    def fitting(self, promise: Commitment, part: Part, *, strict: bool) -> Iterator[Engagement]:
        """Live rows that fit one part of a rule, whenever they happened, in order of date."""
        wanted = part.strict if strict else part.lenient
        if not wanted.asks:
            return
        levels = frozenset(crosswalk(name).name for name in wanted.level)
        for row in self.engagements:
            if (
                (not wanted.kind or row.kind in wanted.kind)
                and (not levels or crosswalk(row.level).name in levels)
                and _described(row, wanted, strict=strict)
                and self.attended(promise, row, wanted)
                and not (strict and self.weak(row, wanted))
            ):
                yield row

    def attended(self, promise: Commitment, row: Engagement | Response, wanted: Rows) -> bool:
        """Whether everybody took part whom the rule, or else the promise, asks for."""
        asked = frozenset(wanted.members) or bound(promise, self.group, row.date)
        return asked.issubset(row.participants)

    def weak(self, row: Engagement, wanted: Rows) -> bool:
        """Whether a row counts by the lenient reading only: a brief encounter, or a deputy in a member's chair."""
        if row.kind in _CONTACTS and any(map(_ENCOUNTER.search, (row.caution, row.summary))):
            return True
        asked = min((crosswalk(name).rank for name in wanted.level), default=0)
        return bool(asked) and self.lowest.get(row.id, asked) < asked


def search(book: Casebook, as_of: date) -> Search:
    """The rows of a casebook up to a day; superseded, planned and unconfirmed rows never deliver."""
    known = (row for row in book.engagements if row.live and row.date <= as_of)
    live = tuple(sorted(known, key=lambda row: (row.date, row.id)))
    answers = tuple(row for row in book.responses if row.live and row.date <= as_of)
    ranks: dict[str, list[int]] = defaultdict(list)
    for seat in book.attendance:
        if seat.live and seat.level and (rank := crosswalk(seat.level).rank):
            ranks[seat.engagement_id].append(rank)
    by_id: dict[str, Engagement | Response] = {row.id: row for row in answers}
    by_id |= {row.id: row for row in live}
    return Search(book.group, as_of, live, by_id, {name: min(found) for name, found in ranks.items()})


def bound(promise: Commitment, group: Group, day: date) -> frozenset[str]:
    """The states a promise binds on a day.

    They are those it names, else the members of the group when it was made. A state that has ceased to be is
    answered for by its successors, and a successor by the state it was part of.

    Example:
        >>> from datetime import date
        >>> from minilateral.model import Commitment, FormerMember, Group
        >>> split = FormerMember(code="CSK", until=date(1992, 12, 31), replaced_by=("CZE", "SVK"))
        >>> four = Group(slug="v4", name="Four", members=("CZE", "HUN", "POL", "SVK"), former_members=(split,))
        >>> made = Commitment(id="C", made_date=date(1991, 2, 15), text="Meet yearly", kind="recurring")
        >>> sorted(bound(made, four, date(1992, 5, 6))), sorted(bound(made, four, date(1993, 5, 6)))
        (['CSK', 'HUN', 'POL'], ['CZE', 'HUN', 'POL', 'SVK'])
    """
    out = set(promise.members or group.members_on(promise.made_date))
    for former in group.former_members:
        if day > former.until and former.code in out:
            out = out - {former.code} | set(former.replaced_by)
        elif day <= former.until and out.intersection(former.replaced_by):
            out = out.difference(former.replaced_by) | {former.code}
    return frozenset(out)


def _described(row: Engagement, wanted: Rows, *, strict: bool) -> bool:
    """Whether the cells of a row are what the rule asks for."""
    return (
        (not wanted.portfolio or row.portfolio in wanted.portfolio)
        and (not wanted.domain or row.domain in wanted.domain)
        and (not wanted.track or row.track in wanted.track)
        and (not wanted.host or row.host_country in wanted.host)
        and (not wanted.named or any(name in row.summary.casefold() for name in wanted.named))
        and (not wanted.place or any(name in row.place.casefold() for name in wanted.place))
        and all(_in_form(row, form, strict=strict) for form in wanted.format)
    )


def _in_form(row: Engagement, form: str, *, strict: bool) -> bool:
    if form == "in_person":
        return row.kind != "call" and row.place.casefold() not in _NOWHERE
    return bool(row.standalone) or (not strict and row.standalone is None)

"""Which acts shook allies: shocks by members of a group, the severe ones, those aimed elsewhere, and those of others.

Takes a casebook and a day; gives sets of shocks, each with its words. A casebook read from the record holds the shocks
of the group's own members; acts of others stand in it only where somebody put them there.
"""

from __future__ import annotations

from datetime import date

from minilateral.model import Casebook, Group, Shock

SEVERE = 4
WORDS = {
    "member": "an act of a member",
    "severe": f"an act of a member of severity {SEVERE} or more",
    "elsewhere": "an act of a member that named no fellow member",
    "outside": "an act of a state outside the group",
}


def shocks_of(book: Casebook, as_of: date) -> tuple[Shock, ...]:
    """Live shocks that began by `as_of`, in order of date; later ones are not seen."""
    rows = (row for row in book.shocks if row.live and row.date <= as_of)
    return tuple(sorted(rows, key=lambda row: (row.date, row.id)))


def by_member(group: Group, row: Shock) -> bool:
    """Whether a member of that day was among those who acted."""
    return bool(set(row.actor) & set(group.members_on(row.date)))


def elsewhere(group: Group, row: Shock) -> bool:
    """Whether none of the members who did not act was named; acts that touched allies generally name none.

    Example:
        >>> group = Group(slug="g", name="G", members=("JPN", "KOR", "USA"))
        >>> given = {"id": "X", "date": date(2025, 1, 7), "actor": ("USA",), "kind": "threat", "summary": "a threat"}
        >>> [elsewhere(group, Shock(aimed_at=aimed, **given)) for aimed in (("DNK", "ALL"), ("KOR", "ALL"))]
        [True, False]
    """
    return not (set(group.members_on(row.date)) - set(row.actor)) & set(row.aimed_at)


def sets_of(book: Casebook, as_of: date) -> dict[str, tuple[Shock, ...]]:
    """The shocks of each set named in `WORDS`; the first holds all by members, the next two are parts of it."""
    every = shocks_of(book, as_of)
    own = tuple(row for row in every if by_member(book.group, row))
    return {
        "member": own,
        "severe": tuple(row for row in own if (row.severity or 0) >= SEVERE),
        "elsewhere": tuple(row for row in own if elsewhere(book.group, row)),
        "outside": tuple(row for row in every if not by_member(book.group, row)),
    }

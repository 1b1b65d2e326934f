"""Which strains stood between which two members, and which were a change of leader.

Takes a casebook and a day; gives strains by pair. A strain stands between two members when one of them acted first and
it was aimed at the other, both being members on that day; one aimed at two others strains two pairs. Relief is no
strain, and a change of leader is told apart.
"""

from __future__ import annotations

from datetime import date
from itertools import combinations

from minilateral.measures.setbacks import strains_of
from minilateral.model import Casebook, Strain

LEAST_SEVERITY = 3  # one planned event cancelled, or worse: the rule in the casebook notes
LEADERS = "leadership_change"


def pairs(book: Casebook) -> tuple[tuple[str, str], ...]:
    """Every two states that are or were members, in alphabetical order.

    Example:
        >>> from minilateral.measures.histories import history
        >>> pairs(history(n=1))
        (('AUS', 'JPN'), ('AUS', 'USA'), ('JPN', 'USA'))
    """
    group = book.group
    return tuple(combinations(sorted({*group.members, *(former.code for former in group.former_members)}), 2))


def quarrels(book: Casebook, as_of: date) -> tuple[Strain, ...]:
    """Strains of severity 3 or more that began by `as_of`, without changes of leader, in order of date."""
    return strains_of(book, as_of, lambda row: row.kind != LEADERS and (row.severity or 0) >= LEAST_SEVERITY)


def between(book: Casebook, row: Strain, pair: tuple[str, str]) -> bool:
    """Whether a strain stood between these two, both members on its day.

    Example:
        >>> from minilateral.measures.histories import history
        >>> day, book = date(2020, 1, 1), history(n=1)
        >>> row = Strain(id="S", date=day, kind="trade", initiator=("USA",), target=("AUS", "JPN"), summary="duties")
        >>> [between(book, row, pair) for pair in pairs(book)]
        [False, True, True]
    """
    one, two = pair
    aimed = (one in row.initiator and two in row.target) or (two in row.initiator and one in row.target)
    return aimed and set(pair) <= set(book.group.members_on(row.date))


def new_leaders(book: Casebook, as_of: date) -> tuple[Strain, ...]:
    """Changes of leader of a member, whatever their severity."""

    def own(row: Strain) -> bool:
        return row.kind == LEADERS and bool(set(row.initiator) & set(book.group.members_on(row.date)))

    return strains_of(book, as_of, own)

"""Weakest link: is the group more than its pairs, or does it stop when two of its members fall out?

Takes a casebook and a day; gives the ratio of all members' contacts in the half-year after strain between two of them
to their contacts in other months, who was at the table when they consulted over a provocation, and, as unknown, what
would need a record of the pairs' own meetings.
"""

from __future__ import annotations

from datetime import date

from minilateral.measures.consulted import consulted
from minilateral.measures.face import Face
from minilateral.measures.resilience import resilience
from minilateral.model import Casebook, Estimate

NO_PAIRS = "pairs' own meetings were never collected"


def compute(book: Casebook, as_of: date) -> tuple[Estimate, ...]:
    """`resilience` per pair and for any pair, `after_leaders`, `together_share` and `third_party`; `weakest_rate`.

    The unit is the group's month: one contact of all members counts once, never once per pair. Days 1 to 180 after a
    strain of severity 3 or more between two members are compared with all other observed days of the same era:
    RR = sum_k n1 e0/T / sum_k n0 e1/T over eras k (Mantel & Haenszel 1959), n contacts and e days after strain (1) and
    otherwise (0), T = e1 + e0. Windows that overlap are one; an era without strain drops out. The 90 % interval comes
    from 300 resamples of the months within each era. About 1: the group outlasts the quarrels of its members.
    Strains that began before the first observed day count with the part of their window that was observed.

    Units: ratio; contacts, months; shares 0 to 1 with 80 % Jeffreys intervals; provocations.
    Edges: None with a reason below five strains or three stretches of time apart from each other, below five contacts,
    without severities, without observed time; without eras all time is one era (`no_eras`); changes of leader and
    relief are no strains. What needs meetings of pairs is None: a rate of pairs cannot be had from a record of groups,
    nor may one occasion of three be split into three pairs (Poast 2010).
    References: Mantel & Haenszel (1959); Poast (2010), Political Analysis; own definition of the ratio.

    Example:
        >>> from minilateral.measures.histories import history
        >>> [(e.name, e.reason) for e in compute(history(n=9), date(2021, 12, 31))][0]
        ('resilience', 'strains between members were never collected for this group')
    """
    face = Face(book, "weakest_link", as_of)
    return (*resilience(face), *consulted(face), *_unrecorded(face))


def _unrecorded(face: Face) -> tuple[Estimate, ...]:
    """What only a record of the pairs' own meetings would tell."""
    held = "Share of meetings that all members held, of all that two or more of them held"
    rows: tuple[tuple[str, str, str, dict[str, str]], ...] = (
        ("weakest_rate", "Contacts per month of the pair that meets least", "contacts per month", {}),
        ("together_share", held, "share", {"of": "meetings"}),
    )
    return tuple(
        face(name, label, None, unit=unit, coverage=0.0, n=0, reason=NO_PAIRS, **key)  # type: ignore[arg-type]
        for name, label, unit, key in rows
    )

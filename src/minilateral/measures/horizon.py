"""Horizon: do the members bargain for the day or promise for the long run, and how far ahead do promises reach?

Takes a casebook and a day; gives strains over trade, costs and troops against promises, only where both were found by
one rule, and, without any comparison of members, how far ahead open promises reach and whether a secretariat stands.
"""

from __future__ import annotations

from datetime import date

from minilateral.commitments.ledger import ledger
from minilateral.measures.ahead import reaching, secretariat
from minilateral.measures.bargains import against, sides
from minilateral.measures.face import Face
from minilateral.model import Casebook, Estimate


def compute(book: Casebook, as_of: date) -> tuple[Estimate, ...]:
    """Bargains against promises by initiator and period; the reach of promises; a standing secretariat.

    `transactional_share` is s / (s + c): of s strains over trade, cost sharing or troops that a member (`initiator`)
    began and c promises made together that bind it, each counted once. Given for the year to the day, the year
    before and every era (`window`, an era by its id), for all members together and for each, only of days on which
    coverage marks strains (of that initiator) and commitments `observed`; else None, once a period.
    `transactional_strains` and `promises_made` are the counts. `furthest_due` is the time until the furthest date
    that an open promise names, its n the open promises with a date to come; `open_promises` counts live promises by
    `reach`. `secretariat_years` counts from the first row that calls an institution of all members a secretariat.

    Units: share 0 to 1 with 80 % Jeffreys intervals; strains; promises; years.
    Edges: None with the reason where the tables were selected, were not collected or hold nothing; promises that
    repeat another, or stand in one member's text only, are in no count against strains.
    Reference: own definition; intervals after Brown, Cai & DasGupta (2001). No severity is used.

    Example:
        >>> from minilateral.measures.histories import bargained, history
        >>> book = bargained(history(), strains=6, promises=2, by="USA")
        >>> found = compute(book, date(2021, 12, 31))
        >>> [(e.value, e.n) for e in found if e.name == "transactional_share" and e.of("initiator") == "USA"][0]
        (0.75, 8)
    """
    face, entries = Face(book, "horizon", as_of), ledger(book, as_of)
    out = [estimate for side in sides(book, as_of, entries) for estimate in against(face, side)]
    return (*out, *reaching(face, entries), secretariat(face))

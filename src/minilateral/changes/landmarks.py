"""Turns of a group that its own casebook dates, chosen by rule: what to score alarms against where no list exists.

Takes a casebook; gives a `Mark` for each strain that hit the group or was rated 4 or more (down), each relief rated 4
or more (up) and each institution or agreement of all members (up). A rule cannot weigh what two people who know the
group would: the marks serve to compare alarms with each other, not to prove one.
"""

from __future__ import annotations

from collections.abc import Iterator

from minilateral.changes.scoring import Mark
from minilateral.measures.occasions import attended
from minilateral.model import Casebook

GRAVE = 4  # of 5: a planned event cancelled, an envoy recalled or worse
REGIME = 5
MOST = 8  # of a short list


def landmarks(book: Casebook) -> tuple[Mark, ...]:
    """Every landmark of the rule, dated to the day or month, in order; two of one day and direction are one.

    Example:
        >>> from minilateral.measures.histories import history
        >>> landmarks(history())
        ()
    """
    return tuple(sorted(set(_marks(book))))


def _marks(book: Casebook) -> Iterator[Mark]:
    for row in book.strains:
        if not row.live or row.date_precision == "year":
            continue
        grave = (row.severity or 0) >= GRAVE
        if row.kind == "relief" and grave:
            yield Mark(row.date, "up")
        elif row.kind == "group_event" or (row.kind != "relief" and grave):
            yield Mark(row.date, "down")
    together = attended(book.group)
    for made in book.engagements:
        if made.live and made.kind in {"institution", "agreement"} and made.date_precision != "year" and together(made):
            yield Mark(made.date, "up")


def regimes(book: Casebook) -> tuple[Mark, ...]:
    """The few that may have turned the whole: strains of severity 5, and institutions made by all at the top.

    At most eight, the latest; of a direction no two within half a year, of which the first counts. The short list
    that two people agree on before scoring does not exist: nobody but the rule has chosen these.
    """
    together = attended(book.group)
    found = [
        Mark(row.date, "down")
        for row in book.strains
        if row.live and row.kind != "relief" and row.severity == REGIME and row.date_precision != "year"
    ]
    found += [
        Mark(row.date, "up")
        for row in book.engagements
        if row.live and row.kind == "institution" and row.level in {"leader", "minister"}
        and row.date_precision != "year" and together(row)
    ]  # fmt: skip
    kept: list[Mark] = []
    for mark in sorted(found):
        if not any(one.direction == mark.direction and (mark.date - one.date).days <= _HALF_YEAR for one in kept):
            kept.append(mark)
    return tuple(kept[-MOST:])


_HALF_YEAR = 183

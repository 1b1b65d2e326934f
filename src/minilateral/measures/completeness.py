"""Completeness: how much of what happened the record holds, the first thing a sceptic asks.

Takes a casebook and a day; gives the recall of each track and period by the numbers official texts give their
meetings, and an estimate of all joint calls and statements from two lists that were made apart.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import Any

from minilateral.measures.exposure import watch
from minilateral.measures.face import Face
from minilateral.measures.ordinals import Audit, audits
from minilateral.measures.twolists import Lists, two_lists
from minilateral.measures.uncertainty import chapman, share_interval
from minilateral.measures.windows import between
from minilateral.model import Casebook, Estimate

Z80 = 1.2815515655446004  # half width of a central 80 % normal interval, in standard deviations


def compute(book: Casebook, as_of: date) -> tuple[Estimate, ...]:
    """`ordinal_recall` per track, series and period; `two_list_total` and `two_list_recall`.

    Recall of a track is the number of its meetings on record over the highest number an official text gives one of
    them (`ordinals.audits`). The two lists are the answers looked for from provocations outward and the calls and
    statements of the engagements near a provocation; N = (n1+1)(n2+1)/(m+1) - 1 with m on both, and the recall is
    the share of the first list that the second holds.

    Units: shares 0 to 1; occasions.
    Edges: a count from the beginning has no first day; its coverage is that of the time since the first meeting on
    record. A record that holds more than the official number is 1, with `recount_differs`. Without an official count
    the recall is None; so is the total when the lists do not overlap, or when one has been merged into the other and
    they are two no longer. Periods that begin after `as_of` are left out; a count that runs past `as_of` is replaced
    by the highest number stated by then.
    Reference: Chapman (1951).

    Example:
        >>> from minilateral.measures.histories import history
        >>> [(e.name, e.reason) for e in compute(history(), date(2021, 12, 31))][0]
        ('two_list_total', 'no answers to provocations are recorded for this group')
    """
    face = Face(book, "completeness", as_of)
    return (*(_recall(face, audit) for audit in audits(book, as_of)), *_two_lists(face))


def _recall(face: Face, audit: Audit) -> Estimate:
    window = between(audit.from_date, audit.to_date)
    named: dict[str, Any] = {
        "track": audit.track,
        "series": audit.series,
        "from": audit.stated_from or "",
        "to": audit.to_date,
        "recorded": "" if audit.recorded is None else audit.recorded,
    }
    known = audit.official is not None and audit.recorded is not None and audit.official > 0
    found = face(
        "ordinal_recall",
        "Share of the officially numbered meetings that the record holds",
        min(1.0, (audit.recorded or 0) / (audit.official or 1)) if known else None,
        period=window,
        unit="share",
        coverage=watch(face.book, track=audit.track).share(window),
        n=audit.official,
        evidence=audit.evidence,
        warnings=_cautions(audit),
        reason="no official count is public",
        **named,
    )
    return found if audit.stated_from else replace(found, from_date=None)


def _cautions(audit: Audit) -> list[str]:
    more = (audit.recorded or 0) > (audit.official or 0)
    raised = {"recount_differs": audit.differs or more, "rows_untold": audit.untold}
    return [code for code, yes in raised.items() if yes]


def _two_lists(face: Face) -> tuple[Estimate, Estimate]:
    lists = two_lists(face.book, face.as_of)
    reason = _why_not(lists)
    total = None if reason else chapman(len(lists.first), len(lists.second), len(lists.both))
    value, interval = None, None
    if total is not None:
        value, half = total[0], Z80 * math.sqrt(total[1])
        seen = len(lists.first | lists.second)
        interval = (max(float(seen), value - half), max(float(seen), value + half), 0.8)
    hits, n = len(lists.found), len(lists.first)
    return (
        face(
            "two_list_total",
            "Joint calls and statements there were, by two lists",
            value,
            period=lists.period,
            interval=interval,
            unit="occasions",
            coverage=1.0 if lists.period.days else 0.0,
            n=len(lists.first | lists.second),
            evidence=lists.evidence,
            warnings=("shared_sources",),
            reason=reason,
        ),
        face(
            "two_list_recall",
            "Share of the answers to provocations that the engagements hold",
            None if reason else hits / n,
            period=lists.period,
            interval=(*share_interval(hits, n), 0.8) if not reason else None,
            unit="share",
            coverage=1.0 if lists.period.days else 0.0,
            n=n,
            evidence=lists.evidence,
            warnings=("shared_sources",),
            reason=reason,
        ),
    )


def _why_not(lists: Lists) -> str:
    if not lists.first:
        return "no answers to provocations are recorded for this group"
    if not lists.both:
        return "the two lists do not overlap"
    if lists.merged:
        return "every answer of the one list now stands in the other as well: they are two lists no longer"
    return ""

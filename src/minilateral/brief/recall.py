"""Meetings on record against the numbers official texts give them: the audits that the page prints.

Takes the desk; gives estimates of recall with their period and the two counts behind each share.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from minilateral.brief.wording import digits, say, span_of_years, years_before

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.model import Estimate

RECENT_YEARS = 3  # audits whose period ends within so many years speak for the present record


def audited(desk: Desk) -> tuple[Estimate, ...]:
    """Audits with an official number, in the order of the tracks table, earliest period first."""
    place = {track: index for index, track in enumerate(desk.tracks)}
    found = [e for e in desk.all("ordinal_recall") if e.value is not None and e.n]
    return tuple(sorted(found, key=lambda e: (place.get(e.of("track"), len(place)), e.of("to"), e.key)))


def recent(desk: Desk) -> tuple[Estimate, ...]:
    """Audits that reach into the last three years; all of them where none does."""
    edge = years_before(desk.as_of, RECENT_YEARS)
    found = audited(desk)
    return tuple(e for e in found if (until(e) or date.min) >= edge) or found


def since(estimate: Estimate) -> date | None:
    """First day of an audit's period; None where it starts with the track."""
    return date.fromisoformat(estimate.of("from")) if estimate.of("from") else None


def until(estimate: Estimate) -> date | None:
    """Last day of an audit's period."""
    return date.fromisoformat(estimate.of("to")) if estimate.of("to") else estimate.to_date


def held(estimate: Estimate) -> int:
    """Meetings of the period that the record holds."""
    return int(estimate.of("recorded") or round((estimate.value or 0) * (estimate.n or 0)))


def counts(desk: Desk, estimate: Estimate) -> Text:
    """The two counts: "13 of 22"."""
    of = desk.ledger.estimate(estimate, digits(estimate.n or 0))
    return (desk.ledger.estimate(estimate, digits(held(estimate))), " of ", of)


def briefly(desk: Desk, estimate: Estimate) -> Text:
    """The two counts and their years, for a table: "13 of 22, 2010–2025"."""
    return say(counts(desk, estimate), f", {span_of_years(since(estimate), until(estimate))}")


def shortly(desk: Desk, estimate: Estimate) -> Text:
    """The two counts and the year they run to, for a narrow column: "13 of 22 to 2025"."""
    last = until(estimate)
    return say(counts(desk, estimate), f" to {last.year}" if last else "")


def named(desk: Desk, estimate: Estimate) -> Text:
    """The two counts with track and years, for a sentence: "13 of 22 (chiefs of defence, 2010–2025)"."""
    when = span_of_years(since(estimate), until(estimate))
    return say(counts(desk, estimate), f" ({desk.track_name(estimate.of('track'))}, {when})")

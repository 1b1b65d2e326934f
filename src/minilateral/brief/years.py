"""This year against the year before, for one series of contacts: the two counts, their ratio and what would undo it.

Takes the desk; gives the estimates that belong together, the arrow they earn and the words for the interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.arrows import FEWEST, arrow
from minilateral.brief.wording import decimal, level_of, percent, readable, say, whole

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Arrow, Text
    from minilateral.model import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOnYear:
    """Estimates of one series in the twelve months to a day and the twelve before; any may lack a value."""

    now: Estimate
    before: Estimate | None
    ratio: Estimate | None
    p_up: Estimate | None
    tipping: Estimate | None

    @property
    def events(self) -> int | None:
        """Contacts in both years together; None where either is not known."""
        if self.before is None or self.now.value is None or self.before.value is None:
            return None
        return round(self.now.value + self.before.value)

    @property
    def arrow(self) -> Arrow:
        """The arrow by the rule of `arrows`."""
        p_up = self.p_up.value if self.p_up else None
        low, high = (self.ratio.low, self.ratio.high) if self.ratio else (None, None)
        return arrow(p_up, low, high, self.events)

    @property
    def reason(self) -> str:
        """Why there is no comparison, where there is none."""
        return next((e.reason for e in (self.ratio, self.p_up, self.now, self.before) if e and e.reason), "")


def year_on_year(desk: Desk, series: str) -> YearOnYear | None:
    """The comparison of `series`; None where the record has no such series."""
    now = desk.get("contacts_year", series=series, window="now")
    if now is None:
        return None
    return YearOnYear(
        now=now,
        before=desk.get("contacts_year", series=series, window="before"),
        ratio=desk.get("contacts_ratio", series=series),
        p_up=desk.get("contacts_p_up", series=series),
        tipping=desk.get("tipping_recall", series=series),
    )


def interval_words(desk: Desk, pair: YearOnYear) -> Text:
    """The ratio with its interval, and what would make the finding vanish."""
    ratio = pair.ratio
    if ratio is None or ratio.value is None or ratio.low is None or ratio.high is None:
        return (f"no comparison: {readable(pair.reason)}",) if pair.reason else ()
    if pair.events is not None and pair.events < FEWEST:
        few = desk.rule("fewest", whole(FEWEST), "Fewest events for a direction", _FEWEST_NOTE)
        return say("too few to say which way: at least ", few, " in the two years are needed")
    low, high = desk.bounds(ratio)
    name = level_of(ratio.interval or 0)
    words = say("a ratio of ", desk.value(ratio), f", {name} interval ", low, " to ", high)
    if pair.arrow in {"rising", "falling"} and ratio.low < 1 < ratio.high:
        words = say(words, ", which still includes no change")
    return say(
        words,
        vanishing(desk, pair) or ("; within chance, so no direction is stated" if pair.arrow == "not known" else ""),
    )


def vanishing(desk: Desk, pair: YearOnYear) -> Text:
    """How much less complete one of the two years would have to be for the difference to be nothing."""
    tipping = pair.tipping
    if tipping is None or not tipping.value:
        return ()
    if pair.arrow == "falling":
        share = desk.ledger.estimate(tipping, percent(tipping.value))
        return say("; would vanish only if we now find fewer than ", share, " of what we found a year earlier")
    if pair.arrow == "rising":
        share = desk.ledger.estimate(tipping, percent(1 / tipping.value))
        return say("; would vanish only if a year earlier we found fewer than ", share, " of what we find now")
    return ()


def value_words(estimate: Estimate) -> str:
    """A ratio as printed, for tables."""
    return "not known" if estimate.value is None else decimal(estimate.value)


_FEWEST_NOTE = "Fixed beforehand: below this many events in both years together no direction is stated."

"""This year against the year before, for one series of contacts: the two counts, their ratio and what would undo it.

Takes the desk; gives the estimates that belong together, the arrow they earn and the words for the interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.arrows import FEWEST, arrow
from minilateral.brief.wording import level_of, percent, readable, say, whole

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


def year_on_year(desk: Desk, series: str, noun: str = "contacts") -> YearOnYear | None:
    """The comparison of `series` of what `noun` names; None where the record has no such series."""
    now = desk.get(f"{noun}_year", series=series, window="now")
    if now is None:
        return None
    return YearOnYear(
        now=now,
        before=desk.get(f"{noun}_year", series=series, window="before"),
        ratio=desk.get(f"{noun}_ratio", series=series),
        p_up=desk.get(f"{noun}_p_up", series=series),
        tipping=desk.get("tipping_recall", series=series),
    )


def interval_words(desk: Desk, pair: YearOnYear) -> Text:
    """The ratio with its interval, and what would make the finding vanish."""
    ratio = pair.ratio
    if ratio is not None and ratio.value is None and not ratio.coverage:
        return (f"no comparison: {readable(pair.reason)}",)
    if pair.events is not None and pair.events < FEWEST:
        few = desk.rule("fewest", whole(FEWEST), "Fewest events for a direction", _FEWEST_NOTE)
        return say("too few to say which way: at least ", few, " in the two years are needed")
    if ratio is None or ratio.value is None or ratio.low is None or ratio.high is None:
        return _chance(desk, pair) or ((f"no comparison: {readable(pair.reason)}",) if pair.reason else ())
    words = _ratio(desk, pair, ratio)
    if pair.arrow in {"rising", "falling"} and ratio.low < 1 < ratio.high:
        words = say(words, ", which still includes no change")
    unclear = "; no more than chance, so no direction is stated" if pair.arrow == "not known" else ""
    return say(words, vanishing(desk, pair) or unclear)


def _chance(desk: Desk, pair: YearOnYear) -> Text:
    """The chance of a rise, where the year before holds nothing that this one could be a multiple of."""
    if pair.p_up is None or pair.p_up.value is None:
        return ()
    chance = desk.ledger.estimate(pair.p_up, percent(pair.p_up.value))
    return say("the chance of a rise is ", chance, f"; {readable(pair.reason)}" if pair.reason else "")


def _ratio(desk: Desk, pair: YearOnYear, ratio: Estimate) -> Text:
    """The ratio with its interval; a year of nothing has an upper end only."""
    name = level_of(ratio.interval or 0)
    if one_sided(pair):
        return say(bound(desk, ratio), f" of the year before, the upper end of the {name} interval")
    low, high = desk.bounds(ratio)
    return say("a ratio of ", desk.value(ratio), f" ({name} interval ", low, " to ", high, ")")


def one_sided(pair: YearOnYear) -> bool:
    """Whether the later year holds no contact, so that only the upper end of the ratio means anything."""
    return pair.now.value == 0


def bound(desk: Desk, ratio: Estimate) -> Text:
    """The one end of a ratio that has no other: "at most 0.25"."""
    return ("at most ", desk.bounds(ratio)[1])


def vanishing(desk: Desk, pair: YearOnYear) -> Text:
    """How much less complete one of the two years would have to be for the difference to be nothing."""
    tipping = pair.tipping
    if tipping is None or not tipping.value:
        return ()
    if pair.arrow == "falling":
        share = desk.ledger.estimate(tipping, percent(tipping.value))
        return say("; would vanish only if the record were now less than ", share, " as complete as then")
    if pair.arrow == "rising":
        share = desk.ledger.estimate(tipping, percent(1 / tipping.value))
        return say("; would vanish only if the record were then less than ", share, " as complete as now")
    return ()


_FEWEST_NOTE = "Fixed beforehand: below this many events in both years together no direction is stated."

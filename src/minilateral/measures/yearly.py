"""One year against the year before: counts, their ratio, the chance that the rate rose, the recall that would undo it.

Takes contacts of one series and the days watched; gives estimates for two disjoint years of equal season, which
share no data. Counts show all that was found; ratio and chance use what was found on observed days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from minilateral.measures.exposure import Watch, unwatched, watch
from minilateral.measures.face import Face
from minilateral.measures.occasions import Contact, ids, inside, off_ladder, weights
from minilateral.measures.uncertainty import JEFFREYS, p_up, rate_upper, ratio_interval, ratio_median
from minilateral.measures.windows import Span, year_before, year_to
from minilateral.model import Casebook, Estimate

FEW = 5  # events in both years together below which no trend may be read
MONTHS = 12.0
LEAST_MONTHS = 1.0  # of exposure: from a few days neither a rate nor a bound is formed


@dataclass(frozen=True, slots=True)
class Series:
    """Contacts of one kind, under the name and in the words they are shown with."""

    name: str
    label: str
    items: tuple[Contact, ...]
    thin: frozenset[Contact] = frozenset()  # of them, those of formats watched only in part
    noun: str = "contacts"  # what is counted; the estimates are named by it

    @property
    def words(self) -> str:
        """The label as the middle of a sentence."""
        return self.label[0].lower() + self.label[1:]


@dataclass(frozen=True, slots=True)
class Year:
    """What one window holds of a series: all that was found, and what counts because the day was observed."""

    window: Span
    items: tuple[Contact, ...]  # found, whether the day was observed or not
    observed: tuple[Contact, ...]  # what enters ratio and chance
    counted: float  # of those, spread over their month where no day is known
    months: float  # of exposure

    @property
    def coverage(self) -> float:
        """Share of the window that was observed."""
        return self.months / MONTHS


def year_on_year(face: Face, series: Series, seen: Watch) -> list[Estimate]:
    """`contacts_year` now and before, `contacts_ratio`, `contacts_p_up`, `tipping_recall`; `contacts_upper` of none.

    Of a series of other things (`Series.noun`) the names begin with these: `exercises_year`.

    With counts n1, n0 on observed days and exposures E1, E0 in months, P(up) = 1 - I_x(n1 + 1/2, n0 + 1/2) with
    x = E1 / (E1 + E0) (independent Gamma rates, Jeffreys 1946); the ratio is its median, its 90 % interval comes from
    40,000 seeded draws. Tipping recall is recall(now) / recall(before) at which P(up) is one half.

    Units: contacts in 12 months; ratio; probability; contacts per month.
    Edges: no count of a year that was not observed; neither ratio nor chance with less than a month of either
    observed, or none counted in both; no ratio to a year in which none was counted (it has no upper end).
    """
    now, before = (_year(series, window, seen) for window in (year_to(face.as_of), year_before(face.as_of)))
    out = [_count(face, series, now, "now"), _count(face, series, before, "before")]
    out += _compared(face, series, now, before)
    if now.months >= LEAST_MONTHS and now.counted == 0:
        out.append(_upper(face, series, now))
    return out


def _year(series: Series, window: Span, seen: Watch) -> Year:
    counted, observed = weights(series.items, window, seen)
    return Year(window, inside(series.items, window), observed, counted, MONTHS * seen.share(window))


def _count(face: Face, series: Series, year: Year, which: str) -> Estimate:
    partial = watch(face.book, status=("observed", "partial")).share(year.window)
    known = year.months > 0 or (partial > 0 and bool(year.items))
    return face(
        f"{series.noun}_year",
        series.label,
        float(len(year.items)) if known else None,
        period=year.window,
        unit=f"{series.noun} in 12 months",
        coverage=year.coverage,
        n=len(year.observed),
        evidence=ids(year.items),
        warnings=_cautions(face.book, series, year),
        reason=unwatched(year.window),
        series=series.name,
        window=which,
    )


def _cautions(book: Casebook, series: Series, year: Year) -> list[str]:
    raised = {
        "only_partial_watch": year.months == 0,
        "window_partly_observed": 0 < year.coverage < 1,
        "none_recorded": not year.items,
        "month_precision": any(not c.exact for c in year.items),
        "deputy_present": any(c.deputised for c in year.items),
        "level_unknown": series.noun == "contacts" and bool(off_ladder(book, year.window)),
        "thin_formats": not series.thin.isdisjoint(year.items),
    }
    return [code for code, yes in raised.items() if yes]


def _compared(face: Face, series: Series, now: Year, before: Year) -> list[Estimate]:
    unsaid = _no_chance(now, before)
    none_before = "none was counted in the year before, so what there is now is no multiple of it"
    no_ratio = unsaid or (none_before if before.counted < 1 else "")
    common: dict[str, Any] = {
        "period": Span(min(before.window.first, now.window.first), now.window.last),
        "coverage": (now.coverage + before.coverage) / 2,
        "n": len(now.observed) + len(before.observed),
        "evidence": ids((*before.observed, *now.observed)),
        "warnings": _pair_cautions(series, now, before),
        "series": series.name,
    }
    counts = (now.counted, before.counted, now.months, before.months)
    chance = ratio = bounds = None
    if not unsaid:
        chance = p_up(now.counted + JEFFREYS, before.counted + JEFFREYS, now.months, before.months)
    if not no_ratio:
        ratio = ratio_median(*counts)
        parts = (face.book.group.slug, face.measure, series.name, face.as_of.isoformat())
        bounds = (*ratio_interval(*counts, seed_parts=parts), 0.9)
    shown = (
        (f"{series.noun}_ratio", "Ratio to the year before", ratio, bounds, "ratio", no_ratio),
        (f"{series.noun}_p_up", "Chance of a rise", chance, None, "probability", unsaid),
        ("tipping_recall", "Recall at which the change vanishes", ratio, None, "ratio", no_ratio),
    )
    return [
        face(name, f"{label}, {series.words}", value, interval=interval, unit=unit, reason=reason, **common)
        for name, label, value, interval, unit, reason in shown
    ]


def _no_chance(now: Year, before: Year) -> str:
    """Why the two years cannot be compared at all; empty if they can."""
    blind = next((year for year in (now, before) if year.months < LEAST_MONTHS), None)
    if blind is not None:
        return unwatched(blind.window) if blind.months == 0 else unwatched(blind.window, "for as much as a month")
    return "" if now.counted or before.counted else "none was counted in either year"


def _pair_cautions(series: Series, now: Year, before: Year) -> list[str]:
    both = (*now.observed, *before.observed)
    raised = {
        "few_events": now.counted + before.counted < FEW,
        "window_partly_observed": min(now.months, before.months) < MONTHS,
        "month_precision": any(not c.exact for c in both),
        "thin_formats": not series.thin.isdisjoint(both),
    }
    return [code for code, yes in raised.items() if yes]


def _upper(face: Face, series: Series, now: Year) -> Estimate:
    """What a year without any still allows: the 95 % bound of a rate Gamma(1/2, months)."""
    return face(
        f"{series.noun}_upper",
        f"Highest rate that a year without any still allows (95 %), {series.words}",
        rate_upper(0, now.months),
        period=now.window,
        unit=f"{series.noun} per month",
        coverage=now.coverage,
        n=0,
        warnings=("none_recorded", *(("window_partly_observed",) if now.coverage < 1 else ())),
        series=series.name,
    )

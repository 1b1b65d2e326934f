"""Consultation: how often the members meet and talk, now against a year ago, and at which level.

Takes a casebook and a day; gives counts of two disjoint years of equal season with their ratio and the chance that it
rose, the smoothed rate per month with its path, and the consultation index with its band over weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from minilateral.codebook.levels import ladder
from minilateral.measures.exposure import Watch, watch
from minilateral.measures.face import Face
from minilateral.measures.index import index_estimates
from minilateral.measures.occasions import Contact, contacts, ids, inside, off_ladder, weights
from minilateral.measures.rates import rate_estimates
from minilateral.measures.uncertainty import JEFFREYS, p_up, rate_upper, ratio_interval, ratio_median
from minilateral.measures.windows import Span, year_before, year_to
from minilateral.model import Casebook, Estimate

FEW = 5  # events in both years together below which no trend may be read
MONTHS = 12.0


@dataclass(frozen=True, slots=True)
class Series:
    """Contacts of one kind, under the name and in the words they are shown with."""

    name: str
    label: str
    items: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """What one window holds of a series: all that was found, and what counts because the day was observed."""

    window: Span
    items: tuple[Contact, ...]  # found, whether the day was observed or not
    observed: tuple[Contact, ...]  # what enters ratio and chance
    counted: float  # of those, spread over their month where no day is known
    months: float  # of exposure


def compute(book: Casebook, as_of: date) -> tuple[Estimate, ...]:
    """Counts, ratio, chance of a rise and tipping recall per series; rates; index.

    A contact is an occasion with all members (`occasions.contacts`). The windows are (as_of - 12 months, as_of] and
    the 12 months before: equal seasons, no shared data. With counts n1, n0 on observed days and exposures E1, E0 in
    months, P(up) = 1 - I_x(n0-side) as in `uncertainty.p_up` with Jeffreys shapes n + 1/2; the ratio's value is its
    median, its 90 % interval comes from 40,000 seeded Gamma draws; the tipping recall is where P(up) is one half.

    Units: contacts; ratio; probability; contacts per month; index points per month.
    Edges: a year that was not observed at all has no count, no ratio and no chance; of a year observed in part the
    rows found are shown, while ratio and chance use the observed days only; below five events `few_events` warns.
    References: Jeffreys (1946) for the priors; Harvey & Fernandes (1989) for the filter behind the rates.

    Example:
        >>> from minilateral.measures.histories import history
        >>> found = compute(history(rates=[0.5] * 108 + [2.0] * 12), date(2021, 12, 31))
        >>> chance = next(e for e in found if e.name == "contacts_p_up" and e.of("series") == "contacts")
        >>> chance.value > 0.99
        True
    """
    face, seen, all_contacts = Face(book, "consultation", as_of), watch(book), contacts(book, as_of)
    out: list[Estimate] = []
    for series in _series(all_contacts):
        now, before = (_year(series, window, seen) for window in (year_to(as_of), year_before(as_of)))
        out += [_count(face, series, now, "now"), _count(face, series, before, "before")]
        out += _compared(face, series, now, before)
    out += rate_estimates(face, seen, all_contacts)
    out += index_estimates(face, seen, all_contacts)
    return tuple(out)


def _series(items: tuple[Contact, ...]) -> list[Series]:
    return [
        Series("contacts", "Contacts of all members", items),
        Series("minister", "Contacts at minister level or above", tuple(c for c in items if c.ministerial)),
        *(
            Series(level.name, f"Contacts at the level of {level.name.replace('_', ' ')}s", _at(items, level.name))
            for level in ladder()
            if level.name != "minister"
        ),
    ]


def _at(items: tuple[Contact, ...], level: str) -> tuple[Contact, ...]:
    return tuple(c for c in items if c.level.name == level)


def _year(series: Series, window: Span, seen: Watch) -> Year:
    counted, observed = weights(series.items, window, seen)
    return Year(window, inside(series.items, window), observed, counted, MONTHS * seen.share(window))


def _count(face: Face, series: Series, year: Year, which: str) -> Estimate:
    share = year.months / MONTHS
    partial = watch(face.book, status=("observed", "partial")).share(year.window)
    known = share > 0 or (partial > 0 and bool(year.items))
    return face(
        "contacts_year",
        series.label,
        float(len(year.items)) if known else None,
        period=year.window,
        unit="contacts in 12 months",
        coverage=share,
        n=len(year.observed),
        evidence=ids(year.items),
        warnings=_cautions(face.book, year, share) if known else (),
        reason=unwatched(year.window),
        series=series.name,
        window=which,
    )


def _cautions(book: Casebook, year: Year, share: float) -> list[str]:
    raised = {
        "only_partial_watch": share == 0,
        "window_partly_observed": 0 < share < 1,
        "none_recorded": not year.items,
        "month_precision": any(not c.exact for c in year.items),
        "deputy_present": any(c.deputised for c in year.items),
        "level_unknown": bool(off_ladder(book, year.window)),
    }
    return [code for code, yes in raised.items() if yes]


def unwatched(window: Span) -> str:
    """The reason given for a window that was not observed, in words for a reader."""
    if not window.days:
        return "there is no such period"
    return f"the record was not observed between {window.from_date} and {window.to_date}"


def _compared(face: Face, series: Series, now: Year, before: Year) -> list[Estimate]:
    blind = next((year for year in (now, before) if year.months == 0), None)
    common: dict[str, Any] = {
        "period": Span(min(before.window.first, now.window.first), now.window.last),
        "coverage": (now.months + before.months) / (2 * MONTHS),
        "n": len(now.observed) + len(before.observed),
        "evidence": ids((*before.observed, *now.observed)),
        "warnings": _pair_cautions(now, before) if blind is None else (),
        "reason": unwatched(blind.window) if blind else "",
        "series": series.name,
    }
    chance = ratio = bounds = None
    if blind is None:
        chance = p_up(now.counted + JEFFREYS, before.counted + JEFFREYS, now.months, before.months)
        ratio = ratio_median(now.counted, before.counted, now.months, before.months)
        parts = (face.book.group.slug, face.measure, series.name, face.as_of.isoformat())
        low, high = ratio_interval(now.counted, before.counted, now.months, before.months, seed_parts=parts)
        bounds = (low, high, 0.9)
    words = series.label[0].lower() + series.label[1:]
    out = [
        face("contacts_ratio", f"Ratio to the year before, {words}", ratio, interval=bounds, unit="ratio", **common),
        face("contacts_p_up", f"Chance of a rise, {words}", chance, unit="probability", **common),
        face("tipping_recall", f"Recall at which the change vanishes, {words}", ratio, unit="ratio", **common),
    ]
    if now.months > 0 and now.counted == 0:
        out.append(_upper(face, series, now))
    return out


def _pair_cautions(now: Year, before: Year) -> list[str]:
    raised = {
        "few_events": now.counted + before.counted < FEW,
        "window_partly_observed": min(now.months, before.months) < MONTHS,
        "month_precision": any(not c.exact for c in (*now.observed, *before.observed)),
    }
    return [code for code, yes in raised.items() if yes]


def _upper(face: Face, series: Series, now: Year) -> Estimate:
    return face(
        "contacts_upper",
        f"Highest rate that a year without any still allows (95 %), {series.label[0].lower()}{series.label[1:]}",
        rate_upper(0, now.months),
        period=now.window,
        unit="contacts per month",
        coverage=now.months / MONTHS,
        n=0,
        warnings=("none_recorded",),
        series=series.name,
    )

"""The smoothed rate of contacts per month: now, by level, and its path over the months.

Takes contacts and the days watched; gives mixtures over discounts (`discount.mixtures`) as estimates. The line is a
smoothed one, made to be looked at: whether a year was busier than the last is asked of disjoint windows instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from minilateral.codebook.levels import ladder
from minilateral.measures.discount import Mixture, mixtures, quantiles
from minilateral.measures.exposure import Watch
from minilateral.measures.face import Face, partly
from minilateral.measures.occasions import Contact, ids
from minilateral.measures.windows import Span, month_name, month_of, month_span, month_to
from minilateral.model import Estimate

LONGEST_MONTHS = 1200  # a century at the slowest discount leaves 6 millionths of an event: older months are not read
MEMORY_MONTHS = 100  # of the slowest discount, 1 / (1 - .99): the rows within it are the evidence of a rate


@dataclass(frozen=True, slots=True)
class Monthly:
    """Counts and exposure per month from `first` (numbered by `windows.month_of`), and the contacts in each."""

    first: int
    y: tuple[float, ...]
    e: tuple[float, ...]
    items: tuple[tuple[Contact, ...], ...]


def monthly(items: Iterable[Contact], seen: Watch, as_of: date) -> Monthly:
    """Contacts per month on observed days up to `as_of`; one known only by month or year is spread over it.

    Edges: starts with the first observed month, at most a century before `as_of`; empty if nothing was observed by
    then.
    """
    last = month_of(as_of)
    start = seen.start
    first = last + 1 if start is None or start > as_of else max(month_of(start), last - LONGEST_MONTHS + 1)
    spans = [month_span(month).meet(Span(1, as_of.toordinal())) for month in range(first, last + 1)]
    y, heaps = [0.0] * len(spans), [[] for _ in spans]  # type: list[float], list[list[Contact]]
    for item in items:
        for month, share in _shares(item, seen, as_of.toordinal()):
            if first <= month <= last:
                y[month - first] += share
                heaps[month - first].append(item)
    e = tuple(seen.days(span) / month_span(first + index).days for index, span in enumerate(spans))
    return Monthly(first, tuple(y), e, tuple(tuple(heap) for heap in heaps))


def _shares(item: Contact, seen: Watch, until: int) -> list[tuple[int, float]]:
    """Months in which a contact counts, each with its share there, on observed days up to `until`."""
    if item.exact:
        return [(month_of(item.date), 1.0)] if item.span.first <= until and seen.covers(item.span.first) else []
    months = range(month_of(item.span.from_date), month_of(item.span.to_date) + 1)
    days = [(month, seen.days(item.span.meet(month_span(month)).meet(Span(1, until)))) for month in months]
    return [(month, count / item.span.days) for month, count in days if count]


def rate_estimates(face: Face, seen: Watch, items: tuple[Contact, ...]) -> list[Estimate]:
    """`rate` for all contacts, for ministers and above, and per level; `rate_path` and `rate_inner` for the first two.

    The value is the mean of the mixture, the interval its central 80 %, of `rate_inner` its central 50 %. Evidence of
    a rate are the contacts of the last 100 months, those of a point of the path only its own month's: the line before
    it is made of theirs.

    Units: contacts per month of exposure; `n` contacts.
    Edges: None in a month without a day observed.
    """
    both = {"contacts": items, "minister": tuple(c for c in items if c.ministerial)}
    out, paths = [], []
    for series, some in both.items():
        months = monthly(some, seen, face.as_of)
        path = mixtures(months.y, months.e)
        out.append(_now(face, seen, months, path, series=series))
        paths += _path(face, seen, months, path, series)
    for level in ladder():
        months = monthly((c for c in items if c.level == level), seen, face.as_of)
        out.append(_now(face, seen, months, mixtures(months.y, months.e), level=level.name))
    return out + paths


def _now(face: Face, seen: Watch, months: Monthly, path: list[Mixture], **key: str) -> Estimate:
    value, bounds, period = None, None, month_to(face.as_of)
    recent = [item for heap in months.items[-MEMORY_MONTHS:] for item in heap]
    if path and months.e[-1] > 0:
        value = path[-1].mean
        bounds = (quantiles(path[-1:], 0.1)[0], quantiles(path[-1:], 0.9)[0], 0.8)
    return face(
        "rate",
        f"Contacts per month, smoothed: {next(iter(key.values())).replace('_', ' ')}",
        value,
        period=period,
        interval=bounds,
        unit="contacts per month",
        coverage=seen.share(period),
        n=len(set(recent)),
        evidence=ids(dict.fromkeys(recent)),
        warnings=[
            *partly(seen.share(period), none=not recent),
            *(["month_precision"] if any(not item.exact for item in recent) else []),
        ],
        reason=f"the record was not observed in {month_name(month_of(face.as_of))}",
        **key,
    )


def _path(face: Face, seen: Watch, months: Monthly, path: list[Mixture], series: str) -> list[Estimate]:
    wide = list(zip(quantiles(path, 0.1), quantiles(path, 0.9), strict=True))
    inner = list(zip(quantiles(path, 0.25), quantiles(path, 0.75), strict=True))
    out: list[Estimate] = []
    for index, (rate, exposure, heap) in enumerate(zip(path, months.e, months.items, strict=True)):
        month, span = month_name(months.first + index), month_span(months.first + index)
        period = span.meet(Span(1, face.as_of.toordinal()))
        out += [
            face(
                name,
                label,
                rate.mean if exposure else None,
                period=period,
                interval=(*bounds[index], held),
                unit="contacts per month",
                coverage=seen.share(period),
                n=len(heap),
                evidence=ids(heap),
                warnings=partly(seen.share(period)),
                reason="the record was not observed in this month",
                series=series,
                month=month,
            )
            for name, label, bounds, held in (
                ("rate_path", f"Contacts per month, smoothed, {month}", wide, 0.8),
                ("rate_inner", f"Contacts per month, smoothed, inner half, {month}", inner, 0.5),
            )
        ]
    return out

"""How often the members were in contact: the smoothed rate by month with its interval, and the counts behind it.

Takes the estimates `rate_path`; gives one figure. Months nobody observed are a gap in the line and have no bar.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from minilateral.brief.charts import theme
from minilateral.brief.charts.layers import Frame, Layer, bands, hatch, labels, lines, ribbons, specification, strokes
from minilateral.brief.charts.when import after, grid, position, unknown
from minilateral.brief.parts import Figure, Num, Table, Text, evidence_key
from minilateral.brief.wording import day, decimal, digits, level_of
from minilateral.measures.occasions import contacts
from minilateral.measures.windows import Span

if TYPE_CHECKING:
    from minilateral.brief.ledger import Ledger
    from minilateral.model import Casebook, Estimate

SERIES = ("contacts", "minister")
_NAMES = {"contacts": ("All levels", "all levels"), "minister": ("Ministers,", "ministers and leaders")}
LONGEST = 480  # months drawn of a longer path
SETTLING = 12  # months at the start of a long path in which the line still leans on its prior
MOST = 170  # points of a line; more would not be seen
LEFT, RIGHT, TOP = 34, 104, 14
RATE, COUNTS, SPACE = 190, 60, 34  # px: height of the rate, of the counts, and between


@dataclass(frozen=True, slots=True)
class _Path:
    """One series by month, in order; `middle` are positions of the months' middles, `counts` contacts by quarter."""

    name: str
    months: list[Estimate]
    inner: dict[str, Estimate]  # the same months with the narrower interval
    middle: list[float]
    counts: dict[int, float]


def consultation(book: Casebook, estimates: tuple[Estimate, ...], as_of: date, ledger: Ledger) -> Figure | None:
    """The rate of contacts by month; None where no month has a rate. Counts of its table are tied in `ledger`."""
    paths = _distinct([path for name in SERIES if (path := _path(book, estimates, name, as_of))])
    if not paths:
        return None
    alt = _alt(paths)
    return Figure(
        id="consultation",
        title=_title(paths[0]),
        subtitle=_subtitle(paths[0], as_of),
        alt=alt,
        spec=_drawn(book, paths, as_of, alt),
        data=_table(paths, ledger),
        note="Smoothed by forgetting older months; no month looks ahead. Hatched: not observed, so no rate is formed. "
        "The line is drawn from the second year and lags a sudden change; whether a year was "
        "busier is asked of the counts of two whole years.",
    )


def _path(book: Casebook, estimates: tuple[Estimate, ...], name: str, as_of: date) -> _Path | None:
    months = [e for e in estimates if e.name == "rate_path" and e.of("series") == name and e.from_date and e.to_date]
    months = sorted(months, key=lambda e: e.of("month"))[-LONGEST:]
    if not any(e.value is not None for e in months):
        return None
    middle = [(position(e.from_date) + after(e.to_date)) / 2 for e in months if e.from_date and e.to_date]
    inner = {e.of("month"): e for e in estimates if e.name == "rate_inner" and e.of("series") == name}
    return _Path(name, months, inner, middle, _by_quarter(book, name, months, as_of))


def _by_quarter(book: Casebook, name: str, months: list[Estimate], as_of: date) -> dict[int, float]:
    """Contacts in observed months by quarter, numbered by year x 4; one known only by year is spread over it."""
    counts: dict[int, float] = {}
    seen = [
        Span(e.from_date.toordinal(), e.to_date.toordinal())
        for e in months
        if e.value is not None and e.from_date and e.to_date
    ]
    starts = [span.first for span in seen]
    for contact in contacts(book, as_of):
        if name == "minister" and not contact.ministerial:
            continue
        for span in seen[
            max(0, bisect_right(starts, contact.span.first) - 1) : bisect_right(starts, contact.span.last)
        ]:
            day_one = span.from_date
            quarter = day_one.year * 4 + (day_one.month - 1) // 3
            counts[quarter] = counts.get(quarter, 0.0) + contact.span.meet(span).days / contact.span.days
    return {quarter: count for quarter, count in sorted(counts.items()) if count}


def _distinct(paths: list[_Path]) -> list[_Path]:
    """The series, without that of ministers where every contact was one of ministers."""
    values = [[e.value for e in path.months] for path in paths]
    return paths[:1] if len(paths) > 1 and values[0] == values[1] else paths


def _title(path: _Path) -> str:
    """When contacts were most frequent, by the smoothed rate."""
    known = _known(path)
    peak = max(known, key=lambda e: (e.value or 0, e.of("month")), default=None)
    if peak is None or (peak.value or 0) <= 0:
        return "How often the members are in contact"
    return "Contacts are as frequent as ever" if peak is known[-1] else f"Contacts were most frequent in {_month(peak)}"


def _known(path: _Path) -> list[Estimate]:
    """Months with a rate that no longer leans on its prior."""
    settled = path.months[SETTLING * (len(path.months) > 3 * SETTLING) :]
    return [e for e in settled if e.value is not None]


def _last(path: _Path) -> Estimate | None:
    return next((e for e in reversed(path.months) if e.value is not None), None)


def _subtitle(path: _Path, as_of: date) -> str:
    first = path.months[0].from_date
    since = f"{first.year} to " if first else "to "
    levels = [{e.interval for e in some if e.interval} for some in (path.inner.values(), path.months)]
    bands = " and ".join(level_of(level) for some in levels for level in some)
    shade = f", with {bands} intervals" if bands else ""
    return f"Contacts of all members a month, smoothed{shade}; below, counts by quarter; {since}{day(as_of)}"


def _alt(paths: list[_Path]) -> str:
    said = ["Two lines with bands over time, and bars of quarterly counts below."]
    for path in paths:
        known = _known(path)
        if not known:
            continue
        peak = max(known, key=lambda e: (e.value or 0, e.of("month")))
        last = known[-1]
        said.append(
            f"{_NAMES[path.name][1].capitalize()}: highest at {decimal(peak.value or 0)} a month in "
            f"{_month(peak)}, {decimal(last.value or 0)} in {_month(last)}{_interval(last)}."
        )
    return " ".join(said)


def _interval(e: Estimate) -> str:
    if e.low is None or e.high is None or e.interval is None:
        return ""
    return f" ({level_of(e.interval)} interval {decimal(e.low)} to {decimal(e.high)})"


def _month(e: Estimate) -> str:
    return day(e.from_date, "month") if e.from_date else e.of("month")


def _drawn(book: Casebook, paths: list[_Path], as_of: date, alt: str) -> str:
    """Rate above, counts below, on one scale of y: px from the top."""
    first = paths[0].months[0].from_date or as_of
    bottom = RATE + SPACE + COUNTS
    frame = Frame(
        width=theme.NARROW - LEFT - RIGHT, height=bottom, left=LEFT, right=RIGHT, top=TOP, bottom=26,
        x=(position(first), max(after(as_of), position(first) + 0.1)), y=(0, bottom), down=True,
    )  # fmt: skip
    years = [float(year) for year in grid(*frame.x, most=8)]
    zones = unknown(book, "engagements", first, as_of) if first <= as_of else []
    layers = [
        *hatch(frame, [(a, 0, b, RATE) for a, b in zones], y_px=1),
        *strokes([(x, 0, x, bottom) for x in years], colour=theme.HAIR),
        *labels([(x, bottom + 14, f"{x:.0f}") for x in years], colour=theme.MUTED, align="center"),
        *_rates(frame, paths),
        *_counts(frame, paths, bottom),
    ]
    return specification(frame, layers, alt)


def _ticks(top: float) -> list[float]:
    """Round values from zero to `top`, three to five of them."""
    step = next(s for s in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 1e9) if top / s <= 5)  # noqa: PLR2004
    return [round(step * i, 6) for i in range(int(top / step) + 1)]


def _rates(frame: Frame, paths: list[_Path]) -> list[Layer]:
    top = (
        max((e.high or e.value or 0.0 for path in paths for run in _observed(path) for _, e in run), default=0.0) or 1.0
    )
    looks = {
        "contacts": (theme.ACT, 2.4, theme.ACT_SOFT, theme.ACT_HALF),
        "minister": (theme.INK, 1.8, theme.WASH2, theme.WASH3),
    }

    def height(value: float) -> float:
        return RATE * (1 - value / (top * 1.04))

    ticks = [t for t in _ticks(top) if height(t) >= 0]
    rules = [(frame.x[0], height(t), frame.x[1], height(t)) for t in ticks]
    layers = strokes(rules, colour=theme.HAIR)
    layers += labels([(frame.x[0], height(t), f"{t:g}") for t in ticks], colour=theme.MUTED, align="right", dx=-8)
    drawn: list[Layer] = []
    for path in paths:
        colour, width, wide, narrow = looks[path.name]
        runs = _observed(path)
        inner = [[(x, path.inner[e.of("month")]) for x, e in run] for run in runs]
        for some, fill in ((runs, wide), (inner, narrow)):
            band = [[(x, height(e.low), height(e.high)) for x, e in run if e.low is not None and e.high is not None]
                    for run in some]  # fmt: skip
            layers += ribbons([run for run in band if run], fill=fill)
        drawn += lines([[(x, height(e.value or 0)) for x, e in run] for run in runs], colour=colour, width=width)
    return [*layers, *drawn, *_ends(frame, paths, height)]


def _ends(frame: Frame, paths: list[_Path], height: Any) -> list[Layer]:  # noqa: ANN401 - a plain function
    """Names and last values beside the ends of the lines, kept apart."""
    layers: list[Layer] = []
    floor = RATE + 14.0
    single = len(paths) == 1
    for path in reversed(paths):  # the lower line first
        last = _last(path)
        if last is None or last.value is None:
            continue
        at = min(height(last.value), floor - 34)
        floor = at - 4
        colour = theme.ACT if path.name == "contacts" else theme.INK
        name = "All contacts" if single else "All levels" if path.name == "contacts" else "Ministers up"
        layers += labels([(frame.x[1], at, name)], colour=colour, bold=True, dx=8)
        layers += labels([(frame.x[1], at + 16, f"{decimal(last.value)} a month")], colour=colour, dx=8)
    return layers


def _observed(path: _Path) -> list[list[tuple[float, Estimate]]]:
    """Runs of months with a rate, thinned so that no line has more than `MOST` points; ends are kept."""
    runs: list[list[tuple[float, Estimate]]] = [[]]
    settling = SETTLING if len(path.months) > 3 * SETTLING else 0
    for number, (x, e) in enumerate(zip(path.middle, path.months, strict=True)):
        if e.value is None or number < settling:
            runs.append([])
        else:
            runs[-1].append((x, e))
    step = -(-len(path.months) // MOST)
    return [[p for i, p in enumerate(run) if i % step == 0 or i == len(run) - 1] for run in runs if run]


def _counts(frame: Frame, paths: list[_Path], bottom: float) -> list[Layer]:
    """Bars of quarterly counts: all levels outlined pale, ministers and above filled dark inside them."""
    counted = {path.name: path.counts for path in paths}
    most = max((n for counts in counted.values() for n in counts.values()), default=0.0)
    if not most:
        return []
    px = COUNTS / most
    looks = {"contacts": theme.ACT_MID, "minister": theme.INK}
    layers = strokes([(frame.x[0], bottom, frame.x[1], bottom)], colour=theme.FAINT)
    layers += labels([(frame.x[0], bottom - COUNTS, f"{most:g}"), (frame.x[0], bottom, "0")],
        colour=theme.MUTED, align="right", dx=-8,
    )  # fmt: skip
    for name, counts in counted.items():
        boxes = [
            (max(q / 4 + 0.03, frame.x[0]), bottom - n * px, min(q / 4 + 0.22, frame.x[1]), bottom)
            for q, n in counts.items() if n
        ]  # fmt: skip
        layers += bands(boxes, fill=looks[name])
    words = [(frame.x[1], bottom - COUNTS + 6, "Counted"), (frame.x[1], bottom - COUNTS + 22, "a quarter")]
    return [*layers, *labels(words, colour=theme.MUTED, dx=8)]


def _table(paths: list[_Path], ledger: Ledger) -> Table:
    """The rate at the end of each year (and at the end), with the contacts of that year."""
    years = sorted({e.from_date.year for e in paths[0].months if e.from_date})
    columns = ["Year"]
    for path in paths:
        name = _NAMES[path.name][1]
        columns += [f"Contacts, {name}", f"A month at year's end, {name}", "Interval"]
    return Table(
        id="consultation-data",
        caption="Contacts found in each year, and the smoothed rate in its last observed month",
        columns=tuple(columns),
        rows=tuple(((str(year),), *(cell for path in paths for cell in _cells(path, year, ledger))) for year in years),
        numeric=tuple(range(1, len(columns))),
    )


def _cells(path: _Path, year: int, ledger: Ledger) -> tuple[Text, Text, Text]:
    months = [e for e in path.months if e.from_date and e.from_date.year == year and e.value is not None]
    if not months:
        return ("not observed",), ("not known",), ("–",)
    last, key = months[-1], evidence_key(months[-1])
    between: Text = ("–",)
    if last.low is not None and last.high is not None:
        between = (Num(decimal(last.low), key), " to ", Num(decimal(last.high), key))
    counted = sum(n for quarter, n in path.counts.items() if quarter // 4 == year)
    rows = [row for e in months for row in e.evidence]
    title = f"Contacts of {year}, {_NAMES[path.name][1]}"
    return (
        (ledger.cell("consultation-year", f"{path.name}-{year}", title, rows, digits(counted)),),
        (Num(decimal(last.value or 0), key),),
        between,
    )

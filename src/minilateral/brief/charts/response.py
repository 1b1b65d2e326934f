"""How often the members answered provocations together: by window against chance, and case by case over the years.

Takes a casebook, the estimates `answered` and `chance`, and a day; gives one figure of two panels. Severity and the
window of three days are those fixed beforehand by the measure; the other windows stand beside it in paler marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from minilateral.brief.charts import key, theme
from minilateral.brief.charts.layers import Frame, Layer, Point, Written, bands, labels, points, specification, strokes
from minilateral.brief.parts import Figure, Num, Table, Text, evidence_key
from minilateral.brief.wording import level_of, percent, period, plural
from minilateral.measures.episodes import answers, closed, episodes, in_scope
from minilateral.measures.episodes import period as judged
from minilateral.measures.response import HEADLINE_SEVERITY, HEADLINE_WINDOW

if TYPE_CHECKING:
    from minilateral.brief.ledger import Ledger
    from minilateral.model import Casebook, Estimate

LEFT, RIGHT, TOP = 44, 12, 12
SHARE, SPACE, DOTS = 180, 62, 110  # px: height of the shares, of the gap, and of the cases
DOT = 11.0  # px from case to case, where there is room
MANY = 28  # cases a year from which they are drawn as bars
YEARS = 16  # shown of a longer period; the table has them all


@dataclass(frozen=True, slots=True)
class _Sweep:
    """The share answered within one window, and what chance would give."""

    days: int
    answered: Estimate
    chance: Estimate | None


@dataclass(frozen=True, slots=True)
class _Year:
    """Cases of one year, and how many of them were answered in time."""

    year: int
    held: tuple[str, ...]  # a row for each case
    hit: tuple[tuple[str, ...], ...]  # for each case answered: its rows and those that answered it

    @property
    def cases(self) -> int:
        """How many cases there were."""
        return len(self.held)

    @property
    def answered(self) -> int:
        """How many of them were answered in time."""
        return len(self.hit)


def response(book: Casebook, estimates: tuple[Estimate, ...], as_of: date, ledger: Ledger) -> Figure | None:
    """Answers to provocations; None when no share is known. Counts of its table are tied in `ledger`."""
    sweep = _sweep(estimates)
    if not sweep:
        return None
    years = _years(book, as_of)
    alt = _alt(sweep, years)
    first = sweep[0].answered
    return Figure(
        id="response",
        title=_title(sweep),
        subtitle=f"Share of provocations of severity {HEADLINE_SEVERITY} or more answered together, by days allowed, "
        f"{period(first.from_date, first.to_date)}; below, each case",
        alt=alt,
        spec=_drawn(sweep, years, alt),
        data=_table(sweep, years, ledger),
        note="Answered: a call, statement or joint request of all members from the day before. By chance: the share if "
        "the same cases had fallen on other days. Provocations within three days of each other are one case. "
        "The lists miss some answers, so shares are lower bounds.",
    )


def _sweep(estimates: tuple[Estimate, ...]) -> list[_Sweep]:
    wanted = {name: {int(e.of("window")): e for e in estimates if _is(e, name)} for name in ("answered", "chance")}
    known = [(days, e) for days, e in sorted(wanted["answered"].items()) if e.value is not None]
    return [_Sweep(days, e, wanted["chance"].get(days)) for days, e in known]


def _is(e: Estimate, name: str) -> bool:
    return e.name == name and e.of("window").isdigit() and e.of("severity") == str(HEADLINE_SEVERITY)


def _years(book: Casebook, as_of: date) -> list[_Year]:
    """Cases by year, from the first to the last, years without any between them included."""
    span = judged(book, as_of)
    if not span.days:
        return []
    acts = [act for act in book.provocations if act.date <= as_of and in_scope(book, act)]
    found, answered = closed(episodes(acts, HEADLINE_SEVERITY, span), HEADLINE_WINDOW, span.last), answers(book, as_of)
    cases: dict[int, list[str]] = {}
    hits: dict[int, list[tuple[str, ...]]] = {}
    for case in found:
        year = date.fromordinal(case.day).year
        cases.setdefault(year, []).append(case.ids[0])
        if rows := answered.within(case.day, HEADLINE_WINDOW):
            hits.setdefault(year, []).append((*case.ids, *rows))
    if not cases:
        return []
    first = max(min(cases), span.to_date.year - 200)
    return [
        _Year(year, tuple(cases.get(year, ())), tuple(hits.get(year, ())))
        for year in range(first, span.to_date.year + 1)
    ]


def _headline(sweep: list[_Sweep]) -> _Sweep:
    return next((one for one in sweep if one.days == HEADLINE_WINDOW), sweep[0])


def _title(sweep: list[_Sweep]) -> str:
    """Whether every interval lies above chance, or none of it is plain."""
    beyond = [one.chance is not None and (one.answered.low or 0) > (one.chance.value or 0) for one in sweep]
    return "Answers exceed chance at every window" if all(beyond) else "Answers by days allowed, and case by case"


def _alt(sweep: list[_Sweep], years: list[_Year]) -> str:
    parts = []
    for one in sweep:
        chance = one.chance.value if one.chance else None
        beside = f" against {percent(chance)} by chance" if chance is not None else ""
        parts.append(f"within {one.days} {plural(one.days, 'day')} {percent(one.answered.value or 0)}{beside}")
    said = [f"Points with intervals: {'; '.join(parts)}."]
    cases = [f"{year.year} {year.answered} of {year.cases}" for year in years if year.cases]
    said += [f"Cases answered within {HEADLINE_WINDOW} days by year: {', '.join(cases)}."] if cases else []
    return " ".join(said)


def _drawn(sweep: list[_Sweep], years: list[_Year], alt: str) -> str:
    shown = years[-YEARS:] if any(year.cases for year in years[-YEARS:]) else []
    width = theme.NARROW - LEFT - RIGHT
    entries = key.lines(_entries(shown), theme.NARROW)
    bottom = SHARE + SPACE + (DOTS if shown else -SPACE + 12)
    frame = Frame(
        width=width, height=bottom, left=LEFT, right=RIGHT, top=TOP,
        bottom=30 + key.LINE * len(entries), x=(0.0, width), y=(0, bottom), down=True,
    )  # fmt: skip
    layers = [*_shares(frame, sweep), *_cases(frame, shown, bottom), *key.drawn(frame, entries, bottom + 40)]
    return specification(frame, layers, alt)


def _height(share: float) -> float:
    return SHARE * (1 - share)


def _shares(frame: Frame, sweep: list[_Sweep]) -> list[Layer]:
    step = frame.width / len(sweep)
    at = {one.days: step * (i + 0.42) for i, one in enumerate(sweep)}
    rules = [(0.0, _height(s), float(frame.width), _height(s)) for s in (0.0, 0.5, 1.0)]
    layers = strokes(rules, colour=theme.HAIR)
    layers += labels(
        [(0, _height(s), f"{100 * s:.0f}%") for s in (0.0, 0.5, 1.0)], colour=theme.MUTED, align="right", dx=-8
    )
    chances = [(at[one.days], one.chance.value) for one in sweep if one.chance and one.chance.value is not None]
    layers += strokes([(x - 15, _height(c), x + 15, _height(c)) for x, c in chances], colour=theme.INK, width=2)
    if chances:
        x, chance = chances[0]
        layers += labels([(x - 15, min(_height(chance), SHARE - 2) - 12, "by chance")], colour=theme.MUTED)
    for one in sweep:
        layers += _point(one, at[one.days], headline=one.days == HEADLINE_WINDOW)
    return layers


def _point(one: _Sweep, x: float, *, headline: bool) -> list[Layer]:
    share, low, high = one.answered.value or 0.0, one.answered.low, one.answered.high
    colour = theme.ACT if headline else theme.ACT_MID
    words = theme.INK if headline else theme.MUTED
    bars = [(x, _height(low), x, _height(high))] if low is not None and high is not None else []
    named: list[Written] = [(x, SHARE + 16.0, f"{one.days} {plural(one.days, 'day')}")]
    return [
        *strokes(bars, colour=colour, width=4 if headline else 3),
        *points([(x, _height(share))], fill=theme.ACT, stroke=theme.PAPER, size=12 if headline else 10),
        *labels([(x, _height(share), percent(share))], colour=words, bold=headline, dx=12, size=theme.SIZE),
        *labels(named, colour=words, align="center", bold=headline),
    ]


def _cases(frame: Frame, years: list[_Year], bottom: float) -> list[Layer]:
    if not years:
        return []
    step = frame.width / len(years)
    middles = [(step * (i + 0.5), year) for i, year in enumerate(years)]
    most = max(year.cases for year in years)
    every = 1 if step > theme.width_of("2025", theme.SMALL) + 6 else 2
    names = [(x, bottom + 14, str(y.year)) for x, y in middles if (years[-1].year - y.year) % every == 0]
    draw = _bars if most > MANY else _dots
    return [
        *labels([(-LEFT, SHARE + SPACE - 18, _caption())], colour=theme.INK),
        *strokes([(0.0, bottom, float(frame.width), bottom)], colour=theme.FAINT),
        *labels(names, colour=theme.MUTED, align="center"),
        *draw(middles, bottom, most, step),
    ]


def _caption() -> str:
    return f"Each case: answered within {HEADLINE_WINDOW} days or not"


def _dots(middles: list[tuple[float, _Year]], bottom: float, most: int, step: float) -> list[Layer]:
    """One dot a case, answered ones below."""
    pitch = min(DOT, (DOTS - 14) / most, step)
    filled: list[Point] = []
    open_: list[Point] = []
    for x, year in middles:
        for i in range(year.cases):
            (filled if i < year.answered else open_).append((x, bottom - pitch * (i + 0.8)))
    return [*_sign(open_, pitch - 3, answered=False), *_sign(filled, pitch - 3, answered=True)]


def _sign(at: list[Point], size: float, *, answered: bool) -> list[Layer]:
    return points(at, fill=theme.ACT if answered else theme.PAPER, stroke=theme.ACT, size=size)


def _bars(middles: list[tuple[float, _Year]], bottom: float, most: int, step: float) -> list[Layer]:
    """Bars of cases where there are too many for dots; the answered part filled."""
    px, half = (DOTS - 14) / most, step * 0.35
    whole = [(x - half, bottom - y.cases * px, x + half, bottom) for x, y in middles if y.cases]
    part = [(x - half, bottom - y.answered * px, x + half, bottom) for x, y in middles if y.answered]
    return [*bands(whole, fill=theme.PAPER, stroke=theme.ACT), *bands(part, fill=theme.ACT)]


def _entries(years: list[_Year]) -> list[key.Entry]:
    entries = [
        (any(y.answered for y in years), "answered together", True),
        (any(y.answered < y.cases for y in years), "not so answered, or not found", False),
    ]
    return [
        key.Entry(meaning, lambda _, x, y, answered=answered: _sign([(x, y)], 8, answered=answered))  # type: ignore[misc]
        for occurs, meaning, answered in entries
        if occurs
    ]


def _table(sweep: list[_Sweep], years: list[_Year], ledger: Ledger) -> Table:
    """The sweep over windows, then the cases by year."""
    return Table(
        id="response-data",
        caption=f"Provocations of severity {HEADLINE_SEVERITY} or more answered together: by days allowed, and by year "
        f"within {HEADLINE_WINDOW} days",
        columns=("Days allowed or year", "Cases", "Answered", "Interval", "By chance"),
        rows=(*(_sweep_row(one) for one in sweep), *(_year_row(year, ledger) for year in years if year.cases)),
        numeric=(1, 2, 3, 4),
    )


def _sweep_row(one: _Sweep) -> tuple[Text, ...]:
    e, name = one.answered, evidence_key(one.answered)
    between: Text = ("–",)
    if e.low is not None and e.high is not None and e.interval is not None:
        between = (Num(percent(e.low), name), " to ", Num(percent(e.high), name), f" ({level_of(e.interval)})")
    by_chance: Text = ("–",)
    if one.chance is not None and one.chance.value is not None:
        by_chance = (Num(percent(one.chance.value), evidence_key(one.chance)),)
    allowed = f"within {one.days} {plural(one.days, 'day')}"
    return ((allowed,), (Num(str(e.n or 0), name),), (Num(percent(e.value or 0), name),), between, by_chance)


def _year_row(year: _Year, ledger: Ledger) -> tuple[Text, ...]:
    answered = [row for rows in year.hit for row in rows]
    return (
        (str(year.year),),
        (ledger.cell("response-year", f"{year.year}", f"Cases of {year.year}", year.held),),
        (
            ledger.cell(
                "response-answered", f"{year.year}", f"Cases of {year.year} answered", answered, f"{year.answered}"
            ),
        ),
        ("–",),
        ("–",),
    )

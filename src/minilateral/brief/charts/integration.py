"""Exercises of all members by domain: a row a domain, a tick an exercise, and a row for what was refused.

Takes a casebook and a day; gives one figure. The rounds of an exercise that was promised in a rhythm carry a diamond.
Refusals are drawn beside the exercises, never subtracted from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.charts import key, theme
from minilateral.brief.charts.layers import (
    Frame,
    Layer,
    apart,
    bands,
    hatch,
    labels,
    named,
    points,
    specification,
    strokes,
)
from minilateral.brief.charts.when import after, grid, position, unknown
from minilateral.brief.fields import domain
from minilateral.brief.parts import Figure, Ref, Table
from minilateral.brief.wording import day, listed, opening, plural
from minilateral.measures.drills import UNSTATED, by_domain, drills
from minilateral.measures.occasions import ids, inside
from minilateral.measures.plans import plans
from minilateral.measures.setbacks import setbacks
from minilateral.measures.windows import year_before, year_to

if TYPE_CHECKING:
    from datetime import date

    from minilateral.brief.ledger import Ledger
    from minilateral.brief.parts import Text
    from minilateral.measures.occasions import Contact
    from minilateral.model import Casebook, Strain

FEWEST = 5  # exercises from which a picture says more than a sentence
YEARS = 14  # shown before the day, at most
LEFT, RIGHT, TOP, PITCH = 150, 98, 44, 32
REFUSED = "Refused"


@dataclass(frozen=True, slots=True)
class _Row:
    """One domain and its exercises, all of them."""

    name: str
    met: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the figure shows."""

    rows: tuple[_Row, ...]
    refused: tuple[Strain, ...]
    rounds: frozenset[str]  # ids of the rounds of a promised exercise
    name: str  # of that exercise
    first: date
    as_of: date

    @property
    def places(self) -> list[float]:
        """The middle of each row, px from the top."""
        return [PITCH * (number + 0.5) for number in range(len(self.rows))]

    @property
    def below(self) -> float:
        """The middle of the row of refusals."""
        return PITCH * (len(self.rows) + 0.75)

    @property
    def bottom(self) -> float:
        """The lower edge of the plot."""
        return PITCH * len(self.rows) + (PITCH * 1.25 if self.refused else 0)


def integration(book: Casebook, as_of: date, ledger: Ledger) -> Figure | None:
    """Exercises by domain; None where fewer than five are on record. Counts of its table are tied in `ledger`."""
    held = drills(book, as_of)
    if len(held) < FEWEST:
        return None
    sheet = _sheet(book, held, as_of)
    alt = _alt(sheet)
    return Figure(
        id="integration",
        title="When the members exercised together, by domain",
        subtitle=f"Exercises of all members, {sheet.first.year} to {day(as_of)}; right, how many in two years",
        alt=alt,
        spec=_drawn(book, sheet, alt),
        data=_table(sheet, ledger),
        note=_note(book, sheet, held),
    )


def _sheet(book: Casebook, held: tuple[Contact, ...], as_of: date) -> _Sheet:
    domains = by_domain(book, held)
    rows = [_Row(opening(domain(name)), some) for name, some in domains.items()]
    rows = [_Row("All exercises", held)] if set(domains) == {UNSTATED} else rows
    rows.sort(key=lambda row: (row.name == opening(domain(UNSTATED)), -len(row.met), row.name))
    promised = [plan for plan in plans(book, as_of) if plan.held][:1]
    refused = setbacks(book, as_of)["drill_refused"]
    edge = as_of.replace(year=max(1, as_of.year - YEARS), month=1, day=1)
    earliest = min(held[0].date, *(row.date for row in refused), as_of)
    return _Sheet(
        rows=tuple(rows),
        refused=refused,
        rounds=frozenset(row.id for plan in promised for row in plan.held),
        name=promised[0].name if promised else "",
        first=max(edge, earliest.replace(month=1, day=1)),
        as_of=as_of,
    )


def _note(book: Casebook, sheet: _Sheet, held: tuple[Contact, ...]) -> str:
    said = ["Shaded: the last twelve months."]
    if unknown(book, "engagements", sheet.first, sheet.as_of):
        said.append("Hatched: not observed or only in part.")
    if any(not one.exact for one in held):
        said.append("Short, pale: the month is known, not the day.")
    if sheet.refused:
        said.append("Refusals come from a selected list: there may be more.")
    earlier = sum(one.date < sheet.first for one in held)
    if earlier:
        said.append(f"{earlier} earlier {plural(earlier, 'exercise')} in the table.")
    return " ".join(said)


def _alt(sheet: _Sheet) -> str:
    told = [f"{row.name.lower()} {len(row.met)}" for row in sheet.rows]
    said = f"A row for each domain, a tick for each exercise of all members to {day(sheet.as_of)}: {listed(told)}."
    if sheet.rounds:
        said += f" Diamonds mark {len(sheet.rounds)} rounds of {sheet.name or 'a promised exercise'}."
    return said + (f" {len(sheet.refused)} refused, in a row below." if sheet.refused else "")


def _drawn(book: Casebook, sheet: _Sheet, alt: str) -> str:
    entries = key.lines(_entries(sheet), theme.NARROW)
    frame = Frame(
        width=theme.NARROW - LEFT - RIGHT, height=int(sheet.bottom), left=LEFT, right=RIGHT, top=TOP,
        bottom=32 + key.LINE * len(entries), x=(position(sheet.first), after(sheet.as_of)), y=(0, sheet.bottom),
        down=True,
    )  # fmt: skip
    layers = [
        *_ground(frame, book, sheet),
        *_names(frame, sheet),
        *_ticks(frame, sheet),
        *_counts(frame, sheet),
        *key.drawn(frame, entries, sheet.bottom + 42),
    ]
    return specification(frame, layers, alt)


def _ground(frame: Frame, book: Casebook, sheet: _Sheet) -> list[Layer]:
    bottom, years = sheet.bottom, [float(year) for year in grid(*frame.x, most=5)]
    start = max(position(year_to(sheet.as_of).from_date), frame.x[0])
    hidden = unknown(book, "engagements", sheet.first, sheet.as_of)
    rule = PITCH * len(sheet.rows) + PITCH / 8
    left = frame.x[0] - frame.left * frame.per_px
    return [
        *hatch(frame, [(a, 0, b, bottom) for a, b in hidden], y_px=1),
        *bands([(start, -6, frame.x[1], bottom)], fill=theme.WASH2),
        *strokes([(x, 0, x, bottom) for x in years], colour=theme.HAIR),
        *strokes([(frame.x[0], y, frame.x[1], y) for y in sheet.places], colour=theme.HAIR),
        *(strokes([(left, rule, frame.x[1], rule)], colour=theme.FAINT) if sheet.refused else []),
        *strokes([(frame.x[0], bottom, frame.x[1], bottom)], colour=theme.FAINT),
        *labels([(x, bottom + 14, f"{x:.0f}") for x in years], colour=theme.MUTED, align="center"),
    ]


def _names(frame: Frame, sheet: _Sheet) -> list[Layer]:
    left = frame.x[0] - frame.left * frame.per_px
    rows = zip(sheet.places, sheet.rows, strict=True)
    return [
        *named([(left, y, row.name) for y, row in rows], LEFT - 8),
        *(labels([(left, sheet.below, REFUSED)], colour=theme.PRESS) if sheet.refused else []),
    ]


def _ticks(frame: Frame, sheet: _Sheet) -> list[Layer]:
    exact, rough, rounds = [], [], []
    for y, row in zip(sheet.places, sheet.rows, strict=True):
        exact += [(x, y) for x in _at(frame, [one for one in row.met if one.exact])]
        rough += [(x, y) for x in _at(frame, [one for one in row.met if not one.exact])]
        rounds += [(x, y - 13) for x in _at(frame, [one for one in row.met if sheet.rounds & set(one.ids)])]
    refused = apart(frame, [x for x in (position(row.date) for row in sheet.refused) if x >= frame.x[0]])
    return [
        *strokes([(x, y - 4, x, y + 4) for x, y in rough], colour=theme.ACT_MID, width=2.5),
        *strokes([(x, y - 8, x, y + 8) for x, y in exact], colour=theme.ACT, width=2.5),
        *points(rounds, fill=theme.INK, size=6, shape="diamond"),
        *points([(x, sheet.below) for x in refused], stroke=theme.PRESS, size=9, shape="cross"),
    ]


def _at(frame: Frame, met: list[Contact]) -> list[float]:
    """Where exercises stand: on their first day, or in the middle of the month that is known."""
    middles = sorted((position(one.span.from_date) + after(one.span.to_date)) / 2 for one in met)
    return apart(frame, [x for x in middles if frame.x[0] <= x <= frame.x[1]])


def _counts(frame: Frame, sheet: _Sheet) -> list[Layer]:
    """Exercises in the year before and in the last twelve months, at the right of each row."""
    x, now, before = frame.x[1], year_to(sheet.as_of), year_before(sheet.as_of)
    rows = list(zip(sheet.places, sheet.rows, strict=True))
    told = [(x, y, str(len(inside(row.met, before)))) for y, row in rows]
    layers = labels(told, colour=theme.MUTED, align="right", dx=32)
    layers += labels([(x, y, str(len(inside(row.met, now)))) for y, row in rows], align="right", dx=82, bold=True)
    layers += labels([(x, -30.0, "year"), (x, -14.0, "before")], colour=theme.MUTED, align="right", dx=40)
    return [*layers, *labels([(x, -30.0, "last 12"), (x, -14.0, "months")], align="right", dx=97)]


def _entries(sheet: _Sheet) -> list[key.Entry]:
    found = [
        key.Entry("exercise", lambda _, x, y: strokes([(x, y - 8, x, y + 8)], colour=theme.ACT, width=2.5)),
    ]
    if sheet.rounds:
        name = sheet.name or "promised exercise"
        found.append(key.Entry(name, lambda _, x, y: points([(x, y)], fill=theme.INK, size=6, shape="diamond")))
    if sheet.refused:
        found.append(key.Entry("refused", lambda _, x, y: points([(x, y)], stroke=theme.PRESS, size=9, shape="cross")))
    return found


def _table(sheet: _Sheet, ledger: Ledger) -> Table:
    """Counts by domain, tied to their rows."""
    windows = {"before": year_before(sheet.as_of), "now": year_to(sheet.as_of)}
    rows: list[tuple[Text, ...]] = []
    for row in sheet.rows:
        some = {name: inside(row.met, window) for name, window in windows.items()} | {"ever": row.met}
        cells = [
            (
                ledger.cell(
                    "integration-held",
                    f"{row.name}-{name}",
                    f"Exercises, {row.name.lower()}: {name}",
                    ids(met),
                    f"{len(met):,}",
                ),
            )
            for name, met in some.items()
        ]
        last = row.met[-1]
        rows.append(((row.name,), *cells, (Ref(day(last.date, last.precision), last.ids[-1]),)))
    return Table(
        id="integration-data",
        caption=f"Exercises of all members by domain, to {day(sheet.as_of)}",
        columns=("Domain", "Year before", "Last 12 months", "On record", "Last"),
        rows=tuple(rows),
        numeric=(1, 2, 3),
    )

"""The rows of the timeline: what is in them, where each stands, and how its marks are drawn.

Takes a `Strip` (what happened, already sorted into rows); gives the places of its rows and, given a frame in which
one unit of y is one px, their layers. Marks nearer to each other than a px (four in a crowded row) are drawn as one,
so the drawing stays small however long the record is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.charts import theme
from minilateral.brief.charts.contacts import ROWS
from minilateral.brief.charts.layers import Frame, Layer, Point, Segment, apart, bands, labels, points, strokes
from minilateral.brief.charts.tenure import Term, terms
from minilateral.brief.charts.when import position
from minilateral.brief.members import country

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from minilateral.brief.charts.contacts import Mark
    from minilateral.brief.charts.pressure import Provoked, Strained
    from minilateral.model import Casebook

PITCH, TICK = 25, 7  # px from row to row, and half the height of a tick
STICK = 11  # px of height per step of severity of a provocation above the second
STRAIN = 5  # px of depth per step of severity of a strain
BAND, GAP = 22, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What the timeline draws, all up to its last day."""

    book: Casebook
    first: date
    last: date
    marks: list[Mark]
    provoked: list[Provoked]
    strained: list[Strained]


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where everything stands, in px from the top of the plot."""

    levels: dict[int, float]  # row of ROWS: middle
    provoked: float | None  # baseline
    strained: float | None
    offices: dict[str, float]  # member: top of its band
    bottom: float


def lanes(strip: Strip) -> Lanes:
    """Rows from the top: levels, provocations, strains, members; those without a mark take no room."""
    at = PITCH / 2
    levels = {}
    for row in sorted({mark.row for mark in strip.marks}):
        levels[row] = at
        at += PITCH
    at += -PITCH / 2 + (GAP if levels else 0)
    provoked = strained = None
    if strip.provoked:
        provoked = at + 3 * STICK + 4
        at = provoked + GAP
    if strip.strained:
        up, down = (deepest(strip.strained, relief=relief) for relief in (True, False))
        strained = at + max(up * STRAIN, 8)
        at = strained + max(down * STRAIN, 8) + GAP
    offices = {}
    for member in strip.book.group.members:
        if _terms(strip, member):
            offices[member] = at
            at += BAND
    return Lanes(levels, provoked, strained, offices, at + (2 if offices else -GAP / 2))


def deepest(strained: list[Strained], *, relief: bool) -> int:
    """The highest severity among strains or among reliefs, 1 where none is rated, 0 where there is none."""
    return max((row.severity or 1 for row in strained if row.relief is relief), default=0)


def _terms(strip: Strip, member: str) -> list[Term]:
    return [
        term
        for term in terms(strip.book, member)
        if term.start <= strip.last and (term.end is None or term.end > strip.first)
    ]


def _gutter(frame: Frame, at: Iterable[tuple[float, str]], *, muted: bool = False) -> list[Layer]:
    x = frame.x[0] - frame.left * frame.per_px
    return labels([(x, y, text) for y, text in at], colour=theme.MUTED if muted else theme.INK)


def levels(frame: Frame, strip: Strip, rows: Lanes) -> list[Layer]:
    """A tick for each engagement, in the row of its level or kind."""
    layers = _gutter(frame, [(y, ROWS[row]) for row, y in rows.levels.items()])
    for look in ("pale", "full", "deputy"):
        at: list[Point] = []
        for row, y in rows.levels.items():
            at += _spread(frame, strip, (m.day for m in strip.marks if (m.row, m.look) == (row, look)), y)
        layers += sign(look, at)
    return layers


def sign(look: str, at: list[Point]) -> list[Layer]:
    """How one look of an engagement is drawn at these places."""
    half = 4 if look == "pale" else TICK
    colour = theme.ACT_MID if look == "pale" else theme.ACT
    ticks = strokes([(x, y - half, x, y + half) for x, y in at], colour=colour, width=2)
    if look != "deputy":
        return ticks
    return [*ticks, *points([(x, y - TICK) for x, y in at], fill=theme.PAPER, stroke=theme.ACT, size=6.5)]


def _spread(frame: Frame, strip: Strip, days: Iterable[date], y: float) -> list[Point]:
    """Places of days on the axis at height y, those that would fall on one another only once."""
    shown = [position(day) for day in days if day >= strip.first]
    return [(x, y) for x in apart(frame, shown)]


def provoked(frame: Frame, strip: Strip, rows: Lanes) -> list[Layer]:
    """A stick for each provocation, as high as it was severe; its head is filled when it was answered."""
    if rows.provoked is None:
        return []
    base = rows.provoked
    layers = [
        *_gutter(frame, [(base - STICK * 2, "Provocations")]),
        *_gutter(frame, [(base - STICK * 2 + 16, "taller: more severe")], muted=True),
        *strokes([(frame.x[0], base, frame.x[1], base)], colour=theme.FAINT),
    ]
    heads: dict[bool, list[Point]] = {True: [], False: []}
    for answered in (False, True):
        for severity in (3, 4, 5):
            days = (p.day for p in strip.provoked if (p.answered, p.severity) == (answered, severity))
            heads[answered] += _spread(frame, strip, days, base - STICK * (severity - 2))
    sticks = [(x, base, x, y) for x, y in heads[True] + heads[False]]
    return [
        *layers,
        *strokes(sticks, colour=theme.PRESS, width=1),
        *head(heads[False], answered=False),
        *head(heads[True], answered=True),
    ]


def strained(frame: Frame, strip: Strip, rows: Lanes) -> list[Layer]:
    """Strains hang from the line, reliefs rise from it, unrated ones are circles on it."""
    if rows.strained is None:
        return []
    base = rows.strained
    layers = [
        *_gutter(frame, [(base, "Strains, a selection")]),
        *_gutter(frame, [(base + 16, "relief upward")] if any(s.relief for s in strip.strained) else [], muted=True),
        *strokes([(frame.x[0], base, frame.x[1], base)], colour=theme.FAINT),
    ]
    sticks: list[Segment] = []
    reliefs: list[Point] = []
    unrated: list[Point] = []
    for relief, severity in sorted({(s.relief, s.severity or 0) for s in strip.strained}):
        days = (s.day for s in strip.strained if (s.relief, s.severity or 0) == (relief, severity))
        depth = severity * STRAIN * (-1 if relief else 1)
        places = _spread(frame, strip, days, base + depth)
        sticks += [(x, base, x, y) for x, y in places if not relief]
        reliefs += places if relief else []
        unrated += places if not severity else []
    return [
        *layers,
        *strokes(sticks, colour=theme.INK, width=2),
        *strokes([(x, base, x, y) for x, y in reliefs], colour=theme.FAINT, width=1),
        *points(reliefs, fill=theme.PAPER, stroke=theme.INK, size=5.5, shape="triangle-up", width=1.2),
        *points(unrated, fill=theme.PAPER, stroke=theme.INK, size=6),
    ]


def offices(frame: Frame, strip: Strip, rows: Lanes) -> list[Layer]:
    """A band for each member in two tints by turns, named where there is room; who is in office stands at the end."""
    layers = _gutter(frame, [(top + BAND / 2, country(member)) for member, top in rows.offices.items()])
    for member, top in rows.offices.items():
        boxes: list[list[Segment]] = [[], []]
        names = []
        held = _terms(strip, member)
        for number, term in enumerate(held):
            start = max(position(term.start), frame.x[0])
            end = min(position(term.end), frame.x[1]) if term.end else frame.x[1]
            boxes[number % 2].append((start, top + 1, end, top + BAND - 1))
            if term is held[-1] and end >= frame.x[1] - frame.per_px:
                layers += labels([(end, top + BAND / 2, term.name)], dx=6)
            elif (end - start) / frame.per_px > theme.width_of(term.name, theme.SMALL) + 4:
                names.append((start + 3 * frame.per_px, top + BAND / 2, term.name))
        layers += [*bands(boxes[0], fill=theme.WASH), *bands(boxes[1], fill=theme.WASH2)]
        layers += labels(names, colour=theme.MUTED)
    return layers


def head(at: list[Point], *, answered: bool) -> list[Layer]:
    """The head of a provocation: filled when answered, outlined when not."""
    fill = theme.PRESS if answered else theme.PAPER
    return points(at, fill=fill, stroke=theme.PRESS, size=6)

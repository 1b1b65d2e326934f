"""How the timeline is drawn: rows from top to bottom on one axis of time, one px of height to a unit of y.

Takes a `Strip` (what happened, already sorted into rows); gives Vega-Lite JSON. Marks nearer to each other than a
px (four in a crowded row) are drawn as one, so the drawing stays small however long the record is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.charts import key, lanes, theme
from minilateral.brief.charts.layers import (
    Frame,
    Layer,
    Segment,
    hatch,
    labels,
    specification,
    strokes,
)  # fmt: skip
from minilateral.brief.charts.when import after, grid, position, unknown

if TYPE_CHECKING:
    from minilateral.brief.charts.lanes import Strip

LEFT, RIGHT, TOP = 132, 66, 24
_THIN, _LEAST = "record thin", 12  # px of hatching from which it is named


def drawn(strip: Strip, alt: str) -> str:
    """The whole timeline as a specification."""
    rows = lanes.lanes(strip)
    entries = key.lines(_entries(strip), theme.WIDE)
    frame = Frame(
        width=theme.WIDE - LEFT - RIGHT,
        height=int(rows.bottom),
        left=LEFT,
        right=RIGHT,
        top=TOP,
        bottom=34 + key.LINE * len(entries),
        x=(position(strip.first), after(strip.last)),
        y=(0, rows.bottom),
        down=True,
    )
    layers = [
        *_ground(frame, strip, rows),
        *lanes.offices(frame, strip, rows),
        *lanes.levels(frame, strip, rows),
        *lanes.provoked(frame, strip, rows),
        *lanes.strained(frame, strip, rows),
        *key.drawn(frame, entries, rows.bottom + 42),
    ]
    return specification(frame, layers, alt)


def _ground(frame: Frame, strip: Strip, rows: lanes.Lanes) -> list[Layer]:
    """Grid, names of years, and what was not watched."""
    years = grid(*frame.x)
    boxes = _unknown_boxes(strip, rows)
    named = [(float(year), rows.bottom + 14, str(year)) for year in years]
    return [
        *hatch(frame, boxes, y_px=1),
        *strokes([(float(y), 0, float(y), rows.bottom) for y in years], colour=theme.HAIR),
        *strokes([(frame.x[0], rows.bottom, frame.x[1], rows.bottom)], colour=theme.FAINT),
        *labels(named, colour=theme.MUTED, align="center"),
        *_zone_names(frame, strip),
    ]


def _unknown_boxes(strip: Strip, rows: lanes.Lanes) -> list[Segment]:
    blocks: list[tuple[str, float, float]] = []
    if rows.levels:
        blocks.append(("engagements", min(rows.levels.values()) - 12, max(rows.levels.values()) + 12))
    if rows.provoked is not None:
        blocks.append(("provocations", rows.provoked - 3 * lanes.STICK - 4, rows.provoked))
    if rows.strained is not None:
        up, down = (lanes.deepest(strip.strained, relief=relief) * lanes.STRAIN for relief in (True, False))
        blocks.append(("strains", rows.strained - max(up, 8), rows.strained + max(down, 8)))
    return [
        (start, top, end, bottom)
        for table, top, bottom in blocks
        for start, end in unknown(strip.book, table, strip.first, strip.last)
    ]


def _zone_names(frame: Frame, strip: Strip) -> list[Layer]:
    """Words over the hatching of the record of engagements, where there is room for them."""
    wide = theme.width_of(_THIN, theme.SMALL) * frame.per_px
    written, free = [], frame.x[0]
    for start, end in unknown(strip.book, "engagements", strip.first, strip.last):
        at = max(min(start, frame.x[1] - wide), free)
        if at < end and end - start > _LEAST * frame.per_px and at + wide <= frame.x[1] + 1e-6:
            written.append((at, -12.0, _THIN))
            free = at + wide
    return labels(written, colour=theme.MUTED)


def _entries(strip: Strip) -> list[key.Entry]:
    """What must be explained: only signs that occur."""
    looks = {mark.look for mark in strip.marks}
    answers = {p.answered for p in strip.provoked}
    entries = [
        ("full" in looks, "all members together", lambda _, x, y: lanes.sign("full", [(x, y)])),
        ("deputy" in looks, "a deputy in the chair", lambda _, x, y: lanes.sign("deputy", [(x, y)])),
        ("pale" in looks, "day not known, or a member missing", lambda _, x, y: lanes.sign("pale", [(x, y)])),
        (True in answers, "answered together within 3 days", lambda _, x, y: lanes.head([(x, y)], answered=True)),
        (False in answers, "not so answered", lambda _, x, y: lanes.head([(x, y)], answered=False)),
        (_hatched(strip), "watched in part or not at all", _patch),
    ]
    return [key.Entry(meaning, sign) for occurs, meaning, sign in entries if occurs]


def _hatched(strip: Strip) -> bool:
    tables = [("engagements", strip.marks), ("provocations", strip.provoked), ("strains", strip.strained)]
    return any(rows and unknown(strip.book, table, strip.first, strip.last) for table, rows in tables)


def _patch(frame: Frame, x: float, y: float) -> list[Layer]:
    half = 6 * frame.per_px
    return hatch(frame, [(x - half, y - 6, x + half, y + 6)], y_px=1, gap=5)

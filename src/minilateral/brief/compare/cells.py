"""How a headline of one group is written: the number, what stands beside it, and how far it may be read.

Takes a `Cell`; gives words for a table, a card on a phone and a terminal alike.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from minilateral.brief.parts import anchor, evidence_key
from minilateral.brief.wording import level_of, mid, percent, readable, short_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.brief.compare.parts import Cell, Panel

UNKNOWN = "not known"
FEW = frozenset({"few_events", "few_settled"})  # cautions of numbers from which no trend may be read


def key(cell: Cell) -> str:
    """The key of the evidence behind a cell."""
    return anchor(cell.side.slug, evidence_key(cell.estimate)) if cell.estimate else anchor(cell.side.slug, "none")


def number(cell: Cell) -> str:
    """The number as printed."""
    return UNKNOWN if cell.value is None else cell.headline.write(cell.value)


def bounds(cell: Cell) -> str:
    """Both ends of its interval; nothing where there is none.

    A share and its interval are percentages both, so the sign is said once.
    """
    one = cell.estimate
    if one is None or one.value is None or one.low is None or one.high is None:
        return ""
    low, high = cell.headline.write(one.low), cell.headline.write(one.high)
    return f"{low.removesuffix('%')}–{high}" if low.endswith("%") and high.endswith("%") else f"{low} to {high}"


def beside(cell: Cell) -> str:
    """What a reader must know to read the number: its interval, of how many, or which meeting and when."""
    one = cell.estimate
    if one is None or one.value is None:
        return ""
    of = cell.headline.of.format(n=f"{one.n:,}") if one.n is not None else ""
    of += ": too few" if of and FEW & set(one.warnings) else ""
    return ", ".join(filter(None, (bounds(cell), of, _since(cell))))


def _since(cell: Cell) -> str:
    """The track and the day that days are counted from; no day where only the month of the meeting is known."""
    one, day = cell.estimate, cell.side.as_of
    if one is None or one.name != "days_since" or one.value is None or day is None:
        return ""
    names = [mid(track.name) for track in cell.side.book.tracks if track.id == one.of("track")]
    dated = [] if "month_only" in one.warnings else [short_day(day - timedelta(days=one.value))]
    return ", ".join([*names, *dated])


def state(cell: Cell) -> str:
    """How much of the period was watched, in a word or two; nothing for what is not known, which says why itself."""
    one = cell.estimate
    if cell.state == "partial" and one:
        return f"partial: {percent(one.coverage or 0)}"
    return "" if cell.state == UNKNOWN else cell.state


def differs(column: Iterable[Cell]) -> bool:
    """Whether the numbers of one headline were not all watched alike, so that each must say how it was."""
    return {cell.state for cell in column if cell.value is not None} - {"observed"} != set()


def interval(column: Iterable[Cell]) -> str:
    """What the intervals of one headline hold, where they are all alike: "90% interval"."""
    known = [one for cell in column if (one := cell.estimate) and one.value is not None and one.low is not None]
    held = {one.interval for one in known if one.interval is not None}
    return f"{level_of(held.pop())} interval" if len(held) == 1 and all(one.interval for one in known) else ""


def why(cell: Cell) -> str:
    """Why a number is not known, as a sentence."""
    reason = readable(cell.reason)
    return f"{reason[:1].upper()}{reason[1:]}."


def lines(panels: Iterable[Panel]) -> list[dict[str, str]]:
    """The numbers as a terminal shows them: a block for each headline, which is named once."""
    return [
        {
            "measure": "" if place else cell.headline.words,
            "group": cell.side.name,
            "value": number(cell),
            "beside": beside(cell),
            "watched": state(cell),
            "counted_to": cell.side.as_of.isoformat() if cell.side.as_of else "",
            "why_not_known": "" if cell.value is not None else readable(cell.reason),
        }
        for panel in panels
        for column in panel.columns
        for place, cell in enumerate(column)
    ]


def unknown(panel: Panel) -> list[tuple[str, list[str]]]:
    """Each reason of a theme with the groups it holds for, in the order they come."""
    found: dict[str, dict[str, None]] = {}
    for cell in panel.cells:
        if cell.value is None:
            found.setdefault(readable(cell.reason), {})[cell.side.name] = None
    return [(reason, list(names)) for reason, names in found.items()]

"""The key of a figure: each sign once, drawn as it is drawn in the plot, with its meaning beside it.

Takes entries (a sign and a meaning); gives layers set in lines below the plot. Only what occurs is explained.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.charts import theme
from minilateral.brief.charts.layers import Frame, Layer, labels

if TYPE_CHECKING:
    from collections.abc import Callable

LINE = 21  # px from one line of the key to the next
_SIGN = 16  # px a sign takes
_SPACE = 18  # px between entries


@dataclass(frozen=True, slots=True)
class Entry:
    """A meaning, and what draws its sign centred on a point."""

    meaning: str
    sign: Callable[[Frame, float, float], list[Layer]]


def lines(entries: list[Entry], width: float) -> list[list[tuple[float, Entry]]]:
    """Entries with their left edge in px, broken into lines no wider than `width`."""
    broken: list[list[tuple[float, Entry]]] = []
    at = width
    for entry in entries:
        wide = _SIGN + theme.width_of(entry.meaning, theme.SMALL)
        if not broken or at + wide > width - _SPACE:
            broken.append([])
            at = 0.0
        broken[-1].append((at, entry))
        at += wide + _SPACE
    return broken


def drawn(frame: Frame, entries: list[list[tuple[float, Entry]]], top: float, y_px: float = 1.0) -> list[Layer]:
    """The key from `top` (in units of y) downward, at the left edge of the figure."""
    layers: list[Layer] = []
    for number, line in enumerate(entries):
        y = top + number * LINE / y_px
        for left, entry in line:
            x = frame.x[0] + (left - frame.left) * frame.per_px
            layers += entry.sign(frame, x + 5 * frame.per_px, y)
            layers += labels([(x + _SIGN * frame.per_px, y, entry.meaning)], colour=theme.MUTED)
    return layers

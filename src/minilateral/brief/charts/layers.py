"""The few marks that figures are made of, and the frame that puts them together.

Takes points in a figure's own units; gives layers (a list, empty when there is nothing to draw), and from
layers the Vega-Lite JSON of a `Figure`. A figure fixes the size of its plot and all four margins itself (`Frame`),
so nothing is measured when it is drawn. Every layer shares the frame's scales; axes are rules and labels like all else.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from minilateral.brief.charts import theme

Point = tuple[float, float]
Segment = tuple[float, float, float, float]  # x, y, x2, y2
Written = tuple[float, float, str]
Align = Literal["left", "center", "right"]
CROWDED = 250  # marks of one look in one row from which they are drawn further apart
DIGITS = 4  # of data in a specification; a tenth of a px needs no more
LINE = 14.0  # px from line to line of a label of two
BASELINE = 3  # px by which a line of text is lowered so that its middle stands on its y


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The plot of one figure: its size, its margins in px, and what its scales run over."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    x: Point
    y: Point
    down: bool = False  # y grows downward, as in a list of rows

    @property
    def per_px(self) -> float:
        """How much of x one px holds."""
        return (self.x[1] - self.x[0]) / self.width

    def px(self, x: float) -> float:
        """Distance of `x` from the left edge of the plot, px."""
        return (x - self.x[0]) / self.per_px


@dataclass(frozen=True, slots=True)
class Layer:
    """Marks of one look and the points they stand at."""

    mark: dict[str, Any]
    rows: list[dict[str, Any]]


def points(
    at: list[Point],
    *,
    fill: str | None = None,
    stroke: str | None = None,
    size: float = 7,
    shape: str = "circle",
    width: float = 1.5,
) -> list[Layer]:
    """Symbols of one look; `size` is the diameter in px of a circle of the symbol's area."""
    mark = {
        "type": "point",
        "shape": shape,
        "size": round(0.785398 * size * size, 1),  # Vega wants an area
        "fill": fill,
        "stroke": stroke,
        "strokeWidth": width,
        "opacity": 1,
    }
    return _layer(mark, [{"x": x, "y": y} for x, y in at])


def strokes(
    segments: list[Segment], *, colour: str, width: float = 1, dash: tuple[int, int] | None = None
) -> list[Layer]:
    """Straight lines of one look: ticks, sticks, grid, rules, intervals."""
    mark: dict[str, Any] = {"type": "rule", "stroke": colour, "strokeWidth": width}
    if dash:
        mark["strokeDash"] = list(dash)
    return _layer(mark, _boxes(segments))


def bands(boxes: list[Segment], *, fill: str | None, stroke: str | None = None) -> list[Layer]:
    """Filled rectangles between opposite corners."""
    return _layer({"type": "rect", "fill": fill, "stroke": stroke, "strokeWidth": 1.2}, _boxes(boxes))


def lines(
    runs: list[list[Point]],
    *,
    colour: str,
    width: float = 2,
    dash: tuple[int, int] | None = None,
    step: bool = False,
) -> list[Layer]:
    """Lines of one look, one through the points of each run in their order; a step holds each value until the next."""
    mark: dict[str, Any] = {"type": "line", "stroke": colour, "strokeWidth": width}
    if dash:
        mark["strokeDash"] = list(dash)
    if step:
        mark["interpolate"] = "step-after"
    return _layer(mark, [{"x": x, "y": y, "run": i} for i, run in enumerate(runs) for x, y in run])


def ribbons(runs: list[list[tuple[float, float, float]]], *, fill: str) -> list[Layer]:
    """The areas between a lower and an upper value at each x, one per run, in order of x."""
    rows = [{"x": x, "y": low, "y2": high, "run": i} for i, run in enumerate(runs) for x, low, high in run]
    return _layer({"type": "area", "fill": fill}, rows)


def labels(
    written: list[Written],
    *,
    colour: str = theme.INK,
    size: int = theme.SMALL,
    align: Align = "left",
    bold: bool = False,
    dx: float = 0,
    dy: float = 0,
) -> list[Layer]:
    """Words, each centred vertically on its point; text is cleaned of what could not be printed."""
    mark = {
        "type": "text",
        "align": align,
        "baseline": "alphabetic",
        "dx": dx,
        "dy": dy + BASELINE + size // 8,
        "fontSize": size,
        "fill": colour,
    }
    if bold:
        mark["fontWeight"] = 600
    return _layer(mark, [{"x": x, "y": y, "text": theme.words(text)} for x, y, text in written])


def named(
    written: list[Written], width: float, *, colour: str = theme.INK, between: float = LINE, bold: bool = False
) -> list[Layer]:
    """Names no wider than `width` px, broken into two lines around their point where they need it."""
    lines = [
        (x, y + between * (place - (len(parts) - 1) / 2), part)
        for x, y, text in written
        for parts in [theme.broken(text, width)]
        for place, part in enumerate(parts)
    ]
    return labels(lines, colour=colour, bold=bold)


def hatch(frame: Frame, boxes: list[Segment], *, y_px: float, gap: int = 7) -> list[Layer]:
    """A wash crossed by slanting hairlines: the sign for "not known". `y_px` is how many px one unit of y takes."""
    slants = [segment for box in boxes for segment in _slants(box, frame.per_px, y_px, gap)]
    return [*bands(boxes, fill=theme.WASH), *strokes(slants, colour=theme.HAIR)]


def _slants(box: Segment, per_px: float, y_px: float, gap: int) -> list[Segment]:
    """Lines at 45 degrees every `gap` px, cut at the edges of the box."""
    left, top, right, bottom = box
    wide, high = (right - left) / per_px, abs(bottom - top) * y_px
    sign = 1 if bottom >= top else -1
    found = []
    start = gap / 2
    while start < wide + high:
        from_x, to_x = max(0.0, start - high), min(start, wide)
        ends = [(left + x * per_px, top + sign * (start - x) / y_px) for x in (from_x, to_x)]
        found.append((*ends[0], *ends[1]))
        start += gap
    return found


def apart(frame: Frame, xs: list[float]) -> list[float]:
    """Places in order along x without those that would fall on one another: one px apart, four where it is crowded."""
    grain = frame.per_px * (4 if len(xs) > CROWDED else 1)
    kept: list[float] = []
    for x in xs:
        if not kept or x - kept[-1] >= grain:
            kept.append(x)
    return kept


def specification(frame: Frame, layers: list[Layer], description: str) -> str:
    """The layers, first lowest, as Vega-Lite JSON with sorted keys; `description` is the figure's alternative text.

    Altair's schema classes are used bare: its chart classes copy all they are given at every step, which for a
    timeline costs a second.
    """
    import altair as alt  # noqa: PLC0415 - a third of a second: only when a figure is made
    from altair.utils.schemapi import debug_mode  # noqa: PLC0415

    with debug_mode(arg=False):  # the tests hold every figure against the schema of Vega-Lite
        chart = alt.TopLevelLayerSpec(
            layer=[_unit(frame, layer, f"d{i}") for i, layer in enumerate(layers)],
            width=frame.width,
            height=frame.height,
            autosize=alt.AutoSizeParams(type="none"),
            padding={"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom},
            description=description,
            config=alt.Config(aria=False, view=alt.ViewConfig(stroke=None)),
        )
        spec = chart.to_dict(validate=False)
    spec["datasets"] = {f"d{i}": layer.rows for i, layer in enumerate(layers)}  # plain already: Altair walks every cell
    spec["$schema"] = alt.SCHEMA_URL
    return json.dumps(spec, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _boxes(segments: list[Segment]) -> list[dict[str, Any]]:
    return [{"x": x, "y": y, "x2": x2, "y2": y2} for x, y, x2, y2 in segments]


def _layer(mark: dict[str, Any], rows: list[dict[str, Any]]) -> list[Layer]:
    if not rows:
        return []
    short = [{k: round(v, DIGITS) if isinstance(v, float) else v for k, v in row.items()} for row in rows]
    return [Layer(mark, short)]


def _unit(frame: Frame, layer: Layer, data: str) -> Any:  # noqa: ANN401 - Altair has no types here
    import altair as alt  # noqa: PLC0415 - a third of a second: only when a figure is made

    def scaled(field: str, domain: Point, *, reverse: bool = False) -> dict[str, Any]:
        scale = {"domain": list(domain), "nice": False, "zero": False} | ({"reverse": True} if reverse else {})
        return {"field": field, "type": "quantitative", "axis": None, "scale": scale}

    channels: dict[str, tuple[str, dict[str, Any]]] = {
        "x": ("x", scaled("x", frame.x)),
        "y": ("y", scaled("y", frame.y, reverse=frame.down)),
        "x2": ("x2", {"field": "x2"}),
        "y2": ("y2", {"field": "y2"}),
        "text": ("text", {"field": "text", "type": "nominal"}),
        "run": ("detail", {"field": "run", "type": "nominal"}),
    }
    encoding = dict(channels[name] for name in layer.rows[0])
    return alt.UnitSpec(data=alt.NamedData(name=data), mark=alt.MarkDef(**layer.mark), encoding=encoding)

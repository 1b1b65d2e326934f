"""Turn a Vega-Lite specification into one small SVG, the same bytes everywhere.

Takes the `spec` of a `Figure`; gives SVG text. vl-convert draws (Vega compiled in, no network); what it draws is
then flattened to absolute coordinates of a tenth of a pixel, marks of one look are joined into one path, and
nothing is left that could clash with the page around it: no ids, no classes, no style sheet.

On a page every colour is a custom property with a fallback, `var(--fig-ink,#1b2631)`, so that one SVG serves light,
dark and print: the page sets the properties with `minilateral.brief.charts.theme.css`. Typst knows no properties:
theme `print` writes plain colours and the font that Typst embeds. Layout never depends on the width of a text:
figures fix their own margins, so no installed font can change a byte.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from minilateral.brief.charts import theme as look
from minilateral.brief.engine import draw
from minilateral.brief.safe import visible

_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
_SEGMENT = re.compile(r"([MLHVCSQTAZ])([^MLHVCSQTAZ]*)", re.IGNORECASE)
_TRANSLATE = re.compile(r"translate\(([^,)]+)(?:,([^)]+))?\)")
_ROTATE = re.compile(r"rotate\(([^)]+)\)")
_STYLE = ("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin")
_TEXT_STYLE = ("fill", "font-size", "font-weight", "font-style", "text-anchor")
_DEFAULTS = {
    "fill": "none",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-dasharray": "",
    "fill-opacity": "1",
    "text-anchor": "start",
    "font-weight": "normal",
    "font-style": "normal",
}
# Position of x and y among the arguments of an absolute command; A has its end point last, H and V one each.
_ARITY = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7}


@dataclass
class _Sheet:
    """The drawing as a flat list of finished elements, and the one still open for joining."""

    done: list[str] = field(default_factory=list)
    style: str = ""
    path: list[str] = field(default_factory=list)

    def draw(self, style: str, d: str) -> None:
        """Add a path; it joins the one before when they look alike."""
        if style != self.style:
            self.close()
            self.style = style
        self.path.append(d)

    def close(self) -> None:
        """Finish the open path."""
        if self.path:
            self.done.append(f'<path{self.style} d="{"".join(self.path)}"/>')
        self.style, self.path = "", []

    def write(self, element: str) -> None:
        """Add an element that joins nothing."""
        self.close()
        self.done.append(element)


def svg(spec: str, theme: look.Theme) -> str:
    """Draw `spec`; deterministic, no network, no ids, no trailing newline.

    Promises: every colour comes from the palette; text is only ever text; the root carries `viewBox`, its natural
    size, `role="img"` and the description of the specification as its label.
    """
    drawn = ET.fromstring(draw(spec))  # noqa: S314 - our own renderer's output
    sheet = _Sheet()
    colours = _colours(theme)
    for child in drawn:
        _flatten(child, (0.0, 0.0), sheet, colours)
    sheet.close()
    return _root(drawn, json.loads(spec).get("description", ""), theme) + "".join(sheet.done) + "</svg>"


def _colours(theme: look.Theme) -> dict[str, str]:
    if theme == "print":
        return look.colours(theme)
    return {
        tone.light: f"var(--fig-{tone.name.replace('_', '-')},{getattr(tone, theme)})" for tone in look.TONES.values()
    }


def _root(drawn: ET.Element, label: str, theme: look.Theme) -> str:
    font = look.PRINT_FONT if theme == "print" else look.PAGE_FONT
    width, height = drawn.get("width", "0"), drawn.get("height", "0")
    named = f' aria-label="{escape(visible(label), {chr(34): "&quot;"})}"' if label else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img"{named} viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="{font}" fill="none">'
    )


def _flatten(element: ET.Element, offset: tuple[float, float], sheet: _Sheet, colours: dict[str, str]) -> None:
    tag = element.tag.rpartition("}")[2]
    if element.get("display") == "none" or element.get("class") in {"background", "foreground"}:
        return
    x, y = _moved(element, offset)
    if tag == "g":
        for child in element:
            _flatten(child, (x, y), sheet, colours)
    elif tag == "text":
        sheet.write(_text(element, (x, y), colours))
    elif tag in {"path", "line"}:
        d = element.get("d", "") if tag == "path" else f"M0,0L{element.get('x2', '0')},{element.get('y2', '0')}"
        if d and "NaN" not in d:
            sheet.draw(_style(element, _STYLE, colours), _shift(d, x, y))


def _moved(element: ET.Element, offset: tuple[float, float]) -> tuple[float, float]:
    found = _TRANSLATE.search(element.get("transform", ""))
    if not found:
        return offset
    return offset[0] + float(found[1]), offset[1] + float(found[2] or 0)


def _style(element: ET.Element, names: tuple[str, ...], colours: dict[str, str]) -> str:
    parts = []
    for name in names:
        value = element.get(name, "")
        if not value or value == _DEFAULTS.get(name):
            continue
        value = colours[value] if value.startswith("#") else value.removesuffix("px")
        parts.append(f' {name}="{value}"')
    return "".join(parts)


def _text(element: ET.Element, at: tuple[float, float], colours: dict[str, str]) -> str:
    turn = _ROTATE.search(element.get("transform", ""))
    x, y = _tenth(at[0]), _tenth(at[1])
    place = f' transform="translate({x},{y})rotate({turn[1]})"' if turn else f' x="{x}" y="{y}"'
    return f"<text{place}{_style(element, _TEXT_STYLE, colours)}>{escape(element.text or '')}</text>"


def _tenth(value: float) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _shift(d: str, x: float, y: float) -> str:
    """The path `d` moved by (x, y): absolute commands are shifted, relative ones only rounded."""
    out = []
    for command, rest in _SEGMENT.findall(d):
        numbers = [float(n) for n in _NUMBER.findall(rest)]
        if command.isupper() and command != "Z":
            numbers = [n + _by(command, i, x, y) for i, n in enumerate(numbers)]
        out.append(command + " ".join(map(_tenth, numbers)).replace(" -", "-"))
    return "".join(out)


def _by(command: str, place: int, x: float, y: float) -> float:
    at = place % _ARITY[command]
    if command in "HV":
        return x if command == "H" else y
    if command == "A":
        return {5: x, 6: y}.get(at, 0.0)
    return (x, y)[at % 2]

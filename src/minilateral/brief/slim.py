"""A drawing in fewer bytes: the same marks, colours and words, written the shortest way.

Takes the flat SVG that `minilateral.brief.charts.render` gives for a page; gives SVG that draws the same to the tenth
of a pixel. Steps are written from the point before instead of from the corner, words of one look share a group, and
a colour is named without the value it falls back on, because the page that holds the drawing defines all of them.
"""

from __future__ import annotations

import re
from itertools import groupby

_FALLBACK = re.compile(r"var\((--fig-(?!font\b)[\w-]+),[^)]*\)")
_PATH = re.compile(r' d="([^"]*)"')
_SEGMENT = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+")
_COUNT = {"M": 2, "L": 2, "A": 7, "H": 1, "V": 1, "h": 1, "v": 1, "Z": 0}  # numbers that one command takes
_ELEMENT = re.compile(r"<text\b[^>]*>.*?</text>|<[^>]+>", re.DOTALL)
_LOOK = re.compile(r' (?:fill|font-size|font-weight|font-style|text-anchor)="[^"]*"')


def slim(svg: str) -> str:
    """The same drawing, shorter; what is not understood stays as it is."""
    svg = _PATH.sub(lambda found: f' d="{steps(found[1])}"', _FALLBACK.sub(r"var(\1)", svg))
    opening, *parts, closing = (found[0] for found in _ELEMENT.finditer(svg))
    return opening + "".join(_grouped(list(same), look) for look, same in groupby(parts, _look)) + closing


def steps(d: str) -> str:
    """A path of M, L, H, V, A and Z as steps from point to point, in whole tenths so that nothing drifts.

    Args:
        d: the path, its M, L and A absolute; a path with other commands is given back unchanged.

    >>> steps("M65.8 191.4L68.3 193.4L68.3 195v2H0Z")
    'm65.8 191.4l2.5 2v1.6v2H0z'
    >>> steps("M10 4A3 3 0 1 1 4 4A3 3 0 1 1 10 4")
    'm10 4a3 3 0 1 1-6 0a3 3 0 1 1 6 0'
    """
    start = at = (0, 0)
    made = []
    for command, rest in _SEGMENT.findall(d):
        numbers = [round(float(number) * 10) for number in _NUMBER.findall(rest)]
        if command not in _COUNT or len(numbers) != _COUNT[command]:
            return d
        to = start if command == "Z" else _to(command, numbers, at)
        made.append("z" if command == "Z" else _shortest(command, numbers[:-2], at, to))
        start, at = (to if command == "M" else start), to
    return "".join(made)


def _to(command: str, numbers: list[int], at: tuple[int, int]) -> tuple[int, int]:
    """Where a step ends, in tenths."""
    if command in "Hh":
        return numbers[0] + (at[0] if command == "h" else 0), at[1]
    if command in "Vv":
        return at[0], numbers[0] + (at[1] if command == "v" else 0)
    return numbers[-2], numbers[-1]


def _shortest(command: str, before: list[int], at: tuple[int, int], to: tuple[int, int]) -> str:
    """One step in the shorter of its two spellings; `before` are the numbers of an arc before its end."""
    step = (to[0] - at[0], to[1] - at[1])
    if command == "A":
        head = " ".join(map(_tenths, before))
        return min(
            (f"{name}{head} {_pair(*end)}".replace(" -", "-") for name, end in (("a", step), ("A", to))), key=len
        )
    if command != "M" and 0 in step:
        axis, name = (0, "h") if step[1] == 0 else (1, "v")
        return min(f"{name}{_tenths(step[axis])}", f"{name.upper()}{_tenths(to[axis])}", key=len)
    name = "m" if command == "M" else "l"
    return min(f"{name}{_pair(*step)}", f"{name.upper()}{_pair(*to)}", key=len)


def _pair(x: int, y: int) -> str:
    return f"{_tenths(x)} {_tenths(y)}".replace(" -", "-")


def _tenths(value: int) -> str:
    whole, tenth = divmod(abs(value), 10)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}" if not tenth else f"{sign}{whole or ''}.{tenth}"


def _look(element: str) -> str:
    """The attributes that words of one group share; empty for marks."""
    return "".join(_LOOK.findall(element.partition(">")[0])) if element.startswith("<text") else ""


def _grouped(same: list[str], look: str) -> str:
    if not look or len(same) == 1:
        return "".join(same)
    bare = (_LOOK.sub("", head) + end + rest for head, end, rest in (one.partition(">") for one in same))
    return f"<g{look}>{''.join(bare)}</g>"

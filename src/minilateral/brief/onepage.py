"""What one page for a minister says: cut by rule until it fits, never by running over.

Takes a `Brief`; gives a `OnePage`, which the page (`one-page.html`) and the paper (`one-page.pdf`) both set, so that
they say the same. Everything is there of the shorter kinds first: the answer, a sentence for each function of the
partnership with its arrow, the last meeting of each track, what would change this view, and a figure where it fits.
`PLANS` says how much of each; the first plan whose estimated height fits the sheet is used.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from minilateral.brief.notes import covered
from minilateral.brief.parts import Num, Ref
from minilateral.brief.safe import visible
from minilateral.brief.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.brief.parts import Arrow, Brief, Figure, Text

SHEET = 262.0  # mm: height of the text on A4 between the margins of both renderings, less a line and a half
WIDTH, SENTENCE, HALF = 176.0, 134.0, 84.0  # mm: the text, the column of sentences, each of two columns
TITLE, STANDFIRST, ITEM, NAME, COVERAGE = 130, 420, 200, 40, 60  # characters, at most
MOST_FINDINGS = 12
WHERE = "The full brief, with the rows and sources behind every number: index.html and brief.pdf."
_POINT = 0.3528  # mm
_END = re.compile(r"(?<![A-Z])[.?!](?=\s+[A-Z\u201c])")


class Plan(NamedTuple):
    """How much a page holds: characters of a sentence, conditions that would change the view, tracks, the figure."""

    sentence: int
    items: int
    tracks: int
    figure: bool


PLANS = (
    Plan(260, 4, 10, figure=True),
    Plan(260, 3, 8, figure=True),
    Plan(260, 4, 10, figure=False),
    Plan(260, 4, 8, figure=False),
    Plan(260, 3, 8, figure=False),
    Plan(220, 3, 7, figure=False),
    Plan(220, 2, 6, figure=False),
    Plan(160, 2, 6, figure=False),
    Plan(110, 1, 4, figure=False),
    Plan(70, 0, 3, figure=False),
    Plan(50, 0, 0, figure=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One function of the partnership: its arrow, one sentence, and its coverage where that is not everybody's."""

    function: str
    arrow: Arrow
    sentence: Text
    coverage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePage:
    """All that stands on the page, in reading order."""

    title: str
    standfirst: Text
    covered: str
    lines: tuple[Line, ...]
    columns: tuple[str, ...]
    tracks: tuple[tuple[Text, ...], ...]
    more_tracks: int  # left out here
    figure: Figure | None
    would_change: tuple[Text, ...]


def one_page(brief: Brief) -> OnePage:
    """The fullest page that fits; the shortest where none does by our estimate."""
    pages = (_page(brief, plan) for plan in PLANS)
    for page in pages:
        if height(page) <= SHEET:
            break
    return page


def _page(brief: Brief, plan: Plan) -> OnePage:
    common = covered(brief.findings)
    return OnePage(
        title=cut((visible(brief.title),), TITLE)[0],  # type: ignore[arg-type]
        standfirst=cut(brief.standfirst, STANDFIRST),
        covered=_short(common, COVERAGE),
        lines=tuple(
            Line(
                function=_short(one.function, NAME),
                arrow=one.arrow,
                sentence=cut(first_sentence(one.sentence), plan.sentence),
                coverage="" if one.coverage == common else _short(one.coverage, COVERAGE),
            )
            for one in brief.findings[:MOST_FINDINGS]
        ),
        columns=brief.glance.columns[:3],
        tracks=tuple(tuple(cut(cell, NAME) for cell in row[:3]) for row in brief.glance.rows[: plan.tracks]),
        more_tracks=max(0, len(brief.glance.rows) - plan.tracks),
        figure=_figure(brief) if plan.figure else None,
        would_change=tuple(cut(item, ITEM) for item in brief.would_change[: plan.items]),
    )


def left_out(page: OnePage) -> str:
    """What of the tracks is not on the page, in words."""
    return f"{page.more_tracks} more in the full brief." if page.more_tracks else ""


def _figure(brief: Brief) -> Figure | None:
    """The first figure that is no wider than a column can show: the timeline is left to the brief."""
    found = (figure for section in brief.sections for figure in section.figures if section.id != "timeline")
    return next(found, None)


def first_sentence(text: Text) -> Text:
    """The first sentence of a text with its numbers.

    >>> first_sentence(("Ministers met in Washington, D.C. Of ", Num("eight", "e"), " tracks. Two are late."))
    ('Ministers met in Washington, D.C. Of ', Num(text='eight', evidence='e'), ' tracks.')
    """
    found = _END.search(plain(text))
    return _first(text, found.end()) if found else text


def cut(text: Text, limit: int) -> Text:
    """The text, or as many whole words of it as fit `limit` characters, with an ellipsis.

    >>> cut(("met on ", Num("two", "e"), " of eight tracks"), 15)
    ('met on ', Num(text='two', evidence='e'), ' of…')
    """
    whole = plain(text)
    if len(whole) <= limit:
        return text
    space = whole.rfind(" ", 1, limit)
    return (*_first(text, space if space > 0 else limit - 1), "…") if space <= 0 else _closed(_first(text, space))


def _closed(text: Text) -> Text:
    *parts, last = text
    return (*parts, f"{last.rstrip(' ,;:(')}…") if isinstance(last, str) else (*text, "…")


def _first(text: Text, length: int) -> Text:
    """The first characters of a text; a number or reference cut in two is printed as plain words."""
    made: list[str | Num | Ref] = []
    for part in text:
        words = part if isinstance(part, str) else part.text
        made.append(part if len(words) <= length else words[:length])
        length -= len(words)
        if length <= 0:
            break
    return tuple(made)


def _short(text: str, limit: int) -> str:
    return plain(cut((text,), limit))


# --- how high it is -------------------------------------------------------------------------------------------------


def height(page: OnePage) -> float:
    """About how high a page is, in mm; every part is reckoned a little higher than both renderings set it."""
    return sum(_heights(page))


def _heights(page: OnePage) -> Iterator[float]:
    yield 20.0  # name of the program, of the group and days
    yield lines(page.title, WIDTH, 20) * 8.6 + 2
    yield lines(plain(page.standfirst), WIDTH, 11) * 5.4 + 4
    yield 8.0
    for line in page.lines:
        text = f"{plain(line.sentence)} {line.coverage}"
        yield max(lines(text, SENTENCE, 10), 2) * 4.8 + 3
    tracks = 13.0 + 5.2 * len(page.tracks) + (5.0 if page.more_tracks else 0) if page.tracks else 0.0
    if page.figure:
        yield max(tracks, 8 + _drawn(page.figure)) + 4
        yield _conditions(page, WIDTH)
    else:
        yield max(tracks, _conditions(page, HALF)) + 4
    yield 9.0  # where the whole brief is


def _conditions(page: OnePage, width: float) -> float:
    """Height of what would change this view, set in this width."""
    return sum(
        (lines(plain(item), width, 9.5) * 4.5 + 1.6 for item in page.would_change), 8.0 if page.would_change else 0.0
    )


def tall(figure: Figure) -> float:
    """Height of a drawing in its column, mm, by its own proportion; square where its specification does not say."""
    spec = json.loads(figure.spec)
    padding = spec.get("padding")
    sides = padding if isinstance(padding, dict) else {}
    width, height_ = (
        _px(spec.get(side)) + sum(_px(sides.get(end)) for end in ends)
        for side, ends in (("width", ("left", "right")), ("height", ("top", "bottom")))
    )
    return HALF * height_ / width if width and height_ else HALF


def _px(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _drawn(figure: Figure) -> float:
    """Height of a figure with its title and subtitle."""
    return lines(figure.title, HALF, 9) * 4.2 + lines(figure.subtitle, HALF, 8) * 3.8 + tall(figure) + 4


def lines(text: str, width: float, size: float) -> int:
    """About how many lines a text takes at `size` points in `width` mm, from a width of each letter in a wide font.

    >>> lines("a" * 100, 100, 10), lines("", 100, 10), lines("W" * 100, 100, 10)
    (2, 1, 4)
    """
    need = sum(map(_wide, text)) * size * _POINT
    return max(1, ceil(need / (width * 0.94)))


def _wide(char: str) -> float:
    """Width of a letter as a share of the type size."""
    if east_asian_width(char) in "WF":
        return 1.0
    if char in "WM@%\u2014\u27e8\u27e9":
        return 0.95
    return 0.68 if char.isupper() else 0.28 if char in " iljt.,;:'|!()" else 0.5

"""What one page for a minister says: cut by rule until it fits, never by running over.

Takes a `Brief`; gives a `OnePage`, which the page (`one-page.html`) and the paper (`one-page.pdf`) both set, so that
they say the same: the answer, one sentence for each function of the partnership with its arrow, the last meeting of
each track, what would change this view, and a figure where it fits. `PLANS` says how much of each; the first plan
whose height fits the sheet is used.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from minilateral.brief.fitting import first_sentence, lines, within
from minilateral.brief.notes import covered
from minilateral.brief.safe import visible
from minilateral.brief.wording import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from minilateral.brief.parts import Arrow, Brief, Figure, Finding, Text

    Shown = Callable[[str], str]

SHEET = 262.0  # mm: height of the text on A4 between the margins of both renderings, less a line and a half
WIDTH, SENTENCE, HALF = 176.0, 134.0, 84.0  # mm: the text, the column of sentences, each of two columns
NAME = 33.0  # mm: the name of a function
CELLS = (41.0, 26.0, 12.0)  # mm: the name of a track, its last meeting, the days since
MOST_FINDINGS = 12
WHERE = "The full brief, with the rows and sources behind every number: index.html and brief.pdf."


class Plan(NamedTuple):
    """How much a page holds: lines of a finding, conditions that would change the view, tracks, the figure.

    Where `whole`, findings are told to their end if these lines hold them: what is overdue stands there.
    """

    sentence: int
    items: int
    tracks: int
    figure: bool
    whole: bool = False


PLANS = (
    Plan(3, 4, 10, figure=True, whole=True),
    Plan(3, 3, 8, figure=True, whole=True),
    Plan(3, 4, 10, figure=False, whole=True),
    Plan(3, 3, 8, figure=False, whole=True),
    Plan(3, 3, 6, figure=False, whole=True),
    Plan(3, 2, 5, figure=False, whole=True),
    Plan(3, 4, 10, figure=False),
    Plan(3, 4, 8, figure=False),
    Plan(3, 3, 8, figure=False),
    Plan(3, 3, 6, figure=False),
    Plan(2, 3, 7, figure=False),
    Plan(2, 2, 5, figure=False),
    Plan(2, 1, 3, figure=False),
    Plan(2, 0, 0, figure=False),
    Plan(1, 0, 0, figure=False),
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

    group: str
    title: str
    standfirst: Text
    covered: str
    lines: tuple[Line, ...]
    columns: tuple[str, ...]
    tracks: tuple[tuple[Text, ...], ...]
    more_tracks: int  # left out here
    figure: Figure | None
    would_change: tuple[Text, ...]


def one_page(brief: Brief, shown: Shown = visible) -> OnePage:
    """The fullest page that fits, every text as `shown` makes it; the shortest where by our estimate none fits."""
    pages = (_page(brief, plan, shown) for plan in PLANS)
    for page in pages:
        if height(page) <= SHEET:
            break
    return page


def left_out(page: OnePage) -> str:
    """What of the tracks is not on the page, in words."""
    return f"{page.more_tracks} more in the full brief." if page.more_tracks else ""


def _page(brief: Brief, plan: Plan, shown: Shown) -> OnePage:
    def fit(text: Text | str, width: float, size: float, most: int = 1) -> Text:
        return within(_made(text, shown), width, size, most)

    common = covered(brief.findings)
    return OnePage(
        group=plain(fit(brief.group.name, WIDTH, 9)),
        title=plain(fit(brief.title, WIDTH, 20, 2)),
        standfirst=fit(brief.standfirst, WIDTH, 11, 5),
        covered=plain(fit(common, HALF, 9)),
        lines=tuple(_line(one, plan, common, fit) for one in brief.findings[:MOST_FINDINGS]),
        columns=tuple(plain(fit(*one, 8)) for one in zip(brief.glance.columns, CELLS, strict=False)),
        tracks=tuple(
            tuple(fit(cell, width, 8.5, 1 if width == CELLS[2] else 2) for cell, width in zip(row, CELLS, strict=False))
            for row in brief.glance.rows[: plan.tracks]
        ),
        more_tracks=max(0, len(brief.glance.rows) - plan.tracks) if plan.tracks else 0,
        figure=_figure(brief, fit) if plan.figure else None,
        would_change=tuple(
            fit(item, WIDTH if plan.figure else HALF, 9.5, 4) for item in brief.would_change[: plan.items]
        ),
    )


def _line(finding: Finding, plan: Plan, common: str, fit: Callable[..., Text]) -> Line:
    return Line(
        function=plain(fit(finding.function, NAME, 9)),
        arrow=finding.arrow,
        sentence=fit(_said(finding, plan), SENTENCE, 10, plan.sentence),
        coverage="" if finding.coverage == common else plain(fit(finding.coverage, HALF, 8)),
    )


def _said(finding: Finding, plan: Plan) -> Text:
    """The finding to its end where the plan has room for that, else its first sentence: never one cut in the middle."""
    whole = plan.whole and lines(plain(finding.sentence), SENTENCE, 10) <= plan.sentence
    return finding.sentence if whole else first_sentence(finding.sentence)


def _made(text: Text | str, shown: Shown) -> Text:
    """A text in which every part is as a reader will see it."""
    parts = (text,) if isinstance(text, str) else text
    return tuple(shown(part) if isinstance(part, str) else replace(part, text=shown(part.text)) for part in parts)


def _figure(brief: Brief, fit: Callable[..., Text]) -> Figure | None:
    """The first figure that is no wider than a column can show: the timeline is left to the brief."""
    found = (figure for section in brief.sections for figure in section.figures if section.id != "timeline")
    one = next(found, None)
    if one is None:
        return None
    return replace(one, title=plain(fit(one.title, HALF, 9, 2)), subtitle=plain(fit(one.subtitle, HALF, 8, 3)))


# --- how high it is ---------------------------------------------------------------------------------------------


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
    deep = (max(lines(plain(cell), width, 8.5) for cell, width in zip(row, CELLS, strict=False)) for row in page.tracks)
    rows = sum(5.2 + 3.8 * (most - 1) for most in deep)
    tracks = 13.0 + rows + (5.0 if page.more_tracks else 0) if page.tracks else 0.0
    if page.figure:
        yield max(tracks, 8 + _drawn(page.figure)) + 4
        yield _conditions(page, WIDTH)
    else:
        yield max(tracks, _conditions(page, HALF)) + 4
    yield 9.0  # where the whole brief is


def _conditions(page: OnePage, width: float) -> float:
    """Height of what would change this view, set in this width."""
    items = (lines(plain(item), width, 9.5) * 4.5 + 1.6 for item in page.would_change)
    return sum(items, 8.0 if page.would_change else 0.0)


def _drawn(figure: Figure) -> float:
    """Height of a figure with its title and subtitle."""
    return lines(figure.title, HALF, 9) * 4.2 + lines(figure.subtitle, HALF, 8) * 3.8 + tall(figure) + 4


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

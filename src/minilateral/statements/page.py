"""A comparison as one self-contained web page, for the screen, a phone and paper.

Takes comparisons; gives bytes. Nothing is fetched and no script runs: the page is switched by its style sheet alone.
Every string of a document is shown as text, unseen characters written out. The same texts give the same bytes.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from minilateral import __version__
from minilateral.statements.fit import name
from minilateral.statements.wording import (
    SIGNS,
    STEPS,
    UNRANKED,
    about,
    beside,
    between,
    called,
    counted,
    day,
    grouped,
    place,
)
from minilateral.visible import digest, host, visible, web

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minilateral.statements.comparison import Comparison, Row
    from minilateral.statements.readouts import Readouts
    from minilateral.statements.redline import Stretch

_TELLING = ("stronger", "weaker", "broader", "narrower")


def page(comparisons: Sequence[Comparison]) -> bytes:
    """One page of all comparisons, in order."""
    forced = tuple(dict.fromkeys(reason for found in comparisons for reason in found.forced))
    return _render("compare.html.j2", comparisons=comparisons, forced=forced, notes=(UNRANKED, STEPS))


def readouts_page(found: Readouts) -> bytes:
    """One page of the members' own accounts of one meeting."""
    return _render("readouts.html.j2", found=found, forced=found.forced, notes=(UNRANKED,))


def _render(template: str, **values: Any) -> bytes:  # noqa: ANN401 -- whatever the template shows
    return _environment().get_template(template).render(**values).encode()


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = _source("compare.css")
    made.filters |= {
        "show": visible, "web": web, "host": host, "day": day, "name": name, "called": called, "place": place,
        "beside": beside, "counted": counted, "gap": _gap, "stretch": _stretch, "numbered": _numbered,
        "telling": _telling, "about": about, "capital": lambda text: f"{text[:1].upper()}{text[1:]}",
    }  # fmt: skip
    made.globals |= {
        "signs": SIGNS,
        "version": __version__,
        "style": Markup(style),  # noqa: S704 -- our own file
        "style_hash": digest(style),
    }
    return made


@cache
def _source(file: str) -> str:
    return files(__package__).joinpath("templates", file).read_text(encoding="utf-8")


def _gap(found: Comparison) -> str:
    return between(found.a, found.b)


def _stretch(part: Stretch, kinds: Sequence[str]) -> Markup:
    """A stretch as markup; what was kept is worded as in the text that the column shows."""
    text = part.before if part.kind == "kept" and "added" not in kinds else part.text
    shown = text.strip()
    blank = " " if text[-1:].isspace() or len(kinds) > 2 else ""  # noqa: PLR2004 -- both texts in one column
    if part.kind == "kept" or not shown:
        return escape(visible(shown)) + blank
    tag = "del" if part.kind == "removed" else "ins"
    carried = ' class="carried"' if part.elsewhere else ""
    return Markup("<{0}{1}>{2}</{0}>").format(tag, Markup(carried), visible(shown)) + blank  # noqa: S704 -- ours


def _numbered(found: Comparison) -> list[tuple[bool, list[tuple[int, Row]]]]:
    """Rows with their numbers on the page, runs of unchanged sentences together."""
    numbers = count(1)
    return [(same, [(next(numbers), row) for row in rows]) for same, rows in grouped(found)]


def _telling(found: Comparison) -> list[tuple[int, Row]]:
    """The rows a reader looks for first, with their numbers."""
    rows = [numbered for _, rows in _numbered(found) for numbered in rows]
    return [(at, row) for kind in _TELLING for at, row in rows if row.kind == kind and not row.heading and row.why]

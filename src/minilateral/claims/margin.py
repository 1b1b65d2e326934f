"""A checked text as one self-contained web page: the text, its claims marked, the verdicts in the margin.

Takes a checked text; gives bytes. Nothing is fetched and no script runs. Every string of the text is shown as text,
unseen characters written out. Signs and kinds of underline tell verdicts apart in grey and in print. The same text and
record give the same bytes.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from minilateral import __version__
from minilateral.claims.findings import ids_of
from minilateral.claims.margin_blocks import blocks, runs
from minilateral.claims.margin_words import BASIS, CALLED, LOOKED_FOR, MEANS, NONE_FOUND, SIGNS, headline, lines, why
from minilateral.visible import clip, digest, host, visible, web

if TYPE_CHECKING:
    from minilateral.claims.findings import CheckedText, Finding, Shown

_FOLDED = 6  # paragraphs without a claim that stand open; longer runs are folded
_FROM_COMPARISON = frozenset({"base.html.j2", "compare.css"})  # one visual language: frame and style of comparisons


def page(found: CheckedText) -> bytes:
    """The page of one checked text."""
    rows = {row.id: row for row in found.rows}
    return (
        _environment()
        .get_template("check_text.html.j2")
        .render(
            found=found, runs=tuple(runs(blocks(found), _FOLDED)), headline=headline(found), forced=(), notes=(BASIS,),
            behind=lambda one: _behind(one, rows), against=_against, none_found=NONE_FOUND, looked_for=LOOKED_FOR,
        )
        .encode()
    )  # fmt: skip


def _behind(one: Finding, rows: dict[str, Shown]) -> list[Shown]:
    """The rows behind a verdict that are held, counter-examples first."""
    return [rows[id_] for id_ in (ids_of(one.verdict) if one.verdict else ()) if id_ in rows]


def _against(one: Finding) -> frozenset[str]:
    return frozenset(one.verdict.counter_examples) if one.verdict else frozenset()


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = f"{_source('compare.css')}{_source('check_text.css')}"
    made.filters |= {
        "show": visible,
        "clip": lambda text: clip(text).text,
        "web": web,
        "host": host,
        "why": why,
        "lines": lines,
    }
    made.globals |= {
        "called": CALLED,
        "signs": SIGNS,
        "means": MEANS,
        "version": __version__,
        "style": Markup(style),  # noqa: S704 -- our own files
        "style_hash": digest(style),
    }
    return made


@cache
def _source(file: str) -> str:
    package = "minilateral.statements" if file in _FROM_COMPARISON else __package__
    return files(package).joinpath("templates", file).read_text(encoding="utf-8")

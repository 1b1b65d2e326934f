"""The brief on paper, one page of it, and the picture shown where it is shared: typeset by Typst, its own fonts only.

Takes a `Brief`; gives PDF or PNG bytes. Content reaches Typst as JSON and is placed as strings, so nothing in the data
can act as markup. No system font, folder or clock is read: the same brief gives the same bytes anywhere.
"""

from __future__ import annotations

import json
from calendar import timegm
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from minilateral.brief import paper

if TYPE_CHECKING:
    from datetime import date

    from minilateral.brief.parts import Brief

POINT_IS_PIXEL = 72  # points, and so pixels, of a picture in an inch


def document(brief: Brief) -> bytes:
    """The typeset brief: tagged PDF with title, language and bookmarks, dated with the day the brief speaks of.

    Raises:
        ValueError: A number or reference of the brief leads nowhere.
    """
    return _typeset("brief.typ", paper.content(brief), brief.as_of)


def one_page(brief: Brief) -> bytes:
    """One page for a minister: tagged PDF of exactly one A4 page."""
    return _typeset("one-page.typ", paper.one_page(brief), brief.as_of)


def picture(brief: Brief) -> bytes:
    """The answer as a picture of 1200 by 630 pixels (PNG), as social networks and messengers show it."""
    return _typeset("share.typ", paper.picture(brief), brief.as_of, "png")


def _typeset(template: str, content: dict[str, Any], as_of: date, form: Literal["pdf", "png"] = "pdf") -> bytes:
    import typst  # noqa: PLC0415 - a large library: only when a document is set

    made: bytes = typst.compile(
        _source("parts.typ") + _source(template),
        ignore_system_fonts=True,
        font_paths=[],
        sys_inputs={"brief": json.dumps(content)},
        timestamp=timegm(as_of.timetuple()),
        format=form,
        ppi=POINT_IS_PIXEL,
        pdf_tags=form == "pdf",
    )
    return made


@cache
def _source(file: str) -> bytes:
    return files("minilateral.brief").joinpath("templates", file).read_bytes()

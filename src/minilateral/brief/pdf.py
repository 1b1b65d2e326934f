"""The brief on paper, typeset by Typst with its embedded fonts.

Takes a `Brief`; gives PDF bytes. Content reaches Typst as JSON and is placed as strings, so nothing in the data can
act as markup. No system font, folder or clock is read: the same brief gives the same bytes anywhere.
"""

from __future__ import annotations

import json
from calendar import timegm
from importlib.resources import files
from typing import TYPE_CHECKING

from minilateral.brief import paper

if TYPE_CHECKING:
    from minilateral.brief.parts import Brief


def document(brief: Brief) -> bytes:
    """The typeset brief: tagged PDF with title, language and bookmarks, dated with the day the brief speaks of.

    Raises:
        ValueError: A number or reference of the brief leads nowhere.
    """
    import typst  # noqa: PLC0415 - a large library: only when a document is set

    made: bytes = typst.compile(
        files("minilateral.brief").joinpath("templates", "brief.typ").read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        font_paths=[],
        sys_inputs={"brief": json.dumps(paper.content(brief))},
        timestamp=timegm(brief.as_of.timetuple()),
        pdf_tags=True,
    )
    return made

"""Groups side by side as one self-contained page: the press of the brief with another template.

Takes a `SideBySide` and which briefs lie beside the page; gives bytes. Nothing is fetched, script and styles are
admitted by their hashes alone, and the same input gives the same bytes.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from minilateral.brief import paging
from minilateral.brief.compare.sheet import WATCHED
from minilateral.brief.press import Press
from minilateral.visible import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minilateral.brief.compare.parts import SideBySide
    from minilateral.brief.compare.sheet import Sheet

TABLE_LINES = 500
MOST = (None, 100, 40, 15, 5, 1)  # rows shown under one number, the most first; all are in the data beside the page
DATA = "compare.json"
OWN_DAYS = '@page { @top-right { content: "Each as of its own day"; } }\n'  # in place of the one day of a brief


def page(made: SideBySide, shown: Sheet, briefs: Mapping[str, frozenset[str]]) -> bytes:
    """The page.

    Args:
        made: the groups.
        shown: what the page shows of them.
        briefs: groups whose brief lies in a folder of their name beside the page, with the sections it has.

    Promises: UTF-8, valid HTML5, at most `paging.LIMIT` bytes unless one row for each number is more.
    """
    press = _Page(shown.brief, TABLE_LINES)
    for most in MOST:
        found = press.composed(made, shown, briefs, most)
        if len(found) <= paging.LIMIT:
            break
    return found


class _Page(Press):
    """The press, set up for groups side by side."""

    def composed(self, made: SideBySide, shown: Sheet, briefs: Mapping[str, frozenset[str]], most: int | None) -> bytes:
        """The page with at most `most` rows under each number, and no other rows."""
        kept = self._kept(most)
        where = {row: at if row in kept else DATA for row, at in self.local.items()}
        self._where = where
        own = files("minilateral.brief").joinpath("templates", "compare.css").read_text(encoding="utf-8")
        own += "" if made.as_of else OWN_DAYS
        return self._page(
            "compare.html.j2",
            made=made,
            grids=shown.grids,
            warned=shown.cautions,
            watched_id=WATCHED,
            briefs=briefs,
            cut=most is not None,
            own_style=Markup(own),  # noqa: S704 - our own style sheet
            own_hash=digest(own),
            sets=Markup(self.sets(where, None, most)),  # noqa: S704 - made by our own templates
            rows=Markup("".join(html for row, html in self.rows.items() if row in kept)),  # noqa: S704 - as above
        )

    def _kept(self, most: int | None) -> set[str]:
        if most is None:
            return set(self.rows)
        return {row for one in self.notes.sets for row in one.rows[-most:]}

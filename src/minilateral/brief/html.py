"""The brief as web pages: one self-contained file, and evidence pages beside it when it would exceed a megabyte.

Takes a `Brief`; gives file names and bytes. Nothing is fetched by the page, script and style are admitted by their
hashes alone, and every string of the data is shown as text. The same brief gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief import paging
from minilateral.brief.press import Press

if TYPE_CHECKING:
    from minilateral.brief.parts import Brief

TABLE_LINES = (500, 40)  # lines of one table on the page; the second where the page would else exceed its limit


def pages(brief: Brief, *, one_page: bool = False) -> dict[str, bytes]:
    """All pages of `brief` by file name, `index.html` first; where asked for, one page for a minister with them.

    Promises: UTF-8, valid HTML5, same brief same bytes; every page is at most `paging.LIMIT` bytes unless the
    drawings alone exceed it.

    Raises:
        ValueError: A number or reference of the brief leads nowhere.
    """
    press = Press(brief, TABLE_LINES[0], short=one_page)
    made = _whole(press) or _split(press)
    return made | ({"one-page.html": press.one_page()} if one_page else {})


def _whole(press: Press) -> dict[str, bytes]:
    """The brief as one file; nothing where that would be too large."""
    sets = press.sets(press.local)
    if len(sets) + sum(map(len, press.rows.values())) > paging.LIMIT:
        return {}
    page = press.index(press.local, sets, press.rows)
    return {"index.html": page} if len(page) <= paging.LIMIT else {}


def _split(press: Press) -> dict[str, bytes]:
    """Evidence on pages of its own; the brief keeps the rows that its first numbers need, as far as there is room."""
    rows = paging.chunks(press.rows)
    at = {row: f"evidence-{number}.html{press.local[row]}" for number, chunk in enumerate(rows, 1) for row in chunk}
    blocks = press.blocks(at, paging.PIECE)
    sets = paging.chunks(blocks)
    last = len(rows) + len(sets)
    full = {key: f"evidence-{n}.html#{key}" for n, chunk in enumerate(sets, len(rows) + 1) for key in chunk}
    made = {"index.html": _index(press, at, full, last)}
    for number, chunk in enumerate(rows, 1):
        made[f"evidence-{number}.html"] = press.evidence(number, last, [press.rows[row] for row in chunk], listed=True)
    for number, chunk in enumerate(sets, len(rows) + 1):
        made[f"evidence-{number}.html"] = press.evidence(number, last, [blocks[key] for key in chunk], listed=False)
    return made


def _index(press: Press, at: dict[str, str], full: dict[str, str], last: int) -> bytes:
    """The brief with as much of its evidence as fits; `at` and `full` say where the rest is."""
    press.last_page = last
    for press.table_lines in TABLE_LINES:
        shell = len(press.index(at, "", {}))  # bytes of the brief without its evidence
        if shell < paging.SHELL:
            break
    free = paging.LIMIT - shell

    def sets(kept: set[str], most: int) -> str:
        return press.sets(at | {row: press.local[row] for row in kept}, full, most)

    kept, most = paging.fitted(press.rows, press.notes.needed, free, lambda *chosen: len(sets(*chosen).encode()))
    where = at | {row: press.local[row] for row in kept}
    return press.index(where, sets(kept, most), {row: press.rows[row] for row in press.rows if row in kept})

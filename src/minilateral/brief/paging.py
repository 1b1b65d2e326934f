"""How evidence is laid over pages so that none exceeds a megabyte.

Takes rendered pieces by name; gives their division into pages, and what the first page can keep. Linear in the
number of pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

LIMIT = 1_000_000  # bytes of one page
SHELL = 700_000  # bytes the brief may take without its evidence before its tables are cut
CHUNK = 850_000  # bytes of pieces on one evidence page; style, script and frame need the rest
PIECE = 1_000  # rows of one set listed in one piece, at most about 400 bytes each
CAPS = (None, 100, 40, 15, 5, 0)  # rows of one set that the brief itself lists, the most first
SETS_SHARE = 0.6  # of the room left beside the text, how much the sets may take before they are shortened


def chunks(pieces: Mapping[str, str], size: int = CHUNK) -> list[list[str]]:
    """Names of `pieces` in order, divided so that each page holds at most `size` bytes (or one larger piece)."""
    made: list[list[str]] = []
    room = 0
    for key, html in pieces.items():
        need = len(html.encode())
        if not made or need > room:
            made.append([])
            room = size
        made[-1].append(key)
        room -= need
    return made


def cap(size: Callable[[int | None], int], free: int) -> int | None:
    """The longest lists of rows for which `size` (bytes of all sets) leaves room for the rows themselves."""
    return next((most for most in CAPS if size(most) <= SETS_SHARE * free), 0)


def kept(rows: Mapping[str, str], needed: Iterable[str], free: int) -> set[str]:
    """The rows that the brief itself holds: the first of `needed` that fit into `free` bytes."""
    made = set()
    for row in needed:
        free -= len(rows[row].encode())
        if free < 0:
            break
        made.add(row)
    return made

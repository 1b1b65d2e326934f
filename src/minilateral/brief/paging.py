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
CAPS = (100, 40, 15, 5, 0)  # rows that the brief lists of a set not wholly on its page, the most first
ENOUGH = 0.5  # of the rows that would fit if sets took no room: with fewer, shorter lists are tried
TRIES = 4  # rows are left out so often until lists and rows fit together, before lists are shortened


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


def fitted(
    rows: Mapping[str, str], needed: Iterable[str], free: int, size: Callable[[set[str], int], int]
) -> tuple[set[str], int]:
    """The rows that the brief keeps, and how many it lists of a set not wholly on its page.

    Args:
        rows: rendered rows by id.
        needed: their ids, the first needed first.
        free: bytes for rows and sets together.
        size: bytes that the sets take where these rows are kept and so many of others are listed.
    """
    order, best = tuple(needed), (set[str](), CAPS[-1])
    for most in CAPS:
        chosen = first = kept(rows, order, free)
        for _ in range(TRIES):
            room = free - size(chosen, most)
            fewer = kept(rows, order, room)
            if room >= 0 and len(fewer) >= len(chosen) > len(best[0]):
                best = (chosen, most)
                break
            chosen = fewer
        if len(best[0]) >= ENOUGH * len(first):
            break
    return best


def kept(rows: Mapping[str, str], needed: Iterable[str], free: int) -> set[str]:
    """The rows that the brief itself holds: the first of `needed` that fit into `free` bytes."""
    made = set()
    for row in needed:
        free -= len(rows[row].encode())
        if free < 0:
            break
        made.add(row)
    return made

"""Lines that are no part of a text although they stand among it: menus, notices, lists of other stories.

Takes text; gives it without them, and what they say about it: that it goes on elsewhere, where the original is, that it
was edited. What they say is kept as marks, because completeness and relation rest on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.codebook import pagewords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Mark:
    """Something a line says about the text: which sign of the codebook, its words, and the address it gives."""

    sign: str
    words: str
    url: str = ""


_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_LEADING = frozenset({"original", "channel", "continues"})  # signs whose address may stand on the next line
_LEAST_BEFORE = 200  # characters of text before a list of other stories may cut the rest off
_MENU_WORDS = 4  # a run of this many short capital lines is a menu
_SHOUTED = re.compile(r"^[A-Z][A-Z &'’/-]{2,40}$")


def stripped(text: str, drop: Iterable[str] = ()) -> tuple[str, tuple[Mark, ...]]:
    r"""The text without furniture, and the marks found in it; `drop` are patterns of the host's own.

    >>> body, marks = stripped("They met.\n\nPrintable version\n\nClick here to continue reading the rest.")
    >>> body, [mark.sign for mark in marks]
    ('They met.', ['continues'])
    """
    own = [re.compile(pattern) for pattern in drop]
    kept: list[str] = []
    marks: list[Mark] = []
    length, beyond = 0, False
    lines = list(_without_menus(text.split("\n")))
    for number, line in enumerate(lines):
        bare = line.strip("# *_")
        said = list(_told(bare, "\n".join(lines[number + 1 : number + 3])))
        marks += said
        ended = length >= _LEAST_BEFORE or any(mark.sign == "continues" for mark in marks)
        beyond = beyond or (bool(pagewords.after().match(bare)) and ended)
        if beyond or said or pagewords.furniture().match(bare) or any(one.search(bare) for one in own):
            continue
        kept.append(line)
        length += len(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip(), tuple(marks)


def told(lines: Iterable[str]) -> tuple[Mark, ...]:
    """The marks in lines that stand around a text."""
    every = [line.strip("# *_") for line in lines]
    return tuple(mark for at, line in enumerate(every) for mark in _told(line, "\n".join(every[at + 1 : at + 3])))


def _told(line: str, following: str) -> Iterator[Mark]:
    if not line or len(line) > 400:  # noqa: PLR2004 - a notice is short; a paragraph that says "read more at" is text
        return
    for sign, pattern in pagewords.telling().items():
        if pattern.search(line):
            found = _URL.search(line) or (
                _URL.search(following) if sign in {"original", "channel", "continues"} else None
            )
            yield Mark(sign, line, found[0].rstrip(".,;") if found else "")


def _without_menus(lines: list[str]) -> Iterator[str]:
    """The lines without runs of words in capitals, which are a publisher's menu."""
    run: list[str] = []
    for line in lines:
        if _SHOUTED.match(line.strip()) or (run and not line.strip()):
            run.append(line)
            continue
        yield from _unless_menu(run)
        run = []
        yield line
    yield from _unless_menu(run)


def _unless_menu(run: list[str]) -> list[str]:
    return [] if sum(1 for one in run if one.strip()) >= _MENU_WORDS else run

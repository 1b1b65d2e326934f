"""How many lines a text takes when it is set, and as much of it as so many lines hold.

Takes texts, widths in millimetres and sizes in points; gives counts of lines and shorter texts that keep their numbers
and references. Widths of letters are those of a wide font, so that no font of a reader sets more lines than counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from minilateral.brief.wording import plain

if TYPE_CHECKING:
    from minilateral.brief.parts import Num, Ref, Text

_POINT = 0.3528  # mm
_FULL = 0.97  # of a line may be filled: the rest is for kerning and for fonts wider than ours
_END = re.compile(r"(?<![A-Z])[.?!](?=\s+[A-Z\u201c])")  # not the points of "D.C." and "U.S."


def lines(text: str, width: float, size: float) -> int:
    """How many lines a text takes at `size` points in `width` mm, at most; an empty one takes one.

    >>> lines("word " * 20, 100, 10), lines("", 100, 10), lines("W" * 100, 100, 10)
    (2, 1, 4)
    """
    return len(_ends(text, width, size))


def within(text: Text, width: float, size: float, most: int) -> Text:
    """The text, or as many whole words of it as `most` lines hold, with an ellipsis.

    >>> within(("met on ", "two of eight tracks in the year"), 30, 10, 1)
    ('met on ', 'two of…')
    >>> within(("W" * 40,), 30, 10, 1)
    ('WWWWWW…',)
    """
    ends = _ends(plain(text), width, size)
    return text if len(ends) <= most else cut(text, max(1, ends[most - 1] - 2))  # two letters for the ellipsis


def _ends(text: str, width: float, size: float) -> list[int]:
    """The place in the text after each line, words kept whole where they are no longer than a line."""
    room = width * _FULL / (size * _POINT)
    ends, used, place = [0], 0.0, 0
    for word in re.findall(r"\S+\s*|\s+", text):
        need = sum(map(_wide, word.rstrip()))
        if used and used + need > room:
            ends.append(place)
            used = 0.0
        for letter in word if need > room else ():  # longer than a line: broken anywhere
            used += _wide(letter)
            if used > room:
                ends[-1] = place
                ends.append(place)
                used = _wide(letter)
            place += 1
        if need <= room:
            used += sum(map(_wide, word))
            place += len(word)
        ends[-1] = place
    return ends


def cut(text: Text, limit: int) -> Text:
    """The text, or as many whole words of it as fit `limit` characters, with an ellipsis.

    >>> cut(("met on ", "two", " of eight tracks"), 15)
    ('met on ', 'two', ' of…')
    """
    whole = plain(text)
    if len(whole) <= limit:
        return text
    space = whole.rfind(" ", 1, limit + 1)
    *parts, last = first(text, space if space > 0 else limit) or ("",)
    return (*parts, f"{last.rstrip(' ,;:(')}…") if isinstance(last, str) else (*parts, last, "…")


def first(text: Text, length: int) -> Text:
    """The first characters of a text; a number or reference cut in two is printed as plain words."""
    made: list[str | Num | Ref] = []
    for part in text:
        words = part if isinstance(part, str) else part.text
        if length > 0:
            made.append(part if len(words) <= length else words[:length])
        length -= len(words)
    return tuple(made)


def first_sentence(text: Text) -> Text:
    """The first sentence of a text.

    >>> first_sentence(("Ministers met in Washington, D.C. Of ", "eight", " tracks two met. Two are late."))
    ('Ministers met in Washington, D.C. Of ', 'eight', ' tracks two met.')
    """
    found = _END.search(plain(text))
    return first(text, found.end()) if found else text


def _wide(char: str) -> float:
    """Width of a letter as a share of the type size."""
    if east_asian_width(char) in "WF":
        return 1.0
    if char in "WM@%\u2014\u27e8\u27e9":
        return 0.95
    return 0.68 if char.isupper() else 0.28 if char in " iljt.,;:'|!()" else 0.5

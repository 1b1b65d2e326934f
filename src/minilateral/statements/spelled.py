"""A text in which phrases are found whatever their spelling.

Takes a text; finds where a phrase stands in it, by words: without case, accents, quotation marks, kinds of apostrophe,
hyphens and line breaks, in British or American spelling. "Extended-deterrence", "co-operation" and a word broken at the
end of a line are found as one would read them, and so is a name written out ("Democratic People's Republic of Korea
(DPRK)" is "DPRK"); a phrase never runs from one sentence into the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from minilateral.codebook.spellings import folded, written_out

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[!?;]|\.[\"'”’)\]]*\s|\n\s*\n")
_BROKEN = re.compile(r"[-\u00ad]\s*\n\s*|\u00ad")
_ABBREVIATED = 2  # letters of a word before a full stop that may be an abbreviation: "U.S. forces", "St. Petersburg"


class Spelled:
    """A text cut into words and their folded forms."""

    def __init__(self, text: str) -> None:
        """Cut the text into words; linear in its length."""
        self.text = text
        self.spans = [hit.span() for hit in WORD.finditer(text)]
        self.keys = _shortened(_keys(text, self.spans))
        self.joined = "".join(self.keys)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each word begins in the joined keys, and where the last one ends."""
        return [0, *accumulate(map(len, self.keys))]

    @cached_property
    def _bounds(self) -> frozenset[int]:
        return frozenset(self._starts)

    def find(self, phrase: str) -> Iterator[tuple[int, int]]:
        """Where the phrase begins and ends in the text, each time.

        >>> text = "An unshakeable Defence Co-operation. The “DPRK’s”"
        >>> [text[a:b] for a, b in Spelled(text).find("unshakable defense cooperation")]
        ['unshakeable Defence Co-operation']
        """
        wanted = key(phrase)
        at = self.joined.find(wanted) if wanted else -1
        while at >= 0:
            if at in self._bounds and at + len(wanted) in self._bounds:
                first, last = (bisect_right(self._starts, place) - 1 for place in (at, at + len(wanted) - 1))
                while last + 1 < len(self.keys) and not self.keys[last + 1]:
                    last += 1  # the rest of a name written out
                if self._runs(first, last):
                    yield self.spans[first][0], self.spans[last][1]
            at = self.joined.find(wanted, at + 1)

    def __contains__(self, phrase: str) -> bool:
        return next(self.find(phrase), None) is not None

    def _runs(self, first: int, last: int) -> bool:
        """Whether no sentence ends between two words."""
        for (start, end), (begin, _) in pairwise(self.spans[first : last + 1]):
            stop = _STOP.search(self.text, end, begin)
            short = end - start <= _ABBREVIATED + self.text[start:end].istitle()
            if stop and not (stop[0].startswith(".") and short):
                return False
        return True


def key(phrase: str) -> str:
    """What a phrase is found by; empty for one without a letter or digit.

    >>> key("Extended-Deterrence") == key("extended  deterrence"), key("“…”"), key("the United States' aim")
    (True, '', 'theusaim')
    """
    return Spelled(phrase).joined


def _keys(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """The folded words; one that is broken at the end of a line is one word and an empty one."""
    keys: list[str] = []
    for number, (start, end) in enumerate(spans):
        begin, before = spans[number - 1] if number else (0, 0)
        if number and _BROKEN.fullmatch(text, before, start) and text[start].islower():
            keys[-1] = folded(text[begin:before] + text[start:end])
            keys.append("")
        else:
            keys.append(folded(text[start:end]))
    return keys


def _shortened(keys: list[str]) -> list[str]:
    """The words with every name written out as its letters, followed by empty words in place of the rest of it."""
    names, at = written_out(), 0
    while at < len(keys):
        for words, letters in names.get(keys[at], ()):
            if tuple(keys[at : at + len(words)]) == words:
                end = at + len(words) + (keys[at + len(words) : at + len(words) + 1] == [letters])
                keys[at:end] = [letters, *[""] * (end - at - 1)]
                at = end - 1
                break
        at += 1
    return keys

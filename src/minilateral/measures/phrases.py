"""Key phrases of joint texts: on which days they were seen, and after how many other texts they were seen again.

Takes texts in which phrases were noted; gives presence only. Few texts were read in full and nobody noted every
phrase, so a text in which a phrase was not noted may well hold it: "last seen on" is no claim that it was dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from minilateral.model import Statement
from minilateral.statements.tokens import key

FEWEST = 2  # texts in which a phrase must be seen to be followed over time
LONGEST = 30  # words of a phrase that are compared
RETURN_AFTER = 3  # other texts between two sightings from which the later one is told as a return
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_REMARKED = re.compile(r"[(\[]")  # "(mirror altered)": the wording of such a copy is not to be trusted
_SHORTEST = 4  # letters of a word whose final s may be a plural


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase as last spelt, the texts in which it was seen, and how often texts in between lacked a note of it."""

    words: str
    seen: tuple[Statement, ...]
    places: tuple[int, ...]  # of these among all texts with phrases noted

    @property
    def return_(self) -> tuple[int, Statement, Statement] | None:
        """The longest row of other texts between two sightings, and the texts on either side; None below three."""
        gaps = [
            (b - a - 1, before, after)
            for (a, b), (before, after) in zip(pairwise(self.places), pairwise(self.seen), strict=True)
        ]
        longest = max(gaps, key=lambda gap: (gap[0], gap[2].date), default=None)
        return longest if longest and longest[0] >= RETURN_AFTER else None


@lru_cache(maxsize=4096)
def folded(phrase: str) -> tuple[str, ...]:
    """The words by which two spellings of a phrase are one: no case, no British or American habit, no plural.

    >>> folded("Unshakable commitments") == folded("unshakeable commitment"), folded("by force or coercion")
    (True, ('by', 'force', 'or', 'coercion'))
    """
    return tuple(_singular(key(word.group())) for word in _WORD.finditer(phrase))[:LONGEST]


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= _SHORTEST and word.endswith("s") and not word.endswith("ss") else word


def noted(texts: Iterable[Statement]) -> tuple[Statement, ...]:
    """The texts of which phrases were noted that may be trusted, in their order."""
    return tuple(text for text in texts if _trusted(text))


def _trusted(text: Statement) -> list[str]:
    return [phrase for phrase in text.key_phrases if not _REMARKED.search(phrase) and folded(phrase)]


def phrases(texts: Iterable[Statement]) -> tuple[Phrase, ...]:
    """Phrases seen in at least two texts, those seen most often first.

    A text in which a longer phrase was noted holds every shorter one inside it ("ironclad commitment" holds
    "ironclad"); a longer one that is seen nowhere else than a shorter one inside it is told with that.

    Args:
        texts: joint texts in order of date.

    Edges: a phrase with a remark in brackets is left out.
    """
    rows = noted(texts)
    spelt: dict[tuple[str, ...], str] = {}
    for row in rows:
        spelt.update({folded(phrase): phrase for phrase in _trusted(row)})
    places: dict[tuple[str, ...], list[int]] = {words: [] for words in spelt}
    for place, row in enumerate(rows):
        mine = {part for phrase in _trusted(row) for part in _parts(folded(phrase))}
        for words in mine & spelt.keys():
            places[words].append(place)
    often = {words: some for words, some in places.items() if len(some) >= FEWEST}
    found = [
        Phrase(spelt[words], tuple(rows[place] for place in some), tuple(some))
        for words, some in often.items()
        if not any(set(some) <= set(often.get(part, ())) for part in _parts(words) if part != words)
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.seen), -one.places[-1], one.words)))


def _parts(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """A phrase and every shorter one inside it, word for word."""
    return {words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1)}

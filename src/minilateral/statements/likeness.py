"""How alike sentences of two texts are: TF-IDF over characters and words, without a library.

Takes two lists of sentences; gives the matrix of cosines. Characters (3 to 5, inside words) carry spelling and word
stems, words carry rare names; the mean of both found more of the right partners than either, and position made it
worse. How rare a word is comes from the two texts and, where there is one, from a library of documents as well: a word
that tells sentences apart is rare in both ("trilateral" is rare in a library, and stands in half of these sentences).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

GRAMS = range(3, 6)
BLOCK = 16_000_000  # numbers of one dense block, 64 MB: memory does not grow with the square of the texts
_COMMON = (
    "a about above after again all also am an and any are as at be because been before being between both but by can "
    "did do does down during each few for from further had has have he her here his how i if in into is it its itself "
    "just me more most my no nor not now of off on once only or other our out over own same she so some such than that "
    "the their them then there these they this those through to too under until up us very was we were what when where "
    "which while who whom why with you your"
)
STOP = frozenset(_COMMON.split())  # words that say nothing of the matter
_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Idf:
    """In how many of how many documents each word occurs."""

    documents: int
    counts: Mapping[str, int]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Idf:
        """Counted over these texts."""
        seen = [frozenset(words(text)) for text in texts]
        return cls(len(seen), Counter(word for one in seen for word in one))

    def weight(self, word: str) -> float:
        """`ln((1 + N) / (1 + n)) + 1`, as smoothed by scikit-learn: 1 for a word in every document."""
        return math.log((1 + self.documents) / (1 + self.counts.get(word, 0))) + 1


def words(text: str) -> list[str]:
    """The words of a text in small letters.

    >>> words("The U.S.\u2019s ironclad commitments")
    ['the', 'u.s', 's', 'ironclad', 'commitments']
    """
    return _WORD.findall(text.casefold())


def likeness(a: Sequence[str], b: Sequence[str], idf: Idf | None = None) -> Floats:
    """The mean of the cosines by characters and by words, one row per sentence of `a`, one column per one of `b`."""
    said = [words(text) for text in (*a, *b)]
    grams = [Counter(gram for word in one for gram in _grams(word)) for one in said]
    plain = [Counter(word for word in one if word not in STOP) for one in said]
    here = _fitted(plain)
    by_word = here.weight if idf is None else lambda word: here.weight(word) * idf.weight(word)
    both = _cosines(grams, len(a), _fitted(grams).weight)
    both += _cosines(plain, len(a), by_word)
    both /= 2
    return both


@lru_cache(maxsize=50_000)
def _grams(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(padded[at : at + size] for size in GRAMS for at in range(max(1, len(padded) - size + 1)))


def _fitted(counts: Sequence[Mapping[str, int]]) -> Idf:
    return Idf(len(counts), Counter(term for one in counts for term in one))


def _cosines(counts: Sequence[Mapping[str, int]], split: int, weight: Callable[[str], float]) -> Floats:
    """Cosines between the first `split` counts and the others."""
    terms = {term: at for at, term in enumerate(dict.fromkeys(term for one in counts for term in one))}
    rarity = np.fromiter(map(weight, terms), dtype=np.float32, count=len(terms))
    rows = [_row(one, terms, rarity) for one in counts]
    height = max(1, BLOCK // max(1, len(terms)))
    out = np.zeros((split, len(rows) - split), dtype=np.float32)
    for at in range(split, len(rows), height):
        right = _dense(rows[at : at + height], len(terms))
        for start in range(0, split, height):
            left = _dense(rows[start : min(split, start + height)], len(terms))
            out[start : start + len(left), at - split : at - split + len(right)] = left @ right.T
    return out


def _row(one: Mapping[str, int], terms: Mapping[str, int], rarity: Floats) -> tuple[Any, Any]:
    """Where in the vocabulary the terms of one sentence stand, and their weights, of length 1 together."""
    places = np.fromiter(map(terms.__getitem__, one), dtype=np.int64, count=len(one))
    weights = np.fromiter(one.values(), dtype=np.float32, count=len(one)) * rarity[places]
    return places, weights / (np.linalg.norm(weights) or 1)


def _dense(rows: Sequence[tuple[Any, Any]], width: int) -> Floats:
    block = np.zeros((len(rows), width), dtype=np.float32)
    for at, (places, weights) in enumerate(rows):
        block[at, places] = weights
    return block

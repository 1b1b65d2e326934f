"""Which spellings of a word are one word: British and American, with and without accents.

Takes a word; gives the form under which its spellings meet, from `spellings.csv`, which is made to be edited: `word`
is a whole word, `ending` one that is exchanged behind at least two letters, `except` what stands before `-e`, `-ed`
or `-ing` in words whose ending only looks so (exercise, promise). `short` is a name written out, and its letters: a
text writes "Democratic People's Republic of Korea (DPRK)" once and "DPRK" from then on. Names that are another choice
of words ("North Korea") are not exchanged.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_LEAST = 2  # letters before an ending


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """The word without case, accents and habits of spelling.

    >>> folded("Denuclearisation"), folded("Programmes"), folded("unshakable"), folded("promised"), folded("Türkiye")
    ('denuclearization', 'programs', 'unshakeable', 'promised', 'turkiye')
    """
    letters = unicodedata.normalize("NFKD", word.casefold())
    plain = letters if letters.isascii() else "".join(one for one in letters if not unicodedata.combining(one))
    return _words().get(plain) or _ended(plain)


def _ended(word: str) -> str:
    for ending, other in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            kept = any(word.startswith(stem) and len(word) <= len(stem) + len("ing") for stem in _exceptions())
            return word if kept else word.removesuffix(ending) + other
    return word


@cache
def written_out() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """By its first word, each name written out as folded words, longest first, and its letters."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in _rows():
        if row["kind"] == "short":
            words = tuple(folded(word) for word in re.findall(r"[^\W_]+", row["form"]))
            found.setdefault(words[0], []).append((words, row["folded"]))
    return {first: tuple(sorted(names, key=lambda name: -len(name[0]))) for first, names in found.items()}


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = files(__package__).joinpath("spellings.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def _words() -> dict[str, str]:
    return {row["form"]: row["folded"] for row in _rows() if row["kind"] == "word"}


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    """Longest first, so that `-isations` is not taken for a plain plural."""
    found = [(row["form"], row["folded"]) for row in _rows() if row["kind"] == "ending"]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))


@cache
def _exceptions() -> frozenset[str]:
    return frozenset(row["form"] for row in _rows() if row["kind"] == "except")

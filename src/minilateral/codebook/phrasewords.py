"""The words that say what may be told as a phrase of a statement, read once from `phrasewords.yml`.

Takes nothing; gives sets of folded words.
"""

from __future__ import annotations

from functools import cache

from minilateral.codebook.shipped import shipped


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind: function, inside, days.

    >>> "the" in words("function"), "deterrence" in words("function")
    (True, False)
    """
    found: dict[str, str] = shipped("phrasewords.yml")
    return frozenset(found[kind].split())

"""The words that say what may be told as a phrase of a statement, and the phrases followed, from `phrasewords.yml`.

Takes nothing; gives sets of folded words, and phrases.
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


@cache
def followed() -> tuple[str, ...]:
    """Phrases looked for in every text read whole for a casebook: there, one that is not noted does not stand.

    >>> "extended deterrence" in followed()
    True
    """
    found: dict[str, list[str]] = shipped("phrasewords.yml")
    return tuple(found["followed"])

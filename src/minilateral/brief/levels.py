"""What a page calls the levels and kinds of the codebook.

Takes words of the tables; gives words for a reader, in the plural for those who met.
"""

from __future__ import annotations

_PEOPLE = {
    "leader": "leaders",
    "minister": "ministers",
    "vice_minister": "vice ministers",
    "senior_official": "senior officials",
    "official": "officials",
    "working": "working level",
    "forces": "armed forces",
    "legislators": "legislators",
    "government": "governments",
}
_SERIES = {
    "contacts": "All levels",
    "observed_formats": "Of these, on tracks fully observed",
    "minister": "Ministers and leaders",
    "leader": "Leaders",
}


def people(level: str) -> str:
    """Who meets at a level: "vice ministers"; "level not seen" where the record does not say.

    >>> people("vice_minister"), people("unknown")
    ('vice ministers', 'level not seen')
    """
    return _PEOPLE.get(level, "level not seen")


def person(level: str) -> str:
    """One person at a level: "vice minister"."""
    return people(level).removesuffix("s")


def series(name: str) -> str:
    """A series of contacts as a row head: "Ministers and leaders"."""
    return _SERIES.get(name, people(name).capitalize())


def kind(word: str) -> str:
    """A kind of engagement or strain in words: "working group"."""
    return word.replace("_", " ")

"""Numbers as claims write them: "third", "22nd", "twice", "four times", "in over a year".

Takes text; gives numbers and stretches of days. A year counts 365.25 days and a month 30.44, rounded, so that fifteen
years are 5,479 days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_SMALL = {word: number for number, word in enumerate(_UNITS, 1)}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40}
ORDINALS = {
    **_SMALL,
    **{f"{ten}-{unit}": value + _SMALL[unit] for ten, value in _TENS.items() for unit in _UNITS[:9]},
    "thirtieth": 30,
    "fortieth": 40,
}
_COUNTS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen",
)  # fmt: skip
CARDINALS = {
    **{word: number for number, word in enumerate(_COUNTS, 1)},
    "a": 1, "an": 1, "twenty": 20, "thirty": 30, "once": 1, "twice": 2, "thrice": 3, "dozen": 12,
}  # fmt: skip
ORDINAL = rf"(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))}|\d{{1,3}}(?:st|nd|rd|th))"
LATER = rf"(?:{'|'.join(sorted(ORDINALS.keys() - {'first'}, key=len, reverse=True))}|\d{{1,3}}(?:st|nd|rd|th))"
"""An ordinal other than "first"."""
CARDINAL = rf"(?:{'|'.join(sorted(CARDINALS, key=len, reverse=True))}|\d{{1,3}})"
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25, "decade": 3652.5}
_STRETCH = re.compile(
    r"\b(?P<how>(?:in|for|within|over|after|of) (?:the (?:last|past|space of) )?"
    r"(?:(?:well |slightly |just )?"
    r"(?:over|more than|nearly|almost|about|around|some|roughly|at least|less than|under|as long as|barely)"
    r"(?: the (?:last|past))? ?)?)"
    rf"(?P<half>half (?:a|an) )?(?P<n>{CARDINAL})?(?P<and>(?: and)? (?:a )?half)?[ -]?"
    r"(?P<unit>decade|year|month|week|day)s?(?P<after>-and-a-half| and a half)?\b"
    r"(?! of (?:the|its|their|talks|negotiations))",
    re.IGNORECASE,
)
_NEARLY = 0.85  # "nearly two years" is said of twenty-one months as well


@dataclass(frozen=True, slots=True)
class Stretch:
    """A number of days a text names at `text[start:end]`; `rough`: nearly, about. `over`: more than so many."""

    start: int
    end: int
    days: int
    words: str
    rough: bool = False
    over: bool = False
    unit: str = "day"


def ordinal(word: str) -> int:
    """The number an ordinal stands for.

    >>> ordinal("twenty-second"), ordinal("15th")
    (22, 15)
    """
    return ORDINALS.get(word.lower()) or int(re.sub(r"\D", "", word))


def cardinal(word: str) -> int:
    """The number a word of count stands for.

    >>> cardinal("twice"), cardinal("16")
    (2, 16)
    """
    return CARDINALS.get(word.lower()) or int(word)


def stretches(text: str) -> tuple[Stretch, ...]:
    """Every stretch of time a text names by its length, in order.

    >>> [(one.words, one.days) for one in stretches("the first in over a year, and in more than half a year")]
    [('in over a year', 365), ('in more than half a year', 183)]
    """
    return tuple(_stretch(hit) for hit in _STRETCH.finditer(text) if hit["n"] or hit["half"])


def _stretch(hit: re.Match[str]) -> Stretch:
    count = cardinal(hit["n"]) if hit["n"] else 1
    total = (0.5 if hit["half"] else float(count)) + (0.5 if hit["and"] or hit["after"] else 0.0)
    how, unit = hit["how"].lower(), hit["unit"].lower()
    rough = bool(re.search(r"nearly|almost|about|around|some|roughly|barely", how))
    days = total * _DAYS[unit]
    over = bool(re.search(r"more than|over\b|at least|as long as", how.removeprefix("over ")))
    return Stretch(hit.start(), hit.end(), round(days * (_NEARLY if rough else 1)), hit[0], rough, over, unit)

"""The words by which pages and titles give themselves away, read once from `pagewords.yml`.

Takes nothing; gives compiled patterns: what a line tells of its text, what is furniture, where other stories begin,
which form a title announces, what says that something was done on a day.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from minilateral.codebook.shipped import shipped


@cache
def telling() -> dict[str, re.Pattern[str]]:
    """By sign, the pattern that is searched in a line."""
    return {sign: _any(patterns) for sign, patterns in _words()["telling"].items()}


@cache
def furniture() -> re.Pattern[str]:
    """Matches a whole line that belongs to the page around the text."""
    return re.compile(rf"^(?:{_any(_words()['furniture']).pattern})$", re.IGNORECASE)


@cache
def after() -> re.Pattern[str]:
    """Matches a whole line from which on a page speaks of other things."""
    return re.compile(rf"^(?:{_any(_words()['after']).pattern})\s*:?$", re.IGNORECASE)


@cache
def forms() -> dict[str, re.Pattern[str]]:
    """By form, in the order in which they are tried, the pattern that is searched in a title."""
    return {form: _any(patterns) for form, patterns in _words()["forms"].items()}


@cache
def days() -> dict[str, re.Pattern[str]]:
    """By what they say of a day (done, of_today, named, remembered, to_come, together), the pattern of a sentence."""
    return {sign: _any(patterns) for sign, patterns in _words()["days"].items()}


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE | re.MULTILINE)


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = shipped("pagewords.yml")
    return found

"""What a claim says, and what the record says to it: the frozen records of this room.

`parse.parse(text, group=book, made_on=day)` gives `Claim`s; `check.check(book, claim)` gives a `Verdict`. Nothing here
computes: a claim is a form (first, n-th, none since ...), filters that say what is counted, a window of time, and the
event it speaks of.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Form = Literal[
    "first",  # the event is the first of its kind in the window
    "nth",  # it is the n-th in the window; `window_days`: within so many days up to the event
    "last",  # it is the latest, as of `made_on`
    "only",  # it is the only one in the window
    "longest_gap",  # before it lay the longest silence in the window
    "none_since",  # none in the window, up to the event or to `made_on`
    "none_before",  # none at all before the event
    "more_than",  # more, fewer or as many (`comparison`) than `n`, or than in the period `other`
    "in_n_years",  # the first in `window_days` days
    "each_year",  # at least one in every calendar year of the window
    "rate",  # so many a month (`n` per `window_days`) throughout the window
    "exists",  # such an event took place
    "next_ordinal",  # the next one will bear the number `n`
    "dates_from",  # the first ever lies in the window
    "outside",  # checkable in principle, but of things the record does not watch
]
"""What kind of statement a claim is."""

Word = Literal["holds", "does_not_hold", "holds_if", "cannot_be_settled"]
"""The verdicts. `holds_if`: true by a reading other than the one taken first, which is named."""

What = Literal["date", "event", "office", "election", "duration", "ever"]
Comparison = Literal["", "more", "fewer", "equal", "at_least", "at_most"]
Format = Literal["", "in_person", "virtual"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is counted; an empty field asks nothing."""

    kinds: tuple[str, ...] = ()  # kind words of the engagements table
    level: str = ""  # level of the row: leader, minister ...
    office: str = ""  # of leaders: prime minister or president, where the claim tells them apart
    at_least: bool = False  # that level or above ("high-level")
    portfolio: str = ""
    track: str = ""  # id of a track of the group
    place: str = ""  # as the record spells it
    host: str = ""  # ISO code of the state it was held in; "-USA": anywhere but there
    beside: str = ""  # words of the wider event it sat beside
    standalone: bool | None = None
    format: Format = ""
    participants: tuple[str, ...] = ()  # empty: all members
    persons: tuple[str, ...] = ()
    joint_statement: bool | None = None
    phrase: str = ""  # words a joint statement is said to use
    named: str = ""  # a named exercise, such as Freedom Edge
    domain: str = ""  # of an exercise
    topic: str = ""  # a pattern that the summary, occasion or track would have to show


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """One end of a window, as the claim names it.

    `date` is the first day that is counted; `rows` are the events it names, which lie before that day.
    """

    words: str
    what: What
    date: dt.date | None = None  # None: from the beginning
    rows: tuple[str, ...] = ()
    other: tuple[tuple[str, dt.date], ...] = ()  # other days the words may mean, each with its reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The event a claim speaks of, by the days, the place and the occasion its words name."""

    words: str = ""
    first: dt.date | None = None  # first and last day it may have been on
    last: dt.date | None = None
    place: str = ""
    occasion: str = ""
    row: str = ""  # id of the engagement, where the words name it beyond doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable statement. `text[start:end]` of the text that was parsed is the claim itself."""

    text: str
    start: int
    end: int
    form: Form
    filters: Filters = Filters()
    since: Since | None = None  # None: from the beginning (ever)
    until: dt.date | None = None  # last day of the window; None: the event, or `made_on`
    window_days: int | None = None
    n: int | None = None
    comparison: Comparison = ""
    compared: tuple[dt.date, dt.date] | None = None  # the period it is compared with
    negated: bool = False
    made_on: dt.date | None = None
    group: str = ""  # slug
    anchor: Anchor | None = None
    window_words: str = ""  # how the claim names its window: "in over a year"
    series: str = ""  # what a number counts, in the claim's words: "of the year"
    unread: tuple[str, ...] = ()  # words of what is counted that were not understood: it may count fewer
    defaults: tuple[str, ...] = ()  # what the words left open and how it was read, in words

    @property
    def words(self) -> str:
        """The claim as it stands in its text."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to understand the claim, and what the record says to it."""

    words: str
    verdict: Word
    rows: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the record says to a claim, by the reading taken first, and by others."""

    claim: Claim
    verdict: Word
    reading: str  # the reading taken, with every default
    rows: tuple[str, ...] = ()  # ids of the engagements that were counted, the event itself last
    counter_examples: tuple[str, ...] = ()
    other_readings: tuple[Reading, ...] = ()
    completeness: str = ""  # how complete the record is for this track and window, in words
    missing: tuple[str, ...] = ()  # which coverage or knowledge would settle it
    why: str = ""  # one or two sentences for a reader

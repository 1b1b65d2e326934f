"""A sentence as the grammar is asked about it: able to be read by itself, and no longer than the claim.

Takes a sentence, a cue in it, and the sentences before it; gives the words to be read and where the cue stands in them.
What agencies put before a sentence is left out, so is what follows the clause of the claim; whose meeting it was, where
and when is put before it where it does not say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from minilateral.claims.find_cues import Cue, clause, narrow
from minilateral.claims.find_subject import HISTORY, Subject, alike, dateline_end, subject, when, who

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_OPENS = re.compile(r"[\s“\"'\u2018]*(?P<word>It|They|That|This|The|These|Their|Its|No|Never|Not|By|In|On|Since)\b")
_UNTIL = frozenset({"none_before", "none_since"})
_HAD = re.compile(r"\bhad\b")
_SAID = re.compile(
    r"[A-Z][^,;:.“”\"]{2,70}?\b(?:said|says|told (?:reporters|\w+)|noted|notes|argued|argues|claimed|claims|insisted)"
    r"(?: on \w+day)?(?: that)? "
)
_HERE = re.compile(
    r"\bin (?:this|that|the same) (?:city|town|capital|country|place)\b|\b(?<!and )here\b(?! and there)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Words for the grammar; the cue begins at `text[at]`."""

    text: str
    at: int


def asked(
    sentence: str, cue: Cue, before: Sequence[str], day: date | None, *, of_group: bool = False
) -> tuple[Asked, ...]:
    """What to ask, and what to ask where that cannot be read: first with all that leads up to the claim, then without.

    Args:
        sentence: in which the claim stands.
        cue: of the claim.
        before: sentences, the nearest first.
        day: of the text.
        of_group: whether the group itself is the subject ("the Quad had never met …"), so that nobody else is.
    """
    skip = dateline_end(sentence)
    if (said := _SAID.match(sentence, skip)) and said.end() <= cue.start:
        skip = said.end()
    end = narrow(sentence, skip, len(sentence), cue)[1]
    told = _told(sentence[skip:end], cue, before, day, of_group=of_group)
    whole = _put(sentence, skip, end, cue, told)
    begin = max(skip, clause(sentence, cue.start, cue.end)[0], narrow(sentence, skip, end, cue)[0])
    if begin == skip:
        return (whole,)
    if cue.form == "longest_gap":  # "they have not met since July, the longest gap …": it is still open
        told = Subject(who(sentence[skip:begin]) or told.who)
        return _put(sentence, begin, end, cue, told), whole
    return whole, _put(sentence, begin, end, cue, told)


def _told(words: str, cue: Cue, before: Sequence[str], day: date | None, *, of_group: bool) -> Subject:
    """What is put before the words: nothing that they say themselves."""
    told = subject(before, day)
    if who(words):
        if cue.form in _UNTIL and _HAD.search(words) and alike(who(words), told.who):
            return replace(told, who="")  # "they had not met before": before that meeting
        return Subject(place=told.place) if _HERE.search(words) else Subject()
    if of_group:
        told = replace(told, who="")
    dated = cue.form != "last" and when(HISTORY.split(words)[0], day)
    return Subject(told.who) if dated else told


def _put(sentence: str, begin: int, end: int, cue: Cue, told: Subject) -> Asked:
    words, at = sentence[begin:end], cue.start - begin
    if told.place and (hit := _HERE.search(words)):
        there = f"in {told.place}"
        at += (len(there) - len(hit[0])) if hit.start() < at else 0
        words = f"{words[: hit.start()]}{there}{words[hit.end() :]}"
    lead = told.words
    if lead and (opens := _OPENS.match(words)):
        words = f"{words[: opens.start('word')]}{words[opens.start('word')].lower()}{words[opens.start('word') + 1 :]}"
    return Asked(lead + words, len(lead) + at)

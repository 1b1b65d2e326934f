"""Whether what looks like a claim is about something a group does, by the sentence around it.

Takes a sentence and a cue; gives why it is none, in words: a question, one person's first, an adverb, a mere reference
to an event, another body, something else that was done for the first time. The words are in `claimcues.yml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from minilateral.claims.dates import periods
from minilateral.codebook.claimwords import said
from minilateral.codebook.shipped import shipped

if TYPE_CHECKING:
    from minilateral.claims import forms

_ORDERED = frozenset({"first", "nth"})
_COUNTED = frozenset({"first", "nth", "only", "last"})
_NONE = frozenset({"none_since", "none_before"})
_TIME = re.compile(r"(?:[ -]ever)? times?\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being) $")  # "the challenge was held": what was held says
_PLACED = re.compile(
    r"\b(?:in|at|on) (?:the )?[A-Z]|\bsince\b"
    r"|\bof (?:the|this|that) (?:year|decade|term|\w+ (?:term|administration))"
)
_SHORT = 30  # a clause of fewer characters says what happened only in the next: "And for the first time, we …"
_EVENT_IN = 60  # characters behind a cue in which the event of a reference is named


def why_not(text: str, cue: forms.Cue, inside: tuple[int, int], met: re.Pattern[str], drill: re.Pattern[str]) -> str:
    """Why the stretch is no claim about a group; empty where it may be one.

    Args:
        text: the sentence, with plain marks.
        cue: in it.
        inside: its clause.
        met: words for meeting, and for what is met for.
        drill: names of exercises.
    """
    stop = inside[1]
    if text.rstrip(" \"”'").endswith("?"):
        return "it is a question"
    if cue.form in _COUNTED and _adverb(text, cue):
        return "something else is counted"
    if _of_one(text, cue):
        return "it is about one person"
    if _planned(text, cue, stop):
        return "it tells of what may come"
    if _refers(text, cue, stop):
        return "it only refers to an event"
    return "" if _done(text, cue, inside, (met, drill)) else "something else is counted"


def _adverb(text: str, cue: forms.Cue) -> bool:
    """Whether "first" stands before a verb: "to first issue a warning"."""
    plain = text[cue.start : cue.end].lower() == "first"
    return (
        plain
        and bool(_words("adverb_before").search(text, 0, cue.start))
        and not _words("adverb_met").match(text, cue.end)
    )


def _of_one(text: str, cue: forms.Cue) -> bool:
    if cue.form in _NONE or cue.form == "more_than":
        return _words("one_not").search(text, 0, cue.start) is not None
    before = _words("one_before").search(text, 0, cue.start)
    return cue.form in _COUNTED and bool(before or _words("one_behind").match(text, cue.end))


def _planned(text: str, cue: forms.Cue, stop: int) -> bool:
    """Whether it is agreed for the time to come: "decided to meet annually", "to hold a second summit"."""
    if cue.form in {"each_year", "rate"}:
        return bool(
            _words("plan_before").search(text, 0, cue.start) or _words("plan_behind").search(text, cue.end, stop)
        )
    a_further = text[cue.start : cue.end].lower().startswith("a ") or text[: cue.start].endswith((" a ", " an "))
    return a_further and _words("plan_to_hold").search(text, 0, cue.start) is not None


def _refers(text: str, cue: forms.Cue, stop: int) -> bool:
    """Whether it names an event in passing: "after the last round", "at the very first summit" without a day."""
    before = _words("in_passing").search(text, 0, cue.start)
    if cue.form == "last" and text[cue.start : cue.end].lower().endswith(("last", "latest", "recent")):
        return bool(_words("in_passing_last").search(text, 0, cue.start))
    if cue.form not in _ORDERED or not before or _TIME.match(text, cue.end):
        return False
    behind = text[cue.end : stop][:_EVENT_IN]
    placed = _PLACED.search(behind)
    return not (placed or periods(text[cue.end : stop]) or (cue.form == "nth" and said("who", behind)))


def _done(text: str, cue: forms.Cue, inside: tuple[int, int], counted: tuple[re.Pattern[str], ...]) -> bool:
    """Whether what was done for the first time, or never before, is a meeting, or what else a record holds."""
    (begin, stop), (met, drill), words = inside, counted, text[cue.start : cue.end].lower()
    if words == "unprecedented":
        return _words("unprecedented").match(text, cue.end) is not None
    if cue.form == "more_than" and _words("than_ever").search(text, begin, stop):
        return False
    if cue.form in _NONE:
        return met.search(text, cue.start, min(len(text), cue.end + _EVENT_IN)) is not None
    if _words("once_again").match(text, cue.start):
        return False
    timed = _TIME.match(text, cue.end) or words.endswith("time")
    if cue.form in _COUNTED and timed:
        if stop - begin < _SHORT:
            stop = min(len(text), stop + 2 * _EVENT_IN)
        if _words("it_was").fullmatch(text, begin, cue.start):  # "when they met there, it was for the tenth time"
            begin = 0
        hits = (hit for hit in met.finditer(text, begin, stop) if not cue.start <= hit.start() < cue.end)
        return bool(drill.search(text, begin, stop)) or any(not _PASSIVE.search(text, 0, hit.start()) for hit in hits)
    return True


@cache
def _words(name: str) -> re.Pattern[str]:
    table: dict[str, Any] = shipped("claimcues.yml")["about"]
    return re.compile(re.sub(r"\s*\n\s*", "", table[name]).strip(), re.IGNORECASE)

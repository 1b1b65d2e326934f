"""Where a sentence makes a claim that can be looked up, and where it only looks so.

Takes a sentence; gives the cues that the grammar sees in it, each taken or passed over, with the reason: what is
counted is no meeting, it has not happened, it is about two states or about the text. The words are in `claimcues.yml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from minilateral.claims import find_about, forms
from minilateral.codebook.naming import plain
from minilateral.codebook.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLOTS = ("number", "event", "met", "duration", "stop")
_CLAUSE = re.compile(
    r"[;:]\s|,\s(?=(?:and|but|yet|while|though|although|after|before|which|who|where|it|they|the)\b)|\s[–-]\s|\sand\s(?=that\b)"
)
_MARK = re.compile(
    r"[;:]\s|[,\s][–—-]\s|\s(?=and\s(?:the(?!\s[A-Z])|their|its|for|in)\b)"
    r"|,\s(?=(?:and|but|yet|while|though|which|who|the|their|its|for|an?|after|before|following|once|twice|more|less|"
    r"fewer|(?:[\w-]+ ){1,3}(?:after|before))\b)"
)
_SUBJECT = re.compile(
    r"\b(?:it|they|he|she|[\w'-]+s|the \w+) (?:\w+ ){0,2}(?:is|was|are|were|have|has|had|\w+ed|met|held)\b",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"^(?:the|their|its|an?)\s*$", re.IGNORECASE)
_ENDS = ("", ".", ",", ";", ":")
_WAS = re.compile(
    r"\b(?:it|this|that|which) (?:was|is|had been) (?:only |not |just )?(?:the|their|its) [\w-]+$", re.IGNORECASE
)
_AFTER = 100  # characters behind a cue in which its clause says that it has not happened
_QUICK = re.compile(
    r"\b(?:first|second|third|\w+th|\w+-(?:first|second|third)|\d+(?:st|nd|rd)|inaugural|maiden|never|not|no|n't|only|sole|"
    r"lone|last|latest|most recent|longest|more|fewer|less|every|each|once|twice|times|since|without|annually|yearly|"
    r"monthly|unprecedented|date[sd]?|began|begun)\b|[\"“\u2018«]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch `[start:end]` of a sentence that looks like a claim of this form; `why` it is none, if so."""

    form: str
    start: int
    end: int
    why: str = ""


def cues(sentence: str) -> tuple[Cue, ...]:
    """Every cue of a sentence, in order.

    >>> [(one.form, one.why) for one in cues("It was their first meeting since May, and the third question was Iran.")]
    [('first', ''), ('nth', 'something else is counted')]
    >>> [one.why for one in cues("The next round would be the first summit since Camp David.")]
    ['it tells of what may come']
    """
    text = plain(sentence)
    found = [Cue(one.form, one.start, one.end, _why_not(text, one)) for one in forms.cues(text)]
    for hit in words_of("not_read").finditer(text):
        if words_of("event").search(text) and not any(one.start < hit.end() and hit.start() < one.end for one in found):
            cue = forms.Cue(*hit.span(), form="outside")
            why = "it tells of what may come" if _not_yet(text, cue, *clause(text, *hit.span())) else ""
            found.append(Cue("outside", *hit.span(), why))
    return tuple(sorted(found, key=lambda one: one.start))


def looks(text: str) -> Iterator[int]:
    """Where a text of any length has a word without which there is no claim: a quick look, linear in its length."""
    yield from (hit.start() for hit in _QUICK.finditer(text))


def clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a stretch of a sentence."""
    begin, stop = 0, len(sentence)
    for cut in _CLAUSE.finditer(sentence):
        if cut.end() <= start:
            begin = cut.end()
        elif cut.start() >= end:
            stop = cut.start()
            break
    return begin, stop


def narrow(sentence: str, start: int, end: int, cue: Cue) -> tuple[int, int]:
    """The part of a claim's stretch around its cue: "their fourth meeting of the year" of a longer sentence."""
    begin, stop = start, end
    for cut in _MARK.finditer(sentence, start, end):
        if cut.end() <= cue.start:
            begin = cut.end()
        elif cut.start() >= cue.end:
            stop = cut.start()
            break
    words = sentence[begin:stop]
    trimmed = words.strip(" ,;:.–—")
    begin += len(words) - len(words.lstrip(" ,;:.–—"))
    return begin, begin + len(trimmed)


def unread(sentence: str, cue: Cue | forms.Cue) -> bool:
    """Whether it is a claim that the grammar would take for another: "the first year without a summit"."""
    return any(
        hit.start() < cue.end and hit.end() > cue.start for hit in words_of("not_read").finditer(plain(sentence))
    )


def _why_not(text: str, cue: forms.Cue) -> str:
    """Why the stretch is no claim, in words; empty where it is one."""
    begin, stop = clause(text, cue.start, cue.end)
    if words_of("about_text").search(text, begin, stop):
        return "it is about the text itself"
    if not _counts(text, cue, begin, stop) and not (unread(text, cue) and words_of("event").search(text)):
        return "something else is counted"
    counted_on = cue.form == "next_ordinal" and cue.n not in {
        None,
        1,
    }  # "the next will be the sixteenth" tells of fifteen
    if not counted_on and _not_yet(text, cue, begin, stop):
        return "it tells of what may come"
    if words_of("alone").search(text, begin, stop):
        return "it is about two states, or one"
    return find_about.why_not(text, cue, (begin, stop), _done(), words_of("exercises"))


@cache
def _done() -> re.Pattern[str]:
    """Words for meeting, and for what the record holds."""
    return re.compile(
        rf"\b(?:{_listed('met')}|{_listed('event')})\b(?! the (?:challeng|need|demand|moment))", re.IGNORECASE
    )


def _counts(text: str, cue: forms.Cue, begin: int, stop: int) -> bool:
    """Whether what is counted is something the record holds."""
    name = {"first": "ordinal", "nth": "ordinal", "only": "only", "last": "last"}.get(cue.form, "")
    if name == "last" and not text[cue.start : cue.end].lower().endswith(("last", "latest", "recent")):
        return True  # "last met", "the last time"
    if name:
        bare = text[cue.end : cue.end + 1] in _ENDS
        if bare and not _WAS.search(text, 0, cue.end):
            return False  # "First, they spoke"
        other = words_of("other_things").match(text, cue.end + 1)
        return other is None and _counted(name).match(text, cue.end) is not None
    if text[: cue.start].lower().endswith("not "):
        return True  # "not once since"
    if cue.form == "more_than" and _counted("more_than").match(text, cue.start) is None:
        met = _often().search(text, begin, cue.start) or words_of("event").match(text, cue.end + 1)
        return met is not None or _counted("more_than").search(text, cue.start, stop) is not None
    return any(words_of(kind).search(text) for kind in ("event", "met"))


def _not_yet(text: str, cue: forms.Cue, begin: int, stop: int) -> bool:
    """Whether it is planned, hoped for, or said under a condition."""
    if begin and not _SUBJECT.search(text, begin, cue.start) and _APPOSED.match(text[begin : cue.start]):
        begin = clause(text, begin - 1, begin)[
            0
        ]  # "a summit is to follow, the first in Japan": said of what went before
    if text.startswith(("without", "Without"), cue.start):
        stop = len(text)  # "without a summit, this may become …"
    if cue.form == "next_ordinal":
        return True
    after = text[cue.end : min(stop, cue.end + _AFTER)]
    return bool(words_of("not_yet").search(text[begin : cue.start]) or words_of("not_yet_after").search(after))


@cache
def _counted(name: str) -> re.Pattern[str]:
    return _filled(re.sub(r"\s*\n\s*|(?<=\|)\s+", "", _file()["counted"][name]).strip())


@cache
def _often() -> re.Pattern[str]:
    return _filled(_file()["often"])


def _filled(pattern: str) -> re.Pattern[str]:
    for name in _SLOTS:
        pattern = pattern.replace(f"{{{name}}}", f"(?:{_listed(name)})")
    return re.compile(pattern, re.IGNORECASE)


@cache
def words_of(name: str) -> re.Pattern[str]:
    """The words of one entry of the table as a pattern, regardless of case but for the names of bodies."""
    listed = _listed(name)
    flags = re.NOFLAG if name == "others" else re.IGNORECASE
    return re.compile(listed if listed.startswith(r"\b") else rf"\b(?:{listed})\b", flags)


@cache
def _listed(name: str) -> str:
    return re.sub(r"\s*\n\s*|(?<=\|)\s+", "", str(_file()[name])).strip()


@cache
def _file() -> dict[str, Any]:
    found: dict[str, Any] = shipped("claimcues.yml")
    return found

"""Where a sentence looks like a claim that can be looked up, and where it only looks so.

Takes a sentence; gives cues: stretches that give a claim away, each taken or passed over, with the reason. The words
are in `claimcues.yml`; what a claim says is read by the grammar, not here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from minilateral.codebook.naming import plain
from minilateral.codebook.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLOTS = ("number", "ordinal", "event", "met", "office", "duration")
_CLAUSE = re.compile(
    r"[;:]\s|,\s(?=(?:and|but|yet|while|though|although|after|before|which|who|where|it|they|the)\b)|\s–\s|\s-\s"
)
_AFTER = 60  # characters behind a cue in which its clause says that it has not happened
_SUBJECT = re.compile(
    r"\b(?:it|they|he|she|[\w'-]+s|the \w+) (?:\w+ ){0,2}(?:is|was|are|were|have|has|had|\w+ed|met|held)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch `[start:end]` of a sentence that looks like a claim of this kind; `why` it is none, if so."""

    kind: str
    start: int
    end: int
    why: str = ""


def cues(sentence: str) -> tuple[Cue, ...]:
    """Every cue of a sentence, in order; of those that overlap the first.

    >>> [(one.kind, one.why) for one in cues("It was their first meeting since May.")]
    [('ordinal_event', '')]
    >>> [one.why for one in cues("The next round would be the first summit since Camp David.")]
    ['it tells of what may come']
    """
    text = plain(sentence)
    found = [
        Cue(kind, *hit.span(), why=_why_not(text, kind, *hit.span()))
        for kind, pattern in _patterns().items()
        for hit in pattern.finditer(text)
    ]
    return tuple(_apart(sorted(found, key=lambda one: (one.start, -one.end))))


def looks(text: str) -> Iterator[int]:
    """Where a text of any length has a word without which there is no cue: a quick look, linear in its length."""
    yield from (hit.start() for hit in _quick().finditer(text))


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


def _apart(found: list[Cue]) -> Iterator[Cue]:
    """Cues that do not overlap; one that is taken goes before one that is not."""
    taken = [one for one in found if not one.why]
    kept: list[Cue] = []
    for one in (*taken, *(one for one in found if one.why)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    yield from sorted(kept, key=lambda one: one.start)


def _why_not(text: str, kind: str, start: int, end: int) -> str:
    """Why the stretch is no claim, in words; empty where it is one."""
    begin, stop = clause(text, start, end)
    if words_of("about_text").search(text, begin, stop):
        return "it is about the text itself"
    if _other_thing(text, kind, start, end):
        return "something else is counted"
    if begin and not _SUBJECT.search(text, begin, start):
        begin = clause(text, begin - 1, begin)[
            0
        ]  # "a summit is to follow, the first in Japan": said of what went before
    before, after = text[begin:start], text[end : min(stop, end + _AFTER)]
    if words_of("not_yet").search(before) or words_of("not_yet_after").search(after):
        return "it tells of what may come"
    if words_of("alone").search(text, begin, stop):
        return "it is about two states, or one"
    return ""


def _other_thing(text: str, kind: str, start: int, end: int) -> bool:
    """Whether the noun behind an ordinal is none the record counts."""
    if kind not in {"ordinal_event", "ordinal_short", "ordinal_verb", "first_since", "last", "only"}:
        return False
    at = words_of("ordinal").search(text, start, end)
    return bool(at and words_of("other_things").match(text, at.end() + 1))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    slots = {name: f"(?:{_listed(name)})" for name in _SLOTS}
    made = {}
    for kind, pattern in _file()["cues"].items():
        for name, words in slots.items():
            pattern = pattern.replace(f"(?:{{{name}}})", f"{{{name}}}").replace(f"{{{name}}}", words)  # noqa: PLW2901
        made[kind] = re.compile(pattern.replace(" ", r"\s"), re.IGNORECASE)
    return made


@cache
def _quick() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_listed('ordinal')}|never|not|no|n't|only|sole|lone|last|latest|longest|more|fewer|less|every|each|once|"
        r"twice|times|since|annually|yearly)\b|[\"“\u2018«]",
        re.IGNORECASE,
    )


@cache
def words_of(name: str) -> re.Pattern[str]:
    """The words of one entry of the table as a pattern, regardless of case but for the names of bodies."""
    listed = _listed(name)
    flags = re.NOFLAG if name == "others" else re.IGNORECASE
    return re.compile(listed if listed.startswith(r"\b") else rf"\b(?:{listed})\b", flags)


def table(name: str) -> Any:  # noqa: ANN401 -- as the file has it
    """One entry of the table as it stands."""
    return _file()[name]


@cache
def _listed(name: str) -> str:
    return re.sub(r"\s*\n\s*|(?<=\|)\s+", "", str(_file()[name])).strip()


@cache
def _file() -> dict[str, Any]:
    found: dict[str, Any] = shipped("claimcues.yml")
    return found

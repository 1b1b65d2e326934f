"""Where a sentence makes a claim, and of which form.

Takes a sentence; gives its `Cue`s in order: "first", "the fourth", "had not met since", "every year". A cue that lies
inside another is dropped, the one that says more being kept: "the next round will be the sixteenth" is one claim, not
two. A sentence without a cue may still say that something took place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.claims.numbers import CARDINAL, LATER, ORDINAL, cardinal, ordinal
from minilateral.codebook.claimwords import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.claims.claim import Comparison, Form

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_NO = rf"(?!-(?:hand|term|strike|rate|tier|ever-)|(?: of)? {_MONTH}|[- ](?:{word('no_first')})\b|,? (?:[A-Z]\w+ )?(?:term|administration)\b)"
_MET = r"(?:met|meet|gather\w*|conven\w+|held|hold|spoken|spoke|sat|sit|issued?|staged?|conducted?|talked|exercised|come together|came together|done so|been)"
_FORMS: tuple[tuple[Form, str], ...] = (
    ("next_ordinal", rf"\bnext\b.{{0,80}}?\b(?:will|would|is to|is due to|should) be (?:the |its |their )?(?:\w+['’]s? )?(?P<o1>{ORDINAL})\b"),
    ("next_ordinal", rf"\b(?P<o2>{ORDINAL})\b.{{0,40}}\b(?:is|comes|will be|will come) next\b"),
    ("longest_gap", r"\blongest (?:gap|interval|pause|silence|break|stretch|hiatus|lull|wait|interruption|spell|period without|time without)"),
    ("none_before", r"\bnever before\b|\b(?:had|has|have) never\b|\bnever (?:had|have|has|met|held|issued)\b|\bnever yet\b"),
    ("none_before", r"\bno\b(?! longer| later| less| more| doubt)(?=.{3,80}\bbefore\b)|\bunprecedented\b"),
    ("none_before", rf"\b(?:had|have|has|did|do|does)(?: not|n't) (?:yet |ever )?(?:{_MET})\b(?=.{{0,60}}\b(?:before|until|ever)\b)"),
    ("none_since", rf"\b(?:had|have|has|did|do|does)(?: not|n't) (?:yet |once |again )?(?:{_MET})\b"),
    ("none_since", r"\b(?:without (?:a|any|another|holding)|no)\b(?! longer| later| less| more| doubt| one)(?=.{3,90}(?:\bsince\b|\bin (?:19|20)\d\d|\bthis year|\bfor (?:over|more|nearly|almost|\w+ (?:years|months))))"),
    ("dates_from", r"\b(?:dat(?:es?|ed|ing)|go(?:es|ing)?|went|reach(?:es)?) (?:back )?(?:from|to)\b(?= .{0,12}(?:19|20)\d\d)|\b(?:began|begun|started|inaugurated|launched|set up|established|created|existed|inception) (?:back )?(?:in|since|from)\b(?= .{0,16}(?:19|20)\d\d)"),
    ("rate", r"\b(?:almost |nearly |virtually |practically |just about )?(?:every|each) (?:single )?(?P<per>month|quarter|week|(?:two|three|six) months)\b|\b(?P<per2>monthly|quarterly|weekly)\b|\b(?:(?P<times>two|three|four|several) times|(?P<twice>twice)) (?:a|every|each|per) (?P<per3>year|month)\b"),
    ("each_year", r"\b(?:every|each) (?:single |calendar )?year\b|\bannually\b|\bonce a year\b|\byear after year\b|\byearly\b"),
    ("more_than", rf"\b(?P<cmp>more (?:often|frequently)|more|fewer|less often)\b.{{0,60}}?\bthan\b(?! (?:a|half|{CARDINAL})\b)"),
    ("more_than", rf"\b(?:(?P<cmp2>more than|fewer than|at least|no fewer than|at most|no more than|only|just|exactly) )?(?:(?P<count>{CARDINAL}) times|(?P<count2>once|twice|thrice))\b(?! (?:a|every|each|per|as) )"),
    ("more_than", rf"\b(?:held|hold|had|saw|counted|staged|conducted|were|of) (?:(?P<cmp3>more than|fewer than|at least|no fewer than|at most|no more than|only|just|exactly) )?(?P<count3>{CARDINAL}) (?:\w+['’-]* ){{0,4}}(?:meetings|summits|rounds|sessions|gatherings|exercises|drills|statements|ministerials|talks|calls)\b"),
    ("nth", rf"\b(?:(?:only|just) )?(?:the |their |its |a )?(?P<o3>{LATER})\b{_NO}"),
    ("only", r"\b(?:the|their|its) (?:only|sole|lone)\b(?! (?:ones?|way|reason))"),
    ("first", rf"\b(?:first(?:-ever)?|inaugural|maiden)\b{_NO}"),
    ("last", rf"\blast (?:{_MET}|took place|time)\b|\b(?:the|their|its) (?:last|latest|most recent)\b(?! (?:years?|months?|weeks?|days?|decades?|of|few|two|three|minute|round of sanctions))"),
)  # fmt: skip
_PATTERNS = tuple((form, re.compile(pattern, re.IGNORECASE)) for form, pattern in _FORMS)
_NEGATED = re.compile(
    r"\b(?:not|n't|hardly|far from being|neither|cannot be called)(?: been| be| really| actually)? (?:the |their |its |a )?(?:only )?$",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:to|will|would|should|shall|agreed|pledged|vowed|plan(?:s|ned)?)\s+(?:\w+\s+){0,4}$", re.IGNORECASE
)
_LESS, _LEAST = {"fewer", "less often", "fewer than"}, {"at least", "no fewer than"}
_PER = {"week": 7, "weekly": 7, "month": 30, "monthly": 30, "two months": 61, "quarter": 91, "quarterly": 91,
        "three months": 91, "six months": 183, "year": 365}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """A place where a claim is made: `text[start:end]`."""

    start: int
    end: int
    form: Form
    n: int | None = None
    per_days: int | None = None
    comparison: Comparison = ""
    negated: bool = False


def cues(text: str) -> tuple[Cue, ...]:
    """Every cue of a sentence, in order.

    >>> [(one.form, one.n) for one in cues("It was the fourth of the year and the first since Lima.")]
    [('nth', 4), ('first', None)]
    """
    found: list[Cue] = []
    for cue in _all(text):
        if not any(cue.start < other.end and other.start < cue.end for other in found):
            found.append(cue)
    return tuple(sorted(_without_restated(found, text), key=lambda cue: cue.start))


def _all(text: str) -> Iterator[Cue]:
    for form, pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            if form in {"rate", "each_year"} and _PROMISE.search(text, 0, hit.start()):
                continue
            yield _cue(form, hit, text)


def _cue(form: Form, hit: re.Match[str], text: str) -> Cue:
    named = {key: value.lower() for key, value in hit.groupdict().items() if value}
    n = next((ordinal(value) for key, value in named.items() if key[0] == "o"), None)
    counted = next((value for key, value in named.items() if key.startswith("count")), None)
    per = next((value for key, value in named.items() if key.startswith("per")), None)
    if form == "rate":
        n = {"two": 2, "three": 3, "four": 4, "several": 3}.get(named.get("times", ""), 2 if "twice" in named else 1)
    elif counted:
        n = cardinal(counted)
    return Cue(
        hit.start(),
        hit.end(),
        form,
        n=n,
        per_days=_PER[per] if per else None,
        comparison=_comparison(
            next((value for key, value in named.items() if key.startswith("cmp")), ""), form, counted
        ),
        negated=bool(_NEGATED.search(text, 0, hit.start())),
    )


def _comparison(words: str, form: Form, counted: str | None) -> Comparison:
    if form != "more_than":
        return ""
    if words in _LESS:
        return "fewer"
    if words in _LEAST:
        return "at_least"
    if words in {"at most", "no more than"}:
        return "at_most"
    return "more" if words.startswith("more") else ("equal" if counted else "more")


def _without_restated(found: list[Cue], text: str) -> list[Cue]:
    """Without a "first" or "last" that only introduces the cue behind it, such as "the last of the four times"."""
    forms = {cue.form for cue in found}
    strong = forms - {"last", "only", "more_than"}
    kept = [cue for cue in found if not (cue.form == "last" and strong)]
    return kept or found

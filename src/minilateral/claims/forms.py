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
from minilateral.codebook.claimwords import shipped_words, word
from minilateral.reading.moments import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.claims.claim import Comparison, Form

_MONTH = rf"(?:{'|'.join(MONTHS)})\b"
_NO = (
    rf"(?!-(?:hand|term|strike|rate|tier|ever-)|(?: of)? {_MONTH}|[- ](?:{word('no_first')})\b"
    r"|,? (?:[A-Z]\w+ )?(?:term|administration)\b)"
)
_STANDS_FOR = {
    "<ORDINAL>": ORDINAL, "<LATER>": LATER, "<COUNT>": CARDINAL, "<NO>": _NO, "<MET>": word("met"),
}  # fmt: skip
_TOKEN = re.compile("|".join(_STANDS_FOR))
_PATTERNS: tuple[tuple[Form, re.Pattern[str]], ...] = tuple(
    (line["form"], re.compile(_TOKEN.sub(lambda hit: _STANDS_FOR[hit[0]], line["words"]), re.IGNORECASE))
    for line in shipped_words()["cues"]
)
_NEGATED = re.compile(
    r"\b(?:not|n't|hardly|far from being|neither|cannot be called)(?: been| be| really| actually)? "
    r"(?:(?:the|their|its|a|only|three|four|[\w-]+(?:['’]s|s['’])) )*$"
    r"|\b(?:not|n't) \w+ for the $",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:after|since|before|until|like|than|following) (?:the|their|its|that|a)? ?$", re.IGNORECASE)
_PROMISE = re.compile(
    r"\b(?:to|will|would|should|shall|agreed|pledged|vowed|plan(?:s|ned)?)\s+(?:\w+\s+){0,4}$", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince (?:[\w'-]+ ){1,4}$", re.IGNORECASE)
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
    return tuple(sorted(_without_restated(found), key=lambda cue: cue.start))


def _all(text: str) -> Iterator[Cue]:
    for form, pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            if form in {"first", "nth"} and _PAST.search(text, 0, hit.start()):
                continue  # "since their second meeting" names an event and claims nothing
            if form in {"rate", "each_year"} and _PROMISE.search(text, 0, hit.start()):
                continue
            if form == "dates_from" and _SINCE.search(text, 0, hit.start()):
                continue  # "the longest gap since the format began in 2009" is one claim
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


def _without_restated(found: list[Cue]) -> list[Cue]:
    """Without a "first" or "last" that only introduces the cue behind it, such as "the last of the four times"."""
    forms = {cue.form for cue in found}
    strong = forms - {"last", "only", "more_than"}
    kept = [cue for cue in found if not (cue.form == "last" and strong)]
    return kept or found

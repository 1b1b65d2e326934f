"""Quoted words that a text says a statement used: "called the bond 'unshakable'", "used for the first time".

Takes a sentence, what stands around it, and the statements of the group; gives claims of phrase use and what the record
says to them. Spelling makes no difference. Where a text is not held whole, that a phrase is missing is not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from minilateral.claims.claim import Anchor, Claim, Filters, Since, Verdict, Word
from minilateral.claims.find_cues import clause, cues, words_of
from minilateral.statements.phrases import lineage
from minilateral.statements.series import TOGETHER
from minilateral.statements.spelled import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minilateral.statements.phrases import Use
    from minilateral.statements.series import Said

_QUOTED = re.compile(
    r"(?<!\w)(?:“([^“”]{2,80})”|\"([^\"]{2,80})\"|\u2018([^\u2018\u2019]{2,80})\u2019(?!\w)|'([^']{2,80})'(?!\w)"
    r"|«\s?([^«»]{2,80}?)\s?»)"
)
_MOST_WORDS = 8  # a longer quotation is what somebody said
_SPEECH = re.compile(r"[,.!?]$")  # "Never before,” an official said
_DROPPED = re.compile(
    r"\b(?:dropp|omit|left out|leav\w+ out|avoid|no longer|did not|does not|not (?:use|say|contain|repeat|mention))",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[\s,;:–—-]*(?:and )?")
_PRONOUN = re.compile(r"\b(?:it|they|which|there)\b", re.IGNORECASE)

Days = tuple[date, date] | None
Form = Literal["exists", "absent", "first"]
_FIRST = frozenset({"first", "none_before", "none_since"})
_NEW = re.compile(r"\bno (?:earlier|previous|prior|other) \w+|\bnever before\b|\bfor the first time\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words said to stand in a statement: the claim at `[start:end]` of the sentence."""

    form: Form
    phrase: str
    start: int
    end: int


def quoted(sentence: str, before: str = "") -> tuple[Quoted, ...]:
    """The claims of phrase use in a sentence; `before` is the sentence before it, for "it repeated …".

    >>> [(one.form, one.phrase) for one in quoted("The joint statement called the bond “unshakable”.")]
    [('exists', 'unshakable')]
    >>> quoted("“It was our first meeting,” the statement's author said.")
    ()
    """
    statement = words_of("quoting")
    about = statement.search(sentence) or (_PRONOUN.search(sentence) and statement.search(before))
    if not about or not words_of("quoted_said").search(sentence):
        return ()
    return tuple(_each(sentence))


def _each(sentence: str) -> Iterator[Quoted]:
    seen = [(one.start, one.end) for one in cues(sentence) if one.form in _FIRST and not one.why]
    spans = seen + [hit.span() for hit in _NEW.finditer(sentence)]
    firsts = [span for span in sorted(spans) if words_of("of_wording").search(sentence, *clause(sentence, *span))]
    for hit in _QUOTED.finditer(sentence):
        phrase = next(group for group in hit.groups() if group).strip()
        if _SPEECH.search(phrase) or len(phrase.split()) > _MOST_WORDS or not key(phrase):
            continue
        said = list(words_of("quoted_said").finditer(sentence, 0, hit.start()))
        start = said[-1].start() if said else hit.start()
        for begin, end in firsts[:1]:
            ahead = begin < hit.start()  # "no earlier statement used “x”", or "“x”, used for the first time"
            stop = clause(sentence, begin, end)[1]
            if ahead:
                yield Quoted("first", phrase, min(begin, start), max(end, hit.end()))
            else:
                yield Quoted("first", phrase, _BEHIND.match(sentence, hit.end()).end(), stop)  # type: ignore[union-attr]
        if not any(begin < hit.start() for begin, _ in firsts) and (said or not firsts):
            absent = bool(_DROPPED.search(sentence, 0, hit.start()))
            yield Quoted("absent" if absent else "exists", phrase, start, hit.end())


def settle(
    one: Quoted, sentence: str, statements: Sequence[Said], *, days: Days, made_on: date | None, group: str
) -> Verdict:
    """What the record says to a claim of phrase use.

    Args:
        one: the claim.
        sentence: in which it stands.
        statements: of the group, in order.
        days: first and last day the statement may be of; None: the latest before the text.
        made_on: the day of the text.
        group: its slug.
    """
    claim = _claim(one, sentence, days, made_on=made_on, group=group)
    uses = [use for use in lineage(statements, one.phrase).uses if use.said.by == TOGETHER]
    spoken = _spoken(uses, days, made_on)
    if not spoken:
        why = "no joint statement of that day is on record" if days else "no joint statement is on record"
        return Verdict(
            claim=claim,
            verdict="cannot_be_settled",
            reading=_reading(one, None),
            missing=(why,),
            why=f"{why[0].upper()}{why[1:]}.",
        )
    use = _of(one, sentence, spoken)
    return _first(claim, one, use, uses) if one.form == "first" else _used(claim, one, use)


def _of(one: Quoted, sentence: str, spoken: Sequence[Use]) -> Use:
    """Of several statements of those days the one meant: a joint statement where it is called so, else one that fits.

    That a phrase is missing is told of all of them: where one is not known, so is the claim.
    """
    joint = [use for use in spoken if use.said.row is None or use.said.row.kind == "joint_statement"]
    meant = joint if joint and "statement" in sentence.lower() else list(spoken)
    wanted = ("not known", "yes", "no") if one.form == "absent" else ("yes", "not known", "no")
    return min(meant, key=lambda use: wanted.index(use.used))


def _used(claim: Claim, one: Quoted, use: Use) -> Verdict:
    """Whether one statement uses the phrase."""
    wanted = "no" if one.form == "absent" else "yes"
    word: Word = "cannot_be_settled" if use.used == "not known" else "holds" if use.used == wanted else "does_not_hold"
    told = {
        "yes": "The statement uses it",
        "no": "The statement does not use it",
        "not known": "Whether the statement uses it is not known",
    }
    missing = (f"the whole text of {use.said.title} ({use.said.day})",) if word == "cannot_be_settled" else ()
    return Verdict(
        claim=claim, verdict=word, reading=_reading(one, use), rows=(_id(use),), missing=missing,
        counter_examples=(_id(use),) if word == "does_not_hold" else (), why=f"{told[use.used]}: {use.basis}.",
    )  # fmt: skip


def _first(claim: Claim, one: Quoted, use: Use, uses: Sequence[Use]) -> Verdict:
    """Whether a statement is the first to use the phrase; unknown earlier ones leave it open."""
    earlier = [other for other in uses if other.said.day < use.said.day]
    used = [other for other in earlier if other.used == "yes"]
    unknown = [other for other in earlier if other.used == "not known"]
    reading = _reading(one, use)
    if used:
        first = used[0].said
        many = "s" if len(used) > 1 else ""
        why = f"{len(used)} earlier joint statement{many} used it, first {first.title} of {first.day}."
        return Verdict(
            claim=claim,
            verdict="does_not_hold",
            reading=reading,
            rows=(*map(_id, used), _id(use)),
            counter_examples=tuple(map(_id, used)),
            why=why,
        )
    if use.used == "no":
        return Verdict(
            claim=claim,
            verdict="does_not_hold",
            reading=reading,
            rows=(_id(use),),
            counter_examples=(_id(use),),
            why=f"The statement itself does not use it: {use.basis}.",
        )
    if unknown or use.used == "not known":
        count = len(unknown)
        missing = (
            f"the whole text of {count} earlier joint statement{'s' if count != 1 else ''}"
            if count
            else f"the whole text of {use.said.title}"
        )
        return Verdict(
            claim=claim,
            verdict="cannot_be_settled",
            reading=reading,
            rows=(_id(use),),
            missing=(missing,),
            why=f"No earlier use is known, but {missing} {'are' if count > 1 else 'is'} not held, and may hold it.",
        )
    return Verdict(
        claim=claim,
        verdict="holds",
        reading=reading,
        rows=(_id(use),),
        why=f"None of {len(earlier)} earlier joint statements uses it.",
    )


def _spoken(uses: Sequence[Use], days: Days, made_on: date | None) -> list[Use]:
    """The statements spoken of: of those days, or the latest before the text."""
    if days:
        first, last = (day.isoformat() for day in days)
        return [one for one in uses if first <= one.said.day <= last]
    until = made_on.isoformat() if made_on else "9999"
    return [one for one in uses if one.said.day <= until][-1:]


def _claim(one: Quoted, sentence: str, days: Days, *, made_on: date | None, group: str) -> Claim:
    filters = Filters(kinds=("statement",), phrase=one.phrase, joint_statement=True)
    return Claim(
        text=sentence, start=one.start, end=one.end, form="first" if one.form == "first" else "exists", filters=filters,
        since=Since(words="ever", what="ever") if one.form == "first" else None, negated=one.form == "absent",
        made_on=made_on,
        group=group, anchor=Anchor(first=days[0], last=days[1]) if days else None,
    )  # fmt: skip


def _reading(one: Quoted, use: Use | None) -> str:
    which = f"{use.said.title}, {use.said.day}" if use else "a joint statement"
    told = {
        "exists": "is used in",
        "absent": "is not used in",
        "first": "is used for the first time by the members together in",
    }
    return f"“{one.phrase}”, in any spelling, {told[one.form]} {which}"


def _id(use: Use) -> str:
    return use.said.row.id if use.said.row else use.said.id

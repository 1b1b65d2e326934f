"""A claim held against the record: the verdict, its rows, and what other readings would give.

Takes a casebook and a claim; gives a `Verdict`. A claim holds only where the record could have shown the contrary;
counter-examples settle it even where the record is partial. Where a reading other than the first makes it true, or
could make it false, the verdict is `holds_if` and names it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from minilateral.claims import counts, order, single
from minilateral.claims.claim import Claim, Form, Reading, Verdict, Word
from minilateral.claims.cover import told
from minilateral.claims.look import Answer, Look, look
from minilateral.claims.readings import Other, readings
from minilateral.claims.words import reading
from minilateral.errors import UnknownName

if TYPE_CHECKING:
    from minilateral.model import Casebook

_WAYS: dict[Form, Callable[[Look], Answer]] = {
    "first": order.ordered,
    "nth": order.ordered,
    "in_n_years": order.ordered,
    "last": order.latest,
    "only": order.only,
    "none_since": order.none,
    "none_before": order.none,
    "more_than": counts.more_than,
    "each_year": counts.each_year,
    "rate": counts.rate,
    "longest_gap": counts.longest_gap,
    "exists": single.exists,
    "dates_from": single.dates_from,
    "next_ordinal": single.next_ordinal,
    "outside": single.outside,
}
_Read = tuple[Other, Answer]
_OPPOSITE: dict[Word, Word] = {"holds": "does_not_hold", "does_not_hold": "holds"}


def check(book: Casebook, claim: Claim) -> Verdict:
    """What the record of a group says to a claim about it.

    Same record and claim, same verdict; nothing depends on the day it is asked. Edges: an empty record settles nothing;
    rows that are planned, unconfirmed or superseded never count in the reading taken first.

    Raises:
        UnknownName: the claim is about another group than the casebook.

    Example:
        >>> from datetime import date
        >>> from minilateral.library import open
        >>> from minilateral.claims.parse import parse
        >>> book = open("quad").book
        >>> claim, = parse("Melbourne hosted the fourth Quad foreign ministers' meeting in February 2022.", group=book)
        >>> check(book, claim).verdict
        'holds'
    """
    if claim.group and claim.group != book.group.slug:
        raise UnknownName("group of the casebook", claim.group, [book.group.slug], "minilateral groups")
    at = look(book, claim)
    first = _answer(at)
    others = tuple((other, other.answer or _answer(look(book, other.claim, other.how, at))) for other in readings(at))
    verdict, named = _together(first, others)
    verdict, left = _with_unread(verdict, first, claim)
    told_of = first if named is None or first.counter else named[1]
    return Verdict(
        claim=claim,
        verdict=_turned(verdict, claim),
        reading=reading(book, claim, at),
        rows=first.rows,
        counter_examples=told_of.counter,
        other_readings=tuple(
            _reading(*one, claim) for one in others if _differs(first, one[1]) or (named and one[0] is named[0])
        ),
        completeness="" if claim.form == "outside" else told(book, at.cover, at.today),
        missing=first.missing
        or (named[1].missing if named and verdict == "cannot_be_settled" else ())
        or (tuple(f"what “{one}” asks" for one in claim.unread) if left else ()),
        why=left or _why(first, verdict, named, claim),
    )


def _with_unread(verdict: Word, first: Answer, claim: Claim) -> tuple[Word, str]:
    """The verdict where words that narrow the claim were not understood, and why.

    Of fewer things the first is still the first; that there were earlier ones of the wider kind, or how many, tells
    nothing. Where the event itself is not as the claim says, it is false however the rest is read.
    """
    open_to = {"does_not_hold"} if claim.form != "nth" or first.firm else {"does_not_hold", "holds", "holds_if"}
    itself = first.counter == first.rows[-1:] and not first.firm and len(first.rows) == 1 and claim.form != "last"
    if not claim.unread or verdict not in open_to or itself:
        return verdict, ""
    words = ", ".join(f"“{one}”" for one in claim.unread)
    return "cannot_be_settled", f"the words {words} were not understood; without them: {first.why}"


def _answer(at: Look) -> Answer:
    claim = at.claim
    if (
        claim.form != "outside"
        and claim.filters.participants
        and not set(at.book.group.members) <= set(claim.filters.participants)
    ):
        return single.subset(at)
    if claim.filters.phrase:
        return single.phrase(at)
    return _WAYS[claim.form](at)


def _together(first: Answer, others: tuple[_Read, ...]) -> tuple[Word, _Read | None]:
    """The verdict of all readings, and the one that makes, breaks or opens it."""
    if first.firm:
        return first.verdict, None
    if first.verdict == "does_not_hold":
        lifting = next((one for one in others if one[0].lifts and one[1].verdict == "holds"), None)
        leaving = next((one for one in others if one[0].softens and _left_open(one[1])), None)
        return ("holds_if", lifting) if lifting else ("cannot_be_settled" if leaving else first.verdict, leaving)
    if first.verdict == "holds":
        breaking = next((one for one in others if one[0].lowers and one[1].verdict == "does_not_hold"), None)
        return "holds_if" if breaking else "holds", breaking
    return first.verdict, None


def _left_open(answer: Answer) -> bool:
    """Whether a reading finds the event, nothing against it, and too thin a record."""
    return answer.verdict == "cannot_be_settled" and any("observed" in words for words in answer.missing)


def _differs(first: Answer, other: Answer) -> bool:
    return first.verdict != other.verdict or first.counter != other.counter


def _turned(verdict: Word, claim: Claim) -> Word:
    return _OPPOSITE.get(verdict, verdict) if claim.negated else verdict


def _reading(other: Other, answer: Answer, claim: Claim) -> Reading:
    return Reading(
        words=other.words,
        verdict=_turned(answer.verdict, claim),
        rows=answer.rows,
        counter_examples=answer.counter,
        why=answer.why,
    )


def _why(first: Answer, verdict: Word, named: _Read | None, claim: Claim) -> str:
    turned = " (the claim denies it)" if claim.negated else ""
    if named is None:
        return f"{first.why}{turned}"
    side = {"holds": "no longer true", "does_not_hold": "true"}.get(first.verdict, "")
    side = "not settled" if verdict == "cannot_be_settled" else side
    return f"{first.why}{turned}; {side} with {named[0].words}"

"""Single facts: that something took place, when a series began, which number comes next, what the record cannot know.

Takes a `Look`; gives an `Answer`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.claims.anchors import near_misses
from minilateral.claims.dates import day_after, day_before
from minilateral.claims.look import Answer, Look, ids, unsettled
from minilateral.claims.official import numbers
from minilateral.codebook.claimwords import said
from minilateral.record.names import folded

if TYPE_CHECKING:
    from minilateral.model import Statement


_FOUNDINGS = {"institution", "agreement"}


def exists(at: Look) -> Answer:
    """Whether such an event is on record then and there."""
    row, differs = at.row, at.event.differs
    if row is not None and differs in {"", "call"}:
        return Answer("holds", f"on record on {row.date}{f' in {row.place}' if row.place else ''}", rows=(row.id,))
    if row is not None and differs == "encounter":
        return Answer(
            "does_not_hold", "what is on record was an encounter of a few minutes", rows=(row.id,), counter=(row.id,)
        )
    if row is not None and differs == "announced":
        return Answer(
            "cannot_be_settled",
            "it is on record only as announced",
            rows=(row.id,),
            missing=(f"whether {row.id} took place",),
        )
    if row is not None:
        return Answer(
            "does_not_hold", "it was not held in that way, or not by those named", rows=(row.id,), counter=(row.id,)
        )
    anchor, others = at.claim.anchor, near_misses(at.book, at.claim)
    first = anchor.first if anchor and anchor.first else at.start
    last = anchor.last if anchor and anchor.last else at.today
    missing = at.missing(max(first, at.cover.begin), last)
    if last < at.cover.begin:
        missing = (f"the record of this group begins on {at.cover.begin}",)
    if missing:
        return unsettled("none on record", others, missing)
    return Answer("does_not_hold", "none on record, and the record is complete for that time", rows=others)


def dates_from(at: Look) -> Answer:
    """Whether the first of a series lies in the period named."""
    anchor = at.claim.anchor
    if anchor is None or anchor.first is None or anchor.last is None:
        return Answer("cannot_be_settled", "the claim names no year or day", missing=("the year meant",))
    earlier, _ = at.within(at.cover.begin, day_before(anchor.first))
    inside, _ = at.within(anchor.first, anchor.last)
    if earlier:
        return Answer(
            "does_not_hold",
            f"the first on record was on {earlier[0].date}",
            rows=ids((*earlier, *inside[:1])),
            counter=(earlier[0].id,),
        )
    start = inside[0] if inside else next(iter(at.rows), None)
    if start is None:
        return Answer("cannot_be_settled", "none on record", missing=("any such event",))
    founding = start.kind in _FOUNDINGS  # the act itself, of which there is no earlier one to miss
    first = founding or any(one.value == 1 and one.same for one in numbers(at.book, at.claim, start))
    missing = () if first else at.missing(at.cover.begin, start.date)
    if missing:
        return Answer(
            "cannot_be_settled",
            f"the first on record was on {start.date}, but earlier ones may be missing",
            rows=(start.id,),
            missing=missing,
        )
    if inside:
        return Answer("holds", f"the first was on {start.date}", rows=(start.id,))
    return Answer("does_not_hold", f"the first was only on {start.date}", rows=(start.id,), counter=(start.id,))


def next_ordinal(at: Look) -> Answer:
    """Whether the next one after the last on record will bear the number claimed."""
    held = [row for row in at.rows if row.span[1] <= at.today]
    numbered = [
        row for row in held if row.ordinal is not None and any(one.same for one in numbers(at.book, at.claim, row))
    ]
    if not numbered:
        return Answer(
            "cannot_be_settled", "no official number is on record", rows=ids(held[-1:]), missing=("an official number",)
        )
    last = numbered[-1]
    since = [row for row in held if row.span[0] > last.span[1]]
    number = (last.ordinal or 0) + len(since) + 1
    rows = ids((last, *since))
    if at.claim.n == number and not (missing := at.missing(day_after(last.date), at.today)):
        return Answer(
            "holds", f"number {last.ordinal} was on {last.date}, and {len(since) or 'none'} came since", rows=rows
        )
    if at.claim.n is not None and at.claim.n < number:
        return Answer("does_not_hold", f"number {last.ordinal} was on {last.date} already", rows=rows, counter=rows)
    missing = at.missing(day_after(last.date), at.today)
    if missing:
        return Answer(
            "cannot_be_settled",
            f"number {last.ordinal} was on {last.date}; later ones may be missing",
            rows=rows,
            missing=missing,
        )
    return Answer("does_not_hold", f"the next is number {number}", rows=rows, counter=rows)


def outside(at: Look) -> Answer:
    """What no casebook watches."""
    text = at.claim.text
    lines = [one.stands_for["missing"] for one in said("outside", text)]
    return Answer(
        "cannot_be_settled",
        "the claim is about things outside the record",
        missing=tuple(lines) or ("such things are not recorded",),
    )


def subset(at: Look) -> Answer:
    """What some members did without the others is not this record's matter."""
    names = " and ".join(at.claim.filters.participants)
    return Answer(
        "cannot_be_settled",
        "the claim is about some of the members only",
        missing=(f"what {names} did without the others is not recorded",),
    )


def phrase(at: Look) -> Answer:
    """Whether a joint statement said something: only key phrases are on record, so that none says it is not known."""
    wanted = folded(at.claim.filters.phrase)
    last = at.claim.until or (day_before(at.row.span[0]) if at.row else at.today)
    words = [word for word in wanted.split("-") if len(word) > 3]  # noqa: PLR2004 -- small words tell nothing
    said_it = [one for one in at.book.statements if one.live and one.span[1] <= last and _says(one, words)]
    if said_it and at.claim.form in {"none_before", "none_since", "first"}:
        rows = tuple(one.engagement_id or one.id for one in said_it)
        return Answer("does_not_hold", "an earlier statement is on record with these words", rows=rows, counter=rows)
    texts = "the full texts of the statements: the record holds key phrases only"
    return Answer(
        "cannot_be_settled",
        "no earlier statement is on record with these words, but key phrases are not full texts",
        missing=(texts,),
    )


def _says(one: Statement, words: list[str]) -> bool:
    text = folded(" ".join(one.key_phrases))
    return bool(words) and all(word in text for word in words)

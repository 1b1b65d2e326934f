"""The verdict on a promise that something happens after each provocation of a kind, by one reading.

Takes its terms, its rule and the record; gives a `Verdict`: kept when more occasions were answered than not, with the
count said. The strict reading counts provocations by states whose acts were observed, the lenient one all on record.
An answer may carry the date of the day before, as provocations have local dates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.commitments.silence import until
from minilateral.commitments.verdict import Delivery, Verdict, later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.commitments.entries import Word
    from minilateral.commitments.found import Found
    from minilateral.commitments.terms import Terms
    from minilateral.model import Casebook, Provocation

ANSWER_DAYS = 30  # where the rule names no days


def after_each(asked: Terms, of: Found, book: Casebook, *, strict: bool) -> Verdict:
    """What became of a promise to act whenever something happens."""
    acts = [act for act in _acts(asked, book) if not strict or _observed(book, act)]
    if not acts:
        return Verdict(status="open", said=f"it has not been called for {until(asked)}")
    window = asked.rule.within_days or ANSWER_DAYS
    given = of.of(strict=strict)
    answers = {act.id: tuple(row for one in given if _near(act, one, window) for row in one.ids) for act in acts}
    answered = sum(bool(rows) for rows in answers.values())
    rows = tuple(dict.fromkeys(row for act, found in answers.items() for row in (act, *found)))
    said = f"{answered} of {len(acts)} occasions were answered within {window} days {until(asked)}"
    if of.person and not answered:
        return Verdict(status="unclear", said=f"needs a person: {said}", evidence=rows)
    status: Word = "kept" if 2 * answered > len(acts) else "broken"
    return Verdict(status=status, said=said, evidence=rows)


def _acts(asked: Terms, book: Casebook) -> Iterator[Provocation]:
    """The occasions after the promise that the record lived to see answered."""
    rule, last = asked.rule, asked.judged
    for act in sorted(book.provocations, key=lambda one: (one.date, one.id)):
        kinds = "any" in rule.after_each or act.kind in rule.after_each
        named = not rule.actor or bool(set(rule.actor).intersection(act.actor))
        severe = rule.severity is None or (act.severity or 0) >= rule.severity
        over = later(act.date, rule.within_days or ANSWER_DAYS) <= last
        exact = act.date_precision == "day" and act.date > asked.promise.made_date
        if act.live and kinds and named and severe and over and exact:
            yield act


def _observed(book: Casebook, act: Provocation) -> bool:
    return any(
        row.live
        and row.table == "provocations"
        and row.watched == "observed"
        and row.from_date <= act.date <= row.to_date
        and (not row.actor or set(act.actor) <= set(row.actor))
        for row in book.coverage
    )


def _near(act: Provocation, one: Delivery, window: int) -> bool:
    """Whether a delivery lies in [day - 1, day + window]; what is known by its month only answers nothing."""
    return one.precision == "day" and -1 <= (one.day - act.date).days <= window

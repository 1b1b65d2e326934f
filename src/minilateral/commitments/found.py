"""What was delivered on one promise, by both readings, and what was offered as a delivery and does not count.

Takes a promise, what one part of its rule needs, and the rows of the record; gives `Found`. Rows that fit the rule
deliver by the strict reading. Where the rule needs a person, reviewed `fulfilments` do, and what a source shows
without a row (`seen`). Reviewed rows that do not fit the rule deliver by the lenient reading alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.commitments.verdict import Delivery
from minilateral.model import Engagement, span_of
from minilateral.record.words import day_text

if TYPE_CHECKING:
    from datetime import date

    from minilateral.codebook.rules import Part
    from minilateral.commitments.search import Search
    from minilateral.model import Commitment, Precision, Response

    Reviewed = Engagement | Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Deliveries in order of their days; `seen`: the record has shown that it catches such rows."""

    strict: tuple[Delivery, ...]
    lenient: tuple[Delivery, ...]
    seen: bool
    person: bool
    track: str

    def of(self, *, strict: bool) -> tuple[Delivery, ...]:
        """The deliveries of one reading, in order of their days."""
        return self.strict if strict else self.lenient


def found(promise: Commitment, parts: Sequence[Part], where: Search) -> Found:
    """What delivered one of the things a rule needs; any of `parts` will do."""
    fit = {
        strict: {row.id: row for part in parts for row in where.fitting(promise, part, strict=strict)}
        for strict in (True, False)
    }
    after = {strict: [row for row in rows.values() if _after(row, promise, strict)] for strict, rows in fit.items()}
    person = any(part.person for part in parts)
    reviewed = [row for row in _reviewed(promise, where) if not _fault(promise, row, parts, where)]
    lenient_only = {name for part in parts for name in part.lenient.rows}
    judged = [row for row in reviewed if person and row.id not in lenient_only and not _weak(row, parts, where)]
    without_row = tuple(_without_row(promise, where.as_of)) if person else ()
    tracks = {track for part in parts for track in part.lenient.track}
    return Found(
        strict=_days([*after[True], *judged], without_row),
        lenient=_days([*after[False], *after[True], *reviewed], without_row),
        seen=_shown_before(promise, fit[False].values()),
        person=person,
        track=tracks.pop() if len(tracks) == 1 else "",
    )


def uncounted(promise: Commitment, parts: Sequence[Part], where: Search) -> tuple[str, ...]:
    """Why reviewed rows deliver nothing, one clause a row."""
    return tuple(filter(None, (_fault(promise, row, parts, where) for row in _reviewed(promise, where))))


def _reviewed(promise: Commitment, where: Search) -> list[Reviewed]:
    return [where.by_id[name] for name in promise.fulfilments if name in where.by_id]


def _fault(promise: Commitment, row: Reviewed, parts: Iterable[Part], where: Search) -> str:
    """Why a reviewed row delivers nothing; empty if it may."""
    if row.span[1] < promise.made_date:
        return f"{row.id} ({day_text(row.date, row.date_precision)}) came before the promise and does not count"
    if not any(where.attended(promise, row, part.lenient) for part in parts):
        return f"{row.id} does not count, as not all whom the promise binds took part"
    return ""


def _after(row: Engagement, promise: Commitment, strict: bool) -> bool:  # noqa: FBT001 -- names a reading
    """Whether a row is later than the promise: strictly all days it may mean, leniently some.

    What was promised and done on one day delivers only where a person has said so.
    """
    if row.id in promise.fulfilments:
        return row.span[1] >= promise.made_date
    return row.id != promise.made_at and row.span[0 if strict else 1] > promise.made_date


def _weak(row: Reviewed, parts: Iterable[Part], where: Search) -> bool:
    return isinstance(row, Engagement) and all(where.weak(row, part.strict) for part in parts)


def _without_row(promise: Commitment, as_of: date) -> Iterator[Delivery]:
    """The delivery that a source shows and no row holds; the promise itself leads to that source."""
    if promise.seen == "delivered" and promise.seen_on and promise.seen_on <= as_of:
        precision = promise.seen_precision or "day"
        if span_of(promise.seen_on, precision)[1] >= promise.made_date:
            yield Delivery(promise.seen_on, precision, (promise.id,))


def _days(rows: Iterable[Reviewed], more: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """Rows as deliveries, those of the same day together."""
    heaps: dict[tuple[date, Precision], set[str]] = defaultdict(set)
    for row in rows:
        heaps[row.date, row.date_precision].add(row.id)
    joined = [Delivery(day, precision, tuple(sorted(ids))) for (day, precision), ids in heaps.items()]
    return tuple(sorted([*joined, *more]))


def _shown_before(promise: Commitment, rows: Iterable[Engagement]) -> bool:
    """Whether the record holds such a row besides the one at which the promise was made.

    That row proves nothing: without it nobody would know of the promise. It does where the promise follows another
    that it delivered, for then such rows were looked for.
    """
    follows = promise.repeat_of not in {"", promise.id}
    return any(row.id != promise.made_at or follows for row in rows)

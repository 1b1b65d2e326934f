"""How many instruments the members stand in: on a day and a year before, in defence and in all, and those that ended.

Takes a casebook and a day; gives estimates of a stock: what was found over all the time the record was watched.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from minilateral.measures.exposure import watch
from minilateral.measures.face import Face, partly
from minilateral.measures.instruments import between_some, ended, instruments, of_defence, sharing
from minilateral.measures.windows import Span, between, year_before
from minilateral.model import Engagement, Estimate

_NO_TOPICS = "the agreements on record carry no topics, so which of them share information is not coded"
_NONE_ENDED = "the record was not fully observed, and no row says that an agreement or institution ended"
_NO_INSTRUMENT = "the record was not fully observed, and holds no agreement or institution of all members"


def standing(face: Face) -> list[Estimate]:
    """Agreements and institutions not known to have ended, and those that share information."""
    out: list[Estimate] = []
    for name, last in (("now", face.as_of), ("before", year_before(face.as_of).to_date)):
        made = instruments(face.book, last)
        gone = ended(face.book, made, last)
        left = [row for row in made if row.id not in gone]
        for field, rows in (("all", left), ("defence", [row for row in left if of_defence(row)])):
            label = f"Agreements and institutions on record{' in defence' if field == 'defence' else ''}"
            out.append(_stock(face, "instruments", label, rows, last, field=field, at=name))
    made = instruments(face.book, face.as_of)
    gone = ended(face.book, made, face.as_of)
    out.append(_ended(face, [row for row in made if row.id in gone], list(gone.values())))
    return out + _sharing(face, [row for row in made if row.id not in gone])


def _ended(face: Face, rows: Sequence[Engagement], said: Sequence[str]) -> Estimate:
    """Instruments that a row says have ended, with that row."""
    label = "Agreements and institutions that a row says have ended"
    return _stock(face, "instruments_ended", label, rows, face.as_of, none=_NONE_ENDED, said=said)


def _sharing(face: Face, standing: list[Engagement]) -> list[Estimate]:
    """Instruments that share information; not known where the rows carry no topics by which to tell."""
    some = between_some(face.book, face.as_of)
    coded = any(row.topics or sharing(row) for row in (*standing, *some))
    label = "Agreements on sharing information"
    return [
        _stock(
            face, "information_sharing", f"{label}, {parties} members", [row for row in rows if sharing(row)],
            face.as_of, reason="" if coded else _NO_TOPICS, parties=parties,
        )
        for parties, rows in (("all", standing), ("some", some))
    ]  # fmt: skip


def _stock(
    face: Face,
    name: str,
    label: str,
    rows: Sequence[Engagement],
    day: date,
    *,
    reason: str = "",
    none: str = _NO_INSTRUMENT,
    said: Sequence[str] = (),
    **key: str,
) -> Estimate:
    """How many instruments had been made by a day: what was found, over all the time the record was watched."""
    start = watch(face.book, status=("observed", "partial")).start
    period = between(start, day) if start and start <= day else Span(1, 0)
    share = watch(face.book).share(period)
    known = not reason and bool(period.days) and (share > 0 or bool(rows))
    return face(
        name,
        label,
        float(len(rows)) if known else None,
        unit="instruments",
        coverage=share,
        n=len(rows),
        period=period,
        evidence=[*(row.id for row in rows), *said],
        warnings=["instruments_found", *partly(share), *(["only_partial_watch"] if share == 0 else [])],
        reason=reason or none,
        **key,  # type: ignore[arg-type]
    )

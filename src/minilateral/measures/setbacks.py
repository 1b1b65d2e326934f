"""What was refused or called off among the members: strains counted beside what they did, never against it.

Takes a casebook and a day; gives live strains by what they were. The lists of strains are selections: their rows and
counts are shown, no rate is formed of them, and none is ever counted by member.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from minilateral.codebook import kinds
from minilateral.measures.exposure import unwatched, watch
from minilateral.measures.face import Face
from minilateral.measures.windows import Span, between, year_before, year_to
from minilateral.model import Casebook, Estimate, Strain

_STRAINS = kinds.words("strains", "strain")
SETBACKS: dict[str, tuple[str, Callable[[Strain], bool]]] = {
    "drill_refused": ("Exercises refused", lambda row: row.kind == "drill_refused"),
    "security_agreement": ("Security agreements put in doubt", lambda row: row.kind == "security_agreement"),
    "called_off": (
        "Other things called off or declined",
        lambda row: bool(row.breaker) and row.kind not in {"drill_refused", "security_agreement"},
    ),
}


def strains_of(book: Casebook, as_of: date, is_one: Callable[[Strain], bool]) -> tuple[Strain, ...]:
    """Live strains (no relief) that began by `as_of` and are such, in order of date."""
    found = (row for row in book.strains if row.live and row.kind in _STRAINS and row.date <= as_of and is_one(row))
    return tuple(sorted(found, key=lambda row: (row.date, row.id)))


def setbacks(book: Casebook, as_of: date) -> dict[str, tuple[Strain, ...]]:
    """What was refused, put in doubt or called off by `as_of`, by kind; every strain under one kind only."""
    return {name: strains_of(book, as_of, is_one) for name, (_, is_one) in SETBACKS.items()}


def in_windows(face: Face) -> dict[str, Span]:
    """The year to the day, the year before, and all the time in which strains were looked for at all."""
    start = watch(face.book, "strains", status=("observed", "partial")).start
    whole = between(start, face.as_of) if start and start <= face.as_of else Span(1, 0)
    return {"now": year_to(face.as_of), "before": year_before(face.as_of), "all": whole}


def counted(face: Face, name: str, label: str, rows: tuple[Strain, ...], period: Span, **key: str) -> Estimate:
    """How many strains fall in a window; None where none is found in a list that was only selected."""
    observed = watch(face.book, "strains").share(period)
    looked = watch(face.book, "strains", status=("observed", "partial")).share(period)
    known = observed >= 1 or (looked > 0 and bool(rows))
    selected = "strains were only selected in this period, so that none is on record does not say that there was none"
    return face(
        name,
        label,
        float(len(rows)) if known else None,
        unit="strains",
        coverage=observed,
        n=len(rows),
        period=period,
        evidence=[row.id for row in rows],
        warnings=["strains_selected"] if observed < 1 else [],
        reason=selected if looked else unwatched(period).replace("the record was", "strains were"),
        **key,  # type: ignore[arg-type]
    )

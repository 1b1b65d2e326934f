"""Integration inputs: what the members put into common defence, and what was refused; not whether it deters.

Takes a casebook and a day; gives exercises of all members against the year before, by domain and by calendar year,
promised exercises against their plan, agreements and institutions on record by date, and refusals beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from minilateral.measures.drills import by_domain, drill_watch, drills
from minilateral.measures.exposure import Watch, watch
from minilateral.measures.face import Face, partly
from minilateral.measures.occasions import Contact, ids, inside
from minilateral.measures.planned import planned
from minilateral.measures.setbacks import SETBACKS, counted, in_windows, setbacks
from minilateral.measures.standing import standing
from minilateral.measures.windows import Span, between, year_before, year_to
from minilateral.measures.yearly import Series, year_on_year
from minilateral.model import Casebook, Estimate

NOUN = "exercises"
YEARS_SHOWN = 30  # calendar years before the day of the assessment


def compute(book: Casebook, as_of: date) -> tuple[Estimate, ...]:
    """Exercises, plans, instruments and refusals as of the day: inputs, each for itself, never netted into one number.

    `exercises_year` counts exercises of all members in the year to the day and in the year before, with
    `exercises_ratio`, `exercises_p_up`, `exercises_upper` and `tipping_recall` as of `yearly.year_on_year`: of all
    (series `exercises`) and, where officials at a table held some, of those in which forces took part (`forces`);
    `exercises_domain` splits the counts by domain, `exercises_in_year` by calendar year. Of each promised rhythm of
    exercises `planned_rounds` counts the rounds held, `planned_gap` the days from one to the next (first day to
    first day), `planned_since` the days since the last and `planned_due` those until the next is due (below zero:
    overdue). `instruments` counts agreements and institutions of all members not known to have ended, on the day and
    a year before, in defence and in all; `instruments_ended` those that did end; `information_sharing` those that
    share information, among all members or only some. `against` counts exercises refused, security agreements put in
    doubt and other things called off, beside all this.

    Units: exercises, rounds, days, instruments, strains; ratio; probability.
    Edges: None where no exercise of all members is on record by the day, since it is then not known that they were
    looked for; a strain not found in a selected list is not known, never zero.
    References: ratio and chance after Jeffreys (1946), see `yearly`; the rest is our own definition.

    Example:
        >>> from minilateral.measures.histories import history
        >>> [e.reason for e in compute(history(), date(2021, 12, 31)) if e.name == "planned_rounds"]
        ['no recurring exercise has been promised']
    """
    face, held = Face(book, "integration", as_of), drills(book, as_of)
    seen = drill_watch(book, held)
    out = _exercises(face, held, seen) if held else _none(face)
    return (*out, *planned(face, seen), *standing(face), *_against(face))


def _none(face: Face) -> list[Estimate]:
    """What is said where no exercise is on record: nothing, and why."""
    why = f"no exercise of all members is on record by {face.as_of}, and nothing says that they were looked for"
    return [
        face(f"{NOUN}_year", "Exercises of all members", None, unit="exercises in 12 months", coverage=0.0, n=0,
             period=window, reason=why, series=NOUN, window=name)
        for name, window in _windows(face.as_of).items()
    ]  # fmt: skip


def _windows(as_of: date) -> dict[str, Span]:
    return {"now": year_to(as_of), "before": year_before(as_of)}


def _exercises(face: Face, held: tuple[Contact, ...], seen: Watch) -> list[Estimate]:
    out = year_on_year(face, Series(NOUN, "Exercises of all members", held, noun=NOUN), seen)
    forces = tuple(one for one in held if one.level.name == "forces")
    if forces != held:
        out += year_on_year(face, Series("forces", "Exercises of all members with forces", forces, noun=NOUN), seen)
    for name, window in _windows(face.as_of).items():
        for domain, some in by_domain(face.book, held).items():
            label = f"Exercises of all members, {domain.replace('_', ' ')}"
            out.append(
                _count(face, "exercises_domain", label, some, period=window, seen=seen, window=name, domain=domain)
            )
    return out + _calendar(face, held, seen)


def _calendar(face: Face, held: tuple[Contact, ...], seen: Watch) -> list[Estimate]:
    """Exercises of each calendar year from the first that was watched or held one, the last up to the day."""
    last = face.as_of.year
    start = min(held[0].date.year, seen.start.year if seen.start else last)
    years = range(max(start, last - YEARS_SHOWN + 1), last + 1)
    return [
        _count(
            face, "exercises_in_year", f"Exercises of all members in {year}", held,
            period=between(date(year, 1, 1), min(date(year, 12, 31), face.as_of)), seen=seen, year=str(year),
        )
        for year in years
    ]  # fmt: skip


def _count(
    face: Face, name: str, label: str, held: Iterable[Contact], *, period: Span, seen: Watch, **key: str
) -> Estimate:
    """Exercises found in a window; None where it was not observed and holds none."""
    looked = watch(face.book, status=("observed", "partial")).share(period)
    found, share = inside(held, period) if looked else (), seen.share(period)
    month = ["month_precision"] if any(not one.exact for one in found) else []
    part = ["only_partial_watch"] if share == 0 else []
    return face(
        name,
        label,
        float(len(found)) if share or found else None,
        unit="exercises",
        coverage=share,
        n=len(found),
        period=period,
        evidence=ids(found),
        warnings=[*partly(share, none=not found), *part, *month],
        reason=f"the record was not fully observed between {period.from_date} and {period.to_date}",
        **key,  # type: ignore[arg-type]
    )


def _against(face: Face) -> list[Estimate]:
    windows, found = in_windows(face), setbacks(face.book, face.as_of)
    return [
        counted(
            face, "against", SETBACKS[kind][0],
            tuple(row for row in rows if window.first <= row.date.toordinal() <= window.last), window,
            kind=kind, window=name,
        )
        for kind, rows in found.items()
        for name, window in windows.items()
    ]  # fmt: skip

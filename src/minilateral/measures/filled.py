"""Whether the offices that carry a partnership were filled: vacant and acting days, new holders, what the table knows.

Takes a casebook and two windows; gives a `Year` for each and the estimates of it. An office without terms in a window
is not known, never filled or vacant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from minilateral.codebook import actors
from minilateral.measures.exposure import Watch, unwatched, watch
from minilateral.measures.face import Face
from minilateral.measures.incumbents import State, Tenure, new_holders, tenure
from minilateral.measures.posts import Post, posts
from minilateral.measures.windows import Span
from minilateral.model import Casebook, Estimate, Office

IMPAIRED_DAYS = 30  # surely vacant or in acting hands for so long in a year, an office could not do its part
ALL = "all"
_NAMES: dict[State, str] = {"vacant": "vacancy_days", "acting": "acting_days"}
_NO_TRACK = "no track of ministers or leaders says which offices carry the partnership"


@dataclass(frozen=True, slots=True)
class Held:
    """One office in one window."""

    post: Post
    tenure: Tenure
    new: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The offices that carry the partnership in one of the two years, those with terms on record in it first."""

    name: str
    window: Span
    observed: float
    looked: float  # share of the window in which the table was watched at all, in full or in part
    known: tuple[Held, ...]
    unknown: tuple[Held, ...]


def years(book: Casebook, as_of: date, windows: dict[str, Span]) -> tuple[Year, ...]:
    """Both windows with the offices that carry the partnership on the day; same offices in both, to be compared."""
    carrying = posts(book, as_of)
    observed, looked = watch(book, "offices"), watch(book, "offices", status=("observed", "partial"))
    return tuple(_year(name, window, carrying, observed, looked) for name, window in windows.items())


def _year(name: str, window: Span, carrying: Iterable[Post], observed: Watch, looked: Watch) -> Year:
    held = [
        Held(post, tenure(post.terms, window, looked), new_holders(post.terms, window, looked)) for post in carrying
    ]
    return Year(
        name,
        window,
        observed.share(window),
        looked.share(window),
        tuple(one for one in held if one.tenure.known),
        tuple(one for one in held if not one.tenure.known),
    )


def offices(face: Face, year: Year, members: Sequence[str]) -> Iterator[Estimate]:
    """Every figure of the offices, of all members and of each."""
    yield _impaired(face, year)
    yield _known(face, year)
    for member in (ALL, *members):
        of = "" if member == ALL else f", {named(member)}"
        some = [one for one in year.known if member in {ALL, one.post.member}]
        yield _days(face, year, f"Days of office vacant{of}", some, member=member, state="vacant")
        yield _days(face, year, f"Days of office in acting hands{of}", some, member=member, state="acting")
        yield _turnover(face, year, f"New holders of these offices{of}", some, member)


def _days(
    face: Face, year: Year, label: str, some: Sequence[Held], *, member: str, office: str = ALL, state: State
) -> Estimate:  # fmt: skip
    sure = sum(one.tenure.surely(state) for one in some)
    most = sum(one.tenure.possibly(state) for one in some)
    rows = [row.id for one in some for row in one.tenure.rows_of(state)] if most else []
    return face(
        _NAMES[state], label, float(sure) if some else None, unit="office-days", coverage=year.observed,
        n=sum(one.tenure.known for one in some), period=year.window,
        interval=(float(sure), float(most), None) if most > sure else None, evidence=rows,
        warnings=_cautions(year, some, member, open_month=most > sure), reason=_unknown(year, member),
        member=member, office=office, window=year.name,
    )  # fmt: skip


def _turnover(face: Face, year: Year, label: str, some: Sequence[Held], member: str) -> Estimate:
    new = [row for one in some for row in one.new]
    month = any(row.from_precision != "day" for row in new)
    return face(
        "new_holders", label, float(len(new)) if some else None, unit="holders", coverage=year.observed, n=len(some),
        period=year.window, evidence=[row.id for row in new],
        warnings=_cautions(year, some, member, open_month=month), reason=_unknown(year, member),
        member=member, window=year.name,
    )  # fmt: skip


def _cautions(year: Year, some: Iterable[Held], member: str, *, open_month: bool = False) -> list[str]:
    """What to know about figures of these offices."""
    rows = [row for one in some for row in one.tenure.rows]
    missing = [one for one in year.unknown if member in {ALL, one.post.member}]
    gaps = any(one.tenure.possibly("unknown") for one in some)
    raised = {
        "offices_unchecked": any(row.basis != "seen" for row in rows),
        "only_partial_watch": year.observed == 0,
        "window_partly_observed": 0 < year.observed < 1,
        "offices_missing": bool(missing),
        "terms_with_gaps": gaps,
        "term_month": open_month,
    }
    return [code for code, yes in raised.items() if yes]


def _unknown(year: Year, member: str) -> str:
    """Why nothing can be said of the offices of a member, or of all."""
    if not (year.known or year.unknown):
        return _NO_TRACK
    if not year.looked:
        return unwatched(year.window).replace("the record was not fully", "terms of office were not")
    whose = "the members" if member == ALL else named(member)
    return f"the table of offices has no term of {whose} in this period"


def named(member: str) -> str:
    """A state's short name; the code itself where the codebook does not have it."""
    return actors.actor(member).short if actors.known(member) else member


def _impaired(face: Face, year: Year) -> Estimate:
    bad = impaired(year.known)
    rows = [row.id for one in bad for row in one.tenure.rows_of("vacant", "acting")]
    return face(
        "offices_impaired", f"Offices vacant or in acting hands for {IMPAIRED_DAYS} days or more",
        float(len(bad)) if year.known else None, unit="offices", coverage=year.observed, n=len(year.known),
        period=year.window, evidence=rows, warnings=_cautions(year, year.known, ALL),
        reason=_unknown(year, ALL), window=year.name,
    )  # fmt: skip


def impaired(held: Iterable[Held]) -> tuple[Held, ...]:
    """Those of the offices that were surely vacant or in acting hands for 30 days or more."""
    return tuple(one for one in held if one.tenure.surely("vacant", "acting") >= IMPAIRED_DAYS)


def _known(face: Face, year: Year) -> Estimate:
    every = (*year.known, *year.unknown)
    days = sum(one.tenure.watched for one in every)
    known = sum(one.tenure.known for one in every)
    return face(
        "offices_known", "Share of office-days of which the table says how the office was held",
        known / days if year.known and days else None, unit="share", coverage=year.observed, n=len(every),
        period=year.window, evidence=[row.id for one in year.known for row in one.tenure.rows],
        warnings=_cautions(year, year.known, ALL), reason=_unknown(year, ALL), window=year.name,
    )  # fmt: skip


def single_offices(face: Face, years: Sequence[Year]) -> Iterator[Estimate]:
    """Vacant and acting days of each office that may have had any in either year."""
    touched = {
        (one.post.member, one.post.office)
        for year in years
        for one in year.known
        if one.tenure.possibly("vacant", "acting")
    }
    for year in years:
        for one in year.known:
            member, office = one.post.member, one.post.office
            if (member, office) in touched:
                of = f", {named(member)}, {office.replace('_', ' ')}"
                yield _days(face, year, f"Days vacant{of}", [one], member=member, office=office, state="vacant")
                yield _days(
                    face, year, f"Days in acting hands{of}", [one], member=member, office=office, state="acting"
                )

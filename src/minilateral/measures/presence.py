"""Whether the members come, and host: seats filled by deputies, and in whose country ministers and leaders meet.

Takes contacts of ministers and leaders; gives estimates per window and member.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from minilateral.measures.exposure import unwatched, watch
from minilateral.measures.face import Face, partly
from minilateral.measures.filled import ALL, Year, named
from minilateral.measures.hosts import Hosting, hostings, turns
from minilateral.measures.occasions import Contact, ids, inside
from minilateral.measures.seats import Seat, seats
from minilateral.measures.uncertainty import share_interval
from minilateral.measures.windows import Span, between
from minilateral.model import Estimate

ELSEWHERE = "elsewhere"
_NO_LEVEL = "of no seat at these meetings is the level known"
_NO_SHARE = "the period was watched only in part: what was found is counted, and no share is formed of it"


def seats_below(face: Face, year: Year, high: Iterable[Contact], members: Sequence[str]) -> Iterator[Estimate]:
    """Deputies at the meetings and calls of ministers and leaders in a year, of all members and of each."""
    share, held = watch(face.book).share(year.window), inside(high, year.window)
    every = seats(face.book, held) if _looked(face, year.window) else ()
    for member in (ALL, *members):
        some = [seat for seat in every if member in {ALL, seat.member}]
        below = [seat for seat in some if seat.below]
        of = "" if member == ALL else f", {named(member)}"
        yield face(
            "seats_below", f"Seats filled below the level of the meeting{of}",
            float(len(below)) if some else None, unit="seats", coverage=share, n=len(some), period=year.window,
            evidence=_contacts(below or some), warnings=_partial(share), member=member, window=year.name,
            reason=unwatched(year.window) if not (share or every) else _NO_LEVEL,
        )  # fmt: skip


def _contacts(some: Iterable[Seat]) -> tuple[str, ...]:
    return ids(dict.fromkeys(seat.contact for seat in some))


def _looked(face: Face, window: Span) -> bool:
    """Whether the meetings of a window were watched at all, in full or in part."""
    return watch(face.book, status=("observed", "partial")).share(window) > 0


def _partial(share: float) -> list[str]:
    return [*partly(share), *(["only_partial_watch"] if share == 0 else [])]


def hosts(
    face: Face, high: tuple[Contact, ...], members: Sequence[str], windows: Mapping[str, Span]
) -> Iterator[Estimate]:
    """Who hosted in each window and in all the time that was watched, and whether hosts take turns."""
    start = watch(face.book, status=("observed", "partial")).start
    whole = between(start, face.as_of) if start and start <= face.as_of else Span(1, 0)
    for name, window in {**windows, ALL: whole}.items():
        hosted = hostings(face.book, inside(high, window)) if _looked(face, window) else ()
        former = sorted({one.host for one in hosted if one.by_member} - set(members))
        yield from (_hosted(face, name, window, hosted, member) for member in (*members, *former, ELSEWHERE))
    yield from _rotation(face, whole, hostings(face.book, high))


def _hosted(face: Face, name: str, window: Span, hosted: Sequence[Hosting], member: str) -> Estimate:
    share = watch(face.book).share(window)
    some = [one for one in hosted if _by(one, member)]
    whose = "outside the members" if member == ELSEWHERE else f"hosted by {named(member)}"
    return face(
        "hosted", f"Meetings of ministers and leaders {whose}", float(len(some)) if hosted else None,
        unit="meetings", coverage=share, n=len(hosted), period=window,
        evidence=ids(one.contact for one in some or hosted),
        warnings=[*_partial(share), *_settings(hosted)], member=member, window=name,
        reason=unwatched(window) if not share else "no meeting with a host of its own is on record",
    )  # fmt: skip


def _by(one: Hosting, member: str) -> bool:
    return not one.by_member if member == ELSEWHERE else one.by_member and one.host == member


def _settings(hosted: Iterable[Hosting]) -> list[str]:
    return ["setting_unknown"] if any(one.contact.standalone is None for one in hosted) else []


def _rotation(face: Face, whole: Span, hosted: Sequence[Hosting]) -> Iterator[Estimate]:
    """Whether hosts change from one meeting of a track to the next, on days that were observed."""
    seen = watch(face.book)
    told = turns(one for one in hosted if seen.covers(one.contact.span.first))
    share = seen.share(whole)
    known = share > 0 and told.pairs > 0
    none = _NO_SHARE if not share and hosted else "no track was hosted twice by members"
    for name, label, value in (
        ("host_changed", "Share of meetings hosted by another member than the one before", told.changed),
        ("host_changed_chance", "The same share if the meetings came in any order", told.by_chance * told.pairs),
    ):
        yield face(
            name, label, value / told.pairs if known else None, unit="share", coverage=share, n=told.pairs,
            period=whole, interval=(*share_interval(told.changed, told.pairs), 0.8) if name == "host_changed" else None,
            evidence=ids(told.contacts), warnings=[*_partial(share), *_settings(hosted)],
            reason=none if whole.days else unwatched(whole),
        )  # fmt: skip

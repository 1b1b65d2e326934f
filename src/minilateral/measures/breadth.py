"""Breadth: over how many formats the group meets, how many meetings it holds for their own sake, who prepares them.

Takes a casebook and a day; gives, for the year to that day and the year before, the tracks at minister level or
above that met of those that ever did or were promised, meetings and calls, stand-alone meetings, and the lower
tracks that are alive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from minilateral.codebook.levels import MINISTER_RANK, crosswalk
from minilateral.measures.exposure import unwatched, watch
from minilateral.measures.face import Face
from minilateral.measures.occasions import ROUNDS, Contact, contacts, ids, inside, rounds_by_track
from minilateral.measures.uncertainty import share_interval
from minilateral.measures.windows import Span, year_before, year_to
from minilateral.model import Casebook, Estimate, Track

_PREPARING = range(2, MINISTER_RANK)  # official, senior official, vice minister
_NO_SHARE = "the period was watched only in part: what was found is counted, and no share is formed of it"


@dataclass(frozen=True, slots=True)
class Year:
    """One window, how much of it was observed, and the contacts at minister level or above found in it."""

    name: str
    window: Span
    share: float
    known: bool
    items: tuple[Contact, ...]

    @property
    def meetings(self) -> tuple[Contact, ...]:
        """Meetings and dialogues; calls are shown apart."""
        return tuple(c for c in self.items if c.met)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to know about every count of this window."""
        raised = {
            "only_partial_watch": self.share == 0,
            "window_partly_observed": 0 < self.share < 1,
            "month_precision": any(not c.exact for c in self.items),
        }
        return tuple(code for code, yes in raised.items() if yes)


def compute(book: Casebook, as_of: date) -> tuple[Estimate, ...]:
    """Tracks that met, meetings, calls and stand-alone meetings per window; preparatory tracks alive now.

    `tracks_met` counts tracks of minister level or above with a meeting or dialogue of that level in the window; its
    n are those that ever held one by the end of the window or were promised by then. `standalone` counts meetings
    held for their own sake, its n those of which this is known. A preparatory track (vice ministers to officials)
    is alive if it met in the window; n are those that had met by its end and were not given up.

    Units: tracks, meetings; shares 0 to 1 with 80 % Jeffreys intervals where they are shares of a sample.
    Edges: a window not observed at all gives None, one observed in part the rows found (`window_partly_observed`);
    of a window that was nowhere fully observed only counts are given, no share.
    Reference: own definition; intervals after Brown, Cai & DasGupta (2001).

    Example:
        >>> from minilateral.measures.histories import history
        >>> found = compute(history(), date(2021, 12, 31))
        >>> [(e.value, e.n) for e in found if e.name == "tracks_met" and e.of("window") == "now"]
        [(3.0, 3)]
    """
    face, everything = Face(book, "breadth", as_of), contacts(book, as_of)
    high = tuple(c for c in everything if c.ministerial)
    out: list[Estimate] = []
    windows = {"now": year_to(as_of), "before": year_before(as_of)}
    for name, window in windows.items():
        year = _year(book, name, window, high)
        out += _tracks(face, year, high) + _meetings(face, year) + _standalone(face, year)
    held = contacts(book, as_of, ROUNDS)
    out += [_preparatory(face, held, name, window) for name, window in windows.items()]
    return tuple(out)


def _year(book: Casebook, name: str, window: Span, high: Iterable[Contact]) -> Year:
    share = watch(book).share(window)
    items = inside(high, window)
    partial = watch(book, status=("observed", "partial")).share(window)
    return Year(name, window, share, share > 0 or (partial > 0 and bool(items)), items)


def _tracks(face: Face, year: Year, high: tuple[Contact, ...]) -> list[Estimate]:
    tracks = {t.id for t in face.book.tracks if t.live and crosswalk(t.level).rank >= MINISTER_RANK}
    held = [c for c in high if c.met and c.span.first <= year.window.last]
    ever = {track for c in held for track in c.met_tracks} & tracks
    of = ever | (_promised(face.book, year.window.last) & tracks)
    behind = [c for c in year.meetings if tracks & set(c.met_tracks)]
    met = {track for c in behind for track in c.met_tracks} & tracks
    warnings = list(year.warnings)
    warnings += ["track_thin"] if any(_thin(face.book, track, year.window) for track in of - met) else []
    reason = unwatched(year.window) if not year.known else "no format at minister level has met or been promised"
    no_share = reason if not (year.known and of) else _NO_SHARE
    counted = float(len(met)) if year.known and of else None
    share = len(met) / len(of) if year.share and of else None
    return [
        face(
            name,
            label,
            value,
            period=year.window,
            unit=unit,
            coverage=year.share,
            n=len(of),
            evidence=ids(behind),
            warnings=warnings,
            reason=why,
            window=year.name,
        )
        for name, label, value, unit, why in (
            ("tracks_met", "Formats at minister level or above that met", counted, "tracks", reason),
            ("tracks_share", "Share of formats at minister level or above that met", share, "share", no_share),
        )
    ]


def _promised(book: Casebook, last: int) -> set[str]:
    """Tracks named by a promise made on or before the day with this ordinal."""
    made = {row.id for row in book.commitments if row.live and row.made_date.toordinal() <= last}
    return {track.id for track in book.tracks if made & set(track.promised_by)}


def _thin(book: Casebook, track: str, window: Span) -> bool:
    """Whether this track was watched less than the table it stands in."""
    return watch(book, track=track).share(window) < watch(book).share(window)


def _meetings(face: Face, year: Year) -> list[Estimate]:
    calls = tuple(c for c in year.items if not c.met)
    warnings = list(year.warnings)
    warnings += ["track_unknown"] if any(not c.met_tracks for c in year.meetings) else []
    warnings += ["deputy_present"] if any(c.deputised for c in year.meetings) else []
    return [
        face(
            name,
            label,
            float(len(items)) if year.known else None,
            period=year.window,
            unit=name,
            coverage=year.share,
            n=len(items),
            evidence=ids(items),
            warnings=cautions,
            reason=unwatched(year.window),
            window=year.name,
        )
        for name, label, items, cautions in (
            ("meetings", "Meetings at minister level or above", year.meetings, tuple(warnings)),
            ("calls", "Calls at minister level or above", calls, year.warnings),
        )
    ]


def _standalone(face: Face, year: Year) -> list[Estimate]:
    known = [c for c in year.meetings if c.standalone is not None]
    alone = [c for c in known if c.standalone]
    reason = unwatched(year.window) if not year.known else "of no meeting is it known whether it stood alone"
    no_share = "no meeting at minister level was held" if year.known and not year.meetings else reason
    no_share = no_share if year.share or not known else _NO_SHARE
    counted = year.known and (bool(known) or not year.meetings)
    common = {"period": year.window, "coverage": year.share, "window": year.name}
    return [
        face(
            "standalone",
            "Meetings held for their own sake",
            float(len(alone)) if counted else None,
            unit="meetings",
            n=len(known),
            evidence=ids(alone or known),
            warnings=year.warnings,
            reason=reason,
            **common,  # type: ignore[arg-type]
        ),
        face(
            "standalone_share",
            "Share of meetings held for their own sake",
            len(alone) / len(known) if year.share and known else None,
            interval=(*share_interval(len(alone), len(known)), 0.8),
            unit="share",
            n=len(known),
            evidence=ids(known),
            warnings=year.warnings,
            reason=no_share,
            **common,  # type: ignore[arg-type]
        ),
    ]


def _preparatory(face: Face, held: tuple[Contact, ...], name: str, window: Span) -> Estimate:
    year = _year(face.book, name, window, held)
    tracks = [t for t in face.book.tracks if t.live and window.days and _prepares(t, window.to_date)]
    by_then = [c for c in held if c.span.first <= window.last]
    ever = {track for track, found in rounds_by_track(tracks, by_then).items() if found}
    recent = {track: found for track, found in rounds_by_track(tracks, year.items).items() if found}
    behind = sorted({c for found in recent.values() for c in found}, key=lambda c: (c.date, c.ids))
    warnings = list(year.warnings)
    warnings += ["track_thin"] if any(_thin(face.book, track, window) for track in ever - recent.keys()) else []
    known = year.known and bool(ever)
    return face(
        "preparatory_alive",
        "Formats of vice ministers and officials that met within 12 months",
        float(len(recent)) if known else None,
        period=window,
        unit="tracks",
        coverage=year.share,
        n=len(ever),
        evidence=ids(behind),
        warnings=warnings,
        reason=unwatched(window) if not year.known else "no format below minister level is on record",
        window=name,
    )


def _prepares(track: Track, as_of: date) -> bool:
    return crosswalk(track.level).rank in _PREPARING and not (track.ended and track.ended <= as_of)

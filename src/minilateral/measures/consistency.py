"""Consistency: how long each format has been silent, and whether that is long by its own rhythm.

Takes a casebook and a day; gives days since the last meeting per track, and for each series the chance that one of
its gaps lasts longer than the present silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from minilateral.codebook.levels import crosswalk
from minilateral.measures.exposure import Watch, watch
from minilateral.measures.face import Face
from minilateral.measures.occasions import ROUNDS, Contact, contacts, ids, rounds_by_track
from minilateral.measures.uncertainty import silence_tail
from minilateral.measures.windows import Span
from minilateral.model import Casebook, Estimate, Track

LAST_GAPS = 12  # the rhythm is that of the last dozen gaps, so that an old habit does not judge a new one
UNUSUAL = 0.10  # a silence is flagged when fewer than one gap in ten lasts longer
FEWEST_GAPS = 3  # of a single track; below, it has no rhythm to be judged by


@dataclass(frozen=True, slots=True)
class Silence:
    """The last occasion of a series and what was watched since."""

    last: Contact | None
    first_day: int  # ordinal of the first day of silence
    days: int
    share: float  # of those days, observed
    known: bool  # the day itself is watched, at least in part
    observed: bool  # the day itself is observed

    @property
    def period(self) -> Span:
        """The days of silence; of none, the day itself."""
        last = self.first_day + self.days - 1
        return Span(min(self.first_day, last), last)


def compute(book: Casebook, as_of: date) -> tuple[Estimate, ...]:
    """`days_since` per track, and `silence_tail` for all contacts, for ministers and above, and per track.

    A track's meetings are its meetings, dialogues and working groups with all members, as `rounds_by_track` says. Days
    run from the last meeting whose day is known. P(gap > g) = (b / (b + g))^a with a = 1 + m and b = mean + sum of the
    last 12 gaps (exponential gaps, Gamma(1, mean) prior: a Lomax tail); below .10 it carries `unusual_silence`. A
    contact known only by month ends a silence that is judged at the end of that month.

    Units: days; probability.
    Edges: None, with the reason, where the day was not watched, where nothing is on record, and for a track that was
    given up; a track known only by month is counted from that month's end (`month_only`). Gaps that run over days
    not observed are left out, and no silence is judged that runs over such days. Fewer than two gaps, or three of a
    single track, give no tail.
    Reference: Lomax (1954) for the tail; the rule is our own.

    Example:
        >>> from minilateral.measures.histories import history
        >>> found = compute(history(), date(2021, 12, 31))
        >>> [e.value > 0 for e in found if e.name == "days_since" and e.of("track") == "T-FM"]
        [True]
    """
    face, seen, everything = Face(book, "consistency", as_of), watch(book), contacts(book, as_of)
    tracks = [track for track in book.tracks if track.live and crosswalk(track.level).rank]
    met = rounds_by_track(tracks, contacts(book, as_of, ROUNDS))
    out = [_days_since(face, track, met[track.id]) for track in tracks]
    high = tuple(c for c in everything if c.ministerial)
    out.append(_tail(face, "all contacts", everything, seen, series="contacts"))
    out.append(_tail(face, "contacts at minister level or above", high, seen, series="minister"))
    for track in tracks:
        own = watch(book, track=track.id)
        if not _ended(track, as_of) and len(gaps(met[track.id], own)) >= FEWEST_GAPS:
            out.append(_tail(face, track.name, met[track.id], own, track=track.id))
    return tuple(out)


def gaps(held: Iterable[Contact], seen: Watch) -> list[tuple[Contact, Contact]]:
    """Pairs of consecutive occasions on different, known days, the last dozen that lie wholly in time observed.

    Example:
        >>> from minilateral.measures.histories import history
        >>> book = history(n=5)
        >>> len(gaps(contacts(book, date(2021, 12, 31)), watch(book)))
        4
    """
    days = {c.span.first: c for c in held if c.exact}
    pairs = pairwise(sorted(days.items()))
    return [(one, two) for (a, one), (b, two) in pairs if seen.days(Span(a, b)) == b - a + 1][-LAST_GAPS:]


def _ended(track: Track, as_of: date) -> bool:
    return track.ended is not None and track.ended <= as_of


def _silence(face: Face, held: tuple[Contact, ...], track: str, *, blurred: bool = False) -> Silence:
    """Silence since the last occasion whose day is known; since the end of its month if no day ever is.

    With `blurred` an occasion known only by month also ends a silence, at the end of that month: a silence that is
    to be judged may not be taken for longer than it can have been.
    """
    day, seen = face.as_of.toordinal(), watch(face.book, track=track)
    partly = watch(face.book, track=track, status=("observed", "partial"))
    exact = [] if blurred else [c for c in held if c.exact]
    last = max(exact or held, key=lambda c: c.span.last, default=None)
    start = min(last.span.last, day) if last else day
    silent = Span(start + 1, day)
    share = seen.share(silent) if silent.days else float(seen.covers(day))
    return Silence(last, start + 1, silent.days, share, partly.covers(day), seen.covers(day))


def _days_since(face: Face, track: Track, held: tuple[Contact, ...]) -> Estimate:
    silence = _silence(face, held, track.id)
    reason = _why_unknown(face, track, silence)
    return face(
        "days_since",
        f"Days since the last meeting: {track.name}",
        None if reason else float(silence.days),
        period=silence.period,
        unit="days",
        coverage=silence.share,
        n=len(held),
        evidence=silence.last.ids if silence.last else (),
        warnings=_cautions(silence, held),
        reason=reason,
        track=track.id,
    )


def _why_unknown(face: Face, track: Track, silence: Silence) -> str:
    if track.ended is not None and _ended(track, face.as_of):
        return f"the format was given up by {track.ended}"
    if silence.last is None:
        return "no meeting of this format is recorded"
    if not silence.known:
        return f"the record was not observed on {face.as_of}"
    return ""


def _cautions(silence: Silence, held: tuple[Contact, ...]) -> list[str]:
    raised = {
        "only_partial_watch": silence.share == 0,
        "span_partly_observed": 0 < silence.share < 1,
        "month_only": silence.last is not None and not silence.last.exact,
        "later_month": _later_month(silence, held),
        "deputy_present": silence.last is not None and silence.last.deputised,
    }
    return [code for code, yes in raised.items() if yes]


def _later_month(silence: Silence, held: tuple[Contact, ...]) -> bool:
    """Whether an occasion dated only by month may have broken the silence."""
    return any(c is not silence.last and not c.exact and c.span.last >= silence.first_day for c in held)


def _tail(
    face: Face, words: str, held: tuple[Contact, ...], seen: Watch, *, track: str = "", series: str = ""
) -> Estimate:
    silence, pairs = _silence(face, held, track, blurred=True), gaps(held, seen)
    value, reason = None, _why_no_tail(face, silence, len(pairs))
    if not reason:
        value = silence_tail([two.span.first - one.span.first for one, two in pairs], silence.days)
    raised = {
        "month_precision": silence.last is not None and not silence.last.exact,
        "unusual_silence": value is not None and value < UNUSUAL,
    }
    behind = [*dict.fromkeys(c for pair in pairs for c in pair), *((silence.last,) if silence.last else ())]
    return face(
        "silence_tail",
        f"Chance that a gap lasts longer than the present silence: {words}",
        value,
        period=silence.period,
        unit="probability",
        coverage=silence.share,
        n=len(pairs),
        evidence=ids(behind),
        warnings=[code for code, yes in raised.items() if yes],
        reason=reason,
        **({"track": track} if track else {"series": series}),  # type: ignore[arg-type]
    )


def _why_no_tail(face: Face, silence: Silence, found: int) -> str:
    if silence.last is None:
        return "nothing is on record"
    if not silence.observed:
        return f"the record was not observed on {face.as_of}"
    if silence.share < 1:
        return f"the record was not observed all the time since {silence.last.date}"
    if found < 2:  # noqa: PLR2004  one gap is no rhythm
        return "fewer than two gaps lie wholly in time observed"
    return ""

"""Promises: are the group's promises kept, in time, late or not at all, and how much of that can be seen?

Takes a casebook and a day; gives counts per status by both readings, the share of due dates met on schedule and of
dated promises delivered at all, what could not be observed, what was promised again without delivery, and what falls
due within a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from minilateral.commitments.entries import Entry
from minilateral.commitments.ledger import ledger
from minilateral.commitments.words import STATUSES, falls_due, shown, told_once
from minilateral.measures.dues import READINGS, Due, counted, dues
from minilateral.measures.exposure import Watch, watch
from minilateral.measures.face import Face, partly
from minilateral.measures.uncertainty import share_interval
from minilateral.measures.windows import Span, between, year_before, year_to
from minilateral.model import Casebook, Estimate

FEWEST = 5  # settled due dates below which a share carries a caution
AHEAD_DAYS = 365
_UNDATED = "no promise with a date had fallen due"
_UNSEEN = "no due date could be judged in time that was fully observed"
_IN_NO_SHARE = "Due dates that could not be judged, or only where the record was watched in part"


@dataclass(frozen=True, slots=True)
class Promised:
    """One group's ledger, and the time over which it runs."""

    face: Face
    entries: tuple[Entry, ...]
    period: Span
    seen: Watch

    @property
    def share(self) -> float:
        """Of the period, observed."""
        return self.seen.share(self.period)

    def judged(self, due: Due) -> bool:
        """Whether a due date may enter a share: settled, on a day that was fully observed."""
        return due.settled and self.seen.covers(due.judged.toordinal())

    @property
    def warnings(self) -> list[str]:
        """What to know about every count of promises."""
        return ["promises_found", *partly(self.share)]


def compute(book: Casebook, as_of: date) -> tuple[Estimate, ...]:
    """Counts of promises per status, shares kept, and what falls due next.

    `status_count` counts promises by what became of them (`status`, `reading`); n are all promises, repeats told with
    the first and those delivered the day they were made left out. `on_schedule` is the share of settled due dates met
    by date and grace (a quarter of the rhythm, at least 14 days), of all (`window` all) and of those judged in the
    year and the year before (strict reading); `due` tells deadlines from rounds of recurring promises. `not_observed`
    counts due dates that could not be judged, or only in time watched in part, of n that passed: shown, and in no
    share. `on_schedule_floor` is the share had all that nobody could settle in observed time been missed, the worst
    case the record allows: where a person must settle a promise, a delivery can be found and its absence cannot.
    `kept_share` is the share of promises whose last judged due date was met, in time or late. `repeats`, `same_day`
    and `reannounced` count promises that say what another said, were delivered as they were made, or were made again
    before anything was delivered. `falls_due` counts promises that fall due within 365 days after the day.

    Units: promises, due dates; shares 0 to 1 with 80 % Jeffreys intervals.
    Edges: None with the reason where no promise was made by the day, and for shares where nothing is settled; below
    five settled a share carries `few_settled`.
    Reference: own rule for the grace; intervals after Brown, Cai & DasGupta (2001); worst case after
    Manski (1989).

    Example:
        >>> from minilateral.measures.histories import history
        >>> [e.reason for e in compute(history(), date(2021, 12, 31)) if e.name == "kept_share"][0]
        'no promises of this group are recorded'
    """
    face, entries = Face(book, "promises", as_of), ledger(book, as_of)
    if not entries:
        return _none(face, as_of)
    period = between(entries[0].commitment.made_date, as_of)
    told = Promised(face, entries, period, watch(book))
    out: list[Estimate] = []
    for reading in READINGS:
        out += [*_statuses(told, reading), *_schedule(told, reading), _floor(told, reading), _kept(told, reading)]
    return (*out, *_years(told, as_of), *_others(told, as_of))


def _none(face: Face, as_of: date) -> tuple[Estimate, ...]:
    """What is said of a group without promises: nothing, and why."""
    why = "no promises of this group are recorded"
    if any(row.live for row in face.book.commitments):
        why = f"no promise of this group was made by {as_of.isoformat()}"
    return tuple(
        face(name, label, None, unit=unit, coverage=0.0, n=0, reason=why)
        for name, label, unit in (
            ("status_count", "Promises by what became of them", "promises"),
            ("on_schedule", "Share of due dates met on schedule", "share"),
            ("not_observed", _IN_NO_SHARE, "due dates"),
            ("on_schedule_floor", "Share on schedule if whatever nobody could settle was missed", "share"),
            ("kept_share", "Share of dated promises last kept, in time or late", "share"),
            ("falls_due", "Promises that fall due within a year", "promises"),
            ("repeats", "Promises that say what an earlier one said", "promises"),
            ("same_day", "Promises delivered the day they were made", "promises"),
            ("reannounced", "Promises made again before anything was delivered", "promises"),
        )
    )


def _statuses(told: Promised, reading: str) -> list[Estimate]:
    entries = counted(told.entries)
    found: dict[str, list[Entry]] = {name: [] for name in STATUSES}
    for entry in entries:
        found[shown(entry.status if reading == "strict" else entry.lenient, entry.why)].append(entry)
    return [
        _count(
            told, "status_count", f"Promises {name} ({reading} reading)", some, len(entries),
            reading=reading, status=name.replace(" ", "_"),
        )
        for name, some in found.items()
    ]  # fmt: skip


def _count(told: Promised, name: str, label: str, some: Sequence[Entry], n: int, **key: str) -> Estimate:
    """A number of promises, tied to them and to the rows that settle them."""
    lenient = key.get("reading") == "lenient"
    rows = [
        row for entry in some for row in (entry.commitment.id, *(entry.lenient_evidence if lenient else entry.evidence))
    ]
    return told.face(
        name, label, float(len(some)), unit="promises", coverage=told.share, n=n, period=told.period, evidence=rows,
        warnings=told.warnings, **key,  # type: ignore[arg-type]
    )  # fmt: skip


def _schedule(told: Promised, reading: str) -> list[Estimate]:
    every = dues(told.entries, reading)
    kinds = {
        "all": every,
        "deadline": tuple(due for due in every if not due.recurring),
        "recurring": tuple(due for due in every if due.recurring),
    }
    out = []
    for kind, some in kinds.items():
        out.append(_on_schedule(told, some, told.period, reading=reading, due=kind, window="all"))
        unseen = [due for due in some if not told.judged(due)]
        out.append(
            told.face(
                "not_observed",
                _IN_NO_SHARE,
                float(len(unseen)) if some else None,
                unit="due dates",
                coverage=told.share,
                n=len(some),
                period=told.period,
                evidence=_rows(unseen),
                warnings=told.warnings,
                reason=_UNDATED,
                reading=reading,
                due=kind,
            )
        )
    return out


def _on_schedule(told: Promised, some: Iterable[Due], period: Span, **key: str) -> Estimate:
    """The share of settled due dates that were met in time."""
    passed = tuple(some)
    settled = [due for due in passed if told.judged(due)]
    kept = sum(due.status == "kept" for due in settled)
    few = ["few_settled"] if len(settled) < FEWEST else []
    return told.face(
        "on_schedule", "Share of due dates met on schedule", kept / len(settled) if settled else None, unit="share",
        coverage=told.seen.share(period), n=len(settled), period=period,
        interval=(*share_interval(kept, len(settled)), 0.8), evidence=_rows(settled),
        warnings=[*told.warnings, *few], reason=_UNSEEN if passed else _UNDATED, **key,
    )  # fmt: skip


def _floor(told: Promised, reading: str) -> Estimate:
    """The share on schedule had every due date that nobody could settle been missed: the worst the record allows."""
    passed = dues(told.entries, reading)
    seen = [due for due in passed if told.seen.covers(due.judged.toordinal())]
    kept = sum(due.status == "kept" for due in seen)
    return told.face(
        "on_schedule_floor", "Share on schedule if whatever nobody could settle was missed",
        kept / len(seen) if seen else None, unit="share", coverage=told.share, n=len(seen), period=told.period,
        evidence=_rows(seen), warnings=told.warnings, reason=_UNSEEN if passed else _UNDATED, reading=reading,
    )  # fmt: skip


def _rows(some: Iterable[Due]) -> list[str]:
    return [row for due in some for row in due.rows]


def _years(told: Promised, as_of: date) -> list[Estimate]:
    """The share on schedule of the due dates judged in the year to the day and in the year before."""
    every = dues(told.entries)
    return [
        _on_schedule(
            told, [due for due in every if window.first <= due.judged.toordinal() <= window.last], window,
            reading="strict", due="all", window=name,
        )
        for name, window in (("now", year_to(as_of)), ("before", year_before(as_of)))
    ]  # fmt: skip


def _kept(told: Promised, reading: str) -> Estimate:
    """The share of dated promises that were last kept; without a date a promise can be kept but never missed."""
    passed = dues(told.entries, reading)
    last = {due.promise: due for due in passed if told.judged(due)}
    kept = sum(due.status in {"kept", "kept_late"} for due in last.values())
    few = ["few_settled"] if len(last) < FEWEST else []
    return told.face(
        "kept_share", "Share of dated promises last kept, in time or late", kept / len(last) if last else None,
        unit="share", coverage=told.share, n=len(last), period=told.period,
        interval=(*share_interval(kept, len(last)), 0.8), evidence=_rows(last.values()),
        warnings=[*told.warnings, *few], reason=_UNSEEN if passed else _UNDATED, reading=reading,
    )  # fmt: skip


def _others(told: Promised, as_of: date) -> list[Estimate]:
    once, n = told_once(told.entries), len(told.entries)
    ahead = [entry for entry in once if (day := falls_due(entry)) and 0 <= (day - as_of).days <= AHEAD_DAYS]
    return [
        _count(told, "falls_due", "Promises that fall due within a year", ahead, len(once)),
        _count(told, "repeats", "Promises that say what an earlier one said", [e for e in told.entries if e.first], n),
        _count(told, "same_day", "Promises delivered the day they were made", [e for e in once if e.same_day], n),
        _count(
            told, "reannounced", "Promises made again before anything was delivered",
            [entry for entry in once if entry.reannounced], len(once),
        ),
    ]  # fmt: skip

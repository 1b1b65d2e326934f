"""Bargains for their own sake against promises made together, by who began them and when.

Takes a casebook, its promises and a period; gives counts and their share. Only days count on which strains begun by
that state and promises were both observed: a list that somebody selected says what was looked for, not who bargained.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from minilateral.codebook import actors
from minilateral.commitments.entries import Entry
from minilateral.commitments.words import told_once
from minilateral.measures.exposure import Watch, watch
from minilateral.measures.face import Face, partly
from minilateral.measures.uncertainty import share_interval
from minilateral.measures.windows import Span, between, year_before, year_to
from minilateral.model import Casebook, Estimate, Strain

TRANSACTIONAL = frozenset({"trade", "cost_sharing", "troops"})  # kinds of strains
EVERYBODY = "all"
_EMPTY = "neither a strain over trade, costs or troops nor a promise is on record in this period"
_AGAINST = "set against each other they would tell how they were found, not how far the members look ahead"


@dataclass(frozen=True, slots=True)
class Side:
    """Strains begun by one member (or by any) and promises that bind it, in one period, on days observed in both."""

    initiator: str  # a country code, or EVERYBODY
    name: str  # of the period: now, before, or the id of an era
    period: Span
    seen: Watch
    strains: tuple[Strain, ...]
    promises: tuple[Entry, ...]

    @property
    def share(self) -> float:
        """Of the period, observed in both tables."""
        return self.seen.share(self.period)

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows behind both counts."""
        return (*(row.id for row in self.strains), *(entry.commitment.id for entry in self.promises))


def periods(book: Casebook, as_of: date) -> dict[str, Span]:
    """The year to the day, the year before, and every era that had begun (by id), each up to the day."""
    out = {"now": year_to(as_of), "before": year_before(as_of)}
    for era in book.eras:
        if era.live and era.from_date <= as_of:
            out.setdefault(era.id, between(era.from_date, min(era.to_date or as_of, as_of)))
    return out


def sides(book: Casebook, as_of: date, entries: Sequence[Entry]) -> tuple[Side, ...]:
    """Both counts in every period: for all together and, where any can be told, for every member."""
    once = [entry for entry in told_once(entries) if entry.commitment.scope != "one_member"]
    strains = [row for row in book.strains if row.live and row.kind in TRANSACTIONAL and row.date <= as_of]
    out = []
    for name, period in periods(book, as_of).items():
        members = book.group.members_on(period.to_date) if period.days else ()
        seen = {code: watched(book, code) for code in members}
        seen[EVERYBODY] = reduce(Watch.meet, seen.values()) if seen else Watch(())
        if not any(days.share(period) for days in seen.values()):
            seen = {EVERYBODY: Watch(())}  # nothing to tell of any member, and one reason is enough
        for who, days in seen.items():
            begun = [row for row in strains if set(row.initiator) & (set(members) if who == EVERYBODY else {who})]
            bound = [entry for entry in once if who == EVERYBODY or _binds(entry, who)]
            out.append(Side(who, name, period, days, _strains(begun, period, days), _promises(bound, period, days)))
    return tuple(out)


def watched(book: Casebook, initiator: str) -> Watch:
    """The days on which strains begun by this state, and promises, were both observed."""
    return watch(book, "strains", actor=initiator).meet(watch(book, "commitments"))


def _binds(entry: Entry, who: str) -> bool:
    return not entry.commitment.members or who in entry.commitment.members


def _strains(rows: Iterable[Strain], period: Span, seen: Watch) -> tuple[Strain, ...]:
    """Those whose day, or the middle of the month that is known, lies in the period on a day observed."""
    found = [row for row in rows if _holds(sum(map(date.toordinal, row.span)) // 2, period, seen)]
    return tuple(sorted(found, key=lambda row: (row.date, row.id)))


def _promises(entries: Iterable[Entry], period: Span, seen: Watch) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if _holds(entry.commitment.made_date.toordinal(), period, seen))


def _holds(day: int, period: Span, seen: Watch) -> bool:
    return period.first <= day <= period.last and seen.covers(day)


def against(face: Face, side: Side) -> list[Estimate]:
    """`transactional_share` of one side, and the two counts behind it where the period was observed.

    Share = s / (s + c), of s strains and c promises; each weighs one.

    Units: share 0 to 1 with 80 % Jeffreys interval; strains; promises.
    """
    s, c = len(side.strains), len(side.promises)
    who = "any member" if side.initiator == EVERYBODY else called(side.initiator)
    warnings = ["promises_read", "one_rule", *partly(side.share)]
    warnings += ["month_precision"] if any(row.date_precision != "day" for row in side.strains) else []
    out = [
        face(
            "transactional_share", f"Strains over trade, costs or troops begun by {who}, of these and promises made",
            s / (s + c) if side.share and s + c else None, unit="share", coverage=side.share, n=s + c,
            period=side.period, interval=(*share_interval(s, s + c), 0.8) if s + c else None, evidence=side.rows,
            warnings=warnings, reason=_EMPTY if side.share else unlike(face.book, side),
            initiator=side.initiator, window=side.name,
        )
    ]  # fmt: skip
    if side.share:
        counts = (
            ("transactional_strains", f"Strains over trade, costs or troops begun by {who}", side.strains, "strains"),
            ("promises_made", f"Promises made that bind {who}", [e.commitment for e in side.promises], "promises"),
        )
        out += [
            face(
                name, label, float(len(rows)), unit=unit, coverage=side.share, n=len(rows), period=side.period,
                evidence=[row.id for row in rows], warnings=warnings, initiator=side.initiator, window=side.name,
            )
            for name, label, rows, unit in counts
        ]  # fmt: skip
    return out


def called(code: str) -> str:
    """A state as it is called in a label; its code where the codebook does not know it."""
    return actors.actor(code).short if actors.known(code) else code


def unlike(book: Casebook, side: Side) -> str:
    """Why nothing is set against anything: which of the two tables was selected in this period, or not collected."""
    if not side.period.days:
        return "there is no such period"
    codes = book.group.members_on(side.period.to_date) if side.initiator == EVERYBODY else (side.initiator,)
    parts = []
    if not all(watch(book, "strains", actor=code).share(side.period) for code in codes):
        looked = any(watch(book, "strains", actor=c, status=("observed", "partial")).share(side.period) for c in codes)
        parts.append("strains were only selected" if looked else "strains were not collected")
    if not watch(book, "commitments").share(side.period):
        looked = bool(watch(book, "commitments", status=("observed", "partial")).share(side.period))
        parts.append("promises are those of texts that were read" if looked else "promises were not collected")
    found = " and ".join(parts) or "strains and promises were observed on different days"
    return f"in this period {found}: {_AGAINST}"

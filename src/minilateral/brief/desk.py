"""What lies on the composer's desk: one casebook, its estimates, the dates asked for, and the ledger of evidence.

Takes a casebook and estimates; gives quick ways to find an estimate, to print it with its evidence and to name rows.
Every section and finding is a function of this one value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from minilateral.brief.answered import Answered, years
from minilateral.brief.deputies import Deputy, deputies
from minilateral.brief.drawn import FIGURES
from minilateral.brief.ledger import Ledger
from minilateral.brief.parts import Num, Ref, anchor
from minilateral.brief.texts import FromTexts
from minilateral.brief.wording import day, decimal, mid, percent
from minilateral.codebook.levels import rank
from minilateral.codebook.tables import table_names
from minilateral.commitments.ledger import ledger as promises
from minilateral.measures.exposure import watch
from minilateral.record.kept import Keep, nowhere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from minilateral.brief.parts import Figure, Text
    from minilateral.changes.listed import Changes
    from minilateral.commitments.entries import Entry
    from minilateral.model import Casebook, DatedRow, Engagement, Estimate, Row, Track

MEETS = frozenset({"meeting", "dialogue", "working_group", "exercise"})


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One brief in the making. `earlier` are the estimates of the same casebook one year before `as_of`.

    `later` says whether rows after `as_of` may be named (as seen since): only where no day was asked for.
    `keep` remembers what takes seconds to compute. `texts` is what documents held add.
    """

    book: Casebook
    as_of: date
    estimates: tuple[Estimate, ...] = ()
    earlier: tuple[Estimate, ...] = ()
    since: date | None = None
    later: bool = False
    keep: Keep = nowhere
    texts: FromTexts = field(default_factory=FromTexts)
    ledger: Ledger = field(default_factory=Ledger)
    made: dict[str, Figure | None] = field(default_factory=dict)  # figures drawn up already, by name

    @cached_property
    def _by_name(self) -> dict[str, list[Estimate]]:
        return _grouped(self.estimates)

    @cached_property
    def _earlier_by_name(self) -> dict[str, list[Estimate]]:
        return _grouped(self.earlier)

    @cached_property
    def observed_to(self) -> date | None:
        """The last fully observed day up to `as_of`; None where there is none."""
        spans = watch(self.book).spans
        known = [min(span.to_date, self.as_of) for span in spans if span.from_date <= self.as_of]
        return max(known, default=None)

    @property
    def watched(self) -> bool:
        """Whether the day itself lies in fully observed time."""
        return self.observed_to == self.as_of

    @property
    def coverage(self) -> str:
        """Until when the record was fully watched, in words."""
        if self.observed_to is None:
            return "at no time fully observed"
        return f"observed to {day(self.observed_to)}" + ("" if self.watched else ", only in part after that")

    def observed_part(self, estimate: Estimate) -> Text:
        """How much of an estimate's period was observed, where not all of it was: " (58% of it observed)"."""
        if estimate.coverage is None or estimate.coverage >= 1:
            return ()
        if estimate.coverage == 0:
            return (" (seen only in part)",)
        return (" (", self.ledger.estimate(estimate, percent(estimate.coverage)), " of it observed)")

    @cached_property
    def tracks(self) -> dict[str, Track]:
        """Live tracks by id."""
        return {track.id: track for track in self.book.tracks if track.live}

    @cached_property
    def engagements(self) -> dict[str, Engagement]:
        """Every engagement by id, whatever its status and date."""
        return {row.id: row for row in self.book.engagements}

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Every row of the casebook by id; where tables share an id the table read first keeps it."""
        found: dict[str, Row] = {}
        for name in table_names():
            for row in getattr(self.book, name):
                found.setdefault(row.id, row)
        return found

    def tracks_of(self, estimate: Estimate | None, lowest: int = 0, highest: int = 9) -> tuple[str, ...]:
        """Ids of the tracks behind an estimate whose level lies between two ranks, in the order of the tracks table."""
        met = {self.engagements[row].track for row in estimate.evidence if row in self.engagements} if estimate else ()
        return tuple(id_ for id_, track in self.tracks.items() if id_ in met and lowest <= rank(track.level) <= highest)

    def last_on(self, track: str) -> Engagement | None:
        """The last meeting of a track up to `as_of`: as consistency found it, else its last row that is no mere text.

        Consistency leaves out what is not on the ladder of levels (exercises, legislators) and instruments.
        """
        since = self.get("days_since", track=track)
        found = self.engagements.get(since.evidence[-1]) if since and since.evidence else None
        return found or self._last_rows.get(track)

    @cached_property
    def _last_rows(self) -> dict[str, Engagement]:
        everybody = self.book.group.members_on
        return {
            row.track: row
            for row in self.book.engagements
            if row.live and row.track and row.kind != "statement" and row.date <= self.as_of
            and set(everybody(row.date)) <= set(row.participants)
        }  # fmt: skip

    @cached_property
    def deputies(self) -> tuple[Deputy, ...]:
        """Meetings up to `as_of` at which a deputy sat for a member."""
        return deputies(self.book, self.as_of)

    @cached_property
    def answered(self) -> tuple[Answered, Answered]:
        """Severe provocations and those answered together in time, in the last year and the year before."""
        return years(self.book, self.as_of)

    @cached_property
    def promises(self) -> tuple[Entry, ...]:
        """What became of each promise made up to `as_of`, in the order they were made."""
        return promises(self.book, self.as_of)

    @cached_property
    def changes(self) -> Changes:
        """Alarms, dated changes and power up to `as_of`."""
        from minilateral.changes.listed import changes  # noqa: PLC0415 -- only two sections ask

        return changes(self.book, self.as_of, self.keep)

    def figures(self, name: str) -> tuple[Figure, ...]:
        """The figure of this name, drawn up once; none where the record is too thin for one."""
        if name not in self.made:
            self.made[name] = FIGURES[name](self)
        found = self.made[name]
        return (found,) if found else ()

    def all(self, name: str, **key: str) -> tuple[Estimate, ...]:
        """Estimates called `name` whose key has these parts, in the order the measure gave them."""
        return tuple(e for e in self._by_name.get(name, ()) if all(e.of(part) == want for part, want in key.items()))

    def get(self, name: str, **key: str) -> Estimate | None:
        """The first estimate called `name` whose key has these parts."""
        return next(iter(self.all(name, **key)), None)

    def before(self, name: str, **key: str) -> Estimate | None:
        """The same estimate as it stood one year before `as_of`."""
        found = self._earlier_by_name.get(name, ())
        return next((e for e in found if all(e.of(part) == want for part, want in key.items())), None)

    def track_name(self, track: str) -> str:
        """A track's name as it stands inside a sentence; its id where no track has that id."""
        return mid(self.tracks[track].name) if track in self.tracks else track

    def track_title(self, track: str) -> str:
        """A track's name as it stands in a table; its id where no track has that id."""
        return self.tracks[track].name if track in self.tracks else track

    def value(self, estimate: Estimate, write: Callable[[float], str] = decimal) -> Num:
        """An estimate's value as printed; "not known" where there is none."""
        return self.ledger.estimate(estimate, "not known" if estimate.value is None else write(estimate.value))

    def bounds(self, estimate: Estimate, write: Callable[[float], str] = decimal) -> tuple[Num, Num]:
        """Lower and upper bound of an estimate that has an interval."""
        low, high = estimate.low, estimate.high
        return (
            self.ledger.estimate(estimate, "not known" if low is None else write(low)),
            self.ledger.estimate(estimate, "not known" if high is None else write(high)),
        )

    def rule(self, name: str, text: str, title: str, note: str) -> Num:
        """A number that is a rule of ours and no finding, tied to the words of the rule."""
        return self.ledger.cite(text, anchor("rule", name), title, (), note)


def _grouped(estimates: Iterable[Estimate]) -> dict[str, list[Estimate]]:
    groups: dict[str, list[Estimate]] = {}
    for estimate in estimates:
        groups.setdefault(estimate.name, []).append(estimate)
    return groups


def ref(row: DatedRow) -> Ref:
    """A row named by its date, as exact as it is known."""
    return Ref(day(row.date, row.date_precision), row.id)


def ids(rows: Iterable[Row]) -> tuple[str, ...]:
    """The ids of rows, in their order."""
    return tuple(row.id for row in rows)

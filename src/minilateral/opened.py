"""One group, opened, and what can be asked of it.

Takes a casebook, and names and dates as people type them ("foreign ministers", "2021", "2025-10-31"); gives the
frozen records of `minilateral.model`. Unknown names raise with the nearest known ones. Only `brief`, `export`, `freeze`
and `resolve` write.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilateral.codebook.levels import crosswalk, words
from minilateral.codebook.tables import table
from minilateral.errors import BadDate, EndBeforeStart, UnknownName
from minilateral.measures import measure
from minilateral.measures.exposure import coverage_end, default_as_of
from minilateral.model import Casebook, Engagement, Estimate, Group, span_of
from minilateral.record import workspace as places
from minilateral.record.names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pyarrow as pa

    from minilateral.changes.listed import Changes
    from minilateral.claims.claim import Verdict
    from minilateral.commitments.listed import Promises
    from minilateral.documents import Document
    from minilateral.outlook.ahead import Outlook
    from minilateral.outlook.ledger import Frozen, Settled
    from minilateral.pipeline import Written
    from minilateral.scenarios.scenario import Scenario
    from minilateral.statements.held import Held
    from minilateral.statements.novelty import Novelty
    from minilateral.statements.phrases import Lineage


_DAY = re.compile(r"[0-9]{4}(-[0-9]{1,2}){0,2}")


def day(text: str | date | None, *, last: bool = False) -> date | None:
    """The day that `text` names; of a year or month its first day, or its last when `last`.

    >>> day("2021"), day("2024-02", last=True)
    (datetime.date(2021, 1, 1), datetime.date(2024, 2, 29))
    """
    if text is None or isinstance(text, date):
        return text
    if not _DAY.fullmatch(text.strip()):
        raise BadDate(text)
    numbers = [int(part) for part in text.strip().split("-")]
    try:
        start = date(*[*numbers, 1, 1][:3])
    except ValueError:
        raise BadDate(text) from None
    precision = ("year", "month", "day")[len(numbers) - 1]
    return span_of(start, precision)[1 if last else 0]  # type: ignore[arg-type]


class Estimates(tuple[Estimate, ...]):
    """Estimates in order, with a way into data frames."""

    __slots__ = ()

    def rows(self) -> list[dict[str, Any]]:
        """One plain dict per estimate; `key` is written `name=value`, joined by `; `."""
        names = [field.name for field in fields(Estimate)]
        return [
            {name: getattr(one, name) for name in names} | {"key": "; ".join("=".join(part) for part in one.key)}
            for one in self
        ]

    def to_arrow(self) -> pa.Table:
        """The same as an Arrow table, which pandas, polars and DuckDB read without copying."""
        from minilateral.frames import arrow  # noqa: PLC0415 -- heavy, and wanted by few

        return arrow(self.rows(), [field.name for field in fields(Estimate)])


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """One group, opened: its casebook, and what can be asked of it.

    Example:
        >>> from minilateral.library import open
        >>> group = open("japan-korea-us")
        >>> group.engagements(level="minister", until="2025-10")[-1].date
        datetime.date(2025, 10, 29)
    """

    book: Casebook
    workspace: places.Workspace
    casebook_hash: str = ""  # SHA-256 of the files the casebook was read from
    notes: tuple[str, ...] = ()  # what a person should know about the record, such as that rows were at fault

    @property
    def group(self) -> Group:
        """Who the group is."""
        return self.book.group

    @property
    def coverage_end(self) -> date | None:
        """Last day on which engagements were observed; None if never."""
        return coverage_end(self.book)

    def as_of(self, asked: str | date | None = None) -> date | None:
        """The day counts end on: the one asked for, else the end of observed coverage, else the last engagement."""
        return day(asked, last=True) or default_as_of(self.book)

    def watched(self) -> str:
        """Until when engagements were observed, in words for a reader."""
        if self.coverage_end is None:
            return "at no time fully observed, so no rates are given"
        return f"observed to {self.coverage_end}; what lies outside observed coverage is unknown, not zero"

    def engagements(
        self,
        *,
        level: str | None = None,
        track: str | None = None,
        kind: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        everything: bool = False,
    ) -> tuple[Engagement, ...]:
        """Engagements in the order they happened.

        Args:
            level: this level or above, in any word of the codebook; a word off the ladder (forces) means itself alone.
            track: id or name of a track.
            kind: meeting, call, dialogue, …
            since: first day, month or year.
            until: last day, month or year.
            everything: also rows that are planned, unconfirmed or superseded.
        """
        first, final = day(since), day(until, last=True)
        if first and final and final < first:
            raise EndBeforeStart(first, final)
        reaches = _reaches(level)
        tracks = {_track(self.book, track)} if track else None
        kind = None if kind is None else _known("kind", kind, _kinds())
        return tuple(
            row
            for row in self.book.engagements
            if (everything or row.live)
            and reaches(row.level)
            and (tracks is None or row.track in tracks)
            and (kind is None or row.kind == kind)
            and (first is None or row.span[1] >= first)
            and (final is None or row.span[0] <= final)
        )

    def measure(self, name: str | None = None, *, as_of: str | date | None = None) -> Estimates:
        """Estimates of one measure, or of all, as of a day (default: the end of observed coverage)."""
        return Estimates(measure(self.book, name, day(as_of, last=True)))

    def commitments(
        self,
        *,
        as_of: str | date | None = None,
        status: str | None = None,
        due_before: str | date | None = None,
    ) -> Promises:
        """What became of each promise as of a day (default: the end of observed coverage), in the order they were made.

        Args:
            as_of: the day the ledger stands on; promises made later are not in it.
            status: only these: overdue, open, broken, kept late, kept, not observable or needs a person.
            due_before: only what falls due by this day, month or year and has not been missed.
        """
        from minilateral.commitments.ledger import ledger  # noqa: PLC0415 -- wanted by few
        from minilateral.commitments.listed import Promises  # noqa: PLC0415

        stands = self.as_of(as_of)
        entries = ledger(self.book, stands) if stands else ()
        return Promises(entries, self.group, stands).where(status=status, due_before=day(due_before, last=True))

    def check(self, claim: str, *, made_on: str | date | None = None) -> tuple[Verdict, ...]:
        """Check what a sentence claims of the group, each claim by itself: the verdict, its rows, other readings.

        Args:
            claim: a sentence, or a few.
            made_on: the day it was said (default: the end of observed coverage).

        Raises:
            NothingToCheck: it makes no claim that can be read.
            UnknownName: an event or person it names is not on record; the nearest are offered.

        Example:
            >>> from minilateral.library import open
            >>> open("quad").check("Quad leaders have not met since Tokyo.", made_on="2024-12-01")[0].verdict
            'does_not_hold'
        """
        from minilateral.claims.check import check  # noqa: PLC0415 -- wanted by few
        from minilateral.claims.parse import parse  # noqa: PLC0415 -- as above

        return tuple(check(self.book, one) for one in parse(claim, group=self.book, made_on=day(made_on)))

    def changes(self, *, as_of: str | date | None = None) -> Changes:
        """When conduct changed, what could have been seen, and what is recorded near it.

        Args:
            as_of: the day the record is read up to (default: the end of observed coverage).

        Example:
            >>> from minilateral.library import open
            >>> [one.direction for one in open("japan-korea-us").changes(as_of="2025-10-31").lead.alarms]
            ['down', 'up', 'up']
        """
        from minilateral.changes.listed import changes  # noqa: PLC0415 -- wanted by few
        from minilateral.record.kept import keeper  # noqa: PLC0415

        return changes(self.book, self.as_of(as_of), keeper(self.workspace.kept))

    def scenario(
        self, *, horizon: Mapping[str, str | float] | None = None, successor: Mapping[str, float] | None = None,
        punishment: str | int = "grim", assumptions: str | Path | None = None, as_of: str | date | None = None,
    ) -> Scenario:  # fmt: skip
        """Who could sustain cooperation, and who binds, under assumptions that are part of the answer.

        Args:
            horizon: of members that are to look ahead less or more far, such as `{"USA": "1y"}`.
            successor: of members whose policy ends with that horizon, the chance that their successor goes on.
            punishment: how long a breach is answered: "grim" (for ever) or a number of quarters.
            assumptions: a table of your own, whose rows go before those that are shipped.
            as_of: the day on which measured ranges stand (default: the end of observed coverage).
        """
        from minilateral.record.kept import keeper  # noqa: PLC0415 -- wanted by few
        from minilateral.scenarios.scenario import scenario  # noqa: PLC0415

        stands = self.as_of(as_of) or self.group.founded or date(1, 1, 1)
        return scenario(
            self.book, stands, horizon=horizon, successor=successor, punishment=punishment,
            assumptions=Path(assumptions) if assumptions else None, keep=keeper(self.workspace.kept),
        )  # fmt: skip

    def documents(
        self,
        *,
        own: bool = False,
        issuer: str = "",
        kind: str = "",
        since: str | date | None = None,
        until: str | date | None = None,
    ) -> tuple[Document, ...]:
        """Documents of the library that concern the group, by the day they tell of.

        Args:
            own: only those in which the members speak or meet as this group, not those that merely name them all.
            issuer: words of the issuer, publisher or host.
            kind: joint_statement, readout, remarks, …
            since: first day, month or year.
            until: last day, month or year.
        """
        from minilateral.record.library import Filters, documents  # noqa: PLC0415 -- wanted by few
        from minilateral.statements.held import groups  # noqa: PLC0415

        first, final = day(since), day(until, last=True)
        filters = Filters(issuer=issuer, kind=kind, since=first, until=final, group=self.group.slug)
        found = documents(self.workspace, filters, groups(self.workspace))
        mine = {one.id for one in self.held().own} if own else set()
        return tuple(one for one in found if not own or one.id in mine)

    def held(self) -> Held:
        """What the library holds of the group: its statements in order, and the engagements they tell of."""
        from minilateral.statements.held import held  # noqa: PLC0415 -- as above

        return held(self.workspace, self.book)

    def phrases(self, phrase: str) -> Lineage:
        """What became of a phrase in the group's statements: first, last, dropped, brought back, by whom.

        Where no whole text is held, its absence is not known.

        Example:
            >>> from minilateral.library import open
            >>> open("japan-korea-us").phrases("unshakeable").together.last.said.day
            '2025-02-15'
        """
        return self.held().phrase(phrase)

    def new_phrases(self, document: str) -> tuple[Novelty, ...]:
        """What a statement says that the group never said before, or had not said for some time.

        Args:
            document: its id, the first characters of it, or its address.
        """
        return self.held().new_in(document)[1]

    def outlook(self, *, as_of: str | date | None = None) -> Outlook:
        """What is likely next, beside what the naive would say, and how good such forecasts have been.

        Args:
            as_of: what happened later is not seen (default: the end of observed coverage). Forecasts begin where
                observation ends, if that is earlier.
        """
        from minilateral.outlook.ahead import Outlook, outlook  # noqa: PLC0415 -- numpy waits until it is needed
        from minilateral.record.kept import keeper  # noqa: PLC0415 -- as above

        stands = self.as_of(as_of)
        if stands is None:
            return Outlook(self.group.slug, None, None, (), ("nothing is on record yet, so nothing is forecast",))
        return outlook(self.book, stands, others=self._others, keep=keeper(self.workspace.kept))

    def _others(self) -> tuple[Casebook, ...]:
        """The casebooks of all other groups."""
        from minilateral.record.store import open_record  # noqa: PLC0415 -- as above

        with open_record(self.workspace) as record:
            slugs = [group.slug for group in record.groups() if group.slug != self.group.slug]
            return tuple(record.casebook(slug) for slug in slugs)

    def freeze(self, found: Outlook | None = None) -> Frozen:
        """Write forecasts into the journal, each once and sealed; by default those of the end of observed coverage."""
        from minilateral.outlook.ledger import freeze  # noqa: PLC0415 -- as above

        return freeze(self.workspace, found or self.outlook(), self.casebook_hash, self.coverage_end)

    def resolve(self, *, as_of: str | date | None = None) -> tuple[Settled, ...]:
        """Settle frozen forecasts that are due by the record as of a day, each once; gives all of the group."""
        from minilateral.outlook.ledger import resolve  # noqa: PLC0415 -- as above

        stands = self.as_of(as_of)
        return resolve(self.workspace, self.book, stands) if stands else ()

    def brief(
        self,
        out: str | Path | None = None,
        *,
        as_of: str | date | None = None,
        since: str | date | None = None,
        sections: Iterable[str] = (),
        one_page: bool = False,
    ) -> Written:
        """Write the brief (pages, PDF, data, feed, citations, picture) into the folder `out`, whole or not at all.

        Args:
            out: the folder; by default `briefs/GROUP` of the workspace.
            as_of: the day it stands on (default: the end of observed coverage).
            since: a day from which changes are to be told.
            sections: names of those wanted below the first screen, such as `["breadth", "response"]`; none: all.
            one_page: whether to write one page for a minister beside it.
        """
        from minilateral.pipeline import write_brief  # noqa: PLC0415 -- charts and fonts wait until they are needed

        return write_brief(
            self.workspace,
            self.group.slug,
            as_of=day(as_of, last=True),
            since=day(since),
            sections=sections,
            one_page=one_page,
            out=Path(out) if out else None,
        )

    def export(self, out: str | Path, *, as_of: str | date | None = None) -> tuple[Path, ...]:
        """Write a citable Data Package (casebook, estimates, evidence) into the folder `out`."""
        from minilateral.record.export import write_package  # noqa: PLC0415 -- as above

        estimates = self.measure(as_of=as_of)
        return write_package(self.book, estimates, Path(out), casebook_hash=self.casebook_hash)


def _kinds() -> tuple[str, ...]:
    return next(column.values for column in table("engagements").columns if column.name == "kind")


def _known(kind: str, found: str, available: tuple[str, ...]) -> str:
    """The name of the list that `found` spells, in any case and with spaces or underscores."""
    for name in available:
        if folded(name) == folded(found):
            return name
    raise UnknownName(kind, found, available)


def _track(book: Casebook, wanted: str) -> str:
    """The id of the track that `wanted` names by id or name, in any case and spelling."""
    for track in book.tracks:
        if folded(wanted) in {folded(track.id), folded(track.name)}:
            return track.id
    names = [name for track in book.tracks for name in (track.name, track.id)]
    raise UnknownName("track", wanted, names)


def _reaches(level: str | None) -> Callable[[str], bool]:
    """Whether a row's level word is `level` or above; off the ladder, whether it is the same level."""
    if level is None:
        return lambda _: True
    floor = crosswalk(_known("level", level, words()))
    if not floor.rank:
        return lambda word: crosswalk(word).name == floor.name
    return lambda word: crosswalk(word).rank >= floor.rank

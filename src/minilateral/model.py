"""The frozen records that stages hand on.

Field names are the column names of `codebook/tables.yml`; a casebook row and its record here differ only
in that cells have become dates, tuples and numbers. Empty cells are `None` (or an empty tuple or string),
never zero. Nothing here reads, writes or computes more than a property.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]
Status = Literal["known", "planned", "unconfirmed", "superseded"]
Watched = Literal["observed", "partial", "not_observed"]


def span_of(day: date, precision: Precision) -> tuple[date, date]:
    """First and last day that a date of this precision may mean."""
    if precision == "day":
        return day, day
    if precision == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return date(day.year, 1, 1), date(day.year, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every casebook row carries: identity, source, and where it stands."""

    id: str
    source_url: str = ""
    confidence: str = ""
    status: Status = "known"
    superseded_by: str = ""
    changed_by: str = ""
    changed_on: date | None = None
    reason: str = ""
    origin: str = "shipped"  # or "workspace": a user's row that adds to or overrides ours

    @property
    def live(self) -> bool:
        """Known and not superseded: the only rows that are ever counted."""
        return self.status == "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRow(Row):
    """A row that happened on a day, or in a month or year when no more is known."""

    date: dt.date
    date_precision: Precision = "day"

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """First and last day the row's date may mean."""
        return span_of(self.date, self.date_precision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement(DatedRow):
    """One real thing that all or most members did together (DESIGN §2)."""

    kind: str
    level: str
    portfolio: str = ""
    domain: str = ""
    track: str = ""
    occasion_id: str
    end_date: date | None = None
    participants: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    place: str = ""
    host_country: str = ""
    occasion: str = ""
    standalone: bool | None = None
    joint_statement: bool | None = None
    ordinal: int | None = None
    ordinal_series: str = ""
    ordinal_basis: str = ""
    topics: tuple[str, ...] = ()
    summary: str
    source_url_2: str = ""
    caution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Row):
    """Who sat for one member at one engagement, and at which level."""

    engagement_id: str
    member: str
    person: str = ""
    level: str = ""  # empty: not known
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track(Row):
    """A recurring format of the group, such as foreign ministers."""

    name: str
    level: str
    portfolio: str = ""
    cadence_days: int | None = None
    cadence_note: str = ""
    promised_by: tuple[str, ...] = ()
    derived: bool = False  # made from level and portfolio because nobody named the track
    ended: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall(Row):
    """How many meetings of a track and period the record holds, of how many an official text numbers."""

    track: str
    series: str = ""
    from_date: date | None = None
    to_date: date | None = None
    recorded: int | None = None
    official: int | None = None  # empty: no official count is public
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Row):
    """From when to when, and how completely, a table (or one level or track of it) was watched."""

    table: str
    from_date: date
    to_date: date
    watched: Watched
    track: str = ""
    actor: tuple[str, ...] = ()  # provocations: only the acts of these states; empty: of all
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Era(Row):
    """A named stretch of a group's life within which rates may be compared."""

    name: str
    from_date: date
    to_date: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provocation(DatedRow):
    """What the group had to answer. `severity` runs 1 to 5 by the rule in the casebook README."""

    actor: tuple[str, ...]
    kind: str
    severity: int | None = None
    target: tuple[str, ...] = ()
    launched: int | None = None
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(DatedRow):
    """What was done about one provocation, by whom, together or apart."""

    provocation_id: str = ""  # empty: no single provocation is named
    kind: str
    participants: tuple[str, ...] = ()
    level: str = ""
    link_basis: str = ""
    engagement_id: str = ""
    together: str = ""
    summary: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strain(DatedRow):
    """What pulled members apart; kind `relief` eases one and is never added to the others."""

    kind: str
    initiator: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    members_affected: tuple[str, ...] = ()
    severity: int | None = None
    summary: str
    end_date: date | None = None
    end_precision: Precision | None = None
    end_basis: str = ""
    resolved_by: str = ""
    breaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(DatedRow):
    """A text the members issued together, or one member's readout."""

    title: str
    engagement_id: str = ""
    issuing_members: tuple[str, ...] = ()
    kind: str
    issued_by: str = ""
    official_url: str = ""
    urls: tuple[str, ...] = ()
    key_phrases: tuple[str, ...] = ()
    completeness: str = ""  # full: a followed phrase that is not noted does not stand in the text
    lang: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout(DatedRow):
    """One member's own account of what the members did together, or their remarks when they met."""

    member: str
    kind: str
    title: str
    engagement_id: str = ""
    issued_by: str = ""
    key_phrases: tuple[str, ...] = ()
    completeness: str
    lang: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Row):
    """A dated promise made together, with the rule by which the record settles it."""

    made_date: date
    made_at: str = ""
    text: str
    kind: str
    period_days: int | None = None
    due_date: date | None = None
    track: str = ""
    members: tuple[str, ...] = ()
    scope: str = ""
    evidence_rule: str = ""  # in the grammar of codebook/rules.py
    rule_text: str = ""
    fulfilments: tuple[str, ...] = ()
    seen: str = ""  # delivered or short: what a source shows that no row holds
    seen_on: date | None = None
    seen_precision: Precision | None = None
    evidence_url: str = ""
    note: str = ""
    fulfilment_note: str = ""
    repeat_group: str = ""
    repeat_role: str = ""
    repeat_of: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shock(DatedRow):
    """An act of one member that shook the confidence of allies generally."""

    end_date: date | None = None
    end_precision: Precision | None = None
    actor: tuple[str, ...]
    aimed_at: tuple[str, ...] = ()
    kind: str
    severity: int | None = None
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Row):
    """One person's term in one office of one state; `to_date` is the day the successor takes over.

    `person` is empty while the office stood vacant.
    """

    person: str = ""
    name_variants: tuple[str, ...] = ()
    country: str
    office: str
    from_date: date
    from_precision: Precision = "day"
    to_date: date | None = None
    to_precision: Precision | None = None
    acting: bool = False
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerMember:
    """A state that left or ceased to be, and the members that came in its place."""

    code: str
    until: date
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A minilateral: who it is and what it is for. One home for names and members (`group.yml`)."""

    slug: str
    name: str
    members: tuple[str, ...]
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    founded: date | None = None
    founded_precision: Precision = "day"
    founded_source_url: str = ""
    purposes: str = ""
    focus: str = ""
    former_members: tuple[FormerMember, ...] = ()
    note: str = ""
    origin: str = "shipped"

    def members_on(self, day: date) -> tuple[str, ...]:
        """Who belonged to the group on that day, by code."""
        earlier = [former for former in self.former_members if day <= former.until]
        later = {code for former in earlier for code in former.replaced_by}
        return tuple(sorted({code for code in self.members if code not in later} | {former.code for former in earlier}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Casebook:
    """Everything known about one group, in event-time order; the one value every measure takes."""

    group: Group
    engagements: tuple[Engagement, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    tracks: tuple[Track, ...] = ()
    recall: tuple[Recall, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    eras: tuple[Era, ...] = ()
    provocations: tuple[Provocation, ...] = ()
    responses: tuple[Response, ...] = ()
    strains: tuple[Strain, ...] = ()
    statements: tuple[Statement, ...] = ()
    readouts: tuple[Readout, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    shocks: tuple[Shock, ...] = ()
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One thing wrong with one cell or row of a casebook, and what to do about it."""

    file: str
    row: int | None  # line number in the file as an editor shows it; None: the whole file
    column: str
    found: str
    expected: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One value of a named quantity of a group over a period.

    `value` is None when the record does not allow one; `reason` then says why, in words for a reader.
    `interval` is the probability the interval [low, high] holds (.8 means central 80 %); None where those two are
    the ends of a mere range. `evidence` are ids of the rows that were counted. `coverage` is the share (0 to 1) of the
    period that was observed.
    `key` says which of several like estimates this is: (("track", "T-FM"),) or (("window", "3"), ("severity", "4")).
    """

    group: str
    measure: str
    name: str
    label: str
    from_date: date | None
    to_date: date | None
    value: float | None
    low: float | None = None
    high: float | None = None
    interval: float | None = None
    unit: str = ""
    coverage: float | None = None
    n: int | None = None
    evidence: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()  # codes of codebook/warnings.yml
    reason: str = ""
    key: tuple[tuple[str, str], ...] = field(default=())

    def of(self, name: str) -> str:
        """The part of `key` called `name`, or an empty string."""
        return dict(self.key).get(name, "")

"""The brief as one value: what the composer makes and the three renderings read.

A sentence is a tuple of plain strings, numbers (`Num`) and references to rows (`Ref`). A `Num` cannot be made
without naming an `Evidence` set of the same brief, so every number on a page leads to the rows behind it.
The evidence set of an estimate is named by `evidence_key`, in sentences, tables and figures alike; whoever
prints an estimate writes `Num(text, evidence_key(estimate))` and the composer adds the set to the brief.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from datetime import date

    from minilateral.model import Estimate, Group

Arrow = Literal["rising", "steady", "falling", "not known"]


def anchor(*parts: str) -> str:
    """A stable name that may stand in a URL fragment: letters, digits, `-`, `_`, `.`; made from `parts` in order."""
    return "-".join(re.sub(r"[^\w.]+", "_", part).strip("_") or "all" for part in parts)


def evidence_key(estimate: Estimate) -> str:
    """The key of the evidence set of one estimate, such as `consultation-contacts_year-contacts-now`."""
    return anchor(estimate.measure, estimate.name, *(value for _, value in estimate.key))


@dataclass(frozen=True, slots=True)
class Num:
    """A number (or a date counted from) as printed, and the key of the evidence set behind it."""

    text: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A named row of the record, such as the last meeting."""

    text: str
    row: str


Text = tuple["str | Num | Ref", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The rows behind one number: a stable key (used as anchor), what was counted, and the row ids.

    `rows` is empty where nothing was found (a count of none) and where the number is a rule of ours rather than
    a finding (keys beginning `rule-`); `note` then says what was searched, or the rule.
    """

    key: str
    title: str
    rows: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One row of the record as a reader sees it."""

    id: str
    table: str
    date: dt.date | None
    date_text: str
    head: str  # "Foreign ministers, meeting, New York"
    summary: str
    details: tuple[tuple[str, str], ...] = ()  # ("levels", "JPN minister, KOR vice minister"), ("caution", ...)
    source_url: str = ""
    source_url_2: str = ""
    confidence: str = ""
    origin: str = "shipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A small table for a reader; cells are sentences."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    numeric: tuple[int, ...] = ()  # columns set flush right
    groups: tuple[tuple[int, str], ...] = ()  # headings between rows: the row each stands before, in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One chart: a Vega-Lite spec, what it says in words, and the same numbers as a table."""

    id: str
    title: str  # the finding in words, not the name of the variable
    subtitle: str  # what is plotted, unit, period
    alt: str
    spec: str  # Vega-Lite as JSON, keys sorted
    data: Table
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence of the first screen: a function of the partnership, its arrow, and the sentence."""

    function: str  # "Discusses", "Answers together", "Keeps its breadth", "Meets consistently"
    arrow: Arrow
    sentence: Text
    interval: Text
    coverage: str  # "observed to 31 October 2025"
    cautions: tuple[str, ...] = ()
    section: str = ""  # id of the section that says more


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the brief below the first screen."""

    id: str
    title: str
    lead: Text = ()
    paragraphs: tuple[Text, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The published assessment of one group as of one day."""

    group: Group
    as_of: date
    coverage_end: date | None
    since: date | None
    title: str
    standfirst: Text  # the one-paragraph answer
    findings: tuple[Finding, ...]
    glance: Table  # the first screen: last meeting, days elapsed, completeness of the tracks of ministers and leaders
    tracks: Table  # the same of every track that runs and met within five years or was promised, and its rhythm
    silent: Table  # the same of those ended, or silent for longer
    newest: Text  # the newest change
    would_change: tuple[Text, ...]  # what would change this view
    sections: tuple[Section, ...]
    estimates: tuple[Estimate, ...]
    evidence: tuple[Evidence, ...]
    rows: tuple[EvidenceRow, ...]  # every row cited by any evidence set, in date order
    version: str
    casebook_hash: str
    sources_count: int = 0
    caution: Text = ()  # how complete the record is: qualifies every finding, stands beside them on the first screen
    gist: str = ""  # the answer in a few words without numbers: "still meeting, less often and on fewer tracks"

"""The frozen records of texts that stages hand on: snapshots, the documents read from them, and their passages.

Beside `minilateral.model`, which holds what is known of groups. What a text does not say is an empty string or None,
never a guess; what was found out some other way says how, in a field called `basis`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Completeness = Literal["full", "excerpt", "teaser", "unknown"]
Relation = Literal["official", "verbatim", "near_verbatim", "altered", "translation", "teaser", "unknown"]
PassageKind = Literal["heading", "paragraph", "item", "sentence"]
QUOTABLE: frozenset[Relation] = frozenset({"official", "verbatim"})  # no wording is quoted from any other copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One occasion on which these bytes were had: from where, when, what the host said, and why they were asked for."""

    url: str  # as asked for; `file:` and a path for a local file
    final_url: str  # after redirects
    fetched_at: datetime  # UTC
    status: int | None = None  # of HTTP; None for a file
    headers: tuple[tuple[str, str], ...] = ()
    licence: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Bytes as they came, named by their SHA-256; the same bytes from two places are one snapshot with two origins."""

    sha256: str
    media_type: str
    size: int
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A day or moment as ISO 8601 text, as exact as it is known, and what says so; empty where nothing does."""

    value: str = ""
    basis: str = ""

    @property
    def day(self) -> str:
        """The day alone, empty where it is not known."""
        return self.value[:10] if len(self.value) >= len("2025-01-01") else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text read from a snapshot, or from one part of it, with where it stands among copies and four dates.

    `event` is the day of what it tells of, `issued` when the issuer issued it (with zone), `published` when the host
    put it up, `seen` when we first saw it. Events are counted on `event` alone.
    """

    id: str
    snapshot: str  # SHA-256
    part: str = ""  # which part of the snapshot: "line 17", "item 3"; empty: all of it
    url: str = ""
    original_url: str = ""  # where the copy says the original is
    title: str = ""
    issuer: str = ""  # whose words these are
    publisher: str = ""  # who published them first
    host: str = ""  # on whose site they were found
    author: str = ""
    language: str = ""  # ISO 639-1
    kind: str = ""  # joint_statement, readout, remarks, fact_sheet, press_briefing, news, comment, …; empty: not known
    event: Stamp = Stamp()
    issued: Stamp = Stamp()
    published: Stamp = Stamp()
    seen: Stamp = Stamp()
    completeness: Completeness = "unknown"
    completeness_basis: str = ""
    relation: Relation = "unknown"
    relation_basis: str = ""
    read_with: str = ""  # "trafilatura precision", "pypdf", "plain text", …
    notes: tuple[str, ...] = ()  # what went wrong or was repaired on the way
    text: str = ""

    @property
    def quotable(self) -> bool:
        """Whether wording may be quoted from it."""
        return self.relation in QUOTABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A heading, paragraph, list item or sentence of a document: `text[start:end]` of its text."""

    id: str  # document id, colon, kind initial and number
    document: str
    kind: PassageKind
    number: int  # from 1, in order, within its kind
    start: int
    end: int
    section: str = ""  # heading it stands under
    label: str = ""  # list number as printed
    text: str

"""The statements of a group in the order they were made, copies of one text made one.

Takes documents that are a group's own, each with the engagement it tells of, and the rows of its record; gives one
`Said` for each statement. Whether its text may be quoted and is whole decides what can be learnt from it: words that
stand in it from any official or verbatim text, words that do not from a whole one only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from minilateral.reading.duplicates import compared
from minilateral.record.voices import voice
from minilateral.statements.spelled import WORD, Spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from minilateral.documents import Document
    from minilateral.model import Statement

TOGETHER = "together"
_NEAR = timedelta(days=3)  # between the days of copies of one text: hosts shift days, and archives republish late
_ARCHIVE = ", archive of "  # a government and the archive of its pages are one issuer
_LEAST_SHARED = 0.5  # of the words of two titles, for a row and a document of one day
_TOGETHER_KINDS = frozenset({"joint_statement", "principles", "commitment", "press_statement"})


@dataclass(frozen=True)
class Said:
    """One statement: by whom (`together`, or one issuer), when, and the text and the row that are held of it."""

    day: str
    by: str
    title: str
    document: Document | None = None
    copies: tuple[str, ...] = ()  # ids of other copies held
    engagement: str = ""
    row: Statement | None = None

    @property
    def id(self) -> str:
        """The id of the document, else of the row."""
        return self.document.id if self.document else self.row.id if self.row else ""

    @property
    def quotable(self) -> bool:
        """Whether words may be taken from its text."""
        return self.document is not None and self.document.quotable

    @property
    def whole(self) -> bool:
        """Whether words that its text does not hold were not said."""
        return self.quotable and self.document is not None and self.document.completeness == "full"

    @property
    def gap(self) -> str:
        """Why it cannot be known what it did not say; empty where it can."""
        if self.document is None:
            return "no text is held"
        if not self.document.quotable:
            return f"the text held is {_called(self.document.relation)}"
        return "" if self.whole else f"the text held is {_called(self.document.completeness)}"

    @cached_property
    def spelled(self) -> Spelled:
        """Its words, for finding phrases."""
        return Spelled(self.document.text if self.document else "")


@dataclass(slots=True)
class _Gathered:
    documents: list[Document] = field(default_factory=list)
    row: Statement | None = None


def series(
    documents: Iterable[Document],
    rows: Iterable[Statement] = (),
    engagements: Mapping[str, str] | None = None,
    apart: frozenset[tuple[str, str]] = frozenset(),
) -> tuple[Said, ...]:
    """Every statement of a group, by day.

    Args:
        documents: own documents of the group; those that are neither joint nor a readout are passed over.
        rows: of the casebook; superseded and planned ones are passed over.
        engagements: by document id, the engagement it tells of.
        apart: pairs of documents that a person said are no copies.
    """
    told = engagements or {}
    gathered: list[_Gathered] = []
    for document in sorted((one for one in documents if voice(one)), key=lambda one: (_day(one), one.id)):
        for one in reversed(gathered):
            if _copy(document, one.documents[0], apart):
                one.documents.append(document)
                break
        else:
            gathered.append(_Gathered([document]))
    _join(gathered, sorted((row for row in rows if row.live), key=lambda row: (row.date, row.id)), told)
    made = (_said(one, told) for one in gathered)
    return tuple(sorted(made, key=lambda said: (said.day, said.by != TOGETHER, said.by, said.id)))


def by(document: Document) -> str:
    """Who says it: `together`, or the issuer."""
    if voice(document) == "together":
        return TOGETHER
    return (document.issuer or document.publisher or document.host).split(_ARCHIVE)[0]


def _copy(one: Document, other: Document, apart: frozenset[tuple[str, str]]) -> bool:
    """Whether two documents are copies of one statement."""
    days = (_day(one), _day(other))
    if not all(days) or abs(date.fromisoformat(days[0]) - date.fromisoformat(days[1])) > _NEAR:
        return False
    if voice(one) != voice(other) or tuple(sorted((one.id, other.id))) in apart:
        return False
    link = compared(one, other)
    return link is not None and link.verdict != "same_event"


def _join(gathered: list[_Gathered], rows: Sequence[Statement], told: Mapping[str, str]) -> None:
    """Give each row to the document that is its text, by address, then by meeting and title; else it stands alone."""
    left = [row for row in rows if not _given(row, [one for one in gathered if not one.row])]
    for row in left:
        free = [one for one in gathered if one.documents and not one.row and _may_be(row, one.documents[0], told)]
        best = max(free, key=lambda one: _shared(row.title, one.documents[0].title), default=None)
        if best and (len(free) == 1 or _shared(row.title, best.documents[0].title) >= _LEAST_SHARED):
            best.row = row
        else:
            gathered.append(_Gathered(row=row))


def _given(row: Statement, free: Iterable[_Gathered]) -> bool:
    """Give the row to a document that stands at an address it names."""
    for one in free:
        if any(_same_address(row, document) for document in one.documents):
            one.row = row
            return True
    return False


def _same_address(row: Statement, document: Document) -> bool:
    path = urlsplit(document.url).path.rstrip("/")
    return bool(path) and any(urlsplit(url).path.rstrip("/") == path for url in (row.official_url, *row.urls) if url)


def _may_be(row: Statement, document: Document, told: Mapping[str, str]) -> bool:
    """Whether a document may be the text of a row: of one meeting or one day, and of one voice."""
    here = told.get(document.id, "")
    same = row.engagement_id == here if row.engagement_id and here else _day(document) == row.date.isoformat()
    return same and (voice(document) == "together") == (row.kind in _TOGETHER_KINDS)


def _shared(title: str, other: str) -> float:
    ours, theirs = (set(map(str.lower, WORD.findall(text))) for text in (title, other))
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def _said(one: _Gathered, told: Mapping[str, str]) -> Said:
    row = one.row
    if not one.documents:
        if row is None:
            raise ValueError(one)  # what is gathered has a document or a row
        who = TOGETHER if row.kind in _TOGETHER_KINDS else (row.issued_by or "; ".join(row.issuing_members))
        known = {"day": 10, "month": 7, "year": 4}[row.date_precision]
        return Said(row.date.isoformat()[:known], who, row.title, engagement=row.engagement_id, row=row)
    best, *others = sorted(one.documents, key=_better)
    engagement = told.get(best.id, "") or (row.engagement_id if row else "")
    copies = tuple(document.id for document in others)
    return Said(_day(best), by(best), best.title, best, copies, engagement, row)


def _better(document: Document) -> tuple[bool, bool, int, str]:
    """Whole and quotable texts first, then the latest: what the issuer revised is what it says."""
    seen = (document.issued.value or document.published.value, document.seen.value)
    return (not document.quotable, document.completeness != "full", -_number("".join(seen)), document.id)


def _number(stamp: str) -> int:
    return int("".join(one for one in stamp if one.isdigit()) or 0)


def _day(document: Document) -> str:
    return document.event.day or document.issued.day or document.published.day


def _called(word: str) -> str:
    article = {"altered": "an ", "excerpt": "an ", "teaser": "a ", "near_verbatim": "a ", "translation": "a "}
    told = {"altered": "altered copy", "near_verbatim": "copy that was edited", "unknown": "of unknown standing"}
    return article.get(word, "") + told.get(word, word.replace("_", " "))

"""What comments, news and officials claim of a group in the documents held, each claim checked.

Takes documents and casebooks; gives one `Noted` per claim that could be looked up, as plain values that can be kept.
Words are quoted only from texts that may be quoted; of others the reading is told, which is in our own words.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from minilateral.claims.find import find
from minilateral.claims.findings import ids_of
from minilateral.record.voices import voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from minilateral.claims.findings import Finding
    from minilateral.documents import Document
    from minilateral.model import Casebook
    from minilateral.statements.series import Said

RULE = 2  # raised whenever what is kept would come out otherwise
_FEW, _LONG = 12, 320  # words of a claim that are too few alone; characters of a sentence that may be quoted
ORDER = ("does_not_hold", "holds_if", "cannot_be_settled", "holds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One claim: who made it where and when, how it was read, and what the record says.

    `quoted` are its own words, empty where the text held may not be quoted.
    """

    document: str
    day: str
    who: str
    title: str
    url: str
    reading: str
    verdict: str
    why: str
    quoted: str = ""
    rows: tuple[str, ...] = ()  # counter-examples first


def news(
    documents: Iterable[Document],
    books: Sequence[Casebook],
    slug: str,
    as_of: date,
    statements: Callable[[str], Sequence[Said]] | None = None,
) -> tuple[Noted, ...]:
    """Claims about one group made by `as_of`: those that do not hold first, the latest first among equals.

    What the members said together is left out: it is what claims are checked against. A claim that a document repeats,
    and one that several documents make in the same reading with the same verdict on one day, is told once.
    """
    made = [one for document in documents for one in _of(document, books, slug, as_of, statements)]
    once = {(one.day, one.reading, one.verdict): one for one in reversed(made)}
    by_day = sorted(once.values(), key=lambda one: (one.day, one.document, one.reading), reverse=True)
    return tuple(sorted(by_day, key=lambda one: ORDER.index(one.verdict)))


def plain(found: Iterable[Noted]) -> list[dict[str, Any]]:
    """As what JSON can say."""
    return [asdict(one) for one in found]


def restored(facts: Iterable[Mapping[str, Any]]) -> tuple[Noted, ...]:
    """The inverse of `plain`, after JSON."""
    return tuple(Noted(**{**one, "rows": tuple(one["rows"])}) for one in facts)


def _of(
    document: Document, books: Sequence[Casebook], slug: str, as_of: date,
    statements: Callable[[str], Sequence[Said]] | None,
) -> list[Noted]:  # fmt: skip
    if voice(document) == "together":
        return []
    found = find(document, books, statements=statements)
    if found.made_on is None or found.made_on > as_of:
        return []
    day = found.made_on.isoformat()
    return [_noted(document, one, day) for one in found.findings if one.group == slug and one.verdict]


def _noted(document: Document, one: Finding, day: str) -> Noted:
    if one.verdict is None:
        raise ValueError(one)  # what was not checked is not noted
    return Noted(
        document=document.id,
        day=day,
        who=document.issuer or document.publisher or document.host,
        title=" ".join(document.title.split()),
        url=document.url or document.original_url,
        reading=one.verdict.reading,
        verdict=one.verdict.verdict,
        why=one.verdict.why,
        quoted=_words(document, one) if document.quotable else "",
        rows=ids_of(one.verdict),
    )


def _words(document: Document, one: Finding) -> str:
    """The words of a claim; where they are too few to tell what is claimed, its sentence, if that is short as well."""
    own, whole = (" ".join(document.text[start:end].split()) for start, end in ((one.start, one.end), one.sentence))
    return whole if len(own.split()) < _FEW and len(whole) <= _LONG else own

"""What the library of documents adds to a brief: the latest statement beside the one before it, and claims checked.

Takes a workspace and a casebook; gives `FromTexts`, empty where no library is kept. What follows from the same texts
and rows is computed once and kept. A library that cannot be read is told of, and stops nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from minilateral.errors import RecordError

if TYPE_CHECKING:
    from datetime import date

    from minilateral.claims.news import Noted
    from minilateral.model import Casebook
    from minilateral.record.kept import Keep
    from minilateral.record.read import Record
    from minilateral.record.workspace import Workspace
    from minilateral.statements.latest import Latest

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class FromTexts:
    """The latest statement whose text is held, if any is; claims made in the year, each checked; what went wrong."""

    latest: Latest | None = None
    claims: tuple[Noted, ...] = ()
    notes: tuple[str, ...] = ()


def from_texts(workspace: Workspace, book: Casebook, record: Record, as_of: date | None, keep: Keep) -> FromTexts:
    """What documents held by `as_of` say of a group."""
    if as_of is None or not workspace.texts.exists():
        return FromTexts()
    try:
        return FromTexts(_latest(workspace, book, as_of, keep), _claims(workspace, book, record, as_of, keep))
    except RecordError as damage:
        return FromTexts(notes=(f"no document was read: {damage}",))


def _latest(workspace: Workspace, book: Casebook, as_of: date, keep: Keep) -> Latest | None:
    from minilateral.statements import latest  # noqa: PLC0415 -- paid for only by those who have a library
    from minilateral.statements.held import held  # noqa: PLC0415

    texts = held(workspace, book)
    facts = keep("latest", latest.basis(texts, as_of), lambda: latest.plain(latest.latest(texts, as_of)))
    return latest.restored(facts)


def _claims(workspace: Workspace, book: Casebook, record: Record, as_of: date, keep: Keep) -> tuple[Noted, ...]:
    from minilateral.claims import news  # noqa: PLC0415 -- as above
    from minilateral.record import library  # noqa: PLC0415
    from minilateral.statements.held import held  # noqa: PLC0415

    slug = book.group.slug
    filters = library.Filters(group=slug, since=as_of - YEAR, until=as_of)
    groups = record.groups()
    documents = library.documents(workspace, filters, groups)

    def make() -> object:
        books = [record.casebook(group.slug) for group in groups]
        by_slug = {one.group.slug: one for one in books}
        said = {one: held(workspace, by_slug[one]).statements for one in by_slug} if documents else {}
        return news.plain(news.news(documents, books, slug, as_of, said.__getitem__))

    basis = {
        "rule": news.RULE, "group": slug, "as_of": as_of.isoformat(),
        "casebooks": [record.hash(group.slug) for group in groups],
        "documents": [(one.id, one.relation) for one in documents],
    }  # fmt: skip
    return news.restored(keep("claims", basis, make))

"""The Python face: open a group, search the record, check or start a casebook.

Takes names and paths as people type them; gives the frozen records of `minilateral.model`. Whatever the command line
does is done through here or through `OpenGroup`. Only `rebuild` and `new` write.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from minilateral.codebook.tables import table, table_names
from minilateral.errors import UsageError
from minilateral.model import Casebook, Defect, Group
from minilateral.opened import OpenGroup, day
from minilateral.record import workspace as places
from minilateral.record.groupfile import MEMBERS_AT_LEAST

if TYPE_CHECKING:
    from datetime import date

    from minilateral.brief.compare.parts import SideBySide
    from minilateral.claims.claim import Verdict
    from minilateral.claims.findings import CheckedText
    from minilateral.record.library import Found
    from minilateral.record.read import Record
    from minilateral.record.search import Hit
    from minilateral.record.store import Rebuilt


@dataclass(frozen=True, slots=True)
class Checked:
    """Every defect of the casebooks looked at, and per casebook how many rows can be used."""

    defects: tuple[Defect, ...]
    usable: dict[str, int]


@contextmanager
def _record(workspace: str | Path | None) -> Iterator[tuple[places.Workspace, Record]]:
    from minilateral.record.store import open_record  # noqa: PLC0415 -- SQLite waits until it is needed

    ws = places.workspace(Path(workspace) if workspace else None)
    with open_record(ws) as record:
        yield ws, record


def open(slug: str, *, workspace: str | Path | None = None) -> OpenGroup:  # noqa: A001 -- reads well as ml.open
    """Open one group of the record, which is built or brought up to date first if need be.

    Raises:
        UnknownName: there is no such group; the nearest names are offered.

    Example:
        >>> open("quad").group.members
        ('AUS', 'IND', 'JPN', 'USA')
    """
    with _record(workspace) as (ws, record):
        return _opened(record, slug, ws)


def open_all(*, workspace: str | Path | None = None) -> tuple[tuple[OpenGroup, ...], tuple[str, ...]]:
    """Open every group of the record, by slug; the second part is what a person should know of the record."""
    with _record(workspace) as (ws, record):
        opened = tuple(_opened(record, group.slug, ws) for group in record.groups())
        return opened, (*record.notes, *record.faults())


def groups(*, workspace: str | Path | None = None) -> tuple[Group, ...]:
    """All groups of the record, by slug.

    Example:
        >>> [group.slug for group in groups()][:3]
        ['aukus', 'australia-japan-us', 'china-japan-korea']
    """
    with _record(workspace) as (_, record):
        return record.groups()


def compare_groups(
    out: str | Path | None = None, *, as_of: str | date | None = None, workspace: str | Path | None = None
) -> SideBySide:
    """The same measures of every group side by side, in alphabetical order: `.rows()`, `.to_arrow()`.

    Groups may not be ranked where coverage differs: every row says how it was watched (`state`), to which day it is
    counted (`as_of`), and why where there is no value (`reason`).

    Args:
        out: a folder to write the page and its data into; by default nothing is written.
        as_of: one day for all; by default each stands on the end of its own observed coverage.
        workspace: where the record lies.

    Example:
        >>> rows = compare_groups().rows()
        >>> sorted({row["group"] for row in rows})[:2], all(row["reason"] for row in rows if row["value"] is None)
        (['aukus', 'australia-japan-us'], True)
    """
    from minilateral.pipeline import compare_groups as compare  # noqa: PLC0415 -- charts wait until they are needed

    ws = places.workspace(Path(workspace) if workspace else None)
    return compare(ws, as_of=day(as_of, last=True), out=Path(out) if out else None).groups


def search(
    text: str,
    *,
    group: str | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    limit: int = 50,
    workspace: str | Path | None = None,
) -> tuple[Hit, ...]:
    """Rows of the record whose words match `text`, best first; `search_documents` does the same for documents.

    Example:
        >>> {hit.group for hit in search('"Camp David"', group="japan-korea-us")} - {""}  # "": shared by all groups
        {'japan-korea-us'}
    """
    from minilateral.record.search import search as find  # noqa: PLC0415 -- as above

    with _record(workspace) as (_, record):
        return find(record, text, group=group, since=day(since), until=day(until, last=True), limit=limit)


def search_documents(
    text: str,
    *,
    group: str | None = None,
    issuer: str = "",
    kind: str = "",
    since: str | date | None = None,
    until: str | date | None = None,
    limit: int = 50,
    workspace: str | Path | None = None,
) -> tuple[Found, ...]:
    """Documents of the library whose words match `text`, best first.

    Args:
        text: words, "a phrase", the beginning of a word with `*`, or NEAR(one other, 10).
        group: only those that concern this group.
        issuer: words of the issuer, publisher or host.
        kind: joint_statement, readout, remarks, …
        since: from this day, month or year on, by the day a document tells of.
        until: up to this day, month or year.
        limit: at most this many.
        workspace: the folder.
    """
    from minilateral.record.library import Filters, find  # noqa: PLC0415 -- as above

    with _record(workspace) as (ws, record):
        slug = record.group(group).slug if group else ""
        first, final = day(since), day(until, last=True)
        filters = Filters(issuer=issuer, kind=kind, group=slug, since=first, until=final)
        return find(ws, text, filters, limit=limit, groups=record.groups() if slug else ())


def check_claim(
    claim: str,
    *,
    group: str | None = None,
    made_on: str | date | None = None,
    workspace: str | Path | None = None,
) -> tuple[OpenGroup, tuple[Verdict, ...]]:
    """Check a claim by the record of the group it is about; gives that group, opened, and one verdict for each claim.

    Args:
        claim: a sentence, or a few.
        group: the group it is about; by default the only one whose name, members or office-holders it names.
        made_on: the day it was said; by default the end of observed coverage.
        workspace: where the record lies.

    Raises:
        WhichGroup: it may be about several groups, or names another than `group`.
        NothingToCheck: it makes no claim that can be read.
        UnknownName: a group, event or person it names is not on record; the nearest are offered.

    Example:
        >>> _, verdicts = check_claim("Melbourne hosted the fourth Quad foreign ministers' meeting in February 2022.")
        >>> [one.verdict for one in verdicts]
        ['holds']
    """
    from minilateral.claims.which import agree, which  # noqa: PLC0415 -- as above

    with _record(workspace) as (ws, record):
        books = tuple(record.casebook(one.slug) for one in record.groups())
        slug = record.group(group).slug if group else which(claim, books, day(made_on))
        agree(claim, slug, books)
        opened = _opened(record, slug, ws)
    return opened, opened.check(claim, made_on=made_on)


def check_text(
    what: str | Path,
    *,
    group: str | None = None,
    made_on: str | date | None = None,
    allow_private: bool = False,
    workspace: str | Path | None = None,
) -> CheckedText:
    """Find every checkable claim in a text and check each by the record; nothing is kept.

    Args:
        what: a file (text, Markdown, saved page, PDF, Word), an address, or `-` for standard input.
        group: the group it is about, for sentences from which none can be told.
        made_on: when it was written; by default the date at its head, or the page's own.
        allow_private: whether an address may lie on this machine or in a private network.
        workspace: the folder.

    Raises:
        UsageError: there is no text in it.
        FetchFailed: the address gave nothing, or the file cannot be read.
    """
    from minilateral.claims.find import find  # noqa: PLC0415 -- as above
    from minilateral.claims.find_text import given  # noqa: PLC0415 -- as above
    from minilateral.sources.web import Rules  # noqa: PLC0415 -- as above
    from minilateral.statements.held import held  # noqa: PLC0415 -- as above

    document = given(str(what), Rules(allow_private=allow_private))
    with _record(workspace) as (ws, record):
        slug = record.group(group).slug if group else ""
        books = tuple(record.casebook(one.slug) for one in record.groups())
    by_slug = {one.group.slug: one for one in books}
    return find(
        document, books, group=slug, made_on=day(made_on), statements=lambda one: held(ws, by_slug[one]).statements
    )


def rebuild(*, force: bool = False, workspace: str | Path | None = None) -> Rebuilt:
    """Bring the record up to date with the casebooks, in one transaction; build all of it anew when `force`.

    Example:
        >>> _ = rebuild()
        >>> rebuild().changed  # nothing changed since
        ()
    """
    from minilateral.record import store  # noqa: PLC0415 -- as above

    return store.rebuild(places.workspace(Path(workspace) if workspace else None), force=force)


def check(path: str | Path) -> Checked:
    """Look for every defect in one casebook, or in each casebook of a folder; reads only.

    Raises:
        UsageError: there is no folder at `path`.

    Example:
        >>> from minilateral.record.casebook import shipped_casebooks
        >>> check(shipped_casebooks() / "quad").defects
        ()
    """
    from minilateral.record.casebook import is_casebook, slugs  # noqa: PLC0415 -- as above
    from minilateral.record.check import check as look  # noqa: PLC0415 -- as above
    from minilateral.record.check import examine  # noqa: PLC0415 -- as above

    folder = Path(path)
    if not folder.is_dir():
        found = f"found a file at {folder}" if folder.exists() else f"found no folder at {folder}"
        near = f"minilateral casebook check {folder.parent}" if folder.exists() else "minilateral groups"
        raise UsageError(f"{found}; expected the folder of a casebook, or a folder of them", near)
    books = (folder,) if is_casebook(folder) or not slugs(folder) else tuple(folder / slug for slug in slugs(folder))
    return Checked(look(folder), {book.name: _rows(examine(book).book) for book in books})


def new(slug: str, *, members: Sequence[str], name: str = "", workspace: str | Path | None = None) -> Path:
    """Start a casebook in the workspace; gives its folder.

    Raises:
        UsageError: the slug is not one or is taken, or fewer than two members are named.
    """
    from minilateral.record.casebook import shipped_casebooks, slugs  # noqa: PLC0415 -- as above
    from minilateral.record.new import new_casebook  # noqa: PLC0415 -- as above

    ws = places.workspace(Path(workspace) if workspace else None)
    if slug in slugs(shipped_casebooks()):
        raise UsageError(
            f"a casebook of {slug} is shipped; to add to it, put tables of your own rows into {ws.casebooks / slug}",
            f"minilateral timeline {slug}",
        )
    return new_casebook(ws.casebooks, slug, members, name)


def _opened(record: Record, slug: str, ws: places.Workspace) -> OpenGroup:
    book = record.casebook(slug)
    notes = (*record.notes, *record.faults(book.group.slug))
    return OpenGroup(book, ws, record.hash(slug), notes)


def _rows(book: Casebook) -> int:
    """How many rows of the group's own tables there are; none where nobody can tell whose they are."""
    if len(book.group.members) < MEMBERS_AT_LEAST:
        return 0
    return sum(len(getattr(book, name)) for name in table_names() if not table(name).shared)

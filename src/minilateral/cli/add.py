"""Bringing documents in, and listing those held.

Takes the command line's words; prints what was found in each and what it was not sure of.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from minilateral.cli.options import (
    FormatOption,
    OutputOption,
    PrivateOption,
    SinceOption,
    UntilOption,
    readable,
    workspace_of,
)
from minilateral.cli.progress import working
from minilateral.cli.show import Listing, show

if TYPE_CHECKING:
    from minilateral.documents import Document
    from minilateral.record.adding import Added
    from minilateral.statements.held import Held


def _each_readable(words: list[str]) -> list[str]:
    return [one for word in words if (one := readable(word)) is not None]


_COLUMNS = ("id", "day", "kind", "complete", "relation", "title")
_SHOWN = 20  # documents named one by one; more are counted


def add(
    ctx: typer.Context,
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="WHAT...", help="Addresses, feeds, sitemaps, files or folders.", callback=_each_readable
        ),
    ],
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Leave out items of feeds and sitemaps older than this.")
    ] = None,
    *,
    allow_private: PrivateOption = False,
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Bring documents in: fetch or read them, keep their bytes, read their text.

    Says of each how complete it is and what it is to the original. What could not be had is listed with the reason;
    the rest goes on. The same command again fetches only what changed.
    """
    from minilateral.opened import day
    from minilateral.record.adding import add as bring
    from minilateral.record.workspace import workspace
    from minilateral.sources.web import Rules

    with working("adding documents") as said:
        done = bring(
            workspace(workspace_of(ctx)), tuple(what), Rules(allow_private=allow_private), since=day(since), said=said
        )
    _show(done, fmt, output)
    if done.failures and not (done.kept or done.unchanged):
        raise typer.Exit(6)


def _show(done: Added, fmt: FormatOption, output: OutputOption) -> None:
    lines = [_line(document) for document in done.new]
    held = f"{done.known:,} snapshots were held already, {done.unchanged:,} addresses had nothing newer"
    notes = [f"{_number(len(done.new), 'new document')}; {held}"]
    if done.left_out:
        ends = ", ".join(f"{count:,} {end}" for end, count in done.left_out.items())
        notes.append(f"files left out, of no kind that is read: {ends}")
    notes += [f"not had ({reason}): {url}: {words}" for url, reason, words in done.failures[:_SHOWN]]
    notes += (
        [f"failures: {', '.join(f'{count} {reason}' for reason, count in done.reasons().items())}"]
        if done.failures
        else []
    )
    rows = [_row(document) for document in done.new]
    listing = Listing(
        rows=rows, lines=lines[:_SHOWN] if fmt in {None, "table"} else lines,
        columns=_COLUMNS, title="New documents",
        empty="no new document", notes=tuple(notes),
    )  # fmt: skip
    show(listing, fmt, output)


def documents(
    ctx: typer.Context,
    group: Annotated[
        str | None,
        typer.Option(help="Only those that concern this group, and which engagement each tells of.", callback=readable),
    ] = None,
    issuer: Annotated[
        str | None, typer.Option(help="Words of the issuer, publisher or host.", callback=readable)
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="joint_statement, readout, remarks, fact_sheet, …", callback=readable)
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the documents held, by the day they tell of.

    With --group, those whose title or lead names all its members, or the group: `own` where the members speak or meet
    as that group, `names` where they are merely named.
    """
    from minilateral.opened import day
    from minilateral.record import library
    from minilateral.record.workspace import workspace

    if group:
        _of_group(ctx, group, {"issuer": issuer or "", "kind": kind or "", "since": since, "until": until}, fmt, output)
        return
    filters = library.Filters(issuer=issuer or "", kind=kind or "", since=day(since), until=day(until, last=True))
    found = library.documents(workspace(workspace_of(ctx)), filters)
    listing = Listing(
        rows=[_row(document) for document in found], lines=[_line(document) for document in found],
        columns=_COLUMNS, title="Documents",
        empty="no such document; bring some in with minilateral add WHAT", notes=(_number(len(found), "document"),),
    )  # fmt: skip
    show(listing, fmt, output)


def _of_group(
    ctx: typer.Context, group: str, asked: dict[str, str | None], fmt: FormatOption, output: OutputOption
) -> None:
    """List the documents that concern one group."""
    from minilateral import library as face

    opened = face.open(group, workspace=workspace_of(ctx))
    with working("finding documents of the group"):
        found, held = opened.documents(**asked), opened.held()  # type: ignore[arg-type]
        rows = [_row(one) | _standing(one, held) for one in found]
    lines = [
        _line(one) | {name: row[name] for name in ("concerns", "engagement")}
        for one, row in zip(found, rows, strict=True)
    ]
    listing = Listing(
        rows=rows, lines=lines, columns=(*_COLUMNS[:3], "concerns", "engagement", *_COLUMNS[3:]),
        title=f"Documents that concern {opened.group.name}",
        empty=f"no document held concerns {opened.group.slug}; bring some in with minilateral add WHAT",
        notes=(f"{len(found):,} documents, {sum(row['concerns'] == 'own' for row in rows):,} of them the group's own",
               *opened.notes),
    )  # fmt: skip
    show(listing, fmt, output)


def _standing(document: Document, held: Held) -> dict[str, object]:
    concern, told = held.concerns[document.id], held.engagements.get(document.id)
    return {
        "concerns": concern.role,
        "concerns_basis": concern.basis,
        "engagement": told.engagement if told else "",
        "engagement_basis": told.why if told else "not the group's own",
    }


def _row(document: Document) -> dict[str, object]:
    """A document as data, without its text; stamps as value and basis."""
    facts = asdict(document)
    stamps = {name: facts.pop(name) for name in ("event", "issued", "published", "seen")}
    flat = {
        f"{name}{end}": stamp[part]
        for name, stamp in stamps.items()
        for part, end in (("value", ""), ("basis", "_basis"))
    }
    return {
        **{name: value for name, value in facts.items() if name != "text"},
        **flat,
        "characters": len(document.text),
    }


def _line(document: Document) -> dict[str, str]:
    day = document.event.day or document.issued.day or document.published.day
    return {
        "id": document.id,
        "day": day,
        "kind": document.kind.replace("_", " "),
        "complete": document.completeness,
        "relation": document.relation.replace("_", " "),
        "title": document.title or (document.notes[0] if document.notes else "no title"),
    }


def _number(many: int, noun: str) -> str:
    return f"{many:,} {noun}" if many == 1 else f"{many:,} {noun}s"

"""Copies of documents: which there are, what was changed in them, and taking a link back.

Takes the command line's words; prints links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from minilateral.cli.options import FormatOption, OutputOption, readable, workspace_of
from minilateral.cli.progress import working
from minilateral.cli.show import Listing, show

if TYPE_CHECKING:
    from minilateral.reading.duplicates import Link


def copies(
    ctx: typer.Context,
    document: Annotated[
        str | None, typer.Argument(metavar="DOC", help="Id or address of a document; default: all.", callback=readable)
    ] = None,
    undo: Annotated[
        str | None, typer.Option(metavar="DOC", help="Say that DOC and this document are no copies.", callback=readable)
    ] = None,
    hold: Annotated[str | None, typer.Option(metavar="DOC", help="Take an undo back.", callback=readable)] = None,
    why: Annotated[str, typer.Option(help="The reason, kept with the undo.", callback=readable)] = "",
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List documents that are copies of one another: the same, revised by the issuer, altered, or of one event.

    Each with its score, the reason, and where the words differ.
    """
    from minilateral.errors import UsageError
    from minilateral.record import copies as held
    from minilateral.record.workspace import workspace

    ws, other = workspace(workspace_of(ctx)), undo or hold
    if other:
        if not document:
            raise UsageError("found no document, expected two: minilateral copies DOC --undo OTHER")
        one, two = held.undo(ws, document, other, why=why, hold=bool(hold))
        typer.echo(f"{one.id} and {two.id} are {'linked again' if hold else 'no longer linked'}", err=True)
    with working("comparing documents"):
        found = held.copies(ws, document)
    listing = Listing(
        rows=[_row(link, undone=undone) for link, undone in found],
        lines=[_line(link, undone=undone) for link, undone in found],
        columns=("verdict", "score", "a", "b", "reason", "changed"),
        title="Copies",
        empty="no copies among the documents held",
        notes=(f"{len(found):,} {'link' if len(found) == 1 else 'links'}",),
    )
    show(listing, fmt, output)


def _row(link: Link, *, undone: bool) -> dict[str, object]:
    return {
        "a": link.a, "b": link.b, "verdict": link.verdict, "score": round(link.score, 3), "reason": link.reason,
        "undone": undone, "differences": [list(pair) for pair in link.differences],
    }  # fmt: skip


def _line(link: Link, *, undone: bool) -> dict[str, str]:
    changed = "; ".join(f"{left or '–'} → {right or '–'}" for left, right in link.differences[:4])
    verdict = link.verdict.replace("_", " ")
    return {
        "verdict": f"{verdict} (undone)" if undone else verdict, "score": f"{link.score:.2f}", "a": link.a, "b": link.b,
        "reason": link.reason, "changed": changed,
    }  # fmt: skip

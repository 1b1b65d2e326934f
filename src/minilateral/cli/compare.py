"""Comparing statements: what changed from one to the next, or who says what of one meeting.

Takes ids of documents or files; prints, or writes a page.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minilateral.cli.options import FormatOption, OutputOption, readable, workspace_of
from minilateral.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minilateral.documents import Document
    from minilateral.statements.comparison import Comparison
    from minilateral.statements.likeness import Idf
    from minilateral.statements.readouts import Readouts


def _each_readable(words: list[str]) -> list[str]:
    return [one for word in words if (one := readable(word)) is not None]


def compare(
    ctx: typer.Context,
    which: Annotated[
        list[str],
        typer.Argument(
            metavar="A B [C...]",
            help="Ids of documents, or files of your own (text, Markdown, saved page); the earliest first.",
            callback=_each_readable,
        ),
    ],
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page to read, print and share.")
    ] = None,
    *,
    readouts: Annotated[
        bool, typer.Option("--readouts", help="They are the members' own accounts of one meeting: who says what?")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also print sentences that are unchanged.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Compare partial or altered copies too; every page says so.")
    ] = False,
    ladders: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Judge strength by this table instead of the codebook's.")
    ] = None,
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show what changed between two statements, or from each of a series to the next.

    Sentences are aligned first, then words: what is the same, reworded, stronger, weaker, narrower, broader, moved,
    added or dropped, and which words decided it. Altered and partial copies are refused.
    """
    from minilateral.codebook.ladders import ladders as read_ladders
    from minilateral.statements.compare import series
    from minilateral.statements.readouts import readouts as side_by_side

    if len(which) < 2:  # noqa: PLR2004
        raise UsageError("found one document, expected two or more: the earlier and the later", "minilateral documents")
    documents = [_document(ctx, word) for word in which]
    idf = _rarity(ctx, documents)
    if readouts:
        _tell_readouts(side_by_side(documents, idf=idf, force=force), html, fmt, output)
        return
    table = read_ladders(ladders) if ladders else None
    _tell(series(documents, idf=idf, force=force, table=table), html, fmt, output, everything=everything)


def _document(ctx: typer.Context, word: str) -> Document:
    """The document of the library with this id or address, or that of a file; FILE#2 is the second in it."""
    file, _, part = word.rpartition("#") if re.search(r"#\d+$", word) else (word, "", "")
    path = Path(file).expanduser()
    if "://" not in word and (path.exists() or path.suffix or os.sep in word):
        from minilateral.statements.given import given

        return given(path, int(part or 0))
    from minilateral.record.library import document
    from minilateral.record.workspace import workspace

    return document(workspace(workspace_of(ctx)), word)


def _rarity(ctx: typer.Context, documents: Sequence[Document]) -> Idf | None:
    """How rare the words of these documents are in the library, if it is large enough to say."""
    from minilateral.record.rarity import rarity
    from minilateral.record.workspace import workspace
    from minilateral.statements.fit import MOST_WORDS
    from minilateral.statements.likeness import Idf, words

    if any(len(one.text) > 20 * MOST_WORDS for one in documents):
        return None  # too long to be compared, which will be said
    found = rarity(workspace(workspace_of(ctx)), (word for one in documents for word in words(one.text)))
    return Idf(*found) if found else None


def _tell(
    found: Sequence[Comparison], html: Path | None, fmt: FormatOption, output: OutputOption, *, everything: bool
) -> None:
    from minilateral.statements.data import data, table
    from minilateral.statements.terminal import terminal

    if html:
        from minilateral.statements.page import page

        _write(html, page(found))
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    text = terminal(found, colour=colour and output is None, everything=everything)
    whole = [data(one) for one in found]
    _put(text if not html else "", whole[0] if len(whole) == 1 else whole, [row for one in found for row in table(one)],
         fmt, output)  # fmt: skip


def _tell_readouts(found: Readouts, html: Path | None, fmt: FormatOption, output: OutputOption) -> None:
    from minilateral.statements.data import readouts_data, readouts_table
    from minilateral.statements.terminal import readouts_terminal

    if html:
        from minilateral.statements.page import readouts_page

        _write(html, readouts_page(found))
    _put("" if html else readouts_terminal(found), readouts_data(found), readouts_table(found), fmt, output)


def _put(text: str, whole: object, rows: Sequence[dict[str, object]], fmt: FormatOption, output: OutputOption) -> None:
    """The text for a reader, or the rows or all there is to know in the format asked for."""
    import json

    from minilateral.cli.show import Format, Listing, put, show

    chosen = fmt or (Format.json if output and output.suffix.lower() == ".json" else None)
    if chosen is Format.json:
        put((json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode(), output)
    elif chosen in {Format.csv, Format.parquet} or (output and output.suffix.lower() in {".csv", ".parquet"}):
        show(Listing(rows=rows, columns=tuple(rows[0]) if rows else ()), fmt, output)
    elif text or output:
        put(text.encode(), output)


def _write(path: Path, page: bytes) -> None:
    from minilateral.record.onefile import write_file

    write_file(path, page)
    typer.echo(f"wrote {path}", err=True)

"""Checking every claim of a comment or news story against the record.

Takes a file, an address or standard input; prints the text with verdicts in its margin, or writes a page.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minilateral.cli.options import FormatOption, OutputOption, PrivateOption, readable, workspace_of
from minilateral.cli.progress import working

if TYPE_CHECKING:
    from minilateral.claims.findings import CheckedText


def check_text(
    ctx: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE|URL",
            help="A text, Markdown, saved page, PDF or Word file, an address, or - for standard input.",
            callback=readable,
        ),
    ],
    group: Annotated[
        str | None,
        typer.Option(help="The group it is about, for sentences from which none can be told.", callback=readable),
    ] = None,
    made_on: Annotated[
        str | None,
        typer.Option(
            "--made-on", metavar="DATE", help="When it was written. Default: the date at its head, or the page's own."
        ),
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page to read, print and share.")
    ] = None,
    *,
    allow_private: PrivateOption = False,
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Find every checkable claim in a comment or news story, check each, and print the verdicts in the margin.

    Found are first, n-th, last, only, longest gap, not since, never before, more than, every year, and words quoted
    from statements. Each claim is read by the group its sentence, or the sentences before it, name.
    """
    from minilateral import library

    with working("reading the text"):
        found = library.check_text(
            what, group=group, made_on=made_on, allow_private=allow_private, workspace=workspace_of(ctx)
        )
    if html:
        from minilateral.claims.margin import page
        from minilateral.record.onefile import write_file

        write_file(html, page(found))
        typer.echo(f"wrote {html}", err=True)
    _tell(found, fmt, output, quiet=html is not None)


def _tell(found: CheckedText, fmt: FormatOption, output: OutputOption, *, quiet: bool) -> None:
    """The text with its margin, or the claims in the format asked for."""
    import json

    from minilateral.cli.show import Format, Listing, put, show

    suffix = output.suffix.lower() if output else ""
    if fmt is Format.json or (fmt is None and suffix == ".json"):
        from minilateral.claims.margin_data import data

        put((json.dumps(data(found), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"), output)
    elif fmt in {Format.csv, Format.parquet} or suffix in {".csv", ".parquet"}:
        from minilateral.claims.margin_data import table

        rows = table(found)
        show(Listing(rows=rows, columns=tuple(rows[0]) if rows else ()), fmt, output)
    elif output or not quiet:
        put(_terminal(found, plain=output is not None), output)
    else:
        from minilateral.claims.margin_words import headline

        typer.echo(headline(found), err=True)


def _terminal(found: CheckedText, *, plain: bool) -> bytes:
    import shutil

    from minilateral.claims.margin_terminal import WIDE, terminal

    on_screen = sys.stdout.isatty() and not plain
    colour = on_screen and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size().columns if on_screen else WIDE
    return terminal(found, width=width, colour=colour).encode("utf-8", "replace")

"""Checking one claim, or the few of a sentence, against the record.

Takes the claim in quotation marks; prints the verdict with its rows, the reading taken, and what other readings give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from minilateral.cli.options import FormatOption, OutputOption, readable, workspace_of
from minilateral.cli.show import Format, Listing, put, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minilateral.claims.claim import Verdict
    from minilateral.opened import OpenGroup


def check(
    ctx: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A sentence, in quotation marks.", callback=readable)],
    group: Annotated[
        str | None,
        typer.Option(help="The group it is about; needed where the claim does not name it.", callback=readable),
    ] = None,
    made_on: Annotated[
        str | None,
        typer.Option("--made-on", metavar="DATE", help="The day it was said. Default: the end of observed coverage."),
    ] = None,
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Check a claim: "the first meeting of the foreign ministers since Camp David".

    Verdicts: holds, does_not_hold (rows against it), holds_if (the reading that makes it true), cannot_be_settled
    (what is missing). The exit code is 0 whatever the verdict, and 2 where there is nothing to check.
    """
    from minilateral import library

    opened, verdicts = library.check_claim(claim, group=group, made_on=made_on, workspace=workspace_of(ctx))
    _tell(opened, verdicts, fmt, output)


def _tell(opened: OpenGroup, verdicts: Sequence[Verdict], fmt: FormatOption, output: OutputOption) -> None:
    """The verdicts in the format asked for."""
    import json

    from minilateral.claims import told

    suffix = output.suffix.lower() if output else ""
    if fmt is Format.json or (fmt is None and suffix == ".json"):
        whole = [told.data(opened.book, one) for one in verdicts]
        put((json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"), output)
    elif fmt in {Format.csv, Format.parquet} or suffix in {".csv", ".parquet"}:
        rows = told.table(verdicts)
        show(Listing(rows=rows, columns=tuple(rows[0])), fmt, output)
    else:
        put(told.text(opened.book, verdicts).encode("utf-8", "replace"), output)
    for note in opened.notes:
        typer.echo(note, err=True)

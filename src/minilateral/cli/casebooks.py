"""Checking a casebook: every defect, with where it stands, what was found and what was expected.

Takes the path of a casebook (or of a folder of casebooks); prints a listing. Changes nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from minilateral.cli.options import FormatOption, OutputOption
from minilateral.cli.show import Listing, show


def check(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Folder of one casebook, or of several.")],
    *,
    lenient: Annotated[
        bool, typer.Option("--lenient", help="Read the good rows, list the rest, and end with 0 if any can be used.")
    ] = False,
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List every defect of a casebook.

    Ends with 0 if there is none and 1 if there is one; changes nothing.
    """
    from minilateral import library

    checked = library.check(path)
    rows = [
        {
            "file": defect.file,
            "row": defect.row,
            "column": defect.column,
            "found": defect.found,
            "expected": defect.expected,
            "code": defect.code,
        }
        for defect in checked.defects
    ]
    usable = (f"{slug}: {good} row{'' if good == 1 else 's'} can be used" for slug, good in checked.usable.items())
    notes = tuple(usable) if lenient else ()
    count = len(rows)
    summary = f"{path}: {count} defect{'' if count == 1 else 's'}"
    columns = ("file", "row", "column", "found", "expected")
    show(
        Listing(rows=rows, columns=columns, empty=f"{path}: no defects", notes=(summary, *notes) if rows else notes),
        fmt,
        output,
    )
    if rows and not (lenient and any(checked.usable.values())):
        raise typer.Exit(1)

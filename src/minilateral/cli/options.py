"""The arguments and options that several commands share, each described once.

Gives annotated types for typer; takes nothing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from minilateral.cli.show import Format


def _slugs(incomplete: str) -> list[str]:
    """Slugs for the shell's completion; reads folder names only."""
    from minilateral.record.casebook import shipped_casebooks, slugs

    return [slug for slug in slugs(shipped_casebooks()) if slug.startswith(incomplete)]


def levels(incomplete: str) -> list[str]:
    """Level words for the shell's completion."""
    from minilateral.codebook.levels import words

    return [word for word in words() if word.startswith(incomplete)]


def kinds(incomplete: str) -> list[str]:
    """Kinds of engagements for the shell's completion."""
    from minilateral.codebook.tables import table

    values = next(column.values for column in table("engagements").columns if column.name == "kind")
    return [value for value in values if value.startswith(incomplete)]


def measures(incomplete: str) -> list[str]:
    """Names of measures for the shell's completion."""
    from minilateral.measures import MEASURES

    return [name for name in MEASURES if name.startswith(incomplete)]


def readable(text: str | None) -> str | None:
    """The text as typed: what the locale (such as C) could not read is read as UTF-8."""
    if text is None or text.isprintable():
        return text
    return os.fsencode(text).decode("utf-8", "replace")


GroupArgument = Annotated[
    str,
    typer.Argument(
        metavar="GROUP",
        help="Which group, by slug, name or alias; `groups` lists them.",
        autocompletion=_slugs,
        callback=readable,
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        case_sensitive=False,
        help="How to show the rows; without it the ending of --output decides, else a table.",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the rows to this file instead of the screen."),
]
PrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Also fetch from this machine and from private networks.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Count what had happened by this day. Default: the end of observed coverage. Cuts by the date of the "
        "event; it does not bring back what was known then.",
    ),
]
SinceOption = Annotated[str | None, typer.Option(metavar="DATE", help="From this day, month or year on.")]
UntilOption = Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day, month or year.")]


def workspace_of(ctx: typer.Context) -> Path | None:
    """The folder given with `--workspace`, if any."""
    found = ctx.find_root().params.get("workspace")
    return found if isinstance(found, Path) else None

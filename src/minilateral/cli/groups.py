"""What groups there are, how they stand side by side, and starting a casebook for another one.

Takes the command line's words; prints a listing, or the path of the new folder and what to do next.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from minilateral.cli.options import AsOfOption, FormatOption, OutputOption, readable, workspace_of
from minilateral.cli.progress import working
from minilateral.cli.show import Format, Listing, show
from minilateral.errors import UsageError


def groups(
    ctx: typer.Context,
    compare: Annotated[  # noqa: FBT002 -- a switch of the command line
        bool, typer.Option("--compare", help="Show the same measures of all groups side by side, never ranked.")
    ] = False,
    as_of: AsOfOption = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="With --compare: write a page, JSON and CSV into this folder."),
    ] = None,
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the groups and their members, or compare them.

    With the number of engagements on record and the last day on which the group was watched. With --compare the same
    measures of all groups side by side: value, interval, how it was watched and to which day it is counted, in
    alphabetical order; JSON and CSV also carry the ids of the rows behind each number. Where the folder of --out holds
    briefs, each in a folder named after its group, the page leads to them.
    """
    if compare:
        _compare(ctx, as_of, out, fmt, output)
        return
    if as_of or out:
        raise UsageError("--as-of and --out belong to --compare", "minilateral groups --compare")
    from minilateral import library

    opened, notes = library.open_all(workspace=workspace_of(ctx))
    rows = [
        {
            "slug": one.group.slug,
            "name": one.group.name,
            "members": one.group.members,
            "engagements": len(one.engagements()),
            "first": min((row.date for row in one.engagements()), default=None),
            "observed_to": one.coverage_end,
            "origin": one.group.origin,
        }
        for one in opened
    ]
    columns = ("slug", "name", "members", "engagements", "observed_to")
    show(Listing(rows=rows, columns=columns, empty="no groups", notes=notes), fmt, output)


def _compare(ctx: typer.Context, as_of: str | None, out: Path | None, fmt: Format | None, output: Path | None) -> None:
    """Groups side by side: as rows, and as files where a folder is named. Files alone unless rows are asked for too."""
    from minilateral.opened import day
    from minilateral.record.workspace import workspace

    stands = day(as_of, last=True)
    with working("comparing all groups") as say:
        from minilateral.pipeline import compare_groups

        done = compare_groups(
            workspace(workspace_of(ctx)), as_of=stands, out=out, each=lambda name: say(f"measuring {name}")
        )
    from minilateral.brief.compare.cells import lines as lines_of
    from minilateral.brief.compare.words import told

    asked = out is None or fmt is not None or output is not None
    for path in done.paths:
        typer.echo(path, err=asked)
    notes = (told(done.groups), *done.notes)
    if asked:
        columns = ("measure", "group", "value", "beside", "watched", "counted_to", "why_not_known")
        rows, lines = done.groups.rows(), lines_of(done.groups.panels)
        show(Listing(rows=rows, lines=lines, columns=columns, empty="no groups", notes=notes), fmt, output)
    else:
        for note in notes:
            typer.echo(note, err=True)


def new(
    ctx: typer.Context,
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="Short name in lower case, such as nordic-five.")],
    members: Annotated[str, typer.Option(help="ISO 3166-1 alpha-3 codes, comma-separated: AUS,IND,JPN,USA.")],
    name: Annotated[str, typer.Option(help="Full name. Default: the members' names.", callback=readable)] = "",
) -> None:
    """Start a casebook of your own in the workspace."""
    from minilateral import library

    codes = tuple(code.upper() for code in re.split(r"[\s,;]+", members) if code)
    folder = library.new(slug, members=codes, name=name, workspace=workspace_of(ctx))
    typer.echo(folder)
    typer.echo(f"next: add rows to {folder / 'engagements.csv'}, then: minilateral casebook check {folder}", err=True)

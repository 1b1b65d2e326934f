"""What groups there are, and starting a casebook for another one.

Takes the command line's words; prints a listing, or the path of the new folder and what to do next.
"""

from __future__ import annotations

import re
from typing import Annotated

import typer

from minilateral.cli.options import FormatOption, OutputOption, readable, workspace_of
from minilateral.cli.show import Listing, show


def groups(ctx: typer.Context, fmt: FormatOption = None, output: OutputOption = None) -> None:
    """List the groups and their members.

    With the number of engagements on record and the last day on which the group was watched.
    """
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

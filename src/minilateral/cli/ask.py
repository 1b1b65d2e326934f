"""Asking the record what the members did together.

Takes the command line's words; prints a listing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from minilateral.cli.options import (
    FormatOption,
    GroupArgument,
    OutputOption,
    SinceOption,
    UntilOption,
    kinds,
    levels,
    readable,
    workspace_of,
)
from minilateral.cli.show import Listing, show

if TYPE_CHECKING:
    from minilateral.model import Engagement


def timeline(
    ctx: typer.Context,
    group: GroupArgument,
    level: Annotated[
        str | None, typer.Option(help="This level or above: leader, minister, vice_minister, …", autocompletion=levels)
    ] = None,
    track: Annotated[
        str | None, typer.Option(help="Id or name of a track, such as 'foreign ministers'.", callback=readable)
    ] = None,
    kind: Annotated[str | None, typer.Option(help="meeting, call, dialogue, exercise, …", autocompletion=kinds)] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is planned, unconfirmed or superseded, with its status.")
    ] = False,
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List what the members did together, by date."""
    from minilateral import library
    from minilateral.codebook.tables import table

    opened = library.open(group, workspace=workspace_of(ctx))
    found = opened.engagements(level=level, track=track, kind=kind, since=since, until=until, everything=everything)
    columns = ("date", "level", "what", "place", *(("status",) if everything else ()), "id")
    listing = Listing(
        rows=[{name: getattr(row, name) for name in (*table("engagements").header, "origin")} for row in found],
        lines=[_line(row) for row in found],
        columns=columns,
        title=opened.group.name,
        empty="no such engagement on record; outside observed coverage that is not the same as none",
        notes=(f"{len(found)} row{'' if len(found) == 1 else 's'}; {opened.watched()}", *opened.notes),
    )
    show(listing, fmt, output)


def _line(row: Engagement) -> dict[str, str]:
    """The row as a reader sees it; the date is written no more exactly than it is known."""
    known = {"day": 10, "month": 7, "year": 4}[row.date_precision]
    return {
        "date": row.date.isoformat()[:known],
        "level": row.level.replace("_", " "),
        "what": f"{row.kind.replace('_', ' ')}: {row.summary}",
        "place": row.place,
        "status": row.status,
        "id": row.id,
    }

"""Writing what others will read: the brief and the Data Package.

Takes the command line's words; writes a folder whole or not at all, and prints where everything is.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minilateral.cli.options import AsOfOption, GroupArgument, workspace_of
from minilateral.cli.progress import working

if TYPE_CHECKING:
    from minilateral.pipeline import Written


def brief(
    ctx: typer.Context,
    group: GroupArgument,
    as_of: AsOfOption = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Add a section on what changed from this day on.")
    ] = None,
    sections: Annotated[
        str | None,
        typer.Option(metavar="NAMES", help="Only these sections below the first screen, such as breadth,response."),
    ] = None,
    one_page: Annotated[bool, typer.Option("--one-page", help="Add one page for a minister, HTML and PDF.")] = False,  # noqa: FBT002 - a switch of the command line
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder to write into. Default: briefs/GROUP in the workspace.")
    ] = None,
) -> None:
    """Write the brief on a group.

    A page (HTML), a printed form (PDF), the data (JSON, CSV), a feed entry (Atom), citations (BibTeX, CSL-JSON) and
    a picture to share (PNG), all in one folder.
    """
    from minilateral.opened import day
    from minilateral.record.workspace import workspace

    started, days = time.monotonic(), {"as_of": day(as_of, last=True), "since": day(since)}
    with working(f"writing the brief on {group}"):
        from minilateral.pipeline import write_brief

        written = write_brief(
            workspace(workspace_of(ctx)),
            group,
            **days,
            sections=() if sections is None else (sections,),
            one_page=one_page,
            out=out,
        )
    typer.echo(_summary(written))
    for note in (*written.notes, f"{time.monotonic() - started:.1f} seconds"):
        typer.echo(note, err=True)


def _summary(written: Written) -> str:
    """What the brief says in five lines, and where it is. The same brief gives the same words."""
    from minilateral.brief.safe import visible

    made = written.brief
    width = max((len(finding.function) for finding in made.findings), default=0)
    arrows = (f"  {finding.function:<{width}}  {finding.arrow}" for finding in made.findings)
    coverage = f"observed to {made.coverage_end}" if made.coverage_end else "at no time fully observed"
    stands = f"as of {made.as_of}; {coverage}" if made.rows or made.coverage_end else "nothing on record yet"
    paths = (f"  {path}" for path in written.paths)
    return "\n".join([visible(made.title), stands, *arrows, "written:", *paths])


def export(
    ctx: typer.Context,
    group: GroupArgument,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write into.")],
    as_of: AsOfOption = None,
) -> None:
    """Write a citable Data Package.

    The casebook, the estimates and the evidence behind each, as CSV described by datapackage.json.
    """
    from minilateral import library

    with working(f"exporting {group}"):
        opened = library.open(group, workspace=workspace_of(ctx))
        paths = opened.export(out, as_of=as_of)
    for path in paths:
        typer.echo(path)
    for note in opened.notes:
        typer.echo(note, err=True)

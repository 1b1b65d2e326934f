"""Bringing the record up to date.

Takes nothing but the workspace; says what changed.
"""

from __future__ import annotations

from typing import Annotated

import typer

from minilateral.cli.options import workspace_of
from minilateral.cli.progress import working


def rebuild(
    ctx: typer.Context,
    *,
    force: Annotated[bool, typer.Option("--force", help="Build all of it anew, changed or not.")] = False,
) -> None:
    """Bring the record up to date.

    Reads the casebooks again where they changed, in one transaction; every other command does so by itself.
    """
    from minilateral import library

    with working("rebuilding the record"):
        built = library.rebuild(force=force, workspace=workspace_of(ctx))
    if built.changed:
        typer.echo(f"read anew: {', '.join(built.changed)} ({built.rows:,} rows)")
    if built.removed:
        typer.echo(f"gone: {', '.join(built.removed)}")
    if not (built.changed or built.removed):
        typer.echo("the record is up to date; nothing changed")
    for note in (*built.notes, *built.faults):
        typer.echo(note, err=True)

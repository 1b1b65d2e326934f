"""The promise ledger: what a group promised, what became of it, and what falls due next.

Takes the command line's words; prints a listing, and writes a calendar if asked. The table tells a promise that was
made again once, with the first; CSV, JSON and Parquet carry every promise with its rounds and the rows that settle it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minilateral.cli.options import AsOfOption, FormatOption, GroupArgument, OutputOption, readable, workspace_of
from minilateral.cli.show import Listing, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.commitments.entries import Entry
    from minilateral.commitments.listed import Promises


def _statuses(incomplete: str) -> list[str]:
    """Words of the ledger for the shell's completion."""
    from minilateral.commitments.words import STATUSES

    return [word for word in STATUSES if word.startswith(incomplete)]


def commitments(
    ctx: typer.Context,
    group: GroupArgument,
    as_of: AsOfOption = None,
    status: Annotated[
        str | None,
        typer.Option(
            help="Only these: overdue, open, broken, kept late, kept, not observable, needs a person.",
            autocompletion=_statuses,
            callback=readable,
        ),
    ] = None,
    due_before: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what has not been missed and falls due by this day.")
    ] = None,
    calendar: Annotated[
        Path | None,
        typer.Option(metavar="FILE.ics", help="Also write what falls due into this file, for any calendar program."),
    ] = None,
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show what became of each promise.

    By the strict reading and by the lenient one, with what settles it. What the record cannot settle is told as not
    observable or as needing a person, and is never taken for broken.
    """
    from minilateral import library

    opened = library.open(group, workspace=workspace_of(ctx))
    found = opened.commitments(as_of=as_of, status=status, due_before=due_before)
    if calendar:
        typer.echo(f"wrote {found.save_calendar(calendar)}", err=True)
    stands = f"as of {found.as_of}" if found.as_of else "as of no day, for nothing is on record yet"
    listing = Listing(
        rows=found.rows(),
        lines=list(_lines(found)),
        columns=("due", "status", "leniently", "promise", "made", "why", "id"),
        title=opened.group.name,
        empty="no such promise on record by that day",
        notes=(*_counted(found), f"{stands}; {opened.watched()}", *opened.notes),
    )
    show(listing, fmt, output)


def _lines(found: Promises) -> Iterator[dict[str, str]]:
    from minilateral.commitments.words import in_reading_order, told_once

    for entry in in_reading_order(told_once(found) or found):
        yield _line(entry)


def _line(entry: Entry) -> dict[str, str]:
    """The promise as a reader sees it; the lenient reading is named only where it differs."""
    from minilateral.commitments.words import falls_due, shown

    due = falls_due(entry) or entry.due
    strict, lenient = shown(entry.status, entry.why), shown(entry.lenient, entry.why)
    return {
        "due": due.isoformat() if due else "",
        "status": strict,
        "leniently": "" if lenient == strict else lenient,
        "promise": entry.commitment.text,
        "made": entry.commitment.made_date.isoformat(),
        "why": entry.why,
        "id": entry.commitment.id,
    }


def _counted(found: Promises) -> Iterator[str]:
    """How many promises there are, and how many of them only repeat another."""
    from minilateral.commitments.words import told_once

    total, once = len(found), len(told_once(found))
    if total:
        again = f", {total - once} of them made before: the table has those once" if 0 < once < total else ""
        yield f"{total} promise{'' if total == 1 else 's'}{again}"

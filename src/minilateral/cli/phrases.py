"""Following a phrase through the statements of a group, and finding what is new in one of them.

Takes the command line's words; prints a listing. What is data is in `statements/told.py`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from minilateral.cli.options import FormatOption, GroupArgument, OutputOption, readable, workspace_of
from minilateral.cli.progress import working
from minilateral.cli.show import Format, Listing, put, show
from minilateral.errors import UsageError

if TYPE_CHECKING:
    from minilateral.opened import OpenGroup

_SHOWN = 20  # phrases of each verdict in a table; the other formats carry all


def phrases(
    ctx: typer.Context,
    group: GroupArgument,
    phrase: Annotated[
        str | None,
        typer.Argument(metavar="PHRASE", help="Words as one writes them, in quotation marks.", callback=readable),
    ] = None,
    new_in: Annotated[
        str | None,
        typer.Option(
            "--new-in",
            metavar="DOC",
            help="Instead: which phrases of this document the group never used before, or not for some time.",
            callback=readable,
        ),
    ] = None,
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Follow a phrase through what a group said: first, last, dropped, brought back, and by whom.

    British and American spelling, hyphens, case, marks and line breaks make no difference, nor does a name written out.
    Where no whole text is held, that a phrase is missing is not known.
    """
    from minilateral import library

    if (phrase is None) == (new_in is None):
        found = "neither" if phrase is None else "both"
        raise UsageError(
            f"found {found}, expected either a phrase or --new-in DOC", 'minilateral phrases GROUP "PHRASE"'
        )
    opened = library.open(group, workspace=workspace_of(ctx))
    if new_in is not None:
        _tell_new(opened, new_in, fmt, output)
    else:
        _tell(opened, phrase or "", fmt, output)


def _tell(opened: OpenGroup, phrase: str, fmt: FormatOption, output: OutputOption) -> None:
    from minilateral.statements import told

    with working("reading what the group said"):
        found = opened.phrases(phrase)
    if fmt is Format.json or (fmt is None and output and output.suffix.lower() == ".json"):
        whole = told.data(opened.group.slug, found)
        put((json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode(), output)
        return
    listing = Listing(
        rows=told.rows(found),
        lines=told.lines(found),
        columns=("date", "by", "used", "what", "id"),
        title=f"“{phrase}” in statements of {opened.group.name}",
        notes=(*told.summary(found), *opened.notes),
        empty=f"no statement of {opened.group.slug} is held or on record; bring some in with minilateral add WHAT",
        marked=frozenset({"what"}),
    )
    show(listing, fmt, output)


def _tell_new(opened: OpenGroup, named: str, fmt: FormatOption, output: OutputOption) -> None:
    from minilateral.statements import told

    with working("reading what the group said"):
        document, found = opened.held().new_in(named)
    rows = told.new_rows(document, found)
    table = fmt in {None, Format.table}
    notes = [told.counted(found)]
    notes += ["the table shows the first of each; all: --format csv"] if table and len(found) > 2 * _SHOWN else []
    listing = Listing(
        rows=rows,
        lines=told.new_lines(found, _SHOWN),
        columns=("verdict", "phrase", "since", "sentence"),
        title=f"New in {document.title}",
        notes=(*notes, *opened.notes),
        empty="no phrase that matters is new in it",
        marked=frozenset({"sentence"}),
    )
    show(listing, fmt, output)

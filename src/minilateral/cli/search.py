"""Finding rows of the record and documents of the library by their words.

Takes the command line's words; prints what was found, with the words that matched.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from minilateral.cli.options import FormatOption, OutputOption, SinceOption, UntilOption, readable, workspace_of
from minilateral.cli.progress import working
from minilateral.cli.show import Listing, show

if TYPE_CHECKING:
    from minilateral.record.library import Found
    from minilateral.record.search import Hit


def search(
    ctx: typer.Context,
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT",
            help='Words to look for, in quotation marks if several; also a "phrase", missil*, NEAR(launch Japan, 10).',
            callback=readable,
        ),
    ],
    group: Annotated[
        str | None, typer.Option(help="Only in this group, and documents that concern it.", callback=readable)
    ] = None,
    issuer: Annotated[
        str | None,
        typer.Option(help="Only documents with these words in issuer, publisher or host.", callback=readable),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="Only documents of this kind: joint_statement, readout, …", callback=readable)
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: Annotated[int, typer.Option(min=1, help="At most this many rows, and this many documents.")] = 50,
    fmt: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Find rows of the record and documents by their words, best match first.

    With --issuer or --kind only documents are looked for. The words that matched are marked; in CSV, JSON and Parquet
    they stand between ⟦ and ⟧.
    """
    from minilateral import library

    asked = {"group": group, "since": since, "until": until, "limit": limit, "workspace": workspace_of(ctx)}
    rows = () if issuer or kind else library.search(text, **asked)  # type: ignore[arg-type]
    with working("searching documents"):
        documents = library.search_documents(text, issuer=issuer or "", kind=kind or "", **asked)  # type: ignore[arg-type]
    found = [*map(_row, rows), *(_document(one, group or "") for one in documents)]
    listing = Listing(
        rows=found,
        lines=[_line(one) for one in found],
        columns=("group", "table", "date", "found", "status", "id"),
        marked=frozenset({"found"}),
        empty=f"nothing on record and no document held says '{text}'",
        notes=(f"{_count(len(rows), 'row')} of the record, {_count(len(documents), 'document')}",),
    )
    show(listing, fmt, output)


def _row(hit: Hit) -> dict[str, object]:
    return asdict(hit) | dict.fromkeys(("kind", "issuer", "title", "completeness", "relation", "url"), "")


def _document(found: Found, group: str) -> dict[str, object]:
    facts = asdict(found)
    kept = ("kind", "issuer", "title", "completeness", "relation", "url")
    return {
        "group": group, "table": "documents", "id": found.id, "date": found.day or None, "snippet": found.snippet,
        "rank": found.rank, "status": "", **{name: facts[name] for name in kept},
    }  # fmt: skip


def _line(row: dict[str, object]) -> dict[str, object]:
    if row["table"] != "documents":
        return row | {"group": row["group"] or "all groups", "found": row["snippet"]}
    told = (
        f"{row['title']}, {row['issuer']}: {row['snippet']}" if row["issuer"] else f"{row['title']}: {row['snippet']}"
    )
    standing = f"{row['completeness']}, {str(row['relation']).replace('_', ' ')}"
    return row | {"table": str(row["kind"] or "document").replace("_", " "), "found": told, "status": standing}


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"

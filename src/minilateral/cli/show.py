"""Rows, shown the way they were asked for: a table to read, or CSV, JSON or Parquet to work with.

Takes a `Listing`; writes it to standard output or a file. Tables are set with rich on a terminal and as plain columns
elsewhere, and show what fits a reader; the other formats carry every field. Notes go to standard error, so that a
pipe holds rows and nothing else.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilateral.errors import OutputError, UsageError
from minilateral.record.workspace import reason_of

if TYPE_CHECKING:
    from rich.text import Text

# Columns a terminal never breaks: what is copied from them must stay in one piece.
_WHOLE = frozenset({"date", "id", "slug", "level", "due", "status", "made", "observed_to", "part", "state"})

# Characters of one cell in a table; the other formats carry all of it.
_MOST = 400
_UNMARKED = str.maketrans("", "", "⟦⟧")
# Endings of a file for a table to read.
_PLAIN = frozenset({"", "txt", "text", "table"})


class Format(StrEnum):
    """How rows are shown."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Rows with all their fields, what a table shows of each, and notes for the reader.

    `lines` are the rows in words, where a table should not show the fields as they are; `columns` names what of them.
    """

    rows: Sequence[Mapping[str, Any]]
    columns: tuple[str, ...]
    lines: Sequence[Mapping[str, Any]] = ()
    title: str = ""
    notes: tuple[str, ...] = ()
    empty: str = "nothing found"
    marked: frozenset[str] = frozenset()  # columns in which ⟦ ⟧ stand around what is to be seen first


def show(listing: Listing, fmt: Format | None, output: Path | None) -> None:
    """Write the rows in the format asked for, or the one the file's name ends in, or as a table.

    Raises:
        UsageError: Parquet was asked for on a terminal, or the file's name ends in a form that is not written here.
        OutputError: the file cannot be written; what stood there before is unchanged.
    """
    chosen = fmt or _by_suffix(output)
    if chosen is Format.parquet and output is None and sys.stdout.isatty():
        raise UsageError("parquet is bytes, not for a terminal", "the same command with --output FILE.parquet")
    if chosen is Format.table and output is None and sys.stdout.isatty() and listing.rows:
        _rich_table(listing)
    else:
        put(_bytes(listing, chosen), output)
    _say(listing.notes if listing.rows else (listing.empty, *listing.notes))


def _by_suffix(output: Path | None) -> Format:
    ending = output.suffix.lstrip(".").lower() if output else ""
    if ending in _PLAIN:
        return Format.table
    if ending not in set(Format):
        raise UsageError(
            f"found a file name that ends in .{ending}, expected .csv, .json, .parquet or .txt",
            "the same command with --format, which says what to write whatever the name",
        )
    return Format(ending)


def _bytes(listing: Listing, fmt: Format) -> bytes:
    if fmt is Format.parquet:
        return _parquet(listing)
    return {Format.table: _plain, Format.csv: _csv, Format.json: _json}[fmt](listing).encode()


def put(content: bytes, output: Path | None) -> None:
    """Write bytes to standard output, or to a file, whole or not at all.

    Raises:
        OutputError: they could not be written, such as for a full disk.
    """
    if output is None:
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            sys.stdout.flush()
        except OSError as failure:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else it is tried again at the end
            raise OutputError(Path("standard output"), reason_of(failure)) from failure
        return
    from minilateral.record.onefile import write_file

    write_file(output, content)


def _say(notes: Sequence[str]) -> None:
    for note in notes:
        print(note, file=sys.stderr)  # noqa: T201 -- the command line's voice


def cell(value: object) -> str:
    """A value as a reader sees it in one cell; nothing for unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, (tuple, list)):
        return "; ".join(map(cell, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _csv(listing: Listing) -> str:
    """Every field, written as in casebooks and exports; text that a spreadsheet would run as a formula is disarmed."""
    from minilateral.record.cells import render
    from minilateral.record.export import safe

    def _cell(value: Any) -> object:  # noqa: ANN401 -- whatever a row holds
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return value if number else safe(render(value)).replace("\r", "\n")

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = tuple(listing.rows[0]) if listing.rows else listing.columns
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in listing.rows)
    return out.getvalue()


def _json(listing: Listing) -> str:
    return json.dumps([dict(row) for row in listing.rows], ensure_ascii=False, indent=1, default=_json_value) + "\n"


def _json_value(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _parquet(listing: Listing) -> bytes:
    from minilateral.frames import arrow, parquet

    return parquet(arrow(listing.rows, listing.columns))


def _visible_cells(listing: Listing, *, marks: bool = False) -> list[list[str]]:
    """The cells as a reader sees them; with `marks`, what is to be seen first still has ⟦ ⟧ around it."""
    cells = [[_shown(cell(row[name])) for name in listing.columns] for row in listing.lines or listing.rows]
    if marks or not listing.marked:
        return cells
    return [[text.translate(_UNMARKED) for text in line] for line in cells]


def _shown(text: str) -> str:
    """The text with nothing unseen in it, and no longer than a person would read in a table."""
    from minilateral.brief.safe import clip

    shown, rest = clip(text, _MOST)
    return f"{shown}… ({rest:,} more characters)" if rest else shown


def _plain(listing: Listing) -> str:
    if not listing.rows:
        return ""
    lines = [[name.replace("_", " ") for name in listing.columns], *_visible_cells(listing)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def _seen_first(text: str) -> Text:
    """The text with what stands between the marks set off; a mark that lost its partner sets nothing off."""
    from rich.text import Text

    out = Text()
    for part in re.split(r"(⟦[^⟦⟧]*⟧)", text):
        seen = part.startswith("⟦") and part.endswith("⟧")
        out.append(part.translate(_UNMARKED), style="bold yellow" if seen else "")
    return out


def _rich_table(listing: Listing) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    console = Console(color_system=None) if plain else Console()
    table = Table(box=box.SIMPLE_HEAD, title=listing.title or None, title_justify="left", pad_edge=False)
    for name in listing.columns:
        table.add_column(name.replace("_", " "), no_wrap=name in _WHOLE, overflow="fold")
    for line in _visible_cells(listing, marks=True):
        named = zip(listing.columns, line, strict=True)
        table.add_row(*(_seen_first(text) if name in listing.marked else Text(text) for name, text in named))
    console.print(table)

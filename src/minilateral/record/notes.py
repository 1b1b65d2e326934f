"""The two texts that go with an export: `README.md` for a reader and `CITATION.cff` for whoever cites it.

Takes the casebook and the names of the tables exported; gives text that depends on nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from minilateral import __version__
from minilateral.codebook.tables import table
from minilateral.record.package import SAFE_NOTE
from minilateral.record.words import span_text, state, states, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.model import Casebook


def readme(book: Casebook, names: tuple[str, ...], casebook_hash: str) -> str:
    """What the package holds, how far it can be trusted, and how to read it."""
    return "\n".join(_lines(book, names, casebook_hash)) + "\n"


def citation(book: Casebook, casebook_hash: str) -> str:
    """How to cite the package (Citation File Format 1.2.0); no date, so that the same input gives the same file."""
    facts: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below, with the version.",
        "type": "dataset",
        "title": f"{book.group.name}: casebook, estimates and evidence",
        "authors": [{"name": "Contributors to minilateral"}],
        "version": f"{__version__}+{casebook_hash[:12]}",
        "license": "CC-BY-4.0",
        "identifiers": [
            {"type": "other", "value": f"sha256:{casebook_hash}", "description": "SHA-256 of the casebook's files"}
        ],
    }
    return str(yaml.safe_dump(facts, sort_keys=False, allow_unicode=True, width=120))


def _lines(book: Casebook, names: tuple[str, ...], casebook_hash: str) -> Iterator[str]:
    group = book.group
    yield from (f"# {group.name}: casebook, estimates and evidence", "")
    yield from (f"Members: {states(group.members)}.", "")
    yield from (f"{group.purposes}", "") if group.purposes else ()
    yield f"Made by minilateral {__version__} from the casebook with SHA-256 `{casebook_hash}`."
    yield "`datapackage.json` describes every table and column; `frictionless validate datapackage.json` checks them."
    yield from ("", "| file | what it holds |", "|---|---|")
    for name in names:
        about = {"estimates": "what was measured", "evidence": "the rows behind each estimate"}
        yield f"| data/{name}.csv | {about.get(name) or table(name).about} |"
    yield from ("", "## How to read it", "")
    yield "- An empty cell is unknown, never zero. An absent table has no rows; `coverage.csv` says what was watched."
    yield "- `status` other than `known`, and the rows it marks, enter no estimate; they are kept for the trail."
    yield "- `origin` says whether a row is of the published casebook or was added or changed in a workspace."
    yield f"- {SAFE_NOTE}"
    yield from ("", "## What was watched", "", "| table | from – to | how completely | note |", "|---|---|---|---|")
    for row in book.coverage:
        of = f"{row.table} {row.track}".strip() + (f" ({', '.join(map(state, row.actor))})" if row.actor else "")
        stretch = span_text(row.from_date, "day", row.to_date, "day")
        yield f"| {of} | {stretch} | {word(row.watched)} | {_inline(row.note)} |"
    yield from ("", "## Licence", "")
    yield "The data are published under CC BY 4.0; facts are in our own words, and each row names its source."
    yield "The program that made them, minilateral, is published under the Apache License 2.0."


def _inline(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")

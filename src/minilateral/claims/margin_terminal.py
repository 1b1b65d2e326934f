"""A checked text for the terminal: the text with its claims marked, and the verdicts beside or below.

Takes a checked text and a width; gives text. On a wide terminal the verdicts stand in a margin beside the paragraph, on
a narrow one below it. Claims are marked ⟦so⟧ with their numbers, with colour beside where asked for.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from minilateral.claims.findings import ids_of
from minilateral.claims.margin_blocks import blocks, runs
from minilateral.claims.margin_words import BASIS, CALLED, NONE_FOUND, SIGNS, briefly, headline, lines, why
from minilateral.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.claims.findings import CheckedText, Finding
    from minilateral.claims.margin_blocks import Block

WIDE = 100  # columns from which the verdicts stand beside the text
_MARGIN = 42  # columns of the margin
_FOLDED = 2  # paragraphs without a claim that are shown in a row; longer runs are counted
_ELSEWHERE = frozenset({"or", "record"})  # told on the page and in the data
_ROWS = 3  # rows shown of a verdict; the page and the data have all
_STYLES = {
    "does_not_hold": "bold red",
    "holds": "green",
    "holds_if": "yellow",
    "cannot_be_settled": "cyan",
    "not_checked": "dim",
}


def terminal(found: CheckedText, *, width: int = WIDE, colour: bool = False) -> str:
    """The whole text with its verdicts; long runs of paragraphs without a claim are counted."""
    out = io.StringIO()
    console = Console(
        file=out, width=max(30, width), force_terminal=colour, no_color=not colour, highlight=False, markup=False,
        emoji=False, legacy_windows=False,
    )  # fmt: skip
    for part in _parts(found, width):
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")) if not colour else out.getvalue()


def _parts(found: CheckedText, width: int) -> Iterator[RenderableType]:
    title = found.document.title or found.document.url
    day = f"{found.made_on.isoformat()}, {found.made_on_basis}" if found.made_on else "day not known"
    yield Text(
        visible(f"{title} ({day})" if title else f"Text of {day}" if found.made_on else "Text of a day not known"),
        style="bold",
    )
    yield Text(headline(found))
    for caution in found.cautions:
        yield Text(visible(f"! {caution}"))
    yield ""
    if not found.findings:
        yield Text(NONE_FOUND)
        return
    for folded, run in runs(blocks(found), _FOLDED):
        if folded:
            yield Text(f"[{len(run)} paragraphs without a claim that can be looked up]\n", style="dim")
            continue
        for block in run:
            yield _beside(found, block) if width >= WIDE else _below(found, block)
            yield ""
    yield Text(f"{BASIS} Every reading in full: --html FILE or --format json.", style="dim")


def _beside(found: CheckedText, block: Block) -> RenderableType:
    grid = Table.grid(padding=(0, 3, 0, 0), expand=True)
    grid.add_column(ratio=1)
    grid.add_column(width=_MARGIN)
    grid.add_row(_words(block), Group(*(note for number, one in block.claims for note in _note(found, number, one))))
    return grid


def _below(found: CheckedText, block: Block) -> RenderableType:
    notes = [Padding(note, (0, 0, 0, 4)) for number, one in block.claims for note in _note(found, number, one)]
    return Group(_words(block), *notes)


def _words(block: Block) -> Text:
    text = Text(f"{visible(block.label)} " if block.label else "", style="bold" if block.kind == "heading" else "")
    for stretch in block.stretches:
        if stretch.number:
            text.append(f"⟦{visible(stretch.text)}⟧[{stretch.number}]", style=f"{_STYLES[stretch.state]} underline")
        else:
            text.append(visible(stretch.text))
    return text


def _note(found: CheckedText, number: int, one: Finding) -> Iterator[Text]:
    """The verdict, why, and the first rows; whose claim it is only where that changes."""
    yield Text(f"[{number}] {SIGNS[one.state]} {CALLED[one.state]}", style=_STYLES[one.state])
    yield Text(visible(why(one)))
    before = found.findings[number - 2].group if number > 1 else ""
    for name, told in lines(one):
        if name in _ELSEWHERE or (name == "group" and one.group == before):
            continue
        yield Text(visible(f"{name}: {briefly(told) if name == 'read as' else told}"), style="dim")
    rows = {row.id: row for row in found.rows}
    ids = [id_ for id_ in (ids_of(one.verdict) if one.verdict else ()) if id_ in rows]
    against = set(one.verdict.counter_examples) if one.verdict else set()
    for id_ in ids[:_ROWS]:
        yield Text(visible(f"{'✗' if id_ in against else '·'} {rows[id_].day} {id_}: {rows[id_].told}"), style="dim")
    if len(ids) > _ROWS:
        yield Text(f"· and {len(ids) - _ROWS} rows more", style="dim")

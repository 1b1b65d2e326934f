"""A comparison for the terminal: what changed, row by row, and a summary above it.

Takes a comparison; gives text. Removed words stand in [-square brackets-], added ones in {+braces+}, with colour beside
them where asked for: a log or a printer shows the same.
"""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

from minilateral.statements.fit import name
from minilateral.statements.wording import SIGNS, STEPS, beside, between, called, counted, grouped, place
from minilateral.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minilateral.statements.comparison import Comparison, Row
    from minilateral.statements.readouts import Readouts

_COLOURS = {"removed": "\x1b[31;9m", "added": "\x1b[32;4m"}
_MARKS = {"removed": ("[-", "-]"), "added": ("{+", "+}")}
_END = "\x1b[0m"
_BOLD = "\x1b[1m"
_WIDEST = 100


def terminal(comparisons: Sequence[Comparison], *, colour: bool = False, everything: bool = False) -> str:
    """Each comparison in turn; unchanged sentences are counted, and shown with `everything`."""
    width = min(_WIDEST, max(40, shutil.get_terminal_size().columns)) if colour else _WIDEST
    return "\n\n".join(
        "\n".join(_lines(one, width, colour=colour, everything=everything)) for one in comparisons
    ) + "\n"  # fmt: skip


def _lines(found: Comparison, width: int, *, colour: bool, everything: bool) -> Iterator[str]:
    gap = between(found.a, found.b)
    yield from _wrapped(f"A  {name(found.a)}", width)
    yield from _wrapped(f"B  {name(found.b)}{f', {gap}' if gap else ''}", width)
    for reason in found.forced:
        yield from _wrapped(f"FORCED: {reason}. Nothing here may be quoted as the issuer's wording.", width)
    for caution in found.cautions:
        yield from _wrapped(caution, width)
    yield ""
    if found.unchanged:
        yield "No change."
        return
    yield from _wrapped(", ".join(f"{count} {kind}" for kind, count, _ in counted(found)) + _moved(found), width)
    for line in (found.balance, *found.strongest):
        yield from _wrapped(line, width)
    for same, rows in grouped(found):
        if same and not everything:
            yield from ("", f"= {len(rows)} sentence{'' if len(rows) == 1 else 's'} unchanged")
            continue
        for row in rows:
            if not row.heading or row.kind != "same" or everything:
                yield from ("", *_row(row, width, colour=colour))
    yield from ("", *_wrapped(STEPS, width))


def _moved(found: Comparison) -> str:
    also = found.moved - found.counts.get("moved", 0)
    return f"; {also} of the changed ones moved as well" if also else ""


def _row(row: Row, width: int, *, colour: bool) -> Iterator[str]:
    head = f"{SIGNS[row.kind]} {called(row)}  [{place(row)}]"
    yield f"{_BOLD}{head}{_END}" if colour else head
    yield from _wrapped(_text(row, colour=colour), width, "    ")
    for line in beside(row):
        yield from _wrapped(line, width, "  · ", "    ")


def _text(row: Row, *, colour: bool) -> str:
    if not (row.a and row.b):
        side = row.a or row.b
        return visible(side.text) if side else ""
    if not row.stretches:
        return visible(row.b.text)
    parts = (_stretch(one.kind, one.text, colour=colour) for one in row.stretches)
    return " ".join(part.strip() if part else "" for part in parts)


def _stretch(kind: str, text: str, *, colour: bool) -> str:
    shown = visible(text.strip())
    if kind == "kept":
        return shown
    front, back = _MARKS[kind]
    return f"{_COLOURS[kind]}{shown}{_END}" if colour else f"{front}{shown}{back}"


def _wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        visible(text) if "\x1b" not in text else text, width, initial_indent=first,
        subsequent_indent=first if rest is None else rest, break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def readouts_terminal(found: Readouts) -> str:
    """Readouts of one meeting: who says what, in the order of the first."""
    lines = []
    for at, document in enumerate(found.documents):
        later = f", {found.later[at]}" if found.later[at] else ""
        lines += _wrapped(f"{found.names[at]}: {name(document)}{later}; {_alone(found.alone(at))}", _WIDEST)
    for reason in found.forced:
        lines += _wrapped(f"FORCED: {reason}. Nothing here may be quoted as the issuer's wording.", _WIDEST)
    for caution in found.cautions:
        lines += _wrapped(caution, _WIDEST)
    for row in found.rows:
        lines += ["", f"{visible(row.who)}"]
        for known, cell in zip(found.names, row.cells, strict=True):
            if cell:
                lines += _wrapped(f"{known} [{cell.label}]: {cell.text}", _WIDEST, "    ", "      ")
    return "\n".join(lines) + "\n"


def _alone(count: int) -> str:
    return f"{count or 'no'} sentence{'' if count == 1 else 's'} that no other has"

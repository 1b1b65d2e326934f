"""A checked text cut for printing: paragraphs, in them stretches, and the numbers of the claims beside them.

Takes a checked text; gives its blocks in order. Every character of a block stands in exactly one stretch; where claims
overlap, the later is marked from where the earlier ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.reading.passages import blocks as cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minilateral.claims.findings import CheckedText, Finding


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a block, the number of the claim they make (0: none), and its verdict."""

    text: str
    number: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph or list item, its stretches, and its claims with their numbers."""

    kind: str
    label: str
    stretches: tuple[Stretch, ...]
    claims: tuple[tuple[int, Finding], ...]


def blocks(found: CheckedText) -> tuple[Block, ...]:
    """Every block of the text, in order; claims are numbered from 1 through the text."""
    numbered = list(enumerate(found.findings, 1))
    text, at, out = found.document.text, 0, []
    for kind, (start, end), label in cut(text):
        mine = []
        while at < len(numbered) and numbered[at][1].start < end:
            mine.append(numbered[at])
            at += 1
        if start == 0 and text[start:end] == found.document.title and not mine:
            continue  # it stands above
        out.append(Block(kind, label, tuple(_stretches(text, start, end, mine)), tuple(mine)))
    return tuple(out)


def _stretches(text: str, start: int, end: int, mine: Sequence[tuple[int, Finding]]) -> Iterator[Stretch]:
    at = start
    for number, one in mine:
        begin, stop = max(at, one.start), min(end, one.end)
        if begin > at:
            yield Stretch(text[at:begin])
        yield Stretch(text[begin : max(begin, stop)], number, one.state)
        at = max(begin, stop)
    if at < end:
        yield Stretch(text[at:end])


def runs(found: Sequence[Block], most: int) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """Blocks in runs: with claims and their neighbours, and longer ones without any (True), which may be folded."""
    near = {at + by for at, one in enumerate(found) if one.claims for by in (-1, 0, 1)}
    run: list[Block] = []
    for at, one in enumerate(found):
        if at in near:
            if run:
                yield len(run) > most, tuple(run)
                run = []
            yield False, (one,)
        else:
            run.append(one)
    if run:
        yield len(run) > most and bool(near), tuple(run)

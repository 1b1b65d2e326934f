"""The units that are aligned: headings and sentences of a document, long ones cut where a new promise begins.

Takes a document; gives units in order, each at its place in the text. Where sentences begin and end is what `reading`
says; only the cuts inside a sentence are made here, for most wrong alignments are of two sentences made one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.reading.passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.documents import Document

LONG = 24  # words from which a sentence may be cut
LEAST = 6  # words that either piece keeps
_CUT = re.compile(r";\s+|,\s+(?=and (?:we|they|also|to) )|,\s+(?=while )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A heading, a sentence or a piece of one: `text[start:end]` of its document.

    `sentence` counts the sentences of the document from 1, as a reader would; it is 0 for headings. `piece` counts
    the pieces of a cut sentence from 1, and is 0 for a whole one.
    """

    text: str
    start: int
    end: int
    sentence: int = 0
    piece: int = 0
    section: str = ""

    @property
    def heading(self) -> bool:
        """Whether it is a heading."""
        return self.sentence == 0


def units(document: Document) -> tuple[Unit, ...]:
    """Every unit of a document, in order."""
    out, number, section = [], 0, ""
    for passage in passages(document):
        if not any(one.isalnum() for one in passage.text):
            continue  # a row of asterisks parts sections and says nothing
        if passage.kind == "heading":
            section = passage.text
            out.append(Unit(text=passage.text, start=passage.start, end=passage.end, section=section))
        elif passage.kind == "sentence":
            number += 1
            cuts = tuple(_pieces(passage.text))
            for piece, (start, end) in enumerate(cuts, 1):
                out.append(
                    Unit(
                        text=passage.text[start:end],
                        start=passage.start + start,
                        end=passage.start + end,
                        sentence=number,
                        piece=piece if len(cuts) > 1 else 0,
                        section=section,
                    )
                )
    return tuple(out)


def _pieces(sentence: str) -> Iterator[tuple[int, int]]:
    """Where the pieces of a sentence begin and end.

    >>> text = "We condemn the launches of this year in the strongest terms as a threat to all of us; we will hold "
    >>> text += "exercises each year, and we will share data on launches in real time."
    >>> [text[a:b][:13] for a, b in _pieces(text)]
    ['We condemn th', 'we will hold ', 'and we will s']
    """
    begin = 0
    if len(sentence.split()) >= LONG:
        for found in _CUT.finditer(sentence):
            piece, rest = sentence[begin : found.start()], sentence[found.end() :]
            if min(len(piece.split()), len(rest.split())) >= LEAST:
                yield begin, found.start() + 1  # the mark stays with what it ends
                begin = found.end()
    yield begin, len(sentence)

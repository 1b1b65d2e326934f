"""The frozen records that a comparison hands on: two statements, row by row, with what a reader is to know of them.

Nothing in them is a decimal: likeness decides what is a pair and is not told, for a reader could do nothing with it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minilateral.documents import Document
    from minilateral.statements.classes import Class
    from minilateral.statements.redline import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one text says in a row. `label` numbers its sentences as a reader counts them: 12, 12b, 3–4."""

    label: str
    text: str
    spans: tuple[tuple[int, int], ...]  # where in the text of the document
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sentence of one text, of the other, or of both.

    `stretches` are the words of a pair, kept, removed or added. `words` decided the class, `why` says how, `house` that
    only house rules did. `near` are the labels of sentences on the other side that come nearest to one without a
    partner; they are given only where it may have been missed.
    """

    kind: Class
    a: Side | None = None
    b: Side | None = None
    moved: bool = False
    stretches: tuple[Stretch, ...] = ()
    throughout: bool = False
    why: str = ""
    words: tuple[str, ...] = ()
    house: bool = False
    near: tuple[str, ...] = ()
    heading: bool = False
    loose: bool = False


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two statements, the earlier and the later, in the order of the later.

    `forced` are the reasons for which this comparison was refused until it was forced; `cautions` what else to know.
    """

    a: Document
    b: Document
    rows: tuple[Row, ...]
    forced: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    balance: str = ""
    strongest: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> Mapping[Class, int]:
        """Rows by class, headings left out."""
        return Counter(row.kind for row in self.rows if not row.heading)

    @cached_property
    def moved(self) -> int:
        """Rows that stand in another place, whatever else changed in them, headings left out."""
        return sum(row.moved for row in self.rows if not row.heading)

    @property
    def unchanged(self) -> bool:
        """Whether nothing changed, not even a place."""
        return all(row.kind == "same" for row in self.rows)

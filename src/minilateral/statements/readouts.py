"""The members' own accounts of one meeting, side by side: what all say, what some say, what one alone says.

Takes the readouts of one meeting; gives rows of sentences that say the same, who says them, and how long after the
first each was issued. Which readout is the reference makes no difference: every two are aligned.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from minilateral.errors import NotComparable
from minilateral.statements.align import MOST, align
from minilateral.statements.comparison import Side
from minilateral.statements.fit import cautions, fit
from minilateral.statements.rows import flat, label
from minilateral.statements.sentences import units
from minilateral.statements.wording import between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minilateral.documents import Document
    from minilateral.statements.likeness import Idf
    from minilateral.statements.sentences import Unit

Place = tuple[int, int]  # which readout, which sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Sentences that say the same, one cell per readout, None where a readout does not say it."""

    cells: tuple[Side | None, ...]
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Readouts:
    """Readouts of one meeting. `later` says of each how long after the first it was issued, empty where unknown."""

    documents: tuple[Document, ...]
    names: tuple[str, ...]
    later: tuple[str, ...]
    rows: tuple[Said, ...]
    forced: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()

    def alone(self, at: int) -> int:
        """How many rows one readout alone has."""
        return sum(row.cells[at] is not None and sum(map(bool, row.cells)) == 1 for row in self.rows)


def readouts(documents: Sequence[Document], *, idf: Idf | None = None, force: bool = False) -> Readouts:
    """The readouts side by side, in the order of the first, what it lacks behind what it follows in its own.

    Raises:
        NotComparable: there are fewer than two; a text is empty or too long, or altered or partial without `force`.
    """
    if len(documents) < 2:  # noqa: PLR2004
        raise NotComparable("one readout", "expected the readouts of two or more members")
    forced = tuple(reason for document in documents for reason in fit(document, force=force))
    texts = [tuple(unit for unit in units(document) if not unit.heading) for document in documents]
    names = _names(documents)
    rows = tuple(_said(group, texts, names) for group in _groups(texts, idf))
    return Readouts(
        documents=tuple(documents),
        names=names,
        later=tuple("" if at == 0 else between(documents[0], one) for at, one in enumerate(documents)),
        rows=rows,
        forced=forced,
        cautions=cautions(documents),
    )


def _names(documents: Sequence[Document]) -> tuple[str, ...]:
    """What each readout is called: by who issued it where these differ, else by its title, else by its place."""
    for found in (
        [one.issuer for one in documents],
        [one.host for one in documents],
        [" ".join(one.title.split()) for one in documents],
    ):
        if all(found) and len(set(found)) == len(found):
            return tuple(found)
    return tuple(f"readout {at}" for at in range(1, len(documents) + 1))


def _groups(texts: Sequence[Sequence[Unit]], idf: Idf | None) -> list[set[Place]]:
    """Places that say the same, joined over every two readouts, the most alike first."""
    of: dict[Place, set[Place]] = {(i, at): {(i, at)} for i, text in enumerate(texts) for at in range(len(text))}
    links: list[tuple[float, list[Place]]] = []
    for i, j in combinations(range(len(texts)), 2):
        pairs = align([flat(unit.text) for unit in texts[i]], [flat(unit.text) for unit in texts[j]], idf)
        links += [(-p.likeness, [*((i, at) for at in p.a), *((j, at) for at in p.b)]) for p in pairs if p.a and p.b]
    for _, places in sorted(links):
        union = set[Place]().union(*(of[place] for place in places))
        if max(Counter(i for i, _ in union).values()) <= MOST:
            of |= dict.fromkeys(union, union)
    return sorted({id(group): group for group in of.values()}.values(), key=lambda group: _order(group, of))


def _order(group: set[Place], of: dict[Place, set[Place]]) -> tuple[int, ...]:
    """By the first readout; what it lacks stands behind the nearest earlier sentence of its own that it has."""
    first = [at for i, at in group if i == 0]
    if first:
        return min(first), 0, 0, 0
    i, at = min(group)
    for before in range(at - 1, -1, -1):
        known = [place for j, place in of[i, before] if j == 0]
        if known:
            return max(known), 1, i, at
    return -1, 1, i, at


def _said(group: set[Place], texts: Sequence[Sequence[Unit]], names: Sequence[str]) -> Said:
    cells = tuple(_cell([texts[i][at] for j, at in sorted(group) if j == i], texts[i]) for i in range(len(texts)))
    having = [name for name, cell in zip(names, cells, strict=True) if cell]
    lacking = [name for name, cell in zip(names, cells, strict=True) if not cell]
    if not lacking:
        return Said(cells=cells, who="all")
    return Said(cells=cells, who=f"only {having[0]}" if len(having) == 1 else f"not {', '.join(lacking)}")


def _cell(found: Sequence[Unit], among: Sequence[Unit]) -> Side | None:
    if not found:
        return None
    return Side(
        label=label(found, among),
        text=" ".join(flat(unit.text) for unit in found),
        spans=tuple((unit.start, unit.end) for unit in found),
    )

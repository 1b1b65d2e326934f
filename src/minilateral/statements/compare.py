"""Two statements side by side: what is the same, reworded, stronger, weaker, narrower, broader, moved, added, dropped.

Takes two documents, the earlier first; gives a `Comparison`. Sentences are aligned first, then words inside a pair.
Altered and partial copies are refused; forced, the result says so wherever it is shown.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from minilateral.codebook.ladders import LADDERS, ladders
from minilateral.statements.align import align
from minilateral.statements.comparison import Comparison
from minilateral.statements.fit import cautions, fit
from minilateral.statements.rows import drawn, flat, joined, judged, label
from minilateral.statements.sentences import units
from minilateral.statements.strength import strength, strongest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minilateral.codebook.ladders import Ladder, Ladders
    from minilateral.documents import Document
    from minilateral.statements.comparison import Row
    from minilateral.statements.likeness import Idf
    from minilateral.statements.sentences import Unit
    from minilateral.statements.strength import Strength

ENOUGH = 6  # pairs from which the direction of a whole statement may be told
CHANCE_PCT = 5


def compare(
    a: Document, b: Document, *, idf: Idf | None = None, force: bool = False, table: Ladders | None = None
) -> Comparison:
    """What changed from `a` to `b`.

    Args:
        a: the earlier statement.
        b: the later statement.
        idf: how rare words are in a library of documents; without it, in the two texts.
        force: compare altered and partial copies too; the result then says so.
        table: ladders to judge strength by; those of the codebook if none are given.

    Raises:
        NotComparable: a text is empty or too long, or is altered or partial and `force` is not set.
    """
    forced = tuple(reason for document in (a, b) for reason in fit(document, force=force))
    table = table or ladders()
    one, two = units(a), units(b)
    rows = [*_aligned(one, two, table, idf)]
    return Comparison(
        a=a,
        b=b,
        rows=tuple(rows),
        forced=forced,
        cautions=cautions((a, b)),
        balance=_balance(rows),
        strongest=tuple(_strongest(one, two, table)),
    )


def series(documents: Sequence[Document], *, idf: Idf | None = None, force: bool = False,
           table: Ladders | None = None) -> tuple[Comparison, ...]:  # fmt: skip
    """Each document with its predecessor."""
    return tuple(compare(a, b, idf=idf, force=force, table=table) for a, b in pairwise(documents))


def _aligned(one: Sequence[Unit], two: Sequence[Unit], table: Ladders, idf: Idf | None) -> Iterator[Row]:
    """Rows in the order of the later text; headings are aligned with headings alone."""
    rows: list[Row] = []
    for heading in (False, True):
        x, y = (tuple(unit for unit in side if unit.heading == heading) for side in (one, two))
        pairs = align([flat(unit.text) for unit in x], [flat(unit.text) for unit in y], idf)
        made = judged([drawn(pair, x, y) for pair in joined(pairs, x, y)], table, idf)
        rows += [replace(row, heading=heading) for row in made]
    homes = sorted((row.a.spans[0][0], row.b.spans[0][0]) for row in rows if row.a and row.b and not row.moved)
    yield from sorted(rows, key=lambda row: _home(row, homes))


def _home(row: Row, homes: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where a row stands: by the later text; what it lacks stands behind what came before it in the earlier one."""
    if row.b:
        return row.b.spans[0][0], -1
    start = row.a.spans[0][0] if row.a else 0
    before = bisect_right(homes, (start, 0)) - 1
    return homes[before][1] if before >= 0 else -1, start


def _balance(rows: Sequence[Row]) -> str:
    """Which way a statement went as a whole, by a sign test, in words."""
    pairs = [row for row in rows if row.a and row.b and not row.heading]
    up, down = (sum(row.kind == kind for row in pairs) for kind in ("stronger", "weaker"))
    if len(pairs) < ENOUGH:
        return "Too few sentences have a partner to say which way the statement went as a whole."
    if not up + down:
        return "No sentence became stronger or weaker."
    n, less = up + down, min(up, down)
    chance = 200 * sum(math.comb(n, k) for k in range(less + 1)) / 2**n
    told = f"{_many(up)} became stronger and {down or 'none'} weaker"
    if chance > CHANCE_PCT or up == down:
        return f"{told}: that could be chance, so the statement as a whole went neither way."
    return (
        f"{told}: more than chance would do. The statement as a whole became {'stronger' if up > down else 'weaker'}."
    )


def _many(count: int) -> str:
    return f"{count or 'No'} sentence{'' if count == 1 else 's'}"


def _strongest(one: Sequence[Unit], two: Sequence[Unit], table: Ladders) -> Iterator[str]:
    """The strongest reaction and the strongest request, then and now; every statement commits to something."""
    sides = [[unit for unit in side if not unit.heading] for side in (one, two)]
    known = [[strength(unit.text, table) for unit in side] for side in sides]
    for ladder in LADDERS[:2]:
        was, now = (_peak(side, said, ladder) for side, said in zip(sides, known, strict=True))
        if was[0] == now[0]:
            where = f" (sentences {was[1]} and {now[1]})" if was[1] else ""
            yield f"Strongest {ladder}: {was[0]} in both{where}"
        else:
            then, later = (f"{words} (sentence {where})" if where else words for words, where in (was, now))
            yield f"Strongest {ladder}: {then}, then {later}"


def _peak(side: Sequence[Unit], said: Sequence[Strength | None], ladder: Ladder) -> tuple[str, str]:
    """The strongest word of one ladder in a text, and where; "none" where there is no such word."""
    found = strongest(said, ladder)
    return (f"“{found[1].words.lower()}”", label([side[found[0]]], side)) if found else ("none", "")

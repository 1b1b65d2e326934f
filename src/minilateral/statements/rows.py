"""From pairs of places to rows that a reader sees: texts, labels, changed words, and what they amount to.

Takes pairs and the units they point to; gives rows. A stretch that left one sentence and is found in another is no
loss there and no gain here: both rows say where it went, and neither is judged by it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from minilateral.statements.classes import judge
from minilateral.statements.comparison import Row, Side
from minilateral.statements.likeness import STOP, likeness, words
from minilateral.statements.redline import Redline, redline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minilateral.codebook.ladders import Ladders
    from minilateral.statements.align import Pair
    from minilateral.statements.likeness import Idf
    from minilateral.statements.redline import Kind
    from minilateral.statements.sentences import Unit

LOOSE = 0.4  # likeness below which a pair may be two sentences on one subject: both are to be read
CARRIED = 0.5  # likeness from which a stretch found in another sentence is the same stretch
ENOUGH = 2  # words of the matter that are kept in a pair which is one sentence
LEAST = 4  # words that say something, which such a stretch has at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A row before it is judged: its sides, the line between them, and how the cut sentences begin."""

    row: Row
    line: Redline | None = None
    heads: tuple[str, str] = ("", "")


def flat(text: str) -> str:
    """The text in one line."""
    return " ".join(text.split())


def joined(pairs: Sequence[Pair], x: Sequence[Unit], y: Sequence[Unit]) -> Iterator[Pair]:
    """Pairs in a row whose pieces are of the same two sentences, put together again."""

    def of(numbered: tuple[int, Pair]) -> tuple[object, ...]:
        at, pair = numbered
        if not (pair.a and pair.b):
            return (at,)
        return frozenset(x[i].sentence or -at for i in pair.a), frozenset(y[j].sentence for j in pair.b), pair.moved

    for _, grouped in groupby(enumerate(pairs), key=of):
        group = [pair for _, pair in grouped]
        yield replace(
            group[0],
            a=tuple(sorted(i for pair in group for i in pair.a)),
            b=tuple(sorted(j for pair in group for j in pair.b)),
            likeness=min(pair.likeness for pair in group),
        )


def drawn(pair: Pair, x: Sequence[Unit], y: Sequence[Unit]) -> Drawn:
    """The row of a pair, not yet judged."""
    a, b = [x[i] for i in pair.a], [y[j] for j in pair.b]
    one, two = _side(a, x), _side(b, y)
    if one and two:
        row = Row(kind="reworded", a=one, b=two, moved=pair.moved, loose=pair.likeness < LOOSE)
        return Drawn(row=row, line=redline(one.text, two.text), heads=(_head(a, x), _head(b, y)))
    other = y if one else x
    near = tuple(label([other[at]], other) for at in sorted(pair.near))
    return Drawn(row=Row(kind="dropped" if one else "added", a=one, b=two, near=near))


def judged(rows: Sequence[Drawn], table: Ladders, idf: Idf | None = None) -> Iterator[Row]:
    """The rows with their classes."""
    for one in _carried(rows, idf):
        if one.line is None or one.row.a is None or one.row.b is None:
            yield one.row
            continue
        parts = tuple(part for part in one.line.stretches if not part.elsewhere)
        here = replace(
            one.line, stretches=parts, throughout=one.line.throughout or (one.row.loose and not _one_matter(one.line))
        )
        a, b = (_worded(here, side) for side in ("removed", "added"))
        found = judge(a, b, here, table, heads=one.heads)
        went = any(part.elsewhere for part in one.line.stretches)
        kind = "reworded" if went and found.kind == "same" else found.kind
        yield replace(
            one.row,
            kind="moved" if kind == "same" and one.row.moved else kind,
            stretches=one.line.stretches,
            throughout=one.line.throughout,
            why=found.why,
            words=found.words,
            house=found.house,
        )


def label(units: Sequence[Unit], among: Sequence[Unit]) -> str:
    """How a reader finds sentences: 12, 12b for the second piece of it, 3–4 for two in a row."""
    pieces: dict[int, list[int]] = {}
    for unit in units:
        pieces.setdefault(unit.sentence, []).append(unit.piece)
    every = {number: sum(unit.sentence == number for unit in among) for number in pieces}
    names = [
        str(number) + ("" if len(parts) == every[number] else "".join(_letter(part) for part in parts))
        for number, parts in pieces.items()
        if number
    ]
    whole = all(name.isdigit() for name in names)
    run = whole and len(names) > 1 and [*pieces] == [*range(min(pieces), max(pieces) + 1)]
    return f"{names[0]}–{names[-1]}" if run else ", ".join(names)


def _letter(piece: int) -> str:
    return chr(ord("a") + min(piece, 26) - 1)


def _side(units: Sequence[Unit], among: Sequence[Unit]) -> Side | None:
    if not units:
        return None
    return Side(
        label=label(units, among),
        text=" ".join(flat(unit.text) for unit in units),
        spans=tuple((unit.start, unit.end) for unit in units),
        section=flat(units[0].section),
    )


def _head(units: Sequence[Unit], among: Sequence[Unit]) -> str:
    """How the sentence begins of which the first unit is a later piece, unless that piece has a subject of its own."""
    first = units[0]
    if first.piece < 2 or flat(first.text).lower().startswith(("and we", "and they")):  # noqa: PLR2004 -- the second
        return ""
    return next((flat(unit.text) for unit in among if unit.sentence == first.sentence), "")


def _one_matter(line: Redline) -> bool:
    """Whether most words of the matter were kept, so that it is one sentence even where much of it was reworded."""
    kept, went, came = (
        {word for part in line.stretches if part.kind == kind for word in words(part.text)} - STOP
        for kind in ("kept", "removed", "added")
    )
    return len(kept) >= ENOUGH and len(kept) >= min(len(went), len(came))


def _worded(line: Redline, side: Kind) -> str:
    """The wording of one side of a line."""
    parts = (one for one in line.stretches if one.kind in {"kept", side})
    return "".join(one.before if one.kind == "kept" and side == "removed" else one.text for one in parts)


def _carried(rows: Sequence[Drawn], idf: Idf | None) -> list[Drawn]:
    """The rows, with stretches that stand in another sentence of the other text marked so."""
    went, came = [*_loose_ends(rows, "removed")], [*_loose_ends(rows, "added")]
    if not (went and came):
        return [*rows]
    alike = likeness([text for _, _, text in went], [text for _, _, text in came], idf)
    where: dict[tuple[int, int], str] = {}
    for i, j in enumerate(alike.argmax(1).tolist()):
        row, other = rows[went[i][0]].row, rows[came[j][0]].row
        if went[i][0] != came[j][0] and int(np.argmax(alike[:, j])) == i and alike[i, j] >= CARRIED:
            where[went[i][:2]] = other.b.label if other.b else ""
            where[came[j][:2]] = row.a.label if row.a else ""
    return [_marked(one, at, where) for at, one in enumerate(rows)]


def _loose_ends(rows: Sequence[Drawn], side: Kind) -> Iterator[tuple[int, int, str]]:
    """Stretches of pairs that came or went, with their places, if they say enough to be known again."""
    for at, one in enumerate(rows):
        if one.line and not one.line.throughout:
            for place, part in enumerate(one.line.stretches):
                if part.kind == side and len(set(words(part.text)) - STOP) >= LEAST:
                    yield at, place, part.text


def _marked(one: Drawn, at: int, where: dict[tuple[int, int], str]) -> Drawn:
    if one.line is None or not any(row == at for row, _ in where):
        return one
    parts = tuple(replace(part, elsewhere=where.get((at, n), "")) for n, part in enumerate(one.line.stretches))
    return replace(one, line=replace(one.line, stretches=parts))

"""What changed between the words of two texts that say the same.

Takes both texts; gives stretches in reading order: kept, removed, added. Case, punctuation, spelling habits and the
order of members are no change. Fewer changes read better than many: a word or two that happen to stand between two
changes are part of them, and a sentence that kept less than half of its words was replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from minilateral.statements.likeness import STOP
from minilateral.statements.tokens import members, order, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minilateral.statements.tokens import Token

Kind = Literal["kept", "removed", "added"]
ISLAND = 2  # common words in a row, this many or fewer, that do not part two changes
KEPT_PCT = 50  # of the words of the shorter text, below which all of it counts as replaced


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text. What is kept is worded as in the later text; `before` is its wording in the earlier one.

    `elsewhere` is the sentence of the other text in which a stretch that came or went is found.
    """

    kind: Kind
    text: str
    before: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """The words of a pair. `reordered`: members are named in another order. `throughout`: little of it was kept."""

    stretches: tuple[Stretch, ...]
    reordered: bool = False
    throughout: bool = False

    @property
    def unchanged(self) -> bool:
        """Whether no word changed."""
        return all(one.kind == "kept" for one in self.stretches)

    @property
    def removed(self) -> tuple[str, ...]:
        """What was removed, stretch by stretch."""
        return tuple(one.text for one in self.stretches if one.kind == "removed")

    @property
    def added(self) -> tuple[str, ...]:
        """What was added, stretch by stretch."""
        return tuple(one.text for one in self.stretches if one.kind == "added")


def redline(a: str, b: str) -> Redline:
    """The changes from `a` to `b`.

    Promises: kept and removed stretches in the wording of `a` are `a`, kept and added ones in that of `b` are `b`.

    >>> [(one.kind, one.text) for one in redline("We urge all to act.", "We call on all to act.").stretches]
    [('kept', 'We '), ('removed', 'urge '), ('added', 'call on '), ('kept', 'all to act.')]
    """
    lists = frozenset(members(a)) & frozenset(members(b))
    one, two = tokens(a, lists), tokens(b, lists)
    matcher = SequenceMatcher(None, [token.key for token in one], [token.key for token in two], autojunk=False)
    codes = [(tag != "equal", a1, a2, b1, b2) for tag, a1, a2, b1, b2 in matcher.get_opcodes()]
    kept = sum(b2 - b1 for changed, _, _, b1, b2 in codes if not changed)
    if kept * 100 < KEPT_PCT * min(len(one), len(two)) or not (one and two):
        return Redline(stretches=_replaced(a, b), throughout=True)
    made = tuple(_stretches(a, b, one, two, _calmed(codes, two)))
    return Redline(stretches=made, reordered=_reordered(a, b))


def _replaced(a: str, b: str) -> tuple[Stretch, ...]:
    if a == b:
        return (Stretch("kept", b, a),)
    return tuple(one for one in (Stretch("removed", a), Stretch("added", b)) if one.text)


def _reordered(a: str, b: str) -> bool:
    """Whether the same states are named in a different order somewhere."""
    was, now = set(order(a)), set(order(b))
    return bool({frozenset(one) for one in was - now} & {frozenset(one) for one in now - was})


Code = tuple[bool, int, int, int, int]


def _calmed(codes: Sequence[Code], words: Sequence[Token]) -> list[Code]:
    """Changes that only a few common words part, joined to one."""
    out: list[Code] = []
    for at, (changed, a1, a2, b1, b2) in enumerate(codes):
        few = b2 - b1 <= ISLAND and all(word.key in STOP for word in words[b1:b2])
        if out and out[-1][0] and (changed or (few and at < len(codes) - 1)):
            out[-1] = (True, out[-1][1], a2, out[-1][3], b2)
        else:
            out.append((changed, a1, a2, b1, b2))
    return out


def _stretches(a: str, b: str, one: Sequence[Token], two: Sequence[Token], codes: Sequence[Code]) -> Iterator[Stretch]:
    for changed, a1, a2, b1, b2 in codes:
        was = a[one[a1].start : one[a2 - 1].end] if a2 > a1 else ""
        now = b[two[b1].start : two[b2 - 1].end] if b2 > b1 else ""
        if not changed:
            yield Stretch("kept", now, was)
            continue
        if was:
            yield Stretch("removed", was)
        if now:
            yield Stretch("added", now)

"""Which sentence of one text is which of another.

Takes the sentences of two texts; gives pairs: one to one, several to one, one to several, and those that have no
partner. A partner is taken where each is the other's best, or where they are so alike that it need not be; a third
sentence joins a pair only if it carries words that the first did not. Pairs off the longest common order were moved.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from minilateral.statements.likeness import STOP, Idf, likeness, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minilateral.statements.likeness import Floats

# Set on five of the eleven statement pairs of the gate and judged on the other six: at these values three of four
# labelled partners are found, one pair in twenty is wrong, and nineteen of twenty sentences without a partner get none.
MUTUAL = 0.24  # likeness from which two sentences that are each other's best are a pair
FREE = 0.32  # likeness from which two sentences that are left over are a pair
# At .26 twelve of the 17 labelled moves are found, at .30 ten, and as many sentences without a partner get none. The
# other five say the same in words of which hardly any is shared: their likeness is .07 to .21, or another is nearer.
FAR = 0.26  # likeness from which a pair off the common order is believed
JOIN = 0.26  # likeness from which a sentence that is left over joins a pair
GAIN = 0.15  # part of the partner's words, by rarity, that it must add
BESIDE = 2  # places from the sentence that it joins: what is said in two sentences is said in a row
MOST = 3  # sentences on one side of a pair
NEAREST = 3  # candidates that are named of a sentence without a partner
MISSED = 0.24  # likeness from which a candidate is named
_CLOSER = 1e-4  # what decides between partners of one wording: the nearer place


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Places of sentences in `a` and `b` that say the same; one side is empty where there is no partner.

    `near` are the places on the other side to look at, most alike first: for the first sentence of `a`, or of `b` where
    `a` is empty. `likeness` is that of the pair, or of the nearest where there is none; it is never shown to a reader.
    """

    a: tuple[int, ...]
    b: tuple[int, ...]
    likeness: float
    moved: bool = False
    near: tuple[int, ...] = ()


def align(a: Sequence[str], b: Sequence[str], idf: Idf | None = None) -> tuple[Pair, ...]:
    """Pairs in the order of `b`; what `b` lacks stands behind the pair it followed in `a`.

    Args:
        a: sentences of the earlier text.
        b: sentences of the later text.
        idf: how rare words are in a library of documents; without it, in the two texts.

    Promises: every place of `a` and of `b` is in exactly one pair; same input, same pairs.

    >>> old = ["We condemn the launches.", "We will meet again in Tokyo in May."]
    >>> new = ["The members will meet again in Seoul in May.", "We condemn the launches.", "We thank the hosts."]
    >>> [(pair.a, pair.b, pair.moved) for pair in align(old, new)]
    [((1,), (0,), False), ((0,), (1,), True), ((), (2,), False)]
    """
    alike = likeness(a, b, idf)
    made = _Matches(alike, a, b, idf)
    groups = [*made.groups()]
    moved = _moved([(min(x), min(y), sum(len(a[i].split()) for i in x)) for x, y in groups])
    pairs = [
        Pair(a=x, b=y, likeness=best, moved=off, near=_near(alike[x[0]]))
        for (x, y), off in zip(groups, moved, strict=True)
        if (best := float(alike[np.ix_(x, y)].max())) >= FAR or not off
    ]
    paired_a, paired_b = {i for pair in pairs for i in pair.a}, {j for pair in pairs for j in pair.b}
    pairs += [_alone(alike[i], a=(i,)) for i in range(len(a)) if i not in paired_a]
    pairs += [_alone(alike[:, j], b=(j,)) for j in range(len(b)) if j not in paired_b]
    return tuple(_ordered(pairs))


def _alone(row: Floats, a: tuple[int, ...] = (), b: tuple[int, ...] = ()) -> Pair:
    return Pair(a=a, b=b, likeness=float(row.max(initial=0)), near=_near(row))


def _near(row: Floats) -> tuple[int, ...]:
    """The most alike places, best first, if they are alike enough to be looked at."""
    best = np.argsort(-row, kind="stable")[:NEAREST]
    return tuple(int(at) for at in best if row[at] >= MISSED)


@dataclass(slots=True)
class _Matches:
    """Partners of each place on either side, found when made."""

    alike: Floats
    a: Sequence[str]
    b: Sequence[str]
    idf: Idf | None
    of_a: dict[int, set[int]] = field(default_factory=dict)
    of_b: dict[int, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.alike.size:
            return
        said = [frozenset(words(text)) - STOP for text in (*self.a, *self.b)]
        self.said_a, self.said_b = said[: len(self.a)], said[len(self.a) :]
        self.rarity = self.idf or Idf(len(said), _counts(said))
        near = self.alike + _CLOSER * (1 - _apart(*self.alike.shape))
        best_a, best_b = near.argmax(1), near.argmax(0)
        for i, j in enumerate(best_a.tolist()):
            if best_b[j] == i and self.alike[i, j] >= MUTUAL:
                self._pair(i, j)
        left = np.argwhere(near >= min(FREE, JOIN))
        for at in np.argsort(-near[tuple(left.T)], kind="stable"):
            self._leftover(*left[at].tolist())

    said_a: list[frozenset[str]] = field(init=False)
    said_b: list[frozenset[str]] = field(init=False)
    rarity: Idf = field(init=False)

    def groups(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Places that belong together, in the order of `a`; each place once."""
        for i, others in sorted(self.of_a.items()):
            first = min(others)
            together = tuple(sorted(self.of_b[first]))
            if together[0] == i:
                yield together, tuple(sorted(others))

    def _pair(self, i: int, j: int) -> None:
        self.of_a.setdefault(i, set()).add(j)
        self.of_b.setdefault(j, set()).add(i)

    def _leftover(self, i: int, j: int) -> None:
        """Pair two places of which at least one has no partner yet, if they may be."""
        free_a, free_b = i not in self.of_a, j not in self.of_b
        if free_a and free_b:
            if self.alike[i, j] >= FREE:
                self._pair(i, j)
        elif self.alike[i, j] < JOIN:
            return
        elif free_a:
            with_it = self.of_b[j]
            if all(len(self.of_a[k]) == 1 for k in with_it) and self._adds(i, with_it, self.said_a, self.said_b[j]):
                self._pair(i, j)
        elif free_b:
            with_it = self.of_a[i]
            if all(len(self.of_b[k]) == 1 for k in with_it) and self._adds(j, with_it, self.said_b, self.said_a[i]):
                self._pair(i, j)

    def _adds(self, one: int, others: set[int], said: list[frozenset[str]], target: frozenset[str]) -> bool:
        """Whether a sentence has enough of the target's words that the sentences already there lack."""
        new = (said[one] & target).difference(*(said[other] for other in others))
        share = sum(map(self.rarity.weight, new)) / (sum(map(self.rarity.weight, target)) or 1)
        close = min(abs(one - other) for other in others) <= BESIDE
        return len(others) < MOST and close and share >= GAIN


def _counts(said: Sequence[frozenset[str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in said:
        for word in one:
            counts[word] = counts.get(word, 0) + 1
    return counts


def _apart(n: int, m: int) -> Floats:
    """How far apart the places are within their texts, 0 to 1."""
    rows, columns = np.linspace(0, 1, n, dtype=np.float32), np.linspace(0, 1, m, dtype=np.float32)
    return np.asarray(np.abs(rows[:, None] - columns[None, :]), dtype=np.float32)


def _moved(groups: Sequence[tuple[int, int, int]]) -> list[bool]:
    """Which of the groups (place in a, place in b, words), in order of `a`, are off the order that most words keep.

    The increasing order of places in `b` that keeps the most words: for each group the best chain that may precede
    it, chains being held by their last place with ever more words.
    """
    ends: list[int] = []  # last places in b, rising
    weights: list[int] = []  # words of the best chain that ends there, rising
    who: list[int] = []
    before: list[int] = []
    for at, (_, place, weight) in enumerate(groups):
        cut = bisect_right(ends, place)
        before.append(who[cut - 1] if cut else -1)
        total = weight + (weights[cut - 1] if cut else 0)
        stop = cut
        while stop < len(ends) and weights[stop] <= total:
            stop += 1
        ends[cut:stop], weights[cut:stop], who[cut:stop] = [place], [total], [at]
    kept, at = set(), who[-1] if who else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [at not in kept for at in range(len(groups))]


def _ordered(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """By place in `b`; a pair without one follows the pair of the place before it in `a`, or opens the list."""
    home = {i: max(pair.b) for pair in pairs if pair.b and not pair.moved for i in pair.a}
    after, last = {}, -1
    for i in range(1 + max((i for pair in pairs for i in pair.a), default=-1)):
        last = home.get(i, last)
        after[i] = last

    def place(pair: Pair) -> tuple[int, int, int]:
        return (min(pair.b), 0, 0) if pair.b else (after[pair.a[0]], 1, pair.a[0])

    yield from sorted(pairs, key=place)

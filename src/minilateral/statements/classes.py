"""What kind of change a pair is: same, reworded, stronger, weaker, narrower, broader; and which words decided it.

Takes two texts that say the same and their redline; gives a class and the reason in words, never a number. Strength is
judged first: a step on a ladder, a hedge, an emphatic word. Only then scope: what is part of what, words that widen or
narrow, an item more or less in a list. Signs that contradict one another make a change reworded, with both told.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from minilateral.codebook.ladders import LADDERS, folded, ladders
from minilateral.statements.likeness import STOP, words
from minilateral.statements.strength import Strength, strength

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minilateral.codebook.ladders import Ladder, Ladders
    from minilateral.statements.redline import Redline, Stretch
    from minilateral.statements.strength import Hit

Class = Literal["same", "reworded", "stronger", "weaker", "narrower", "broader", "moved", "added", "dropped"]
CLASSES: tuple[Class, ...] = (
    "stronger", "weaker", "broader", "narrower", "added", "dropped", "reworded", "moved", "same",
)  # fmt: skip
HOUSE = "house rule"
_FEW = 3  # words of a stretch in which an emphatic word is what matters
_LISTED_FRONT = re.compile(r"^[\s,;]*(?:,|;|and\b|or\b|as well as\b|including\b)", re.IGNORECASE)
_ONLY = re.compile(r"(?<!not )\b(?:only|solely|exclusively)\b")  # these narrow wherever they stand
_LISTED_BACK = re.compile(r"(?:,|;|\band|\bor|\bas well as)[\s,;]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A class and why. `words` are those that decided, those that went and those that came.

    `house`: only the order of verbs within one tier decided, for which there is no published support.
    """

    kind: Class
    why: str = ""
    words: tuple[str, ...] = ()
    house: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    up: bool
    why: str
    words: tuple[str, ...]
    house: bool = False  # a step within one tier
    tiers: bool = False  # from one coarse tier to another, both sides having a word of the ladder


def judge(a: str, b: str, line: Redline, table: Ladders | None = None, *, heads: tuple[str, str] = ("", "")) -> Judged:
    """The class of a pair.

    Args:
        a: the earlier text.
        b: the later text.
        line: the changes between them.
        table: the ladders to judge by; those of the codebook if none are given.
        heads: how the sentences begin of which `a` and `b` are pieces, for the verb that governs them.

    >>> from minilateral.statements.redline import redline
    >>> old, new = "We urge the DPRK to return to talks.", "We call on the DPRK to return to talks."
    >>> judge(old, new, redline(old, new)).kind
    'weaker'
    """
    if line.unchanged:
        return Judged(kind="same", why="members named in another order" if line.reordered else "")
    table = table or ladders()
    one, two = _governed(a, heads[0], table), _governed(b, heads[1], table)
    parts = list(_part_of(a, b, table))
    known = frozenset(words(a)), frozenset(words(b))
    if line.throughout:
        return _anew(one, two)
    firm = _decided(_firmness(one, two, line, table), "stronger", "weaker")
    if firm:
        also = "; ".join(f"also {'broader' if sign.up else 'narrower'}: {sign.why}" for sign in parts)
        return replace(firm, why=f"{firm.why}; {also}", words=_words([firm, *parts])) if also else firm
    return _decided(parts or _extent(line, known, table), "broader", "narrower") or Judged(kind="reworded")


def _anew(one: Strength, two: Strength) -> Judged:
    """A sentence that was replaced: its verbs are told, but a new sentence is no stronger form of the old."""
    signs = [sign for ladder in LADDERS if (sign := _step(ladder, one.on(ladder), two.on(ladder))) and sign.tiers]
    return Judged(kind="reworded", why="; ".join(sign.why for sign in signs), words=_words(signs))


def _decided(signs: Sequence[_Sign], up: Class, down: Class) -> Judged | None:
    """One class if all signs agree, reworded with both told if they do not, nothing without a sign."""
    if not signs:
        return None
    kinds = {sign.up for sign in signs}
    kind: Class = "reworded" if len(kinds) > 1 else up if True in kinds else down
    why = "; ".join(f"{up if sign.up else down}: {sign.why}" if len(kinds) > 1 else sign.why for sign in signs)
    return Judged(kind=kind, why=why, words=_words(signs), house=all(sign.house for sign in signs))


def _words(signs: Sequence[_Sign | Judged]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for sign in signs for word in sign.words))


def _governed(text: str, head: str, table: Ladders) -> Strength:
    """How strong a piece is; where it has no word of any ladder, as strong as its sentence begins."""
    found = strength(text, table) or Strength()
    if head and not any(found.on(ladder) for ladder in LADDERS):
        above = strength(head, table) or Strength()
        return replace(above, hedges=found.hedges)
    return found


def _firmness(one: Strength, two: Strength, line: Redline, table: Ladders) -> list[_Sign]:
    signs = [
        sign
        for ladder in LADDERS
        if (sign := _step(ladder, one.on(ladder), two.on(ladder)))
        and (sign.tiers or ladder != "commitment" or _in_place(one.commitment, two.commitment, line))
    ]
    signs += _hedged(one, two)
    return signs or list(_stressed(line, table))


def _step(ladder: Ladder, was: Hit | None, now: Hit | None) -> _Sign | None:
    """A step on one ladder. A weak word that comes or goes where there was none is no sign."""
    if was and now:
        if was.rank == now.rank:
            return None
        by_tier = was.tier != now.tier
        grade = f"from {was.tier} to {now.tier}" if by_tier else f"both {now.tier}, by a {HOUSE}"
        return _Sign(
            up=now.rank > was.rank,
            why=f"“{was.words}” became “{now.words}” ({ladder}, {grade})",
            words=(was.words, now.words),
            house=not by_tier,
            tiers=by_tier,
        )
    hit = was or now
    if hit is None or hit.tier == "weak":
        return None
    verb = "is new" if now else "is gone"
    return _Sign(up=now is not None, why=f"“{hit.words}” {verb} ({ladder}, {hit.tier})", words=(hit.words,))


def _in_place(was: Hit | None, now: Hit | None, line: Redline) -> bool:
    """Whether a verb that came or went stands where another stood: a promise less is not a weaker promise."""
    hit = was or now
    if hit is None or (was and now):
        return True
    kinds = ["kept", *(stretch.kind for stretch in line.stretches), "kept"]
    for at, stretch in enumerate(line.stretches, 1):
        beside = kinds[at + 1] if was else kinds[at - 1]
        if stretch.kind == ("removed" if was else "added") and _said(stretch.text, folded(hit.words)):
            return beside != "kept" and not _LISTED_FRONT.match(stretch.text)
    return False


def _hedged(one: Strength, two: Strength) -> Iterator[_Sign]:
    was, now = Counter(one.hedges), Counter(two.hedges)
    for word in now - was:
        yield _Sign(up=False, why=f"hedged by “{word}”", words=(word,))
    for word in was - now:
        yield _Sign(up=True, why=f"no longer hedged by “{word}”", words=(word,))


def _stressed(line: Redline, table: Ladders) -> Iterator[_Sign]:
    """Emphatic words that came or went almost alone, so that they are what changed."""
    went, came = (_emphatic(" ".join(side), table) for side in (line.removed, line.added))
    if bool(went) == bool(came):
        return
    for text in line.added if came else line.removed:
        for word in _emphatic(text, table):
            others = _content(text, table) - frozenset(words(" ".join(went or came)))
            if not others and len(text.split()) <= _FEW:
                verb = "is new" if came else "is gone"
                yield _Sign(up=bool(came), why=f"“{word}” {verb}", words=(word,))


def _emphatic(text: str, table: Ladders) -> list[str]:
    return [" ".join(hit.group().split()) for hit in table.emphasis.finditer(folded(text))]


def _extent(line: Redline, known: tuple[frozenset[str], frozenset[str]], table: Ladders) -> list[_Sign]:
    """What came or went alone, nothing standing in its place, does to the reach of the sentence.

    `known` are the words of either text: what stands elsewhere in the other one neither came nor went. Words that say
    nothing of the matter ("our", "all") do not stand in anything's place.
    """
    signs: list[_Sign] = []
    for at, stretch in enumerate(line.stretches):
        beside = line.stretches[max(0, at - 1) : at + 2]
        around = [one for one in beside if one.kind not in {stretch.kind, "kept"} and _content(one.text, table)]
        if stretch.kind != "kept" and not around and at > 0:
            others = known[stretch.kind == "removed"]
            signs += _reach(stretch, line.stretches[at - 1], others, table)
    return signs


def _part_of(a: str, b: str, table: Ladders) -> Iterator[_Sign]:
    """What gave way to a part of itself, or to the whole it is part of; the first that is found of one whole."""
    told: set[str] = set()
    for wide, narrow in table.wider:
        for was, now, up in ((wide, narrow, False), (narrow, wide, True)):
            old, new = _said(a, was), _said(b, now)
            if old and new and wide not in told and not _said(a, now) and not _said(b, was):
                told.add(wide)
                yield _Sign(up=up, why=f"“{old}” became “{new}”", words=(old, new))


def _said(text: str, phrase: str) -> str:
    """The phrase as written in a text, empty where it does not occur."""
    found = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded(text))
    return " ".join(text[found.start() : found.end()].split()) if found else ""


def _reach(stretch: Stretch, before: Stretch, others: frozenset[str], table: Ladders) -> Iterator[_Sign]:
    came, text = stretch.kind == "added", folded(stretch.text)
    what, verb = _short(stretch.text), "is new" if came else "is gone"
    narrow = table.narrowing.match(text.lstrip(" ,;(")) or _ONLY.search(text)
    wide = table.widening.search(text)
    ahead = before.before if stretch.kind == "removed" and before.kind == "kept" else before.text
    if narrow:
        yield _Sign(up=not came, why=f"“{what}” {verb}", words=(what,))
    elif wide:
        yield _Sign(up=came, why=f"“{what}” {verb}", words=(wide.group(),))
    elif _content(stretch.text, table) - others and _listed(stretch.text, ahead):
        yield _Sign(up=came, why=f"“{what}” {verb}", words=(what,))


def _listed(text: str, ahead: str) -> bool:
    """Whether a stretch is an item of a list: set off by a comma or "and" at either end."""
    return bool(_LISTED_FRONT.match(text) or _LISTED_BACK.search(text) or ahead.rstrip().endswith((",", ";")))


def _content(text: str, table: Ladders) -> frozenset[str]:
    return frozenset(word for word in words(text) if len(word) > len("jr")) - STOP - table.plain


def _short(text: str) -> str:
    """The words of a stretch without what surrounds them, cut after a dozen."""
    said = text.strip(" \n,;:.").split()
    return " ".join(said[:12]) + ("…" if len(said) > 12 else "")  # noqa: PLR2004

"""How strong a sentence is on each ladder, and which words say so.

Takes a sentence and the ladders; gives the highest hit of each, and its hedges. A verb counts where it is a verb of
the members: not inside quotation marks, not as a noun ("political will", "our commitment to"), not denied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.codebook.ladders import LADDERS, TIERS, folded, ladders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minilateral.codebook.ladders import By, Ladder, Ladders, Step, Tier

_QUOTED = re.compile('\u201c[^\u201c\u201d]*\u201d|"[^"]*"|\u2018[^\u2018\u2019]{1,80}\u2019(?!\\w)')
_WORD = re.compile(r"[\w'.&-]*\w")
# Words between the one who acts and the verb.
_ASIDES = "have has had are is were was be been also then both all each today jointly therefore do"
_BETWEEN = frozenset(_ASIDES.split())
_BACK = 80  # characters before a verb in which its subject is looked for
# "The principles we established at Camp David": the verb tells which principles, and binds nobody again. Behind a
# preposition ("at the summit we launched") the words before the verb are no object of it.
_ANTECEDENT = re.compile(
    r"(?<!\w)(?P<led>[\w-]+\s+)?(?:the|these|those|all|our)\s+(?:[\w-]+\s+){1,3}(?:we|they)\s+(?:(?:have|had|\w+ly)\s+)*$"
)
_LEADS = "after at before by during following from in on since through under upon with within"
_LEADING = frozenset(_LEADS.split())
_NO_OBJECT = re.compile(r"\s*(?:$|[.;)]|(?:at|during|in|last|on|since|together|under)\b)")
_MONTH = re.compile(r"\bmay\b(?=,?\s+\d)|(?<=\d\s)may\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A phrase of a ladder in a sentence: `sentence[start:end]`, as written there."""

    step: Step
    words: str
    start: int
    end: int

    @property
    def tier(self) -> Tier:
        """Its coarse strength, which published lists support."""
        return self.step.tier

    @property
    def rank(self) -> tuple[int, int]:
        """By tier first, by step within it."""
        return TIERS.index(self.step.tier), self.step.step


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """The highest hit on each ladder, None where there is none, and the words that hedge."""

    reaction: Hit | None = None
    request: Hit | None = None
    commitment: Hit | None = None
    hedges: tuple[str, ...] = ()

    def on(self, ladder: Ladder) -> Hit | None:
        """The hit on one ladder."""
        return {"reaction": self.reaction, "request": self.request, "commitment": self.commitment}[ladder]


def strength(sentence: str, table: Ladders | None = None) -> Strength | None:
    """How strong a sentence is; None for one without words.

    >>> said = strength("We will explore ways to share data.")
    >>> said.commitment.words, said.commitment.tier, said.hedges
    ('will', 'strong', ('explore',))
    >>> strength("This will of the people must be heard.").commitment is None
    True
    """
    table = table or ladders()
    text = folded(_unquoted(sentence))
    if not any(one.isalnum() for one in text):
        return None
    found = {ladder: list(_hits(sentence, text, table, ladder)) for ladder in LADDERS}
    best = {ladder: max(hits, key=lambda hit: hit.rank, default=None) for ladder, hits in found.items()}
    return Strength(
        reaction=best["reaction"], request=best["request"], commitment=best["commitment"],
        hedges=tuple(_hedges(sentence, text, table)),
    )  # fmt: skip


def strongest(said: Sequence[Strength | None], ladder: Ladder) -> tuple[int, Hit] | None:
    """The highest hit of a whole text on one ladder and the place of its sentence, the first of several."""
    hits = [(at, hit) for at, one in enumerate(said) if one and (hit := one.on(ladder))]
    return max(hits, key=lambda one: (one[1].rank, -one[0]), default=None)


def _unquoted(text: str) -> str:
    """The text with what others said blanked out; places stay what they are."""
    return _QUOTED.sub(lambda hit: " " * len(hit.group()), text)


def _hits(sentence: str, text: str, table: Ladders, ladder: Ladder) -> Iterator[Hit]:
    """Every hit on one ladder; where two overlap, the one that begins first, or is longer, alone."""
    rungs = [step for step in table.steps if step.ladder == ladder]
    found = (
        (hit.start(), -hit.end(), -step.step, at)
        for at, step in enumerate(rungs)
        for hit in step.pattern.finditer(text)
    )
    taken, made = -1, []
    for start, negative_end, _, at in sorted(found):
        if start >= taken and _is_meant(sentence, text, (start, -negative_end), rungs[at], table):
            taken = -negative_end
            made.append(Hit(step=rungs[at], words=" ".join(sentence[start:taken].split()), start=start, end=taken))
    yield from made if any(not hit.step.beside for hit in made) else ()


def _is_meant(sentence: str, text: str, place: tuple[int, int], step: Step, table: Ladders) -> bool:
    """Whether a phrase is the act it looks like."""
    start, end = place
    before = [hit.group() for hit in _WORD.finditer(text, max(0, start - _BACK), start)]
    if table.denials & set(before[-2:]) and step.ladder != "commitment":
        return False
    if not step.noun and before and before[-1] in table.noun_marks:
        return False
    if step.by == "members" and _is_told_of(text, start, end):
        return False
    return not step.by or _actor(sentence, text, start, table) == step.by


def _is_told_of(text: str, start: int, end: int) -> bool:
    """Whether a verb only says which thing is meant: its object stands before it, and none behind."""
    before = _ANTECEDENT.search(text, max(0, start - _BACK), start)
    led = (before["led"] or "").strip() if before else ""
    return before is not None and led not in _LEADING and _NO_OBJECT.match(text, end) is not None


def _actor(sentence: str, text: str, start: int, table: Ladders) -> By:
    """Who acts: the last word before the verb that is no adverb, if it is a member or another we know."""
    words = list(_WORD.finditer(text, max(0, start - _BACK), start))
    last = next(
        (hit for hit in reversed(words) if hit.group() not in _BETWEEN and not hit.group().endswith("ly")), None
    )
    if last is None or "," in text[last.end() : start]:  # "we, signed below": the verb is not what we do
        return ""
    if table.others.search(text[: last.end()]):
        return "others"
    return "members" if last.group() in table.members or sentence[last.start()].isupper() else ""


def _hedges(sentence: str, text: str, table: Ladders) -> Iterator[str]:
    no = [hit.span() for hit in table.never_hedges.finditer(text)] + [hit.span() for hit in _MONTH.finditer(text)]
    for hit in table.hedges.finditer(text):
        month = hit.group() == "may" and hit.start() > 0 and sentence[hit.start()].isupper()
        if not month and not any(start < hit.end() and hit.start() < end for start, end in no):
            yield " ".join(hit.group().split())

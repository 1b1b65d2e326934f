"""What became of a phrase in the statements of a group: first used, last used, dropped, brought back, by whom.

Takes a series of statements and a phrase; gives its lineage. Whether a statement uses it is yes, no, or not known: a
text that is not whole, or that only others copied, proves nothing by what it does not hold. A phrase that comes back
after statements without it is a return, never new.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from minilateral.codebook.phrasewords import followed
from minilateral.reading.passages import sentences
from minilateral.statements.series import TOGETHER, Said
from minilateral.statements.spelled import Spelled, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Used = Literal["yes", "no", "not known"]
MOST_CHARACTERS = 300  # of a phrase: a sentence of a statement seldom has more


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that holds the phrase: `text[start:end]` of its document, the phrase at `text[at:to]`."""

    sentence: str
    start: int
    end: int
    at: int
    to: int


@dataclass(frozen=True, slots=True)
class Use:
    """Whether one statement uses the phrase, where, and what that rests on; `whole`: its text was read to the end."""

    said: Said
    used: Used
    basis: str
    places: tuple[Place, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Return:
    """A phrase that came back: how many statements known not to use it, and days, lay between two uses.

    `unknown` statements lay between of which it is not known; some of them may have used it.
    """

    back: Use
    before: Use
    statements: int
    days: int | None
    unknown: int


@dataclass(frozen=True, slots=True)
class History:
    """A phrase with one voice: its uses in order, the first and last, and what came between."""

    by: str
    uses: tuple[Use, ...]

    @property
    def with_it(self) -> tuple[Use, ...]:
        """Statements that use it."""
        return tuple(use for use in self.uses if use.used == "yes")

    @property
    def without(self) -> tuple[Use, ...]:
        """Statements known not to use it."""
        return tuple(use for use in self.uses if use.used == "no")

    @property
    def unknown(self) -> tuple[Use, ...]:
        """Statements of which it is not known."""
        return tuple(use for use in self.uses if use.used == "not known")

    @property
    def first(self) -> Use | None:
        """The earliest known use."""
        return next(iter(self.with_it), None)

    @property
    def last(self) -> Use | None:
        """The latest known use."""
        return self.with_it[-1] if self.with_it else None

    @property
    def unknown_before_first(self) -> int:
        """How many earlier statements may have used it already."""
        first = self.first
        return len(self.unknown) if first is None else _count(self.uses[: self.uses.index(first)], "not known")

    @property
    def dropped_for(self) -> int:
        """How many statements of later days than the last use are known not to use it."""
        last = self.last
        return 0 if last is None else _between(self.uses, last, None, "no")

    @property
    def returns(self) -> tuple[Return, ...]:
        """Every time it came back after one statement or more without it."""
        return tuple(_returns(self.uses))


@dataclass(frozen=True, slots=True)
class Lineage:
    """A phrase in all statements of a group; `histories` by voice, the members together first."""

    phrase: str
    uses: tuple[Use, ...]
    histories: tuple[History, ...]

    @property
    def together(self) -> History:
        """The phrase in what the members said together."""
        return next((one for one in self.histories if one.by == TOGETHER), History(TOGETHER, ()))


def lineage(statements: Sequence[Said], phrase: str) -> Lineage:
    """What became of a phrase; one without any letter or digit is used nowhere and known nowhere.

    Args:
        statements: of the group, in order.
        phrase: words as one writes them; spelling, case, hyphens and marks make no difference.
    """
    uses = tuple(use(said, phrase) for said in statements)
    voices = sorted({one.said.by for one in uses}, key=lambda who: (who != TOGETHER, who))
    return Lineage(
        phrase, uses, tuple(History(who, tuple(one for one in uses if one.said.by == who)) for who in voices)
    )


def use(said: Said, phrase: str) -> Use:
    """Whether one statement uses the phrase."""
    read = _read(said, phrase)
    if said.quotable and (places := tuple(_places(said, phrase))):
        return Use(said, "yes", "stands in the text", places, said.whole or read)
    noted = next((one for one in said.row.key_phrases if phrase in Spelled(one)), "") if said.row else ""
    if noted and "(" not in noted:
        return Use(said, "yes", "noted in the casebook; no text is held that may be quoted", whole=read)
    if noted:
        return Use(said, "not known", f"the casebook has it with a caution: {noted}")
    if said.whole and key(phrase):
        return Use(said, "no", "the text is held whole, and does not hold it", whole=True)
    if read:
        basis = "the text was read whole for the casebook, which notes this phrase where it stands"
        return Use(said, "no", basis, whole=True)
    return Use(said, "not known", said.gap or "the phrase has no letter or digit")


def _read(said: Said, phrase: str) -> bool:
    """Whether the casebook says of the phrase if it stands in the text: it was read whole, and the phrase followed."""
    return said.row is not None and said.row.completeness == "full" and key(phrase) in _followed()


@cache
def _followed() -> frozenset[str]:
    return frozenset(map(key, followed()))


def _places(said: Said, phrase: str) -> Iterator[Place]:
    """The sentences that hold the phrase, each once."""
    text = said.spelled.text
    last = (-1, -1)
    for at, to in said.spelled.find(phrase):
        if last[0] <= at < last[1]:
            continue
        last = _sentence(text, at, to)
        yield Place(" ".join(text[slice(*last)].split()), *last, at, to)


def _sentence(text: str, at: int, to: int) -> tuple[int, int]:
    """Where the sentence around a stretch begins and ends; only its paragraph is cut, for cutting takes time."""
    begin = text.rfind("\n\n", 0, at) + 2 if "\n\n" in text[:at] else 0
    stop = text.find("\n\n", to)
    paragraph = (begin, len(text) if stop < 0 else stop)
    return next((span for span in sentences(text, paragraph) if span[0] <= at < span[1]), paragraph)


def _returns(uses: Sequence[Use]) -> Iterator[Return]:
    last: Use | None = None
    for one in uses:
        if one.used != "yes":
            continue
        if last is not None and (without := _between(uses, last, one, "no")):
            yield Return(one, last, without, _days(last, one), _between(uses, last, one, "not known"))
        last = one


def _between(uses: Sequence[Use], after: Use, before: Use | None, used: Used) -> int:
    """How many statements of days between two uses there are; those of one day are one occasion."""
    end = before.said.day if before else "9999"
    return sum(one.used == used and after.said.day < one.said.day < end for one in uses)


def _count(uses: Sequence[Use], used: Used) -> int:
    return sum(one.used == used for one in uses)


def _days(before: Use, after: Use) -> int | None:
    """Days between two statements; None where the day of either is not known."""
    try:
        return (date.fromisoformat(after.said.day) - date.fromisoformat(before.said.day)).days
    except ValueError:
        return None

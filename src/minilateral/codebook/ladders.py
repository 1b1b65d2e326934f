"""How strong a word is: the verb ladders, the hedges, and the words that widen and narrow, from `ladders.yml`.

Takes the file of the codebook or another of the same form; gives `Ladders`, whose phrases are compiled patterns over
text in small letters with plain apostrophes. What the file says wrongly is an error that names the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, get_args

import yaml

from minilateral.errors import BadLadder

if TYPE_CHECKING:
    from pathlib import Path

Ladder = Literal["reaction", "request", "commitment"]
Tier = Literal["weak", "medium", "strong"]
By = Literal["", "members", "others"]
LADDERS: tuple[Ladder, ...] = get_args(Ladder)
TIERS: tuple[Tier, ...] = get_args(Tier)
# One adverb may stand between the words of a phrase: "are fully committed", "call again on".
_BETWEEN = r"(?:\s+(?:[a-z]+ly|also|again|both|all))?\s+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Phrases of one strength. `tier` rests on `source`; `step` orders them within the tier and is a house rule.

    `noun`: counts also where the word is a noun. `by`: whose act it must be. `beside`: counts only beside another
    phrase of its ladder.
    """

    ladder: Ladder
    step: int
    tier: Tier
    say: tuple[str, ...]
    source: tuple[str, ...]
    noun: bool = False
    by: By = ""
    beside: bool = False
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladders:
    """Everything the file says."""

    steps: tuple[Step, ...]
    asks: Mapping[Ladder, str]
    sources: Mapping[str, str]
    members: frozenset[str]
    others: re.Pattern[str]
    noun_marks: frozenset[str]
    denials: frozenset[str]
    hedges: re.Pattern[str]
    never_hedges: re.Pattern[str]
    emphasis: re.Pattern[str]
    narrowing: re.Pattern[str]
    widening: re.Pattern[str]
    wider: tuple[tuple[str, str], ...]
    plain: frozenset[str]


@cache
def ladders(path: Path | None = None) -> Ladders:
    """The ladders of the codebook, or of another file of the same form.

    Raises:
        BadLadder: the file cannot be read, or an entry is not of its form; the message names it.

    >>> found = ladders()
    >>> [(one.step, one.tier) for one in found.steps if "urge~" in one.say]
    [(4, 'medium')]
    """
    name = str(path or "ladders.yml")
    try:
        text = path.read_text("utf-8") if path else files(__package__).joinpath("ladders.yml").read_text("utf-8")
        raw = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as failure:
        raise BadLadder(
            name, "the file", " ".join(str(failure).split()), "a YAML table such as ladders.yml"
        ) from failure
    return _Reader(name, raw).ladders()


def folded(text: str) -> str:
    """Small letters, plain apostrophes and blanks, character by character: places stay what they are."""
    flat = text.lower()
    if len(flat) != len(text):  # a few letters, such as a dotted capital I, become two
        flat = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    return flat.translate({0x2019: "'", 0x2018: "'", 0xA0: " ", 0x0A: " ", 0x0D: " ", 0x09: " "})


def forms(word: str) -> tuple[str, ...]:
    """The regular forms of a verb or noun; doubled and undoubled, since only one of them occurs.

    >>> forms("urge"), forms("plan"), forms("worry")[1]
    (('urge', 'urges', 'urged', 'urging'), ('plan', 'plans', 'planed', 'planing', 'planned', 'planning'), 'worries')
    """
    if word.endswith("e"):
        return (word, f"{word}s", f"{word}d", f"{word if word.endswith('ee') else word[:-1]}ing")
    if word.endswith("y") and word[-2] not in "aeiou":
        return (word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing")
    plural = f"{word}es" if word.endswith(("s", "sh", "ch", "x")) else f"{word}s"
    doubled = (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing") if re.search(r"[aeiou][nt]$", word) else ()
    return (word, plural, f"{word}ed", f"{word}ing", *doubled)


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the phrases, the longest first, as whole words in folded text."""
    made = sorted((_phrase(one) for one in phrases), key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(made)})(?!\w)" if made else r"(?!)")


def _phrase(phrase: str) -> str:
    words = []
    for word in folded(phrase).split():
        stem = word.removesuffix("~")
        every = forms(stem) if word.endswith("~") else (stem,)
        words.append(f"(?:{'|'.join(map(re.escape, every))})" if len(every) > 1 else re.escape(stem))
    return _BETWEEN.join(words)


class _Reader:
    """Reads one file, and says where it is wrong."""

    def __init__(self, name: str, raw: Any) -> None:  # noqa: ANN401 -- whatever YAML holds
        self.name, self.raw = name, raw

    def ladders(self) -> Ladders:
        table = self._mapping(self.raw, "the file")
        if table.get("schema_version") != 1:
            raise self._bad("schema_version", table.get("schema_version"), "1")
        scope, hedges = self._mapping(table.get("scope"), "scope"), self._mapping(table.get("hedges"), "hedges")
        emphasis = self._mapping(table.get("emphasis"), "emphasis")
        rungs = self._mapping(table.get("ladders"), "ladders")
        if set(rungs) != set(LADDERS):
            raise self._bad("ladders", ", ".join(map(str, rungs)), ", ".join(LADDERS))
        return Ladders(
            steps=tuple(step for ladder in LADDERS for step in self._steps(ladder, rungs[ladder], table)),
            asks={ladder: str(rungs[ladder].get("asks", "")) for ladder in LADDERS},
            sources={str(key): str(value) for key, value in self._mapping(table.get("sources"), "sources").items()},
            members=frozenset(map(folded, self._words(table, "members"))),
            others=re.compile(rf"(?:{pattern(self._words(table, 'others')).pattern})\s*$"),
            noun_marks=frozenset(map(folded, self._words(table, "noun_marks"))),
            denials=frozenset(self._words(table, "denials")),
            hedges=pattern(self._words(hedges, "say")),
            never_hedges=pattern(self._words(hedges, "never")),
            emphasis=pattern(self._words(emphasis, "say")),
            narrowing=pattern(self._words(scope, "narrowing")),
            widening=pattern(self._words(scope, "widening")),
            wider=tuple(self._wider(scope)),
            plain=frozenset(self._words(scope, "plain")),
        )

    def _steps(self, ladder: Ladder, raw: object, table: Mapping[str, Any]) -> Iterator[Step]:
        entries = self._mapping(raw, f"ladders.{ladder}").get("steps")
        if not isinstance(entries, list):
            raise self._bad(f"ladders.{ladder}.steps", entries, "a list of steps")
        for number, raw_entry in enumerate(entries, 1):
            where = f"ladders.{ladder}, entry {number}"
            entry = self._mapping(raw_entry, where)
            say, source = self._words(entry, "say", where), self._words(entry, "source", where)
            step, tier, by = entry.get("step"), entry.get("tier"), entry.get("by", "")
            if not isinstance(step, int) or step < 1:
                raise self._bad(f"{where}, step", step, "a whole number from 1")
            if tier not in TIERS:
                raise self._bad(f"{where}, tier", tier, " or ".join(TIERS))
            if by not in get_args(By):
                raise self._bad(f"{where}, by", by, "members or others")
            if unknown := set(source) - set(self._mapping(table.get("sources"), "sources")):
                raise self._bad(f"{where}, source", ", ".join(sorted(unknown)), "one of `sources`")
            yield Step(
                ladder=ladder, step=step, tier=tier, say=say, source=source, by=by, pattern=pattern(say),
                noun=bool(entry.get("noun")), beside=bool(entry.get("beside")),
            )  # fmt: skip

    def _wider(self, scope: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for one in scope.get("wider") or ():
            match one:
                case [str(wide), str(narrow)]:
                    yield folded(wide), folded(narrow)
                case _:
                    raise self._bad("scope.wider", one, "two phrases, the wider first")

    def _words(self, table: Mapping[str, Any], key: str, where: str = "") -> tuple[str, ...]:
        found = table.get(key)
        if not isinstance(found, list) or not found or not all(isinstance(one, str) and one.strip() for one in found):
            wrong = (
                next((one for one in found if not isinstance(one, str)), found) if isinstance(found, list) else found
            )
            raise self._bad(f"{where}, {key}" if where else key, wrong, "a list of words (quote no, on, yes)")
        return tuple(found)

    def _mapping(self, found: object, where: str) -> Mapping[str, Any]:
        if not isinstance(found, dict):
            raise self._bad(where, found, "a table")
        return found

    def _bad(self, where: str, found: object, expected: str) -> BadLadder:
        return BadLadder(self.name, where, str(found), expected)

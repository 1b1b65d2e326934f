"""What a statement says that its group never said before, or had not said for some time.

Takes a series and one statement of it; gives phrases, each with its sentence. The rule, in full:

- A phrase is two to five words of one clause. It begins and ends with a word of meaning, between which only "of",
  "the", "and" and their like stand; it cuts no hyphenated word and no name in two; it holds no number, month or name of
  an office-holder, and not only names of states.
- It is *new* if no earlier statement of the group uses it, and *returned* if one does, but a later one that is held
  whole does not.
- It *matters* if it stands twice in this text, or again in a later statement of the group, or was used in two earlier
  ones, or in one if it has four words or more, which do not come together by chance; or if it holds a word that the
  group never used and that is rare in the library, one phrase for each such word; or if it is a fixed expression, which
  one in ten documents of the library with its rarest word hold.
- Of phrases inside one another the shortest is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from minilateral.codebook.naming import states
from minilateral.codebook.phrasewords import words
from minilateral.errors import UsageError
from minilateral.reading.passages import passages
from minilateral.record.expressions import Counted
from minilateral.statements.spelled import Spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from minilateral.documents import Document
    from minilateral.statements.series import Said

Counting = Callable[[Iterable[str]], Counted]
FEWEST_WORDS, MOST_WORDS = 2, 5
UNLIKELY = 4  # words that do not come together twice by chance
RARE = 0.05  # of the documents of the library hold a rare word
FIXED = (
    0.1  # of the documents with its rarest word; "maritime domain" .45, "inherent right" .22, "express concerns" .02
)
FEWEST_TEXTS = 3  # documents in which a fixed expression stands
_JOINTS = 6  # words of a run whose joined form is known, so that "co-operation" is "cooperation"
_HYPHENS = frozenset("-\u2010\u2011/")
_CLAUSE = re.compile(r"[,;:()\[\]—–“”\"]|\s-\s|[.!?]\s|\n\s*\n")
_FUNCTION, _INSIDE, _DAYS = (words(kind) for kind in ("function", "inside", "days"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Novelty:
    """A phrase as the statement writes it, new or returned, why it matters, and the sentence `text[start:end]`.

    Of a return: the last statement that used it, and how many statements known not to use it, and days, lay between.
    `unknown` counts the earlier statements (of a return: those between) of which no whole text is held.
    """

    phrase: str
    verdict: Literal["new", "returned"]
    why: str
    sentence: str
    start: int
    end: int
    last: Said | None = None
    statements: int = 0
    days: int | None = None
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class _Candidate:
    key: str
    words: tuple[str, ...]
    phrase: str
    span: tuple[int, int]  # of its sentence


def novelties(
    statements: Sequence[Said],
    document: Document,
    *,
    names: Iterable[str] = (),
    expressions: Counting = lambda _: Counted(),
) -> tuple[Novelty, ...]:
    """What is new or returned in a document: new phrases in the order of the text, then returns, longest away first.

    Args:
        statements: of the group, in order; one of them is this document, or has it as a copy.
        document: whose wording is asked for.
        names: of office-holders, which are no phrases.
        expressions: counts phrases and their words in the library.

    Raises:
        UsageError: the document is no statement of the group, or its words may not be taken for the original's.
    """
    own = next((one for one in statements if document.id in _ids(one)), None)
    if own is None:
        raise UsageError(
            f"found {document.id}, expected a joint statement or a readout of this group",
            "minilateral documents --group GROUP",
        )
    if not document.quotable:
        relation = document.relation.replace("_", " ")
        raise UsageError(
            f"found {document.id}, a copy whose relation to the original is {relation}; expected an official "
            "or verbatim one, for no wording is taken from any other"
        )
    earlier = [one for one in statements if one.by == own.by and one.day < own.day]
    later = [one for one in statements if one.by == own.by and one.day > own.day]
    known = [_runs(one) for one in earlier]
    found = tuple(_candidates(document, frozenset(word for name in names for word in Spelled(name).keys)))
    old = {run: number for number, runs in enumerate(known) for run in runs}  # the latest that uses it
    chosen = [one for one in found if _lacking(earlier, old.get(one.key))]
    least = _shortest(chosen)
    why = _reasons(least, found, known, [_runs(one) for one in later], expressions)
    told = [(one, why[one.key]) for one in least if one.key in why]
    made = [_told(own, document, one, reason, _since(earlier, old.get(one.key))) for one, reason in told]
    return tuple(sorted(made, key=lambda one: (one.verdict == "returned", -one.statements)))


def _lacking(earlier: Sequence[Said], number: int | None) -> bool:
    """Whether no earlier statement uses a phrase, or one that is held whole lacks it on a later day."""
    return number is None or any(said.whole for said in _since(earlier, number).after)


def _ids(said: Said) -> set[str]:
    return {said.document.id, *said.copies} if said.document else set()


def _runs(said: Said) -> set[str]:
    """Every run of words a statement is known to use, joined."""
    texts = [said.spelled] if said.quotable else []
    texts += [Spelled(one) for one in said.row.key_phrases if "(" not in one] if said.row else []
    found = set()
    for text in texts:
        keys = [one for one in text.keys if one]
        found |= {"".join(keys[at : at + size]) for size in range(1, _JOINTS + 1) for at in range(len(keys) - size + 1)}
    return found


def _candidates(document: Document, names: frozenset[str]) -> Iterator[_Candidate]:
    """Every phrase of the text that could be told, once for each time it stands there."""
    text = document.text
    for passage in passages(document):
        if passage.kind != "sentence":
            continue
        cuts = [0, *(place for hit in _CLAUSE.finditer(passage.text) for place in hit.span()), len(passage.text)]
        for begin, end in zip(cuts[::2], cuts[1::2], strict=True):
            clause = _Clause(text[passage.start + begin : passage.start + end])
            for first, last in clause.runs():
                keys = clause.keys[first : last + 1]
                if _may_be_told(keys, names) and not (clause.cut(first - 1) or clause.cut(last)):
                    phrase = clause.text[clause.spans[first][0] : clause.spans[last][1]]
                    yield _Candidate("".join(keys), keys, " ".join(phrase.split()), (passage.start, passage.end))


class _Clause:
    """A clause in words, in which a name written out is one word."""

    def __init__(self, text: str) -> None:
        spelled = Spelled(text)
        self.text = text
        kept = [number for number, one in enumerate(spelled.keys) if one]
        ends = [*kept, len(spelled.keys)][1:]
        self.keys = tuple(spelled.keys[number] for number in kept)
        self.spans = [(spelled.spans[at][0], spelled.spans[to - 1][1]) for at, to in zip(kept, ends, strict=True)]

    def runs(self) -> Iterator[tuple[int, int]]:
        """First and last word of everything long and short enough to be a phrase."""
        for first in range(len(self.keys)):
            for last in range(first + FEWEST_WORDS - 1, min(first + MOST_WORDS, len(self.keys))):
                yield first, last

    def cut(self, number: int) -> bool:
        """Whether a hyphenated word or a name is cut in two behind this word."""
        if number < 0 or number + 1 >= len(self.spans):
            return False
        (start, end), (begin, _) = self.spans[number : number + 2]
        between = self.text[end:begin]
        names = self.text[start].isupper() and self.text[begin].isupper()
        return between in _HYPHENS or (between.isspace() and names)


def _may_be_told(keys: tuple[str, ...], names: frozenset[str]) -> bool:
    ends = all(len(word) > 1 and word not in _FUNCTION for word in (keys[0], keys[-1]))
    return ends and not any(
        word in names or word in _DAYS or (word in _FUNCTION and word not in _INSIDE) or any(map(str.isdigit, word))
        for word in keys
    )


def _shortest(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Each phrase once, without those that hold a shorter one."""
    first: dict[tuple[str, ...], _Candidate] = {}
    for one in candidates:
        first.setdefault(one.words, one)

    def holds_another(keys: tuple[str, ...]) -> bool:
        size = len(keys)
        inner = (keys[at:to] for at in range(size) for to in range(at + FEWEST_WORDS, size + 1) if to - at < size)
        return any(part in first for part in inner)

    return [one for keys, one in first.items() if not holds_another(keys) and not _only_states(one.phrase)]


def _only_states(phrase: str) -> bool:
    rest = Spelled(phrase)
    covered = [(one.start, one.end) for one in states(phrase)]
    return all(any(start <= at < end for start, end in covered) for at, _ in rest.spans)


def _reasons(
    phrases: Sequence[_Candidate],
    found: Sequence[_Candidate],
    known: Sequence[set[str]],
    later: Sequence[set[str]],
    expressions: Counting,
) -> dict[str, str]:
    """By key, why a phrase matters; phrases that do not are not in it."""
    times = Counter(one.key for one in found)
    counted = expressions(one.phrase for one in phrases)
    why: dict[str, str] = {}
    for one in phrases:
        before, after = (sum(one.key in runs for runs in side) for side in (known, later))
        texts, rarest = counted.counts.get(one.phrase, (0, 0))
        if times[one.key] > 1:
            why[one.key] = f"stands {times[one.key]} times in this text"
        elif after:
            why[one.key] = f"is used again in {after} later statement{'' if after == 1 else 's'}"
        elif before > 1 or (before and len(one.words) >= UNLIKELY):
            why[one.key] = f"was used in {before} earlier statement{'' if before == 1 else 's'}"
        elif texts >= FEWEST_TEXTS and texts >= FIXED * rarest:
            why[one.key] = f"a fixed expression: in {texts:,} documents of the library"
    if known:
        why |= _fresh(phrases, set().union(*known), why, counted)
    return why


def _fresh(phrases: Sequence[_Candidate], used: set[str], why: Mapping[str, str], counted: Counted) -> dict[str, str]:
    """One phrase for each rare word that the group never used: the closest-knit, then the shortest."""
    best: dict[str, _Candidate] = {}
    for one in sorted(phrases, key=lambda one: (sum(word in _FUNCTION for word in one.words), len(one.words))):
        for word in one.words:
            if word and word not in _FUNCTION and word not in used and counted.is_rare(word, RARE):
                best.setdefault(word, one)
    told: dict[str, list[str]] = {}
    for word, one in best.items():
        if one.key not in why:
            told.setdefault(one.key, []).append(word)
    return {
        key: f"holds {'a word' if len(fresh) == 1 else 'words'} not used before: {', '.join(fresh)}"
        for key, fresh in told.items()
    }


@dataclass(frozen=True, slots=True)
class _Since:
    """The last statement that used a phrase, and those of later days."""

    last: Said | None
    after: Sequence[Said]


def _since(earlier: Sequence[Said], number: int | None) -> _Since:
    if number is None:
        return _Since(None, earlier)
    return _Since(earlier[number], [said for said in earlier[number + 1 :] if said.day > earlier[number].day])


def _told(own: Said, document: Document, one: _Candidate, why: str, since: _Since) -> Novelty:
    start, end = one.span
    return Novelty(
        phrase=one.phrase,
        verdict="returned" if since.last else "new",
        why=why,
        sentence=" ".join(document.text[start:end].split()),
        start=start,
        end=end,
        last=since.last,
        statements=sum(said.whole for said in since.after) if since.last else 0,
        days=_days(since.last.day, own.day) if since.last else None,
        unknown=sum(not said.whole for said in since.after),
    )


def _days(before: str, after: str) -> int | None:
    try:
        return (date.fromisoformat(after) - date.fromisoformat(before)).days
    except ValueError:
        return None

"""The words of a sentence as they are compared: without case, punctuation, spelling habits, or the order of members.

Takes the text of a sentence; gives tokens that each cover a stretch of it, so that together they are the whole text.
Two tokens are the same word if their keys are. A list of states ("Japan, the ROK and the United States",
"U.S.-Japan-ROK") is one token whose key is the set of them: hosts are named first, and that is no change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from minilateral.codebook.forms import forms
from minilateral.codebook.spellings import folded, written_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DOTS = re.compile(r"(?<=\b[A-Za-z])\.(?=[A-Za-z](?![A-Za-z])|$)")  # of "U.N.", whose letters stand apart
_DOTTED = 2  # letters of a word that may be written with stops: "U.N."
_PLAIN = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with the marks around it and the blank behind: `text[start:end]`."""

    key: str
    start: int
    end: int


def key(word: str) -> str:
    """What a word is compared by.

    >>> key("Jeopardised"), key("Defence"), key("promise"), key("U.S.\u2019s"), key("organisation\u2019s")
    ('jeopardized', 'defense', 'promise', "us's", "organization's")
    """
    plain, mark, rest = word.replace("’", "'").partition("'")
    return folded(_DOTS.sub("", plain)) + mark + rest.casefold()


def tokens(text: str, lists: frozenset[str] = frozenset()) -> list[Token]:
    """The tokens of a text; lists of states are one token where their key is among `lists`.

    >>> both = frozenset(members("the U.S., Japan, and the ROK"))
    >>> [token.key for token in tokens("Today Japan, the ROK and the U.S. met.", both)]
    ['today', 'JPN+KOR+USA', 'met']
    """
    found = [(start, end, name) for name, start, end in _lists(text) if name in lists]
    found = sorted([*found, *_written_out(text, found)])
    spans: list[tuple[int, int, str]] = []  # where a word begins and ends, and its key
    at = 0
    for start, end, name in [*found, (len(text), len(text), "")]:
        spans += [(*hit.span(), key(hit.group())) for hit in _WORD.finditer(text, at, start)]
        if name:
            spans.append((start, end, name))
        at = end
    if not spans:
        return []
    if len(spans) > 1 and spans[-1][2] in {"and", "or"}:
        spans.pop()  # "…; and" at the end of an item: a mark of the list, no word of the sentence
    gaps = [_parted(text, before[1], after[0]) for before, after in pairwise(spans)]
    spans = [
        (start, end, f"{name} {after[2]}" if name in {"and", "or"} else name)  # "and" belongs to the item behind it
        for (start, end, name), after in zip(spans, [*spans[1:], (0, 0, "")], strict=True)
    ]
    return [
        Token(name, start, end) for (_, _, name), start, end in zip(spans, [0, *gaps], [*gaps, len(text)], strict=True)
    ]


def _parted(text: str, end: int, start: int) -> int:
    """Where the marks between two words part: behind the first blank, otherwise before the second word."""
    blank = next((at for at in range(end, start) if text[at].isspace()), start - 1)
    return blank + 1


def members(text: str) -> list[str]:
    """The keys of the lists of states in a text, in order.

    >>> members("U.S.-Japan-ROK cooperation; Japanese, Korean, and American officials met North Korea")
    ['JPN+KOR+USA', 'JPN+KOR+USA']
    """
    return [name for name, _, _ in _lists(text)]


def order(text: str) -> list[tuple[str, ...]]:
    """The states of each list in the order in which they are named."""
    return [tuple(forms()[hit] for hit in _form().findall(text[start:end])) for _, start, end in _lists(text)]


def _lists(text: str) -> list[tuple[str, int, int]]:
    found = []
    for hit in _run().finditer(text):
        states = [forms()[one] for one in _form().findall(hit.group())]
        if len(set(states)) == len(states):
            found.append(("+".join(sorted(states)), *hit.span()))
    return found


def _written_out(text: str, taken: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Names written out, with their letters in brackets behind them, as those letters."""
    for hit in _long_name().finditer(text):
        if not any(start < hit.end() and hit.start() < end for start, end, _ in taken):
            yield *hit.span(), _letters()[tuple(map(folded, _PLAIN.findall(hit[1].replace(".", ""))))]


@cache
def _letters() -> dict[tuple[str, ...], str]:
    return {words: letters for names in written_out().values() for words, letters in names}


@cache
def _long_name() -> re.Pattern[str]:
    """The names written out, longest first: one may stand inside another."""
    names = sorted(_letters(), key=lambda words: -len(words))
    said = "|".join(r"[^A-Za-z0-9]+".join(r"\.?".join(word) if len(word) <= _DOTTED else word for word in words)
                    for words in names)  # fmt: skip
    return re.compile(rf"\b({said})\b(?:\s+\([A-Z]{{2,6}}\))?", re.IGNORECASE)


@cache
def _form() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, _variants()))})(?!\w)")


def _variants() -> Sequence[str]:
    return [*forms()]


@cache
def _run() -> re.Pattern[str]:
    """Two or more names in a row, with articles, short names in brackets, and what may stand between them."""
    name = rf"{_form().pattern}(?:\s+\([A-Z.]{{2,6}}\))?"
    between = r"(?:\s*[,–—/-]\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+)(?:(?:the|of)\s+){0,2}"
    return re.compile(rf"(?:\b[Tt]he\s+)?{name}(?:{between}{name})+")

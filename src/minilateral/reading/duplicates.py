"""Which documents are copies of one another, and what kind of copies.

Takes documents; gives links, each with verdict, score and reason. Candidates come from MinHash over runs of five words
(rensa); each is then compared word by word. A title is never a key: the same title stands over different statements,
and one statement under many titles. Texts of one formula (notices renewed every year) are told apart by their days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Literal
from urllib.parse import urlsplit
from zlib import crc32

from minilateral.codebook.spellings import folded
from minilateral.documents import Document, Relation

Change = tuple[int, tuple[str, ...], tuple[str, ...]]  # place in the first text, its words, those of the second
Verdict = Literal["same", "revised", "altered", "same_event"]

# Set on 2,050 releases of the White House's site and feed, which share an address: at .5 and three days 99 of 100 are
# found; what else is found are the same texts under a second address, and forms in which a name was exchanged.
LEAST_ALIKE = 0.5  # of runs of five words, shared of all
REWRITTEN = 0.1  # the same at one official address, below which another text was put in the place of the first
_LONG_PATH = 12  # characters from which a path names one page
MOST_DAYS = 3  # between the days of issue of two official copies
_RUN, _PERMUTATIONS, _BANDS, _SEED = 5, 128, 32, 7
_SKETCHED = 32  # hashes kept of one text
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_MOST_SHOWN = 40  # differences kept of one pair
_AROUND = 80  # words a host may put before or after a text that is otherwise verbatim
_EVENT_NAMES = 2  # names two titles must share to tell of one event


@dataclass(frozen=True, slots=True)
class Link:
    """Two documents (`a` the official or earlier one) and what they are to each other.

    `score` is the share of runs of five words both have, of all that either has. `differences` are the words of `a`
    and of `b` where they differ.
    """

    a: str
    b: str
    verdict: Verdict
    score: float
    reason: str
    differences: tuple[tuple[str, str], ...] = ()


def links(documents: Iterable[Document]) -> tuple[Link, ...]:
    """Every link among documents that hold text, by id; same documents, same links, whatever their order."""
    held = sorted((one for one in documents if one.text), key=lambda one: one.id)
    texts = [_words(_untitled(one)) for one in held]
    found: dict[tuple[int, int], Link] = {}
    for i, j in _candidates(held, texts):
        link = compared(held[i], held[j], texts[i], texts[j])
        if link:
            found[i, j] = link
    for i, j in _same_days(held):
        if (i, j) not in found and _tell_of_one(held[i], held[j]):
            a, b = _in_order(held[i], held[j])
            reason = f"both tell of {a.event.day}, in other words"
            found[i, j] = Link(a.id, b.id, "same_event", alike(texts[i], texts[j]), reason)
    return tuple(found[pair] for pair in sorted(found))


def compared(one: Document, other: Document, words: Sequence[str] = (), others: Sequence[str] = ()) -> Link | None:
    """What two documents are to each other; None where they are different texts."""
    a, b = _in_order(one, other)
    ours, theirs = (words, others) if a is one else (others, words)
    ours, theirs = ours or _words(_untitled(a)), theirs or _words(_untitled(b))
    score, both = alike(ours, theirs), a.relation == b.relation == "official"
    here = both and address(a) == address(b) != ""
    if not here and (score < LEAST_ALIKE or (both and _other_days(a, b))):
        return None
    changes = differences(ours, theirs)
    if both and not here and _swapped(changes, ours, theirs):
        return None
    verdict, reason = _judged(a, b, changes, len(ours))
    if score < REWRITTEN:
        reason = "the issuer put another text at this address"
    shown = tuple((" ".join(left), " ".join(right)) for _, left, right in changes[:_MOST_SHOWN])
    return Link(a.id, b.id, verdict, score, reason, shown)


def beside(copy: Document, official: Document) -> tuple[Relation, str]:
    """What a copy is to the official text, word for word, and why; what reading said of it where it is no copy.

    Other spellings make a copy near verbatim; any other word makes it altered, however few they are: a quotation in
    which one adjective was exchanged is not what the members said.
    """
    link = compared(copy, official)
    if copy.relation in {"official", "translation", "teaser"} or not link or link.a != official.id:
        return copy.relation, copy.relation_basis
    if link.verdict == "same":
        return "verbatim", link.reason
    ours, theirs = _words(_untitled(official)), _words(_untitled(copy))
    inner = [one for one in differences(ours, theirs) if not _around(one, len(ours))]
    if all([*map(folded, left)] == [*map(folded, right)] for _, left, right in inner):
        return "near_verbatim", "the same words in another spelling"
    return "altered", link.reason


def sketch(document: Document) -> tuple[int, ...]:
    """The smallest hashes of its runs of five words: texts that are alike share many of them (Broder 1997)."""
    return tuple(nsmallest(_SKETCHED, {crc32(run.encode()) for run in _runs(_words(_untitled(document)))}))


def alike(words: Sequence[str], others: Sequence[str]) -> float:
    """The share of runs of five words that both have, of all that either has (Broder 1997)."""
    ours, theirs = set(_runs(words)), set(_runs(others))
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 1.0


def differences(words: Sequence[str], others: Sequence[str]) -> list[Change]:
    """Where two texts differ: the place in the first, its words, those of the second; case is no difference."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - only who compares pays

    found: list[Change] = []
    for op in Indel.opcodes([word.lower() for word in words], [word.lower() for word in others]):
        if op.tag != "equal":
            left, right = tuple(words[op.src_start : op.src_end]), tuple(others[op.dest_start : op.dest_end])
            if found and found[-1][0] + len(found[-1][1]) == op.src_start and (not found[-1][2] or not right):
                place, before, after = found.pop()
                left, right = before + left, after + right
                found.append((place, left, right))
            else:
                found.append((op.src_start, left, right))
    return [_leftmost(one, words) for one in found]


def _leftmost(change: Change, words: Sequence[str]) -> Change:
    """Words put in stand as far left as they may: "the Elm the" put in after "the" was put in before it."""
    place, left, right = change
    while not left and right and place > 0 and right[-1].lower() == words[place - 1].lower():
        place, right = place - 1, (right[-1], *right[:-1])
    return place, left, right


def _judged(a: Document, b: Document, changes: list[Change], length: int) -> tuple[Verdict, str]:
    inner = [one for one in changes if not _around(one, length)]
    if not changes:
        return "same", "every word is the same"
    if a.relation == b.relation == "official":
        return "revised", f"the issuer changed {_places(changes)}"
    if not inner:
        return "same", "every word is the same, with words of the host before or after"
    if a.relation == "official":
        return "altered", f"a copy that differs from the official text in {_places(inner)}"
    return "altered", f"two copies that differ in {_places(inner)}; neither is the issuer's own"


def _around(change: Change, length: int) -> bool:
    """Whether a change only puts words before the text or after it."""
    place, left, right = change
    return not left and len(right) <= _AROUND and place in {0, length}


def _places(changes: Sequence[object]) -> str:
    return "one place" if len(changes) == 1 else f"{len(changes)} places"


def address(document: Document) -> str:
    """What stays of an official address when a government moves its pages to an archive: the path."""
    path = urlsplit(document.url).path.rstrip("/").lower()
    return path if len(path) >= _LONG_PATH else ""


def _swapped(changes: Sequence[Change], words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a name or number of one text stands where the other has one of its own: two texts of one formula."""
    ours, theirs = set(words), set(others)
    return any(_own_names(left, theirs) and _own_names(right, ours) for _, left, right in changes)


def _own_names(words: Iterable[str], elsewhere: set[str]) -> bool:
    return any(word not in elsewhere and (word[0].isupper() or word[0].isdigit()) for word in words)


def _other_days(a: Document, b: Document) -> bool:
    """Two official texts issued on different days are two texts of one formula."""
    if not (a.issued.day and b.issued.day):
        return False
    return abs((date.fromisoformat(a.issued.day) - date.fromisoformat(b.issued.day)).days) > MOST_DAYS


def _in_order(one: Document, other: Document) -> tuple[Document, Document]:
    """The official document first, else the earlier one."""
    first, second = sorted(
        (one, other), key=lambda d: (d.relation != "official", d.seen.value, d.published.value, d.id)
    )
    return first, second


def _untitled(document: Document) -> str:
    """The text without its title where that is its first line: a copy under another title is still the same text."""
    first, _, rest = document.text.partition("\n")
    return rest if document.title and rest and first.strip("# *") == document.title else document.text


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("\u2019", "'"))


def _runs(words: Sequence[str]) -> Iterator[str]:
    low = [word.lower() for word in words]
    return (" ".join(low[at : at + _RUN]) for at in range(max(1, len(low) - _RUN + 1)))


def _candidates(held: Sequence[Document], texts: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 - only who looks for copies pays

    index = RMinHashLSH(threshold=LEAST_ALIKE, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    pairs = set(_at_one_address(held))
    for number, words in enumerate(texts):
        hashed = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        hashed.update(list(_runs(words)))
        pairs |= {(found, number) for found in index.query(hashed)}
        index.insert(number, hashed)
    return sorted(pairs)


def _at_one_address(documents: Sequence[Document]) -> Iterator[tuple[int, int]]:
    places: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        if document.relation == "official" and (path := address(document)):
            places.setdefault(path, []).append(number)
    return _pairs(places)


def _pairs(groups: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, int]]:
    for numbers in groups.values():
        yield from ((i, j) for at, i in enumerate(numbers) for j in numbers[at + 1 :])


def _same_days(documents: Sequence[Document]) -> Iterator[tuple[int, int]]:
    days: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        if document.event.day and document.kind:
            days.setdefault(document.event.day, []).append(number)
    return _pairs(days)


_NAME = re.compile(r"\b[A-Z][\w.-]{2,}")
_FORM_WORDS = frozenset(
    ("And", "Before", "After", "Call", "Defence", "Defense", "Department", "Deputy", "Fact", "Foreign", "From", "Joint",
     "Leaders", "Meeting", "Minister", "Ministerial", "Ministers", "President", "Press", "Prime", "Readout", "Remarks",
     "Secretary", "Sheet", "Spokesperson", "State", "Statement", "The", "Trilateral", "Vice", "With")
)  # fmt: skip


def _tell_of_one(a: Document, b: Document) -> bool:
    """Whether two titles share enough names of people and places to tell of one event of their day."""
    ours, theirs = (set(_NAME.findall(one.title)) - _FORM_WORDS for one in (a, b))
    return len(ours & theirs) >= _EVENT_NAMES

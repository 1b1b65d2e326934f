"""The words in which every rendering of a comparison speaks: what a class is called, what a row needs said beside it.

Takes rows and comparisons; gives short texts. One place, so that screen, page and data say the same.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from minilateral.statements.classes import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.documents import Document
    from minilateral.statements.classes import Class
    from minilateral.statements.comparison import Comparison, Row

# A sign for each class that a page without colour and a plain terminal can show.
SIGNS: dict[Class, str] = {
    "same": "=", "reworded": "~", "stronger": "▲", "weaker": "▼", "narrower": "◂", "broader": "▸", "moved": "↕",
    "added": "+", "dropped": "×",
}  # fmt: skip
MEANS: dict[Class, str] = {
    "stronger": "a stronger word of reaction, request or commitment, an emphasis more or a hedge less",
    "weaker": "a weaker word, an emphasis less or a hedge more",
    "broader": "it covers more: an item more in a list, or a whole where a part stood",
    "narrower": "it covers less: an item less, a condition more, or a part where the whole stood",
    "added": "no sentence of the earlier text says this",
    "dropped": "no sentence of the later text says this",
    "reworded": "other words, and no word that we rank",
    "moved": "the same words in another place",
    "same": "the same words, or the same members in another order",
}
_DAYS_IN_WORDS = {0: "the same day", 1: "a day later", -1: "a day earlier"}
UNRANKED = (
    "Whether a sentence has a partner is decided by how alike its words are. In a test on statements aligned by hand, "
    "about one pair in twenty was wrong and about one reworded sentence in four was shown as dropped and added; "
    "such a sentence usually names the right one among those it comes nearest to."
)
STEPS = (
    "The tiers weak, medium and strong of reactions and requests follow published lists of verbs; those of "
    "commitments, and the words that hedge, stress, widen and narrow, are ours. What is marked “house rule” rests on "
    "the order of verbs within one tier, on which published lists disagree. All of it stands in one table, which can "
    "be edited."
)


def called(row: Row) -> str:
    """The class of a row in words, with what else happened to it: "weaker, moved (house rule)"."""
    moved = ", moved" if row.moved and row.kind != "moved" else ""
    house = " (house rule)" if row.house else ""
    return f"{row.kind}{moved}{house}"


def place(row: Row) -> str:
    """Which sentences a row is made of: "12 → 14"."""
    if row.heading:
        return "heading"
    if row.a and row.b:
        return row.a.label if row.a.label == row.b.label else f"{row.a.label} → {row.b.label}"
    return f"{row.a.label} →" if row.a else f"→ {row.b.label}" if row.b else ""


def beside(row: Row) -> tuple[str, ...]:
    """What is said beside a row: why it is classed so, where parts of it went, what comes nearest to it."""
    told = ["Worded anew throughout."] if row.throughout else []
    told += [_sentence(row.why)] if row.why else []
    for part in row.stretches:
        if part.elsewhere:
            verb = "stands in sentence {} now" if part.kind == "removed" else "stood in sentence {} before"
            told.append(f"“{_short(part.text)}” {verb.format(part.elsewhere)}.")
    if row.loose and row.a and row.b and not row.heading:
        told.append("Loosely alike: these may be two sentences on one subject.")
    if row.near and not row.heading:
        other = "later" if row.kind == "dropped" else "earlier"
        told.append(f"It comes nearest to {_listed(row.near)} of the {other} text.")
    return tuple(told)


def about(row: Row) -> str:
    """How the later sentence begins, for a reader to know what a change is about."""
    side = row.b or row.a
    said = side.text.split() if side else []
    return " ".join(said[:16]) + ("…" if len(said) > 16 else "")  # noqa: PLR2004 -- a line and a half of a list


def counted(comparison: Comparison) -> tuple[tuple[Class, int, str], ...]:
    """Each class that occurs, how many rows are of it, and what it means; the ones that matter most first."""
    return tuple((kind, comparison.counts[kind], MEANS[kind]) for kind in CLASSES if comparison.counts.get(kind))


def day(document: Document) -> str:
    """The day a document is known by, as a person writes it, empty where none is known."""
    known = document.event.day or document.issued.day or document.published.day
    try:
        found = date.fromisoformat(known)
    except ValueError:
        return known
    return f"{found.day} {found:%B %Y}"


def between(a: Document, b: Document) -> str:
    """How long after `a` the text `b` was issued: in hours where both moments are known, else in days."""
    one, two = (_moment(x.issued.value) for x in (a, b))
    if one and two:
        hours = round((two - one).total_seconds() / 3600)
        size = abs(hours)
        if size < 48:  # noqa: PLR2004 -- two days: beyond them, days say more
            told = "within the hour" if not size else f"{size} hour{'' if size == 1 else 's'}"
            return told if not size else f"{told} {'later' if hours > 0 else 'earlier'}"
    first, last = (x.issued.day or x.event.day or x.published.day for x in (a, b))
    try:
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return ""
    return _DAYS_IN_WORDS.get(days, f"{abs(days):,} days {'later' if days > 0 else 'earlier'}")


def _moment(text: str) -> datetime | None:
    """A moment that is known with its zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _short(text: str) -> str:
    said = text.strip(" \n,;:.").split()
    return " ".join(said[:10]) + ("…" if len(said) > 10 else "")  # noqa: PLR2004 -- enough to find it


def _listed(names: tuple[str, ...]) -> str:
    word = "sentence" if len(names) == 1 else "sentences"
    return f"{word} {', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else f"{word} {names[0]}"


def grouped(comparison: Comparison) -> Iterator[tuple[bool, tuple[Row, ...]]]:
    """Rows in order, runs of unchanged sentences together: (whether unchanged, rows)."""
    run: list[Row] = []
    for row in comparison.rows:
        if row.kind == "same" and not row.heading:
            run.append(row)
            continue
        if run:
            yield True, tuple(run)
            run = []
        yield False, (row,)
    if run:
        yield True, tuple(run)

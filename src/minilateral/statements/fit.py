"""Whether a document may be compared, and what a reader is to know of it.

Takes a document; gives the reasons against it and cautions, or raises. A comparison claims that words are absent, so it
needs all of a text, in the words of those who issued it. A file of the reader's own that says nothing of itself is
taken at the reader's word, and a caution says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minilateral.errors import NotComparable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.documents import Document

MOST_WORDS = 50_000  # some hundred pages; the longest statement of leaders that we hold has 20,000
_ALTERED = {
    "altered": "its wording was altered by whoever copied it",
    "near_verbatim": "it is a copy with small rewordings",
    "translation": "it is a translation: its wording is the translator's",
    "teaser": "it is only the beginning of the text",
}
_PARTIAL = {"excerpt": "it is an excerpt", "teaser": "it is only the beginning of the text"}


def name(document: Document) -> str:
    """How a reader calls a document: by its title and day, else by its id."""
    day = (document.event.day or document.issued.day or document.published.day).strip()
    title = " ".join(document.title.split()) or document.id
    return f"{title} ({day})" if day and day not in title else title


def fit(document: Document, *, force: bool = False) -> tuple[str, ...]:
    """The reasons for which a document is compared only because that was forced; empty where it may be.

    Raises:
        NotComparable: there is no text or too much of it; or there are reasons against it and `force` is not set.
    """
    _check_text(document)
    reasons = objections(document)
    if reasons and not force:
        next_command = "the same command with --force, which marks every page of the result"
        raise NotComparable(name(document), "; ".join(reasons), next_command)
    return tuple(f"{name(document)}: {reason}" for reason in reasons)


def _check_text(document: Document) -> None:
    """Refuse what cannot be compared whatever the reader says: no words, or more than can be aligned within bounds."""
    if any(count > MOST_WORDS for count, _ in enumerate(re.finditer(r"\S+", document.text), 1)):
        raise NotComparable(
            name(document),
            f"it has more than {MOST_WORDS:,} words; texts up to that length are aligned sentence by sentence",
            "cut it at its own headings and compare the parts",
        )
    if not any(one.isalnum() for one in document.text):
        why = f" ({document.notes[0]})" if document.notes else ""
        raise NotComparable(name(document), f"found no words in it{why}, expected the text of a statement")


def objections(document: Document) -> tuple[str, ...]:
    """Why wording must not be compared with that of this document; empty where it may."""
    known = document.url != ""
    found = [_ALTERED.get(document.relation, ""), _PARTIAL.get(document.completeness, "")]
    if known and document.relation == "unknown":
        found.append("nobody has established that these are the issuer's own words")
    if known and document.completeness == "unknown":
        found.append("nothing says whether it is the whole text")
    basis = "; ".join(dict.fromkeys(b for b in (document.relation_basis, document.completeness_basis) if b))
    reasons = tuple(dict.fromkeys(reason for reason in found if reason))
    return tuple(f"{reason} ({basis})" if basis and at == 0 else reason for at, reason in enumerate(reasons))


def cautions(documents: Iterable[Document]) -> tuple[str, ...]:
    """What a reader is to know of documents that may be compared."""
    every = tuple(documents)
    own = [one for one in every if _own(one)]
    if not own:
        return ()
    if len(own) == len(every):
        return ("Files of your own, taken to be the whole texts in the issuers’ words.",)
    return tuple(f"{name(one)}: a file of your own, taken to be the whole text in the issuer’s words." for one in own)


def _own(document: Document) -> bool:
    """Whether it is a file of the reader's that says nothing of what it is."""
    return not document.url and "unknown" in {document.relation, document.completeness} and not objections(document)

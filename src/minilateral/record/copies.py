"""Which documents of the library are copies of one another, as far as nobody has said otherwise.

Takes a workspace; gives links with score and reason. A link that a person undid stays undone: that is a line of the
journal, and another line makes it hold again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.reading.duplicates import Link, compared, links
from minilateral.record import compared as settled
from minilateral.record import journal, library
from minilateral.record.workspace import writable

if TYPE_CHECKING:
    from minilateral.documents import Document
    from minilateral.record.workspace import Workspace

JOURNAL = "links"


def copies(ws: Workspace, named: str | None = None) -> tuple[tuple[Link, bool], ...]:
    """Links of one document, or of all, each with whether a person undid it.

    Raises:
        UnknownName: there is no such document.
    """
    gone = undone(ws)
    one = library.document(ws, named) if named else None
    chosen = one.id if one else None
    near = library.documents_of(ws, settled.nearby(ws, one)) if one and writable(ws) else library.documents(ws)
    found = links(near)
    return tuple((link, _pair(link.a, link.b) in gone) for link in found if chosen in {None, link.a, link.b})


def undo(ws: Workspace, a: str, b: str, *, why: str, hold: bool = False) -> tuple[Document, Document]:
    """Say that two documents are no copies, whatever their words; with `hold`, that they are after all.

    What the library says of a copy's relation to the official text follows at once.

    Raises:
        UnknownName: there is no such document.
    """
    one, other = library.document(ws, a), library.document(ws, b)
    link = compared(one, other)
    facts = {
        "pair": sorted((one.id, other.id)),
        "undone": not hold,
        "why": why,
        "verdict": link.verdict if link else "",
    }
    journal.append(ws, JOURNAL, facts)
    settled.settle(ws, undone(ws))
    return library.document(ws, one.id), library.document(ws, other.id)


def undone(ws: Workspace) -> frozenset[tuple[str, str]]:
    """Pairs that a person said are no copies."""
    state: dict[tuple[str, str], bool] = {}
    for line in journal.lines(ws, JOURNAL):
        first, second = line.facts["pair"]
        state[first, second] = bool(line.facts["undone"])
    return frozenset(pair for pair, gone in state.items() if gone)


def _pair(a: str, b: str) -> tuple[str, str]:
    first, second = sorted((a, b))
    return first, second

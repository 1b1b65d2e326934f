"""Whose words a document of a group is: those of its members together, or one government's own account.

Takes a document that is a group's own; gives its voice. A title decides, for it says who speaks; the kind alone does
not, since "Joint Leaders Statement" and "Statement by the Press Secretary" are both statements.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from minilateral.documents import Document

Voice = Literal["together", "readout", ""]
_JOINT = frozenset({"joint_statement", "principles"})
_TOGETHER = re.compile(r"\bjoint(?:ly)?\b", re.IGNORECASE)
_ALONE = re.compile(r"^\W*(?:press )?(?:statements?|remarks?|readouts?)\b.{0,40}?\b(?:by|from|of) ", re.IGNORECASE)
_WE = re.compile(r"\W*We,? ")  # how a text begins that several speak, whatever its title says
_OF_ONE = re.compile(r"\b(?:Spokes\w+|Press Secretary)\b")


def voice(document: Document) -> Voice:
    """`together` for a text the members issued together, `readout` for one member's account, else nothing.

    >>> from minilateral.documents import Document
    >>> voice(Document(id="D", snapshot="", kind="readout", title="Joint Readout of Quad Leaders Call"))
    'together'
    >>> voice(Document(id="D", snapshot="", kind="press_statement", title="Statement by the Press Secretary on AUKUS"))
    ''
    """
    title = document.title
    if document.kind in _JOINT or (document.kind in {"readout", "press_statement"} and _TOGETHER.search(title)):
        return "together"
    if not document.kind and _WE.match(document.text):
        return "together"
    if document.kind == "press_statement" and not _ALONE.search(title) and not _OF_ONE.search(title):
        return "together"
    return "readout" if document.kind == "readout" and not title.lower().startswith("remarks") else ""

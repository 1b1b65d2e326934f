"""What a reader of one kind of file hands on: text and what the file itself says of it, before anything is judged.

Readers of pages, PDFs, plain files and lines make drafts; `read` turns drafts into documents.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One text as found. `stated` are dates the file states: (where it says so, the value as written there)."""

    text: str
    read_with: str
    part: str = ""
    title: str = ""
    author: str = ""
    publisher: str = ""  # the name the page gives of its site
    url: str = ""
    links: tuple[tuple[str, str], ...] = ()  # address and words of links in or after the text
    stated: tuple[tuple[str, str], ...] = ()
    language: str = ""
    around: tuple[str, ...] = ()  # lines of a page just before its text and just after, which say something of it
    notes: tuple[str, ...] = ()

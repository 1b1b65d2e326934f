"""How a brief is cited: a sentence, a BibTeX entry, and CSL-JSON, which reference managers read.

Takes a `Brief`; gives text and bytes. The day of issue is the day the brief speaks of, and version and casebook hash
say from what it was made, so that the same brief is cited the same way wherever it was written.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from minilateral.brief.safe import name, visible
from minilateral.brief.wording import day

if TYPE_CHECKING:
    from minilateral.brief.parts import Brief

AUTHORS = ("The Minilateral contributors",)  # as in CITATION.cff
HASH_DIGITS = 12  # of the casebook's hash: enough to tell any two casebooks apart
# BibTeX counts braces even where a stroke stands before them: a single one in a title must not be written as one.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip


def sentence(brief: Brief) -> str:
    """The citation as it stands in a list of references."""
    return f"{' and '.join(AUTHORS)} ({brief.as_of.year}). {visible(brief.title)}. {_made(brief)}."


def bibtex(brief: Brief) -> bytes:
    r"""The citation as one BibTeX entry (UTF-8): capitals of the title are kept, what TeX would act on is escaped."""
    fields = {
        "author": " and ".join(f"{{{tex(author)}}}" for author in AUTHORS),
        "title": f"{{{tex(brief.title)}}}",
        "year": f"{brief.as_of.year}",
        "month": f"{brief.as_of.month}",
        "day": f"{brief.as_of.day}",
        "type": "Brief",
        "institution": "Minilateral",
        "version": tex(brief.version),
        "note": tex(_made(brief)),
        "language": "en",
    }
    lines = "".join(f"  {field} = {{{value}}},\n" for field, value in fields.items())
    return f"@techreport{{{_key(brief)},\n{lines}}}\n".encode()


def csl(brief: Brief) -> bytes:
    """The citation as CSL-JSON: a list of one item (UTF-8)."""
    item = {
        "id": _key(brief),
        "type": "report",
        "genre": "Brief",
        "title": visible(brief.title),
        "author": [{"literal": author} for author in AUTHORS],
        "issued": {"date-parts": [[brief.as_of.year, brief.as_of.month, brief.as_of.day]]},
        "publisher": "Minilateral",
        "version": visible(brief.version),
        "note": _made(brief),
        "language": "en",
    }
    return f"{json.dumps([item], ensure_ascii=False, indent=2)}\n".encode()


def tex(text: str) -> str:
    r"""The text with what BibTeX or TeX would act on escaped, and nothing unseen in it.

    >>> print(tex("R&D at 50% {of} a_b\u202e"))
    R\&D at 50\% \textbraceleft{}of\textbraceright{} a\_b⟨U+202E⟩
    """
    return "".join(_TEX.get(char, char) for char in visible(text))


def _key(brief: Brief) -> str:
    """The name of the entry: group and day, in letters that every BibTeX program takes."""
    return f"minilateral-{name(brief.group.slug).encode('ascii', 'replace').decode().replace('?', '_')}-{brief.as_of}"


def _made(brief: Brief) -> str:
    made = f"minilateral {visible(brief.version)}, casebook {visible(brief.casebook_hash[:HASH_DIGITS])}"
    return f"As of {day(brief.as_of)} ({made})"

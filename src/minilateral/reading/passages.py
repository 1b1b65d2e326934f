"""The headings, paragraphs, list items and sentences of a document, each at its place in the text.

Takes a document; gives passages in order. Ids are stable: they count within the document, whose text never changes
for one snapshot. Sentences are found by syntok, whose splits after abbreviations of diplomacy are taken back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minilateral.documents import Document, Passage, PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

_BLOCK = re.compile(r"\S[^\n]*(?:\n(?![\n#*•·\-–]|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)[^\n]+)*")
_ITEM = re.compile(r"(?P<label>[*•·–-]|\(?\d{1,3}(?:\.\d{1,2})*[.)]|\(?(?:[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
_HEADING_MARK = re.compile(r"#{1,6}\s+")
_LONGEST_HEADING = 110  # characters; the longest of 435 official Markdown statements has 98
_ENDS = re.compile(r"[.!?:;,…]['\"”’)\]]*$")
# After these a full stop ends no sentence. Syntok knows most; those of ranks, offices and places are ours (NLP 4).
_SHORT = re.compile(
    r"(?:\b(?:[A-Z]\.)+[A-Z]|\b(?:Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Vice Adm|Sgt|Gov|Sen|Rep|Amb|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|"
    r"No|Nos|Art|Arts|para|paras|Sec|vol|pp|cf|e\.g|i\.e|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|"
    r"a\.m|p\.m|Inc|Ltd|Co|Corp))\.$"
)
_STARTS = re.compile(r"[\"“\u2018'(\[]*[A-Z0-9“]")
_LEADS = re.compile(
    r"\b(?:We|The|Both|This|These|They|In|On|At|It|He|She|Our|Together|All|As|For|With|President|Secretary)\b"
)


def passages(document: Document) -> tuple[Passage, ...]:
    """Every passage of a document, blocks in order and each block's sentences after it; offsets into its text."""
    counts: dict[str, int] = {}
    section, out = "", []

    def made(kind: PassageKind, span: Span, label: str = "") -> Passage:
        counts[kind] = counts.get(kind, 0) + 1
        start, end = span
        return Passage(
            id=f"{document.id}:{kind[0]}{counts[kind]}", document=document.id, kind=kind, number=counts[kind],
            start=start, end=end, section=section, label=label, text=document.text[start:end],
        )  # fmt: skip

    for kind, span, label in blocks(document.text):
        if kind == "heading":
            section = document.text[span[0] : span[1]]
        out.append(made(kind, span, label))
        if kind != "heading":
            out += [made("sentence", one) for one in sentences(document.text, span)]
    return tuple(out)


def blocks(text: str) -> Iterator[tuple[PassageKind, Span, str]]:
    """Headings, paragraphs and list items of a text, with the label of an item, in order."""
    for found in _BLOCK.finditer(text):
        start, end = found.span()
        mark = _HEADING_MARK.match(text, start, end)
        item = _ITEM.match(text, start, end)
        if mark:
            yield "heading", (mark.end(), end), ""
        elif item:
            yield "item", (item.end(), end), item["label"]
        elif _is_heading(text, start, end):
            yield "heading", (start, end), ""
        else:
            yield "paragraph", (start, end), ""


def _is_heading(text: str, start: int, end: int) -> bool:
    """A short line alone between empty ones that does not end as a sentence does, and is not all there is."""
    line = text[start:end]
    alone = (start == 0 or text[max(0, start - 2) : start] == "\n\n") and text[end : end + 2] == "\n\n"
    return alone and "\n" not in line and len(line) <= _LONGEST_HEADING and not _ENDS.search(line)


def sentences(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """Where each sentence of a text (or of a stretch of it) begins and ends.

    >>> text = "U.S. President Biden met Gen. Brown in Washington, D.C. Both leaders spoke at 9 a.m. on Feb. 3."
    >>> [text[a:b] for a, b in sentences(text)][1]
    'Both leaders spoke at 9 a.m. on Feb. 3.'
    """
    from syntok import segmenter  # noqa: PLC0415 - only who reads text pays

    start, end = span or (0, len(text))
    found: list[Span] = []
    for paragraph in segmenter.analyze(text[start:end]):
        for tokens in paragraph:
            words = [token for token in tokens if token.value.strip()]
            if words:
                last = words[-1]
                found.append((start + words[0].offset, start + last.offset + len(last.value)))
    return tuple(cut for one in _joined(text, found) for cut in _split_after_places(text, one))


def _joined(text: str, found: list[Span]) -> list[Span]:
    """Sentences that were cut behind an abbreviation, or before a small letter, put together again."""
    out: list[Span] = []
    for begin, end in found:
        before = text[out[-1][0] : out[-1][1]] if out else ""
        torn = bool(out) and "\n\n" not in text[out[-1][1] : begin] and (
            (_SHORT.search(before) and not _LEADS.match(text, begin)) or not _STARTS.match(text, begin)
        )  # fmt: skip
        if torn and not before.endswith((":", ";", "!", "?")):
            out[-1] = (out[-1][0], end)
        else:
            out.append((begin, end))
    return out


_PLACE_END = re.compile(
    r"\b(?:D\.C|U\.S|U\.N|U\.K|a\.m|p\.m)\.\s+(?=(?:We|The|Both|This|These|They|It|He|She|Our|Together|All)\s)"
)


def _split_after_places(text: str, span: Span) -> Iterator[Span]:
    """What every splitter misses: a sentence that ends in an abbreviation, when the next begins as one does."""
    begin, end = span
    for found in _PLACE_END.finditer(text, begin, end):
        cut = found.end()
        while text[cut - 1].isspace():
            cut -= 1
        yield begin, cut
        begin = found.end()
    yield begin, end

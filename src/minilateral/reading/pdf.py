"""PDF files as drafts.

Takes bytes; gives one draft. Lines broken at the edge of a page are joined, running heads and page numbers left out; a
file that is locked, damaged or only pictures becomes a draft without text that says so.
"""

from __future__ import annotations

import re
from collections import Counter

from minilateral.reading.draft import Draft

_MOST_PAGES = 2000
_PAGE_NUMBER = re.compile(r"^(?:page\s+)?[-–—\s]*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*$", re.IGNORECASE)
_HYPHEN = re.compile(r"([a-z])-\n([a-z])")
_FEW = 3  # pages; a line at the head or foot of that many is a running head
_SENTENCE_END = re.compile(r"[.!?:;]['\"”’)]*$")


def read(body: bytes) -> Draft:
    """The text of a PDF, page by page."""
    import pypdfium2 as pdfium  # noqa: PLC0415 - only who reads a PDF pays

    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as failure:
        locked = "password" in str(failure).lower()
        return _none("it is locked with a password" if locked else f"it cannot be opened as a PDF: {failure}")
    try:
        count = len(document)
        pages = [_page(document, number) for number in range(min(count, _MOST_PAGES))]
        facts = document.get_metadata_dict()
    finally:
        document.close()
    text = _joined(pages)
    notes = [f"only the first {_MOST_PAGES:,} of {count:,} pages were read"] if count > _MOST_PAGES else []
    if not text:
        notes.append("it holds no text; its pages are pictures")
    stated = (("date", written),) if (written := _date(facts.get("CreationDate", ""))) else ()
    return Draft(
        text=text, read_with="pdfium", title=facts.get("Title", ""), author=facts.get("Author", ""), stated=stated,
        notes=tuple(notes),
    )  # fmt: skip


def _none(note: str) -> Draft:
    return Draft(text="", read_with="pdfium", notes=(note,))


def _page(document: object, number: int) -> list[str]:
    page = document[number]  # type: ignore[index]
    text = page.get_textpage()
    try:
        return [line.strip() for line in str(text.get_text_range()).replace("\r\n", "\n").split("\n")]
    finally:
        text.close()
        page.close()


def _joined(pages: list[list[str]]) -> str:
    """The pages as one text, without what stands at the head or foot of several of them."""
    ends = Counter(line for page in pages for line in {*_ends(page)} if line)
    running = {line for line, count in ends.items() if count >= _FEW and count * 2 > len(pages)}
    lines: list[str] = []
    for page in pages:
        lines += [line for line in page if line not in running and not _PAGE_NUMBER.match(line)]
    return _paragraphs(_HYPHEN.sub(r"\1\2", "\n".join(lines)))


def _ends(page: list[str]) -> list[str]:
    filled = [line for line in page if line]
    return filled[:2] + filled[-2:]


def _paragraphs(text: str) -> str:
    """Lines joined into paragraphs: a new one after an empty line, or a short line that ends a sentence."""
    lines = text.split("\n")
    filled = sorted(len(line) for line in lines if line)
    width = filled[int(len(filled) * 0.9)] if filled else 0
    out, current = [], ""
    for line in lines:
        if not line:
            out.append(current)
            current = ""
            continue
        current = f"{current} {line}".strip()
        if len(line) < 0.75 * width and _SENTENCE_END.search(line):
            out.append(current)
            current = ""
    return "\n\n".join(one for one in [*out, current] if one)


def _date(written: str) -> str:
    """A PDF's date, `D:20241115093000+09'00'`, as ISO 8601."""
    hit = re.match(r"D:(\d{4})(\d{2})(\d{2})", written)
    return "-".join(hit.groups()) if hit else ""

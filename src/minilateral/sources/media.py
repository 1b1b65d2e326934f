"""What kind of file bytes are: by what they begin with first, by what the host or the name says next.

Takes bytes, a declared media type and a name; gives one of the types we can read, or an empty string. Hosts call PDFs
HTML and HTML PDFs; the first bytes do not lie.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

HTML, PLAIN, PDF, DOCX = "text/html", "text/plain", "application/pdf", (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)  # fmt: skip
MARKDOWN, LINES, FEED, SITEMAP = "text/markdown", "application/jsonl", "application/feed+xml", "application/sitemap+xml"
READABLE = frozenset({HTML, PLAIN, PDF, DOCX, MARKDOWN, LINES, FEED, SITEMAP})

_BY_SUFFIX = {
    ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".pdf": PDF, ".txt": PLAIN, ".text": PLAIN, ".md": MARKDOWN,
    ".markdown": MARKDOWN, ".docx": DOCX, ".jsonl": LINES, ".ndjson": LINES, ".rss": FEED, ".atom": FEED,
}  # fmt: skip
SUFFIXES = frozenset(_BY_SUFFIX) | {".jsonl.gz"}
_DECLARED = {
    "text/html": HTML, "application/xhtml+xml": HTML, "application/pdf": PDF, "text/plain": PLAIN,
    "text/markdown": MARKDOWN, "application/rss+xml": FEED, "application/atom+xml": FEED,
    "application/jsonl": LINES, "application/x-ndjson": LINES, DOCX: DOCX,
}  # fmt: skip
_HEAD = 2048


def media_type(body: bytes, declared: str = "", name: str = "") -> str:
    """The type of these bytes; empty where it is none that can be read.

    >>> media_type(b"%PDF-1.7 ..."), media_type(b"<!doctype html><p>x"), media_type(bytes([0, 1, 2]))
    ('application/pdf', 'text/html', '')
    """
    seen = _seen(body)
    if seen is not None:
        return seen
    said = _DECLARED.get(declared.partition(";")[0].strip().lower(), "")
    path = PurePosixPath(name.lower())
    return said or _BY_SUFFIX.get(path.suffix, "") or (PLAIN if not declared else "")


def _seen(body: bytes) -> str | None:
    """What the first bytes say; None where they say nothing."""
    if body.startswith(b"%PDF-") or b"%PDF-" in body[:1024]:
        return PDF
    if body.startswith(b"PK\x03\x04"):
        return DOCX if _is_word(body) else ""
    head = body[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf", b"<urlset", b"<sitemapindex")):
        return _xml(head)
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return HTML
    return "" if b"\0" in body[:_HEAD] and not body.startswith((b"\xff\xfe", b"\xfe\xff")) else None


def _xml(head: bytes) -> str:
    if b"<urlset" in head or b"<sitemapindex" in head:
        return SITEMAP
    if any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf")):
        return FEED
    return HTML if b"<html" in head else ""


def _is_word(body: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, RuntimeError):  # damaged, locked, or packed in a way nobody reads
        return False

"""Plain text and Markdown as drafts.

Takes bytes; gives one draft. Lines broken at the edge of a page are joined, the marks and escapes of Markdown taken
off; a first line that stands alone is the title. A page saved as text may begin with the name of its channel: then the
title is the next such line.
"""

from __future__ import annotations

import re
from statistics import median

from minilateral.codebook import pagewords
from minilateral.reading.draft import Draft
from minilateral.reading.repair import decoded

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_KEY = re.compile(r"^(\w[\w -]*):\s*(.+)$", re.MULTILINE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_LINK = re.compile(r"!?\[([^\]]*)\]\((\S+?)(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])", re.DOTALL)
_TAG = re.compile(r"</?(?:sup|sub|em|strong|b|i|u|br|span|p)\b[^>\n]{0,80}>", re.IGNORECASE)
_RULE = re.compile(r"^(?:[-*_=]\s*){5,}$", re.MULTILINE)
_BROKEN_AT = range(55, 101)  # characters; a median line this long, with none much longer, was broken by a machine
_LONGEST_TITLE, _LONGEST_CHANNEL = 250, 60
_DATED = ("date", "published", "published_time", "pubdate", "issued")


def read(body: bytes, *, declared: str = "", markdown: bool = False) -> Draft:
    """A plain or Markdown text as one draft."""
    text, notes = decoded(body, declared)
    front: dict[str, str] = {}
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = _FRONT.match(text)
    if head and markdown:
        front = {name.lower(): value.strip("\"' ") for name, value in _KEY.findall(head[1])}
        text = text[head.end() :]
    links = tuple((url, words) for words, url in _LINK.findall(text)) if markdown else ()
    text = unbroken(unmarked(text) if markdown else text)
    channel, text = _channel(text)
    title, rest = _titled(text)
    return Draft(
        text=rest, read_with="Markdown" if markdown else "plain text", title=front.get("title", title),
        publisher=channel, author=front.get("author", ""), url=front.get("source_url", front.get("url", "")),
        links=links, stated=tuple((name, front[name]) for name in _DATED if name in front), notes=notes,
    )  # fmt: skip


def unmarked(text: str) -> str:
    r"""Markdown without its marks; headings keep theirs, for they tell sections apart.

    >>> unmarked("**We** will\\_hold [talks](https://example.org)")
    'We will_hold talks'
    """
    text = _RULE.sub("", text)
    text = _LINK.sub(lambda hit: hit[1], text)
    for _ in range(2):  # emphasis stands inside emphasis
        text = _EMPHASIS.sub(lambda hit: hit[2], text)
    text = _TAG.sub("", text)
    return _ESCAPE.sub(r"\1", text)


def unbroken(text: str) -> str:
    r"""Paragraphs in one line each, where a machine had broken them at a width.

    >>> unbroken("The three members met and agreed that they would hold\ntalks.\n\nThey left.")
    'The three members met and agreed that they would hold\ntalks.\n\nThey left.'
    """
    lines = [line for line in text.split("\n") if line.strip()]
    inner = [len(a) for a, b in zip(text.split("\n"), text.split("\n")[1:], strict=False) if a.strip() and b.strip()]
    if len(inner) < 5 or not lines or int(median(inner)) not in _BROKEN_AT or max(map(len, lines)) > 130:  # noqa: PLR2004
        return text
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join(re.sub(r"\s*\n(?!\s*(?:[*•·–-]|\(?\d{1,3}[.)])\s)", " ", one.strip("\n")) for one in paragraphs)


def _channel(text: str) -> tuple[str, str]:
    """The name of a channel at the head of a page saved as text, and the text behind it; a later line names it too."""
    first, _, rest = text.strip().partition("\n")
    bare = first.lstrip("# ").strip()
    named = rf"(?:latest news from|on the|by)\s+{re.escape(bare)}(?:\s+website)?\W*$"
    if not bare or len(bare) > _LONGEST_CHANNEL or not re.search(named, rest, re.IGNORECASE | re.MULTILINE):
        return "", text
    lines = rest.strip().split("\n")
    while lines and (not lines[0].strip() or pagewords.furniture().match(lines[0].strip())):
        lines.pop(0)
    return bare, "\n".join(lines)


def _titled(text: str) -> tuple[str, str]:
    """The first line as the title, where it stands alone and does not end as a sentence does."""
    first, _, rest = text.strip().partition("\n")
    bare = first.lstrip("# ").strip()
    alone = rest.startswith("\n") and rest.strip()
    if alone and len(bare) <= _LONGEST_TITLE and (first.startswith("#") or not re.search(r"[.;:,]$", bare)):
        return bare, rest.strip()
    return "", text.strip()

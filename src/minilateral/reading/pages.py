"""Web pages as drafts: the text without what stands around it, and what the page says of itself.

Takes bytes; gives drafts. Extraction is trafilatura's, first for precision, then for recall, then by the selector of
the host's profile; which of them gave the text is recorded. Scripts never run and never survive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from minilateral.codebook import pagewords
from minilateral.reading.draft import Draft
from minilateral.reading.repair import decoded
from minilateral.reading.titles import without_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from minilateral.codebook.profiles import Profile

_LEAST = 250  # characters; less than this is what precision leaves of a page it misjudged (6 of 13 ministry pages)
_BEFORE, _AFTER = 3, 6  # lines around a text in which a page says that it goes on elsewhere, or whose words it has
_DEEPEST = 2_000_000  # characters of markup; a page beyond is cut there, and says so
_BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "tr", "div", "section", "article", "td", "dd",
     "dt", "figcaption")
)  # fmt: skip
_DROPPED = (
    "script",
    "style",
    "noscript",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "iframe",
    "svg",
    "button",
    "template",
)
_META_DATES = (
    "article:published_time",
    "datePublished",
    "date",
    "dc.date",
    "dcterms.date",
    "DC.date.issued",
    "pubdate",
)
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)


def read(body: bytes, url: str, profile: Profile | None, *, declared: str = "") -> Draft:
    """A page as one draft; without text where none can be found."""
    found = _CHARSET.search(body[:4096])
    text, notes = decoded(body, declared or (found[1].decode("ascii", "ignore") if found else ""))
    if len(text) > _DEEPEST:
        text, notes = text[:_DEEPEST], (*notes, f"only the first {_DEEPEST:,} characters of the page were read")
    tree = _tree(text)
    if tree is None:
        return Draft(text="", read_with="no markup", notes=(*notes, "the page has no markup that can be read"))
    said, every = _said(tree, text, url), _text_of(tree)
    best, how = _extracted(text, tree, url, profile, every)
    return Draft(
        text=best, read_with=how, title=said["title"], author=said["author"], publisher=said["site"], url=said["url"],
        links=tuple(_links(tree)), stated=tuple(_stated(tree, text, url)), language=said["language"],
        around=_around(best, every), notes=notes,
    )  # fmt: skip


def fragment(html: str) -> str:
    """The text of a piece of markup, such as an item of a feed."""
    tree = _tree(html)
    return _text_of(tree) if tree is not None else ""


def _extracted(html: str, tree: HtmlElement, url: str, profile: Profile | None, every: str) -> tuple[str, str]:
    """The text, and which way gave it: the first that gives enough, else the longest; `every` is all of the page."""
    tries: list[tuple[str, str]] = []
    for how in ("precision", "recall"):
        tries.append((_lined(_trafilatura(html, url, how), every), f"trafilatura {how}"))
        if len(tries[-1][0]) >= _LEAST:
            return tries[-1]
    if profile and profile.selector:
        tries.append((_selected(tree, profile.selector), f"selector {profile.selector}"))
        if len(tries[-1][0]) >= _LEAST:
            return tries[-1]
    tries.append((every, "all text of the page"))
    best = max(tries[:-1], key=lambda one: len(one[0]))
    return best if len(best[0]) * 2 > len(tries[-1][0]) else tries[-1]


def _trafilatura(html: str, url: str, how: str) -> str:
    import trafilatura  # noqa: PLC0415 - half a second of import: only who reads pages pays

    found = trafilatura.extract(
        html, url=url or None, output_format="markdown", include_comments=False, include_tables=True,
        include_images=False, include_links=False, include_formatting=False, deduplicate=False, with_metadata=False,
        favor_precision=how == "precision", favor_recall=how == "recall",
    )  # fmt: skip
    return re.sub(r"\s*\n\s*", "\n\n", str(found or "").strip())  # it gives a paragraph a line


def _lined(text: str, every: str) -> str:
    """A text that came in one line in the lines it has on the page: where all else fails, trafilatura joins them."""
    if not text or "\n" in text:
        return text
    flat = " ".join(text.split())
    lines = [one for one in every.split("\n") if one.strip() and " ".join(one.lstrip("# ").split()) in flat]
    return "\n\n".join(lines) if 2 * sum(map(len, lines)) > len(flat) else text


def _around(text: str, every: str) -> tuple[str, ...]:
    """The lines of the page just before a text and just after it, up to where the page speaks of other things."""
    lines = [one.lstrip("# ").strip() for one in every.split("\n") if one.strip()]
    ours = [one.lstrip("# -*").strip() for one in text.split("\n") if one.strip()]
    if not ours or ours[0] not in lines or ours[-1] not in lines:
        return ()
    first, last = lines.index(ours[0]), len(lines) - 1 - lines[::-1].index(ours[-1])
    following = lines[last + 1 : last + 1 + _AFTER]
    stop = next((at for at, one in enumerate(following) if pagewords.after().match(one)), len(following))
    return (*lines[max(0, first - _BEFORE) : first], *following[:stop])


def _tree(html: str) -> HtmlElement | None:
    from lxml import etree  # noqa: PLC0415
    from lxml.html import HTMLParser, fromstring  # noqa: PLC0415

    try:
        return fromstring(html, parser=HTMLParser(encoding=None, huge_tree=False, no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return (
            _tree(html.encode("utf-8", "replace").decode().split("?>", 1)[-1])
            if html.lstrip().startswith("<?xml")
            else None
        )


def _selected(tree: HtmlElement, selector: str) -> str:
    """The text of what a simple selector names: `.class`, `#id`, or several of them between commas."""
    for one in selector.split(","):
        name = one.strip()
        how = "contains(concat(' ', normalize-space(@class), ' '), $name)" if name.startswith(".") else "@id = $name"
        value = f" {name[1:]} " if name.startswith(".") else name[1:]
        found = tree.xpath(f"//*[{how}]", name=value)
        if found:
            return "\n\n".join(_text_of(element) for element in found)
    return ""


def _text_of(element: HtmlElement) -> str:
    """All text of an element, a block a paragraph, headings marked, without what is no content."""
    lines = [re.sub(r"[ \t\r\f\v]+", " ", line).strip() for line in "".join(_walk(element)).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _walk(element: HtmlElement) -> Iterator[str]:
    """Text and breaks of an element, without recursion: pages may nest without end."""
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        block = tag in _BLOCKS
        if leaving:
            yield "\n\n" if block else ""
            yield (node.tail or "") if node is not element else ""
            continue
        if tag in _DROPPED or not tag:
            yield node.tail or ""
            continue
        yield ("\n\n" + ("# " if tag in {"h1", "h2", "h3", "h4"} else "")) if block else "\n" if tag == "br" else ""
        yield (node.text or "").replace("\n", " ")
        stack.append((node, True))
        stack += [(child, False) for child in reversed(node)]


def _said(tree: HtmlElement, html: str, url: str) -> dict[str, str]:
    """What a page says of itself: title, author, site, address, language."""
    import trafilatura  # noqa: PLC0415

    meta = trafilatura.extract_metadata(html, default_url=url or None)
    heads = [text for head in tree.iter("h1") if (text := " ".join(head.text_content().split()))]
    titled = " ".join((tree.findtext(".//title") or "").split())
    site = _other_part(titled, heads) or str(getattr(meta, "sitename", "") or "")
    canonical = [str(link) for link in tree.xpath("//link[@rel='canonical']/@href")]
    return {
        "title": heads[0] if len(heads) == 1 else without_site(str(getattr(meta, "title", "") or titled), site),
        "author": str(getattr(meta, "author", "") or ""),
        "site": site,
        "url": canonical[0] if canonical and canonical[0].startswith("http") else "",
        "language": str(tree.get("lang") or "").partition("-")[0].lower(),
    }


def _other_part(titled: str, heads: list[str]) -> str:
    """What the title of the window says besides the heading of the page: the name of the publisher."""
    if len(heads) != 1:
        return ""
    pieces = re.split(r"\s+[|–—»·:-]\s+", titled)
    others = [
        one for one in pieces if _letters(one) not in _letters(heads[0]) and _letters(heads[0]) not in _letters(one)
    ]
    return others[0].strip() if len(others) == 1 and len(pieces) > 1 else ""


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _stated(tree: HtmlElement, html: str, url: str) -> Iterator[tuple[str, str]]:
    """The dates a page states in its metadata, and the one htmldate finds where it states none."""
    found = False
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = meta.get("content") or ""
        if content and name.lower() in {one.lower() for one in _META_DATES}:
            found = True
            yield next(one for one in _META_DATES if one.lower() == name.lower()), content
    for written in re.findall(r'"datePublished"\s*:\s*"([^"]{8,40})"', html[:500_000])[:1]:
        found = True
        yield "datePublished", written
    for time in [str(one) for one in tree.xpath("//time/@datetime")][:1]:
        found = True
        yield "time", time
    if not found:
        from htmldate import find_date  # noqa: PLC0415

        guess = find_date(html, url=url or None, original_date=True, extensive_search=False)
        if guess:
            yield "htmldate", str(guess)


def _links(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for link in tree.iter("a"):
        address = link.get("href") or ""
        if address.startswith("http"):
            yield address, " ".join(link.text_content().split())[:200]

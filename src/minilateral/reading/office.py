"""Word files (docx) as drafts.

Takes bytes; gives one draft: paragraphs in order, headings marked, list items as items. The file is a packed XML
document, unpacked within a limit and parsed with every door shut; nothing in it is run or loaded.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from minilateral.reading.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 50_000_000  # bytes of unpacked XML; the Bible in Word has 20 MB
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CORE = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
    "created": "{http://purl.org/dc/terms/}created",
}


def read(body: bytes) -> Draft:
    """The text of a Word file; a file that cannot be opened becomes a draft without text that says so."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            root = _xml(archive, "word/document.xml")
            core = _xml(archive, "docProps/core.xml") if "docProps/core.xml" in archive.namelist() else None
    except (zipfile.BadZipFile, KeyError, ValueError, RuntimeError) as failure:
        return Draft(text="", read_with="docx", notes=(f"it cannot be opened as a Word file: {failure}",))
    said = {name: (core.findtext(tag) or "") if core is not None else "" for name, tag in _CORE.items()}
    return Draft(
        text="\n\n".join(_paragraphs(root)), read_with="docx", title=said["title"], author=said["author"],
        stated=(("date", said["created"]),) if said["created"] else (),
    )  # fmt: skip


def _xml(archive: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401 - the library has no types
    """The root of one part.

    Raises:
        ValueError: it is larger than allowed, defines entities of its own, or is no XML.
    """
    from lxml import etree  # noqa: PLC0415 - only who reads a Word file pays

    with archive.open(name) as part:
        content = part.read(_MOST + 1)
    if len(content) > _MOST:
        raise ValueError(f"{name} unpacks to more than {_MOST:,} bytes")
    if b"<!ENTITY" in content[:100_000].upper():
        raise ValueError(f"{name} defines entities of its own")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as failure:
        raise ValueError(f"{name}: {failure}") from failure


def _paragraphs(root: Any) -> Iterator[str]:  # noqa: ANN401
    for paragraph in root.iter(f"{_W}p"):
        text = "".join(_runs(paragraph)).strip()
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val", "").lower() if style is not None else ""
        listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        if text:
            yield f"# {text}" if name.startswith(("heading", "title")) else f"• {text}" if listed else text


def _runs(paragraph: Any) -> Iterator[str]:  # noqa: ANN401
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
        yield (node.text or "") if node.tag == f"{_W}t" else " "

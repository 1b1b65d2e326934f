"""A statement given as a file of the reader's own.

Takes a path; gives the one document in it, read as every document is, without keeping it. Texts, Markdown and saved
pages are read; for anything else the error says what was expected and how to bring it in.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from minilateral.documents import Document, Origin, Snapshot
from minilateral.errors import NotComparable
from minilateral.reading.read import read
from minilateral.record.workspace import reason_of
from minilateral.sources.media import HTML, MARKDOWN, PLAIN, media_type

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 20_000_000
_NAMES = {
    "application/pdf": "a PDF",
    "application/jsonl": "a collection of texts",
    "": "a file of a kind not read here",
}
_EXPECTED = "expected a text (.txt), Markdown (.md) or a saved page (.html)"


def given(path: Path, part: int = 0) -> Document:
    """The document in a file; of several the one with this number, counted from 1.

    Raises:
        NotComparable: it cannot be read, is of another kind, or holds several documents.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotComparable(str(path), f"found more than {MOST_BYTES:,} bytes, expected the text of one statement")
        body = path.read_bytes()
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0)
    except OSError as failure:
        raise NotComparable(str(path), reason_of(failure)) from failure
    kind = media_type(body, name=path.name)
    if kind not in {PLAIN, MARKDOWN, HTML}:
        found = _NAMES.get(kind, "a Word file" if "word" in kind else "a feed")
        raise NotComparable(
            str(path), f"found {found}, {_EXPECTED}", f"minilateral add {path}, then compare the documents by their ids"
        )
    address = path.absolute().as_uri()
    origin = Origin(url=address, final_url=address, fetched_at=changed)
    sha256 = hashlib.sha256(body).hexdigest()
    documents = read(Snapshot(sha256=sha256, media_type=kind, size=len(body), origins=(origin,)), body)
    if len(documents) == 1 or 0 < part <= len(documents):
        return documents[part - 1]
    listed = "; ".join(f"{at} “{(one.title or one.text)[:60]}…”" for at, one in enumerate(documents, 1))
    raise NotComparable(
        str(path),
        f"found {len(documents)} documents in it ({listed}), expected the number of one",
        f"the same command with {path}#{len(documents)}",
    )

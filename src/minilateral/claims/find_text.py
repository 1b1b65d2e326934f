"""The text to be searched: a file, an address, or what comes on standard input.

Takes what a person typed; gives the document in it (several parts of one file as one), read as every document is
and not kept: menus and boilerplate of pages are gone. An address is fetched as `add` does, within limits, and never
from private networks unless that is allowed.
"""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from minilateral.documents import Document, Snapshot
from minilateral.errors import FetchFailed, UsageError
from minilateral.reading.dates import dateline
from minilateral.reading.moments import days
from minilateral.reading.read import read
from minilateral.sources import files
from minilateral.sources.media import FEED, LINES, READABLE, SITEMAP, media_type
from minilateral.sources.visits import Visits
from minilateral.sources.web import Fetched, Rules

if TYPE_CHECKING:
    from minilateral.documents import Stamp

STDIN = "-"
_EXPECTED = "expected a text, Markdown, saved page, PDF or Word file"
_HEAD = 120  # characters in which an agency puts place and day
_AGENCY = re.compile(r"\([^)]*\)")
_OF_A_DATE = 3  # words: what stands between them and the dash would be a sentence
_SCHEMES = frozenset({"http", "https"})


def given(what: str, rules: Rules) -> Document:
    """The document at an address, in a file, or (for `-`) on standard input.

    Raises:
        FetchFailed: the address gave nothing, or the file cannot be read.
        UsageError: it holds no text, or is of a kind that is not read.
    """
    fetched = _fetched(what, rules)
    name = "" if what == STDIN else urlsplit(fetched.final_url).path
    kind = media_type(fetched.body, fetched.header("content-type"), name)
    if kind not in READABLE - {FEED, SITEMAP, LINES}:
        found = "a feed or a collection of texts" if kind else "a file of no kind that is read here"
        raise UsageError(f"found {found} in {_called(what)}, {_EXPECTED}", "minilateral add, for collections and feeds")
    origin = fetched.origin("searched for claims")
    sha256 = hashlib.sha256(fetched.body).hexdigest()
    found_in = read(Snapshot(sha256=sha256, media_type=kind, size=len(fetched.body), origins=(origin,)), fetched.body)
    whole = [one for one in found_in if one.text.strip() or one.title.strip()]
    if not whole:
        why = "; ".join(note for one in found_in for note in one.notes)
        raise UsageError(f"found no text in {_called(what)}{f' ({why})' if why else ''}, {_EXPECTED}")
    return replace(whole[0], text="\n\n".join(_with_title(one) for one in whole))


def _with_title(document: Document) -> str:
    """The text with its headline, which makes claims like any sentence; places are counted in both together."""
    title = document.title.strip()
    return document.text if not title or document.text.lstrip("# ").startswith(title) else f"{title}\n\n{document.text}"


def written_on(document: Document) -> tuple[date | None, str]:
    """The day a text was written, and what says so; none where only the file's own date would."""
    stamps: tuple[tuple[Stamp, str], ...] = ((document.issued, ""), (document.published, "the page's own date: "))
    line = _dated(document.text) or (dateline(document.text) if "\n" in document.text else None)
    if line:
        return line, "the date at the head of the text"
    for stamp, before in stamps:
        if stamp.day:
            return date.fromisoformat(stamp.day), f"{before}{stamp.basis}"
    return None, ""


def _dated(text: str) -> date | None:
    """A date at the head of a text before a dash: "MUNICH, Feb. 15, 2025 —"."""
    head = text[:_HEAD]
    cut = min((at for dash in ("—", "–", " - ", "--") if (at := head.find(dash)) >= 0), default=-1)
    found = next(days(head[: max(cut, 0)]), None)
    rest = _AGENCY.sub("", head[found[1] : cut]) if found else ""
    return found[0] if found and len(rest.split()) <= _OF_A_DATE else None


def _fetched(what: str, rules: Rules) -> Fetched:
    if what == STDIN:
        body = sys.stdin.buffer.read(rules.most_bytes + 1)
        if len(body) > rules.most_bytes:
            raise FetchFailed(STDIN, "size", f"more than {rules.most_bytes:,} bytes")
        now = datetime.now(UTC).replace(microsecond=0)  # kept nowhere, and no day of the text
        return Fetched(
            url="file:///dev/stdin", final_url="file:///dev/stdin", status=0, headers=(), body=body, fetched_at=now
        )
    if "://" in what:
        if urlsplit(what).scheme not in _SCHEMES:
            raise UsageError(f"found {what}, expected a file, - for standard input, or an address of http or https")
        return Visits(rules).fetch(what)
    path = Path(what).expanduser()
    if not path.is_file():
        found = "a folder" if path.is_dir() else "nothing"
        raise UsageError(f"found {found} at {what}, expected a file, an address, or - for standard input")
    return files.read(path, rules)


def _called(what: str) -> str:
    return "standard input" if what == STDIN else what

"""Files on this machine that can be read.

Takes a file or folder; gives the files in it in an order that does not depend on the file system. Hidden files, and
folders reached by a link, are left out; a link to a file is followed.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from minilateral.errors import FetchFailed
from minilateral.sources.media import SUFFIXES
from minilateral.sources.web import Fetched, Rules

if TYPE_CHECKING:
    from collections.abc import Iterator


def walk(path: Path) -> Iterator[Path]:
    """The file itself, or every readable file below a folder, by name."""
    if path.is_file():
        yield path
        return
    for root, _, names in _folders(path):
        yield from (Path(root) / name for name in names if _readable(name))


def left_out(path: Path) -> dict[str, int]:
    """How many files of a folder are of no kind that is read, by the end of their names."""
    every = (Path(root) / name for root, folders, names in _folders(path) for name in names)
    return dict(sorted(Counter(one.suffix.lower() or "no ending" for one in every if not _readable(one.name)).items()))


def _folders(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Folder, folders in it and files in it, by name and without hidden ones."""
    for root, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield root, folders, sorted(name for name in names if not name.startswith("."))


def _readable(name: str) -> bool:
    return name.lower().endswith(tuple(SUFFIXES))


def read(path: Path, rules: Rules) -> Fetched:
    """The bytes of a file, those of a `.gz` unpacked, with the day it was last changed.

    Raises:
        FetchFailed: it cannot be read, or is larger than the rules allow.
    """
    address = path.absolute().as_uri()
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0)
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
            body = file.read(rules.most_bytes + 1)
    except (OSError, EOFError, zlib.error) as failure:
        reason = getattr(failure, "strerror", None) or str(failure)
        raise FetchFailed(address, "file", f"cannot be read: {reason}") from failure
    if len(body) > rules.most_bytes:
        raise FetchFailed(address, "size", f"more than {rules.most_bytes:,} bytes")
    return Fetched(url=address, final_url=address, status=0, headers=(), body=body, fetched_at=changed)

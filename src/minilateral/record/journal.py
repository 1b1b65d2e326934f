"""What cannot be computed again: append-only lines, each sealed with its own hash and its predecessor's.

Takes a workspace, a kind (one file each) and facts; gives the lines back. A line is on the disk before the call
returns. A process killed while it wrote leaves a torn last line, which the next writer takes away: nobody was told that
it was kept. A line changed or taken out later breaks the chain, and reading says where.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minilateral.errors import JournalBroken

if TYPE_CHECKING:
    from pathlib import Path

    from minilateral.record.workspace import Workspace

_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, what it says, its own hash."""

    number: int
    facts: Mapping[str, Any]
    hash: str


def append(ws: Workspace, kind: str, facts: Mapping[str, Any]) -> Line:
    """Add one line to the journal of this kind; returns when it is on the disk.

    Raises:
        JournalBroken: an earlier line is not what it was.
    """
    path = _path(ws, kind)
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path) as file:
        whole = _whole(os.pread(file, os.fstat(file).st_size, 0))
        before = list(_read(path, whole))
        last = before[-1] if before else Line(0, {}, _START)
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
        made = Line(last.number + 1, dict(facts), _seal(last.hash, text))
        entry = json.dumps(
            {"before": last.hash, "facts": dict(facts), "hash": made.hash}, ensure_ascii=False, sort_keys=True
        )
        os.ftruncate(file, len(whole))
        os.pwrite(file, f"{entry}\n".encode(), len(whole))
        os.fsync(file)
    return made


def lines(ws: Workspace, kind: str) -> tuple[Line, ...]:
    """Every line of this kind, oldest first; none if nothing was ever written.

    Raises:
        JournalBroken: a line is no line, or the chain is broken there.
    """
    path = _path(ws, kind)
    return tuple(_read(path, _whole(path.read_bytes()))) if path.exists() else ()


def _path(ws: Workspace, kind: str) -> Path:
    return ws.journal / f"{kind}.jsonl"


def _seal(before: str, text: str) -> str:
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def _whole(content: bytes) -> bytes:
    """The content up to its last line feed: what follows was torn off."""
    return content[: content.rfind(b"\n") + 1]


def _read(path: Path, content: bytes) -> Iterator[Line]:
    before = _START
    for number, raw in enumerate(content.splitlines(), 1):
        try:
            entry = json.loads(raw)
            text = json.dumps(entry["facts"], ensure_ascii=False, sort_keys=True)
            sound = entry["before"] == before and entry["hash"] == _seal(before, text)
        except (ValueError, KeyError, TypeError) as failure:
            raise JournalBroken(path, number, f"it is no line of a journal ({failure})") from failure
        if not sound:
            raise JournalBroken(path, number, "it was changed, or a line before it was taken out")
        before = entry["hash"]
        yield Line(number, entry["facts"], before)


@contextmanager
def _alone(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)

"""Write one file so that its place holds the old content or the new, whole.

Takes a path and bytes; gives the path, or raises `OutputError` and leaves what stood there.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from minilateral.errors import OutputError
from minilateral.record.workspace import reason_of

if TYPE_CHECKING:
    from pathlib import Path

NEXT = "the same command with a file in a folder that exists and that you may write to"


def write_file(path: Path, content: bytes) -> Path:
    """Put `content` at `path`, replacing what stood there in one step.

    Raises:
        OutputError: with the reason in the system's words; what stood there before is unchanged.
    """
    if path.is_dir():
        raise OutputError(path, "a folder of that name is in the way", NEXT)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as failure:
        _away(beside)
        raise OutputError(path, reason_of(failure), NEXT) from failure
    return path


def _away(beside: Path) -> None:
    """Remove what was half written, if it was begun at all."""
    try:
        beside.unlink(missing_ok=True)
    except OSError:  # the folder is no folder, or gone: there is nothing to remove
        return

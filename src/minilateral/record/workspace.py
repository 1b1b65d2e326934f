"""The workspace: the one folder in which this program keeps things for a user.

Takes a path, the environment variable `MINILATERAL_WORKSPACE` or the platform's user-data folder, in that order;
gives the places inside it, whether it may be written to, and the one lock all writers share.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from minilateral.errors import ReadOnlyWorkspace, RecordBusy, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator

ENVIRONMENT = "MINILATERAL_WORKSPACE"
# A rebuild of all shipped casebooks takes one to two seconds, so a second run that waits this long nearly
# always gets its turn; a person would not wait longer without being told.
WAIT_SECONDS = 10.0
_POLL_SECONDS = 0.02
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}


@dataclass(frozen=True, slots=True)
class Workspace:
    """The places of one workspace; none of them need exist."""

    root: Path

    @property
    def casebooks(self) -> Path:
        """The user's own casebooks, which add to or override the shipped ones row by row."""
        return self.root / "casebooks"

    @property
    def record(self) -> Path:
        """The SQLite database, derived from casebooks: it may be deleted at any time."""
        return self.root / "record.sqlite"

    @property
    def briefs(self) -> Path:
        """Where briefs go when no other folder is asked for."""
        return self.root / "briefs"

    @property
    def snapshots(self) -> Path:
        """The bytes of pages and files as they came."""
        return self.root / "snapshots"

    @property
    def texts(self) -> Path:
        """The library of documents, derived from snapshots: it may be deleted at any time."""
        return self.root / "texts.sqlite"

    @property
    def journal(self) -> Path:
        """Append-only files of what cannot be computed again."""
        return self.root / "journal"

    @property
    def kept(self) -> Path:
        """What takes seconds to compute, kept by what it was computed from: it may be deleted at any time."""
        return self.root / "kept"

    @property
    def lock(self) -> Path:
        """The file that the one writer holds locked; its presence alone means nothing."""
        return self.root / "writer.lock"


def workspace(path: Path | None = None) -> Workspace:
    """The workspace at `path`, else at `$MINILATERAL_WORKSPACE`, else in the user-data folder; creates nothing."""
    chosen = str(path) if path is not None else os.environ.get(ENVIRONMENT, "")
    if not chosen:
        from platformdirs import user_data_dir  # noqa: PLC0415 - needed only when nobody chose a folder

        chosen = user_data_dir("minilateral", appauthor=False)
    return Workspace(Path(chosen).expanduser().absolute())


def writable(ws: Workspace) -> bool:
    """Whether the record of this workspace can be written; looks only, creates nothing."""
    standing = ws.root
    while not standing.exists() and standing != standing.parent:
        standing = standing.parent
    if not (standing.is_dir() and os.access(standing, os.W_OK | os.X_OK)):
        return False
    return all(os.access(file, os.W_OK) for file in (ws.record, ws.lock) if file.exists())


@contextmanager
def writing(ws: Workspace, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the workspace's one write lock, creating the workspace if need be.

    The kernel holds the lock (`flock`), so that a killed process leaves none behind.

    Raises:
        RecordBusy: another process held the lock for `wait_seconds`.
        ReadOnlyWorkspace: the folder or the lock file cannot be written.
    """
    descriptor = _lock_file(ws)
    try:
        _acquire(descriptor, ws.lock, time.monotonic() + wait_seconds)
        yield
    finally:
        os.close(descriptor)  # closing releases the lock


def _lock_file(ws: Workspace) -> int:
    try:
        ws.root.mkdir(parents=True, exist_ok=True)
        return os.open(ws.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as failure:
        if failure.errno in _FORBIDDEN:
            raise ReadOnlyWorkspace(ws.root) from failure
        raise RecordError(f"{ws.root} cannot be used as a workspace: {reason_of(failure)}") from failure


def _acquire(descriptor: int, lock: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise RecordBusy(lock) from None
            time.sleep(_POLL_SECONDS)
        else:
            return


def reason_of(failure: OSError) -> str:
    """The system's own words for a failure, as the middle of a sentence: 'no space left on device'."""
    words = failure.strerror or str(failure)
    return words[:1].lower() + words[1:]

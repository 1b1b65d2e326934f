"""The few things the operating system must do for `atomic`: lock, exchange, flush and list folders.

Takes paths; raises `OSError` as the system does, for `atomic` to translate. Locks are the kernel's (`flock`) on
the folder itself, so that a killed process leaves none behind and no lock file lies about.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OURS = ".minilateral-"  # every name this program gives to something it keeps in a user's folder for itself
STAGE = f"{OURS}new-"
COMMIT = f"{OURS}commit-"
WAIT_SECONDS = 30.0  # whoever holds a folder holds it for the time of a few renames
_POLL_SECONDS = 0.01
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step nobody can see half of; False where the system cannot."""
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415 - only needed here

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder that stands at this path, even where another process puts a new one in its place meanwhile.

    Raises:
        TimeoutError: somebody else held it for `WAIT_SECONDS`.
        FileNotFoundError: there is no such folder (any more).
    """
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            while not _try(descriptor):
                if time.monotonic() >= deadline:
                    raise TimeoutError("another run is writing here")
                time.sleep(_POLL_SECONDS)
            if _stands_at(descriptor, folder):
                yield
                return
        finally:
            os.close(descriptor)


@contextmanager
def staged(home: Path, mark: str, files: Mapping[str, bytes]) -> Iterator[Path]:
    """A new folder in `home` with these files, flushed to the disk; whatever is left of it at the end is removed.

    What killed runs left behind under the same `mark` is removed first: a folder nobody holds locked is dead.
    """
    for left in home.glob(f"{STAGE}{mark}-*"):
        _remove_dead(left)
    folder, descriptor = _new_folder(home, mark)
    try:
        for name, content in files.items():
            _write(folder / name, content)
        for part, _, _ in os.walk(folder):
            flush(Path(part))
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def flush(folder: Path) -> None:
    """Have the names in a folder written to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def files_in(folder: Path) -> Iterator[str]:
    """Names of the files below a folder, but for what this program keeps there for itself; links count as files."""
    for part, folders, names in os.walk(folder):
        within = Path(part)
        links = [name for name in folders if (within / name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith((STAGE, COMMIT))]
        for name in (*names, *links):
            yield (within / name).relative_to(folder).as_posix()


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _stands_at(descriptor: int, folder: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(folder))  # noqa: PTH116 - raises nothing else
    except FileNotFoundError:
        return False


def _new_folder(home: Path, mark: str) -> tuple[Path, int]:
    while True:  # another run may take a folder for dead before it is locked; then make another
        folder = home / f"{STAGE}{mark}-{secrets.token_hex(8)}"
        folder.mkdir()
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        if _try(descriptor) and _stands_at(descriptor, folder):
            return folder, descriptor
        os.close(descriptor)


def _remove_dead(folder: Path) -> None:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:  # its owner has just finished with it
        return
    try:
        if _try(descriptor) and _stands_at(descriptor, folder):
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(descriptor)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())

"""Write a set of files so that a folder holds the old set or the new one, whole.

Takes a folder and the bytes of each file; gives nothing, or raises `OutputError` and leaves what stood there.
The new set is written to a hidden folder first and flushed to the disk; a full disk or a killed process ends
there. Then it takes its place, under a lock, in one of three ways:

1. Nothing stands at `out`: the hidden folder is renamed to it.
2. All of `out` is an older set of the same name: the two folders are exchanged in one step (Linux).
3. Otherwise (the user keeps other files there, the command runs inside it, or the system cannot exchange): the
   hidden folder moves into `out` as `.minilateral-commit-NAME`, which is the point of no return, and its files
   are renamed one by one. Killed between two renames it leaves a mixture; `intact` then says no, and the next
   run finishes the work before its own.

A list of the files with their SHA-256, `.minilateral-NAME`, is part of each set (`sha256sum -c` reads it). Files
the list of the old set names and the new set lacks are removed; a file it does not name is never overwritten.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from minilateral.errors import OutputError
from minilateral.record import folders
from minilateral.record.workspace import reason_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAKEN = {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR}


def write_files(out: Path, files: Mapping[str, bytes], *, name: str = "output") -> None:
    """Put a whole set of files into `out`, creating it if need be; all of them or, as far as the system can, none.

    Args:
        out: the folder.
        files: content by relative name, with `/` between folders.
        name: which set this is, where several may live in one folder (a brief and an export).

    Raises:
        OutputError: with the reason in the system's words; what stood in `out` before is unchanged.
    """
    _refuse_odd_names(files, name)
    target = Path(os.path.realpath(out))
    complete = {**files, _list_name(name): _list_of(files)}
    try:
        _write(target, complete, name)
    except OutputError:
        raise
    except OSError as failure:
        raise OutputError(out, reason_of(failure)) from failure


def intact(out: Path, *, name: str = "output") -> bool:
    """Whether `out` holds one whole set of this name: every listed file, with the listed content."""
    if (out / f"{folders.COMMIT}{name}").exists():
        return False
    try:
        listed = _listed(out, name)
        return bool(listed) and all(_digest((out / file).read_bytes()) == digest for file, digest in listed.items())
    except OSError:
        return False


def _write(target: Path, files: Mapping[str, bytes], name: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and not target.is_dir():
        raise OutputError(target, "a file of that name is in the way")
    mark = _digest(os.fsencode(target.name))[:8]
    with folders.staged(_home(target), mark, files) as stage:
        while not _settled(stage, target, name):
            pass  # another run put its set there, or took it away, in the same moment


def _settled(stage: Path, target: Path, name: str) -> bool:
    if not target.exists():
        return _placed(stage, target)
    try:
        with folders.locked(target):
            _replace(stage, target, name)
    except FileNotFoundError:
        if target.exists():
            raise
        return False
    return True


def _placed(stage: Path, target: Path) -> bool:
    try:
        stage.rename(target)
    except OSError as failure:
        if failure.errno in _TAKEN:
            return False
        raise
    folders.flush(target.parent)
    return True


def _replace(stage: Path, target: Path, name: str) -> None:
    _finish(target)
    ours = {*_listed(target, name), _list_name(name)}
    _refuse_to_overwrite(stage, target, ours)
    if _may_exchange(stage, target, ours):
        shutil.copymode(target, stage)
        if folders.exchange(stage, target):
            _rescue(stage, target, ours)
            folders.flush(target.parent)
            return
    stage.rename(target / f"{folders.COMMIT}{name}")
    folders.flush(target)
    _finish(target)


def _finish(target: Path) -> None:
    """Move what a commit folder holds into place; does nothing where there is none."""
    for commit in sorted(target.glob(f"{folders.COMMIT}*")):
        name = commit.name.removeprefix(folders.COMMIT)
        if (commit / _list_name(name)).exists():  # the list moves last: without it all is done
            _move(commit, target, name)
        shutil.rmtree(commit)
        folders.flush(target)


def _move(commit: Path, target: Path, name: str) -> None:
    for file in sorted(_listed(target, name).keys() - _listed(commit, name).keys()):
        (target / file).unlink(missing_ok=True)
        _prune((target / file).parent, target)
    moving = sorted(file for file in folders.files_in(commit) if file != _list_name(name))
    for file in (*moving, _list_name(name)):
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        (commit / file).replace(target / file)


def _home(target: Path) -> Path:
    """Where to stage: beside `target` if we may and it is one file system, else inside it."""
    beside = target.parent
    if not target.exists():
        return beside
    may = os.access(beside, os.W_OK | os.X_OK) and beside.stat().st_dev == target.stat().st_dev
    return beside if may else target


def _may_exchange(stage: Path, target: Path, ours: set[str]) -> bool:
    if stage.parent == target or Path.cwd().is_relative_to(target):
        return False  # a shell that stands in the folder would find itself in the removed one
    return all(file in ours for file in folders.files_in(target))


def _rescue(old: Path, target: Path, ours: set[str]) -> None:
    """Bring back what a user saved into the old folder in the moment of the exchange."""
    for file in [file for file in folders.files_in(old) if file not in ours]:
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        (old / file).replace(target / file)


def _prune(folder: Path, target: Path) -> None:
    while folder != target and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _refuse_to_overwrite(stage: Path, target: Path, ours: set[str]) -> None:
    for file in folders.files_in(stage):
        if file not in ours and os.path.lexists(target / file):
            reason = f"{file} stands there and was not written by an earlier run; choose another folder"
            raise OutputError(target, reason)


def _refuse_odd_names(files: Mapping[str, bytes], name: str) -> None:
    if not re.fullmatch(r"(?!new-|commit-)[a-z0-9][a-z0-9-]*", name):
        raise ValueError(f"not a plain name for a set of files: {name!r}")
    for file in files:
        path = PurePosixPath(file)
        if path.is_absolute() or ".." in path.parts or str(path) != file or file.startswith(folders.OURS):
            raise ValueError(f"not a plain relative file name: {file!r}")


def _list_name(name: str) -> str:
    return f"{folders.OURS}{name}"


def _list_of(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{_digest(files[file])}  {file}\n" for file in sorted(files)).encode()


def _listed(folder: Path, name: str) -> dict[str, str]:
    try:
        lines = (folder / _list_name(name)).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return {file: digest for digest, _, file in (line.partition("  ") for line in lines)}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

"""What the record is made from, and the hashes that say whether it has changed.

Takes a workspace; gives, for every group and for the tables shared by all, the folders it is read from and the
SHA-256 of their bytes, and one hash of the program that reads them. Every byte is read each time: half a megabyte
takes a few milliseconds, and no clock or file date need be trusted. Reads only.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from minilateral import __version__
from minilateral.errors import CasebookError
from minilateral.record.casebook import shipped_casebooks, slugs
from minilateral.record.schema import RECORD_VERSION, SHARED
from minilateral.record.workspace import Workspace, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_READ = {".csv", ".yml"}
_CODE = (".py", ".csv", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Where one group (or, under the slug `SHARED`, what all share) is read from; None where no such folder is."""

    slug: str
    shipped: Path | None
    own: Path | None
    casebook_hash: str


def survey(ws: Workspace) -> tuple[Inputs, ...]:
    """The inputs of the shared tables, then of every group by slug.

    Raises:
        CasebookError: a file is there but cannot be read.
    """
    shipped, own = shipped_casebooks(), ws.casebooks
    every = sorted({*slugs(shipped), *slugs(own)})
    return (
        _inputs(SHARED, shipped, own if own.is_dir() else None),
        *(_inputs(slug, _folder(shipped / slug), _folder(own / slug)) for slug in every),
    )


@cache
def program() -> str:
    """One hash of all that decides how bytes become rows: the code, the codebook, the record's version."""
    digest = hashlib.sha256(f"record {RECORD_VERSION}, minilateral {__version__}".encode())
    package = Path(__file__).parent.parent
    files = [package / "model.py", *_files(package / "codebook", _CODE), *_files(package / "record", _CODE)]
    for file in files:
        _add(digest, file.relative_to(package).as_posix(), file)
    return digest.hexdigest()


def _inputs(slug: str, shipped: Path | None, own: Path | None) -> Inputs:
    digest = hashlib.sha256()
    for origin, folder in (("shipped", shipped), ("workspace", own)):
        for file in _files(folder, _READ) if folder else ():
            _add(digest, f"{origin}/{file.name}", file)
    return Inputs(slug=slug, shipped=shipped, own=own, casebook_hash=digest.hexdigest())


def _add(digest: hashlib._Hash, name: str, file: Path) -> None:
    try:
        content = file.read_bytes()
    except OSError as failure:
        raise CasebookError(f"{file} cannot be read: {reason_of(failure)}") from failure
    digest.update(f"\n{name} {len(content)}\n".encode())
    digest.update(content)


def _folder(folder: Path) -> Path | None:
    return folder if folder.is_dir() else None


def _files(folder: Path, suffixes: Iterable[str]) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix in suffixes and file.is_file())

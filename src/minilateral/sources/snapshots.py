"""The bytes of pages and files as they came, kept under the name of their hash.

Takes a folder and bytes with their origin; gives `Snapshot`s. `ab/abcdef….gz` holds the bytes, `ab/abcdef….yml` what
they are and where they were had. Bytes are written before their description and both take their place in one step, so
that a killed process leaves a whole snapshot or none. Nothing kept is ever changed; an origin may be added.
"""

from __future__ import annotations

import contextlib
import fcntl
import gzip
import hashlib
import os
import tempfile
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from minilateral.documents import Origin, Snapshot
from minilateral.errors import SnapshotDamaged

if TYPE_CHECKING:
    from collections.abc import Iterator

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def keep(folder: Path, body: bytes, origin: Origin, media_type: str) -> Snapshot:
    """Keep these bytes; the same bytes again add at most an origin.

    An origin is new if nobody had the bytes from that address before. Two processes may keep at once.
    """
    sha256 = hashlib.sha256(body).hexdigest()
    place = _place(folder, sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        known = _described(place.with_suffix(".yml"))
        origins = known.origins if known else ()
        if any((one.url, one.final_url) == (origin.url, origin.final_url) for one in origins) and known:
            return known
        made = Snapshot(sha256=sha256, media_type=media_type, size=len(body), origins=(*origins, origin))
        if not place.exists():
            _write(place, gzip.compress(body, compresslevel=6, mtime=0))
        _write(place.with_suffix(".yml"), _text(made).encode())
    return made


def body(folder: Path, sha256: str) -> bytes:
    """The bytes of a snapshot.

    Raises:
        SnapshotDamaged: they are not there, or are not those that were kept.
    """
    place = _place(folder, sha256)
    try:
        found = gzip.decompress(place.read_bytes())
    except (OSError, EOFError, gzip.zlib.error) as failure:  # type: ignore[attr-defined]
        raise SnapshotDamaged(place, str(failure)) from failure
    if hashlib.sha256(found).hexdigest() != sha256:
        raise SnapshotDamaged(place, "its bytes have another hash than its name")
    return found


def snapshots(folder: Path) -> Iterator[Snapshot]:
    """Every snapshot of a folder, in order of hash; half-written ones are not there."""
    for description in sorted(folder.glob("[0-9a-f][0-9a-f]/*.yml")):
        found = _described(description)
        if found and description.with_suffix(".gz").exists():
            yield found


def names(folder: Path) -> tuple[str, ...]:
    """The hashes of every snapshot, in order, without reading them."""
    return tuple(sorted(path.stem for path in folder.glob("[0-9a-f][0-9a-f]/*.yml")))


def snapshot(folder: Path, sha256: str) -> Snapshot | None:
    """The snapshot of this hash."""
    return _described(_place(folder, sha256).with_suffix(".yml"))


def _place(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / f"{sha256}.gz"


def _text(made: Snapshot) -> str:
    origins = [
        {name: value for name, value in asdict(origin).items() if value not in (None, "", ())}
        | {"fetched_at": origin.fetched_at.isoformat()}
        | ({"headers": [f"{name}: {value}" for name, value in origin.headers]} if origin.headers else {})
        for origin in made.origins
    ]
    facts = {"sha256": made.sha256, "media_type": made.media_type, "size": made.size, "origins": origins}
    return str(yaml.safe_dump(facts, sort_keys=False, width=1000))


def _described(path: Path) -> Snapshot | None:
    try:
        facts = yaml.load(path.read_bytes(), _Loader)  # noqa: S506 - one of the two safe loaders
        origins = tuple(_origin(one) for one in facts["origins"])
        return Snapshot(sha256=facts["sha256"], media_type=facts["media_type"], size=facts["size"], origins=origins)
    except FileNotFoundError:
        return None
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as failure:
        raise SnapshotDamaged(path, str(failure)) from failure


def _origin(facts: dict[str, Any]) -> Origin:
    headers = tuple((name, value) for name, _, value in (line.partition(": ") for line in facts.get("headers", ())))
    when = datetime.fromisoformat(facts["fetched_at"])
    return Origin(**{**facts, "fetched_at": when, "headers": headers})


def _write(path: Path, content: bytes) -> None:
    """Put a file in its place in one step, on the disk before its name is."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time may describe snapshots; the kernel frees the lock of a killed one."""
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)

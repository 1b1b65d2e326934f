"""Open the record's file for the one writer, or for a reader.

Takes the path of `record.sqlite`; gives a connection. Write-ahead logging lets ten readers and one writer work at
once. `synchronous = NORMAL` may lose the last rebuild when the power fails, never half of one: since the record
says which bytes it was made from, the next run notices and rebuilds, so that FULL would buy nothing.
"""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from minilateral.record.read import damaged, error_code

if TYPE_CHECKING:
    from pathlib import Path

# Readers and the writer do not wait for each other; this is for the moment in which one of them recovers the log.
_BUSY_SECONDS = 30.0
# What SQLite says where it may not make the log it needs to read a file that others may write to.
_UNUSABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_FILES = ("", "-wal", "-shm", "-journal")


def open_writer(record: Path) -> tuple[sqlite3.Connection, bool]:
    """The record open for writing, and whether a damaged one had to be deleted; the caller holds the write lock."""
    try:
        return _writer(record), False
    except sqlite3.DatabaseError as failure:
        if not damaged(failure):
            raise
    for ending in _FILES:
        record.with_name(record.name + ending).unlink(missing_ok=True)
    return _writer(record), True


def open_reader(record: Path) -> sqlite3.Connection | None:
    """The record open for reading within one transaction; None if there is none or it cannot be used.

    On a read-only disk nothing can change under us, and SQLite is told so (`immutable`), unless a log that
    was never merged lies beside the file. A folder that merely may not be written to by us is opened as usual.
    """
    if not record.is_file():
        return None
    connection = None
    try:
        connection = _connect(f"{record.as_uri()}?{_mode(record)}", uri=True)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        if _sound(connection):  # the first read fixes the state this reader sees
            return connection
    except sqlite3.DatabaseError as failure:
        if not (damaged(failure) or error_code(failure) in _UNUSABLE):
            raise
    if connection is not None:
        connection.close()
    return None


def in_memory() -> sqlite3.Connection:
    """An empty database that lasts as long as the connection."""
    return _connect(":memory:")


def _connect(target: str, *, uri: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(target, timeout=_BUSY_SECONDS, isolation_level=None, uri=uri)


def _writer(record: Path) -> sqlite3.Connection:
    connection = _connect(str(record))
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        # Deferred keys are checked row by row as rows go; one check before the commit is linear, and as strict.
        connection.execute("PRAGMA foreign_keys = OFF")
        _refuse_malformed(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _sound(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def _refuse_malformed(connection: sqlite3.Connection) -> None:
    if _sound(connection):
        return
    failure = sqlite3.DatabaseError("database disk image is malformed")
    failure.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    raise failure


def _mode(record: Path) -> str:
    if not os.statvfs(record).f_flag & os.ST_RDONLY:
        return "mode=rw" if os.access(record, os.W_OK) and os.access(record.parent, os.W_OK) else "mode=ro"
    log = record.with_name(f"{record.name}-wal")
    return "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"

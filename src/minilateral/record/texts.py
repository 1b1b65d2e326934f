"""The library of documents: one SQLite file beside the record, made from snapshots.

Takes a workspace; gives documents. It stands apart from the record because it may hold a hundred times as much and
changes for other reasons: a casebook edited re-reads no page, a page added rebuilds no casebook. The documents of a
snapshot become visible together with the mark that it was read, so a killed run goes on where it ended. When the code
that reads changes, every snapshot is read again; delete the file and all comes back.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilateral.documents import Document, Stamp
from minilateral.errors import ReadOnlyWorkspace, RecordError, SnapshotDamaged
from minilateral.reading.read import read
from minilateral.record.workspace import writable
from minilateral.sources import snapshots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from minilateral.documents import Origin
    from minilateral.record.workspace import Workspace

TEXTS_VERSION = 1
_STAMPS = ("event", "issued", "published", "seen")
_PLAIN = tuple(field.name for field in fields(Document) if field.name not in {*_STAMPS, "notes"})
COLUMNS = (*_PLAIN, "notes", *(f"{name}{part}" for name in _STAMPS for part in ("", "_basis")))
_BUSY_SECONDS = 60.0
_DAY = "substr(coalesce(nullif(event, ''), nullif(issued, ''), nullif(published, ''), ''), 1, 10)"  # of what it tells
_COLUMNS = ", ".join(f"{name} TEXT NOT NULL" for name in COLUMNS)
_SCHEMA = (
    """CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE snapshots (sha256 TEXT PRIMARY KEY, note TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE origins (
        url TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES snapshots (sha256), fetched_at TEXT NOT NULL,
        headers TEXT NOT NULL, PRIMARY KEY (url, sha256)) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE documents (
        number INTEGER PRIMARY KEY, {_COLUMNS}, day TEXT GENERATED ALWAYS AS ({_DAY}) STORED, UNIQUE (id)) STRICT""",
    """CREATE INDEX documents_day ON documents (day)""",
    """CREATE INDEX documents_url ON documents (url)""",
    """CREATE VIRTUAL TABLE words USING fts5(
        title, text, content='documents', content_rowid='number', tokenize = 'unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER documents_found AFTER INSERT ON documents BEGIN
        INSERT INTO words (rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    """CREATE TRIGGER documents_lost AFTER DELETE ON documents BEGIN
        INSERT INTO words (words, rowid, title, text) VALUES ('delete', old.number, old.title, old.text); END""",
)
_INSERT = f"INSERT OR IGNORE INTO documents ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
SELECT = f"SELECT {', '.join(COLUMNS)} FROM documents"  # noqa: S608 - own names


def sync(ws: Workspace, each: Callable[[int, int], object] = lambda *_: None) -> tuple[str, ...]:
    """Read every snapshot that was not read yet; ids of the documents that are new, in order.

    Args:
        ws: the workspace.
        each: is told, after every snapshot, how many of how many were read.

    Raises:
        ReadOnlyWorkspace: nothing can be written here.
    """
    wanted = snapshots.names(ws.snapshots)
    if not wanted and not ws.texts.exists():
        return ()
    if not writable(ws):
        raise ReadOnlyWorkspace(ws.root)
    before = _ids(ws)  # when the code that reads has changed, what is read again is not new
    with closing(_open(ws.texts)) as connection:
        done = {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM snapshots")}
        for lost in sorted(done - set(wanted)):
            _forget(connection, lost)
        new: list[str] = []
        left = [sha256 for sha256 in wanted if sha256 not in done]
        for count, sha256 in enumerate(left, 1):
            new += _read_one(connection, ws.snapshots, sha256)
            each(count, len(left))
    return tuple(one for one in new if one not in before)


def reader(ws: Workspace) -> sqlite3.Connection | None:
    """The library open for reading; None if there is none of this version."""
    if not ws.texts.is_file():
        return None
    connection = sqlite3.connect(f"{ws.texts.as_uri()}?mode=ro", uri=True, timeout=_BUSY_SECONDS)
    try:
        current = connection.execute("PRAGMA user_version").fetchone()[0] == TEXTS_VERSION
    except sqlite3.DatabaseError as failure:
        connection.close()
        raise RecordError(
            f"{ws.texts} is damaged: {failure}; delete it, it can be made again", "minilateral add"
        ) from failure
    if current:
        return connection
    connection.close()
    return None


def _ids(ws: Workspace) -> frozenset[str]:
    connection = reader(ws)
    if connection is None:
        return frozenset()
    with closing(connection):
        return frozenset(id_ for (id_,) in connection.execute("SELECT id FROM documents"))


def cells(document: Document) -> tuple[str, ...]:
    """A document as a row."""
    stamps = [part for name in _STAMPS for part in (getattr(document, name).value, getattr(document, name).basis)]
    notes = json.dumps(document.notes, ensure_ascii=False)
    return (*(str(getattr(document, name)) for name in _PLAIN), notes, *stamps)


def of_row(row: Iterable[Any]) -> Document:
    """A row as a document."""
    facts = dict(zip(COLUMNS, row, strict=True))
    stamps = {name: Stamp(value=facts[name], basis=facts.pop(f"{name}_basis")) for name in _STAMPS}
    return Document(**{**facts, **stamps, "notes": tuple(json.loads(facts["notes"]))})


@cache
def _program() -> str:
    """One hash of the code and codebook that decide how bytes become documents."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256(f"texts {TEXTS_VERSION}".encode())
    chosen = ("documents.py", "reading/*.py", "codebook/profiles.*", "codebook/pagewords.*")
    for file in sorted(path for pattern in chosen for path in package.glob(pattern)):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] != TEXTS_VERSION:
            _afresh(connection)
        elif connection.execute("SELECT value FROM meta WHERE key = 'program'").fetchone() != (_program(),):
            for table in ("documents", "origins", "snapshots", "meta"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - own names
            connection.execute("INSERT INTO meta VALUES ('program', ?)", (_program(),))
    except BaseException:
        connection.close()
        raise
    connection.execute("COMMIT")
    return connection


def _afresh(connection: sqlite3.Connection) -> None:
    found = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite!_%' ESCAPE '!' "
        "ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC, name"
    ).fetchall()
    for kind, name in found:
        connection.execute(f'DROP {kind} IF EXISTS "{name}"')
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('program', ?)", (_program(),))
    connection.execute(f"PRAGMA user_version = {TEXTS_VERSION}")


def _read_one(connection: sqlite3.Connection, folder: Path, sha256: str) -> list[str]:
    """Read one snapshot and keep its documents with the mark that it was read, in one transaction."""
    note = ""
    made: tuple[Document, ...] = ()
    origins: tuple[Origin, ...] = ()
    try:
        found = snapshots.snapshot(folder, sha256)
        if found:
            made, origins = read(found, snapshots.body(folder, sha256)), found.origins
    except SnapshotDamaged as failure:
        note = str(failure)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT OR REPLACE INTO snapshots VALUES (?, ?)", (sha256, note))
    connection.executemany(_INSERT, map(cells, made))
    connection.executemany(
        "INSERT OR REPLACE INTO origins VALUES (?, ?, ?, ?)",
        ((one.url, sha256, one.fetched_at.isoformat(), json.dumps(one.headers)) for one in origins),
    )
    connection.execute("COMMIT")
    return [document.id for document in made]


def _forget(connection: sqlite3.Connection, sha256: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM documents WHERE snapshot = ?", (sha256,))
    connection.execute("DELETE FROM origins WHERE sha256 = ?", (sha256,))
    connection.execute("DELETE FROM snapshots WHERE sha256 = ?", (sha256,))
    connection.execute("COMMIT")

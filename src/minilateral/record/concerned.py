"""The table of which documents of the library concern which groups.

Takes a workspace and the groups of its record; gives a connection in which `concerns` can be read. The table lies in
the library and is derived twice over: from documents, of which only those not judged yet are looked at, and from
casebooks, with whose groups it is made anew. Where nothing may be written it is made in memory.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from minilateral.errors import RecordError
from minilateral.record import texts
from minilateral.record.concerns import LEAD, Concern, Head, Judge, concerns
from minilateral.record.workspace import writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from minilateral.model import Group
    from minilateral.record.workspace import Workspace

_BUSY_SECONDS = 60.0
_TABLES = (
    """CREATE {temp} TABLE IF NOT EXISTS concerns (
        group_slug TEXT NOT NULL, number INTEGER NOT NULL, role TEXT NOT NULL, basis TEXT NOT NULL,
        PRIMARY KEY (group_slug, number)) STRICT, WITHOUT ROWID""",
    """CREATE {temp} TABLE IF NOT EXISTS judged (number INTEGER PRIMARY KEY) STRICT""",
)
_LOST = """CREATE TRIGGER IF NOT EXISTS documents_unjudged AFTER DELETE ON documents BEGIN
    DELETE FROM concerns WHERE number = old.number; DELETE FROM judged WHERE number = old.number; END"""
_LEFT = f"""SELECT number, title, substr(text, 1, {LEAD}), url, kind, day FROM documents
    WHERE number NOT IN (SELECT number FROM judged) ORDER BY number"""  # noqa: S608 - own words
_STAMP = "concerns"  # key in the library's meta


@contextmanager
def judged(ws: Workspace, groups: Iterable[Group]) -> Iterator[sqlite3.Connection | None]:
    """The library open for reading, every document judged; None if there is no library."""
    wanted = sorted(groups, key=lambda group: group.slug)
    if writable(ws) and (reader := texts.reader(ws)) is not None:
        with closing(reader):
            current = _current(reader, _stamp(wanted))
        if not current:
            _bring_up(ws, wanted)
    connection = texts.reader(ws)
    if connection is None:
        yield None
        return
    with closing(connection):
        if not writable(ws) and not _current(connection, _stamp(wanted)):
            _make(connection, wanted, temp="TEMP")
        yield connection


def concerning(ws: Workspace, groups: Iterable[Group], slug: str) -> dict[str, Concern]:
    """By id, the documents that concern one group, and how."""
    sql = "SELECT id, group_slug, role, basis FROM concerns JOIN documents USING (number) WHERE group_slug = ?"
    with translated(ws), judged(ws, groups) as connection:
        rows = connection.execute(sql, (slug,)).fetchall() if connection else []
    return {id_: Concern(group, role, basis) for id_, group, role, basis in rows}


@contextmanager
def translated(ws: Workspace) -> Iterator[None]:
    """Turn SQLite's report of a damaged library into `RecordError`; pass on what it says of a request."""
    try:
        yield
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as failure:
        raise RecordError(f"{ws.texts} is damaged: {failure}; delete it, it can be made again") from failure


def _current(connection: sqlite3.Connection, stamp: str) -> bool:
    if connection.execute("SELECT value FROM meta WHERE key = ?", (_STAMP,)).fetchone() != (stamp,):
        return False
    return not connection.execute(f"SELECT EXISTS ({_LEFT})").fetchone()[0]


def _bring_up(ws: Workspace, groups: list[Group]) -> None:
    """Judge what is not judged, in one transaction; all of it where groups or the rules changed."""
    stamp = _stamp(groups)
    connection = sqlite3.connect(ws.texts, timeout=_BUSY_SECONDS, isolation_level=None)
    with closing(connection):
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("SELECT value FROM meta WHERE key = ?", (_STAMP,)).fetchone() != (stamp,):
            connection.execute("DROP TABLE IF EXISTS concerns")
            connection.execute("DROP TABLE IF EXISTS judged")
        _make(connection, groups)
        connection.execute(_LOST)
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_STAMP, stamp))
        connection.execute("COMMIT")


def _make(connection: sqlite3.Connection, groups: list[Group], temp: str = "") -> None:
    for statement in _TABLES:
        connection.execute(statement.format(temp=temp))
    judges = [Judge(group) for group in groups]
    found, seen = [], []
    for number, title, lead, url, kind, day in connection.execute(_LEFT):
        seen.append((number,))
        head = Head(title, lead, url, kind)
        found += [(one.group, number, one.role, one.basis) for one in concerns(head, judges, day)]
    connection.executemany("INSERT INTO concerns VALUES (?, ?, ?, ?)", found)
    connection.executemany("INSERT INTO judged VALUES (?)", seen)


def _stamp(groups: list[Group]) -> str:
    """One hash of all that decides which group a document concerns."""
    digest = hashlib.sha256(_program())
    for one in groups:
        facts = (one.slug, one.name, one.short_name, one.aliases, one.members, one.former_members, one.focus)
        digest.update(repr(facts).encode())
    return digest.hexdigest()


@cache
def _program() -> bytes:
    package = Path(__file__).parent.parent
    chosen = (
        "codebook/naming.*",
        "codebook/*forms.*",
        "codebook/actors.csv",
        "codebook/profiles.yml",
        "record/concerns.py",
    )
    files = sorted(path for pattern in chosen for path in package.glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).digest()

"""Build the record from casebooks, and open it.

Takes a workspace; gives what was rebuilt, or an open `Record`. The record is rebuilt inside one transaction and
only for groups whose files changed; another process sees the old state or the new one and never waits. Files are
never swapped under readers. The one exception is a file SQLite itself cannot read: nobody can be reading it, and
all it held is made again.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from minilateral import __version__
from minilateral.errors import ReadOnlyWorkspace, RecordBusy, RecordError
from minilateral.model import Defect
from minilateral.record import schema
from minilateral.record.connect import in_memory, open_reader, open_writer
from minilateral.record.gather import gather
from minilateral.record.inputs import Inputs, program, survey
from minilateral.record.load import load, remove
from minilateral.record.read import Record, error_code
from minilateral.record.workspace import WAIT_SECONDS, Workspace, writable, writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHARED_LABEL = "shared"  # how the tables shared by all groups are called to a person
_DAMAGED = "the record was damaged; it was deleted and made again from the casebooks"
_STALE = "casebooks have changed and another process is still rebuilding: this is the record from before the change"
_MEMORY = "this workspace cannot be written to, so the record was built in memory and will not be kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What a rebuild did: the groups read again (`shared` for the tables all groups share) and those gone.

    `rows` and `defects` are those of the whole record, also of groups that did not change. `faults` tell the
    person which casebooks the defects are in, `notes` what else happened.
    """

    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    rows: int = 0
    defects: tuple[Defect, ...] = ()
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def rebuild(ws: Workspace, *, force: bool = False, wait_seconds: float = WAIT_SECONDS) -> Rebuilt:
    """Bring the record of a workspace up to date, in one transaction; with `force`, read every group again.

    Raises:
        RecordBusy: another process was rebuilding and had not finished after `wait_seconds`.
        ReadOnlyWorkspace: nothing can be written here.
        RecordError: the disk is full or the system failed; the record is as it was.
        CasebookError: a casebook file cannot be read at all.
    """
    if not writable(ws):
        raise ReadOnlyWorkspace(ws.root)
    with writing(ws, wait_seconds), _explained(ws):
        connection, was_damaged = open_writer(ws.record)
        with closing(connection):
            changed, removed = _update(connection, survey(ws), force=force)
            record = Record(connection=connection, casebooks=ws.casebooks)
            rows, defects, faults = record.rows(), record.defects(), record.faults()
    notes = (_DAMAGED,) if was_damaged else ()
    return Rebuilt(changed=changed, removed=removed, rows=rows, defects=defects, faults=faults, notes=notes)


def open_record(ws: Workspace, *, wait_seconds: float = WAIT_SECONDS) -> Record:
    """The record of a workspace, up to date with its casebooks, as one unchanging state.

    It is rebuilt first if a file changed. On a read-only workspace a record that is up to date is read where it
    is; otherwise one is built in memory. If another process is rebuilding for longer than `wait_seconds`,
    the state before is given, marked `stale`.

    Raises:
        RecordBusy: another process is building the first record.
        RecordError: the disk is full or the system failed.
        CasebookError: a casebook file cannot be read at all.
    """
    inputs = survey(ws)
    with _explained(ws):
        current = _opened(ws, inputs)
        if current:
            return current
        if not writable(ws):
            return _memory(ws, inputs)
    try:
        notes = rebuild(ws, wait_seconds=wait_seconds).notes
    except RecordBusy:
        before = _opened(ws, None)
        if before is None:
            raise
        return replace(before, notes=(_STALE,), stale=True)
    connection = open_reader(ws.record)
    if connection is None:
        raise RecordError(f"{ws.record} was rebuilt and cannot be opened", "minilateral doctor")
    return Record(connection=connection, casebooks=ws.casebooks, notes=notes)


def is_current(ws: Workspace) -> bool | None:
    """Whether the record is up to date with its casebooks; None if there is none that this program made. Reads only."""
    inputs = survey(ws)
    with _explained(ws):
        for wanted in (inputs, None):
            found = _opened(ws, wanted)
            if found:
                found.close()
                return wanted is not None
    return None


def _opened(ws: Workspace, inputs: Iterable[Inputs] | None) -> Record | None:
    """The record as it stands, if this program made it and (where given) from these inputs."""
    connection = open_reader(ws.record)
    if connection is None:
        return None
    known = _known(connection)
    if known is not None and (inputs is None or known == {one.slug: one.casebook_hash for one in inputs}):
        return Record(connection=connection, casebooks=ws.casebooks)
    connection.close()
    return None


def _memory(ws: Workspace, inputs: Iterable[Inputs]) -> Record:
    connection = in_memory()
    _update(connection, inputs, force=True)
    connection.execute("PRAGMA query_only = ON")
    return Record(connection=connection, casebooks=ws.casebooks, notes=(_MEMORY,))


def _known(connection: sqlite3.Connection) -> dict[str, str] | None:
    """The hashes of what the record was made from; None if another program made it, or nobody."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        return None
    if connection.execute("PRAGMA user_version").fetchone()[0] != schema.RECORD_VERSION:
        return None
    if connection.execute("SELECT value FROM meta WHERE key = 'program'").fetchone() != (program(),):
        return None
    return dict(connection.execute("SELECT group_slug, casebook_hash FROM inputs").fetchall())


def _update(
    connection: sqlite3.Connection, inputs: Iterable[Inputs], *, force: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Load what changed and remove what is gone, in one transaction; nothing is touched if nothing changed."""
    known = _known(connection)
    wanted = {one.slug: one for one in inputs}
    before = known or {}
    changed = [one for one in wanted.values() if force or before.get(one.slug) != one.casebook_hash]
    removed = sorted(before.keys() - wanted.keys())
    if not (changed or removed):
        return (), ()
    connection.execute("BEGIN IMMEDIATE")
    if known is None:
        _start_afresh(connection)
    for slug in removed:
        remove(connection, slug)
    for one in changed:
        load(connection, gather(one))
    _check_references(connection)
    connection.execute("COMMIT")  # on any failure before, closing the connection takes all of it back
    return tuple(one.slug or SHARED_LABEL for one in changed), tuple(removed)


def _start_afresh(connection: sqlite3.Connection) -> None:
    schema.empty(connection)
    schema.create(connection)
    facts = {"program": program(), "program_version": __version__}
    facts["record_version"] = str(schema.RECORD_VERSION)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(facts.items()))


def _check_references(connection: sqlite3.Connection) -> None:
    lost = connection.execute("PRAGMA foreign_key_check").fetchone()
    if lost is not None:
        raise RecordError(f"a row of {lost[0]} points to a row of {lost[2]} that is not there; nothing was changed")


@contextmanager
def _explained(ws: Workspace) -> Iterator[None]:
    """Say what SQLite reports in words for a person; what stood in the record before still does."""
    try:
        yield
    except sqlite3.DatabaseError as failure:
        code = error_code(failure)
        if code == sqlite3.SQLITE_READONLY:
            raise ReadOnlyWorkspace(ws.root) from failure
        reason = "no space left on device" if code == sqlite3.SQLITE_FULL else str(failure)
        raise RecordError(f"could not build {ws.record}: {reason}; the record is as it was before") from failure

"""What each copy in the library is to the official text that is held: word for word, in another spelling, or altered.

Takes a workspace and the pairs that a person took apart; changes what the library says of a document's relation and of
its basis. The answer depends on which documents are held and on nothing else, not on the order in which they came: a
copy is looked at again when a text like it comes or goes, or a person says that the two are no copies, and what reading
had said of it is kept, so that it stands again where nothing official is like it.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from minilateral.reading.duplicates import MOST_DAYS, address, beside, sketch
from minilateral.record import texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from minilateral.documents import Document, Relation
    from minilateral.record.workspace import Workspace

_BUSY_SECONDS = 60.0
_AT_ONCE = 100  # documents of one transaction: others write in between
# Of 32 hashes two texts of which half the runs are the same share fewer than four once in a million.
_LEAST_SHARED, _MOST_COMPARED = 4, 20
_BEST: tuple[Relation, ...] = ("verbatim", "near_verbatim", "altered")
_STAMP = "undone"  # key in the library's meta
_MAYBE: tuple[Relation, ...] = ("unknown", "near_verbatim")  # what reading says of a text that may be a copy
_COPIES = str(_MAYBE)
_TABLES = (
    # One row for each document looked at, with what reading said of it; `official`: what decided.
    """CREATE TABLE IF NOT EXISTS likened (
        number INTEGER PRIMARY KEY, relation TEXT NOT NULL, basis TEXT NOT NULL, official INTEGER,
        settled INTEGER NOT NULL) STRICT""",
    """CREATE TABLE IF NOT EXISTS sketches (
        run INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (run, number)) STRICT, WITHOUT ROWID""",
    """CREATE INDEX IF NOT EXISTS sketches_number ON sketches (number)""",
    """CREATE INDEX IF NOT EXISTS likened_left ON likened (number) WHERE NOT settled""",
    """CREATE TRIGGER IF NOT EXISTS documents_unlikened AFTER DELETE ON documents BEGIN
        UPDATE likened SET settled = 0 WHERE official = old.number;
        DELETE FROM likened WHERE number = old.number; DELETE FROM sketches WHERE number = old.number; END""",
)
_ANY_COPY = f"SELECT EXISTS (SELECT 1 FROM documents WHERE relation IN {_COPIES} AND text != '')"  # noqa: S608 - own words
_NEW = f"""SELECT number FROM documents WHERE number > ? AND number NOT IN (SELECT number FROM likened)
    AND text != '' ORDER BY number LIMIT {_AT_ONCE}"""  # noqa: S608 - own words
_LEFT = f"SELECT number, relation, basis FROM likened WHERE NOT settled ORDER BY number LIMIT {_AT_ONCE}"  # noqa: S608 - own words
_ALIKE = f"""SELECT o.number FROM sketches AS s JOIN sketches AS o USING (run)
    JOIN documents AS d ON d.number = o.number WHERE s.number = ? AND d.relation = 'official'
    GROUP BY o.number HAVING count(*) >= {_LEAST_SHARED} ORDER BY count(*) DESC, d.id LIMIT {_MOST_COMPARED}"""  # noqa: S608 - own words

_NEARBY = f"""SELECT id FROM documents WHERE id = :id OR (:day != '' AND substr(event, 1, 10) = :day)
    OR (:path != '' AND instr(lower(url), :path))
    OR number IN (SELECT o.number FROM sketches AS s JOIN sketches AS o USING (run)
        WHERE s.number = (SELECT number FROM documents WHERE id = :id)
        GROUP BY o.number HAVING count(*) >= {_LEAST_SHARED}) ORDER BY id"""  # noqa: S608 - own words


def settle(ws: Workspace, undone: Collection[tuple[str, str]]) -> None:
    """Say of every copy what it is to the official text, where one is held; may be stopped and repeated.

    Args:
        ws: the workspace, which can be written to.
        undone: pairs of ids that a person said are no copies.
    """
    if not ws.texts.is_file():
        return
    with closing(sqlite3.connect(ws.texts, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
        if not connection.execute(_ANY_COPY).fetchone()[0] and not _begun(connection):
            return
        _sketch(connection)
        _begin(connection, sorted(undone))
        while _settle_some(connection, undone):
            pass


def nearby(ws: Workspace, one: Document) -> tuple[str, ...]:
    """Ids of all documents that may be linked with this one, itself among them: alike, of its address, or of its day.

    Sketches first what was not sketched yet, so that asking of one document does not read all.
    """
    with closing(sqlite3.connect(ws.texts, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
        _sketch(connection)
        return tuple(
            id_ for (id_,) in connection.execute(_NEARBY, {"id": one.id, "path": address(one), "day": one.event.day})
        )


def _sketch(connection: sqlite3.Connection) -> None:
    for statement in _TABLES:
        connection.execute(statement)
    after = 0
    while last := _sketch_some(connection, after):
        after = last


def _begun(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'likened'").fetchone())


def _begin(connection: sqlite3.Connection, undone: list[tuple[str, str]]) -> None:
    """Have another look at pairs that were taken apart or put together since."""
    connection.execute("BEGIN IMMEDIATE")
    kept = connection.execute("SELECT value FROM meta WHERE key = ?", (_STAMP,)).fetchone()
    before = {(a, b) for a, b in json.loads(kept[0])} if kept else set()
    ids = sorted({one for pair in before ^ set(undone) for one in pair})
    connection.execute(
        f"""UPDATE likened SET settled = 0 WHERE relation IN {_COPIES} AND number IN
            (SELECT number FROM documents WHERE id IN (SELECT value FROM json_each(?)))""",  # noqa: S608 - own words
        (json.dumps(ids),),
    )
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_STAMP, json.dumps(undone)))
    connection.execute("COMMIT")


def _sketch_some(connection: sqlite3.Connection, after: int) -> int:
    """Sketch documents that are new, and mark the copies that are like a new official text; the last number done."""
    connection.execute("BEGIN IMMEDIATE")
    numbers = [number for (number,) in connection.execute(_NEW, (after,))]
    for number in numbers:
        one = _document(connection, number)
        official = one.relation == "official"
        runs = sketch(one)
        facts = (number, one.relation, one.relation_basis, int(one.relation not in _MAYBE))
        connection.execute("INSERT INTO likened VALUES (?, ?, ?, NULL, ?)", facts)
        connection.executemany("INSERT INTO sketches VALUES (?, ?)", ((run, number) for run in runs))
        if official:
            connection.execute(
                f"""UPDATE likened SET settled = 0 WHERE relation IN {_COPIES} AND number IN
                    (SELECT o.number FROM sketches AS s JOIN sketches AS o USING (run) WHERE s.number = ?)""",  # noqa: S608 - own words
                (number,),
            )
    connection.execute("COMMIT")
    return numbers[-1] if numbers else 0


def _settle_some(connection: sqlite3.Connection, undone: Collection[tuple[str, str]]) -> bool:
    connection.execute("BEGIN IMMEDIATE")
    left = connection.execute(_LEFT).fetchall()
    for number, relation, basis in left:
        copy = replace(_document(connection, number), relation=relation, relation_basis=basis)
        numbers = [one for (one,) in connection.execute(_ALIKE, (number,)).fetchall()]
        said, why, official = _said(copy, ((one, _document(connection, one)) for one in numbers), undone)
        connection.execute("UPDATE likened SET settled = 1, official = ? WHERE number = ?", (official, number))
        connection.execute(
            "UPDATE documents SET relation = ?1, relation_basis = ?2 WHERE number = ?3 "
            "AND (relation, relation_basis) != (?1, ?2)",
            (said, why, number),
        )
    connection.execute("COMMIT")
    return bool(left)


def _said(
    copy: Document, officials: Iterable[tuple[int, Document]], undone: Collection[tuple[str, str]]
) -> tuple[Relation, str, int | None]:
    """What a copy is to the official text that is nearest to it, why, and which text that is."""
    found: dict[Relation, tuple[str, int]] = {}
    for number, official in officials:
        if tuple(sorted((copy.id, official.id))) in undone:
            continue
        relation, why = beside(copy, official)
        if (relation, why) == (copy.relation, copy.relation_basis) or (
            relation == "altered" and _apart(copy, official)
        ):
            continue
        found.setdefault(relation, (f"compared with {official.id}: {why}", number))
    for relation in _BEST:
        if relation in found:
            return (relation, *found[relation])
    return copy.relation, copy.relation_basis, None


def _apart(copy: Document, official: Document) -> bool:
    """Whether they tell of different days: a notice in the form of last year's is no altered copy of it."""
    if not (copy.event.day and official.event.day):
        return False
    return abs((date.fromisoformat(copy.event.day) - date.fromisoformat(official.event.day)).days) > MOST_DAYS


def _document(connection: sqlite3.Connection, number: int) -> Document:
    return texts.of_row(connection.execute(f"{texts.SELECT} WHERE number = ?", (number,)).fetchone())

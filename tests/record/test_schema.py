import sqlite3
from contextlib import closing

import pytest

from minilateral.codebook.tables import table, table_names
from minilateral.record import schema


@pytest.fixture
def database():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.create(connection)
        yield connection


def names(connection: sqlite3.Connection, kind: str) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))}


def test_every_table_of_the_codebook_has_its_columns_in_order(database: sqlite3.Connection) -> None:
    for name in table_names():
        found = [row[1] for row in database.execute(f"PRAGMA table_info({schema.quoted(name)})")]
        lead = [] if table(name).shared else ["group_slug"]
        assert found == [*lead, *table(name).header, "origin"]


def test_every_table_is_strict_and_keyed(database: sqlite3.Connection) -> None:
    listed = {row[1]: row for row in database.execute("PRAGMA table_list") if row[0] == "main"}
    for name in table_names():
        assert listed[name][5] == 1, f"{name} is not STRICT"
        keyed = [row[1] for row in database.execute(f"PRAGMA table_info({schema.quoted(name)})") if row[5]]
        assert keyed == (["id"] if table(name).shared else ["group_slug", "id"])


def test_a_reference_is_a_foreign_key_within_the_group(database: sqlite3.Connection) -> None:
    found = {(row[2], row[3], row[4]) for row in database.execute("PRAGMA foreign_key_list(attendance)")}
    assert ("engagements", "group_slug", "group_slug") in found
    assert ("engagements", "engagement_id", "id") in found
    assert ("groups", "group_slug", "slug") in found


def test_date_level_and_track_are_indexed(database: sqlite3.Connection) -> None:
    assert {"engagements_date", "engagements_level", "engagements_track"} <= names(database, "index")
    plan = database.execute("EXPLAIN QUERY PLAN SELECT * FROM engagements WHERE group_slug = 'x' AND date > '2020'")
    assert "engagements_date" in str(plan.fetchall())


def test_the_file_says_whose_and_which_version_it_is(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA user_version").fetchone()[0] == schema.RECORD_VERSION
    assert database.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID


def test_whatever_another_version_made_can_be_emptied(database: sqlite3.Connection) -> None:
    database.execute("CREATE TABLE other (x)")
    database.execute("CREATE VIEW seen AS SELECT * FROM other")
    database.execute("CREATE VIRTUAL TABLE words USING fts5(x)")
    schema.empty(database)
    assert names(database, "table") == names(database, "view") == set()
    schema.create(database)


def test_words_are_found_without_their_accents(database: sqlite3.Connection) -> None:
    database.execute("INSERT INTO search (summary) VALUES ('Visegrád')")
    assert database.execute("SELECT count(*) FROM search WHERE search MATCH 'visegrad'").fetchone() == (1,)

"""What may go wrong around a rebuild: a killed process, many readers, two writers, a full disk, odd and huge input."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from made import engagement, write_group, write_table
from minilateral.errors import RecordError
from minilateral.record.evidence import of as facts_of
from minilateral.record.search import search
from minilateral.record.store import open_record, rebuild
from minilateral.record.workspace import Workspace, workspace

HERE = Path(__file__).parents[1]
SIZES = {"alpha": 400, "beta": 700}  # the two states a record may be in: a word in every row, and how many rows

# Changes one file, in one step, between the two states, and rebuilds.
WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from made import engagement, write_table
from minilateral.record.store import rebuild
from minilateral.record.workspace import workspace
ws = workspace(Path(sys.argv[1]))
for turn in range(int(sys.argv[2])):
    word, size = (("alpha", 400), ("beta", 700))[turn % 2]
    rows = [engagement(n, id=f"{word}-{n}", summary=word) for n in range(size)]
    write_table(ws.casebooks / "new-group", "engagements", rows)
    rebuild(ws, wait_seconds=60)
print("done")
"""
# Opens the record again and again and looks whether all of it is of one state; the first reader to see another dies.
READER = """
import sys
from pathlib import Path
from minilateral.record.search import search
from minilateral.record.store import open_record
from minilateral.record.workspace import workspace
ws = workspace(Path(sys.argv[1]))
sizes, seen = {"alpha": 400, "beta": 700}, set()
while not Path(sys.argv[2]).exists():
    with open_record(ws, wait_seconds=60) as record:
        rows = record.casebook("new-group").engagements
        word = rows[0].summary
        assert {row.summary for row in rows} == {word}, "rows of two states"
        assert len(rows) == sizes[word], "half a state"
        assert len(search(record, word, group="new-group", limit=9999)) == len(rows), "words and rows differ"
        assert record.defects("new-group") == ()
        seen.add(word)
print(len(seen))
"""


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def state_of(ws: Workspace) -> str:
    """Which of the two states the file is in, looked at without this program; fails on anything else."""
    with closing(sqlite3.connect(ws.record)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        query = "SELECT summary, count(*) FROM engagements WHERE group_slug = 'new-group' GROUP BY summary"
        ((word, size),) = connection.execute(query).fetchall()
        assert size == SIZES[word]
        found = connection.execute("SELECT count(*) FROM search WHERE search MATCH ?", (word,)).fetchone()
        assert found == (size,)
        assert connection.execute("SELECT count(*) FROM groups").fetchone() == (11,)
    return str(word)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = workspace(tmp_path / "ws")
    rows = [engagement(n, id=f"alpha-{n}", summary="alpha") for n in range(SIZES["alpha"])]
    write_group(made, "new-group", engagements=rows)
    return made


@pytest.mark.slow
def test_killed_at_any_moment_of_a_rebuild_the_record_is_the_old_or_the_new(ws: Workspace) -> None:
    rebuild(ws)
    moments = random.Random(11)  # noqa: S311 - only spreads the moments
    seen = set()
    for _ in range(30):
        process = start(WRITER, ws.root, 10_000, HERE)
        time.sleep(0.25 + moments.random() * 0.5)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        seen.add(state_of(ws))
    assert seen == set(SIZES)
    with open_record(ws) as record:
        assert len(record.casebook("new-group").engagements) in SIZES.values()


@pytest.mark.slow
def test_killed_while_the_first_record_is_built_nothing_of_it_is_seen(ws: Workspace) -> None:
    for hundredths in range(10, 60, 4):
        process = start(WRITER, ws.root, 1, HERE)
        time.sleep(hundredths / 100)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if ws.record.exists():
            with closing(sqlite3.connect(ws.record)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'groups'").fetchone()[0]
                assert not tables or connection.execute("SELECT count(*) FROM groups").fetchone() == (11,)
        with open_record(ws) as record:
            assert len(record.groups()) == 11
        for file in ws.root.glob("record.sqlite*"):
            file.unlink()


@pytest.mark.slow
def test_ten_readers_never_see_an_error_or_half_a_state(ws: Workspace, tmp_path: Path) -> None:
    rebuild(ws)
    stop = tmp_path / "stop"
    readers = [start(READER, ws.root, stop) for _ in range(10)]
    writer = start(WRITER, ws.root, 40, HERE)
    assert writer.communicate() == ("done\n", "")
    stop.touch()
    answers = [reader.communicate() for reader in readers]
    assert [trouble for _, trouble in answers] == [""] * 10
    assert sum(int(seen) for seen, _ in answers) > 10, "the readers saw no change: the test shows nothing"


def test_two_rebuilds_at_once_both_succeed(ws: Workspace) -> None:
    both = [start(WRITER, ws.root, 6, HERE) for _ in range(2)]
    assert [process.communicate() for process in both] == [("done\n", "")] * 2
    rebuild(ws)
    assert state_of(ws) == "beta"


def test_a_full_disk_leaves_the_record_as_it_was(disk: Path) -> None:
    ws = workspace(disk / "ws")
    rows = [engagement(n, id=f"alpha-{n}", summary="alpha") for n in range(SIZES["alpha"])]
    folder = write_group(ws, "new-group", engagements=rows)
    rebuild(ws)
    write_table(folder, "engagements", [engagement(n, summary=os.urandom(3000).hex()) for n in range(1000)])
    filler = disk / "filler"
    with filler.open("wb") as stream:
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        stream.write(b"x" * (free - 3_000_000))
    with pytest.raises(RecordError, match="no space left on device; the record is as it was before"):
        rebuild(ws)
    assert state_of(ws) == "alpha"
    filler.unlink()
    rebuild(ws)
    with open_record(ws) as record:
        assert len(record.casebook("new-group").engagements) == 1000


def test_a_disk_too_full_for_a_first_record_is_said_to_be_so(small_disk: Path) -> None:
    with pytest.raises(RecordError, match="no space left on device"):
        open_record(workspace(small_disk / "ws"))


def test_odd_texts_are_stored_as_they_are(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    texts = [
        "<script>alert(1)</script> & <b>",
        "\u202eright to left\u202c, \u200b zero width, \u0645\u0631\u062d\u0628\u0627",
        "=HYPERLINK(1)",
        'say "it" \'s; DROP TABLE engagements; --',
        "emoji 🕊, 寺田輝介, e\u0301",
        "x" * 1_000_000,
    ]
    rows = [engagement(n, summary=text) for n, text in enumerate(texts)]
    write_group(ws, "new-group", engagements=rows)
    assert rebuild(ws).defects == ()
    with open_record(ws) as record:
        book = record.casebook("new-group")
        assert [row.summary for row in book.engagements] == texts
        assert [fact.summary for fact in facts_of(book, ["E-00005"])] == [texts[5]]
        assert [hit.id for hit in search(record, "寺田輝介")] == ["E-00004"]
        (hit,) = search(record, "script alert", group="new-group")
        assert "<" in hit.snippet


def test_the_first_and_the_last_year_are_stored(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    rows = [engagement(1, date="9999-12-31", end_date="9999-12-31"), engagement(2, date="0001-01-01")]
    write_group(ws, "new-group", engagements=rows)
    with open_record(ws) as record:
        assert record.defects() == ()
        book = record.casebook("new-group")
        assert [row.date for row in book.engagements] == [date.min, date.max]
        hits = search(record, "ministers", group="new-group", until=date(1, 12, 31))
        assert [hit.id for hit in hits] == ["E-00002"]


def test_a_nul_byte_is_a_defect_and_the_other_rows_stand(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    folder = write_group(ws, "new-group", engagements=[engagement(1, summary="a\0b"), engagement(2)])
    assert {(defect.file, defect.row) for defect in rebuild(ws).defects} == {("engagements.csv", 2)}
    (folder / "engagements.csv").write_bytes(b"\0" * 1000)
    assert rebuild(ws).defects
    with open_record(ws) as record:
        assert record.casebook("new-group").engagements == ()


@pytest.mark.slow
def test_a_csv_of_fifty_megabytes_is_stored(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    long = "a word of it " * 190
    folder = write_group(ws, "new-group", engagements=(engagement(n, summary=long) for n in range(20_000)))
    assert (folder / "engagements.csv").stat().st_size > 50_000_000
    assert rebuild(ws).defects == ()
    with open_record(ws) as record:
        assert len(record.casebook("new-group").engagements) == 20_000

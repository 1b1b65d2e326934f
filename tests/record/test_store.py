"""The record is what the casebooks say, brought up to date whole and only where they changed."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from disks import make_read_only
from made import engagement, write_group, write_table
from minilateral.errors import CasebookDefects, ReadOnlyWorkspace, RecordBusy, RecordError, UnknownName
from minilateral.record import inputs
from minilateral.record.casebook import read_casebook, read_shared, shipped_casebooks, slugs, with_shared
from minilateral.record.store import is_current, open_record, rebuild
from minilateral.record.workspace import Workspace, workspace, writable, writing


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "ws")


def dump(ws: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """All that the record says, but not where in the file it stands."""
    with closing(sqlite3.connect(ws.record)) as connection:
        names = [
            row[1]
            for row in connection.execute("PRAGMA table_list")
            if row[2] in {"table", "virtual"} and "sqlite" not in row[1]
        ]
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}  # noqa: S608


@pytest.mark.parametrize("slug", slugs(shipped_casebooks()))
def test_a_casebook_from_the_record_equals_the_files(built: Path, slug: str) -> None:
    read = read_casebook(shipped_casebooks() / slug)
    assert read.defects == ()
    with open_record(workspace(built)) as record:
        assert record.casebook(slug) == with_shared(read.book, read_shared(shipped_casebooks()))


def test_the_shipped_casebooks_have_no_defects(built: Path) -> None:
    with open_record(workspace(built)) as record:
        assert record.defects() == ()
        assert [group.slug for group in record.groups()] == list(slugs(shipped_casebooks()))


def test_nothing_is_touched_when_nothing_changed(ws: Workspace) -> None:
    first = rebuild(ws)
    assert len(first.changed) == 11
    before = ws.record.read_bytes(), ws.record.stat().st_mtime_ns
    second = rebuild(ws)
    assert (second.changed, second.removed, second.rows) == ((), (), first.rows)
    with open_record(ws) as record:
        assert record.notes == ()
    assert (ws.record.read_bytes(), ws.record.stat().st_mtime_ns) == before


def test_only_the_changed_group_is_read_again(ws: Workspace) -> None:
    rebuild(ws)
    folder = write_group(ws, "new-group")
    assert rebuild(ws).changed == ("new-group",)
    write_table(folder, "engagements", [engagement(1), engagement(2)])
    with open_record(ws) as record:
        assert [row.id for row in record.casebook("new-group").engagements] == ["E-00001", "E-00002"]


def test_the_same_input_gives_the_same_record_however_it_came_about(ws: Workspace, tmp_path: Path) -> None:
    folder = write_group(ws, "new-group", engagements=map(engagement, range(50)))
    rebuild(ws)
    write_table(folder, "engagements", map(engagement, range(10, 60)))
    rebuild(ws)
    other = workspace(tmp_path / "other")
    shutil.copytree(ws.casebooks, other.casebooks)
    rebuild(other)
    assert dump(ws) == dump(other)
    rebuild(ws, force=True)
    assert dump(ws) == dump(other)


def test_two_fresh_records_are_the_same_bytes(tmp_path: Path) -> None:
    one, two = workspace(tmp_path / "one"), workspace(tmp_path / "two")
    rebuild(one)
    rebuild(two)
    assert one.record.read_bytes() == two.record.read_bytes()


def test_a_group_that_vanished_leaves_no_row(ws: Workspace) -> None:
    rebuild(ws)
    before = dump(ws)
    folder = write_group(ws, "new-group")
    rebuild(ws)
    assert dump(ws) != before
    shutil.rmtree(folder)
    assert rebuild(ws).removed == ("new-group",)
    assert dump(ws) == before


def test_a_users_rows_lie_over_ours_and_say_so(ws: Workspace) -> None:
    with open_record(ws) as record:
        ours = record.casebook("quad")
    old = ours.engagements[-1]
    changed = engagement(1, id=old.id, participants="AUS;IND;JPN;USA", track=old.track, summary="As the user has it.")
    added = engagement(2, id="mine-1", participants="AUS;IND;JPN;USA")
    write_table(ws.casebooks / "quad", "engagements", [changed, added])
    with open_record(ws) as record:
        book = record.casebook("quad")
        assert record.defects() == ()
    found = {row.id: row for row in book.engagements}
    assert len(found) == len(ours.engagements) + 1
    assert (found[old.id].summary, found[old.id].origin) == ("As the user has it.", "workspace")
    assert found["mine-1"].origin == "workspace"
    assert found[ours.engagements[0].id] == ours.engagements[0]
    assert book.group == ours.group
    shutil.rmtree(ws.casebooks / "quad")
    with open_record(ws) as record:
        assert record.casebook("quad") == ours


def test_a_users_shock_is_added(ws: Workspace) -> None:
    row = {"id": "mine", "date": "2025-01-01", "date_precision": "day", "actor": "USA", "kind": "tariff"}
    write_table(ws.casebooks, "shocks", [row | {"summary": "Mine.", "source_url": "https://example.org"}])
    with open_record(ws) as record:
        assert "mine" in {shock.id for shock in record.casebook("quad").shocks}
        assert "mine" not in {shock.id for shock in record.casebook("visegrad").shocks}


def test_good_rows_are_kept_and_bad_ones_listed(ws: Workspace) -> None:
    rows = [engagement(1), engagement(2, date="yesterday"), engagement(3, source_url="")]
    write_group(ws, "new-group", engagements=rows)
    built = rebuild(ws)
    assert {(defect.file, defect.row, defect.column) for defect in built.defects} == {
        ("engagements.csv", 3, "date"),
        ("engagements.csv", 4, "source_url"),
    }
    with open_record(ws) as record:
        assert [row.id for row in record.casebook("new-group").engagements] == ["E-00001"]
        assert record.defects("new-group") == built.defects
        assert record.defects("quad") == ()
    assert rebuild(ws).defects == built.defects


def test_a_folder_that_names_no_members_is_no_group(ws: Workspace) -> None:
    folder = write_group(ws, "new-group")
    (folder / "group.yml").unlink()
    assert "no_group_file" in {defect.code for defect in rebuild(ws).defects}
    with open_record(ws) as record, pytest.raises(CasebookDefects, match=r"group\.yml"):
        record.casebook("new-group")


def test_an_unknown_group_is_told_the_nearest(built: Path) -> None:
    with open_record(workspace(built)) as record, pytest.raises(UnknownName, match="japan-korea-us"):
        record.casebook("japan-korea-usa")


def test_the_hash_follows_the_files_of_the_group_alone(ws: Workspace) -> None:
    with open_record(ws) as record:
        before = record.hash("quad"), record.hash("aukus")
    write_table(ws.casebooks / "quad", "eras", [])
    with open_record(ws) as record:
        assert record.hash("quad") != before[0]
        assert record.hash("aukus") == before[1]


def test_a_record_of_another_program_is_made_again(ws: Workspace) -> None:
    rebuild(ws)
    before = dump(ws)
    with closing(sqlite3.connect(ws.record)) as connection:
        connection.executescript(
            "UPDATE meta SET value = 'x' WHERE key = 'program'; DROP TABLE eras; CREATE TABLE z (z);"
        )
    assert is_current(ws) is None
    assert len(rebuild(ws).changed) == 11
    assert dump(ws) == before


def test_the_hash_of_the_program_changes_with_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = Path(inputs.__file__).parents[1]
    copy = tmp_path / "minilateral"
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"))
    now = inputs.program()
    monkeypatch.setattr(inputs, "__file__", str(copy / "record" / "inputs.py"))
    inputs.program.cache_clear()
    assert inputs.program() == now
    with (copy / "codebook" / "levels.csv").open("a") as stream:
        stream.write("\n")
    inputs.program.cache_clear()
    assert inputs.program() != now
    inputs.program.cache_clear()


@pytest.mark.parametrize("content", [b"not a database, but long enough " * 400, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_damaged_record_is_made_again_and_the_person_told(ws: Workspace, content: bytes) -> None:
    rebuild(ws)
    before = dump(ws)
    ws.record.write_bytes(content)
    with open_record(ws) as record:
        assert any("damaged" in note for note in record.notes)
        assert len(record.groups()) == 10
    assert dump(ws) == before


def test_damage_in_the_middle_is_found(ws: Workspace) -> None:
    rebuild(ws)
    before = dump(ws)
    content = bytearray(ws.record.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 40960] = os.urandom(40960)
    ws.record.write_bytes(content)
    assert any("damaged" in note for note in rebuild(ws).notes)
    assert dump(ws) == before


@pytest.mark.parametrize("length", [0, 100, 4096])
def test_a_record_cut_short_is_made_again(ws: Workspace, length: int) -> None:
    rebuild(ws)
    before = dump(ws)
    ws.record.write_bytes(ws.record.read_bytes()[:length])
    with open_record(ws) as record:
        assert len(record.groups()) == 10
    assert dump(ws) == before


def test_a_folder_in_place_of_the_record_is_said_to_be_so(ws: Workspace) -> None:
    ws.record.mkdir(parents=True)
    with pytest.raises(RecordError, match="unable to open database file"):
        open_record(ws)


def test_an_open_record_is_one_state_while_it_is_rebuilt(ws: Workspace) -> None:
    folder = write_group(ws, "new-group")
    with open_record(ws) as before:
        write_table(folder, "engagements", map(engagement, range(1, 8)))
        with open_record(ws) as after:
            assert len(after.casebook("new-group").engagements) == 7
        assert len(before.casebook("new-group").engagements) == 1
        shutil.rmtree(folder)
        rebuild(ws)
        assert len(before.casebook("new-group").engagements) == 1


def test_while_another_process_rebuilds_the_state_before_is_given(ws: Workspace) -> None:
    folder = write_group(ws, "new-group")
    with writing(ws), pytest.raises(RecordBusy):
        open_record(ws, wait_seconds=0)
    rebuild(ws)
    write_table(folder, "engagements", map(engagement, range(1, 8)))
    with writing(ws), open_record(ws, wait_seconds=0) as record:
        assert record.stale
        assert record.notes
        assert len(record.casebook("new-group").engagements) == 1


def test_a_record_that_is_up_to_date_opens_while_another_process_writes(ws: Workspace) -> None:
    rebuild(ws)
    with writing(ws), open_record(ws, wait_seconds=0) as record:
        assert not record.stale


def test_how_the_record_stands_is_told_without_writing(ws: Workspace) -> None:
    assert is_current(ws) is None
    assert not ws.root.exists()
    rebuild(ws)
    assert is_current(ws) is True
    write_group(ws, "new-group")
    assert is_current(ws) is False


@pytest.mark.parametrize("name", ["a b", "100%", "what?x=1#y", "ünï", "it's"])
def test_a_workspace_may_have_any_name(tmp_path: Path, name: str) -> None:
    ws = workspace(tmp_path / name)
    rebuild(ws)
    with open_record(ws) as record:
        assert record.notes == ()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_nothing_lies_about_after_the_last_one_closed(ws: Workspace) -> None:
    rebuild(ws)
    open_record(ws).close()
    assert sorted(path.name for path in ws.root.iterdir()) == ["record.sqlite", "writer.lock"]


class TestReadOnly:
    """A disk that cannot be written to: the record as it is if it fits, else one in memory."""

    def test_a_record_that_is_up_to_date_is_used(self, disk: Path) -> None:
        ws = workspace(disk / "ws")
        write_group(ws, "new-group")
        rebuild(ws)
        make_read_only(disk)
        with open_record(ws) as record:
            assert record.notes == ()
            assert len(record.casebook("new-group").engagements) == 1
        with pytest.raises(ReadOnlyWorkspace):
            rebuild(ws)

    @pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
    @pytest.mark.parametrize("somebody_reads", [False, True])
    def test_a_folder_of_somebody_else_can_be_read(self, tmp_path: Path, *, somebody_reads: bool) -> None:
        ws = workspace(tmp_path / "ws")
        write_group(ws, "new-group")
        for folder in [*ws.root.parents][:3]:
            folder.chmod(0o755)
        rebuild(ws)
        with open_record(ws) as record:
            if not somebody_reads:  # then no log lies beside the file, and none can be made
                record.close()
            child = os.fork()
            if not child:
                try:
                    os.setuid(65534)
                    with open_record(ws) as found:
                        fine = not writable(ws) and len(found.casebook("new-group").engagements) == 1
                    os._exit(0 if fine else 2)
                finally:
                    os._exit(1)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0

    def test_without_one_it_is_built_in_memory(self, read_only_disk: Path, built: Path) -> None:
        with open_record(workspace(read_only_disk)) as record, open_record(workspace(built)) as other:
            assert any("memory" in note for note in record.notes)
            assert record.casebook("quad") == other.casebook("quad")
        assert list(read_only_disk.iterdir()) == []

    @pytest.mark.parametrize("damage", ["no database", "other program", "changed casebook"])
    def test_one_that_does_not_fit_is_not_used(self, disk: Path, damage: str) -> None:
        ws = workspace(disk)
        folder = write_group(ws, "new-group")
        rebuild(ws)
        if damage == "no database":
            ws.record.write_bytes(b"x" * 100_000)
        elif damage == "other program":
            with closing(sqlite3.connect(ws.record)) as connection:
                connection.executescript("UPDATE meta SET value = 'x'; UPDATE engagements SET summary = 'old program'")
        else:
            write_table(folder, "engagements", map(engagement, range(1, 8)))
        make_read_only(disk)
        with open_record(ws) as record:
            assert any("memory" in note for note in record.notes)
            rows = record.casebook("new-group").engagements
            assert len(rows) == (7 if damage == "changed casebook" else 1)
            assert "old program" not in {row.summary for row in rows}

    def test_a_log_that_was_never_merged_is_not_overlooked(self, disk: Path) -> None:
        ws = workspace(disk / "ws")
        folder = write_group(ws, "new-group")
        rebuild(ws)
        with open_record(ws) as _:  # as long as somebody reads, the log stays beside the file
            write_table(folder, "engagements", map(engagement, range(1, 8)))
            rebuild(ws)
            shutil.copytree(ws.root, disk / "copy")
        ws = workspace(disk / "copy")
        assert ws.record.with_name("record.sqlite-wal").stat().st_size
        make_read_only(disk)
        with open_record(ws) as record:
            assert len(record.casebook("new-group").engagements) == 7

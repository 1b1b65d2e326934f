import subprocess
import sys
from pathlib import Path

import pytest

from minilateral.errors import ReadOnlyWorkspace, RecordBusy, RecordError
from minilateral.record.workspace import ENVIRONMENT, Workspace, workspace, writable, writing

HOLDER = """
import sys, time
from pathlib import Path
from minilateral.record.workspace import workspace, writing
with writing(workspace(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def test_argument_goes_before_environment_before_the_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "env"))
    assert workspace(tmp_path / "arg").root == tmp_path / "arg"
    assert workspace().root == tmp_path / "env"
    monkeypatch.delenv(ENVIRONMENT)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert tmp_path in workspace().root.parents
    assert workspace().root.name == "minilateral"


def test_naming_a_workspace_creates_nothing(tmp_path: Path) -> None:
    ws = workspace(tmp_path / "new" / "ws")
    assert writable(ws)
    assert list(tmp_path.iterdir()) == []


def test_a_relative_path_and_a_home_are_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/somewhere")
    assert workspace(Path("ws")).root == tmp_path / "ws"
    assert workspace(Path("~/ws")).root == Path("/somewhere/ws")


def test_the_lock_is_refused_while_another_process_holds_it_and_freed_when_that_is_killed(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(RecordBusy, match=r"writer\.lock"), writing(ws, wait_seconds=0.1):
        pass
    holder.kill()
    holder.communicate()
    with writing(ws, wait_seconds=0.1):
        assert ws.lock.exists()


def test_the_lock_is_freed_after_a_failure(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    with pytest.raises(ZeroDivisionError), writing(ws):
        raise ZeroDivisionError
    with writing(ws, wait_seconds=0):
        pass


def test_a_read_only_disk_is_seen_as_such(read_only_disk: Path) -> None:
    ws = workspace(read_only_disk / "ws")
    assert not writable(ws)
    with pytest.raises(ReadOnlyWorkspace), writing(ws):
        pass


def test_a_file_where_the_workspace_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ws").write_text("")
    ws = Workspace(tmp_path / "ws")
    assert not writable(ws)
    with pytest.raises(RecordError, match="cannot be used as a workspace: file exists"), writing(ws):
        pass

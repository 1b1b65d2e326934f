"""Values kept by what they were computed from are computed once, and again when anything is wrong with them."""

from pathlib import Path

import pytest

from minilateral.record import kept
from minilateral.record.kept import digest, keeper, nowhere


@pytest.fixture
def calls():
    return []


@pytest.fixture
def make(calls):
    def compute():
        calls.append(1)
        return {"threshold": 2.5 + len(calls), "spans": ((1, 2), (3, 4))}

    return compute


def test_a_second_call_computes_nothing_and_gives_the_same(tmp_path: Path, calls, make):
    first = keeper(tmp_path)("alarm", {"rate": 0.4}, make)
    assert keeper(tmp_path)("alarm", {"rate": 0.4}, make) == first
    assert first["spans"] == [[1, 2], [3, 4]]
    assert len(calls) == 1


def test_other_inputs_and_other_names_are_other_values(tmp_path: Path, calls, make):
    keep = keeper(tmp_path)
    keep("alarm", {"rate": 0.4}, make)
    keep("alarm", {"rate": 0.5}, make)
    keep("power", {"rate": 0.4}, make)
    assert len(calls) == 3


@pytest.mark.parametrize("left", [b"", b"{", b"[]", b'{"inputs": {"rate": 1}, "value": 0}'])
def test_a_file_that_is_not_whole_or_of_other_inputs_counts_as_absent(tmp_path: Path, calls, make, left):
    keeper(tmp_path)("alarm", {"rate": 0.4}, make)
    (file,) = tmp_path.rglob("*.json")
    file.write_bytes(left)
    keeper(tmp_path)("alarm", {"rate": 0.4}, make)
    assert len(calls) == 2
    keeper(tmp_path)("alarm", {"rate": 0.4}, make)
    assert len(calls) == 2


def test_where_nothing_can_be_written_the_value_is_given(tmp_path: Path, make):
    (tmp_path / "file").write_text("in the way")
    assert keeper(tmp_path / "file")("alarm", {}, make)["threshold"] == 3.5
    assert keeper(tmp_path / "file")("alarm", {}, make)["threshold"] == 4.5


def test_nowhere_computes_always(calls, make):
    nowhere("alarm", {}, make)
    nowhere("alarm", {}, make)
    assert len(calls) == 2


def test_what_came_with_the_program_is_not_computed(tmp_path: Path, monkeypatch, calls, make):
    monkeypatch.setattr(kept, "came", lambda: {digest("alarm", '{"rate": 0.4}'): '{"threshold": 9}'})
    assert keeper(tmp_path)("alarm", {"rate": 0.4}, make) == {"threshold": 9}
    assert keeper(tmp_path)("power", {"rate": 0.4}, make)["threshold"] == 3.5
    assert keeper(tmp_path / "other", shipped=False)("alarm", {"rate": 0.4}, make)["threshold"] == 4.5
    assert len(calls) == 2
    assert not (tmp_path / "alarm").exists()

"""Lines that stay as they were written."""

import json
import multiprocessing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minilateral.errors import JournalBroken
from minilateral.record import journal
from minilateral.record.workspace import Workspace


def test_lines_come_back_in_order_each_with_its_predecessors_seal(tmp_path):
    ws = Workspace(tmp_path)
    assert journal.lines(ws, "reviews") == ()
    made = [journal.append(ws, "reviews", {"n": n, "word": "한"}) for n in range(3)]
    assert list(journal.lines(ws, "reviews")) == made
    raw = [json.loads(line) for line in (ws.journal / "reviews.jsonl").read_text("utf-8").splitlines()]
    assert [one["before"] for one in raw[1:]] == [one["hash"] for one in raw[:-1]]


@pytest.mark.parametrize("harm", [
    lambda text: text.replace('"n": 1', '"n": 7'),
    lambda text: "\n".join(text.splitlines()[::2]) + "\n",
    lambda text: "\n".join(text.splitlines()[1:]) + "\n",
    lambda text: text.replace("{", "", 1),
])  # fmt: skip
def test_a_line_changed_or_taken_out_is_noticed(tmp_path, harm):
    ws = Workspace(tmp_path)
    for n in range(3):
        journal.append(ws, "reviews", {"n": n})
    path = ws.journal / "reviews.jsonl"
    path.write_text(harm(path.read_text("utf-8")), "utf-8")
    with pytest.raises(JournalBroken, match="line"):
        journal.lines(ws, "reviews")
    with pytest.raises(JournalBroken):
        journal.append(ws, "reviews", {"n": 4})


@settings(deadline=None)  # it waits for the disk
@given(cut=st.integers(min_value=1, max_value=60))
def test_a_torn_last_line_is_taken_away(tmp_path_factory, cut):
    ws = Workspace(tmp_path_factory.mktemp("journal"))
    first = journal.append(ws, "reviews", {"n": 0})
    journal.append(ws, "reviews", {"n": 1})
    path = ws.journal / "reviews.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    assert journal.lines(ws, "reviews") == (first,)
    again = journal.append(ws, "reviews", {"n": 1})
    assert journal.lines(ws, "reviews") == (first, again)
    assert path.read_bytes() == whole


def _write(folder, name):
    for n in range(15):
        journal.append(Workspace(folder), "failures", {"by": name, "n": n})


def test_two_writers_lose_nothing(tmp_path):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(tmp_path, name)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = journal.lines(Workspace(tmp_path), "failures")
    assert sorted((one.facts["by"], one.facts["n"]) for one in found) == sorted((b, n) for b in "ab" for n in range(15))

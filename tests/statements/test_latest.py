"""What the latest joint statement says anew, from a library of made-up statements."""

import json
from datetime import date

import pytest

from made_series import keep, rows_of_series
from minilateral.library import open as open_group
from minilateral.record.workspace import Workspace
from minilateral.statements.latest import basis, latest, plain, restored

AS_OF = date(2025, 10, 31)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    ws = Workspace(tmp_path_factory.mktemp("latest"))
    keep(ws, rows_of_series())
    return open_group("japan-korea-us", workspace=ws.root).held()


@pytest.fixture(scope="module")
def found(held):
    return latest(held, AS_OF)


def test_the_latest_text_is_compared_with_the_one_before_on_its_track(found):
    assert (found.now.day, found.now.engagement) == ("2025-02-15", "JKU-20250215-01")
    assert found.before is not None
    assert found.before.day < found.now.day
    assert not found.refused
    assert sum(found.counts.values()) == len(found.changes) + found.counts.get("same", 0) - sum(
        one.kind == "same" for one in found.changes
    )


def test_later_statements_without_a_text_are_counted(held, found):
    assert found.unread
    later = {row.id for row in held.book.statements if row.date > date(2025, 2, 15) and row.date <= AS_OF}
    assert set(found.unread) <= later


def test_a_phrase_that_came_back_is_told_as_a_return(found):
    back = {one.phrase.lower(): one for one in found.fresh if one.verdict == "returned"}
    wording = next(one for phrase, one in back.items() if "denuclear" in phrase)
    assert wording.last.day < "2025"
    assert wording.statements > 0


def test_nothing_after_the_day_is_read(held):
    earlier = latest(held, date(2024, 12, 31))
    assert earlier.now.day <= "2024-12-31"
    assert basis(held, AS_OF) != basis(held, date(2024, 12, 31))


def test_before_the_first_text_there_is_none(held):
    assert latest(held, date(1990, 1, 1)) is None
    assert restored(plain(None)) is None


def test_what_is_kept_comes_back_whole(found):
    assert restored(json.loads(json.dumps(plain(found)))) == found

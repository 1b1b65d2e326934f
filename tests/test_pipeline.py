"""The whole system in one call: from shipped casebooks to files, the same bytes for the same question."""

from datetime import date
from pathlib import Path

import pytest

from minilateral.errors import UnknownName
from minilateral.pipeline import read_brief, write_brief
from minilateral.record.workspace import workspace


def test_a_brief_is_written_whole_and_the_same_twice(built: Path, tmp_path: Path) -> None:
    first = write_brief(workspace(built), "squad", out=tmp_path / "one")
    second = write_brief(workspace(built), "squad", out=tmp_path / "two")
    assert first.brief == second.brief
    assert first.paths[0].name == "index.html"
    assert {path.suffix for path in first.paths} == {".html", ".pdf", ".json", ".csv", ".atom", ".bib", ".png"}
    assert [path.read_bytes() for path in first.paths] == [path.read_bytes() for path in second.paths]


def test_a_brief_names_its_record(built: Path) -> None:
    made = read_brief(workspace(built), "squad", as_of=date(2025, 6, 30), since=date(2025, 1, 1))
    assert (made.as_of, made.since, made.group.slug) == (date(2025, 6, 30), date(2025, 1, 1), "squad")
    assert len(made.casebook_hash) == 64


def test_an_unknown_group_writes_nothing(built: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="squad"):
        write_brief(workspace(built), "sqaud", out=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []

"""Starting a casebook: whole or not at all, and sound from the first day."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import files_of

from minilateral.errors import OutputError, UnknownName, UsageError
from minilateral.record.casebook import read_casebook
from minilateral.record.check import check
from minilateral.record.new import new_casebook


def test_a_new_casebook_has_no_defects_and_can_be_read(tmp_path: Path) -> None:
    folder = new_casebook(tmp_path / "deep" / "er", "quad-plus", ["USA", "JPN", "IND", "AUS"])
    assert check(folder) == ()
    group = read_casebook(folder).book.group
    assert group.members == ("AUS", "IND", "JPN", "USA")
    assert group.name == "Australia–India–Japan–United States"
    assert {path.name for path in folder.parent.iterdir()} == {"quad-plus"}


def test_a_new_casebook_takes_the_name_given(tmp_path: Path) -> None:
    folder = new_casebook(tmp_path, "trio", ["JPN", "KOR"], "The Trio: «three»")
    assert read_casebook(folder).book.group.name == "The Trio: «three»"


def test_what_is_there_is_not_touched(tmp_path: Path) -> None:
    new_casebook(tmp_path, "trio", ["JPN", "KOR"])
    (tmp_path / "trio" / "engagements.csv").write_text("my work", "utf-8")
    before = files_of(tmp_path)
    with pytest.raises(UsageError, match="there already"):
        new_casebook(tmp_path, "trio", ["JPN", "KOR"])
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("slug", ["", "Quad", "a b", "../up", "quad_plus", "-x", "x-"])
def test_a_slug_is_small_letters_and_hyphens(slug: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="expected a slug"):
        new_casebook(tmp_path, slug, ["JPN", "KOR"])
    assert not list(tmp_path.iterdir())


def test_members_are_at_least_two_known_states(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="JPM"):
        new_casebook(tmp_path, "trio", ["JPM", "KOR"])
    with pytest.raises(UsageError, match="at least 2"):
        new_casebook(tmp_path, "solo", ["JPN", "JPN"])


def test_a_place_that_cannot_be_written_is_an_error_of_output(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OutputError):
        new_casebook(tmp_path / "file", "trio", ["JPN", "KOR"])

"""In how many documents of the library a word occurs."""

import pytest

from minilateral.record.adding import add
from minilateral.record.rarity import FEWEST, rarity
from minilateral.record.workspace import Workspace
from minilateral.sources.web import Rules


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A library of made-up statements, half of which name Busan."""
    folder = tmp_path_factory.mktemp("texts")
    for n in range(FEWEST):
        place = "Busan" if n % 2 else "Osaka"
        (folder / f"{n}.txt").write_text(
            f"Statement {n}\n\nThe U.S. ministers met in {place} for the {n}th time. Résumé.\n"
        )
    ws = Workspace(tmp_path_factory.mktemp("workspace"))
    add(ws, (str(folder),), Rules())
    return ws


def test_words_are_counted_by_document(library):
    documents, counts = rarity(library, ["busan", "ministers", "nowhere", "u.s", "résumé"])
    assert documents == FEWEST
    assert counts["busan"] == FEWEST // 2
    assert counts["ministers"] == counts["u.s"] == counts["résumé"] == FEWEST
    assert counts["nowhere"] == 0


def test_a_small_library_or_none_says_nothing(tmp_path):
    assert rarity(Workspace(tmp_path / "none"), ["busan"]) is None
    (tmp_path / "a.txt").write_text("The ministers met in Busan and said so at length.")
    ws = Workspace(tmp_path / "ws")
    add(ws, (str(tmp_path / "a.txt"),), Rules())
    assert rarity(ws, ["busan"]) is None

"""Links among documents of the library, and links taken back."""

import pytest

from minilateral.errors import UnknownName
from minilateral.record import adding, copies, library
from minilateral.record.workspace import Workspace
from minilateral.sources.web import Rules

TEXT = "The ministers of Arvonia and Belmark met in Port Elm and reviewed a year of common work on the sea. " * 6


@pytest.fixture
def ws(tmp_path):
    for name, text in (("a", TEXT), ("b", TEXT.replace("common", "joint")), ("c", "Another text of another day. " * 9)):
        (tmp_path / f"{name}.txt").write_text(text)
    made = Workspace(tmp_path / "ws")
    adding.add(made, (str(tmp_path),), Rules())
    return made


def test_a_link_is_found_undone_and_held_again(ws):
    ((link, gone),) = copies.copies(ws)
    assert (link.verdict, gone) == ("altered", False)
    assert set(link.differences[0]) == {"common", "joint"}
    copies.undo(ws, link.a, link.b[:6], why="a draft and its final text")
    assert copies.copies(ws) == ((link, True),)
    copies.undo(ws, link.b, link.a, why="not a draft after all", hold=True)
    assert copies.copies(ws) == ((link, False),)
    assert copies.copies(ws, link.a) == ((link, False),)


def test_a_document_without_copies_and_one_that_is_not_there(ws):
    alone = next(one.id for one in library.documents(ws) if one.text.startswith("Another"))
    assert copies.copies(ws, alone) == ()
    with pytest.raises(UnknownName):
        copies.copies(ws, "D-none")
    with pytest.raises(UnknownName):
        copies.undo(ws, alone, "D-none", why="")

"""Statements given as files: what is read, and what is said of the rest."""

import pytest

from minilateral.errors import NotComparable
from minilateral.statements.given import given

TEXT = "Joint Statement\n\nWe condemn the launches of this spring. We met in Seoul.\n"


@pytest.mark.parametrize(("name", "head"), [("a.txt", ""), ("a.md", "# "), ("no_ending", "")])
def test_texts_are_read(tmp_path, name, head):
    (tmp_path / name).write_text(head + TEXT)
    found = given(tmp_path / name)
    assert found.title == "Joint Statement"
    assert found.text.startswith("We condemn")


def test_a_saved_page_is_read(tmp_path):
    body = "".join(
        f"<p>We condemn the launches of spring number {n}, and we met in Seoul to say so.</p>" for n in range(9)
    )
    (tmp_path / "a.html").write_text(f"<!doctype html><title>Joint Statement</title><article>{body}</article>")
    assert "We condemn the launches of spring number 3" in given(tmp_path / "a.html").text


@pytest.mark.parametrize("name", ["a.pdf", "a.txt"])
def test_a_pdf_is_an_error_that_names_what_is_expected_whatever_its_name(tmp_path, name):
    (tmp_path / name).write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    with pytest.raises(NotComparable, match=r"found a PDF, expected a text \(\.txt\), Markdown") as refused:
        given(tmp_path / name)
    assert refused.value.next_command.startswith("minilateral add")


def test_what_is_not_there_and_what_is_no_file(tmp_path):
    with pytest.raises(NotComparable, match="no such file"):
        given(tmp_path / "nothing.txt")
    with pytest.raises(NotComparable, match="is a directory"):
        given(tmp_path)


def test_bytes_that_are_no_text(tmp_path):
    (tmp_path / "a.bin").write_bytes(bytes(range(256)) * 10)
    with pytest.raises(NotComparable, match="expected a text"):
        given(tmp_path / "a.bin")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(30_000_000)
    with pytest.raises(NotComparable, match="more than 20,000,000 bytes"):
        given(tmp_path / "a.txt")


def test_of_several_documents_one_is_asked_for(tmp_path, monkeypatch):
    first = "The following is the text of a joint statement released today in Seoul by the three governments."
    said = "We condemn the launches of this spring. We met in Seoul and will meet again in Busan next year. " * 6
    (tmp_path / "a.txt").write_text(
        f"{first}\n\nBegin text:\n\n{said}\n\nEnd text.\n\nBegin text:\n\n{said}\n\nEnd text.\n"
    )
    with pytest.raises(NotComparable, match="documents in it") as refused:
        given(tmp_path / "a.txt")
    assert "a.txt#" in refused.value.next_command
    assert "We condemn" in given(tmp_path / "a.txt", 2).text

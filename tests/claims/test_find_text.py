"""What is searched: files, addresses, standard input; and what cannot be."""

import datetime as dt
import io
import sys
import zipfile

import pytest

from hosts import serving
from minilateral.claims.find_text import given, written_on
from minilateral.documents import Document, Stamp
from minilateral.errors import FetchFailed, UsageError
from minilateral.sources.web import Rules

RULES = Rules()
PAGE = """<!doctype html><html><head><title>Quad ministers meet</title></head><body>
<nav><a href="/first">First summit since 2020: our dossier</a><a href="/b">Latest</a></nav>
<article><h1>Quad ministers meet</h1><p>{lead}</p><p>{more}</p></article>
<footer>The first news site since 1999.</footer></body></html>"""


def test_a_text_comes_with_its_headline(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Quad meets for the first time since May\n\nThe ministers met in Tokyo on Monday.\n")
    document = given(str(file), RULES)
    assert document.text.startswith("Quad meets for the first time since May\n\nThe ministers")


def test_menus_and_footers_of_a_page_are_not_searched(tmp_path):
    file = tmp_path / "a.html"
    file.write_text(
        PAGE.format(lead="The ministers of the Quad met in Tokyo. " * 4, more="They spoke of the sea. " * 5)
    )
    text = given(str(file), RULES).text
    assert "ministers of the Quad met" in text
    assert "dossier" not in text
    assert "news site" not in text


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"They had not met since May.")))
    assert given("-", RULES).text == "They had not met since May."


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "found no text"),
        ("blank.txt", b" \n\n \n", "found no text"),
        ("odd.bin", bytes(range(256)) * 20, "no kind that is read here"),
        ("noise.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "no kind that is read here"),
        ("list.jsonl", b'{"text": "a"}\n{"text": "b"}\n', "collection"),
        ("page.html", b"<!doctype html><html><body></body></html>", "found no text"),
    ],
)
def test_what_holds_no_text_is_said(tmp_path, name, content, said):
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(UsageError, match=said):
        given(str(file), RULES)


def test_a_broken_word_file_is_said(tmp_path):
    file = tmp_path / "a.docx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/other.xml", "<x/>")
    with pytest.raises(UsageError, match="expected a text"):
        given(str(file), RULES)


def test_nothing_there_a_folder_and_other_schemes_are_said(tmp_path):
    for what, said in ((tmp_path / "no.txt", "found nothing"), (tmp_path, "found a folder"), ("ftp://a.org/x", "http")):
        with pytest.raises(UsageError, match=said):
            given(str(what), RULES)


def test_this_machine_is_not_asked_unless_that_is_allowed():
    with pytest.raises(FetchFailed, match="no public address"):
        given("http://127.0.0.1:9/", RULES)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("MUNICH, Feb. 15, 2025 — The ministers met.", "2025-02-15"),
        ("LIMA (Agency), 16 November 2024 – They met.", "2024-11-16"),
        ("SEOUL, May 27, 2024 -- They met.", "2024-05-27"),
        ("The summit of 15 February 2025 was their first.", None),
        ("On 15 February 2025 they met. It was the first — and the last.", None),
    ],
)
def test_the_day_is_that_at_the_head_or_none(text, day):
    found, basis = written_on(Document(id="D", snapshot="", text=text))
    assert (found and found.isoformat()) == day
    assert bool(basis) == bool(day)


def test_the_day_of_a_page_is_its_own_and_never_that_of_the_visit():
    page = Document(id="D", snapshot="", text="They met.", published=Stamp(value="2025-03-01", basis="datePublished"))
    assert written_on(page)[0] == dt.date(2025, 3, 1)
    seen = Document(id="D", snapshot="", text="They met.", seen=Stamp(value="2025-03-01", basis="when it was fetched"))
    assert written_on(seen)[0] is None


def test_an_address_is_fetched_as_add_does():
    body = PAGE.format(lead="The ministers of the Quad met in Tokyo. " * 4, more="They spoke of the sea. " * 5)
    with serving({"/a": lambda h: h.answer(body.encode())}) as (at, asked):
        document = given(f"{at}/a", Rules(allow_private=True, host_pause_seconds=0))
    assert "ministers of the Quad met" in document.text
    assert document.url == f"{at}/a"
    assert [path for path, _ in asked] == ["/robots.txt", "/a"]

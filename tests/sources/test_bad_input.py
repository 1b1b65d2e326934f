"""What hosts and files can do at their worst, brought in as a reader would: nothing is lost, and the rest goes on.

Here each is the real thing: bytes made on the fly, a host on this machine. What a single fetch does in each case is in
`test_web`; an import that is killed, and two at once, in `record/test_adding`.
"""

import gzip
import io
import resource
import time
import zipfile
import zlib

import pytest
import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from hosts import serving
from minilateral.record import adding, journal, library
from minilateral.record.workspace import Workspace
from minilateral.sources import guard
from minilateral.sources.web import Rules

QUICK = Rules(host_pause_seconds=0, attempts=1, wait_seconds=2, most_seconds=4)
SAID = (
    "The ministers of Arvonia and Belmark met in Port Elm on May 31, 2024, and agreed to hold exercises each spring. "
)
MEGABYTE = 1 << 20


@pytest.fixture
def public_here(monkeypatch):
    """As if 127.0.0.1 were a public address, every other one judged as it is."""
    judge = guard.refused
    monkeypatch.setattr(guard, "refused", lambda address: address != "127.0.0.1" and judge(address))


def swelling():
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(200)) + packer.flush()


def endless(handler):
    handler.answer(Content_Length=10_000_000_000)
    while True:
        handler.wfile.write(bytes(1 << 16))


def dripping(handler):
    handler.answer(Content_Length=1000)
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel>&b;</channel></rss>'
)
HOSTILE = (
    f"<html><head><script>steal()</script></head><body onload='steal()'><h1>Joint Statement</h1><p>{SAID * 3}</p>"
    "<svg onload=steal()></svg><a href='javascript:steal()'>more</a><iframe src='data:text/html,x'></iframe>"
    "<p onclick=steal()>They left.</p></body></html>"
).encode()
BAD = {
    "/meta": (lambda h: h.answer(status=302, Location="http://169.254.169.254/latest/meta-data/"), "private_address"),
    "/file": (lambda h: h.answer(status=302, Location="file:///etc/passwd"), "scheme"),
    "/loop": (lambda h: h.answer(status=302, Location="/loop"), "redirects"),
    "/endless": (endless, "size"),
    "/drip": (dripping, "time"),
    "/swell": (lambda h: h.answer(swelling(), Content_Encoding="gzip"), "size"),
    "/picture": (lambda h: h.answer(b"\x89PNG\r\n\x1a\n\0", Content_Type="text/html"), "media_type"),
    "/entities": (lambda h: h.answer(ENTITIES, Content_Type="application/rss+xml"), "media_type"),
}  # fmt: skip


def test_one_run_over_every_bad_answer_keeps_the_good_ones_and_says_why_of_the_rest(tmp_path, public_here):
    ws = Workspace(tmp_path)
    pages = {path: answer for path, (answer, _) in BAD.items()}
    pages |= {"/good": lambda h: h.answer(HOSTILE), "/empty": lambda h: h.answer(b"<html><body></body></html>")}
    with serving(pages) as (at, _):
        done = adding.add(ws, tuple(f"{at}{path}" for path in pages), QUICK)
    assert {url.removeprefix(at): reason for url, reason, _ in done.failures} == {
        path: reason for path, (_, reason) in BAD.items()
    }
    assert len(list(journal.lines(ws, "failures"))) == len(BAD)
    good = library.document(ws, f"{at}/good")
    assert "They left." in good.text
    assert not [word for word in ("steal", "onload", "javascript", "<") if word in good.text + good.title]
    empty = library.document(ws, f"{at}/empty")
    assert (empty.text, empty.completeness_basis) == ("", "there is no text")


def test_a_name_that_is_public_first_and_this_machine_next_is_caught_and_asked_nothing(tmp_path, monkeypatch):
    judge = guard.refused
    monkeypatch.setattr(guard, "refused", lambda address: address != "127.0.0.2" and judge(address))
    answers = iter([("127.0.0.2",)])
    monkeypatch.setattr(guard, "looked_up", lambda *_: next(answers, ("127.0.0.1",)))
    pages = {"/robots.txt": lambda h: h.answer(status=404, Connection="close"), "/a": lambda h: h.answer(HOSTILE)}
    with serving(pages, "127.0.0.2") as (at, asked):
        port = at.rpartition(":")[2]
        done = adding.add(Workspace(tmp_path), (f"http://rebinding.invalid:{port}/a",), QUICK)
    assert [(reason, "127.0.0.1" in words) for _, reason, words in done.failures] == [("private_address", True)]
    assert [path for path, _ in asked] == ["/robots.txt"]


def large_pdf(size):
    """A PDF of one page with text, and a stream of random bytes that makes it large."""
    page = typst.compile(f"#set page(width: 300pt, height: 300pt)\n{SAID}".encode(), ignore_system_fonts=True)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page)))
    ballast = StreamObject()
    ballast.set_data(bytes(range(256)) * (size // 256))
    writer.root_object[NameObject("/Ballast")] = writer._add_object(ballast)  # pypdf has no other way
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.slow
def test_a_pdf_of_two_hundred_megabytes_is_refused_at_once_from_a_file_and_from_a_host(tmp_path):
    (tmp_path / "large.pdf").write_bytes(body := large_pdf(200 * MEGABYTE))
    here = Rules(allow_private=True, host_pause_seconds=0, attempts=1)
    with serving({"/large.pdf": lambda h: h.answer(body, Content_Type="application/pdf")}) as (at, _):
        started, before = time.perf_counter(), peak_mb()
        done = adding.add(Workspace(tmp_path / "ws"), (str(tmp_path / "large.pdf"), f"{at}/large.pdf"), here)
        took = time.perf_counter() - started
    assert [reason for _, reason, _ in done.failures] == ["size", "size"]
    assert took < 5
    assert peak_mb() - before < 150


@pytest.mark.slow
def test_where_the_limit_allows_it_the_text_of_such_a_pdf_is_read(tmp_path):
    (tmp_path / "large.pdf").write_bytes(large_pdf(200 * MEGABYTE))
    done = adding.add(Workspace(tmp_path / "ws"), (str(tmp_path / "large.pdf"),), Rules(most_bytes=300 * MEGABYTE))
    assert not done.failures
    assert "agreed to hold exercises each spring" in " ".join(done.new[0].text.split())


@pytest.mark.slow
def test_a_text_of_a_million_words_is_kept_read_and_found(tmp_path):
    words = SAID * (1_000_000 // len(SAID.split()) + 1)
    assert len(words.split()) >= 1_000_000
    (tmp_path / "long.txt").write_text(words + "\n\nThe last word was heron.")
    ws, started = Workspace(tmp_path / "ws"), time.perf_counter()
    done = adding.add(ws, (str(tmp_path / "long.txt"),), QUICK)
    assert len(done.new) == 1
    assert done.new[0].text.endswith("heron.")
    assert [hit.id for hit in library.find(ws, "heron")] == [done.new[0].id]
    assert time.perf_counter() - started < 30


def test_files_that_swell_are_let_go_where_they_do(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "bomb.jsonl.gz").write_bytes(gzip.compress(bytes(100 * MEGABYTE)))
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<x>" + " " * 60_000_000 + "</x>")
    with zipfile.ZipFile(folder / "entities.docx", "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>')
    (folder / "good.txt").write_text(SAID)
    done = adding.add(Workspace(tmp_path / "ws"), (str(folder),), QUICK)
    assert [reason for _, reason, _ in done.failures] == ["size"]
    assert sorted(bool(one.text) for one in done.new) == [False, False, True]
    assert all(one.notes for one in done.new if not one.text)


def test_a_locked_pdf_is_kept_and_says_so(tmp_path):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(large_pdf(1024))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    done = adding.add(Workspace(tmp_path / "ws"), (str(tmp_path / "locked.pdf"),), QUICK)
    assert "password" in done.new[0].notes[0]

"""Feeds, sitemaps, files and what kind of file bytes are."""

import gzip
import io
import zipfile
from datetime import UTC, datetime

import pytest

from minilateral.errors import FetchFailed
from minilateral.sources import feeds, files
from minilateral.sources.media import DOCX, FEED, HTML, LINES, MARKDOWN, PDF, PLAIN, SITEMAP, media_type
from minilateral.sources.web import Rules

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Releases</title>
<item><guid isPermaLink="false">r-1</guid><link>https://example.org/1</link><title>Joint statement</title>
<pubDate>Sun, 13 Feb 2022 04:23:00 GMT</pubDate>
<description>&lt;p&gt;Text&lt;script&gt;x()&lt;/script&gt;</description></item>
<item><title>neither id nor address</title></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:1</id><link href="https://example.org/2"/>
<updated>2022-02-13T04:23:00+09:00</updated><content type="html">&lt;p&gt;Long text&lt;/p&gt;</content>
</entry></feed>"""
BOMB = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>
<rss><channel><title>&b;</title></channel></rss>"""
SITES = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc> https://example.org/a </loc><lastmod>2024-11-15</lastmod></url><url><loc>https://example.org/b</loc></url>
<url><lastmod>2024</lastmod></url></urlset>"""


def test_items_of_both_kinds_of_feed():
    (first,) = feeds.items(RSS, "https://example.org/feed")
    assert (first.id, first.url, first.title) == ("r-1", "https://example.org/1", "Joint statement")
    assert first.published == datetime(2022, 2, 13, 4, 23, tzinfo=UTC)
    assert "script" not in first.html
    (second,) = feeds.items(ATOM, "https://example.org/feed")
    assert second.updated == datetime(2022, 2, 12, 19, 23, tzinfo=UTC)
    assert "Long text" in second.html


@pytest.mark.parametrize("read", [feeds.items, feeds.addresses])
def test_a_bomb_of_entities_is_refused(read):
    with pytest.raises(FetchFailed) as caught:
        read(BOMB, "https://example.org/feed")
    assert caught.value.reason == "media_type"


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"<html><p>not found"])
def test_what_is_no_feed_gives_none_of_its_items(body):
    for read in (feeds.addresses, feeds.items):
        try:
            assert read(body, "https://example.org/x") == ()
        except FetchFailed as failure:
            assert failure.reason == "media_type"  # noqa: PT017 - either is an honest answer


def test_addresses_of_a_sitemap():
    found = feeds.addresses(SITES, "https://example.org/sitemap.xml")
    assert found == (("https://example.org/a", "2024-11-15"), ("https://example.org/b", ""))


def word(inside="word/document.xml"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(inside, "<w:document/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "declared", "name", "kind"),
    [
        (b"%PDF-1.7", "text/html", "x.html", PDF),
        (b"  <!DOCTYPE html>", "application/pdf", "x.pdf", HTML),
        (RSS, "text/html", "", FEED),
        (SITES, "", "", SITEMAP),
        (word(), "application/octet-stream", "", DOCX),
        (word("xl/workbook.xml"), "", "x.docx", ""),
        (b"PK\x03\x04 cut off", "", "x.docx", ""),
        (b"\x89PNG\r\n\x1a\n\0\0", "image/png", "x.png", ""),
        (b"Joint statement", "text/plain; charset=utf-8", "", PLAIN),
        (b"Joint statement", "", "x.md", MARKDOWN),
        (b'{"text": "x"}\n', "", "x.jsonl", LINES),
        (b"words", "", "", PLAIN),
        (b"words", "image/svg+xml", "x.svg", ""),
        ("Gemeinsame Erklärung".encode("utf-16"), "text/plain", "", PLAIN),
        (b"", "", "x.txt", PLAIN),
    ],
)
def test_what_bytes_are(body, declared, name, kind):
    assert media_type(body, declared, name) == kind


def test_files_come_in_one_order_and_hidden_ones_not_at_all(tmp_path):
    for name in ("b.txt", "a/z.html", "a/.hidden.txt", ".git/x.txt", "c.png", "a/lines.jsonl.gz"):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [str(path.relative_to(tmp_path)) for path in files.walk(tmp_path)]
    assert found == ["b.txt", "a/lines.jsonl.gz", "a/z.html"]
    assert list(files.walk(tmp_path / "c.png")) == [tmp_path / "c.png"]


def test_a_file_is_read_with_its_day(tmp_path):
    place = tmp_path / "a b.txt.gz"
    place.write_bytes(gzip.compress(b"text"))
    found = files.read(place, Rules())
    assert found.body == b"text"
    assert found.url.startswith("file:///")
    assert "%20" in found.url


@pytest.mark.parametrize("make", [
    lambda path: path.mkdir(),
    lambda path: path.write_bytes(b"no archive"),
    lambda path: path.write_bytes(gzip.compress(bytes(2_000_000))),
    lambda _: None,
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_said(tmp_path, make):
    place = tmp_path / "x.gz"
    make(place)
    with pytest.raises(FetchFailed) as caught:
        files.read(place, Rules(most_bytes=1_000_000))
    assert caught.value.reason in {"file", "size"}

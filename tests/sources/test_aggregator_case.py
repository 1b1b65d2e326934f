"""A comment republished as a teaser by an aggregator, brought in by the command line: as a page, and as a text file.

The page has the fields of such pages in their order; every thing a reader must know of it is asserted. The names of
hosts lead to this machine, as nothing in a test may lead elsewhere.
"""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from hosts import serving
from minilateral.cli import app
from minilateral.record import library
from minilateral.record.workspace import Workspace
from minilateral.sources import guard

TITLE = "The thin ice of Japan–South Korea–US cooperation"
BODY = (
    "Three partners who have reason to worry about one another met as if nothing had changed.",
    "The foreign ministers of Japan, South Korea and the United States met this month in Munich.",
    "It was the first meeting of the three since the new administration took office in Washington in January.",
    "In a joint statement they called their partnership “unshakable”, an adjective that says what it denies.",
    "Tariffs were not on the agenda, and were in every conversation around it.",
    "What holds the three together is the threat from the north; what may part them is the price of it.",
)
GONE = (
    "Printable version", "EXPERT COMMENT", "Click here", "Channel website", "Original article", "Share this article",
    "RESEARCH", "MEMBERSHIP", "Latest News from", "Readout of a call", "public content", "Sign in",
)  # fmt: skip
REST = ("The comment goes on with what the teaser has not: how the three got here, year by year.",) * 6


def pieces(original):
    return [
        ("h2", "Elm House"), ("p", "Printable version"), ("h1", TITLE), ("p", "EXPERT COMMENT"),
        *(("p", one) for one in BODY),
        ("p", "Click here to continue reading the full version of this Expert Comment on the Elm House website."),
        ("p", "Channel website: https://www.elmhouse.example/"), ("p", f"Original article link: {original}"),
        ("p", "Share this article"), ("p", "RESEARCH"), ("p", "EXPERTS"), ("p", "EVENTS"), ("p", "MEMBERSHIP"),
        ("h3", "Latest News from Elm House"), ("p", "Readout of a call with North Korea 31/01/2025 09:10:00"),
        ("p", "You are viewing our public content. Sign in or register for additional services"),
    ]  # fmt: skip


def teaser(original):
    inside = "".join(f"<{tag}>{said}</{tag}>" for tag, said in pieces(original))
    head = f"<title>Elm House | {TITLE}</title>"
    return f"<!DOCTYPE html><html lang=en><head>{head}</head><body><div>{inside}</div></body></html>".encode()


def whole():
    inside = "".join(f"<p>{one}</p>" for one in (*BODY, *REST))
    issued = '<meta property="article:published_time" content="2025-02-20T09:00:00+00:00">'
    head = f"<title>{TITLE} | Elm House</title>{issued}"
    return f"<html lang=en><head>{head}</head><body><main><h1>{TITLE}</h1>{inside}</main></body></html>".encode()


@pytest.fixture
def command(tmp_path, monkeypatch):
    """The command line on a workspace of its own, every name leading to this machine."""
    monkeypatch.setattr(guard, "looked_up", lambda *_: ("127.0.0.1",))

    def call(*words):
        done = CliRunner().invoke(app, ["--workspace", str(tmp_path / "ws"), *map(str, words), "--format", "json"])
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    call.workspace = Workspace(tmp_path / "ws")
    return call


def held(command, row):
    """The document behind a row of `minilateral add`."""
    return library.document(command.workspace, row["id"])


def added_as_page(command):
    place = {}
    pages = {
        "/wg/news.nsf/articles/The+thin+ice+of+JapanSouth+KoreaUS+cooperation+01022025122000":
            lambda h: h.answer(teaser(place["original"])),
        "/2025/01/thin-ice": lambda h: h.answer(whole()),
        "/robots.txt": lambda h: h.answer(status=404),
    }  # fmt: skip
    with serving(pages) as (at, asked):
        port = at.rpartition(":")[2]
        place["original"] = f"http://www.elmhouse.example:{port}/2025/01/thin-ice"
        address = f"http://www.wired-gov.net:{port}{next(iter(pages))}"
        rows = command("add", "--allow-private", address)
        assert {path for path, _ in asked} >= {"/2025/01/thin-ice"}
    return rows, place["original"]


def check_the_teaser(one, original):
    assert one.relation == one.completeness == "teaser"
    assert one.title == TITLE
    assert one.original_url == original
    assert not [word for word in GONE if word in one.text]
    assert not [said for said in BODY if said not in one.text]
    assert one.language == "en"


def check_what_can_be_asked(command, one):
    """The quoted adjective and the meeting it cites are found by their words, and the group it speaks of is known."""
    for words in ("unshakable", '"first meeting of the three since"', "NEAR(ministers Munich, 20)"):
        found = [row for row in command("search", words) if row["table"] == "documents"]
        assert one.id in {row["id"] for row in found}, words
    concerned = {row["id"]: row for row in command("documents", "--group", "japan-korea-us")}
    assert concerned[one.id]["concerns"] in {"own", "names"}


def test_as_a_page_with_its_address(command):
    rows, original = added_as_page(command)
    by_relation = {row["relation"]: row for row in rows}
    assert set(by_relation) == {"teaser", "unknown"}
    one, source = (held(command, by_relation[relation]) for relation in ("teaser", "unknown"))
    check_the_teaser(one, original)
    assert one.host == "wired-gov.net"
    assert one.publisher == "Elm House"
    assert one.host != one.publisher
    assert one.published.value == "2025-02-01T12:20:00"  # the first of February, not the second of January
    assert "DDMMYYYYhhmmss" in one.published.basis
    assert one.event.value == ""  # "this month" of a host's clock is no day
    assert source.url == original
    assert source.published.value.startswith("2025-02-20")
    assert REST[0] in source.text
    check_what_can_be_asked(command, one)


def test_as_a_text_file_of_the_page(command, tmp_path):
    original = "https://www.elmhouse.example/2025/01/thin-ice"
    (tmp_path / "page.txt").write_text("\n\n".join(said for _, said in pieces(original)), "utf-8")
    (row,) = command("add", tmp_path / "page.txt")
    one = held(command, row)
    check_the_teaser(one, original)
    assert one.published.value == one.issued.value == ""  # the page itself has no date
    assert one.publisher == "Elm House"
    check_what_can_be_asked(command, one)

"""Documents brought in from pages, feeds, sitemaps and files, killed and repeated."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date

import pytest

from hosts import serving
from minilateral.errors import UnknownName
from minilateral.record import adding, journal, library, texts
from minilateral.record.workspace import Workspace
from minilateral.sources.web import Rules

HERE = Rules(allow_private=True, host_pause_seconds=0, attempts=1, wait_seconds=3, most_seconds=10)
TEXT = (
    "The ministers of Arvonia, Belmark and Cassia met in Port Elm on {day} and reviewed a year of common work at sea. "
    "They called their partnership unshakable and agreed to meet again. They condemned the launch by Drovia."
)


def page(day="May 31, 2024", title="Joint Statement of the Three", extra=""):
    inside = f"<h1>{title}</h1><p>{TEXT.format(day=day)}</p>{extra}"
    return f"<html><head><title>{title}</title></head><body>{inside}</body></html>".encode()


def contents(ws):
    """Everything the library says, as one value."""
    with closing(sqlite3.connect(ws.texts)) as connection:
        return sorted(connection.execute(texts.SELECT).fetchall())


def test_a_page_is_kept_read_and_found(tmp_path):
    ws = Workspace(tmp_path)
    with serving({"/a": lambda h: h.answer(page())}) as (at, _):
        done = adding.add(ws, (f"{at}/a",), HERE)
    (document,) = done.new
    assert document.event.value == "2024-05-31"
    assert library.document(ws, document.id) == document
    assert library.document(ws, document.id[:6]) == document
    assert library.document(ws, f"{at}/a") == document
    (hit,) = library.find(ws, "NEAR(unshakable partnership)")
    assert "⟦unshakable⟧" in hit.snippet
    assert not done.failures


def test_a_page_that_changed_is_another_version_and_one_that_did_not_is_none(tmp_path):
    ws, day = Workspace(tmp_path), ["May 31, 2024"]

    def changing(handler):
        seal = f'"{day[0]}"'
        if handler.headers.get("If-None-Match") == seal:
            handler.answer(status=304, Content_Length=None)
        else:
            handler.answer(page(day[0]), ETag=seal)

    with serving({"/a": changing}) as (at, _):
        first = adding.add(ws, (f"{at}/a",), HERE)
        again = adding.add(ws, (f"{at}/a",), HERE)
        day[0] = "June 1, 2024"
        changed = adding.add(ws, (f"{at}/a",), HERE)
    assert (len(first.new), len(again.new), again.unchanged, len(changed.new)) == (1, 0, 1, 1)
    assert len(library.documents(ws)) == 2


def feed(*items):
    inside = "".join(
        f'<item><guid isPermaLink="false">{guid}</guid><link>{url}</link><title>{title}</title>'
        f"<pubDate>{when}</pubDate>"
        f"<description><![CDATA[{html}]]></description></item>"
        for guid, url, title, when, html in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Releases</title>{inside}</channel></rss>'.encode()


def test_a_feed_keeps_every_version_of_an_item(tmp_path):
    ws = Workspace(tmp_path)
    long = f"<p>{TEXT.format(day='May 31, 2024')}</p>" * 6
    old = ("1", "https://www.state.gov/a/", "Joint Statement", "Sat, 01 Jun 2024 02:00:00 GMT", long)
    revised = (*old[:4], long.replace("reviewed", "looked back on"))
    older = ("2", "https://www.state.gov/b/", "Readout", "Sat, 01 Jan 2022 02:00:00 GMT", long)
    bodies = iter([feed(old, older), feed(revised, older)])
    with serving({"/feed": lambda h: h.answer(next(bodies), Content_Type="application/rss+xml")}) as (at, _):
        first = adding.add(ws, (f"{at}/feed",), HERE, since=date(2024, 1, 1))
        second = adding.add(ws, (f"{at}/feed",), HERE, since=date(2024, 1, 1))
    assert [one.title for one in first.new] == ["Joint Statement"]
    assert [one.title for one in second.new] == ["Joint Statement"]
    assert {one.url for one in library.documents(ws)} == {"https://www.state.gov/a/"}
    assert first.new[0].issued.day == "2024-05-31"  # Washington's day, not that of UTC
    assert first.new[0].relation == "official"


def test_a_sitemap_that_lists_itself_ends(tmp_path):
    ws = Workspace(tmp_path)
    place = []

    def sites(handler):
        urls = "".join(f"<url><loc>{place[0]}{path}</loc></url>" for path in ("/map", "/a", "/gone"))
        handler.answer(f'<?xml version="1.0"?><urlset>{urls}</urlset>'.encode(), Content_Type="application/xml")

    with serving({"/map": sites, "/a": lambda h: h.answer(page())}) as (at, _):
        place.append(at)
        done = adding.add(ws, (f"{at}/map",), HERE)
    assert len(done.new) == 1
    assert done.reasons() == {"status": 1}


def test_a_teaser_leads_to_its_original(tmp_path):
    ws = Workspace(tmp_path)
    place = []

    def teaser(handler):
        link = f'<p><a href="{place[0]}/whole">Click here to continue reading</a> the full version.</p>'
        handler.answer(page(extra=link))

    with serving({"/teaser": teaser, "/whole": lambda h: h.answer(page(title="The whole comment"))}) as (at, _):
        place.append(at)
        done = adding.add(ws, (f"{at}/teaser",), HERE)
    assert [(one.relation, one.title) for one in done.new] == [
        ("teaser", "Joint Statement of the Three"), ("unknown", "The whole comment"),
    ]  # fmt: skip
    assert done.new[0].original_url.endswith("/whole")


def test_what_cannot_be_had_is_in_the_journal_and_the_rest_goes_on(tmp_path):
    ws = Workspace(tmp_path / "ws")
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0\0")
    pages = {
        "/gone": lambda h: h.answer(status=410),
        "/png": lambda h: h.answer(b"\x89PNG\0", Content_Type="image/png"),
    }
    with serving(pages) as (at, _):
        wanted = (
            f"{at}/gone",
            f"{at}/png",
            "ftp://example.org/x",
            str(tmp_path / "none"),
            str(tmp_path / "picture.png"),
            str(tmp_path / "a.txt"),
        )
        done = adding.add(ws, wanted, HERE)
    assert len(done.new) == 1
    assert done.reasons() == {"file": 1, "media_type": 2, "scheme": 1, "status": 1}
    assert [one.facts["reason"] for one in journal.lines(ws, "failures")] == [
        "status",
        "media_type",
        "scheme",
        "file",
        "media_type",
    ]


def collection(path, count=1000):
    lines = [
        json.dumps(
            {
                "url": f"https://www.state.gov/{n}/",
                "title": f"Joint Statement {n}",
                "text": f"{TEXT.format(day='May 31, 2024')} Number {n}.",
            }
        )
        for n in range(count)
    ]
    for part in range(10):
        (path / f"part{part}.jsonl").write_text("\n".join(lines[part::10]))
    return path


@pytest.mark.slow
def test_an_import_that_is_killed_again_and_again_ends_as_one_that_is_not(tmp_path):
    whole, torn = Workspace(tmp_path / "whole"), Workspace(tmp_path / "torn")
    folder = tmp_path / "texts"
    folder.mkdir()
    collection(folder)
    adding.add(whole, (str(folder),), HERE)
    command = [sys.executable, "-m", "minilateral", "--workspace", str(torn.root), "add", str(folder)]
    for wait in (0.5, 0.9, 1.3, 1.7, 2.1):
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        run.send_signal(signal.SIGKILL)
        run.wait()
    subprocess.run(command, check=True, capture_output=True)
    assert len(contents(whole)) == 1000
    seen = [texts.COLUMNS.index(name) for name in ("seen",)]
    assert [tuple(c for i, c in enumerate(row) if i not in seen) for row in contents(torn)] == [
        tuple(c for i, c in enumerate(row) if i not in seen) for row in contents(whole)
    ]
    with closing(sqlite3.connect(torn.texts)) as connection:
        assert connection.execute("SELECT count(*) FROM words WHERE words MATCH 'unshakable'").fetchone() == (1000,)


@pytest.mark.slow
def test_two_imports_at_once(tmp_path):
    ws = Workspace(tmp_path / "ws")
    folder = tmp_path / "texts"
    folder.mkdir()
    collection(folder, 300)
    command = [sys.executable, "-m", "minilateral", "--workspace", str(ws.root), "add", str(folder)]
    runs = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for run in runs:
        _, said = run.communicate(timeout=120)
        assert run.returncode == 0, said
    assert len(contents(ws)) == 300


def test_the_library_comes_back_when_it_is_deleted(tmp_path):
    ws = Workspace(tmp_path / "ws")
    (tmp_path / "a.txt").write_text(TEXT)
    adding.add(ws, (str(tmp_path / "a.txt"),), HERE)
    before = contents(ws)
    ws.texts.unlink()
    texts.sync(ws)
    assert contents(ws) == before


def test_a_snapshot_taken_away_takes_its_documents_along(tmp_path):
    ws = Workspace(tmp_path / "ws")
    (tmp_path / "a.txt").write_text(TEXT)
    adding.add(ws, (str(tmp_path / "a.txt"),), HERE)
    for path in ws.snapshots.glob("*/*.yml"):
        path.unlink()
    texts.sync(ws)
    assert contents(ws) == []
    assert library.find(ws, "unshakable") == ()


def test_filters_and_unknown_names(tmp_path):
    ws = Workspace(tmp_path / "ws")
    folder = tmp_path / "texts"
    folder.mkdir()
    collection(folder, 20)
    adding.add(ws, (str(folder),), HERE)
    every = library.documents(ws)
    assert len(library.documents(ws, library.Filters(kind="joint_statement", issuer="state"))) == len(every) == 20
    assert library.documents(ws, library.Filters(kind="readout")) == ()
    assert library.documents(ws, library.Filters(since=date(2024, 6, 1))) == ()
    assert len(library.find(ws, '"Number 7" OR "Number 8"')) == 2
    for odd in ('"', "AND", "a-b", "x:y", "((", "", "\0", "*", "NEAR("):
        library.find(ws, odd)
    with pytest.raises(UnknownName):
        library.document(ws, "D-nothing")


def test_what_is_read_again_because_the_program_changed_is_not_new(tmp_path):
    ws = Workspace(tmp_path / "ws")
    for name, day in (("a", "May 31, 2024"), ("b", "June 2, 2024")):
        (tmp_path / f"{name}.txt").write_text(TEXT.format(day=day))
    (first,) = adding.add(ws, (str(tmp_path / "a.txt"),), HERE).new
    with closing(sqlite3.connect(ws.texts)) as connection, connection:
        connection.execute("UPDATE meta SET value = 'an earlier program' WHERE key = 'program'")
        connection.execute("UPDATE documents SET author = 'as an earlier program read it'")
    (second,) = adding.add(ws, (str(tmp_path / "b.txt"),), HERE).new
    assert second.event.value == "2024-06-02"
    assert library.document(ws, first.id) == first


def test_files_of_other_kinds_in_a_folder_are_counted(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.doc", "c.DOC", "d.png", "e", ".hidden.doc"):
        (folder / name).write_text(TEXT)
    done = adding.add(Workspace(tmp_path / "ws"), (str(folder),), HERE)
    assert (len(done.new), done.left_out) == (1, {".doc": 2, ".png": 1, "no ending": 1})
    assert not done.failures


def test_an_empty_workspace_has_no_documents(tmp_path):
    ws = Workspace(tmp_path)
    assert library.documents(ws) == ()
    assert library.count(ws) == 0
    assert library.find(ws, "x") == ()
    assert texts.sync(ws) == ()

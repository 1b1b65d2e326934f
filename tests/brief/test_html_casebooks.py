"""The pages, papers and data of real briefs: three shipped casebooks, one rich and two thin."""

import json
import re
import subprocess
import sys
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import html5lib
import pytest
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from minilateral.brief import data, html, paging, write
from minilateral.brief.compose import compose
from minilateral.brief.parts import Brief
from minilateral.record.casebook import read_casebook, shipped_casebooks

SCHEMA = json.loads(files("minilateral.brief").joinpath("templates", "brief.schema.json").read_text())


def of(slug: str) -> Brief:
    """The brief on a shipped group."""
    return compose(read_casebook(shipped_casebooks() / slug).book, version="0.1.0", casebook_hash="0" * 64)


@pytest.fixture(scope="module", params=["japan-korea-us", "quad", "e3"])
def brief(request) -> Brief:
    return of(request.param)


@pytest.fixture(scope="module")
def made(brief) -> dict[str, bytes]:
    return write.render(brief)


def test_valid_pages_below_a_megabyte_whose_links_all_lead_somewhere(made, brief):
    """One page holds all of a brief; only the richest record may need pages of evidence beside it."""
    pages = {name: page for name, page in made.items() if name.endswith(".html")}
    assert next(iter(pages)) == "index.html"
    assert len(pages) == 1 or brief.group.slug == "japan-korea-us"
    known: dict[str, set[str]] = {}
    leads: set[tuple[str, str]] = set()
    for name, page in pages.items():
        assert len(page) <= paging.LIMIT
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.decode())
        ids = [e.get("id") for e in tree.iter() if e.get("id")]
        assert len(ids) == len(set(ids))
        known[name] = set(ids)
        hrefs = [a.get("href") for a in tree.iter("a")]
        leads |= {(file or name, part) for file, _, part in (h.partition("#") for h in hrefs if "://" not in h)}
    assert {(file, part) for file, part in leads if file in pages and part not in known[file] | {""}} == set()
    others = {file for file, _ in leads} - pages.keys()
    assert others == {"brief.pdf", "brief.json", "estimates.csv", "feed.atom", "citation.bib", "citation.json"}


def test_a_limit_that_is_too_low_for_one_page_keeps_what_comes_first(brief, monkeypatch):
    monkeypatch.setattr(paging, "LIMIT", 10**9)  # the richest brief is too large for one page already
    whole = html.pages(brief)["index.html"]
    rows = len(whole) - whole.index(b'id="rows"')
    monkeypatch.setattr(paging, "LIMIT", len(whole) - rows // 4)
    made = html.pages(brief)
    assert len(made) > 2
    assert all(len(page) <= paging.LIMIT for name, page in made.items() if name == "index.html")
    kept = made["index.html"].count(b"<li class=row")
    assert 0.4 * len(brief.rows) < kept < len(brief.rows)
    elsewhere = b"".join(page for name, page in made.items() if name != "index.html")
    assert all(re.search(f"id=r-{re.escape(row.id)}[ >]".encode(), elsewhere) for row in brief.rows)


def test_the_paper_has_a_title_and_not_too_many_pages(made, brief):
    reader = PdfReader(BytesIO(made["brief.pdf"]))
    assert reader.metadata.title == brief.title
    assert 5 < len(reader.pages) < 60


def test_the_data_follow_their_schema(made):
    Draft202012Validator(SCHEMA).validate(json.loads(made["brief.json"]))
    assert made["estimates.csv"].decode().splitlines()[0] == ",".join(data.COLUMNS)


def test_same_bytes_in_another_process_and_time_zone(tmp_path):
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from test_html_casebooks import of; "
        "from minilateral.brief import write; made = write.render(of('quad')); "
        "sys.stdout.buffer.write(b''.join(made[name] for name in sorted(made)))"
    )
    env = {"PYTHONHASHSEED": "7", "PATH": "/usr/bin", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    other = subprocess.run(
        [sys.executable, "-c", script, str(Path(__file__).parent)],
        capture_output=True,
        cwd=tmp_path,
        env=env,
        check=True,
    )
    here = write.render(of("quad"))
    assert other.stdout == b"".join(here[name] for name in sorted(here))


def test_a_cut_before_the_first_row_is_rendered_too():
    book = read_casebook(shipped_casebooks() / "quad").book
    early = compose(book, book.engagements[0].date.replace(year=1990), version="0.1.0", casebook_hash="0" * 64)
    made = write.render(early)
    html5lib.HTMLParser(strict=True).parse(made["index.html"].decode())
    assert b"not known" in made["index.html"]
    assert html.pages(early)["index.html"] == made["index.html"]

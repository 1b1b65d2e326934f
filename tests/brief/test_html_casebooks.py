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

from minilateral.brief import data, html, write
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


def test_one_valid_page_below_a_megabyte_whose_links_all_lead_somewhere(made):
    assert [name for name in made if name.endswith(".html")] == ["index.html"]
    assert len(made["index.html"]) < 1_000_000
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(made["index.html"].decode())
    known = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(known) == len(set(known))
    hrefs = [a.get("href") for a in tree.iter("a")]
    assert {href[1:] for href in hrefs if href.startswith("#")} <= set(known)
    others = {href for href in hrefs if not re.match("#|https?://", href)}
    assert others == {"brief.pdf", "brief.json", "estimates.csv", "feed.atom", "citation.bib", "citation.json"}


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

"""Cells that would be run, hidden or read backwards elsewhere: text everywhere, and all of it where data is wanted."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import html5lib
import pytest
from desk import engagement, rows_of, start, workspace_like
from pyarrow import parquet
from pypdf import PdfReader

FORMULA = '=HYPERLINK("https://evil.example/","click")'
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)> & <b>bold</b>"
BACKWARDS = "\u202etfel ot thgir\u202c \u2066hidden\u2069\u200f"
ESCAPE = "\x1b[31mred\x1b[0m\x07"
TYPST = '#read("/etc/passwd") $x$ *b* @ref <label> \\ ]'
TEXTS = [
    FORMULA,
    SCRIPT,
    BACKWARDS,
    ESCAPE,
    TYPST,
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "寺田輝介 🕊 e\u0301",
    "a" * 1_000_000,
]
NAME = f"=1 {SCRIPT} \u202eX"
RUN_BY_SPREADSHEETS = re.compile(r"[=+\-@\t\r]")


@pytest.fixture(scope="module")
def workspace(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace_like(built, tmp_path_factory.mktemp("hostile") / "workspace")


@pytest.fixture
def asked(run, workspace: Path):
    """The command line on a workspace with one hostile casebook."""
    if not (workspace / "casebooks").exists():
        rows = [engagement(9000 + n, summary=text, place=text[:80], caution=text[:80]) for n, text in enumerate(TEXTS)]
        folder = start(run, workspace, "hostile", rows)
        group = folder / "group.yml"
        told = json.dumps(NAME)  # YAML reads it too
        group.write_text(
            re.sub(r"^(name|short_name): .*", lambda m: f"{m[1]}: {told}", group.read_text(), flags=re.MULTILINE)
        )
        assert run("casebook", "check", folder).returncode == 0
    return lambda *words, **env: run(*words, workspace=workspace, **env)


@pytest.fixture
def made(asked, workspace: Path) -> Path:
    """The folder of its brief, written once."""
    out = workspace / "briefs" / "hostile"
    if not out.exists():
        done = asked("brief", "hostile")
        assert done.returncode == 0, done.stderr
        assert "\u202e" not in done.stdout
    return out


def cells(text: str) -> list[str]:
    before = csv.field_size_limit(2_000_000)
    try:
        return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    finally:
        csv.field_size_limit(before)


def harmless(text: str) -> bool:
    """Whether no cell of this CSV would be run: numbers may be negative, texts begin with nothing a formula does."""
    return not [cell for cell in cells(text) if RUN_BY_SPREADSHEETS.match(cell) and not is_number(cell)]


def is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell) is not None


def test_no_csv_runs_and_parquet_and_json_hold_the_text_as_it_is(asked, tmp_path: Path) -> None:
    table = asked("timeline", "hostile", "--format", "csv").stdout
    assert harmless(table)
    assert f"'{FORMULA}" in cells(table)
    assert harmless(asked("search", "click OR alert", "--format", "csv").stdout)
    assert harmless(asked("groups", "--format", "csv").stdout)
    assert [row["summary"] for row in rows_of(asked("timeline", "hostile", "--format", "json"))] == TEXTS
    assert asked("timeline", "hostile", "--output", tmp_path / "x.parquet").returncode == 0
    assert parquet.read_table(tmp_path / "x.parquet").column("summary").to_pylist() == TEXTS


def test_no_csv_of_the_package_runs(asked, tmp_path: Path) -> None:
    done = asked("export", "hostile", "--out", tmp_path / "package")
    assert done.returncode == 0, done.stderr
    tables = {path.name: path.read_text("utf-8") for path in (tmp_path / "package" / "data").iterdir()}
    assert all(harmless(text) for text in tables.values())
    found = set(cells(tables["engagements.csv"]))
    assert f"'{FORMULA}" in found
    assert {SCRIPT, TYPST, "a" * 1_000_000} <= found


def test_a_table_on_the_screen_hides_nothing_and_fits_it(asked) -> None:
    done = asked("timeline", "hostile")
    assert "⟨U+202E⟩tfel ot thgir" in done.stdout
    assert "⟨U+001B⟩[31mred" in done.stdout
    assert not {"\u202e", "\x1b", "\x07"} & set(done.stdout)
    assert "more characters)" in done.stdout
    assert len(done.stdout) < 50_000


def test_the_page_shows_it_as_text_and_stays_small(made: Path) -> None:
    page = made / "index.html"
    assert page.stat().st_size < 1_000_000
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.read_text("utf-8"))
    shown = " ".join("".join(tree.find("body").itertext()).split())
    for text in (FORMULA, SCRIPT, TYPST, "⟨U+202E⟩tfel ot thgir⟨U+202C⟩", "⟨U+001B⟩[31mred", "寺田輝介 🕊"):
        assert text in shown, text
    assert not {"\u202e", "\u2066", "\x1b"} & set(page.read_text("utf-8"))
    assert not [one for one in tree.iter("img") if one.get("src") == "x"]
    assert not [key for one in tree.iter() for key in list(one.attrib) if key.startswith("on")]
    assert "alert" not in "".join("".join(one.itertext()) for one in tree.iter("script"))
    assert "<b>" not in "".join(tree.find("head/title").itertext()).replace("<b>bold</b>", "")


def test_the_paper_shows_it_as_text(made: Path) -> None:
    reader = PdfReader(made / "brief.pdf")
    said = re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))
    for text in (FORMULA, SCRIPT, TYPST, "⟨U+202E⟩tfel ot thgir"):
        assert re.sub(r"\s+", "", text) in said, text
    assert "\u202e" not in said
    assert "/JavaScript" not in str(reader.trailer["/Root"])


def test_the_feed_is_xml_and_its_title_is_text(made: Path) -> None:
    raw = (made / "feed.atom").read_bytes()
    ET.fromstring(raw)  # noqa: S314 -- our own file
    feed = feedparser.parse(raw)
    assert not feed.bozo
    assert SCRIPT in feed.entries[0].title or "&lt;script&gt;" in feed.entries[0].title
    assert not {"\u202e", "\x1b"} & set(raw.decode())


def test_the_data_hold_the_text_as_it_is(made: Path) -> None:
    held = json.loads((made / "brief.json").read_text("utf-8"))
    assert {row["summary"] for row in held["rows"] if row["table"] == "engagements"} == set(TEXTS)
    assert held["group"]["name"] == NAME
    assert harmless((made / "estimates.csv").read_text("utf-8"))


@pytest.mark.slow
def test_a_csv_of_fifty_megabytes_is_checked_read_and_made_a_brief_of(run, built: Path, tmp_path: Path) -> None:
    workspace = workspace_like(built, tmp_path / "ws")
    folder = start(run, workspace, "huge", (engagement(9000 + n, summary="met " * 260_000) for n in range(49)))
    assert (folder / "engagements.csv").stat().st_size > 50_000_000
    assert run("casebook", "check", folder).returncode == 0
    assert len(rows_of(run("timeline", "huge", "--format", "json", workspace=workspace))) == 49
    done = run("brief", "huge", "--out", tmp_path / "out", workspace=workspace)
    assert done.returncode == 0, done.stderr
    assert max(page.stat().st_size for page in (tmp_path / "out").glob("*.html")) < 1_000_000
    assert (tmp_path / "out" / "brief.pdf").stat().st_size < 2_000_000

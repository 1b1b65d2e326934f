import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
import typst
from fixture_brief import HOSTILE, brief
from pypdf import PdfReader

from minilateral.brief import notes, paper, pdf
from minilateral.brief.safe import visible

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf.document(brief())


@pytest.fixture(scope="module")
def reader(made) -> PdfReader:
    return PdfReader(BytesIO(made))


def text_of(reader: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def links(reader: PdfReader) -> list:
    found = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    return [a for a in found if a["/Subtype"] == "/Link"]


def test_title_language_date_and_tags(reader):
    assert reader.metadata.title == brief().title
    assert reader.metadata.creation_date.date() == date(2025, 10, 31)
    root = reader.trailer["/Root"]
    assert root["/Lang"].startswith("en")
    assert root["/MarkInfo"]["/Marked"]


def test_outline_names_the_sections(reader):
    assert [item.title for item in reader.outline if not isinstance(item, list)] == [
        "Consultation", "Breadth", "Response", "Consistency", "Method", "Evidence",
    ]  # fmt: skip


def test_pages_are_numbered_and_headed(reader):
    last = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert f"{number} / {last}" in text
        assert "As of 31 October 2025" in text


def test_numbers_lead_inside_and_sources_outside(reader):
    inside = [a for a in links(reader) if "/Dest" in a or a.get("/A", {}).get("/S") == "/GoTo"]
    outside = [a["/A"]["/URI"] for a in links(reader) if a.get("/A", {}).get("/S") == "/URI"]
    assert len(inside) > 80
    assert any("mofa.go.jp" in uri for uri in outside)
    assert all(uri.startswith(("http://", "https://")) for uri in outside)


def test_hostile_strings_are_text(reader):
    text = text_of(reader)
    for piece in (
        "<script>alert(1)</script>",
        "#panic()",
        "$x$",
        "*b*",
        "@ref",
        "⟨U+202E⟩",
        "⟨U+0000⟩",
        "javascript:alert(3)",
    ):
        assert piece in text
    assert {a["/A"]["/S"] for a in links(reader) if "/A" in a} <= {"/URI", "/GoTo"}
    assert "/JavaScript" not in str(reader.trailer["/Root"])


def test_only_embedded_fonts(reader):
    fonts = {str(f.get_object()["/BaseFont"]) for page in reader.pages for f in page["/Resources"]["/Font"].values()}
    assert fonts
    assert all("Libertinus" in f or "NewCM" in f or "DejaVuSansMono" in f for f in fonts)


def test_same_bytes_in_another_process_and_folder(made, tmp_path):
    script = "import sys; from fixture_brief import brief; from minilateral.brief import pdf; "
    script += "sys.stdout.buffer.write(pdf.document(brief()))"
    env = {"PYTHONPATH": str(HERE), "PYTHONHASHSEED": "7", "PATH": "/usr/bin", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    other = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=tmp_path, env=env, check=True)
    assert other.stdout == made


def test_it_can_meet_the_accessibility_standard():
    templates = files("minilateral.brief").joinpath("templates")
    for name, content in (("brief", paper.content(brief(5))), ("one-page", paper.one_page(brief(5)))):
        source = templates.joinpath("parts.typ").read_bytes() + templates.joinpath(f"{name}.typ").read_bytes()
        book = {"brief": json.dumps(content)}
        typst.compile(
            source, format="pdf", ignore_system_fonts=True, font_paths=[], sys_inputs=book, pdf_standards=["ua-1"]
        )


def test_a_long_brief_is_cut_to_paper_length_with_a_word():
    content = paper.content(brief(6_000))
    assert len(content["rows"]) == notes.PRINTED
    assert f"{6_001 - notes.PRINTED:,} further rows of this brief" in content["about_evidence"]
    both = next(item for item in content["evidence"] if item["heads"][0]["id"] == "ev-contacts-both")
    assert len(both["rows"]) <= paper.MOST_CITED
    assert "more in brief.json" in both["rest"]
    labels = {row["id"] for row in content["rows"]}
    assert all(row["to"] in labels for item in content["evidence"] for row in item["rows"])
    assert PdfReader(BytesIO(pdf.document(brief(6_000)))).pages


def test_other_scripts_are_counted_not_boxed():
    assert paper.typeset("한국 Tokyo") == "⟨2 characters not in this typeface⟩ Tokyo"
    assert paper.typeset("Łódź – Αθήνα – Київ – שלום") == "Łódź – Αθήνα – Київ – שלום"


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1969, 12, 31), date(9999, 12, 31)])
def test_any_day_can_be_printed(day):
    assert pdf.document(replace(brief(2), as_of=day, coverage_end=None)).startswith(b"%PDF")


def test_hostile_names_everywhere():
    book = brief(2)
    book = replace(book, title=HOSTILE, group=replace(book.group, name=HOSTILE), version=HOSTILE, casebook_hash=HOSTILE)
    text = text_of(PdfReader(BytesIO(pdf.document(book))))
    assert visible(HOSTILE)[:30] in text

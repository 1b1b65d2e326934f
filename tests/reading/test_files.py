"""Files of every kind, sound and unsound."""

import io
import json
import textwrap
import zipfile

import invented
import pytest
import typst
from pypdf import PdfReader, PdfWriter

from minilateral.documents import Document
from minilateral.reading import moments, plain, repair
from minilateral.reading.passages import passages, sentences

TEXT = "\n\n".join(invented.BODY).format(day="May 31, 2024")


def word(document=None, **parts):
    paragraphs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in TEXT.split("\n\n"))
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Security</w:t></w:r></w:p>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    whole = document or f"<w:document {space}><w:body>{heading}{paragraphs}</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", whole)
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_word_file():
    found = invented.document(word(), "file:///a.docx", name="a.docx")
    assert found.read_with == "docx"
    assert "agreed to hold exercises at sea" in found.text
    assert [p.text for p in passages(found) if p.kind == "heading"] == ["Security"]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'


@pytest.mark.parametrize(
    "content",
    [word(BOMB), word("<not closed"), word()[:200], word("x" * 1000).replace(b"PK\x03\x04", b"PK\x03\x05", 1)],
)
def test_a_word_file_that_cannot_be_opened_says_why(content):
    found = invented.documents(
        content,
        "file:///a.docx",
        headers=(("content-type", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),),
        name="a.docx",
    )
    assert [one.text for one in found] == [""] * len(found)
    assert all(one.notes for one in found)


def test_a_word_file_that_swells_is_left_alone():
    found = invented.document(word("<x>" + " " * 60_000_000 + "</x>"), "file:///a.docx", name="a.docx")
    assert "50,000,000" in found.notes[0]


def pdf(text):
    source = "#set page(width: 400pt, height: 300pt, header: [Joint Statement of the Three])\n" + text
    return typst.compile(source.encode(), ignore_system_fonts=True)


def test_a_pdf_with_running_heads_and_numbers():
    found = invented.document(
        pdf('#set page(numbering: "1")\n' + TEXT + "\n\n" + TEXT.replace("Port Elm", "Port Oak") * 3), "file:///a.pdf"
    )
    assert found.read_with == "pdfium"
    assert "agreed to hold exercises at sea each spring and to share warning" in " ".join(found.text.split())
    assert found.text.count("Joint Statement of the Three") <= 1


@pytest.mark.parametrize(
    ("content", "why"), [(b"%PDF-1.7\nnothing", "cannot be opened"), (pdf("#rect()")[:400], "cannot be opened")]
)
def test_a_pdf_that_cannot_be_read_says_why(content, why):
    found = invented.document(content, "file:///a.pdf")
    assert why in found.notes[0]


def test_a_pdf_of_pictures_says_so():
    source = b"#set page(width: 90pt, height: 90pt)\n#rect(width: 10pt)"
    found = invented.document(typst.compile(source, ignore_system_fonts=True), "file:///a.pdf")
    assert found.notes == ("it holds no text; its pages are pictures",)


def test_a_locked_pdf_says_so():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(TEXT))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "password" in invented.document(out.getvalue(), "file:///a.pdf").notes[0]


def test_lines_that_are_none_are_reported_and_the_rest_goes_on():
    lines = [
        "{broken",
        json.dumps([1]),
        json.dumps({"title": "no text"}),
        "",
        json.dumps({"text": TEXT, "url": "https://www.state.gov/a/"}),
    ]
    found = invented.documents("\n".join(lines), "file:///a.jsonl", name="a.jsonl")
    assert [one.part for one in found] == ["line 1", "line 2", "line 3", "line 5"]
    assert [bool(one.text) for one in found] == [False, False, False, True]
    assert "no JSON" in found[0].notes[0]
    assert "found a list" in found[1].notes[0]


def test_versions_of_one_line_are_documents_of_their_own():
    line = {
        "url": "https://www.state.gov/a/",
        "versions": [{"title": "A", "html": invented.body()}, {"title": "B", "html": invented.body("June 1, 2024")}],
    }
    found = invented.documents(json.dumps(line), "file:///a.jsonl", name="a.jsonl")
    assert [(one.part, one.title) for one in found] == [("line 1 version 1", "A"), ("line 1 version 2", "B")]


def test_markdown_loses_its_marks_and_not_its_text():
    source = (
        '---\ntitle: "A Statement"\ndate: 2024-11-15\n---\n\n**We** will\\_hold [talks](https://example.org/t).\n\n'
        "-----------\n\n## Security\n\n1. One.\n2. Two.\n"
    )
    found = invented.document(source, "file:///a.md", name="a.md")
    assert (found.title, found.published.value) == ("A Statement", "2024-11-15")
    assert found.text.startswith("We will_hold talks.")
    kinds = [(p.kind, p.label) for p in passages(found) if p.kind != "sentence"]
    assert kinds == [("paragraph", ""), ("heading", ""), ("item", "1."), ("item", "2.")]
    assert [p.section for p in passages(found) if p.kind == "item"] == ["Security", "Security"]


def test_marks_of_markdown_across_lines_and_tags_in_it_go_too():
    assert plain.unmarked("the *Freedom\nEdge* exercise, 21<sup>st</sup> of **its *kind***") == (
        "the Freedom\nEdge exercise, 21st of its kind"
    )


def test_lines_broken_at_a_width_are_joined():
    broken = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in TEXT.split("\n\n"))
    assert plain.unbroken(broken) == TEXT


def test_encodings():
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        found, _ = repair.decoded(TEXT.encode(encoding), "")
        assert "“unshakable”" in found, encoding


def test_offsets_lead_to_the_text():
    document = Document(id="D-1", snapshot="x", text=f"# Security\n\n{TEXT}\n\n(a) First item.\n(b) Second item.")
    found = passages(document)
    assert all(document.text[p.start : p.end] == p.text for p in found)
    assert len({p.id for p in found}) == len(found)
    assert [p.label for p in found if p.kind == "item"] == ["(a)", "(b)"]


SENTENCES = [
    ["U.S. President Oak met Gen. Elm in Washington, D.C.", "Both leaders spoke at 9 a.m. on Feb. 3."],
    ["ROK-U.S. and Japan-U.S. ties are strong.", "He said: “We agree.”", "They left."],
    ["See Art. 5 of No. 12, e.g. this.", "Adm. Ash, Jr. of the U.S. Navy spoke.", "It is 5 p.m.", "The talks ended."],
    ["St. Elm’s mayor came.", "Was it late?", "Yes!", "The U.N. Security Council met."],
]


@pytest.mark.parametrize("expected", SENTENCES)
def test_sentences_of_diplomacy(expected):
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-11-15", "2024-11-15"), ("2024-11-15T10:00:00Z", "2024-11-15T10:00:00+00:00"),
        ("Fri, 15 Nov 2024 10:00:00 GMT", "2024-11-15T10:00:00+00:00"), ("November 15th, 2024", "2024-11-15"),
        ("15 Nov. 2024", "2024-11-15"), ("11/12/2024", ""), ("20189-01-01", ""), ("0001-01-01", ""),
        ("31 February 2024", ""), ("soon", ""), ("", ""), ("May 2024", ""),
    ],
)  # fmt: skip
def test_dates_as_they_are_written(written, read):
    assert moments.moment(written) == read


@pytest.mark.parametrize(
    ("url", "form", "read"),
    [
        ("https://a.example/x+01022025122000", "DDMMYYYYhhmmss", "2025-02-01T12:20:00"),
        ("https://a.example/x+31022025122000", "DDMMYYYYhhmmss", ""),
        ("https://a.example/x+01022025122000", "", ""),
        ("https://a.example/2024/11/16/japan", "", "2024-11-16"),
        ("https://a.example/07172023-joint-statement", "", ""),
        ("https://a.example/story/20249999", "", ""),
    ],
)
def test_dates_in_addresses(url, form, read):
    assert moments.in_address(url, form) == read

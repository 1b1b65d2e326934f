import pytest
from fixture_brief import brief

from minilateral.brief.write import render, write_brief
from minilateral.errors import OutputError

FILES = {
    "index.html", "brief.pdf", "brief.json", "estimates.csv", "feed.atom", "citation.bib", "citation.json", "share.png",
}  # fmt: skip


def test_the_files_are_the_same_each_time(tmp_path):
    written = write_brief(brief(), tmp_path / "a")
    assert written.paths[0].name == "index.html"
    assert {path.name for path in written.paths} == FILES
    write_brief(brief(), tmp_path / "b")
    for path in written.paths:
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_a_shorter_brief_leaves_no_evidence_pages_behind(tmp_path):
    write_brief(brief(3_000), tmp_path / "out")
    assert list((tmp_path / "out").glob("evidence-*.html"))
    write_brief(brief(), tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith(".")} == FILES


def test_a_file_in_the_way_is_left_alone(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputError):
        write_brief(brief(3), tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


def test_the_page_names_the_files_that_are_written():
    made = render(brief(3))
    page = made["index.html"].decode()
    for name in FILES - {"index.html"}:
        assert f'href="{name}"' in page or f'content="{name}"' in page

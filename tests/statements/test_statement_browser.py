"""The page of a comparison in a browser: every sheet of a forced one says so; phone, dark, one column, no requests."""

import pytest
from made_statements import EARLIER, LATER, document
from pypdf import PdfReader

from browsing import marks
from minilateral.statements.compare import compare
from minilateral.statements.page import page, readouts_page
from minilateral.statements.readouts import readouts

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser tests")
pytestmark = marks
HOSTILE = "We condemn <script>window.ran = 1</script> \u202ethe launches" + "x" * 300 + ". "


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    a, b = document(EARLIER, "A"), document(LATER, "B")
    long_a, long_b = (document("\n\n".join([text] * 12), name) for text, name in ((EARLIER, "A"), (LATER, "B")))
    partial = document(long_b.text, "B", completeness="excerpt")
    made = {
        "plain": page([compare(a, b)]),
        "forced": page([compare(long_a, partial, force=True)]),
        "hostile": page([compare(document(HOSTILE * 3, "A", title=HOSTILE), document(LATER + HOSTILE, "B"))]),
        "readouts": readouts_page(readouts([a, b, document(HOSTILE, "C")])),
    }
    for name, content in made.items():
        (folder / f"{name}.html").write_bytes(content)
    return folder


@pytest.fixture
def visit(chromium, folder):
    """Open a page; at the end, no request but that for the page itself and no message on the console were seen."""
    contexts, requests, messages = [], [], []

    def opened(name, width=1280, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        shown = context.new_page()
        shown.on("request", lambda request: requests.append(request.url))
        shown.on("console", lambda message: messages.append(message.text))
        shown.goto((folder / f"{name}.html").as_uri())
        return shown

    yield opened
    for context in contexts:
        context.close()
    assert len(requests) == len(contexts)
    assert not messages


def test_every_sheet_of_a_forced_comparison_says_so(visit, tmp_path):
    visit("forced").pdf(path=str(tmp_path / "out.pdf"), format="A4")
    sheets = [sheet.extract_text() for sheet in PdfReader(tmp_path / "out.pdf").pages]
    assert len(sheets) > 3
    assert all("FORCED" in sheet for sheet in sheets)


@pytest.mark.parametrize("name", ["plain", "hostile", "readouts", "forced"])
@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_nothing_is_wider_than_the_screen(visit, name, width):
    shown = visit(name, width)
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_one_column_and_side_by_side(visit):
    shown = visit("plain")
    row = shown.locator(".row.weaker").first
    assert row.locator(".a").is_visible()
    assert not row.locator(".one").is_visible()
    shown.locator("#view-one").check()
    assert not row.locator(".a").is_visible()
    assert "urge" in row.locator(".one").inner_text()
    shown.locator("#only").check()
    assert not shown.locator(".kind-moved").first.is_visible()
    assert row.is_visible()


def test_a_phone_shows_one_column(visit):
    shown = visit("plain", 390)
    row = shown.locator(".row.weaker").first
    assert row.locator(".one").is_visible()
    assert not row.locator(".a").is_visible()


def test_dark_is_dark(visit):
    light, dark = (
        visit("plain", color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    )
    assert light != dark


def test_what_a_text_says_never_runs(visit):
    shown = visit("hostile")
    assert shown.evaluate("window.ran") is None
    assert "<script>" in shown.locator("main").inner_text()

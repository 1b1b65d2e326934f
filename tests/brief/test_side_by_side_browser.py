"""Groups side by side in Chromium: a table on a screen, cards on a phone, reasons and rows one click away."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_browser import seen_contrast
from test_side_by_side import html, shipped

from browsing import marks

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser tests")
pytestmark = marks


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("groups") / "compare.html"
    path.write_bytes(html(shipped()))
    return path


@pytest.fixture
def visit(chromium, file):
    """Open the page; at the end, nothing but it was asked for and the console is empty."""
    contexts, asked, messages = [], [], []

    def open_page(width=1280, height=900, *, script=True, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert messages == []
    assert all(url.partition("#")[0] == file.as_uri() for url in asked)


def test_the_first_screen_says_why_nobody_is_ranked_and_shows_every_group(visit):
    page = visit()
    assert "not ranked" in page.locator(".standfirst").inner_text()
    box = page.locator("figure svg").bounding_box()
    assert box["y"] + box["height"] < 900
    assert page.locator("figure svg text", has_text="Visegrád Group").count() == 1


def test_a_number_opens_its_rows_and_not_known_its_reason(visit):
    page = visit()
    grid = page.locator("table.grid").first
    grid.locator("tr", has_text="Japan–Korea–US").locator("a.n").first.click()
    assert page.locator("#panel li.row").count() == 13
    page.keyboard.press("Escape")
    cell = page.locator("#table-response tr", has_text="Quad").locator("td").first
    assert not cell.get_by_text("No provocations are recorded").is_visible()
    cell.locator("summary").press("Enter")
    assert cell.get_by_text("No provocations are recorded").is_visible()


def test_without_script_a_number_leads_to_its_evidence(visit):
    page = visit(script=False, reduced_motion="reduce")
    number = page.locator("table.grid a.n").first
    target = number.get_attribute("href")
    number.click()
    assert page.url.endswith(target)


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280])
def test_the_page_never_scrolls_sideways(visit, width):
    page = visit(width, 844)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cells = "[...document.querySelectorAll('.grid tbody :is(td, th)')]"
    cut = f"{cells}.filter(e => e.scrollWidth > e.clientWidth + 1).length"
    assert page.evaluate(cut) == 0


def test_a_phone_gets_cards_with_their_labels_and_a_reader_still_a_table(visit):
    page = visit(390, 844)
    row = page.locator("#table-consultation tbody tr").first
    assert row.evaluate("e => getComputedStyle(e).display") == "block"
    assert row.locator(".label-of").first.is_visible()
    tree = page.locator("#table-consultation").aria_snapshot()
    assert tree.startswith("- table")
    assert '- rowheader "AUKUS' in tree
    assert '- columnheader "Contacts of all members, last 12 months"' in tree
    assert page.locator(".label-of").first.get_attribute("aria-hidden") == "true"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_light_and_dark(visit, scheme):
    page = visit(color_scheme=scheme)
    assert seen_contrast(page) >= 4.5


def test_everything_is_reached_by_tab_and_named(visit):
    page = visit()
    controls = "[...document.querySelectorAll('a, button, summary')].filter(e => e.checkVisibility())"
    assert page.evaluate(f"{controls}.filter(e => e.tabIndex < 0).length") == 0
    assert page.evaluate(f"{controls}.filter(e => !e.textContent.trim()).length") == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_paper_shows_not_known_and_its_reasons_and_no_controls(visit):
    page = visit(390, 844)
    page.emulate_media(media="print")
    assert not page.locator(".versions").is_visible()
    assert not page.locator(".jump").is_visible()
    assert page.locator("#table-response summary").first.is_visible()
    assert page.locator("#s-response .spare").is_visible()
    assert page.locator("#table-response tbody tr").first.evaluate("e => getComputedStyle(e).display") == "table-row"

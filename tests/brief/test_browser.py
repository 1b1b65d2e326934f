"""The page in Chromium: what a reader sees, clicks and tabs through."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fixture_brief import brief
from nine import hostile, nine, worst
from pypdf import PdfReader

from browsing import marks
from minilateral.brief import html
from minilateral.brief.parts import Brief
from minilateral.pipeline import read_brief
from minilateral.record.workspace import workspace

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser tests")
pytestmark = marks


def group(built: Path, slug: str) -> Brief:
    """The brief on a shipped group as `minilateral brief` composes it, with the offices that all groups share."""
    return read_brief(workspace(built), slug)


@pytest.fixture(scope="module")
def folder(built, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, page in html.pages(brief()).items():
        (folder / name).write_bytes(page)
    real = group(built, "japan-korea-us")
    kinds = {"long": brief(6_000), "real": real, "nine": nine(), "worst": worst(), "hostile": hostile()}
    kinds |= {slug: group(built, slug) for slug in ("aukus", "quad", "visegrad")}
    for kind, made in kinds.items():
        (folder / kind).mkdir()
        for name, page in html.pages(made, one_page=kind != "long").items():
            (folder / kind / name).write_bytes(page)
    return folder


@pytest.fixture
def visit(chromium, folder):
    """Open a page; at the end, no request but that for the page itself and no message on the console were seen."""
    contexts, requests, messages = [], [], []

    def open_page(width=1280, height=900, *, file="index.html", script=True, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.goto((folder / file).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert messages == []
    assert all(url.startswith(folder.as_uri()) and url.partition("#")[0].endswith(".html") for url in requests)


def bottom(page, selector: str) -> float:
    box = page.locator(selector).last.bounding_box()
    return box["y"] + box["height"]


@pytest.mark.parametrize("file", ["index.html", "real/index.html", "nine/index.html"])
def test_first_screen_holds_title_answer_and_all_findings(visit, file):
    page = visit(file=file)
    for selector in ("h1", ".standfirst", ".finding"):
        assert bottom(page, selector) <= 900, selector
    assert page.locator(".finding").count() == len(page.locator(".finding .arrow").all()) >= 4


def test_a_number_opens_its_rows_and_escape_gives_the_focus_back(visit):
    page = visit()
    number = page.locator(".finding a.n").first
    number.click()
    panel = page.locator("#panel")
    assert panel.is_visible()
    assert page.locator("#panel-title").inner_text() == "Contacts in the 12 months to 31 October 2025"
    assert panel.locator("li.row").count() == 13
    assert panel.locator("time").first.inner_text()
    assert panel.locator("a[href^='http']").first.inner_text() == "mofa.go.jp"
    assert "Confidence: medium" in panel.inner_text()
    assert "Confidence in a row is high unless it says otherwise" in panel.inner_text()
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size") == page.evaluate(
        "document.querySelectorAll('[id]').length"
    )
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert number.evaluate("e => e === document.activeElement")


def test_a_reference_opens_its_row(visit):
    page = visit()
    page.locator("#tracks a.ref").first.click()
    assert page.locator("#panel li.row").count() == 1


def test_the_keyboard_alone_is_enough(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "n":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#panel') || document.activeElement === document.body")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "n"


def test_every_control_is_reached_by_tab_and_has_a_name(visit):
    page = visit()
    controls = "[...document.querySelectorAll('a, button, summary')]"
    unreachable = page.evaluate(f"{controls}.filter(e => e.checkVisibility() && e.tabIndex < 0).length")
    nameless = page.evaluate(f"{controls}.filter(e => !e.textContent.trim()).length")
    assert (unreachable, nameless) == (0, 0)


def test_keys_for_help_and_print_are_not_taken_from_others(visit):
    page = visit()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("p")
    assert not page.locator(".printbar").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+p")
    page.keyboard.press("Alt+p")
    assert not page.locator(".printbar").is_visible()
    page.evaluate("document.querySelector('main').append(document.createElement('textarea'))")
    page.locator("textarea").press("p")
    assert not page.locator(".printbar").is_visible()
    page.locator("textarea").evaluate("e => e.blur()")
    page.keyboard.press("p")
    assert page.locator(".printbar").is_visible()
    assert not page.locator(".versions").is_visible()
    note = page.locator("a.n").first.evaluate("e => getComputedStyle(e, '::after').content")
    assert "1" in note
    page.keyboard.press("p")
    assert not page.locator(".printbar").is_visible()


def test_the_printable_link_works_with_and_without_script(visit):
    for script in (True, False):
        page = visit(script=script)
        page.locator("a.printable").click()
        assert page.locator(".printbar").is_visible()
        page.locator("a.unprint").click()
        assert not page.locator(".printbar").is_visible()
        assert page.locator(".versions").is_visible()


def test_without_script_a_number_leads_to_the_evidence_block(visit):
    page = visit(script=False, reduced_motion="reduce")
    number = page.locator(".finding a.n").first
    number.click()
    assert page.url.endswith("#ev-contacts-now")
    block = page.locator("#ev-contacts-now")
    box = block.bounding_box()
    assert -5 <= box["y"] < 900
    page.locator(".ev", has=block).locator("ol a, .dates a").first.click()
    assert re.search(r"#r-JKU-\d{8}-\d\d$", page.url)


@pytest.mark.parametrize("width", [320, 390, 768, 1024])
def test_no_page_scrolls_sideways(visit, width):
    for file in ("index.html", "real/index.html", "long/index.html", "long/evidence-1.html"):
        page = visit(width, 844, file=file)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_scrolls_sideways_can_be_reached_by_keyboard(visit):
    page = visit(390, 844)
    wide = "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth)"
    assert page.evaluate(f"{wide}.length") > 0
    assert page.evaluate(f"{wide}.every(e => e.tabIndex === 0 && e.getAttribute('aria-label'))")
    page.locator("a.n").first.click()
    assert page.locator("#panel").bounding_box()["width"] < 391  # half a pixel is not seen


def test_touch_targets_in_the_masthead_are_large_enough(visit):
    page = visit(390, 844)
    assert all(box["height"] >= 24 for box in (e.bounding_box() for e in page.locator(".versions a").all()))


def seen_contrast(page) -> float:
    """The least contrast of any visible text on the page with the ground it stands on."""
    return page.evaluate(
        """() => {
          const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
          const lum = (c) => {
            const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            const [r, g, b] = c.map((v) => linear(v / 255));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = (e) => {
            for (; e; e = e.parentElement) {
              const c = parse(getComputedStyle(e).backgroundColor);
              if (c.length === 3 || c[3] === 1) return c;
            }
            return [255, 255, 255];
          };
          let least = 21;
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const e = walk.currentNode.parentElement;
            if (!walk.currentNode.data.trim() || !e.checkVisibility() || e.closest("svg, script, .skip")) continue;
            const [a, b] = [lum(parse(getComputedStyle(e).color).slice(0, 3)), lum(ground(e).slice(0, 3))];
            least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
          }
          return least;
        }"""
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_light_and_dark(visit, scheme):
    page = visit(color_scheme=scheme)
    assert seen_contrast(page) >= 4.5
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(253, 252, 249)") == (scheme == "light")
    page.keyboard.press("p")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 252, 249)"
    assert seen_contrast(page) >= 4.5


def test_figures_change_their_colours_with_the_page(visit):
    fill = "getComputedStyle(document.querySelector('figure svg path[fill]')).fill"
    assert visit(color_scheme="light").evaluate(fill) != visit(color_scheme="dark").evaluate(fill)


def test_reduced_motion_is_respected(visit):
    style = "getComputedStyle(document.documentElement).scrollBehavior"
    assert visit(reduced_motion="reduce").evaluate(style) == "auto"
    assert visit(reduced_motion="no-preference").evaluate(style) == "smooth"


def test_paper_shows_notes_and_hosts_and_no_controls(visit, tmp_path):
    page = visit(color_scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator(".versions").is_visible()
    assert not page.locator("details").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 38, 49)"
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    text = PdfReader(tmp_path / "page.pdf").pages[0].extract_text()
    assert "31[1]" in text.replace(" ", "")


def test_rows_on_other_pages_are_linked_from_the_panel(visit):
    page = visit(file="long/index.html")
    page.locator("a.n[href='#ev-contacts-both']").first.click()
    panel = page.locator("#panel")
    assert panel.locator("li.row").count() > 3
    link = panel.get_by_role("link", name="all of them")
    assert re.fullmatch(r"evidence-\d+\.html#ev-contacts-both", link.get_attribute("href"))
    link.click()
    assert page.locator("#ev-contacts-both").is_visible()


def test_the_tree_a_screen_reader_gets(visit):
    page = visit()
    tree = page.locator("body").aria_snapshot()
    for line in ("- banner:", "- main:", "- contentinfo:", '- heading "Discusses" [level=3]', "- img"):
        assert line in tree
    names = page.evaluate(
        "[...document.querySelectorAll('svg[role=img]')].map(e => e.querySelector('title').textContent)"
    )
    assert all(names)
    assert len(names) == 4


@pytest.mark.parametrize("kind", ["real", "aukus", "quad", "visegrad", "nine", "worst", "hostile"])
def test_one_page_prints_on_one_page(visit, tmp_path, kind):
    page = visit(file=f"{kind}/one-page.html")
    page.pdf(path=tmp_path / "one.pdf", prefer_css_page_size=True)
    (sheet,) = PdfReader(tmp_path / "one.pdf").pages
    assert "The full brief" in sheet.extract_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_page_can_be_read_on_a_phone_and_in_any_light(visit, scheme):
    for kind in ("nine", "worst", "real"):
        page = visit(390, 844, file=f"{kind}/one-page.html", color_scheme=scheme)
        for line in page.locator("ol li").all():
            arrow, sentence = (line.locator(part).bounding_box() for part in (".arrow", ".sentence"))
            assert arrow["y"] + arrow["height"] <= sentence["y"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert seen_contrast(page) >= 4.5


def test_every_part_shows_its_address_to_pointer_and_keyboard(visit):
    page = visit(reduced_motion="reduce")
    seen = "e => getComputedStyle(e).opacity"
    for part, hovered in (
        ("#s-breadth", ".head"),
        ("figure", "figcaption"),
        (".finding", ".head"),
        (".ev > div", "h4"),
    ):
        link = page.locator(f"{part} .self").first
        assert link.evaluate(seen) == "0"
        page.locator(part).first.locator(hovered).first.hover()
        assert link.evaluate(seen) == "1"
        assert link.inner_text().startswith("Link to this")
    page.keyboard.press("Tab")
    page.locator("#s-breadth > .head .self").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.locator("#s-breadth > .head .self").evaluate(seen) == "1"
    page.keyboard.press("Enter")
    assert page.url.endswith("#s-breadth")


@pytest.mark.parametrize("width", [320, 390])
def test_nine_findings_are_a_ledger_on_a_phone(visit, width):
    page = visit(width, 844, file="nine/index.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for finding in page.locator(".finding").all():
        heads = [finding.locator(part).bounding_box() for part in ("h3", ".arrow span")]
        assert abs(heads[0]["y"] - heads[1]["y"]) < 8


def test_sets_made_of_others_open_with_all_their_rows(visit):
    page = visit()
    page.locator("a.n[href='#ev-contacts-both']").first.evaluate("e => e.click()")
    assert page.locator("#panel li.row").count() == 45
    ids = page.locator("#panel time").all_inner_texts()
    assert len(ids) == 45

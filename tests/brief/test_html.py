import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from fixture_brief import HOSTILE, brief

from minilateral.brief import html, paging
from minilateral.brief.safe import visible

HERE = Path(__file__).parent
SVG = "{http://www.w3.org/2000/svg}"


def parse(page: bytes) -> Element:
    """The page as a tree without namespaces for HTML; raises on any error that HTML5 names."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.decode())


@pytest.fixture(scope="module")
def index() -> bytes:
    made = html.pages(brief())
    assert list(made) == ["index.html"]
    return made["index.html"]


@pytest.fixture(scope="module")
def tree(index) -> Element:
    return parse(index)


@pytest.fixture(scope="module")
def many() -> dict[str, bytes]:
    return html.pages(brief(6_000))


def words(element: Element) -> str:
    return "".join(element.itertext())


def ids(tree: Element) -> list[str]:
    return [e.get("id") for e in tree.iter() if e.get("id")]


def blocks(tree: Element) -> dict[str, Element]:
    """Every evidence block by the anchors of the numbers that lead to it."""
    found = [block for block in tree.iter("div") if (block.get("class") or "").startswith("ev")]
    return {head.get("id"): block for block in found for head in block.findall("div")}


def listed(block: Element, sets: dict[str, Element]) -> list[str]:
    """Where the rows of an evidence block are: named by itself, or by the shorter blocks it says it is made of."""
    found = []
    for a in block.iter("a"):
        href = a.get("href")
        if "all of them" in words(a):
            continue
        found += listed(sets[href[1:]], sets) if href.startswith("#ev-") else [href]
    return found


def test_size_is_below_a_megabyte(index):
    assert len(index) < 1_000_000


def test_ids_are_unique_and_every_fragment_leads_somewhere(tree):
    known = ids(tree)
    assert len(known) == len(set(known))
    targets = [a.get("href")[1:] for a in tree.iter("a") if a.get("href").startswith("#")]
    assert targets
    assert set(targets) <= set(known)
    labelled = [name for e in tree.iter() for name in (e.get("aria-labelledby") or "").split()]
    assert set(labelled) <= set(known)


def test_every_number_leads_to_its_rows(tree):
    by_id = {e.get("id"): e for e in tree.iter() if e.get("id")}
    sets = blocks(tree)
    numbers = [a for a in tree.iter("a") if a.get("class") == "n"]
    assert len(numbers) > 40
    for number in numbers:
        block = sets[number.get("href")[1:]]
        rows = listed(block, sets)
        assert rows or "No row of the record is behind it" in words(block)
        assert rows == ["#rows"] or all(by_id[row[1:]].get("class") == "row" for row in rows)


def test_headings_descend_one_step_at_a_time(tree):
    main = next(tree.iter("main"))
    levels = [int(e.tag[1]) for e in main.iter() if re.fullmatch("h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_landmarks_language_and_names(tree):
    assert (tree.get("lang"), tree.get("dir")) == ("en", "ltr")
    assert [len(list(tree.iter(tag))) for tag in ("main", "header", "footer")] == [1, 2, 1]
    assert next(a for a in tree.iter("a")).get("href") == "#main"
    for section in [*tree.iter("section"), *tree.iter("nav"), *tree.iter("dialog")]:
        assert section.get("aria-labelledby") or section.get("aria-label")
    for region in tree.iter("div"):
        if region.get("role") == "region":
            assert region.get("tabindex") == "0"
            assert region.get("aria-label") or region.get("aria-labelledby")


def test_each_figure_has_title_description_and_table(tree):
    figures = list(tree.iter("figure"))
    assert len(figures) == 4
    for figure in figures:
        drawing = next(figure.iter(f"{SVG}svg"))
        assert drawing.get("role") == "img"
        assert words(drawing.find(f"{SVG}title"))
        assert "Bars of contacts" in words(drawing.find(f"{SVG}desc"))
        assert len(list(next(figure.iter("details")).iter("tr"))) == 47


def test_tables_have_captions_and_scopes(tree):
    for table in tree.iter("table"):
        assert words(table.find("caption")).removesuffix("Link to this table").strip()
        assert {th.get("scope") for th in table.iter("th")} >= {"col", "row"}
    heads = [words(th).strip() for th in tree.iter("th") if th.get("scope") == "rowgroup"]
    assert heads == ["Leaders", "Ministers"]


def test_arrows_are_words_too(tree):
    arrows = [words(e).strip() for e in tree.iter("p") if e.get("class") == "arrow"]
    assert arrows == ["falling", "falling", "steady", "not known"]


def test_nothing_comes_from_outside(tree):
    for element in tree.iter():
        assert element.get("src") is None
        assert element.get("style") is None
        assert not [name for name in element.attrib if str(name).startswith("on")]
        assert element.tag not in {"img", "iframe", "object", "embed", "form", "base"}
    links = [(e.get("rel"), e.get("href")) for e in tree.iter("link")]
    assert links == [("icon", "data:,"), ("alternate", "feed.atom")]
    style = words(next(tree.iter("style")))
    assert "url(" not in style
    assert "@import" not in style


def test_policy_admits_our_script_and_style_alone(tree):
    policy = next(e.get("content") for e in tree.iter("meta") if e.get("http-equiv"))
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        (element,) = tree.iter(tag)
        digest = b64encode(sha256(words(element).encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_hostile_strings_are_text(tree, index):
    row = next(e for e in tree.iter("li") if e.get("class") == "row" and "gnp" in words(e))
    assert visible(HOSTILE) in words(row)
    assert "⟨U+202E⟩gnp.exe⟨U+202C⟩" in words(row)
    assert "שלום" in words(row)
    assert "javascript:alert(3) (not a web address)" in words(row)
    assert all(a.get("href").startswith(("http://", "https://", "#")) for a in row.iter("a"))
    assert all("\u202e" not in page and "\x00" not in page for page in [index.decode()])


def test_a_long_cell_is_clipped_and_says_so(tree):
    row = next(e for e in tree.iter("li") if e.get("class") == "row" and "gnp" in words(e))
    assert re.search(r"22,\d\d\d more characters; the whole text is in brief.json", words(row))


def test_a_megabyte_in_every_field_stays_text_and_below_the_limit():
    book = brief(3)
    wide = replace(
        book.rows[0], id="x" * 50, head="<b>" * 350_000, summary="\u202e" * 1_000_000, source_url="http:" * 200_000
    )
    page = html.pages(replace(book, rows=(*book.rows, wide)))["index.html"]
    parse(page)
    assert len(page) < 400_000


def test_hostile_group_title_and_keys():
    book = brief(3)
    group = replace(book.group, name=HOSTILE, slug="x")
    sets = (*book.evidence, replace(book.evidence[0], key='a "b" <c>'))
    sections = (replace(book.sections[0], id='s "x"', title=HOSTILE), *book.sections[1:])
    page = html.pages(replace(book, group=group, title=HOSTILE, evidence=sets, sections=sections))["index.html"]
    tree = parse(page)
    assert words(next(tree.iter("h1"))) == visible(HOSTILE)
    assert len(list(tree.iter("script"))) == 1
    known = ids(tree)
    assert len(known) == len(set(known))


def test_long_evidence_goes_to_pages_of_its_own(many):
    assert all(len(page) <= paging.LIMIT for page in many.values())
    trees = {name: parse(page) for name, page in many.items()}
    known = {name: set(ids(tree)) for name, tree in trees.items()}
    for name, tree in trees.items():
        for a in tree.iter("a"):
            file, _, fragment = a.get("href").partition("#")
            if fragment and not file.startswith("http"):
                assert fragment in known[file or name], a.get("href")
    rows = [i for name, found in known.items() if name != "index.html" for i in found if i.startswith("r-")]
    assert len(rows) == len(set(rows)) == 6_001


def test_a_long_brief_keeps_the_rows_of_its_first_numbers(many):
    tree = parse(many["index.html"])
    sets = blocks(tree)
    assert all(href.startswith("#r-") for href in listed(sets["ev-contacts-now"], sets))
    both = sets["ev-contacts-both"]
    assert "6,001 rows, all of them" in words(both)
    assert any(re.fullmatch(r"evidence-\d+\.html#ev-contacts-both", a.get("href")) for a in both.iter("a"))


def test_no_row_is_lost_between_pieces(many):
    found = [
        href
        for name, page in many.items()
        if name != "index.html"
        for sets in [blocks(parse(page))]
        for key, block in sets.items()
        if re.fullmatch(r"ev-contacts-both(\.\d+)?", key)
        for href in listed(block, sets)
    ]
    assert len(found) == len(set(found)) == 6_001


def test_sets_of_the_same_rows_are_listed_once_under_both_titles():
    book = brief()
    twin = replace(book.evidence[0], key="twin", title="The same, counted otherwise")
    tree = parse(html.pages(replace(book, evidence=(*book.evidence, twin)))["index.html"])
    assert blocks(tree)["ev-twin"] is blocks(tree)["ev-contacts-now"]


def test_a_long_table_is_cut_with_a_word():
    book = brief()
    table = replace(book.tracks, rows=book.tracks.rows * 100)
    tree = parse(html.pages(replace(book, tracks=table))["index.html"])
    assert "The first 500 of 800 lines" in words(tree)


def test_same_bytes_in_another_process_and_folder(index, tmp_path):
    script = "import sys; from fixture_brief import brief; from minilateral.brief import html; "
    script += "sys.stdout.buffer.write(html.pages(brief())['index.html'])"
    env = {"PYTHONPATH": str(HERE), "PYTHONHASHSEED": "7", "PATH": "/usr/bin", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    made = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=tmp_path, env=env, check=True)
    assert made.stdout == index


def test_an_empty_brief_is_a_valid_page():
    book = brief(1)
    empty = replace(
        book, coverage_end=None, findings=(), would_change=(), sections=(), evidence=(), rows=(), newest=("Nothing.",),
        caution=(),
        standfirst=("Nothing is recorded.",), tracks=replace(book.tracks, rows=(), groups=()),
        glance=replace(book.glance, rows=()), silent=replace(book.silent, rows=()),
    )  # fmt: skip
    tree = parse(html.pages(empty)["index.html"])
    assert "No period of the record is observed" in words(tree)


# --- colours ---------------------------------------------------------------------------------------------------

PAIRS = [
    (text, ground, 4.5)
    for ground in ("paper", "raised")
    for text in ("ink", "muted", "link", "rising", "falling", "steady", "unknown")
] + [("focus", "paper", 3.0)]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def palettes(style: str) -> list[dict[str, str]]:
    found = [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block)) for block in re.findall(r"\{([^{}]*)\}", style)]
    return [palette for palette in found if "paper" in palette]


def test_contrast_in_light_and_dark(tree):
    light, dark = palettes(words(next(tree.iter("style"))))
    assert luminance(light["paper"]) > 0.9
    assert luminance(dark["paper"]) < 0.02
    for palette in (light, dark):
        for text, ground, least in PAIRS:
            assert contrast(palette[text], palette[ground]) >= least, (text, ground)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)

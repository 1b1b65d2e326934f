"""Groups side by side: everybody is there, nobody is ranked, unknown says why, and every number leads to its rows."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from composed import SLUGS, casebook

from minilateral.brief import paging
from minilateral.brief.compare import cells, data, doubts, words
from minilateral.brief.compare.compose import side_by_side
from minilateral.brief.compare.headlines import THEMES, Headline
from minilateral.brief.compare.page import page
from minilateral.brief.compare.parts import FIELDS, Cell, Side, SideBySide
from minilateral.brief.compare.sheet import sheet
from minilateral.brief.compare.shelf import Shelf
from minilateral.brief.compare.write import briefs
from minilateral.brief.safe import visible
from minilateral.brief.wording import plain
from minilateral.measures import MEASURES
from minilateral.measures.histories import history, provoked
from minilateral.model import Casebook, Estimate, Group
from minilateral.pipeline import write_brief
from minilateral.record.workspace import workspace

HERE = Path(__file__).parent
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</style><script>alert(1)</script>"\u202egroup'


def of(*books: Casebook, as_of: date | None = None) -> SideBySide:
    return side_by_side([(book, f"{place:064x}") for place, book in enumerate(books)], as_of, version="0")


@cache
def shipped() -> SideBySide:
    return of(*map(casebook, SLUGS))


def html(made: SideBySide, beside: dict[str, frozenset[str]] | None = None) -> bytes:
    return page(made, sheet(made), beside or {})


@cache
def tree() -> Element:
    return parse(html(shipped()))


def parse(found: bytes) -> Element:
    """The page as a tree without namespaces for HTML; raises on any error that HTML5 names."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(found.decode())


def said(element: Element) -> str:
    return "".join(element.itertext())


def named(book: Casebook, slug: str, name: str) -> Casebook:
    return replace(book, group=replace(book.group, slug=slug, name=name, short_name=""))


# --- who is there, and in what order -----------------------------------------------------------------------------


def test_every_group_is_there_under_every_headline():
    made = shipped()
    assert {side.slug for side in made.sides} == set(SLUGS)
    for panel in made.panels:
        assert len(panel.columns) == len(panel.theme.headlines)
        for column in panel.columns:
            assert [cell.side for cell in column] == list(made.sides)


def test_groups_stand_in_alphabetical_order_whatever_their_numbers_and_however_they_come():
    names = [side.name for side in shipped().sides]
    assert names == sorted(names, key=str.casefold)
    mixed = [*SLUGS[1::2], *reversed(SLUGS[::2])]
    assert [side.slug for side in of(*map(casebook, mixed)).sides] == [side.slug for side in shipped().sides]
    few, many = named(history(n=4), "b", "Bees"), named(history(n=90, seed=3), "a", "ants")
    for books in ((few, many), (many, few)):
        assert [side.name for side in of(*books).sides] == ["ants", "Bees"]
    other = of(named(history(n=90), "b", "Bees"), named(history(n=4), "a", "ants"))
    assert [side.name for side in other.sides] == ["ants", "Bees"]


def test_no_column_of_the_page_is_ordered_by_its_numbers_and_no_word_ranks():
    for table in (one for one in tree().iter("table") if one.get("class") == "grid"):
        heads = [said(th).split(" to ")[0] for th in table.iter("th") if th.get("scope") == "row"]
        assert [head.split(",")[0] for head in heads] == [side.name for side in shipped().sides]
    text = said(next(tree().iter("main"))).casefold()
    assert not re.search(
        r"\b(rank(ing|s)?|best|worst|leads the|highest of|lowest of|first place)\b", text.split("evidence")[0]
    )
    assert "not ranked" in text


def test_each_number_carries_its_day_and_how_it_was_watched():
    for row in shipped().rows():
        assert tuple(row) == FIELDS
        assert row["as_of"]
        assert row["state"] in {"observed", "partial", "thin", "not known"}
        assert (row["state"] == "not known") == (row["value"] is None) == bool(row["reason"])
        assert row["value"] is None or row["coverage"] is not None


@pytest.mark.parametrize("slug", SLUGS)
def test_each_group_has_a_finding_and_an_honest_not_known(slug):
    own = [row for row in shipped().rows() if row["group"] == slug]
    assert any(row["value"] is not None and row["evidence"] for row in own)
    assert slug == "japan-korea-us" or any(row["value"] is None for row in own)


# What the record allows of no group yet, and says so of each.
OF_NONE = {"transactional_share", "weakest_rate"}


def test_each_headline_is_an_estimate_that_some_group_has():
    for panel in shipped().panels:
        for column in panel.columns:
            known = any(cell.value is not None for cell in column)
            assert known != (column[0].headline.name in OF_NONE), column[0].headline
            found = {(cell.estimate.measure, cell.estimate.name) for cell in column if cell.estimate}
            assert found == {(column[0].headline.measure, column[0].headline.name)}


def test_the_numbers_are_those_of_the_measures():
    rows = {(row["headline"], row["group"]): row for row in shipped().rows()}
    now = rows["Contacts of all members, last 12 months", "japan-korea-us"]
    assert (now["value"], now["to_date"], len(now["evidence"])) == (13, date(2025, 10, 31), 13)
    assert rows["Days since leaders last met", "quad"]["value"] == 466
    assert rows["Days since leaders last met", "squad"]["reason"] == "no meeting of leaders is recorded"
    assert rows["Tracks of ministers or leaders that met, last 12 months", "quad"]["n"] == 2


def test_one_day_for_all_moves_every_group():
    made = of(*map(casebook, SLUGS), as_of=date(2024, 6, 30))
    assert {side.as_of for side in made.sides} == {date(2024, 6, 30)}
    assert words.told(made).startswith("All numbers stand on 30 June 2024.")
    later = of(casebook("quad"), as_of=date(2026, 6, 30))
    states = {row["headline"]: row["state"] for row in later.rows()}
    assert states["Contacts of all members, last 12 months"] == "partial"


def test_long_ago_nothing_is_known_and_nothing_is_zero():
    made = of(*map(casebook, SLUGS), as_of=date(1900, 1, 1))
    assert all(row["value"] is None and row["reason"] for row in made.rows())
    parse(html(made))


# --- what a number says of itself --------------------------------------------------------------------------------

SIDE = Side(book=history(n=3), casebook_hash="", as_of=date(2021, 12, 31), observed_to=date(2021, 12, 31))
LINE = Headline("m", "x", (), "Things", of="of {n}")


def cell(**given: object) -> Cell:
    start = {"value": 1.0, "coverage": 1.0} | given
    one = Estimate(group="g", measure="m", name="x", label="X", from_date=None, to_date=None, **start)  # type: ignore[arg-type]
    return Cell(side=SIDE, headline=LINE, estimate=one)


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({}, "observed"),
        ({"coverage": 0.58}, "partial: 58%"),
        ({"coverage": 0.9999}, "partial: over 99%"),
        ({"coverage": 0.0}, "thin"),
        ({"coverage": None}, "thin"),
        ({"warnings": ("thin_formats",)}, "thin"),
        ({"warnings": ("few_events",)}, "observed"),
        ({"value": None, "reason": "why"}, ""),
    ],
)
def test_how_far_a_number_may_be_read(given, state):
    assert cells.state(cell(**given)) == state


def test_a_column_watched_alike_needs_no_word_and_any_other_says_it_of_each():
    assert not cells.differs([cell(), cell(), cell(value=None, reason="why")])
    assert cells.differs([cell(), cell(coverage=0.5)])
    assert cells.differs([cell(coverage=0.5), cell(coverage=0.5)])


def test_the_interval_is_named_once_and_only_if_all_hold_the_same():
    half, whole = cell(low=0.0, high=2.0, interval=0.8), cell(low=0.0, high=2.0, interval=0.9)
    assert cells.interval([half, cell()]) == "80% interval"
    assert cells.interval([half, whole]) == ""
    assert cells.interval([half, cell(low=0.0, high=1.0)]) == ""
    assert cells.beside(replace(half, estimate=replace(half.estimate, n=7))) == "0 to 2, of 7"
    assert cells.beside(cell(n=2, warnings=("few_events",))) == "of 2: too few"


# --- the page ----------------------------------------------------------------------------------------------------


def test_the_page_is_valid_small_and_whole():
    assert len(html(shipped())) < paging.LIMIT
    known = [e.get("id") for e in tree().iter() if e.get("id")]
    assert len(known) == len(set(known))
    targets = {a.get("href")[1:] for a in tree().iter("a") if a.get("href").startswith("#")}
    assert targets <= set(known)
    labelled = {name for e in tree().iter() for name in (e.get("aria-labelledby") or "").split()}
    assert labelled <= set(known)
    levels = [int(e.tag[1]) for e in next(tree().iter("main")).iter() if re.fullmatch("h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_comes_from_outside_and_only_our_script_and_styles_run():
    for element in tree().iter():
        assert element.get("src") is None
        assert element.get("style") is None
        assert element.tag not in {"img", "iframe", "object", "embed", "form", "base"}
    policy = next(e.get("content") for e in tree().iter("meta") if e.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert len(list(tree().iter("style"))) == policy.count("'sha256-") - 1 == 2


def blocks() -> dict[str, Element]:
    found = [one for one in tree().iter("div") if (one.get("class") or "").split()[:1] == ["ev"]]
    return {head.get("id"): one for one in found for head in one.findall("div")}


def test_every_number_leads_to_rows_with_sources_or_says_there_are_none():
    sets = blocks()
    numbers = [a for a in tree().iter("a") if a.get("class") == "n"]
    assert len(numbers) > 200
    for number in numbers:
        block = sets[number.get("href")[1:]]
        assert list(block.iter("a")) or "No row of the record is behind it" in said(block)
    ids = {e.get("id") for e in tree().iter("li") if e.get("class") == "row"}
    cited = {row for row in shipped().rows() if row["value"] is not None for row in row["evidence"]}
    assert {f"r-{row}" for row in cited if re.fullmatch(r"[\w.-]+", row)} <= ids


def test_each_table_cell_shows_a_number_or_opens_its_reason():
    for table in (one for one in tree().iter("table") if one.get("class") == "grid"):
        for td in table.iter("td"):
            reason = td.find("details")
            if reason is not None:
                assert said(reason.find("summary")) == "not known"
                assert len(said(reason.find("p"))) > 10
            else:
                assert [a.get("class") for a in td.iter("a")] == ["n"]


def test_a_screen_reader_gets_a_table_on_a_phone_too():
    for table in (one for one in tree().iter("table") if one.get("class") == "grid"):
        assert table.get("role") == "table"
        assert said(table.find("caption"))
        assert {th.get("role") for th in table.iter("th")} == {"columnheader", "rowheader"}
        assert {td.get("role") for td in table.iter("td")} == {"cell"}


def test_the_figure_shows_every_group_and_hides_what_was_not_watched():
    (figure,) = tree().iter("figure")
    drawing = next(figure.iter(f"{SVG}svg"))
    written = [said(text) for text in drawing.iter(f"{SVG}text")]
    assert {side.name for side in shipped().sides} <= set(written)
    assert "Years not wholly observed are hatched" in said(drawing.find(f"{SVG}desc"))
    table = next(figure.iter("table"))
    heads = [said(th) for th in table.iter("th") if th.get("scope") == "col"]
    row = next(tr for tr in table.iter("tr") if said(tr).startswith("2010"))
    values = dict(zip(heads, [said(one).strip() for one in row], strict=True))
    assert values["AUKUS"] == "–"  # it was not yet
    assert values["Quad"] == "0"  # watched, and there was none
    assert values["Visegrád Group"].endswith("+")  # watched in part


def test_rows_say_which_group_they_are_of():
    row = next(e for e in tree().iter("li") if (e.get("id") or "").startswith("r-quad-2"))
    assert said(row.find("div").find("p")).startswith("Quad · ")


def test_cautions_name_the_groups_they_apply_to():
    listed = next(e for e in tree().iter("ul") if e.get("class") == "warned")
    text = {said(item).strip().split("\n")[0] for item in listed}
    few = next(one for one in text if one.startswith("Fewer than five events"))
    assert "Squad" in few
    assert "Japan–Korea–US" not in few


def test_same_bytes_in_another_process():
    script = (
        "import sys; sys.path[:0] = [sys.argv[1]]; from test_side_by_side import html, shipped; "
        "sys.stdout.buffer.write(html(shipped()))"
    )
    env = {"PYTHONHASHSEED": "7", "PATH": "/usr/bin", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    done = subprocess.run([sys.executable, "-c", script, HERE], capture_output=True, env=env, check=True)
    assert done.stdout == html(shipped())


# --- the acts of one state ---------------------------------------------------------------------------------------


def test_groups_with_the_acting_state_stand_beside_groups_without_it():
    (usa,) = shipped().across
    part = next(e for e in tree().iter("section") if e.get("id") == "s-spillover")
    told = next(said(p) for p in part.iter("p") if "shook allies, contacts ran at" in said(p))
    for side in shipped().sides:
        assert (side.name in told) == (side.slug in {*usa.members, *usa.others, *usa.unseen})
    p = usa.get("across_p", outcome="contacts", groups="both")
    assert p.value > doubts.RARE
    assert "within chance" in told
    assert "suggestive" not in told
    block = blocks()["ev-across-spillover_across_ratio_USA_contacts_both"]
    assert f"{len(p.evidence)} rows" in said(block)


def test_a_difference_beyond_chance_is_still_suggestive_at_best():
    (usa,) = shipped().across
    rare = tuple(replace(one, value=0.01) if one.name == "across_p" else one for one in usa.estimates)
    made = replace(shipped(), across=(replace(usa, estimates=rare),))
    (told,) = doubts.paragraphs(made, Shelf(made.sides))
    assert "suggestive at best" in plain(told)


def test_without_groups_on_one_side_nothing_is_said_and_it_says_why():
    made = of(casebook("japan-korea-us"), casebook("quad"))
    (told,) = doubts.paragraphs(made, Shelf(made.sides))
    assert plain(told).startswith("After acts of the United States that shook allies nothing can be said")
    assert "none of the groups without" in plain(told)
    parse(html(made))


def test_numbers_that_stand_or_fall_together_share_their_reason():
    rows = [row for row in shipped().rows() if row["measure"] == "spillover" and row["group"] == "e3"]
    assert len({row["reason"] for row in rows}) == 1
    assert "observed half-year" in rows[0]["reason"]


# --- odd casebooks -----------------------------------------------------------------------------------------------


def test_an_empty_casebook_and_one_of_one_row_stand_beside_the_others():
    empty = Casebook(group=Group(slug="empty", name="Empty", members=("AUS", "NZL")))
    one = named(replace(history(n=1), coverage=()), "one", "One row")
    made = of(casebook("quad"), empty, one)
    assert [side.name for side in made.sides] == ["Empty", "One row", "Quad"]
    reasons = {row["reason"] for row in made.rows() if row["group"] == "empty"}
    assert reasons == {"nothing is on record yet"}
    found = parse(html(made))
    assert "nothing on record" in said(found)
    json.loads(data.as_json(made, sheet(made)))


@pytest.mark.parametrize(
    "books", [(), (Casebook(group=Group(slug="empty", name="Empty", members=("AUS", "NZL"))),), (history(n=0),)]
)
def test_no_group_nothing_on_record_and_a_group_alone(books):
    made = of(*books)
    found = parse(html(made))
    assert said(next(found.iter("h1"))) == words.TITLE
    assert len(data.as_csv(made).decode().splitlines()) == 1 + len(made.rows())


def test_two_casebooks_may_use_one_id_for_different_rows():
    one, two = named(history(n=20), "one", "One"), named(history(n=20, seed=9), "two", "Two")
    shared = {row.id for row in one.engagements} & {row.id for row in two.engagements}
    assert shared
    found = parse(html(of(one, two)))
    rows = {e.get("id"): said(e) for e in found.iter("li") if e.get("class") == "row"}
    for slug, name, other in (("one", "One", "Two"), ("two", "Two", "One")):
        own = [row for id_, row in rows.items() if id_.startswith(f"r-{slug}:E")]
        assert own
        assert all(f"{name} · " in row and f"{other} · " not in row for row in own)


def test_a_hostile_name_stays_text():
    found = parse(html(of(named(history(n=20), "x", HOSTILE), casebook("squad"))))
    assert len(list(found.iter("script"))) == 1
    assert len(list(found.iter("style"))) == 2
    assert visible(HOSTILE) in said(found)


def test_a_very_long_record_keeps_the_page_below_a_megabyte():
    book = provoked(history(n=6_000), 30, 0.5)
    found = html(of(book, casebook("squad"), as_of=date(2021, 12, 31) - timedelta(days=1)))
    assert len(found) <= paging.LIMIT
    assert "too long for it" in said(parse(found))


# --- beside briefs -----------------------------------------------------------------------------------------------


def test_groups_lead_to_briefs_of_the_same_day_and_no_others(built, tmp_path):
    ws = workspace(built)
    write_brief(ws, "squad", out=tmp_path / "squad")
    write_brief(ws, "quad", as_of=date(2024, 6, 30), out=tmp_path / "quad")
    (tmp_path / "aukus").mkdir()
    (tmp_path / "aukus" / "brief.json").write_text('{"as_of": 3}', "utf-8")
    hashes = {"squad": json.loads((tmp_path / "squad" / "brief.json").read_text("utf-8"))["casebook_hash"]}
    made = side_by_side([(casebook(slug), hashes.get(slug, "0")) for slug in SLUGS], version="0")
    found = briefs(made, tmp_path)
    assert list(found) == ["squad"]
    links = {a.get("href") for a in parse(html(made, found)).iter("a") if re.match(r"[\w-]+/index", a.get("href"))}
    assert "squad/index.html#s-breadth" in links
    anchors = {e.get("id") for e in parse((tmp_path / "squad" / "index.html").read_bytes()).iter() if e.get("id")}
    assert {link.partition("#")[2] for link in links} <= anchors


def test_every_measure_that_a_brief_tells_of_one_group_is_shown_of_all():
    from minilateral.brief.sections import SECTIONS  # noqa: PLC0415 -- sections draw on charts

    told = SECTIONS.keys() & MEASURES.keys() - {"completeness"}  # of which a table of its own tells
    assert told <= {theme.id for theme in THEMES}
    assert all(line.measure == theme.id for theme in THEMES for line in theme.headlines)

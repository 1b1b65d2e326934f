"""The addresses of parts: the same part has the same address in every brief on a group, and no other part has it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import html5lib
import pytest
from composed import casebook

from minilateral.brief import html
from minilateral.brief.compose import compose

KINDS = {"s-": "section", "f-": "li", "fig-": "figure", "table-": "table", "ev-": "div", "r-": "li"}
DAY, EARLIER = date(2025, 10, 31), date(2024, 10, 31)


@cache
def parts(slug: str, as_of: date, *sections: str) -> dict[str, str]:
    """What stands under each address of a brief: the heading of the part, without what may change from day to day."""
    book = casebook(slug)
    made = html.pages(compose(book, as_of, sections=sections, version="0", casebook_hash="00"))
    found: dict[str, str] = {}
    for page in made.values():
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.decode())
        for element in tree.iter():
            prefix = re.match(r"(s|f|fig|table|ev|r)-", element.get("id") or "")
            if prefix and element.tag == KINDS[prefix[0]]:
                assert found.setdefault(element.get("id"), heading(element)) == heading(element)
    return found


def heading(element) -> str:
    """What a part is, in its own words: of a row its day and head, of a set its title, of others their function."""
    kind = element.get("id").partition("-")[0]
    inner = {"ev": "h4", "f": "h3", "fig": "svg", "table": "thead"}.get(kind)
    if kind == "r":
        return element.get("id") + "".join(element.find("time").itertext())
    if kind == "s" or inner is None:
        return kind
    text = "".join(next(element.iter(inner)).itertext()) if kind != "fig" else kind
    return re.sub(r"\s+", " ", re.sub(r"\d[\d,.]*|\b(?:January|February|March|April|May|June|July|August|September|"
                                      r"October|November|December)\b", "#", text)).strip(" #")  # fmt: skip


@pytest.mark.parametrize("slug", ["japan-korea-us", "quad", "visegrad"])
def test_a_year_later_every_address_means_what_it_meant(slug):
    before, now = parts(slug, EARLIER), parts(slug, DAY)
    both = before.keys() & now.keys()
    assert {address: before[address] for address in both} == {address: now[address] for address in both}
    lasting = [address for address in before if re.match("s-|f-|fig-|table-", address)]
    assert len(lasting) > 15
    assert [address for address in lasting if address not in now] == []


def test_rows_keep_their_addresses_as_the_record_grows():
    before, now = parts("japan-korea-us", EARLIER), parts("japan-korea-us", DAY)
    rows = {address for address in before if address.startswith("r-")}
    assert len(rows & now.keys()) > 0.9 * len(rows)
    assert not [address for address in now if re.fullmatch(r"(?:ev|r|fig|table|s|f)-\d+", address)]


@pytest.mark.parametrize("slug", ["japan-korea-us", "quad"])
def test_with_fewer_sections_every_address_left_is_the_same(slug):
    whole, part = parts(slug, DAY), parts(slug, DAY, "response", "breadth")
    assert part.keys() < whole.keys()
    assert {address: whole[address] for address in part} == part
    assert {address for address in part if address.startswith("s-")} == {"s-breadth", "s-response"} & whole.keys()
    assert {a for a in part if a.startswith("f-")} == {a for a in whole if a.startswith("f-")}


def test_every_part_has_an_address_and_a_link_to_itself():
    made = html.pages(compose(casebook("quad"), DAY, version="0", casebook_hash="00"))["index.html"].decode()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(made)
    for kind, tag in (("s-", "section"), ("f-", "li"), ("fig-", "figure"), ("table-", "table"), ("r-", "li")):
        found = [one for one in tree.iter(tag) if (one.get("id") or "").startswith(kind)]
        assert found, kind
        for one in found:
            assert any(a.get("href") == f"#{one.get('id')}" for a in one.iter("a")), one.get("id")
    assert all(table.get("id") for table in tree.iter("table"))
    assert all(figure.get("id") for figure in tree.iter("figure"))

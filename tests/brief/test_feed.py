from dataclasses import replace
from datetime import date

import feedparser
from fixture_brief import HOSTILE, brief
from lxml import etree

from minilateral.brief import feed

ATOM = "{http://www.w3.org/2005/Atom}"


def test_one_entry_with_stable_ids_and_the_day_of_the_brief():
    made = feed.entry(brief())
    read = feedparser.parse(made)
    assert not read.bozo
    (entry,) = read.entries
    assert read.feed.id == "tag:minilateral.invalid,2026:japan-korea-us"
    assert entry.id == "tag:minilateral.invalid,2026:japan-korea-us/2025-10-31"
    assert entry.updated == read.feed.updated == entry.published == "2025-10-31T00:00:00+00:00"
    assert entry.title == brief().title
    assert "13 contacts of all three" in entry.content[0].value
    assert {link.href for link in entry.links} == {"index.html", "brief.pdf"}
    assert made == feed.entry(brief())


def test_what_atom_requires_is_there():
    root = etree.fromstring(feed.entry(brief()))
    for tag in ("id", "title", "updated", "author"):
        assert root.find(ATOM + tag) is not None
    entry = root.find(f"{ATOM}entry")
    for tag in ("id", "title", "updated", "content", "link"):
        assert entry.find(ATOM + tag) is not None


def test_hostile_strings_are_text():
    book = replace(brief(), title=HOSTILE, standfirst=(HOSTILE,), newest=(HOSTILE,))
    root = etree.fromstring(feed.entry(book))
    title = root.findtext(f"{ATOM}entry/{ATOM}title")
    assert title.startswith("</script><script>alert(1)</script>")
    content = root.findtext(f"{ATOM}entry/{ATOM}content")
    assert "<script" not in content
    assert "&lt;script&gt;alert(1)" in content
    assert "⟨U+202E⟩" in content


def test_first_and_last_year():
    for day in (date(1, 1, 1), date(9999, 12, 31)):
        assert feedparser.parse(feed.entry(replace(brief(1), as_of=day))).entries[0].updated.startswith(day.isoformat())

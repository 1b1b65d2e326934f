"""Floors of telling copies apart, on releases of two governments' sites and feeds.

Truth: the White House's site and its feed carry 2,050 releases under the same last part of the address; texts that are
word for word the same under another address count as the same. Revisions: the versions the feeds kept of one item.
Alterations: words of 60 official texts changed here.
"""

import random
import re
from collections import defaultdict
from itertools import pairwise

import pytest
from corpora import documents, needs_corpora, slug, tell

from minilateral.documents import Document
from minilateral.reading.duplicates import compared, links

FLOOR = 0.98
pytestmark = [pytest.mark.shared, pytest.mark.slow, needs_corpora]


def scores(found, truth):
    hits = len(found & truth)
    return hits / len(found), hits / len(truth)


def test_site_and_feed():
    site = documents("whitehouse/wh_2021.jsonl.gz") + documents("whitehouse/wh_2022.jsonl.gz")
    feed = documents("whitehouse_rss/whitehouse_feed.jsonl.gz")
    ours = {one.id for one in site}
    found = {frozenset((one.a, one.b)) for one in links(site + feed) if one.verdict in {"same", "revised", "altered"}}
    found = {pair for pair in found if len(pair & ours) == 1}
    by_slug, by_text = defaultdict(list), defaultdict(list)
    for one in site:
        by_slug[slug(one)].append(one)
        by_text[" ".join(one.text.split())].append(one)
    truth = {frozenset((one.id, other.id)) for one in feed for other in by_slug[slug(one)]}
    assert len(truth) >= 2050
    truth |= {frozenset((one.id, other.id)) for one in feed for other in by_text[" ".join(one.text.split())]}
    precision, recall = scores(found, truth)
    tell(f"site against feed: {len(truth):,} pairs, precision {precision:.4f}, recall {recall:.4f}")
    assert precision >= FLOOR
    assert recall >= FLOOR


def test_revisions_of_one_item():
    every = documents("state_rss/state_press_releases_revised_versions.jsonl.gz")
    by_item = defaultdict(list)
    for one in every:
        by_item[one.part.partition(" version")[0]].append(one)
    pairs = [(a, b) for some in by_item.values() for a, b in pairwise(some)]
    linked = [compared(a, b) for a, b in pairs]
    recall = sum(link is not None for link in linked) / len(pairs)
    changed = [link for (a, b), link in zip(pairs, linked, strict=True) if link and a.text.split() != b.text.split()]
    revised = sum(link.verdict in {"revised", "same"} for link in changed) / len(changed)
    tell(f"revisions: {len(pairs)} pairs, linked {recall:.4f}, called the issuer's own {revised:.4f}")
    assert recall >= FLOOR
    assert revised >= FLOOR


_WEIGHTY = re.compile(r"\b(?:will|reaffirmed?|condemn\w*|trilateral|security|[A-Z][a-z]{4,}|\d{2,4})\b")


def altered(text, chance):
    """The text with one word of weight changed: a name, a number or a verb of commitment."""
    words = list(_WEIGHTY.finditer(text))[5:]
    hit = chance.choice(words)
    return text[: hit.start()] + chance.choice(["Elmland", "may", "rejected", "7", "economic"]) + text[hit.end() :]


def test_alterations_are_told_from_copies():
    chance = random.Random(7)  # noqa: S311 - which words are changed is no secret
    official = [
        one
        for one in documents("whitehouse/wh_2022.jsonl.gz")
        if 1500 < len(one.text) < 9000 and one.kind == "joint_statement"
    ]
    right = of = 0
    for number in range(60):
        one = official[number % len(official)]
        copy = {"id": "D-copy", "snapshot": "x", "relation": "unknown", "title": one.title}
        bad = compared(one, Document(text=altered(one.text, chance), **copy))
        good = compared(one, Document(text=f"The Elm Daily, Friday\n\n{one.text}\n\nRead by many since 1950.", **copy))
        right += (bad is not None and bad.verdict == "altered") + (good is not None and good.verdict == "same")
        of += 2
    tell(f"altered against same: {right} of {of}")
    assert right / of >= 0.95

"""Floors of reading dates.

Truth for the day of issue: the White House's archive gives the day in Washington, its feed the moment in UTC, and for
268 of 2,050 releases the two differ.
"""

import gzip
import json

import pytest
from corpora import CORPORA, documents, needs_corpora, slug, tell

FLOOR = 0.97
pytestmark = [pytest.mark.shared, needs_corpora]


def test_a_feed_in_utc_gives_the_day_of_washington():
    held = {}
    for year in (2021, 2022):
        with gzip.open(CORPORA / f"whitehouse/wh_{year}.jsonl.gz") as lines:
            for line in lines:
                facts = json.loads(line)
                name = facts["source_url"].rstrip("/").rsplit("/", 1)[-1]
                held[name] = None if name in held else facts["date"]  # an address used twice settles nothing
    feed = [one for one in documents("whitehouse_rss/whitehouse_feed.jsonl.gz") if held.get(slug(one))]
    right = [one.issued.day == held[slug(one)] for one in feed]
    shifted = [
        one.published.value[:10] != one.issued.day or "zone of the publisher" in one.issued.basis for one in feed
    ]
    tell(f"day of issue: {sum(right):,} of {len(right):,} = {sum(right) / len(right):.4f}")
    assert len(right) > 1900
    assert any(shifted)
    assert sum(right) / len(right) >= FLOOR

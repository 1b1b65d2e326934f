"""The corpora on which the floors are set, each with the digest it had then."""

import csv
import gzip
import hashlib
import json
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from minilateral.documents import Origin, Snapshot
from minilateral.reading.read import read

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
needs_corpora = pytest.mark.skipif(not CORPORA.exists(), reason="needs ../shared/corpora")
DIGESTS = {
    "whitehouse/wh_2021.jsonl.gz": "92d2b564ac42ea88",
    "whitehouse/wh_2022.jsonl.gz": "88d9f175dade8ce1",
    "whitehouse/wh_2023.jsonl.gz": "8840291f434149ac",
    "whitehouse/wh_2024.jsonl.gz": "14f9ebcacd68cfc0",
    "state_rss/state_press_releases.jsonl.gz": "f658eee726c4bb26",
    "au_pm/au_pm_minilateral_subset.jsonl.gz": "713fc38065ed2b25",
    "whitehouse_rss/whitehouse_feed.jsonl.gz": "825bbb93bbc6e758",
    "state_rss/state_press_releases_revised_versions.jsonl.gz": "fded5d06bb4c8df2",
}


DRAWS = 2_000


def pinned(name):
    """The bytes of one file of the corpora, which must be the file the floors were set on."""
    raw = gzip.decompress((CORPORA / name).read_bytes())
    assert hashlib.sha256(raw).hexdigest()[:16] == DIGESTS[name], f"{name} is not the file the floors were set on"
    return raw


@cache
def documents(name):
    """Every document with text of one file of the corpora."""
    return tuple(one for one in read(*_snapshot(name, pinned(name))) if one.text)


def some(name, wanted):
    """The documents of one file whose id or address is wanted, by it."""
    lines = {key: line for line in pinned(name).splitlines() if (key := _key(line)) in wanted}
    found = read(*_snapshot(name, b"\n".join(lines.values())))
    return dict(zip(lines, found, strict=True))


def _key(line):
    facts = json.loads(line)
    return facts.get("id") or facts["url"]


def _snapshot(name, raw):
    address = f"file:///{name}"
    origin = Origin(url=address, final_url=address, fetched_at=datetime(2026, 8, 1, tzinfo=UTC))
    digest = hashlib.sha256(raw).hexdigest()
    return Snapshot(sha256=digest, media_type="application/jsonl", size=len(raw), origins=(origin,)), raw


def labels(name, digest):
    """The rows of a table of labels beside this file, which must be the one the floors were set on."""
    raw = (Path(__file__).parent / name).read_bytes()
    assert hashlib.sha256(raw).hexdigest()[:16] == digest, f"{name} is not the file the floors were set on"
    return list(csv.DictReader(raw.decode().splitlines()))


def share(hits, what, floor):
    """The share of hits with its 90 % bootstrap interval, told, and held to its floor."""
    hits = np.array(list(hits), dtype=float)
    draws = np.random.default_rng(7).choice(hits, (DRAWS, len(hits))).mean(1)
    low, high = np.quantile(draws, [0.05, 0.95])
    tell(f"{what}: {hits.mean():.3f} [{low:.3f}, {high:.3f}], n {len(hits)}, floor {floor}")
    assert hits.mean() >= floor, what


def slug(document):
    """The last part of a document's address."""
    return document.url.rstrip("/").rsplit("/", 1)[-1]


def tell(line):
    """The figure for the person who looks (-s), not for the floor."""
    sys.stderr.write(f"{line}\n")

"""The corpora on which the floors are set, each with the digest it had then."""

import gzip
import hashlib
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from minilateral.documents import Origin, Snapshot
from minilateral.reading.read import read

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
needs_corpora = pytest.mark.skipif(not CORPORA.exists(), reason="needs ../shared/corpora")
DIGESTS = {
    "whitehouse/wh_2021.jsonl.gz": "92d2b564ac42ea88",
    "whitehouse/wh_2022.jsonl.gz": "88d9f175dade8ce1",
    "whitehouse_rss/whitehouse_feed.jsonl.gz": "825bbb93bbc6e758",
    "state_rss/state_press_releases_revised_versions.jsonl.gz": "fded5d06bb4c8df2",
}


@cache
def documents(name):
    """Every document with text of one file of the corpora, which must be the file the floors were set on."""
    raw = gzip.decompress((CORPORA / name).read_bytes())
    digest = hashlib.sha256(raw).hexdigest()
    assert digest[:16] == DIGESTS[name], f"{name} is not the file the floors were set on"
    address = f"file:///{name}"
    origin = Origin(url=address, final_url=address, fetched_at=datetime(2026, 8, 1, tzinfo=UTC))
    snapshot = Snapshot(sha256=digest, media_type="application/jsonl", size=len(raw), origins=(origin,))
    return tuple(one for one in read(snapshot, raw) if one.text)


def slug(document):
    """The last part of a document's address."""
    return document.url.rstrip("/").rsplit("/", 1)[-1]


def tell(line):
    """The figure for the person who looks (-s), not for the floor."""
    sys.stderr.write(f"{line}\n")

"""Phrases and groups on the statements the White House published: what the three said of weapons, year by year."""

import gzip
import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from minilateral import library as face
from minilateral.documents import Origin, Snapshot
from minilateral.reading.read import read
from minilateral.record.attached import attached
from minilateral.record.concerns import LEAD, Head, Judge
from minilateral.statements.novelty import novelties
from minilateral.statements.phrases import lineage
from minilateral.statements.series import series

YEARS = Path(__file__).parents[3] / "shared" / "corpora" / "whitehouse"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not YEARS.exists(), reason="needs ../shared/corpora/whitehouse"),
]
# Documents in which the three speak or meet as a group, by day: all that a person found among those that name the
# three, of the kinds that are statements of the group.
TOGETHER = {
    "2021-04-02", "2022-11-13", "2023-06-15", "2023-08-18", "2024-01-18", "2024-08-17", "2024-10-25", "2024-11-15",
}  # fmt: skip


def of_both(path):
    """The documents of one year that name Japan and Korea, as read from a collection of them."""
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    raw = b"".join(line for line in lines if b'"mentions_japan": true' in line and b'"mentions_korea": true' in line)
    address = f"file:///{path.name}"
    origin = Origin(url=address, final_url=address, fetched_at=datetime(2026, 8, 1, tzinfo=UTC))
    digest = hashlib.sha256(raw).hexdigest()
    return read(Snapshot(sha256=digest, media_type="application/jsonl", size=len(raw), origins=(origin,)), raw)


@pytest.fixture(scope="module")
def group():
    return face.open("japan-korea-us")


@pytest.fixture(scope="module")
def statements(group):
    """The group's series, with the texts the White House published."""
    judge, own = Judge(group.group), []
    for one in (one for path in sorted(YEARS.glob("wh_*.jsonl.gz")) for one in of_both(path)):
        found = judge.concern(Head(one.title, one.text[:LEAD], one.url, one.kind), one.event.day or one.issued.day)
        own += [one] if found and found.role == "own" else []
    told = {one.id: attached(one, group.book.engagements).engagement for one in own}
    return series(own, group.book.statements, told)


def test_what_the_three_issued_together_is_found_and_attached(statements):
    joint = [one for one in statements if one.by == "together" and one.document]
    assert {one.day for one in joint} == TOGETHER
    assert all(one.whole for one in joint)
    assert sum(bool(one.engagement) for one in joint) >= len(joint) - 1
    assert sum(one.row is not None for one in joint) >= len(joint) - 1


def test_the_peninsula_before_and_after_camp_david(statements):
    found = lineage(statements, "denuclearisation of the Korean Peninsula").together
    held = [use.said.day for use in found.with_it if use.said.document]
    assert held == ["2022-11-13", "2024-11-15"]
    back = next(one for one in found.returns if one.back.said.day == "2024-11-15")
    assert back.before.said.day == "2022-11-13"
    assert (back.days, back.unknown > 10) == (733, True)


def test_the_dprk_at_camp_david_whichever_way_it_is_written(statements):
    found = lineage(statements, "denuclearization of the DPRK").together
    titles = sorted(use.said.title for use in found.with_it if use.said.document)
    assert [title.split(":")[0] for title in titles] == ["Camp David Principles", "The Spirit of Camp David"]
    assert found.unknown_before_first > 30


def test_lima_calls_the_peninsula_back_and_not_new(statements):
    lima = next(one for one in statements if one.day == "2024-11-15" and one.document)
    found = {one.phrase: one for one in novelties(statements, lima.document)}
    assert found["denuclearization of the Korean Peninsula"].verdict == "returned"
    assert "ballast of peace" in found

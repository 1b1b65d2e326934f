"""Bytes kept once, whole or not at all."""

import gzip
import multiprocessing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minilateral.documents import Origin
from minilateral.errors import SnapshotDamaged
from minilateral.sources import snapshots

ORIGIN = Origin(
    url="https://example.org/a", final_url="https://example.org/b", fetched_at=datetime(2025, 2, 15, 9, tzinfo=UTC),
    status=200, headers=(("etag", '"1"'), ("last-modified", "Fri, 14 Feb 2025 10:00:00 GMT")), licence="CC BY 4.0",
    why="added by hand",
)  # fmt: skip


def test_what_is_kept_is_had_back(tmp_path):
    kept = snapshots.keep(tmp_path, b"text", ORIGIN, "text/plain")
    assert snapshots.body(tmp_path, kept.sha256) == b"text"
    assert list(snapshots.snapshots(tmp_path)) == [kept]
    assert snapshots.snapshot(tmp_path, kept.sha256) == kept
    assert kept.origins == (ORIGIN,)


def test_the_same_bytes_are_kept_once_with_both_their_origins(tmp_path):
    other = replace(ORIGIN, url="https://mirror.example/a", final_url="https://mirror.example/a")
    first = snapshots.keep(tmp_path, b"text", ORIGIN, "text/plain")
    snapshots.keep(tmp_path, b"text", replace(ORIGIN, fetched_at=datetime(2026, 1, 1, tzinfo=UTC)), "text/plain")
    both = snapshots.keep(tmp_path, b"text", other, "text/plain")
    assert both.sha256 == first.sha256
    assert both.origins == (ORIGIN, other)
    assert len(list(tmp_path.glob("*/*.gz"))) == 1


def test_the_same_bytes_make_the_same_file(tmp_path):
    for folder in ("a", "b"):
        snapshots.keep(tmp_path / folder, b"text", ORIGIN, "text/plain")
    (one,), (two,) = (list((tmp_path / folder).glob("*/*.gz")) for folder in ("a", "b"))
    assert one.read_bytes() == two.read_bytes()


def test_bytes_that_changed_are_noticed(tmp_path):
    kept = snapshots.keep(tmp_path, b"text", ORIGIN, "text/plain")
    place = next(tmp_path.glob("*/*.gz"))
    place.write_bytes(gzip.compress(b"other"))
    with pytest.raises(SnapshotDamaged, match="another hash"):
        snapshots.body(tmp_path, kept.sha256)
    place.write_bytes(b"no archive")
    with pytest.raises(SnapshotDamaged):
        snapshots.body(tmp_path, kept.sha256)
    place.unlink()
    with pytest.raises(SnapshotDamaged):
        snapshots.body(tmp_path, kept.sha256)
    assert list(snapshots.snapshots(tmp_path)) == []


def test_a_description_that_is_none_is_an_error_with_its_name(tmp_path):
    snapshots.keep(tmp_path, b"text", ORIGIN, "text/plain")
    place = next(tmp_path.glob("*/*.yml"))
    place.write_text("sha256: [")
    with pytest.raises(SnapshotDamaged, match=place.name):
        list(snapshots.snapshots(tmp_path))


@given(
    body=st.binary(max_size=200),
    url=st.text(min_size=1, max_size=30),
    headers=st.lists(st.tuples(st.from_regex(r"[a-z-]{1,10}", fullmatch=True), st.text(max_size=20)), max_size=3),
)
def test_any_origin_survives(tmp_path_factory, body, url, headers):
    folder = tmp_path_factory.mktemp("snapshots")
    origin = replace(ORIGIN, url=url, headers=tuple(headers))
    kept = snapshots.keep(folder, body, origin, "text/plain")
    assert list(snapshots.snapshots(folder)) == [kept]
    assert kept.origins == (origin,)


def _keep_many(folder, number):
    for count in range(20):
        origin = replace(ORIGIN, url=f"https://example.org/{number}/{count}")
        snapshots.keep(folder, b"same" if count % 2 else bytes([count]), origin, "text/plain")


def test_several_processes_keep_at_once_and_lose_nothing(tmp_path):
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_keep_many, args=(tmp_path, number)) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    found = {one.sha256: one for one in snapshots.snapshots(tmp_path)}
    assert sum(len(one.origins) for one in found.values()) == 60
    assert len(found) == 11

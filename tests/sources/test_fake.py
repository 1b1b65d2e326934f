"""The ministry that does not exist, as the tutorial uses it."""

import subprocess
import sys

from minilateral.record import adding, library
from minilateral.record.workspace import Workspace
from minilateral.sources import fake
from minilateral.sources.web import Rules

HERE = Rules(allow_private=True, host_pause_seconds=0)


def test_its_sitemap_brings_statements_and_a_comment_with_its_original(tmp_path):
    ws = Workspace(tmp_path)
    with fake.serving() as address:
        done = adding.add(ws, (f"{address}/sitemap.xml",), HERE)
    assert not done.failures
    found = library.documents(ws)
    assert sorted(one.event.value for one in found if one.kind == "joint_statement") == [
        "2023-06-02", "2024-05-31", "2025-06-14",
    ]  # fmt: skip
    comment = {one.relation: one for one in found if one.title == "What a word is worth"}
    assert set(comment) == {"teaser", "unknown"}
    assert comment["teaser"].original_url.endswith("/comment")


def test_its_feed_is_one(tmp_path):
    with fake.serving() as address:
        done = adding.add(Workspace(tmp_path), (f"{address}/feed.xml",), HERE)
    assert not done.failures
    assert {one.published.day for one in done.new if one.published.value} == {"2023-06-02", "2024-05-31", "2025-06-14"}


def test_it_says_what_to_type(tmp_path):
    run = subprocess.Popen([sys.executable, "-m", "minilateral.sources.fake"], stdout=subprocess.PIPE, text=True)
    words = run.stdout.readline().split()
    assert words[:3] == ["minilateral", "add", "--allow-private"]
    assert adding.add(Workspace(tmp_path), (words[3],), HERE).new
    run.terminate()
    run.wait()
    run.stdout.close()

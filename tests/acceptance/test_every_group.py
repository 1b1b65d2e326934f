"""What holds for the brief on every group: it is there, it is small, it is the same twice, and shows its evidence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest

from minilateral.record.casebook import shipped_casebooks, slugs

pytestmark = pytest.mark.slow
SLUGS = slugs(shipped_casebooks())
# Rows that say what a word of this record means, and so have no source of their own.
DEFINITIONS = {"eras", "tracks"}
FETCHED = {"src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "manifest"}


def made_of(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((folder / "brief.json").read_text("utf-8"))
    return made


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every number and reference of a brief, wherever it stands."""
    if isinstance(value, dict):
        if {"number", "evidence"} == set(value) or {"reference", "row"} == set(value):
            yield value
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_number_leads_to_rows_and_every_row_to_its_source(briefs, slug: str) -> None:
    made = made_of(briefs(slug))
    sets = {one["key"]: one for one in made["evidence"]}
    rows = {one["id"]: one for one in made["rows"]}
    numbers = [part for part in parts(made) if "number" in part]
    assert len(numbers) > 20
    for part in numbers:
        assert part["evidence"] in sets, part
        assert sets[part["evidence"]]["rows"] or sets[part["evidence"]]["note"], part
    assert {row for one in sets.values() for row in one["rows"]} <= set(rows)
    assert {part["row"] for part in parts(made) if "row" in part} <= set(rows)
    for row in rows.values():
        if row["source_url"]:
            assert re.match(r"https?://", row["source_url"]), row["id"]
        elif row["table"] == "offices":
            assert dict(row["details"])["basis"] == "general knowledge, not checked against a source", row["id"]
        else:
            assert row["table"] in DEFINITIONS, row["id"]


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_not_known_says_why(briefs, slug: str) -> None:
    made = made_of(briefs(slug))
    assert all(one["reason"] for one in made["estimates"] if one["value"] is None)
    responses = [one for one in made["estimates"] if one["measure"] == "response"]
    assert responses
    if slug == "japan-korea-us":
        assert all(one["value"] is not None for one in responses)
    else:
        assert all(one["value"] is None and "no provocations" in one["reason"] for one in responses)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_is_small_and_needs_no_network(briefs, slug: str) -> None:
    pages = sorted(briefs(slug).glob("*.html"))
    assert "index.html" in {page.name for page in pages}
    for page in pages:
        text = page.read_text("utf-8")
        assert page.stat().st_size < 1_000_000
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
        policy = next(one for one in tree.iter("meta") if one.get("http-equiv") == "Content-Security-Policy")
        assert policy.get("content").startswith("default-src 'none'")
        fetched = [value for one in tree.iter() for name, value in one.attrib.items() if name in FETCHED]
        fetched += [one.get("href") for one in tree.iter("link") if one.get("rel") != "alternate"]
        assert [value for value in fetched if not value.startswith("data:")] == []
        assert not re.search(r"@import|url\((?!['\"]?(#|data:))|fetch\(|XMLHttpRequest|WebSocket|import\(", text)


@pytest.mark.parametrize("slug", ["japan-korea-us", "visegrad"])
def test_the_same_bytes_elsewhere(briefs, built: Path, tmp_path: Path, slug: str) -> None:
    settings = {
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "4711",
        "COLUMNS": "50",
    }
    command = [sys.executable, "-m", "minilateral", "--workspace", str(built), "brief", slug, "--out", "here"]
    env = {**os.environ, **settings}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    first, second = briefs(slug), tmp_path / "here"
    names = {path.name for path in first.iterdir()}
    assert names == {path.name for path in second.iterdir()}
    assert {"index.html", "brief.pdf", "brief.json", "estimates.csv", "feed.atom"} <= names
    for name in sorted(names):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name

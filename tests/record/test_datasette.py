"""The record opens in Datasette, which analysts use to look around in it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datasette", reason="Datasette is not installed here")


def get(built: Path, path: str) -> Any:
    command = [sys.executable, "-m", "datasette", str(built / "record.sqlite"), "--get", path]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_every_table_is_listed_with_its_rows(built: Path) -> None:
    tables = {table["name"]: table for table in get(built, "/record.json")["tables"]}
    assert tables["groups"]["count"] == 10
    assert tables["engagements"]["count"] > 500
    assert tables["engagements"]["primary_keys"] == ["group_slug", "id"]


def test_rows_are_read_and_lists_can_be_counted(built: Path) -> None:
    query = "?_shape=array&group_slug=japan-korea-us&id=JKU-20250711-01"
    (row,) = get(built, f"/record/engagements.json{query}")
    assert row["date"] == "2025-07-11"
    assert json.loads(row["participants"]) == ["JPN", "KOR", "USA"]
    counted = get(built, "/record/engagements.json?_facet_array=participants&_size=0")
    facets = {found["value"]: found["count"] for found in counted["facet_results"]["participants"]["results"]}
    assert facets["USA"] > facets["IND"] > 0


def test_words_are_found(built: Path) -> None:
    found = get(built, "/record/search.json?_search=Kuala+Lumpur&_shape=array")
    assert "JKU-20250711-01" in {row["id"] for row in found}
    assert get(built, "/record/search.json?_search=zzzzz&_shape=array") == []

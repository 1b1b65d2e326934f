"""The picture shown where a brief is shared, and the words that lead there."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import html5lib
import numpy as np
import pypdfium2
import pytest
import typst
from composed import SLUGS, of
from composed import brief as real
from fixture_brief import brief
from nine import hostile, nine, worst
from test_onepage import EMPTY

from minilateral.brief import html, paper, pdf
from minilateral.brief.parts import Brief

HERE = Path(__file__).parent
MOST = 300_000  # bytes
INK = 200  # grey level below which a point is not paper


def size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG, as its header has them."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def edges(made: Brief) -> bool:
    """Whether anything of the picture is drawn in its outermost twenty pixels, or runs on to a second one."""
    templates = files("minilateral.brief").joinpath("templates")
    source = templates.joinpath("parts.typ").read_bytes() + templates.joinpath("share.typ").read_bytes()
    content = {"brief": json.dumps(paper.picture(made))}
    document = pypdfium2.PdfDocument(typst.compile(source, ignore_system_fonts=True, sys_inputs=content))
    if len(document) > 1:
        return True
    grey = document[0].render(grayscale=True).to_numpy().reshape(630, 1200)
    inside = np.zeros_like(grey, dtype=bool)
    inside[20:-20, 20:-20] = True
    return bool((grey[~inside] < INK).any())


@pytest.mark.parametrize("make", [nine, worst, hostile, lambda: of(EMPTY), brief])
def test_any_brief_has_a_small_picture_that_nothing_runs_out_of(make):
    made = pdf.picture(make())
    assert size(made) == (1200, 630)
    assert len(made) < MOST
    assert not edges(make())


@pytest.mark.parametrize("slug", SLUGS)
def test_every_group_has_one(slug):
    made = pdf.picture(real(slug))
    assert size(made) == (1200, 630)
    assert len(made) < MOST
    assert not edges(real(slug))


def test_it_names_the_group_the_answer_the_day_and_each_arrow():
    made = paper.picture(nine())
    assert made["name"] == nine().group.short_name
    assert made["gist"] == "Still meeting, less often and on fewer tracks"
    assert made["day"] == "As of 31 October 2025"
    assert [(one["function"], one["arrow"]) for one in made["lines"]] == [
        (one.function, one.arrow) for one in nine().findings
    ]


def test_same_bytes_in_another_process_and_folder(tmp_path):
    script = "import sys; from fixture_brief import brief; from minilateral.brief import pdf; "
    script += "sys.stdout.buffer.write(pdf.picture(brief()))"
    env = {"PYTHONPATH": str(HERE), "PYTHONHASHSEED": "7", "PATH": "/usr/bin", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    other = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=tmp_path, env=env, check=True)
    assert other.stdout == pdf.picture(brief())


@pytest.mark.parametrize("make", [nine, hostile])
def test_the_page_says_what_a_preview_shows(make):
    page = html.pages(make())["index.html"].decode()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    said = {one.get("property") or one.get("name"): one.get("content") for one in tree.iter("meta")}
    assert said["og:title"] == said["twitter:title"] == "".join(next(tree.iter("h1")).itertext())
    assert said["og:image"] == said["twitter:image"] == "share.png"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["twitter:card"] == "summary_large_image"
    assert "falling" in said["og:image:alt"]
    assert "\u202e" not in page

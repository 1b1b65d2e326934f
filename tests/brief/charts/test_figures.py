"""Every figure of every shipped group: honest, small, legible without colour, and the same everywhere."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import altair as alt
import made_charts as made
import pytest

from minilateral.brief.charts import render, theme
from minilateral.brief.charts.contacts import marks
from minilateral.brief.parts import Num, evidence_key
from minilateral.measures.exposure import coverage_end, default_as_of

JKU = "japan-korea-us"
SVG = "{http://www.w3.org/2000/svg}"
each_group = pytest.mark.parametrize("slug", made.GROUPS)


@cache
def svg_of(slug, name, look="light"):
    return render.svg(made.of_group(slug)[name].spec, look)


def drawn(slug):
    return {name: figure for name, figure in made.of_group(slug).items() if figure}


def parsed(svg):
    return ET.fromstring(svg)  # noqa: S314 - our own


def text_in(svg):
    return [element.text for element in parsed(svg).iter(f"{SVG}text")]


def test_japan_korea_us_has_all():
    assert all(made.of_group(JKU).values())


@each_group
def test_only_what_was_never_collected_has_no_figure(slug):
    one = made.book(slug)
    missing = {name for name, figure in made.of_group(slug).items() if figure is None}
    # Of some groups no exercise, no vacant office, or of too few meetings what followed, is on record.
    few = {"integration", "capacity", "signalling"}
    assert missing <= {"response", "completeness"} | few | (
        {"consultation"} if default_as_of(one) != coverage_end(one) else set()
    )
    assert ("response" in missing) is not bool(one.provocations)
    assert ("completeness" in missing) is not any((row.official or 0) >= 2 for row in one.recall)


@each_group
def test_a_figure_says_what_it_shows(slug):
    for name, figure in drawn(slug).items():
        assert figure.id == name
        assert figure.title
        assert figure.subtitle
        assert len(figure.alt) > 40
        assert "None" not in figure.alt + figure.title + figure.subtitle + figure.note
        assert figure.data.rows
        assert all(len(row) == len(figure.data.columns) for row in figure.data.rows)


@each_group
def test_a_drawing_is_small_plain_and_named(slug):
    for name, figure in drawn(slug).items():
        svg = svg_of(slug, name)
        assert len(svg) < 60_000
        assert figure.title not in text_in(svg)  # the page prints it
        root = parsed(svg)
        assert root.get("role") == "img"
        assert root.get("aria-label") == figure.alt
        assert set(re.findall(r"#[0-9a-f]{6}", svg)) <= {tone.light for tone in theme.TONES.values()}
        assert not re.search(r'(?<!-)\b(id|class|style|href|xlink)="|NaN|<script|url\(', svg)
        assert min(float(size) for size in re.findall(r'font-size="([\d.]+)', svg)) >= 13


def test_dark_and_print_take_their_own_colours():
    for name in made.NAMES:
        dark, paper = svg_of(JKU, name, "dark"), svg_of(JKU, name, "print")
        assert set(re.findall(r"#[0-9a-f]{6}", dark)) <= {tone.dark for tone in theme.TONES.values()}
        assert set(re.findall(r"#[0-9a-f]{6}", paper)) <= {tone.print for tone in theme.TONES.values()}
        assert "var(" not in paper
        assert f'font-family="{theme.PRINT_FONT}"' in paper


@each_group
def test_a_specification_is_vega_lite_with_sorted_keys(slug):
    for figure in drawn(slug).values():
        spec = json.loads(figure.spec)
        assert json.dumps(spec, sort_keys=True, ensure_ascii=False, separators=(",", ":")) == figure.spec
        alt.LayerChart.from_dict(spec)  # validates against the schema
        assert not re.search(r"view_\d|param_\d", figure.spec)
        assert "http" not in figure.spec.replace(spec["$schema"], "")


@each_group
def test_nothing_is_drawn_outside_the_picture(slug):
    for name in drawn(slug):
        root = parsed(svg_of(slug, name))
        _, _, width, height = map(float, root.get("viewBox").split())
        for element in root.iter(f"{SVG}text"):
            x, y = float(element.get("x")), float(element.get("y"))
            wide = 0.62 * float(element.get("font-size")) * len(element.text)
            left = x - {"start": 0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
            assert left >= -8, element.text
            assert left + wide <= width + 8, element.text
            assert 8 <= y <= height - 2, element.text
        for path in root.iter(f"{SVG}path"):
            for x, y in re.findall(r"M(-?[\d.]+) ?(-?[\d.]+)", path.get("d")):
                assert -1 <= float(x) <= width + 1
                assert -1 <= float(y) <= height + 1


@each_group
def test_every_number_of_a_data_table_names_an_estimate_or_the_rows_it_counts(slug):
    one, figures = made.book(slug), drawn(slug)  # drawing fills the ledger
    keys = {evidence_key(e) for e in made.estimates(one, default_as_of(one))} | made.ledger_of(slug).sets.keys()
    for figure in figures.values():
        for row in figure.data.rows:
            assert {p.evidence for cell in row for p in cell if isinstance(p, Num)} <= keys


@each_group
def test_no_count_of_a_data_table_stands_loose(slug):
    for figure in drawn(slug).values():
        plain = [p for row in figure.data.rows for cell in row[1:] for p in cell if isinstance(p, str)]
        loose = [words for words in plain if re.fullmatch(r"[\d,.]+%?", words)]
        assert not [words for words in loose if not re.fullmatch(r"(19|20)\d\d", words)], figure.id  # years are names


@each_group
def test_what_a_count_of_rows_says_is_how_many_it_leads_to(slug):
    sets = made.ledger_of(slug).sets
    for name in ("timeline", "breadth", "integration"):
        if made.of_group(slug)[name] is None:
            continue
        for row in made.of_group(slug)[name].data.rows:
            for number in (p for cell in row for p in cell if isinstance(p, Num) and p.evidence in sets):
                rows = len(sets[number.evidence].rows)
                assert rows >= int(number.text.replace(",", "")), (name, number)
                assert bool(rows) == (number.text != "0"), (name, number)


def test_the_same_bytes_in_another_process_zone_and_language():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import made_charts as made, hashlib\n"
        "from minilateral.brief.charts import render\n"
        "made_ = made.of_group('japan-korea-us')\n"
        "for name, figure in made_.items():\n"
        "    svg = ''.join(render.svg(figure.spec, look) for look in ('light', 'dark', 'print'))\n"
        "    print(name, hashlib.sha256((figure.spec + svg).encode()).hexdigest())\n"
    )
    here = str(Path(__file__).parent)
    worlds = (
        {"TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LANG": "C", "PYTHONHASHSEED": "2", "FONTCONFIG_FILE": "/nonexistent"},
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", code, here], env={**os.environ, **world}, capture_output=True, text=True, check=True
        ).stdout
        for world in worlds
    ]
    assert found[0] == found[1]
    assert len(found[0].splitlines()) == len(made.NAMES)


def test_importing_the_figures_is_cheap():
    code = (
        "import sys, minilateral.brief.charts, minilateral.brief.charts.render\n"
        "print([m for m in ('altair', 'vl_convert', 'numpy', 'scipy', 'pandas') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_deputies_have_a_sign_of_their_own():
    days = {mark.day for mark in marks(made.book(JKU), date(2025, 10, 31)) if mark.look == "deputy"}
    assert {date(2012, 6, 2), date(2025, 7, 11)} & days == {date(2012, 6, 2), date(2025, 7, 11)}
    assert "a deputy in the chair" in text_in(svg_of(JKU, "timeline"))
    assert "a deputy in the chair" not in text_in(svg_of("visegrad", "timeline"))


def test_time_nobody_watched_is_named_and_hatched():
    figure = made.of_group("e3")["timeline"]
    words = text_in(render.svg(figure.spec, "light"))
    assert "record thin" in words
    assert "watched in part or not at all" in words
    assert re.search(r"fully watched in 2004 to 2005 and (2018 to )?2025;", figure.alt)
    unwatched = next(row for row in figure.data.rows if row[0] == ("2010",))
    assert ("0",) not in unwatched
    assert unwatched[-1] == ("not",)


def test_silences_of_the_tracks():
    figure = made.of_group(JKU)["consistency"]
    days = {row[0][0]: row[1][0].text for row in figure.data.rows}
    assert days["Leaders"] == "350"
    assert days["Defence ministers"] == "460"
    assert days["National security advisers"] == "371"
    assert days["Commerce and industry ministers"] == "492"
    assert days["Finance ministers"] == "562"
    assert days["Foreign ministers"] == "2"
    drawn = text_in(render.svg(figure.spec, "light"))
    assert {"350 d", "460 d", "371 d", "492 d", "562 d", "2 d"} <= set(drawn)


def test_the_headline_window_is_the_one_set_bold():
    one = made.book(JKU)
    share = next(
        e
        for e in made.estimates(one, date(2025, 10, 31))
        if e.name == "answered" and e.of("window") == "3" and e.of("severity") == "4"
    )
    root = parsed(svg_of(JKU, "response"))
    bold = {element.text for element in root.iter(f"{SVG}text") if element.get("font-weight")}
    assert bold == {"3 days", f"{100 * share.value:.0f}%"}
    cases = [row for row in made.of_group(JKU)["response"].data.rows if row[0][0].isdigit()]
    assert sum(int(row[1][0].text) for row in cases) == share.n
    assert sum(int(row[2][0].text) for row in cases) == round(share.value * share.n)


def test_completeness_counts_circles():
    figure = made.of_group(JKU)["completeness"]
    assert "13 of 22" in text_in(render.svg(figure.spec, "light"))
    assert "Chiefs of defence" in figure.alt


def test_the_timeline_table_holds_what_the_timeline_drops():
    figure = made.of_group(JKU)["timeline"]
    assert figure.data.rows[0][0] == ("1998",)
    assert figure.subtitle.endswith("2010 to 31 October 2025")
    assert "Years before 2010 are in the table." in figure.note


def test_breadth_separates_those_who_prepare():
    figure = made.of_group(JKU)["breadth"]
    names = text_in(render.svg(figure.spec, "light"))
    assert names.index("Foreign ministers") < names.index("Vice foreign ministers")
    row = {r[0][0]: r for r in figure.data.rows}["Foreign ministers"]
    assert int(row[2][0].text) > 0


def test_an_open_ended_count_is_named_by_its_own_end_not_by_the_day_of_the_brief():
    assert "Leaders (to 2023) 12 of 13" in made.of_group(JKU)["completeness"].alt

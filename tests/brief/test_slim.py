"""A drawing in fewer bytes draws the same."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

import pytest
from composed import brief as real
from hypothesis import given
from hypothesis import strategies as st

from minilateral.brief.charts import render
from minilateral.brief.slim import slim, steps

FIGURES = [figure for section in real("japan-korea-us").sections for figure in section.figures]


def points(d: str) -> list[tuple[int, int]]:
    """Where each command of a path ends, in tenths; relative and absolute commands alike."""
    start = at = (0, 0)
    made = []
    for command, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", d):
        numbers = [round(float(one) * 10) for one in re.findall(r"-?\d*\.?\d+", rest)]
        origin = at if command.islower() else (0, 0)
        kind = command.upper()
        if kind == "Z":
            at = start
        elif kind == "H":
            at = (origin[0] + numbers[0], at[1])
        elif kind == "V":
            at = (at[0], origin[1] + numbers[0])
        else:
            at = (origin[0] + numbers[-2], origin[1] + numbers[-1])
        start = at if kind == "M" else start
        made.append(at)
    return made


def marks(svg: str) -> list[tuple[dict[str, str], list[tuple[int, int]], str]]:
    """Every mark and word of a drawing with the look it has or inherits, the points of its path, and its words."""
    made = []

    def walk(element: Element, look: dict[str, str]) -> None:
        own = {name: re.sub(r"\((--[\w-]+),[^)]*\)", r"(\1)", value) for name, value in element.attrib.items()}
        path = points(own.pop("d", ""))
        own = look | own
        tag = element.tag.rpartition("}")[2]
        if tag in {"path", "text"}:
            made.append((own, path, element.text or ""))
        for inner in element:
            walk(inner, own if tag == "g" else {})

    walk(fromstring(svg), {})  # noqa: S314 - our own drawing
    return made


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_a_real_figure_keeps_every_point_word_and_colour(figure):
    full = render.svg(figure.spec, "light")
    short = slim(full)
    assert len(short) < 0.85 * len(full)
    assert len(marks(full)) > 10
    assert marks(short) == marks(full)


tenths = st.integers(-9999, 9999).map(lambda tenth: f"{tenth / 10:.1f}".removesuffix(".0"))
command = st.one_of(
    st.tuples(st.sampled_from("ML"), tenths, tenths).map(lambda one: f"{one[0]}{one[1]} {one[2]}"),
    st.tuples(st.sampled_from("HVhv"), tenths).map("".join),
    st.tuples(tenths, tenths).map(lambda one: f"A3 3 0 1 1 {one[0]} {one[1]}"),
    st.just("Z"),
)


@given(st.lists(command, max_size=30))
def test_no_path_drifts_or_grows(commands):
    d = "".join(["M1.5 2", *commands])
    assert points(steps(d)) == points(d)
    assert len(steps(d)) <= len(d)


def test_what_is_not_understood_stays():
    curve = "M0 0C1 1 2 2 3 3"
    assert steps(curve) == curve
    assert steps("") == ""


def test_words_of_one_look_share_a_group_and_their_order():
    look = ' fill="var(--fig-ink,#000)" font-size="13"'
    drawn = slim(f'<svg><text x="1" y="2"{look}>a &lt; b</text><text x="3" y="4"{look}>c</text><path d="M0 0"/></svg>')
    assert drawn == (
        '<svg><g fill="var(--fig-ink)" font-size="13"><text x="1" y="2">a &lt; b</text><text x="3" y="4">c</text></g>'
        '<path d="m0 0"/></svg>'
    )

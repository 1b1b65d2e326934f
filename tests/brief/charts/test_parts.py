"""The pieces figures are made of: rendering, palette, time, terms of office."""

import json
from datetime import date

import pytest

from minilateral.brief.charts import key, layers, render, tenure, theme, when
from minilateral.measures.histories import history
from minilateral.model import Casebook, Group, Office

FRAME = layers.Frame(width=100, height=50, left=10, right=10, top=5, bottom=5, x=(0, 10), y=(0, 5))


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, two):
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", ["light", "dark", "print"])
@pytest.mark.parametrize("word", ["ink", "muted", "act"])
@pytest.mark.parametrize("ground", ["paper", "wash", "wash2"])
def test_words_stand_out_from_every_ground(look, word, ground):
    assert contrast(getattr(theme.TONES[word], look), getattr(theme.TONES[ground], look)) >= 4.5


@pytest.mark.parametrize("look", ["light", "dark", "print"])
@pytest.mark.parametrize("mark", ["act", "press", "ink"])
def test_marks_stand_out_from_paper(look, mark):
    assert contrast(getattr(theme.TONES[mark], look), getattr(theme.TONES["paper"], look)) >= 3


def test_light_values_are_names():
    values = [tone.light for tone in theme.TONES.values()]
    assert len(set(values)) == len(values)


def test_marks_of_one_look_become_one_path_in_absolute_tenths():
    spec = layers.specification(FRAME, layers.strokes([(0, 0, 0, 5), (5, 0, 5, 5)], colour=theme.INK), "two")
    svg = render.svg(spec, "print")
    assert svg.count("<path") == 1
    assert 'd="M10 55L10 5M60 55L60 5"' in svg
    assert f'stroke="{theme.TONES["ink"].print}"' in svg


def test_words_are_escaped_and_kept():
    spec = layers.specification(FRAME, layers.labels([(1, 1, 'a<b & "c"')]), 'say "x" > y')
    svg = render.svg(spec, "light")
    assert '>a&lt;b &amp; "c"</text>' in svg
    assert 'aria-label="say &quot;x&quot; &gt; y"' in svg


def test_colours_on_a_page_are_properties_with_a_fallback():
    spec = layers.specification(FRAME, layers.bands([(0, 0, 1, 1)], fill=theme.ACT_SOFT), "")
    assert f'fill="var(--fig-act-soft,{theme.ACT_SOFT})"' in render.svg(spec, "light")
    assert f'fill="var(--fig-act-soft,{theme.TONES["act_soft"].dark})"' in render.svg(spec, "dark")


def test_a_colour_outside_the_palette_is_refused():
    spec = layers.specification(FRAME, layers.bands([(0, 0, 1, 1)], fill="#123456"), "")
    with pytest.raises(KeyError):
        render.svg(spec, "light")


def test_no_layer_is_made_of_nothing():
    assert layers.points([], fill=theme.ACT) == []
    assert layers.hatch(FRAME, [], y_px=1) == []


def test_hatching_stays_in_its_box():
    made = layers.hatch(FRAME, [(2, 1, 6, 3)], y_px=10)
    spec = json.loads(layers.specification(FRAME, made, ""))
    values = spec["datasets"][spec["layer"][1]["data"]["name"]]
    assert values
    for row in values:
        assert 2 <= row["x"] <= 6.0001
        assert 2 <= row["x2"] <= 6.0001
        assert 1 <= row["y"] <= 3
        assert 1 <= row["y2"] <= 3


def test_the_key_breaks_its_lines():
    entries = [key.Entry("a meaning of some length", lambda *_: []) for _ in range(5)]
    assert [len(line) for line in key.lines(entries, 500)] == [2, 2, 1]


def test_unknown_is_what_no_row_says_was_observed():
    book = history()
    assert when.unknown(book, "engagements", date(2012, 1, 1), date(2021, 12, 31)) == []
    (before, after) = when.unknown(book, "engagements", date(2010, 1, 1), date(2022, 6, 30))
    assert before == (2010.0, 2012.0)
    assert after[0] == 2022.0
    assert when.unknown(book, "strains", date(2012, 1, 1), date(2012, 12, 31)) == [(2012.0, 2013.0)]


def office(person, country, first, last=None, name="head_of_government", *, acting=False):
    return Office(id=person + first, person=person, country=country, office=name,
                  from_date=date.fromisoformat(first), to_date=date.fromisoformat(last) if last else None,
                  acting=acting)  # fmt: skip


@pytest.mark.parametrize(
    ("person", "country", "name"),
    [
        ("Abe Shinzo", "JPN", "Abe"), ("Lee Jae-myung", "KOR", "Lee"), ("Joe Biden", "USA", "Biden"),
        ("Ferdinand Marcos Jr.", "PHL", "Marcos"), ("Benigno Aquino III", "PHL", "Aquino"), ("Jr.", "USA", "Jr."),
    ],
)  # fmt: skip
def test_people_go_by_the_name_readers_know(person, country, name):
    assert tenure.surname(office(person, country, "2020-01-01")) == name


def test_terms_follow_each_other():
    rows = (
        office("Park Geun-hye", "KOR", "2013-02-25", "2017-03-10", "head_of_state"),
        office("Hwang Kyo-ahn", "KOR", "2016-12-09", "2017-05-10", "head_of_state", acting=True),
        office("Moon Jae-in", "KOR", "2017-05-10", None, "head_of_state"),
    )
    terms = tenure.terms(Casebook(group=Group(slug="x", name="x", members=("KOR",)), offices=rows), "KOR")
    assert [(t.name, t.end) for t in terms] == [
        ("Park", date(2016, 12, 9)), ("Hwang", date(2017, 5, 10)), ("Moon", None),
    ]  # fmt: skip


def test_the_head_of_government_comes_before_the_head_of_state():
    rows = (office("Xi Jinping", "CHN", "2013-03-14", None, "head_of_state"), office("Li Qiang", "CHN", "2023-03-11"))
    book = Casebook(group=Group(slug="x", name="x", members=("CHN",)), offices=rows)
    assert [term.name for term in tenure.terms(book, "CHN")] == ["Li"]

"""What a figure does with nothing, with too much, and with text that means harm."""

from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import made_charts as made
import pytest

from minilateral.brief.charts import render
from minilateral.measures.histories import history, provoked
from minilateral.model import Casebook, Coverage, Group, Office, Provocation, Strain

END = date(2021, 12, 31)
EMPTY = Casebook(group=Group(slug="none", name="None", members=("AUS", "JPN", "USA")))
HOSTILE = '</text><script>alert("x")</script>&amp;\u202e<!--\x00 =HYPERLINK("a")'


def drawn(figures):
    return {name: render.svg(figure.spec, "light") for name, figure in figures.items() if figure}


def test_an_empty_casebook_has_no_figures():
    assert not any(made.figures(EMPTY, END).values())


def test_before_the_first_row_there_are_no_figures():
    assert not any(made.figures(provoked(history(), 20, 0.5), date(2001, 1, 1)).values())


@pytest.mark.parametrize("as_of", [date(1, 1, 1), date(1, 12, 31), date(9999, 12, 31), date(2012, 1, 1)])
def test_no_day_is_too_early_or_too_late(as_of):
    drawn(made.figures(provoked(history(), 20, 0.5), as_of))


def test_one_row():
    book = history(n=1)
    found = drawn(made.figures(book, END))
    assert {"timeline", "breadth", "consistency"} <= found.keys()


def test_provocations_that_ended_long_ago_leave_no_years_to_draw():
    long_ago = history(rates=[1.0] * 480, start=date(1982, 1, 1))
    found = made.figures(provoked(long_ago, 10, 0.5), END)
    assert found["response"] is not None
    drawn(found)


def test_without_coverage_everything_is_hatched_and_no_rate_is_drawn():
    book = replace(provoked(history(), 20, 0.5), coverage=())
    found = made.figures(book, END)
    assert found["consultation"] is None
    assert found["response"] is None
    timeline = found["timeline"]
    assert timeline is not None
    assert "No year of it is fully watched" in timeline.alt
    assert {row[-1] for row in timeline.data.rows} == {("not",)}


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_rows_at_the_ends_of_time(day):
    book = history(n=3)
    far = replace(book.engagements[0], id="FAR", date=day)
    strain = Strain(id="S", date=day, kind="trade", severity=None, summary="x")
    act = Provocation(id="P", date=day, actor=("PRK",), kind="icbm", severity=5, summary="x")
    watched = Coverage(id="C", table="engagements", from_date=day, to_date=day, watched="observed")
    office = Office(id="O", person="Ex Ample", country="AUS", office="head_of_government", from_date=day)
    rows = tuple(sorted((*book.engagements, far), key=lambda row: row.date))
    book = replace(
        book,
        engagements=rows,
        strains=(strain,),
        provocations=(act,),
        coverage=(*book.coverage, watched),
        offices=(office,),
    )
    for as_of in (END, date.max):
        drawn(made.figures(book, as_of))


def test_twenty_thousand_engagements_stay_small():
    book = history(n=20_000)
    acts = tuple(
        Provocation(
            id=f"P{i:05d}", date=date(2012, 1, 1) + timedelta(days=i % 3650), actor=("PRK",), kind="icbm",
            severity=3 + i % 3, summary="x",
        )
        for i in range(5_000)
    )  # fmt: skip
    strains = tuple(
        Strain(
            id=f"S{i}", date=date(2012, 1, 1) + timedelta(days=i % 3650), kind="trade", severity=1 + i % 5, summary="x"
        )
        for i in range(5_000)
    )
    figures = made.figures(replace(book, provocations=acts, strains=strains), END)
    for name, svg in drawn(figures).items():
        assert len(svg) < 60_000, name
    assert all(len(figure.data.rows) < 100 for figure in figures.values() if figure)


def test_hostile_text_is_only_ever_text():
    book = provoked(history(), 20, 0.5)
    book = replace(
        book,
        group=replace(book.group, name=HOSTILE),
        tracks=tuple(replace(track, name=HOSTILE) for track in book.tracks),
        engagements=tuple(replace(row, summary=HOSTILE) for row in book.engagements),
        offices=(
            Office(
                id="O", person=HOSTILE, country="AUS", office="head_of_government",
                from_date=date(2012, 1, 1), to_date=date(2019, 1, 1),
            ),
        ),
    )  # fmt: skip
    for name, figure in made.figures(book, END).items():
        if figure is None:
            continue
        for look in ("light", "print"):
            svg = render.svg(figure.spec, look)
            root = ET.fromstring(svg)  # noqa: S314 - our own
            assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {"svg", "path", "text"}, name
            assert "\u202e" not in svg
            assert "\x00" not in svg


def test_a_busy_year_of_cases_is_drawn_as_a_bar():
    acts = tuple(
        Provocation(
            id=f"P{i:03d}", date=date(2015, 1, 1) + timedelta(days=5 * i), actor=("PRK",), kind="icbm", severity=5,
            summary="x",
        )
        for i in range(70)
    )  # fmt: skip
    book = provoked(history(), 20, 1.0)
    figure = made.figures(replace(book, provocations=acts), END)["response"]
    assert figure is not None
    assert sum(int(row[1][0].text) for row in figure.data.rows if row[0][0].isdigit()) == 70
    render.svg(figure.spec, "light")

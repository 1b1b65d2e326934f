"""A figure is drawn up as soon as its own measure is known: the others must add nothing to it."""

from dataclasses import replace

import pytest

from minilateral.brief.compose import compose
from minilateral.brief.desk import Desk
from minilateral.brief.drawn import ALSO, FIGURES, due
from minilateral.brief.ledger import Ledger
from minilateral.measures import MEASURES, measure
from minilateral.measures.exposure import default_as_of
from minilateral.record.casebook import read_casebook, read_shared, shipped_casebooks


@pytest.fixture(scope="module", params=["japan-korea-us", "quad", "visegrad"])
def desk(request):
    shared = read_shared(shipped_casebooks())
    book = read_casebook(shipped_casebooks() / request.param).book
    book = replace(book, shocks=shared.shocks, offices=shared.offices)
    stands = default_as_of(book) or book.engagements[-1].date
    return Desk(book=book, estimates=measure(book, as_of=stands), earlier=(), as_of=stands)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_needs_the_estimates_of_the_measures_named_with_it_only(desk, name):
    own = [e for known in {name, ALSO.get(name, name)} & {*MEASURES} for e in MEASURES[known](desk.book, desk.as_of)]
    early, late = (
        replace(desk, estimates=found, ledger=Ledger(), made={}).figures(name) for found in (own, desk.estimates)
    )
    assert early == late


def test_every_figure_falls_due_once():
    names = ["timeline", *MEASURES]
    assert sorted(one for at, name in enumerate(names, 1) for one in due(name, names[:at])) == sorted(FIGURES)


def test_every_figure_is_told_before_the_brief_is_whole(desk):
    told = []
    brief = compose(desk.book, desk.as_of, version="0", casebook_hash="", each=told.append)
    assert {figure.id for section in brief.sections for figure in section.figures} == {one.id for one in told}


def test_sections_not_asked_for_draw_nothing(desk):
    told = []
    compose(desk.book, desk.as_of, version="0", casebook_hash="", sections=["breadth"], each=told.append)
    assert {figure.id for figure in told} <= {"breadth"}

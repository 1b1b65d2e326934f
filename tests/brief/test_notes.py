from dataclasses import replace

import pytest
from fixture_brief import brief

from minilateral.brief.notes import notes
from minilateral.brief.parts import Num, Ref


def test_numbers_follow_first_citation():
    made = notes(brief())
    assert [item.key for item in made.sets][:3] == ["contacts-before", "contacts-now", "contacts-both"]
    assert sorted(made.number.values()) == list(range(1, len(brief().evidence) + 1))


def test_every_row_is_needed_once_and_first_things_come_first():
    made = notes(brief())
    assert sorted(made.needed) == sorted(row.id for row in brief().rows)
    assert made.needed[0] == brief().evidence[1].rows[0]


def test_a_number_that_leads_nowhere_is_refused():
    with pytest.raises(ValueError, match="nowhere-key"):
        notes(replace(brief(), newest=(Num("7", "nowhere-key"),)))
    with pytest.raises(ValueError, match="nowhere-row"):
        notes(replace(brief(), newest=(Ref("the last meeting", "nowhere-row"),)))


def test_an_uncited_set_comes_last_and_is_not_printed():
    book = brief()
    extra = replace(book.evidence[0], key="uncited")
    book = replace(book, evidence=(extra, *book.evidence))
    made = notes(book)
    assert made.sets[-1].key == "uncited"
    assert "uncited" not in made.printed(book)[0]

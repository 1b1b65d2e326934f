"""Members' own accounts of one meeting, side by side."""

import pytest
from made_statements import document

from minilateral.errors import NotComparable
from minilateral.statements.page import readouts_page
from minilateral.statements.readouts import readouts
from minilateral.statements.terminal import readouts_terminal

TALKS = "The ministers condemned the missile launches of this spring."
COAST = "They discussed the conduct of coast guard vessels near the reefs."
TRADE = "They agreed to lower tariffs on batteries and steel next year."
STUDENTS = "Students from all three countries will spend a summer in Busan."
US = document(f"{TALKS} {COAST}", "US", issuer="State", issued="2025-07-11T10:00:00-04:00")
JP = document(f"{COAST} {TALKS} {TRADE}", "JP", issuer="MOFA Japan", issued="2025-07-12T02:00:00+09:00")
KR = document(f"{TALKS} {STUDENTS}", "KR", issuer="MOFA Korea", issued="2025-07-11T10:00:00")


def who(found):
    return {next(cell for cell in row.cells if cell).text: row.who for row in found.rows}


def test_who_says_what():
    found = readouts([US, JP, KR])
    assert who(found) == {
        TALKS: "all",
        COAST: "not MOFA Korea",
        TRADE: "only MOFA Japan",
        STUDENTS: "only MOFA Korea",
    }
    assert [found.alone(at) for at in range(3)] == [0, 1, 1]


def test_hours_between_readouts_where_both_moments_are_known():
    assert readouts([US, JP, KR]).later == ("", "3 hours later", "the same day")


def test_the_reference_makes_no_difference_to_who_says_what():
    assert who(readouts([KR, JP, US])).items() >= {(TRADE, "only MOFA Japan"), (STUDENTS, "only MOFA Korea")}


def test_every_sentence_of_every_readout_is_shown_once():
    found = readouts([US, JP, KR])
    for at, one in enumerate((US, JP, KR)):
        assert sorted(" ".join(row.cells[at].text for row in found.rows if row.cells[at]).split()) == sorted(
            one.text.split()
        )


def test_page_and_terminal():
    found = readouts([US, JP, KR])
    shown = readouts_page(found).decode()
    assert "only MOFA Japan" in shown
    assert "3 hours later" in shown
    assert "only MOFA Japan" in readouts_terminal(found)


def test_partial_readouts_are_refused_and_one_is_not_enough():
    with pytest.raises(NotComparable, match="excerpt"):
        readouts([US, document(TRADE, "JP", completeness="excerpt")])
    with pytest.raises(NotComparable, match="two or more"):
        readouts([US])
    forced = readouts([US, document(TRADE, "JP", completeness="excerpt")], force=True)
    assert "FORCED" in readouts_page(forced).decode()
    assert "FORCED" in readouts_terminal(forced)

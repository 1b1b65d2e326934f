"""A phrase through the statements of a group: a return is a return, and a gap is a gap."""

import pytest

from made_series import SERIES, body, documents, said
from minilateral.documents import Stamp
from minilateral.errors import UsageError
from minilateral.model import Statement
from minilateral.statements.phrases import lineage
from minilateral.statements.series import series
from minilateral.statements.spelled import Spelled

NORTH, PENINSULA = "denuclearization of the DPRK", "denuclearisation of the Korean Peninsula"


def uses(found):
    return {use.said.day: use.used for use in found.uses}


def test_the_wording_of_2025_is_a_return():
    found = lineage(series(documents()), NORTH)
    assert [day for day, used in uses(found).items() if used == "yes"] == ["2023-08-18", "2024-06-02", "2025-02-15"]
    assert found.together.first.said.title == "Joint Statement (Camp David)"
    (back,) = found.together.returns
    assert (back.back.said.title, back.before.said.title) == ("Joint Statement (Munich)", "Joint Statement (Singapore)")
    assert (back.statements, back.days, back.unknown) == (1, 258, 0)


def test_the_peninsula_came_back_in_lima_and_is_not_used_since():
    found = lineage(series(documents()), PENINSULA).together
    (back,) = found.returns
    assert (back.back.said.title, back.statements, back.days) == ("Joint Statement (Lima)", 2, 733)
    assert found.dropped_for == 1
    assert found.first.said.day == "2017-07-06"


def test_the_sentence_is_given_with_its_place():
    found = lineage(series(documents()), PENINSULA)
    place = found.uses[1].places[0]
    text = found.uses[1].said.document.text
    assert place.sentence == "We reaffirm our commitment to the complete denuclearization of the Korean Peninsula."
    assert text[place.at : place.to] == "denuclearization of the Korean\nPeninsula"
    assert text[place.start : place.end].startswith("We reaffirm")


@pytest.mark.parametrize("completeness", ["excerpt", "teaser", "unknown"])
def test_what_a_part_does_not_hold_is_not_known(completeness):
    held = [said(SERIES[0][0], "Joint Statement (A)", body("peace"), completeness=completeness)]
    found = lineage(series(held), NORTH)
    assert uses(found) == {"2017-07-06": "not known"}
    assert completeness in found.uses[0].basis
    assert found.together.unknown_before_first == 1


def test_what_a_part_does_hold_is_known():
    held = [said("2023-08-18", "Joint Statement (A)", body(NORTH), completeness="excerpt")]
    assert uses(lineage(series(held), NORTH)) == {"2023-08-18": "yes"}


@pytest.mark.parametrize("relation", ["altered", "near_verbatim", "translation", "unknown"])
def test_no_wording_is_taken_from_other_peoples_copies(relation):
    found = lineage(series([said("2023-08-18", "Joint Statement (A)", body(NORTH), relation=relation)]), NORTH)
    assert uses(found) == {"2023-08-18": "not known"}
    assert found.together.first is None


def test_a_gap_between_two_uses_is_told_and_is_no_absence():
    one, two, three = (
        said(day, "Joint Statement (A)", body(NORTH)) for day in ("2023-01-01", "2024-01-01", "2025-01-01")
    )
    cut = said("2024-01-01", "Joint Statement (A)", body("peace"), completeness="teaser")
    assert lineage(series([one, cut, three]), NORTH).together.returns == ()
    without = said("2024-06-01", "Joint Statement (B)", body("peace among all who live beside the sea"))
    (back,) = lineage(series([one, cut, without, three]), NORTH).together.returns
    assert (back.statements, back.unknown) == (1, 1)
    assert two.id == cut.id


def row(**facts):
    known = {
        "id": "S-1",
        "date": __import__("datetime").date(2020, 1, 1),
        "title": "A statement",
        "kind": "joint_statement",
    }
    return Statement(**{**known, **facts})


def test_where_no_text_is_held_the_casebook_tells_what_is_there_only():
    rows = [row(key_phrases=("ironclad commitments", "complete denuclearisation"))]
    assert uses(lineage(series([], rows), "complete denuclearization")) == {"2020-01-01": "yes"}
    assert uses(lineage(series([], rows), "ironclad commitment")) == {"2020-01-01": "not known"}
    assert lineage(series([], rows), "peace").uses[0].basis == "no text is held"


def test_a_noted_phrase_with_a_caution_is_not_known():
    found = lineage(
        series([], [row(key_phrases=("complete denuclearization (mirror altered)",))]), "complete denuclearization"
    )
    assert found.uses[0].used == "not known"
    assert "mirror altered" in found.uses[0].basis


def test_a_superseded_row_is_passed_over():
    assert series([], [row(status="superseded"), row(id="S-2", status="planned")]) == ()


def test_copies_of_one_text_are_one_statement_and_a_row_is_joined_to_its_text():
    one = said("2023-08-18", "Joint Statement (A)", body(NORTH), url="https://www.state.gov/the-statement-of-august/")
    copy = said("2023-08-19", "Joint Statement (B)", body(NORTH), relation="unknown", url="https://copies.example/x")
    (found,) = series(
        [copy, one], [row(official_url="https://www.state.gov/the-statement-of-august", key_phrases=("x y",))]
    )
    assert found.document == one
    assert found.copies == (copy.id,)
    assert found.row.id == "S-1"


def test_a_person_may_say_that_two_are_no_copies():
    one = said("2023-08-18", "Joint Statement (A)", body(NORTH))
    other = said("2023-08-19", "Joint Statement (B)", body(NORTH))
    assert len(series([one, other])) == 1
    assert len(series([one, other], apart=frozenset({tuple(sorted((one.id, other.id)))}))) == 2


def test_readouts_are_voices_of_their_own_and_an_archive_is_none():
    held = [
        said("2023-01-01", "Readout of a Trilateral Call (A)", body("peace"), kind="readout", issuer="The White House"),
        said("2024-01-01", "Readout of a Trilateral Call (B)", body(NORTH), kind="readout",
             issuer="The White House, archive of 2021-2025"),
        said("2024-02-01", "Joint Statement (C)", body("peace")),
    ]  # fmt: skip
    found = lineage(series(held), NORTH)
    assert [(one.by, len(one.with_it), len(one.without)) for one in found.histories] == [
        ("together", 0, 1), ("The White House", 1, 1),
    ]  # fmt: skip


def test_statements_of_one_day_are_one_occasion():
    held = [
        said("2023-08-18", "Joint Statement (A)", body(NORTH)),
        said("2023-08-18", "Joint Statement (B)", "We, the leaders, commit to consult. " * 9),
        said("2023-08-18", "Joint Statement (C)", body(f"{NORTH} by way of talks alone and of nothing else whatever")),
    ]
    assert lineage(series(held), NORTH).together.returns == ()


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("our “ironclad” commitment", "ironclad commitment", True),
        ("co-operation in defence", "cooperation in defense", True),
        ("cyber-security programmes", "Cyber security programs", True),
        ("denuclear-\nisation of all", "denuclearization of all", True),
        ("un\u00adshakable", "unshakeable", True),
        ("the U.S. Secretary spoke", "US secretary", True),
        ("met in the DPRK. Korean ministers", "DPRK Korean", False),
        ("peace.\n\nSecurity matters", "peace security", False),
        ("peace and security", "peace and secur", False),
        ("a nowhere man", "now here", True),
        ("North Korea", "DPRK", False),
        ("weapons of mass destruction (WMD)", "WMD", True),
        ("an alliance", "a", False),
        ("a pact", "a", True),
    ],
)
def test_spelling_makes_no_difference_and_sentences_do(text, phrase, found):
    assert (phrase in Spelled(text)) is found


def test_nothing_held_and_phrases_without_words():
    assert lineage((), NORTH).uses == ()
    assert lineage((), NORTH).together.first is None
    assert {use.used for use in lineage(series(documents()), "… – “”").uses} == {"not known"}


def test_days_known_by_their_month_alone_are_not_counted():
    one = said("2023-01-01", "Joint Statement (A)", body(NORTH))
    without = said("2023-06-01", "Joint Statement (B)", body("peace among all who live beside the sea"))
    noted = row(date=__import__("datetime").date(2024, 3, 1), date_precision="month", key_phrases=(NORTH,))
    (back,) = lineage(series([one, without], [noted]), NORTH).together.returns
    assert (back.statements, back.days, back.back.said.day) == (1, None, "2024-03")


def test_a_document_without_a_day_comes_first_and_breaks_nothing():
    held = [
        said("2023-01-01", "Joint Statement (A)", body(NORTH)),
        said("", "Joint Statement (B)", body("x"), event=Stamp()),
    ]
    assert [use.said.day for use in lineage(series(held), NORTH).uses] == ["", "2023-01-01"]


def test_too_long_or_empty_phrases_are_refused(tmp_path):
    from minilateral.library import open  # noqa: A004, PLC0415 - needs a record, which few tests here do

    group = open("squad", workspace=tmp_path)
    for phrase in ("x" * 10_000, "…", ""):
        with pytest.raises(UsageError):
            group.phrases(phrase)
    assert group.phrases("a").uses == ()

"""What a statement says that its group never said before, and what it brings back."""

import datetime as dt

import pytest

from made_series import SERIES, body, documents, said
from minilateral.errors import UsageError
from minilateral.model import Statement
from minilateral.record.expressions import Counted
from minilateral.statements.novelty import novelties
from minilateral.statements.series import series

MORE = "We will open a shared harbour office in June. The harbour office serves as a ballast of peace."


def phrases(found, verdict):
    return {one.phrase: one for one in found if one.verdict == verdict}


def asked(number, **options):
    held = documents()
    return novelties(series(held), held[number], **options)


def test_munich_is_a_return_and_camp_david_was_new():
    munich, camp_david = asked(6), asked(3)
    name = "denuclearization of the Democratic People’s Republic of Korea"
    assert not any("DPRK" in phrase for phrase in phrases(munich, "new"))
    back = phrases(munich, "returned")["denuclearisation of the DPRK"]
    assert (back.statements, back.days, back.last.title) == (1, 258, "Joint Statement (Singapore)")
    assert back.sentence == "We reaffirm our commitment to the complete denuclearisation of the DPRK."
    assert phrases(camp_david, "new")[name].why == "is used again in 2 later statements"


def test_lima_brings_the_peninsula_back():
    back = phrases(asked(5), "returned")["Korean Peninsula"]
    assert (back.statements, back.days) == (2, 733)


def test_what_the_latest_statement_said_too_is_neither():
    assert asked(2) == ()  # Phnom Penh says what Honolulu said


def test_the_first_statement_is_all_new_and_nothing_of_it_is_rare():
    found = asked(0)
    assert {one.verdict for one in found} <= {"new"}
    assert all("not used before" not in one.why for one in found)


def with_more(more=MORE, **facts):
    held = documents()
    latest = said(
        "2025-09-22", "Joint Statement (New York)", body("the complete denuclearization of the DPRK", more), **facts
    )
    return series([*held, latest]), latest


def test_why_a_phrase_is_told():
    statements, latest = with_more()
    found = phrases(novelties(statements, latest), "new")
    assert found["harbour office"].why == "stands 2 times in this text"
    assert found["ballast of peace"].why == "holds words not used before: ballast, peace"
    text = latest.text
    assert all(" ".join(text[one.start : one.end].split()) == one.sentence for one in found.values())


def test_a_fixed_expression_is_told_where_the_library_knows_it():
    statements, latest = with_more("We noted maritime domain awareness.")
    counted = Counted(
        1000, {"maritime domain": (40, 80)}, dict.fromkeys(("maritime", "domain", "awareness", "noted"), 900)
    )
    found = phrases(novelties(statements, latest, expressions=lambda _: counted), "new")
    assert found["maritime domain"].why == "a fixed expression: in 40 documents of the library"
    assert set(found) == {"maritime domain"}


def test_names_of_office_holders_numbers_and_months_are_no_phrases():
    statements, latest = with_more("Minister Iwaya Takeshi thanked 12 navies in March and 2,000 crews of Freedom Edge.")
    found = phrases(novelties(statements, latest, names={"Iwaya Takeshi", "Takeshi Iwaya"}), "new")
    assert not any(word in phrase for phrase in found for word in ("Iwaya", "Takeshi", "March", "12", "000"))


def test_names_and_hyphens_are_not_cut():
    statements, latest = with_more("We met in the East Harbour Forum Hall on rules-based long-term ballast.")
    found = phrases(novelties(statements, latest), "new")
    assert not {"East Harbour", "Harbour Forum", "based long", "Forum Hall"} & set(found)


def test_a_noted_phrase_counts_as_used():
    row = Statement(
        id="S-1", date=dt.date(2020, 1, 1), title="x", kind="joint_statement", key_phrases=("harbor office",)
    )
    statements, latest = with_more()
    found = novelties(series([*documents(), latest], [row]), latest)
    assert "harbour office" not in phrases(found, "new")
    assert "harbour office" in phrases(found, "returned")
    assert statements


def test_statements_of_which_no_whole_text_is_held_are_counted_and_prove_nothing():
    held = documents(completeness="excerpt")
    latest = said("2025-09-22", "Joint Statement (New York)", body("the complete denuclearization of the DPRK", MORE))
    found = novelties(series([*held, latest]), latest)
    assert not phrases(found, "returned")
    assert {one.unknown for one in found} == {len(SERIES)}


@pytest.mark.parametrize("relation", ["altered", "unknown", "translation"])
def test_no_wording_is_taken_from_other_peoples_copies(relation):
    statements, latest = with_more(relation=relation)
    with pytest.raises(UsageError, match="relation to the original"):
        novelties(statements, latest)


def test_a_document_of_another_group_is_refused():
    with pytest.raises(UsageError, match="expected a joint statement or a readout of this group"):
        novelties(series(documents()), said("2024-01-01", "Joint Statement (Other)", "x"))


def test_an_empty_text_has_nothing_new():
    held = [*documents(), said("2026-01-01", "Joint Statement (Nothing)", "")]
    assert novelties(series(held), held[-1]) == ()

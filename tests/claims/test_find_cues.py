"""Where a sentence makes a claim, and where it only looks so."""

import pytest

from minilateral.claims.find_cues import clause, cues, looks, narrow


def taken(sentence):
    return [one.form for one in cues(sentence) if not one.why]


def reasons(sentence):
    return {one.why for one in cues(sentence) if one.why}


@pytest.mark.parametrize(
    "sentence",
    [
        "It was their first meeting since New York.",
        "The leaders met for the third time this year.",
        "The ministers have not met since July 2024.",
        "Never before had the four met in Tokyo.",
        "It was the longest gap between summits since 2008.",
        "They have met every year since 2022.",
        "They met more often than in 2023.",
        "It was the only stand-alone summit of 2023.",
        "No leaders' meeting has taken place since April.",
        "The next round will be the sixteenth.",
        "“It is the first time we have met in Seoul,” the minister said.",
    ],
)
def test_claims_are_seen(sentence):
    assert taken(sentence), sentence


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("The first question was North Korea.", "something else is counted"),
        ("Manila was the first to speak.", "something else is counted"),
        ("First, they spoke of balloons.", "something else is counted"),
        ("It was Albanese's first trip abroad.", "something else is counted"),
        ("It would be the first summit since Camp David.", "it tells of what may come"),
        ("A third round is planned for next year.", "it tells of what may come"),
        ("A summit is to follow, the first in Japan since 2018.", "it tells of what may come"),
        ("Chances are that next year brings the first summit.", "it tells of what may come"),
        ("For the first time in this article we must speak of talks.", "it is about the text itself"),
        ("It was their first bilateral summit since 2011.", "it is about two states, or one"),
    ],
)
def test_what_only_looks_so_is_passed_over_with_the_reason(sentence, why):
    assert taken(sentence) == []
    assert why in reasons(sentence)


def test_the_month_of_may_is_no_may():
    assert taken("The ministers met in May, for the fourth time this year.") == ["nth"]
    assert taken("The ministers may meet for the fourth time this year.") == []


def test_two_claims_of_a_sentence_are_two():
    assert len(taken("It was the first such meeting since May, and the third this year.")) == 2


def test_a_claim_is_marked_by_its_own_part_of_the_sentence():
    sentence = "The ministers met in Paris, their fourth meeting of the year, and again in Rome."
    cue = next(one for one in cues(sentence) if not one.why)
    begin, end = narrow(sentence, 0, len(sentence), cue)
    assert sentence[begin:end] == "their fourth meeting of the year"
    begin, end = clause(sentence, cue.start, cue.end)
    assert begin <= cue.start < cue.end <= end


def test_a_quick_look_misses_no_claim():
    assert list(looks("The three met in Oslo. Rain fell.")) == []
    assert list(looks("They had not met."))
    assert list(looks("Twentieth round."))

"""Floors of the forecasts, on the shipped casebooks: skill against both baselines, and honesty where there is none.

A floor is lowered only with a reason in the commit that lowers it.
"""

import pytest

from minilateral import library
from minilateral.measures.exposure import coverage_end
from minilateral.outlook.ahead import outlook

# question: least skill over all windows so far, and over those of the last three years
JAPAN_KOREA_US = {
    "minister-90": (0.08, 0.06),
    "minister-30": (0.10, 0.08),
    "statement-30": (0.12, 0.05),
    "leader-180": (0.04, 0.12),
    "contacts-90": (0.18, 0.13),
    "exercises-180": (0.36, 0.32),
    "statements-90": (0.23, 0.14),
    "track-T-EX": (0.33, 0.42),
}
QUAD = {"minister-90": (0.19, -0.07), "contacts-90": (0.19, -0.05), "statements-90": (0.25, 0.0)}
SHOWN = ("minister-30", "statement-30", "contacts-90", "exercises-180", "statements-90")  # whole interval above zero
NO_SKILL = {"china-japan-korea": ("minister-90", "leader-180"), "australia-japan-us": ("minister-90", "leader-180")}


@pytest.fixture(scope="module")
def records(built):
    opened, _ = library.open_all(workspace=built)
    books = {one.group.slug: one.book for one in opened}
    return {
        slug: {one.question.ask.key: one.record for one in outlook(book, coverage_end(book)).forecasts}
        for slug, book in books.items()
        if coverage_end(book)
    }


@pytest.mark.parametrize(
    ("slug", "floors"), [("japan-korea-us", JAPAN_KOREA_US), ("quad", QUAD)], ids=["japan-korea-us", "quad"]
)
def test_skill_is_at_least_what_was_measured(records, slug, floors):
    short = {}
    for key, floor in floors.items():
        found = tuple(round(one.value, 3) for one in records[slug][key].skills)
        if any(value < least for value, least in zip(found, floor, strict=True)):
            short[key] = (found, floor)
    assert not short


def test_skill_is_shown_against_both_baselines_where_it_was(records):
    found = {key: records["japan-korea-us"][key].verdict for key in SHOWN}
    assert set(found.values()) == {"better than both baselines"}, found


def test_groups_without_skill_say_so(records):
    for slug, keys in NO_SKILL.items():
        for key in keys:
            assert "no skill" in records[slug][key].verdict, (slug, key, records[slug][key].skills)


def test_answers_to_provocations_have_no_skill_over_a_coin(records):
    record = records["japan-korea-us"]["answer-next"]
    coin = next(one for one in record.skills if one.against == "coin")
    assert record.n >= 30
    assert coin.value < 0.05
    assert not coin.shown
    assert "too few" in record.verdict


def test_few_forecasts_never_count_as_skill(records):
    few = [record for found in records.values() for record in found.values() if record and record.n < 60]
    assert len(few) > 10
    assert all("too few" in record.verdict or "alike" in record.verdict for record in few)


def test_counts_fall_into_their_range_about_as_often_as_said(records):
    for key in ("contacts-90", "exercises-180", "statements-90"):
        assert 0.75 <= records["japan-korea-us"][key].covered <= 0.97, key


def test_every_group_that_was_ever_observed_is_judged_or_says_why_not(records):
    assert len(records) >= 9
    for slug, found in records.items():
        assert found, slug
        assert all(record is None or record.n >= 12 for record in found.values())

"""Of which group a sentence speaks."""

from datetime import date

import pytest

from minilateral import library
from minilateral.claims.find_groups import Groups, listed


@pytest.fixture(scope="module")
def groups(built):
    opened, _ = library.open_all(workspace=built)
    return Groups([one.book for one in opened])


@pytest.mark.parametrize(
    ("sentence", "slug"),
    [
        ("The Quad met again.", "quad"),
        ("AUKUS ministers met at the Pentagon.", "aukus"),
        ("The Weimar Triangle is back.", "weimar"),
        ("The prime ministers of the Visegrad Four met in Prague.", "visegrad"),
        ("The foreign ministers of China, Japan and South Korea met.", "china-japan-korea"),
        ("It was the first US–Japan–South Korea summit.", "japan-korea-us"),
        ("The Japanese, South Korean and American leaders met.", "japan-korea-us"),
        ("Australia, Japan, the Philippines and the United States met.", "squad"),
        ("The Trilateral Strategic Dialogue met in Bangkok.", "australia-japan-us"),
        ("The E3 met in The Hague.", "e3"),
    ],
)
def test_a_group_is_known_by_its_name_or_its_members(groups, sentence, slug):
    assert groups.named(sentence).groups == (slug,)


def test_a_group_is_known_by_those_in_office(groups):
    assert groups.named("Starmer, Macron and Merz met.", date(2025, 12, 9)).groups == ("e3",)
    assert groups.named("Biden, Ishiba and Yoon met.", date(2024, 11, 16)).groups == ("japan-korea-us",)
    assert groups.named("Biden, Ishiba and Yoon met.", date(2012, 1, 1)).groups == ()


def test_a_number_alone_names_nobody(groups):
    named = groups.named("The trilateral met last week.")
    assert (named.groups, named.size) == ((), 3)
    assert "japan-korea-us" in groups.of_size(3)
    assert "quad" not in groups.of_size(3)


def test_another_body_is_named_as_one_that_is_not_held(groups):
    assert groups.named("BRICS foreign ministers met for the first time since May.").other == "BRICS"
    assert groups.named("The ministers met on the margins of the NATO summit.").other == ""


def test_two_states_are_no_group(groups):
    assert groups.named("Tokyo and Seoul held their first summit since 2011.").other == "JPN and KOR"


def test_several_groups_stay_several(groups):
    assert set(groups.named("Unlike AUKUS, the Quad met every year.").groups) == {"aukus", "quad"}


def test_no_casebook_no_group():
    assert Groups([]).named("The Quad met.").groups == ()
    assert listed(()) == ""

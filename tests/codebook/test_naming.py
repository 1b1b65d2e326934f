"""States and groups named in texts, and spellings that are one word."""

import pytest

from minilateral.codebook.naming import group_names, levels, parties, states
from minilateral.codebook.spellings import folded
from minilateral.model import Group


def codes(text):
    return [one.code for one in states(text)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("the Democratic People's Republic of Korea", ["PRK"]),
        ("the Democratic People\u2019s Republic of Korea (DPRK) and the Republic of Korea", ["PRK", "PRK", "KOR"]),
        ("U.S.-Japan-ROK cooperation", ["USA", "JPN", "KOR"]),
        ("U.S. \u2013 Japan \u2013 Republic of\u00a0Korea", ["USA", "JPN", "KOR"]),
        ("Japanese Foreign Minister Iwaya and Korean Foreign Minister Cho", ["JPN", "KOR"]),
        ("south Korea and N. Korea", ["KOR", "PRK"]),
        ("JOINT STATEMENT OF JAPAN AND SOUTH KOREA", ["JPN", "KOR"]),
        ("Seoul and Tokyo agreed with Washington", ["KOR", "JPN", "USA"]),
        ("peace on the Korean Peninsula, in the South China Sea and the Sea of Japan", []),
        ("the Indian Ocean, American Samoa, Latin America and The Washington Post", []),
        ("met in Washington, D.C., and in Seoul", []),
        ("Chinatown, Japanophile, rUSt", []),
        ("", []),
    ],
)
def test_states_by_all_their_names_and_nothing_else(text, named):
    assert codes(text) == named


def test_a_place_is_told_from_a_party():
    found = states("in Hiroshima, Japan, and in Australia, India and Japan")
    assert [(one.code, one.place) for one in found] == [("JPN", True), ("AUS", True), ("IND", False), ("JPN", False)]


def test_names_lie_where_they_say():
    text = "The ROK’s and Japan’s — the U.S."
    assert [text[one.start : one.end] for one in states(text)] == ["ROK", "Japan", "U.S."]


def test_a_group_is_called_by_names_that_tell():
    quad = Group(slug="quad", name="Quad (Quadrilateral Security Dialogue)", short_name="Quad", members=("AUS", "IND"))
    told = dict(group_names(quad))
    assert told["Quad"] is False
    assert "Quadrilateral" not in told  # a word of any four
    weimar = Group(slug="weimar", name="Weimar Triangle", members=("DEU", "FRA", "POL"), aliases=("Weimar",))
    assert dict(group_names(weimar)) == {"Weimar Triangle": True}


def test_how_many_took_part():
    assert parties(3).search("a Trilateral meeting")
    assert parties(3).search("our three countries")
    assert not parties(3).search("our three concerns")
    assert not parties(9).search("nine countries")


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Deputy Secretary Sherman's Call with Vice Foreign Minister Mori", {"vice_minister"}),
        ("Statement by the Press Secretary on National Security Advisors", {"minister"}),
        ("Vice President Harris meets President Marcos and Prime Minister Kishida", {"leader"}),
        ("Special Representative Kim's Call with the Director General", {"senior_official"}),
        ("A Statement", set()),
    ],
)
def test_levels_by_offices_named(title, level):
    assert levels(title) == level


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("unshakable", "Unshakeable"), ("denuclearisation", "denuclearization"), ("programmes", "programs"),
        ("defence", "DEFENSE"), ("jeopardised", "jeopardized"), ("Türkiye", "turkiye"), ("analysed", "analyzed"),
    ],
)  # fmt: skip
def test_spellings_that_are_one_word(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    "word", ["exercise", "promised", "raising", "revised", "expertise", "otherwise", "size", "prize"]
)
def test_words_that_only_look_so_stay(word):
    assert folded(word) == word

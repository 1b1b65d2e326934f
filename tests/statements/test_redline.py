"""Words inside a pair: nothing is lost, little is marked."""

from hypothesis import given
from hypothesis import strategies as st

from minilateral.statements.redline import redline

WORDS = st.lists(
    st.sampled_from(
        [
            "We",
            "condemn",
            "the",
            "launches,",
            "and",
            "of",
            "Japan,",
            "the U.S.",
            "Korea",
            "talks.",
            "“now”",
            "\u202e",
            "é",
        ]
    ),
    max_size=12,
).map(" ".join)


def before(line):
    return "".join(one.before if one.kind == "kept" else one.text for one in line.stretches if one.kind != "added")


def after(line):
    return "".join(one.text for one in line.stretches if one.kind != "removed")


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_the_line(a, b):
    line = redline(a, b)
    assert before(line) == a
    assert after(line) == b


@given(WORDS)
def test_a_text_beside_itself_is_unchanged(text):
    assert redline(text, text).unchanged


def test_a_common_word_between_two_changes_is_part_of_them():
    line = redline("We welcome the start of trade talks here today.", "We welcome an end of border talks here today.")
    assert [one.text.strip() for one in line.stretches if one.kind == "removed"] == ["the start of trade"]


def test_a_sentence_that_kept_little_was_replaced():
    line = redline("We condemn the launches over the sea.", "Our finance ministers spoke about lending over lunch.")
    assert line.throughout
    assert [one.kind for one in line.stretches] == ["removed", "added"]


def test_another_order_of_members_is_told_and_not_marked():
    line = redline("Japan, Korea and the United States met.", "The United States, Japan, and Korea met.")
    assert line.unchanged
    assert line.reordered


def test_another_set_of_members_is_a_change():
    line = redline("Japan, Australia and the United States met.", "The United States, Japan, and Korea met.")
    assert not line.unchanged
    assert not line.reordered


def test_north_korea_is_not_korea():
    line = redline("The DPRK, Japan and China met.", "The Republic of Korea, Japan and China met.")
    assert not line.unchanged

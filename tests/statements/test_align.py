"""Which sentence is which: promises that hold for any texts, and the shapes that matter."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minilateral.statements.align import align
from minilateral.statements.likeness import Idf, likeness, words

WORDS = ("we", "condemn", "launches", "talks", "sea", "data", "share", "will", "meet", "in", "Busan")
SAID = st.lists(
    st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
    max_size=8,
)
TOPICS = (
    "We condemn the ballistic missile launches of this spring.",
    "The finance ministers discussed lending to island states.",
    "Fishing without permits harms coastal communities.",
    "Students from the members will spend a summer in Busan.",
    "A secretariat opens its office near the harbor in June.",
    "Vaccines were delivered to eleven hospitals last winter.",
)


@given(SAID, SAID)
def test_every_place_is_in_exactly_one_pair(a, b):
    pairs = align(a, b)
    assert sorted(i for pair in pairs for i in pair.a) == [*range(len(a))]
    assert sorted(j for pair in pairs for j in pair.b) == [*range(len(b))]


@given(SAID)
def test_a_text_beside_itself_keeps_its_order(said):
    said = [one for one in said if words(one)]
    assert not any(pair.moved for pair in align(said, said))


def test_identical_texts_pair_each_sentence_with_itself_even_where_it_is_said_twice():
    said = [*TOPICS, TOPICS[0]]
    assert [(pair.a, pair.b) for pair in align(said, said)] == [((n,), (n,)) for n in range(len(said))]


@pytest.mark.parametrize(("a", "b"), [((), TOPICS), (TOPICS, ()), ((), ())])
def test_a_side_without_sentences(a, b):
    assert not any(pair.a and pair.b for pair in align(a, b))


def test_nothing_in_common():
    pairs = align(TOPICS[:3], TOPICS[3:])
    assert not any(pair.a and pair.b for pair in pairs)
    assert [pair.b for pair in pairs if pair.b] == [(0,), (1,), (2,)]


def test_what_moved_is_one_pair_and_says_so():
    later = (*TOPICS[1:5], TOPICS[0].replace("spring", "autumn"), TOPICS[5])
    moved = [(pair.a, pair.b) for pair in align(TOPICS, later) if pair.moved]
    assert moved == [((0,), (4,))]


def test_two_sentences_made_one_and_one_made_two():
    whole = "We condemn the ballistic missile launches of this spring and we will share warning data with all partners."
    parts = [
        "We condemn the ballistic missile launches of this spring.",
        "We will share warning data with all partners.",
    ]
    assert [(pair.a, pair.b) for pair in align(parts, [whole])] == [((0, 1), (0,))]
    assert [(pair.a, pair.b) for pair in align([whole], parts)] == [((0,), (0, 1))]


def test_what_was_dropped_stands_where_it_stood():
    assert [pair.a for pair in align(TOPICS, (*TOPICS[:2], *TOPICS[3:]))] == [(0,), (1,), (2,), (3,), (4,), (5,)]


def test_candidates_are_named_for_a_sentence_whose_partner_may_have_been_missed():
    a = ["We will hold exercises on missile warning with all partners in the region.", *TOPICS[1:]]
    b = ["All partners in the region wish us well.", *TOPICS[1:]]
    alone = next(pair for pair in align(a, b) if pair.a == (0,))
    assert alone.b == (0,) or alone.near == (0,)


def test_rare_words_of_a_library_weigh_more():
    library = Idf(1_000, {"launches": 900, "condemn": 900, "busan": 2, "spoke": 500, "about": 900})
    asked, common, rare = "condemn launches Busan", "condemn launches", "Busan"
    without, with_it = likeness([asked], [common, rare]), likeness([asked], [common, rare], library)
    assert with_it[0, 1] - with_it[0, 0] > without[0, 1] - without[0, 0]


def test_an_identical_text_is_as_alike_as_can_be():
    assert likeness([TOPICS[0]], [TOPICS[0], TOPICS[1]]).round(4).tolist()[0][0] == 1
    assert likeness(["the of"], ["and"])[0, 0] < 1


@pytest.mark.slow
def test_two_thousand_sentences_a_side_are_aligned_in_time():
    rng = random.Random(1)  # noqa: S311 -- the same text each time
    known = [f"word{n}" for n in range(4_000)]
    a = [" ".join(rng.sample(known, 20)) for _ in range(2_000)]
    b = [one + " more" for one in reversed(a)]
    started = time.perf_counter()
    pairs = align(a, b)
    assert time.perf_counter() - started < 60
    assert sum(bool(pair.a and pair.b) for pair in pairs) == 2_000

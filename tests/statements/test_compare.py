"""Two statements side by side: the shape of the result, what is refused, and odd texts."""

import resource
import time

import pytest
from made_statements import EARLIER, LATER, document

from minilateral.errors import NotComparable
from minilateral.statements.compare import compare, series
from minilateral.statements.likeness import Idf


@pytest.fixture(scope="module")
def found():
    return compare(document(EARLIER, "A"), document(LATER, "B"))


def row(found, part):
    return next(one for one in found.rows if any(side and part in side.text for side in (one.a, one.b)))


@pytest.mark.parametrize(
    ("part", "kind", "moved"),
    [
        ("We, the leaders", "same", False),
        ("missile launches", "stronger", False),
        ("return to talks", "weaker", False),
        ("denuclearization", "narrower", False),
        ("early warning", "weaker", False),
        ("finance ministers", "dropped", False),
        ("Vaccines", "added", False),
        ("secretariat", "same", False),
    ],
)
def test_each_sentence_is_what_it_is(found, part, kind, moved):
    one = row(found, part)
    assert (one.kind, one.moved) == (kind, moved), one.why


def test_a_sentence_in_another_place_is_moved_not_dropped_and_added(found):
    one = row(found, "Students")
    assert one.kind == "moved"
    assert (one.a.label, one.b.label) == ("8", "6")


def test_labels_count_sentences_and_places_point_into_the_texts(found):
    for one in found.rows:
        for side, text in ((one.a, EARLIER), (one.b, LATER)):
            if side:
                assert " ".join(" ".join(text[a:b] for a, b in side.spans).split()) == side.text


def test_headings_stand_where_they_stand_and_are_not_counted(found):
    assert [one.b.text for one in found.rows if one.heading and one.b] == ["Security", "Prosperity"]
    assert sum(found.counts.values()) == sum(not one.heading for one in found.rows)


def test_rows_stand_in_the_order_of_the_later_text(found):
    starts = [one.b.spans[0][0] for one in found.rows if one.b]
    assert starts == sorted(starts)


def test_the_members_in_another_order_are_told_of(found):
    assert "another order" in row(found, "We, the leaders").why


def test_the_balance_is_told_in_words(found):
    assert "could be chance" in found.balance


def test_a_clear_direction_is_told():
    topics = ("fishing", "lending", "shipping", "cables", "vaccines", "students", "mining", "satellites")
    a = " ".join(f"We express concern over the state of {one} this spring." for one in topics)
    b = " ".join(f"We condemn the state of {one} this spring." for one in topics)
    there, back = compare(document(a), document(b)), compare(document(b), document(a))
    assert there.balance.endswith("became stronger.")
    assert back.balance.endswith("became weaker.")
    assert there.counts == {"stronger": 8}


def test_the_same_text_twice_is_no_change():
    same = compare(document(EARLIER, "A"), document(EARLIER, "B"))
    assert same.unchanged
    assert set(same.counts) == {"same"}
    assert not same.moved


def test_the_same_input_gives_the_same_result():
    assert compare(document(EARLIER), document(LATER)) == compare(document(EARLIER), document(LATER))


def test_one_sentence():
    found = compare(document("We condemn it."), document("We strongly condemn it."))
    assert [one.kind for one in found.rows] == ["stronger"]
    assert "Too few" in found.balance


def test_no_sentence_in_common():
    found = compare(document("We condemn the launches."), document("Vaccines reached eleven hospitals."))
    assert found.counts == {"dropped": 1, "added": 1}


@pytest.mark.parametrize("text", ["", " \n ", "—", "* * *"])
def test_a_text_without_words_is_an_error_that_says_so(text):
    with pytest.raises(NotComparable, match="no words"):
        compare(document(text, notes=("scanned pages",)), document(LATER))
    with pytest.raises(NotComparable, match="no words"):
        compare(document(EARLIER), document(text), force=True)


def test_a_million_words_are_refused_at_once_and_in_little_memory():
    text = "We condemn the launches of this spring. " * 145_000
    assert len(text.split()) > 1_000_000
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    with pytest.raises(NotComparable, match="more than 50,000 words"):
        compare(document(text), document(LATER), force=True)
    assert time.perf_counter() - started < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


@pytest.mark.slow
def test_the_longest_texts_that_are_taken_stay_within_bounds():
    words = [f"{a}{b}{c}" for a in "bdfgklmnprstvz" for b in "aeiou" for c in "bdfgklmnprst"]
    a = ". ".join(" ".join(words[(n * 7 + k * k) % len(words)] for k in range(20)).capitalize() for n in range(2_400))
    b = ". ".join(reversed(a.split(". ")))
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    compare(document(a + "."), document(b + "."))
    assert time.perf_counter() - started < 120
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_000_000


REFUSED = [
    ({"relation": "altered", "relation_basis": "12 words differ"}, "altered by whoever copied it (12 words differ)"),
    ({"relation": "near_verbatim"}, "small rewordings"),
    ({"relation": "translation"}, "translation"),
    ({"relation": "teaser", "completeness": "teaser"}, "only the beginning"),
    ({"completeness": "excerpt"}, "excerpt"),
    ({"completeness": "unknown"}, "whole text"),
    ({"relation": "unknown"}, "issuer's own words"),
]


@pytest.mark.parametrize(("facts", "reason"), REFUSED, ids=lambda one: str(one)[:30])
def test_altered_and_partial_copies_are_refused_with_the_reason(facts, reason):
    with pytest.raises(NotComparable) as refused:
        compare(document(EARLIER), document(LATER, "B", **facts))
    assert reason in str(refused.value)
    assert "--force" in refused.value.next_command
    forced = compare(document(EARLIER), document(LATER, "B", **facts), force=True)
    assert any(reason in one for one in forced.forced)


def test_a_file_of_your_own_that_says_nothing_of_itself_is_taken_with_a_caution():
    own = document(LATER, "B", url="", relation="unknown", completeness="unknown")
    found = compare(document(EARLIER), own)
    assert not found.forced
    assert "file of your own" in found.cautions[0]


def test_a_file_of_your_own_that_says_it_is_a_beginning_is_refused():
    own = document(LATER, "B", url="", relation="unknown", completeness="teaser")
    with pytest.raises(NotComparable, match="beginning"):
        compare(document(EARLIER), own)


def test_a_series_is_each_with_its_predecessor():
    texts = [document(text, name) for name, text in (("A", EARLIER), ("B", LATER), ("C", EARLIER))]
    found = series(texts)
    assert [(one.a.id, one.b.id) for one in found] == [("A", "B"), ("B", "C")]
    back = row(found[1], "denuclearization")
    assert back.kind == "broader"


def test_what_left_one_sentence_for_another_is_no_loss():
    first = "We condemn the ballistic missile launches of this spring as a grave threat to ships and fishing boats"
    second = "We reaffirm our commitment to dialogue about energy, lending and students on the peninsula"
    third = "and call on all member states to implement the resolutions"
    a, b = f"{first} {third}. {second}.", f"{first}. {second} {third}."
    found = compare(document(a), document(b))
    assert {one.kind for one in found.rows} == {"reworded"}
    assert {part.elsewhere for one in found.rows for part in one.stretches} == {"", "1", "2"}


def test_a_long_sentence_is_cut_and_what_is_left_of_it_is_put_together_again():
    whole = (
        "We condemn the ballistic missile launches of this spring in the strongest terms as a threat to all; "
        "we will hold exercises at sea each year with all our partners, and we will share data in real time."
    )
    found = compare(document(whole), document(whole.replace("each year ", "")))
    assert [one.a.label for one in found.rows] == ["1"]
    without = whole.replace("; we will hold exercises at sea each year with all our partners", "")
    labels = {one.kind: one.a.label for one in compare(document(whole), document(without)).rows}
    assert labels["dropped"] == "1b"


def test_a_piece_is_as_strong_as_its_sentence_begins():
    a = (
        "Together, we are committed to accelerate the transition to clean energy in each of our countries; "
        "mobilize finance for roads and ports in the region; and promote growth and stable markets for all our people."
    )
    b = "We commit to promote growth and stable markets for all our people."
    found = compare(document(a), document(b))
    one = row(found, "promote growth")
    assert one.kind == "stronger"
    assert "are committed" in one.why


def test_rare_words_of_a_library_may_be_given():
    rare = Idf(1_000, {"condemn": 10})
    assert compare(document(EARLIER), document(LATER), idf=rare).counts

"""Copies told apart: the same, revised by the issuer, altered by others, other words of one event."""

from dataclasses import replace

import invented
import pytest

from minilateral.documents import Document, Stamp
from minilateral.reading.duplicates import differences, links

TEXT = "\n\n".join(invented.BODY).format(day="May 31, 2024")


def document(id_, text=TEXT, relation="official", day="2024-05-31", **more):
    return Document(
        id=id_, snapshot="x", text=text, relation=relation, kind="joint_statement",
        issued=Stamp(value=day, basis="test"), event=Stamp(value=day, basis="test"), **more,
    )  # fmt: skip


def one_link(*documents):
    (found,) = links(documents)
    return found


def test_the_same_words_are_the_same_under_any_title():
    found = one_link(document("D-a", title="Joint Statement"), document("D-b", title="Talks held", relation="unknown"))
    assert (found.a, found.b, found.verdict, found.score) == ("D-a", "D-b", "same", 1.0)


@pytest.mark.parametrize("change", [
    lambda text: text.replace("\n\n", "\n"), lambda text: text.upper(),
    lambda text: text.replace("“", '"').replace("”", '"'),
    lambda text: "Elm Daily reports.\n\n" + text, lambda text: text + "\n\nThe Elm Daily is a newspaper.",
])  # fmt: skip
def test_what_a_host_may_do_without_altering(change):
    assert one_link(document("D-a"), document("D-b", change(TEXT), "unknown")).verdict == "same"


ALTERATIONS = [
    ("unshakable", "unwavering"), ("each spring", "each autumn"), ("condemned", "criticised"),
    ("within the year", "soon"),
    ("Drovia", "Belmark"), ("without conditions", "with conditions"),
    ("no coast guard", "a coast guard"), ("ministers", "deputies"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "changed"), ALTERATIONS)
def test_a_word_changed_by_a_copyist_is_named(said, changed):
    found = one_link(document("D-b"), document("D-a", TEXT.replace(said, changed), "unknown"))
    assert (found.a, found.verdict) == ("D-b", "altered")
    assert any(set(changed.split()) & set(right.split()) for _, right in found.differences)


@pytest.mark.parametrize(("said", "changed"), ALTERATIONS)
def test_a_word_changed_by_the_issuer_is_a_revision(said, changed):
    here = {"url": "https://www.state.gov/joint-statement-of-the-three/"}
    later = document("D-a", TEXT.replace(said, changed), seen=Stamp(value="2024-06-02", basis="t"), **here)
    found = one_link(document("D-b", seen=Stamp(value="2024-06-01", basis="t"), **here), later)
    assert (found.a, found.b, found.verdict) == ("D-b", "D-a", "revised")


def test_a_paragraph_left_out_is_an_alteration():
    found = one_link(document("D-a"), document("D-b", "\n\n".join(TEXT.split("\n\n")[::2]), "unknown"))
    assert found.verdict == "altered"


def test_a_formula_renewed_next_year_is_another_text():
    assert links((document("D-a"), document("D-b", TEXT.replace("2024", "2025"), day="2025-05-31"))) == ()


def test_a_form_in_which_a_name_was_exchanged_is_another_text():
    form = TEXT + " Governor Ash of the State of Elm asked for it."
    assert (
        links(
            (document("D-a", form), document("D-b", form.replace("Ash of the State of Elm", "Oak of the State of Fir")))
        )
        == ()
    )


def test_a_page_rewritten_at_its_address_is_a_revision():
    here = {"url": "https://www.state.gov/joint-statement-of-the-three/"}
    archived = {"url": "https://2021-2025.state.gov/joint-statement-of-the-three"}
    short = "\n\n".join(TEXT.split("\n\n")[:1])
    assert one_link(document("D-a", **here), document("D-b", short, day="2024-07-01", **archived)).verdict == "revised"


def test_another_text_of_the_same_event():
    other = (
        "President Oak spoke of the sea and of trade, and thanked his hosts at Port Elm for a long day of talks. " * 5
    )
    found = one_link(
        document("D-a", title="Joint Statement of Arvonia and Belmark"),
        document("D-b", other, title="Remarks by President Oak of Arvonia with Belmark"),
    )
    assert found.verdict == "same_event"


def test_the_same_title_over_another_text_of_another_day_is_no_link():
    other = replace(
        document("D-b", day="2023-02-13"), text="The vice ministers met in Washington and spoke of ships. " * 9
    )
    assert links((document("D-a", title="Joint Statement"), replace(other, title="Joint Statement"))) == ()


def test_the_order_of_documents_does_not_matter():
    some = [
        document("D-a"),
        document("D-b", TEXT + " More."),
        document("D-c", TEXT.replace("spring", "fall"), "unknown"),
    ]
    assert links(some) == links(some[::-1])
    assert len(links(some)) == 3


def test_documents_without_text_have_no_copies():
    assert links((document("D-a", ""), document("D-b", ""))) == ()


def test_differences_stand_where_they_are():
    assert differences(list("abcde"), list("axcd")) == [(1, ("b",), ("x",)), (4, ("e",), ())]

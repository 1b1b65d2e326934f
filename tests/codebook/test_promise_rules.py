"""The grammar of rules: what parses, what a fault says, and that it never fails in another way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minilateral.codebook import rules
from minilateral.codebook.rules import KEYS, ROW_KEYS, UNREAD, rule
from minilateral.errors import BadRule
from minilateral.record.casebook import read_casebook, shipped_casebooks, slugs


def test_what_a_rule_says_of_rows_and_of_days() -> None:
    read = rule("kind=meeting,call level=leader members=all every=365 grace=30 strict.format=in_person")
    (part,) = read.parts
    assert (part.strict.kind, part.strict.level, part.strict.members) == (("meeting", "call"), ("leader",), ())
    assert (part.strict.format, part.lenient.format) == (("in_person",), ())
    assert (read.every, read.grace, read.person, read.by_due) == (365, 30, False, True)


def test_or_joins_kinds_of_rows_and_and_joins_things_needed() -> None:
    read = rule("kind=exercise by=due or needs=person and kind=institution named=Trilateral_Secretariat")
    assert [len(any_of) for any_of in read.needed] == [2, 1]
    assert read.person
    assert read.parts[2].strict.named == ("trilateral secretariat",)


def test_a_reading_may_ask_nothing_where_the_other_does() -> None:
    (part,) = rule("kind=meeting host=IND lenient.host=any next=yes").parts
    assert (part.strict.host, part.lenient.host) == (("IND",), ())


def test_no_rule_leaves_all_to_a_person() -> None:
    assert rule("") is rule("  ") or rule("") == rule("  ") == UNREAD
    assert UNREAD.person


@pytest.mark.parametrize(
    ("text", "where", "found", "expected"),
    [
        ("knd=meeting", "key", "knd", "kind perhaps; one of kind, level"),
        ("colour=red", "key", "colour", "one of kind, level"),
        ("kind=party", "kind", "party", "one of meeting, call"),
        ("level=king kind=call", "level", "king", "one of leader"),
        ("domain=sea kind=exercise", "domain", "sea", "one of missile_defense"),
        ("kind=meeting host=Japan", "host", "Japan", "an ISO 3166-1 alpha-3 code"),
        ("kind=meeting every=0", "every", "0", "a whole number from 1"),
        ("kind=meeting every=yearly", "every", "yearly", "a whole number from 1"),
        ("kind=meeting grace=1e9", "grace", "1e9", "a whole number from 1"),
        ("kind=meeting every=99999999999999999999", "every", "99999999999999999999", "a whole number"),
        ("kind=meeting severity=6 after_each=any", "severity", "6", "a whole number from 1 to 5"),
        ("every=365", "rule", "every=365", "at least one of kind"),
        ("members=all", "rule", "members=all", "at least one of kind"),
        ("meeting of ministers", "rule", "meeting", "key=value"),
        ("kind= level=leader", "rule", "kind=", "key=value"),
        ("kind=meeting,,call", "kind", "meeting,,call", "none empty"),
        ("kind=meeting kind=call", "kind", "the key twice", "each key once"),
        ("kind=meeting every=365 or kind=call every=30", "every", "both 365 and 30", "one value in the whole rule"),
        ("kind=meeting and", "and", "nothing on one side", "pairs such as"),
        ("or kind=meeting", "or", "nothing on one side", "pairs such as"),
        ("kind=meeting first_within=10", "first_within", "first_within alone", "together with every"),
        ("kind=meeting actor=PRK", "actor", "actor alone", "together with after_each"),
        ("kind=meeting after_each=war", "after_each", "war", "one of any, nuclear_test"),
        ("kind=meeting ours=guess", "ours", "guess", "one of due, period"),
        ("kind=meeting strict.rows=A", "key", "strict.rows", "one of kind"),
        ("kind=meeting mild.host=JPN", "key", "mild.host", "one of kind"),
        ("needs=prayer", "needs", "prayer", "one of person"),
    ],
)
def test_a_fault_says_where_what_was_found_and_what_was_expected(
    text: str, where: str, found: str, expected: str
) -> None:
    with pytest.raises(BadRule) as fault:
        rule(text)
    assert fault.value.where == where
    assert fault.value.found.startswith(found)
    assert expected in fault.value.expected


WORDS = st.sampled_from(["and", "or", "kind=meeting", "needs=person", *(f"{key}=x" for key in KEYS), "level=leader"])
KEYED = st.sampled_from([*KEYS, *(f"strict.{key}" for key in ROW_KEYS), "lenient.rows", "."])


@given(st.lists(WORDS | st.tuples(KEYED, st.text(max_size=8)).map("=".join), max_size=6) | st.text(max_size=40))
def test_any_text_is_a_rule_or_a_fault_and_nothing_else(words: list[str] | str) -> None:
    text = words if isinstance(words, str) else " ".join(words)
    try:
        read = rule(text)
    except BadRule as fault:
        said = (fault.where, fault.found, fault.expected)
    else:
        said = ("a rule", *map(str, read.parts))
        assert all(part.person or part.strict.asks for part in read.parts)
    assert all(said)


@pytest.mark.parametrize("slug", slugs(shipped_casebooks()))
def test_every_shipped_rule_is_read_and_keeps_its_words(slug: str) -> None:
    for row in read_casebook(shipped_casebooks() / slug).book.commitments:
        assert rule(row.evidence_rule).needed
        assert row.rule_text, row.id


PAGE = Path(__file__).parents[2].joinpath("docs", "casebooks.md").read_text("utf-8")


@pytest.mark.parametrize("key", [*KEYS, "lenient.rows"])
def test_every_key_is_told_on_the_page_and_in_the_docstring(key: str) -> None:
    assert re.search(rf"`{key}[`=]", PAGE)
    assert re.search(rf"\b{key}\b", rules.__doc__ or "")


def test_the_rules_shown_on_the_page_are_rules() -> None:
    shown = re.findall(r"^    ((?:kind|needs)=.*)$", PAGE, re.MULTILINE)
    assert len(shown) == 4
    for text in shown:
        assert rule(text).needed

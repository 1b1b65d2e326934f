"""Joint texts, what follows meetings, and phrases: what is counted, what is not, and what nobody may conclude."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from minilateral.measures.exposure import watch
from minilateral.measures.histories import MEMBERS, history
from minilateral.measures.phrases import folded, phrases
from minilateral.measures.signalling import PHRASES_TOLD, compute
from minilateral.measures.texts import OUTCOMES, Texts, after_meetings, joint_texts
from minilateral.model import Casebook, Coverage, Engagement, Group, Readout, Statement

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "golden" / "signalling_horizon.yml").read_text(encoding="utf-8"))
END = date(2025, 10, 31)
LAST = date(2021, 12, 31)  # of the made-up group
GROUP = Group(slug="made-up", name="Made-up group", members=MEMBERS)
DAY = date(2021, 6, 1)


def one(found, name, **key):
    [estimate] = [e for e in found if e.name == name and all(e.of(part) == want for part, want in key.items())]
    return estimate


def covered(table="engagements", watched="observed", last=LAST):
    return Coverage(id=f"C-{table}", table=table, from_date=date(2010, 1, 1), to_date=last, watched=watched)


def meeting(day=DAY, row="E-1", **fields):
    given = {"kind": "meeting", "level": "minister", "participants": MEMBERS, "occasion_id": f"O-{row}", **fields}
    return Engagement(id=row, date=day, summary="They met", **given)


def text(row="S-1", engagement="E-1", day=DAY, **fields):
    given = {"kind": "joint_statement", "issuing_members": MEMBERS, "title": "A statement", **fields}
    return Statement(id=row, date=day, engagement_id=engagement, **given)


def book(rows=(), texts=(), *more, group=GROUP):
    return Casebook(
        group=group, engagements=tuple(rows), statements=tuple(texts), coverage=(covered(), *more)
    )  # fmt: skip


def outcome(rows, texts=(), *more):
    [after] = after_meetings(Texts(book(rows, texts, *more), LAST))
    return after.outcome


# --- the shipped record ----------------------------------------------------------------------------------------------


def test_joint_texts_of_japan_korea_us(jku):
    found, case = compute(jku, END), GOLDEN["joint_texts_japan_korea_us"]
    made = {contact.date: contact for contact in joint_texts(Texts(jku, END)) if contact.ministerial}
    for window in ("now", "before"):
        year = one(found, "joint_texts_year", window=window)
        assert year.value == len(case[window])
        assert {row for day in case[window] for row in made[day].ids} == set(year.evidence)
    assert one(found, "joint_texts_p_up").value == pytest.approx(case["p_up"], abs=5e-4)
    ends = one(found, "joint_texts_p_range")
    assert [ends.low, ends.high] == pytest.approx(case["p_range"], abs=5e-4)
    assert [one(found, "joint_texts_all", window=name).value for name in ("now", "before")] == case["all_levels"]


@pytest.mark.parametrize("slug", GOLDEN["meetings"])
def test_what_followed_the_meetings(shipped, slug):
    case = GOLDEN["meetings"][slug]
    found = compute(shipped[slug], case["day"])
    for window, share in zip(("now", "before"), case["share"], strict=True):
        counts = {text: one(found, "texts_after", window=window, text=text).value for text in OUTCOMES}
        assert {name: n for name, n in counts.items() if n} == case[window]
        given_share = one(found, "joint_share", window=window)
        assert given_share.value == share, given_share.reason


def test_phrases_of_japan_korea_us(jku):
    found = compute(jku, END)
    dates = {row.id: row.date for row in jku.statements}
    for words, case in GOLDEN["phrases_japan_korea_us"].items():
        seen = one(found, "phrase_seen", phrase=words)
        assert seen.value == case["texts"]
        assert (dates[seen.evidence[0]], dates[seen.evidence[-1]]) == (case["first"], case["last"])
        assert (seen.from_date, seen.to_date) == (case["first"], case["last"])
        assert "texts_partial" in seen.warnings
    assert one(found, "texts_collected").value == 86


def test_groups_without_statements_still_say_what_their_meetings_brought(shipped):
    found = compute(shipped["squad"], date(2025, 11, 30))
    assert one(found, "joint_texts_year", window="now").value == 2
    assert one(found, "phrase_seen").reason == "no texts of this group were collected"
    assert one(found, "texts_collected").reason == "no texts of this group were collected"


def test_no_group_is_silent_where_nobody_watched_for_texts(shipped):
    for slug, one_book in shipped.items():
        assert all(not watch(one_book, "statements").days(span) for span in watch(one_book).spans), slug
        found = compute(one_book, date(2026, 8, 22))
        silent = [e for e in found if e.of("text") == "silence" and e.value]
        assert silent == []


# --- what follows a meeting ------------------------------------------------------------------------------------------


def test_the_row_says_what_followed():
    assert outcome([meeting(joint_statement=True)]) == "joint"
    assert outcome([meeting(joint_statement=False)]) == "no_joint"
    assert outcome([meeting()]) == "not_known"


def test_a_text_of_all_speaks_only_where_the_row_does_not():
    assert outcome([meeting()], [text()]) == "joint"
    assert outcome([meeting(joint_statement=False)], [text(kind="commitment")]) == "readouts"
    assert outcome([meeting()], [text(status="planned")]) == "not_known"
    assert outcome([meeting()], [text(day=date(2022, 3, 1))]) == "not_known"  # after the day of the assessment


def test_a_readout_of_one_or_of_some_is_no_joint_text():
    readout = text(kind="readout", issuing_members=("USA",))
    assert outcome([meeting(joint_statement=False)], [readout]) == "readouts"
    assert outcome([meeting()], [readout]) == "not_known"  # others may have issued one together
    assert outcome([meeting()], [text(issuing_members=MEMBERS[:2])]) == "not_known"
    assert outcome([meeting()], [text(issuing_members=())]) == "not_known"
    assert outcome([meeting()], [replace(readout, issuing_members=MEMBERS)]) == "not_known"


def test_silence_is_told_only_where_texts_were_watched():
    watched = covered("statements")
    assert outcome([meeting()], [], watched) == "silence"
    assert outcome([meeting(joint_statement=False)], [], watched) == "silence"
    assert outcome([meeting()], [text()], watched) == "joint"
    assert outcome([meeting()], [text(kind="readout", issuing_members=("USA",))], watched) == "readouts"
    assert outcome([meeting()], [], covered("statements", "partial")) == "not_known"
    assert outcome([meeting()], [], covered("statements", last=DAY - timedelta(days=1))) == "not_known"


def test_a_text_of_the_same_occasion_counts_for_the_meeting_and_only_once():
    rows = [
        meeting(occasion_id="O", joint_statement=False),
        meeting(row="E-2", occasion_id="O", kind="statement", joint_statement=True),
        meeting(row="E-3", occasion_id="O", kind="institution", joint_statement=True, level="leader"),
    ]
    assert outcome(rows) == "joint"
    [made] = joint_texts(Texts(book(rows), LAST))
    assert (made.ids, made.level.name) == (("E-2", "E-3"), "leader")


def test_calls_lower_levels_and_meetings_of_some_are_left_out():
    rows = [
        meeting(kind="call", joint_statement=True),
        meeting(row="E-2", level="vice_minister", joint_statement=True),
        meeting(row="E-3", participants=MEMBERS[:2], joint_statement=True),
        meeting(row="E-4", status="planned", joint_statement=True),
    ]
    texts = Texts(book(rows), LAST)
    assert after_meetings(texts) == ()
    assert [made.ids for made in joint_texts(texts)] == [("E-1",), ("E-2",)]  # a call may bring a text


def test_members_of_the_day_issue_a_joint_text():
    from minilateral.model import FormerMember  # noqa: PLC0415

    former = FormerMember(code="CSK", until=date(1992, 12, 31), replaced_by=("CZE", "SVK"))
    group = replace(GROUP, members=("CZE", "HUN", "POL", "SVK"), former_members=(former,))
    old = text(day=date(1991, 2, 15), issuing_members=("CSK", "HUN", "POL"))
    assert Texts(book(group=group), LAST).is_joint(old)
    assert not Texts(book(group=group), LAST).is_joint(replace(old, date=date(1999, 2, 15)))


def test_a_share_is_not_formed_where_most_is_unknown():
    rows = [meeting(DAY + timedelta(days=n), f"E-{n}") for n in range(4)]
    known = [replace(row, joint_statement=True) for row in rows[:1]]
    [share] = [
        e for e in compute(book([*known, *rows[1:]]), LAST) if e.name == "joint_share" and e.of("window") == "now"
    ]
    assert share.value is None
    assert share.reason == "of most meetings in this period it is not known whether a joint text was issued"
    known = [replace(row, joint_statement=n == 0) for n, row in enumerate(rows[:2])]
    found = compute(book([*known, *rows[2:]]), LAST)
    assert one(found, "joint_share", window="now").value == 0.5
    assert "joint_unknown" in one(found, "joint_share", window="now").warnings


def test_unknown_meetings_widen_the_chance():
    def of(unknown):
        rows = [meeting(date(2021, 2, 1 + n), f"N-{n}", joint_statement=True) for n in range(9)]
        rows += [meeting(date(2020, 2, 1 + n), f"B-{n}", joint_statement=True) for n in range(3)]
        rows += [meeting(date(2020, 3, 1 + n), f"U-{n}") for n in range(unknown)]
        return one(compute(book(rows), LAST), "joint_texts_p_range")

    assert of(0).low == of(0).high == of(0).value > 0.9
    assert of(5).low < 0.9 < of(5).high
    assert of(5).value == of(0).value


def test_years_watched_in_part_have_counts_and_no_ratio():
    rows = [meeting(joint_statement=True)]
    partial = Casebook(group=GROUP, engagements=tuple(rows), coverage=(covered(watched="partial"),))
    found = compute(partial, LAST)
    assert one(found, "joint_texts_year", window="now").value == 1
    for name in ("joint_texts_ratio", "joint_texts_p_up", "joint_texts_p_range"):
        assert one(found, name).value is None
    assert one(found, "joint_share", window="now").value is None
    assert one(found, "joint_texts_year", window="before").value is None
    assert one(found, "joint_texts_in_year", year="2021").value == 1


def account(row="A-1", **fields):
    known = {
        "member": MEMBERS[0],
        "kind": "readout",
        "title": "An account",
        "completeness": "full",
        "engagement_id": "E-1",
    }
    return Readout(id=row, date=DAY, **{**known, **fields})


def after_one(accounts, **facts):
    made = replace(book([meeting(**facts)]), readouts=tuple(accounts))
    return next(e.of("text") for e in compute(made, LAST) if e.name == "texts_after" and e.value), made


def test_an_account_of_one_member_is_a_readout_and_remarks_are_none():
    assert after_one([account()], joint_statement=False)[0] == "readouts"
    assert after_one([account(kind="fact_sheet")], joint_statement=False)[0] == "readouts"
    assert after_one([account(kind="remarks")], joint_statement=False)[0] == "no_joint"
    assert after_one([account(status="superseded")], joint_statement=False)[0] == "no_joint"
    assert after_one([account(engagement_id="")], joint_statement=False)[0] == "no_joint"
    assert after_one([account()], joint_statement=True)[0] == "joint"
    assert after_one([account()])[0] == "not_known"  # that one tells of it does not say that no joint text was issued


def test_accounts_are_counted_by_member_and_never_none_where_nobody_looked():
    _, made = after_one([account(), account("A-2"), account("A-3", kind="remarks", member=MEMBERS[1])])
    found = {e.of("member"): e for e in compute(made, LAST) if e.name == "accounts_collected"}
    assert found[MEMBERS[0]].value == 2
    assert found[MEMBERS[0]].evidence == ("A-1", "A-2")
    assert "accounts_partial" in found[MEMBERS[0]].warnings
    assert found[MEMBERS[1]].value is None
    assert found[MEMBERS[1]].reason


# --- phrases ---------------------------------------------------------------------------------------------------------


def noted(*phrases_of_each, **fields):
    first = date(2020, 1, 1)
    return [
        text(f"S-{n:03d}", "", first + timedelta(days=n), key_phrases=words, **fields)
        for n, words in enumerate(phrases_of_each)
    ]


def seen(*phrases_of_each, **fields):
    return {one.words: one for one in phrases(noted(*phrases_of_each, **fields))}


def test_spellings_are_one_phrase_shown_as_last_spelt():
    found = seen(("Unshakable commitments",), ("unshakeable commitment",))
    assert list(found) == ["unshakeable commitment"]
    assert folded("denuclearisation of its defences") == folded("denuclearization of its defense")
    assert folded("promise") != folded("premise")


def test_a_longer_phrase_holds_a_shorter_one_and_is_told_with_it():
    found = seen(("ironclad",), ("ironclad commitments",), ("an ironclad commitment",))
    assert list(found) == ["ironclad"]
    assert len(found["ironclad"].seen) == 3
    assert seen(("clad",), ("ironclad",)) == {}  # not inside a word


def test_a_phrase_with_a_remark_is_no_evidence_of_wording():
    assert seen(("complete denuclearization (altered copy)",), ("complete denuclearization",)) == {}


def test_a_return_is_told_from_three_texts_on():
    near = seen(("steadfast",), ("a",), ("b",), ("steadfast",))
    far = seen(("steadfast",), ("a",), ("b",), ("c",), ("steadfast",), ("steadfast",))
    assert near["steadfast"].return_ is None
    between, before, after = far["steadfast"].return_
    assert (between, before.id, after.id) == (3, "S-000", "S-004")


def test_texts_without_notes_are_no_absence():
    found = seen(("steadfast",), (), (), (), ("steadfast",))
    assert found["steadfast"].return_ is None


def test_only_joint_texts_hold_phrases_of_the_group():
    rows = noted(("ironclad",), ("ironclad",), kind="readout", issuing_members=("USA",))
    found = compute(book((), rows), LAST)
    assert one(found, "phrase_seen").reason == f"no joint text by {LAST} is on record"
    plain = compute(book((), noted((), ())), LAST)
    assert one(plain, "phrase_seen").reason == "no key phrases were noted in the texts on record"


WORDS = st.lists(st.sampled_from(["firm", "ironclad", "new era", "steadfast", "(altered)", "", "\u202e"]), max_size=3)


@given(st.lists(WORDS, max_size=12))
def test_whatever_is_noted_only_presence_is_told(notes):
    rows = noted(*(tuple(words) for words in notes))
    for phrase in phrases(rows):
        assert len(phrase.seen) >= 2
        assert [row.date for row in phrase.seen] == sorted(row.date for row in phrase.seen)
        for row in phrase.seen:
            assert any(phrase.words in words for words in row.key_phrases)


def test_many_texts_are_read_in_time():
    rng = random.Random(4)  # noqa: S311
    words = [f"word{n} and word{n + 1} of the sea" for n in range(3000)]
    rows = noted(*(tuple(rng.sample(words, 4)) for _ in range(5000)))
    start = time.perf_counter()
    found = compute(book((), rows), LAST)
    assert time.perf_counter() - start < 5
    assert len([e for e in found if e.name == "phrase_seen"]) == PHRASES_TOLD


def test_a_measure_of_the_richest_record_is_quick(jku):
    compute(jku, END)
    start = time.perf_counter()
    compute(jku, END)
    assert time.perf_counter() - start < 0.5  # 30 ms on an idle core


def test_order_of_rows_does_not_matter(jku):
    rng = random.Random(5)  # noqa: S311
    mixed = replace(
        jku,
        **{
            table: tuple(rng.sample(getattr(jku, table), len(getattr(jku, table))))
            for table in ("engagements", "statements", "readouts", "coverage", "attendance")
        },
    )
    assert compute(mixed, END) == compute(jku, END)


def test_nothing_is_known_of_a_group_nobody_watched():
    assert all(e.value is None and e.reason for e in compute(Casebook(group=GROUP), LAST))
    assert all(
        e.value is None or e.evidence or e.value == 0 or e.name.endswith("upper") for e in compute(history(), LAST)
    )

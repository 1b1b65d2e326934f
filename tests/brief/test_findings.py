"""Arrows by the rule, sentences that follow them, and what would turn them: tried on the casebook itself."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from composed import SLUGS, brief, casebook, finding_on, of
from hypothesis import given, settings
from hypothesis import strategies as st

from minilateral.brief.arrows import FEWEST, SURE, arrow, turned
from minilateral.brief.parts import Num
from minilateral.brief.wording import plain
from minilateral.measures.histories import history

AS_OF = date(2021, 12, 31)
SHRUNK = [2.0] * 108 + [0.4] * 12
GROWN = [0.4] * 108 + [2.0] * 12


@given(st.floats(0, 1), st.floats(0.01, 1), st.floats(1, 100), st.integers(0, 60))
def test_the_rule_of_arrows(p_up, low, high, events):
    found = arrow(p_up, low, high, events)
    assert (found != "not known") <= (events >= FEWEST)
    assert (found == "rising") <= (p_up >= SURE)
    assert (found == "falling") <= (p_up <= 1 - SURE)
    assert (found == "steady") <= (low >= 0.5 and high <= 2)
    assert arrow(None, low, high, events) == arrow(p_up, low, high, None) == "not known"


@settings(deadline=None)  # the first call loads numpy and scipy
@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_the_rule_for_things_that_turn_is_even_handed(gained, lost, kept):
    mirror = {"rising": "falling", "falling": "rising"}
    there, back = turned(gained, lost, kept), turned(lost, gained, kept)
    assert back == mirror.get(there, there)


@pytest.mark.parametrize(("rates", "expected"), [(SHRUNK, "falling"), (GROWN, "rising")])
def test_known_histories_get_their_arrow(rates, expected):
    made = of(history(rates=rates))
    assert finding_on(made, "consultation").arrow == expected
    assert ("doing less" if expected == "falling" else "doing more") in made.gist
    assert "would vanish only if" in plain(finding_on(made, "consultation").interval)


def test_a_direction_that_is_not_known_is_never_told():
    for slug in SLUGS:
        made = brief(slug)
        unknown = {finding.section for finding in made.findings if finding.arrow == "not known"}
        first = plain(made.standfirst)
        if "consultation" in unknown:
            assert "consult less than" not in first
            assert "consult more than" not in first
        if "breadth" in unknown:
            assert "narrowed" not in first
            assert "on fewer tracks" not in first


def test_the_real_record():
    made = brief("japan-korea-us")
    arrows = {finding.section: finding.arrow for finding in made.findings}
    assert arrows["consultation"] == arrows["breadth"] == "falling"
    assert arrows["response"] == "not known"  # two tests in a year show no direction
    assert "No severe provocation has tested its answer since 6 January 2025" in plain(made.standfirst)
    assert "none so severe since 6 January 2025" in plain(finding_on(made, "response").interval)
    breadth = plain(finding_on(made, "breadth").sentence)
    assert "on two of eight tracks in the year to 31 October 2025, against six in the year before" in breadth
    assert plain(finding_on(made, "breadth").interval).startswith(
        "met: leaders and foreign ministers; only the year before: "
    )


def test_years_not_watched_are_the_reason_and_not_their_few_rows():
    told = plain(finding_on(brief("visegrad"), "consultation").interval)
    assert told.startswith("no comparison: the record was not fully observed between")
    assert "too few" not in told


# --- what would change this view, tried out ---------------------------------------------------------------------------


def told(made, pattern):
    """The sentence of what would change the view that fits, and the number in it."""
    for text in made.would_change:
        if re.search(pattern, plain(text)):
            return {part.evidence: part.text for part in text if isinstance(part, Num)}
    return None


def number(words):
    small = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return small.index(words) if words in small else int(words)


def with_more(book, n, last, pace=3):
    """The same casebook with `n` more contacts on different days up to `last`."""
    model = next(row for row in book.engagements if row.level == "minister")
    taken = {row.date for row in book.engagements}
    free = (last - timedelta(days=pace * i) for i in range(365 // pace))
    days = [day for day in free if day not in taken][:n]
    assert len(days) == n
    more = [replace(model, id=f"MORE-{day}", date=day, occasion_id=f"MORE-{day}") for day in days]
    return replace(book, engagements=tuple(sorted([*book.engagements, *more], key=lambda row: (row.date, row.id))))


@pytest.mark.parametrize("book", [history(rates=SHRUNK), casebook("japan-korea-us")], ids=["made up", "real"])
def test_as_many_missed_contacts_as_told_turn_the_arrow_and_one_fewer_does_not(book):
    made = of(book)
    needed = number(told(made, "^Finding .* would turn the arrow of consultation")["would_change-missed"])
    assert finding_on(of(with_more(book, needed, made.as_of)), "consultation").arrow != "falling"
    assert finding_on(of(with_more(book, needed - 1, made.as_of)), "consultation").arrow == "falling"


def test_as_many_contacts_next_year_as_told_read_as_rising_and_one_fewer_does_not():
    book = history(rates=[0.5] * 120)
    made = of(book)
    next_year = date(2022, 12, 31)
    longer = replace(book, coverage=tuple(replace(row, to_date=next_year) for row in book.coverage))
    many = number(told(made, "would read as rising consultation")["would_change-rising"])
    assert finding_on(of(with_more(longer, many, next_year)), "consultation").arrow == "rising"
    assert finding_on(of(with_more(longer, many - 1, next_year)), "consultation").arrow != "rising"


def test_the_silence_told_reads_as_falling_on_that_day_and_not_before():
    book = replace(history(rates=[0.5] * 120), commitments=())
    made = of(book)
    text = next(t for t in made.would_change if "silence would read as falling" in plain(t))
    days = next(part.text for part in text if isinstance(part, Num))
    on = __import__("datetime").datetime.strptime(days, "%d %B %Y").date()
    longer = replace(book, coverage=tuple(replace(row, to_date=date(2030, 1, 1)) for row in book.coverage))
    assert finding_on(of(longer, on), "consistency").arrow == "falling"
    assert finding_on(of(longer, on - timedelta(days=1)), "consistency").arrow == "not known"


def test_a_track_leaves_its_rhythm_on_the_day_after_the_one_told():
    made = brief("japan-korea-us")
    text = next(plain(t) for t in made.would_change if "that track too passes" in plain(t))
    assert "by 24 January 2026" in text
    book = casebook("japan-korea-us")
    coverage = tuple(
        replace(row, to_date=date(2026, 3, 1)) if row.watched == "observed" else row
        for row in book.coverage
        if row.table != "engagements" or row.from_date < date(2025, 11, 1)
    )
    longer = replace(book, coverage=coverage)
    kept = plain(finding_on(of(longer, date(2026, 1, 24)), "consistency").sentence)
    past = plain(finding_on(of(longer, date(2026, 1, 25)), "consistency").sentence)
    assert "two are past it by more than a quarter" in kept
    assert "three are past it by more than a quarter" in past
    assert plain(finding_on(made, "consistency").interval).startswith(
        "late but within that grace: national security advisers (371 days)"
    )


def test_one_more_answer_moves_the_share_by_as_much_as_told():
    text = next(t for t in brief("japan-korea-us").would_change if "One more severe provocation" in plain(t))
    shares = [int(part.text.rstrip("%")) for part in text if isinstance(part, Num) and part.text.endswith("%")]
    now, answered, unanswered = shares
    assert unanswered < now < answered

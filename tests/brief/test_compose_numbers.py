"""Every number of every brief leads to its rows: no digit and no number word stands loose in a sentence or cell."""

import re
from dataclasses import replace

import pytest
from composed import SLUGS, brief, casebook, of, parts, texts

from minilateral.brief.newest import briefly
from minilateral.brief.parts import Num, Ref, evidence_key
from minilateral.brief.recall import held
from minilateral.brief.wording import count, decimal, digits, often, percent, whole
from minilateral.codebook.warnings import all_warnings
from minilateral.model import Estimate

MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
# What may stand in plain words: dates (they are what is asked for, not what is found), the probability an interval
# holds, and fixed phrases of the rules, which are the same in every brief of every group.
ALLOWED = (
    rf"\b(\d{{1,2}} )?({MONTH}) \d{{1,4}}\b",
    r"\b(\d{1,2}\xa0)?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\xa0\d{4}\b",
    r"\b(19|20)\d\d(–(19|20)\d\d)?\b",
    r"\b(80|90)% interval\b",
    r"An interval of 90% or 80%",
    r"\b(the )?twelve( months| before)\b",
    r"\b[Aa]ll (three|four|five|six|seven|eight|nine) members\b",
    r"\bin this one\b",
    r"\b(are|as) one\b",
    r"\bone speed of\b",
    r"\bfewer than one in ten\b",
    r"\bone of the (two years|record)\b",
    r"\bthe two (rates|years)\b",
    r"\bTwo lists\b|\btwo lists\b|\bone list\b",
    r"\bwithin (one|three) days?\b",
    r"\bcounted once for\b",
    r"\bsilent for over five years\b",
    r"\bwithin \d+ days?\b",
    r"\b[Ll]ast three years\b",
    r"\((80|90)%\)",
    r"\bOne more\b",
    r"\bat least five, in three separate stretches of time, are needed\b",
    r"\bfewer than five (contacts|statements|strains)\b",
    r"\bof severity three or more\b",
)
# The method names its rules and the sweep its rows; these cells are heads of rows, fixed for all groups.
FIXED_CELLS = {"one day", "three days", "a week", "two weeks", "a month", "three or more", "four or more", "five",
               "every two years", "twice a year"}  # fmt: skip
NUMBERS = re.compile(r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|once|twice)\b", re.IGNORECASE)


def names(slug: str) -> list[str]:
    """Names that a casebook gives and a page may print: they may hold digits of their own."""
    book = casebook(slug)
    given = [book.group.name, book.group.short_name, book.group.purposes.rstrip("."), book.group.focus.rstrip(".")]
    given += [briefly(row.summary) for row in (*book.engagements, *book.strains, *book.provocations)]
    given += [track.name for track in book.tracks] + [row.series for row in book.recall if not row.series.isdigit()]
    return sorted((name for name in given if name), key=len, reverse=True)


def loose(words: str, given: list[str]) -> str:
    """What is left of plain words when everything allowed has been taken out, if a number is left in it."""
    for name in given:
        words = words.replace(name, "")
    for pattern in ALLOWED:
        words = re.sub(pattern, "", words)
    return words if NUMBERS.search(words) else ""


@pytest.mark.parametrize("slug", SLUGS)
def test_no_number_stands_loose(slug):
    given = names(slug)
    plain = [(place, part) for place, text in texts(brief(slug)) for part in text if isinstance(part, str)]
    found = [(place, part) for place, part in plain if part not in FIXED_CELLS and loose(part, given)]
    assert not found


def test_the_rule_for_loose_numbers_can_fail():
    assert loose("had 13 contacts", [])
    assert loose("met on two tracks", [])
    assert loose("45% of meetings", [])
    assert not loose("in the twelve months to 31 October 2025", [])


@pytest.mark.parametrize("slug", SLUGS)
def test_every_number_names_evidence_and_every_row_is_told(slug):
    made = brief(slug)
    sets = {one.key: one for one in made.evidence}
    told = {row.id for row in made.rows}
    assert len(sets) == len(made.evidence)
    for place, part in parts(made):
        if isinstance(part, Num):
            assert part.evidence in sets, (place, part)
        elif isinstance(part, Ref):
            assert part.row in told, (place, part)
    assert {row for one in made.evidence for row in one.rows} <= told


NOTHING_FOUND = {"0", "none", "No", "no", "not known", "0%"}


@pytest.mark.parametrize("slug", SLUGS)
def test_a_number_without_rows_is_a_rule_or_says_what_was_searched(slug):
    made = brief(slug)
    empty = {one.key: one for one in made.evidence if not one.rows}
    for place, part in parts(made):
        if isinstance(part, Num) and part.evidence in empty:
            one = empty[part.evidence]
            assert one.note, (place, part)
            assert one.key.startswith("rule-") or part.text in NOTHING_FOUND or in_sum(part, made), (place, part)


def in_sum(part, made):
    """A number of an estimate that rests on no row: the chance or rate of a year in which nothing was found."""
    return any(evidence_key(e) == part.evidence and not e.evidence for e in made.estimates)


def printed(estimate: Estimate) -> set[str]:
    """Every way in which a value, bound or count of an estimate may be printed."""
    values = [x for x in (estimate.value, estimate.low, estimate.high) if x is not None]
    ways = {write(x) for x in values for write in (decimal, percent, count, digits, often)}
    ways |= {percent(1 / x) for x in values if x} | {"not known"} | ({"no", "No"} if estimate.value == 0 else set())
    ways |= set() if estimate.coverage is None else {percent(estimate.coverage)}
    if estimate.n is not None:
        ways |= {count(estimate.n), digits(estimate.n), f"all {whole(estimate.n)}", "both", "their only"}
        ways |= {count(round((estimate.value or 0) * estimate.n)), digits(held(estimate)), "one"}
    return ways


@pytest.mark.parametrize("slug", SLUGS)
def test_numbers_of_sentences_are_those_of_the_estimates(slug):
    made = brief(slug)
    by_key = {}
    for estimate in made.estimates:
        by_key.setdefault(evidence_key(estimate), set()).update(printed(estimate))
    checked = 0
    for place, text in texts(made):
        for part in text:
            if isinstance(part, Num) and part.evidence in by_key and place != "response-sweep":
                assert part.text in by_key[part.evidence], (place, part)
                checked += 1
    assert checked >= 20


@pytest.mark.parametrize("slug", SLUGS)
def test_cautions_are_the_codebook_s(slug):
    made = brief(slug)
    told = {warning.text for warning in all_warnings().values()}
    assert {c for f in made.findings for c in f.cautions} <= told
    assert {c for s in made.sections for c in s.cautions} <= told


def test_a_superseded_row_is_never_counted():
    book = casebook("quad")
    last = max((row for row in book.engagements if row.level == "minister" and row.live), key=lambda row: row.date)
    gone = tuple(replace(row, status="superseded") if row.id == last.id else row for row in book.engagements)
    made = of(replace(book, engagements=gone))
    assert last.id not in {row for one in made.evidence for row in one.rows}

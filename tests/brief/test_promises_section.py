"""The ledger in the brief: its arrow, what is overdue and due next, each promise once, and words that stay words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from composed import SLUGS, brief, casebook, of

from minilateral.brief.charts.promises import MOST
from minilateral.brief.html import pages
from minilateral.brief.parts import Num
from minilateral.brief.wording import plain
from minilateral.commitments.ledger import ledger
from minilateral.model import Casebook, Commitment, Coverage, Engagement, Group

GROUP = Group(slug="made-up", name="Made-up group", members=("AUS", "JPN", "USA"))
END = date(2024, 12, 31)
RULE = "kind=meeting level=minister portfolio={} members=all by=due"
PORTFOLIOS = ("foreign", "defense", "finance", "commerce", "energy", "health")


def promise(number, made, due, **fields):
    given = {"text": f"Ministers meet, the {number}th of them", "kind": "deadline", "members": GROUP.members}
    given |= {"evidence_rule": RULE.format(PORTFOLIOS[number % 6]), "source_url": "https://example.org/a"}
    return Commitment(id=f"C-{number}", made_date=made, due_date=due, **{**given, **fields})


def meeting(day, portfolio):
    return Engagement(
        id=f"E-{day}-{portfolio}", date=day, kind="meeting", level="minister", portfolio=portfolio,
        occasion_id=f"O-{day}", participants=GROUP.members, summary="They met", place="Tokyo",
    )  # fmt: skip


def book(*years, watched=END):
    """A group that made six promises at the start of each year, due in June; `years` say how many were kept."""
    rows, promises = [meeting(date(2020, 1, 10 + n), name) for n, name in enumerate(PORTFOLIOS)], []
    for place, (year, kept) in enumerate(years):
        for number, portfolio in enumerate(PORTFOLIOS):
            promises.append(promise(6 * place + number, date(year, 1, 2), date(year, 6, 30)))
            rows += [meeting(date(year, 5, 1 + number), portfolio)] if number < kept else []
    coverage = Coverage(id="C", table="engagements", from_date=date(2019, 1, 1), to_date=watched, watched="observed")
    rows.sort(key=lambda row: (row.date, row.id))
    return Casebook(group=GROUP, engagements=tuple(rows), commitments=tuple(promises), coverage=(coverage,))


def found(made):
    return next(finding for finding in made.findings if finding.section == "promises")


def section(made):
    return next(one for one in made.sections if one.id == "promises")


def cells(table):
    return [[plain(cell) for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("years", "arrow"),
    [
        (((2023, 6), (2024, 0)), "falling"),
        (((2023, 0), (2024, 6)), "rising"),
        (((2023, 4), (2024, 3)), "not known"),
        (((2024, 6),), "not known"),  # nothing was due in the year before
    ],
)
def test_the_arrow_compares_what_was_judged_in_two_years(years, arrow):
    made = of(book(*years))
    assert found(made).arrow == arrow
    assert ("than a year before" in section(made).title) == (arrow != "not known")


def test_no_direction_is_told_of_years_not_fully_watched():
    made = of(book((2023, 6), (2024, 0), watched=date(2024, 11, 30)), END)
    assert found(made).arrow == "not known"
    assert "not all of both years was observed" in plain(found(made).interval)


def test_the_lead_says_what_is_overdue_what_is_in_grace_and_what_falls_due_next():
    made = of(casebook("japan-korea-us"), date(2025, 10, 31))
    lead = plain(section(made).lead)
    assert "among them a meeting of commerce and industry ministers, and a meeting of defence ministers" in lead
    assert "within the grace: a meeting of national security advisers" in lead
    assert lead.endswith("Next to fall due: a meeting of leaders by 15 November 2025.")
    assert len(plain(found(made).sentence)) <= 200


def test_camp_david_as_the_record_ends():
    made = of(casebook("japan-korea-us"), date(2026, 8, 22))
    rows = {row[0]: row for row in cells(section(made).tables[0])}
    overdue = [
        "Leaders meet in person at least once a year",
        "National security advisers meet trilaterally at least once a year",
        "Commerce and industry ministers meet once a year (new track)",
        "Hold an annual Indo-Pacific Dialogue led by assistant secretaries",
    ]
    assert all(rows[name][2].startswith("Overdue. ") for name in overdue)
    both = rows["Defence ministers meet trilaterally at least once a year"][2].replace("\xa0", " ")
    assert both.startswith("Overdue; leniently kept late, 30 May 2026. Due on 28 July 2025")
    drill = [text.replace("\xa0", " ") for text in rows["Hold annual, named, multi-domain exercises"]]
    assert drill[1] == "15 Sep 2026"
    assert drill[2].startswith("Kept, 15 Sep 2025. ")


def test_what_is_overdue_comes_first_and_then_what_falls_due_soonest():
    table = section(brief("japan-korea-us")).tables[0]
    heads = [head for _, head in table.groups]
    assert heads[:3] == ["Overdue", "Past the date, within the grace", "Falls due within a year"]
    start = next(place for place, head in table.groups if head == "Falls due within a year")
    assert cells(table)[start][0] == "Leaders meet in person at least once a year"


@pytest.mark.parametrize("slug", SLUGS)
def test_the_ledger_holds_every_promise_once_and_no_repeat(slug):
    made = brief(slug)
    entries = ledger(casebook(slug), made.as_of)
    told = {entry.commitment.text.rstrip(".") for entry in entries if not entry.first}
    part = section(made)
    tables = [*part.tables, *(figure.data for figure in part.figures)]
    whole = [row[0] for table in tables if table.id == "promises-data" for row in cells(table)]
    if any(table.id == "promises-data" for table in tables):
        assert len(whole) == len(set(whole)) == len(told)
        assert set(whole) == told
    assert {row[0] for table in tables for row in cells(table)} == told


@pytest.mark.parametrize("slug", SLUGS)
def test_numbers_of_a_reason_lead_to_the_promise(slug):
    made = brief(slug)
    sets = {one.key: one for one in made.evidence}
    promises = {row.id for row in casebook(slug).commitments}
    for table in section(made).tables:
        for part in (part for row in table.rows for part in row[-1] if isinstance(part, Num)):
            assert set(sets[part.evidence].rows) & promises


def test_a_figure_shows_no_more_rows_than_can_be_read_and_none_where_a_sentence_will_do():
    [figure] = section(brief("japan-korea-us")).figures
    spec = json.loads(figure.spec)
    assert spec["height"] <= MOST * 40
    assert "promises with a date in the table" in figure.note
    assert section(brief("australia-japan-us")).figures == ()


def test_a_group_without_promises_says_so_and_shows_nothing():
    part = section(brief("visegrad"))
    assert plain(part.lead).endswith("cannot be told: no promises of this group are recorded.")
    assert (part.tables, part.figures) == ((), ())


def test_before_the_first_promise_there_is_none():
    made = of(book((2024, 6)), date(2023, 12, 31))
    assert "no promise of this group was made by 31 December 2023" in plain(section(made).lead)


HOSTILE = '</td><script>alert(1)</script>\r\nBEGIN:VEVENT \u202e =HYPERLINK("x") \x00'


def test_hostile_words_stay_words():
    base = book((2023, 6), (2024, 0))
    wild = tuple(replace(row, text=HOSTILE, made_at="nowhere", note=HOSTILE) for row in base.commitments)
    made = of(replace(base, commitments=wild))
    shown = " ".join(plain(cell) for table in section(made).tables for row in table.rows for cell in row)
    assert "\u202e" not in shown
    assert "\x00" not in shown
    assert all(b"<script>alert(1)" not in page for page in pages(made).values())


@pytest.mark.parametrize("due", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_first_and_the_last_day_there_are(due):
    row = promise(1, min(due, date(2024, 1, 1)), due, kind="recurring", period_days=365, evidence_rule="")
    base = replace(book((2024, 3)), commitments=tuple(replace(row, id=f"C-{n}") for n in range(4)))
    for day in (END, date.min, date.max):
        assert section(of(base, day)).title


def test_a_promise_made_again_and_again_is_told_once():
    base = book((2024, 0))
    first = base.commitments[0]
    again = [
        replace(first, id=f"C-A{n}", made_date=first.made_date + timedelta(days=30 * n), repeat_of=first.id)
        for n in range(1, 4)
    ]
    made = of(replace(base, commitments=(*base.commitments, *again)))
    assert "Told with the promise that they repeat: three promises" in " ".join(map(plain, section(made).paragraphs))
    row = next(row for row in cells(section(made).tables[0]) if row[0] == first.text)
    assert "Promised again before anything was delivered." in row[-1]

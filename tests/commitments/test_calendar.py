"""The calendar of what falls due: whole by RFC 5545, the same bytes twice, and data that stays data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ical
from minilateral.commitments.calendar import calendar
from promised import AS_OF, GROUP, entry

SOON = date(2026, 3, 31)


def one(**row):
    return calendar(GROUP, [entry(due=SOON, row=row)], AS_OF)


def test_an_open_promise_is_an_all_day_event_on_the_day_it_falls_due():
    content = one(text="Foreign ministers meet in Tokyo", source_url="https://example.org/a?b=c")
    [event] = ical.events(content)
    assert ("DTSTART", "VALUE=DATE", "20260331") in event["lines"]
    assert ical.value(event, "SUMMARY") == "Due: Foreign ministers meet in Tokyo (Made–up group)"
    assert ical.value(event, "URL") == "https://example.org/a?b=c"
    assert "Promised on 2025-01-15." in ical.value(event, "DESCRIPTION")
    assert ical.value(event, "DTSTAMP") == "20251031T000000Z"


def test_the_same_ledger_gives_the_same_bytes_and_a_later_day_the_same_identity():
    book = [entry(due=SOON)]
    now, later = calendar(GROUP, book, AS_OF), calendar(GROUP, book, date(2025, 12, 31))
    assert now == calendar(GROUP, book, AS_OF)
    [first], [second] = ical.events(now), ical.events(later)
    assert ical.value(first, "UID") == ical.value(second, "UID")
    assert int(ical.value(first, "SEQUENCE")) < int(ical.value(second, "SEQUENCE"))


def test_only_what_falls_due_from_the_day_on_is_told_each_once_and_in_order():
    book = [
        entry("C-LATE", "overdue", due=date(2025, 5, 1)),
        entry("C-B", "kept", due=date(2025, 6, 1), next_due=date(2026, 6, 1)),
        entry("C-A", due=SOON, row={"kind": "deadline"}),
        entry("C-AGAIN", due=SOON, first="C-A"),
        entry("C-NEVER", row={"kind": "standing"}),
        entry("C-TODAY", due=AS_OF),
        entry("C-DONE", "kept", due=SOON),
    ]
    uids = [ical.value(event, "UID") for event in ical.events(calendar(GROUP, book, AS_OF))]
    assert uids == [f"made-up-{name}@minilateral" for name in ("C-TODAY", "C-A", "C-B")]


def test_where_nothing_falls_due_the_calendar_says_so_and_is_still_whole():
    content = calendar(GROUP, [], AS_OF)
    assert ical.events(content) == []
    [part] = ical.read(content)["parts"]
    assert part["name"] == "VJOURNAL"
    assert "no promise on record falls due after this day" in ical.value(part, "SUMMARY")


HOSTILE = [
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
    "x\nBEGIN:VALARM\nACTION:EMAIL",
    "x\u2028END:VEVENT\u0085BEGIN:VEVENT",
    '\r\n =HYPERLINK("https://evil")',
    'a;b,c\\n\\,d:e"',
    "\x00\x07\x1b\u202eevil\udc80",
    "",
    "漢字" * 250,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text):
    content = calendar(
        replace(GROUP, name=f"Group {text}"),
        [entry(due=SOON, why=text, row={"text": text, "rule_text": text, "source_url": f"https://a/{text}"})],
        AS_OF,
    )
    [event] = ical.events(content)
    assert [line[0] for line in event["lines"]].count("UID") == 1
    assert not event["parts"]
    assert all(line[0] != "ACTION" for line in event["lines"])


@given(st.text(max_size=300), st.dates(min_value=AS_OF))
def test_any_words_and_day_are_read_back(text, day):
    [event] = ical.events(calendar(GROUP, [entry(due=day, row={"text": text})], AS_OF))
    kept = ical.value(event, "DESCRIPTION").removesuffix("Promised on 2025-01-15.\nAs of 2025-10-31: open.")
    assert set(kept) <= set(text) | {" ", "\n"}
    assert {char for char in text if char.isalnum()} <= set(kept)
    assert f"{day.year:04d}{day.month:02d}{day.day:02d}" in [line[2] for line in event["lines"]]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a b", "https://a\r\nX:y", "file:///etc/passwd", ""])
def test_an_address_that_is_none_is_left_out(url):
    [event] = ical.events(one(source_url=url))
    assert "URL" not in [line[0] for line in event["lines"]]


def test_the_first_and_the_last_day_there_are():
    for day in (date.min, date.max):
        [event] = ical.events(calendar(GROUP, [entry(due=day)], date.min))
        assert ("DTSTART", "VALUE=DATE", day.isoformat().replace("-", "")) in event["lines"]

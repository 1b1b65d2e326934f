"""The ledger: short stories with known answers, and what must hold of any promise."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from held import ALWAYS, book, deputy, judged, met, promise, watched
from hypothesis import given
from hypothesis import strategies as st

from minilateral.commitments.ledger import ledger
from minilateral.model import Provocation

CASES = yaml.safe_load(Path(__file__).parents[1].joinpath("golden", "promises.yml").read_text("utf-8"))["cases"]
DAYS = st.dates(date(2023, 6, 1), date(2027, 1, 1))


def _plain(value: Any) -> Any:
    """Dates of the golden file as text, lists as tuples: what the builders take."""
    if isinstance(value, date):
        return value.isoformat()
    return tuple(map(_plain, value)) if isinstance(value, list) else value


def _row(given: Any) -> tuple[Any, Any]:
    fields = (
        {name: _plain(value) for name, value in given.items()} if isinstance(given, dict) else {"day": _plain(given)}
    )
    level = fields.pop("deputy", None)
    row = met(fields.pop("day"), **fields)
    return row, level and deputy(row, level=level)


def _story(case: dict[str, Any]) -> Any:
    fields = {name: _plain(value) for name, value in case["promise"].items()}
    rows = [_row(one) for one in case["rows"]]
    coverage = ALWAYS
    if "coverage" in case:
        coverage = tuple(watched(*map(_plain, one)) for one in case["coverage"])
    seats = tuple(seat for _, seat in rows if seat)
    return book(promise(**fields), *(row for row, _ in rows), coverage=coverage, attendance=seats)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_story_ends_as_an_analyst_would_say(case: dict[str, Any]) -> None:
    found = judged(_story(case), _plain(case["as_of"]))
    expect = {name: value if isinstance(value, date) else _plain(value) for name, value in case["expect"].items()}
    assert (found.status, found.lenient) == (expect["status"], expect.get("lenient", expect["status"])), found.why
    for name in ("due", "next_due", "settled_on", "days_late", "evidence", "lenient_evidence"):
        if name in expect:
            assert getattr(found, name) == expect[name], name
    if "rounds" in expect:
        assert len(found.rounds) == expect["rounds"]
    assert expect.get("why", "") in found.why


def test_rounds_tell_each_due_date_in_both_readings() -> None:
    brief = met("2025-04-01", caution="a pull-aside")
    some = book(promise(kind="recurring", period_days=365), met("2024-05-10"), brief, met("2026-02-10"))
    one, two, three = judged(some, "2026-12-31").rounds
    assert (one.number, one.since, one.due, one.deadline) == (1, date(2024, 1, 1), date(2024, 12, 31), date(2025, 4, 1))
    assert (two.status, two.lenient, two.days_late) == ("kept_late", "kept", 276)
    assert (two.evidence, two.lenient_evidence) == (("2026-02-10",), ("2025-04-01",))
    assert (three.status, three.since, three.settled_on) == ("open", date(2026, 2, 10), None)


def test_a_repeat_is_told_with_the_first_and_has_the_date_of_the_first() -> None:
    first = promise("A", kind="recurring", period_days=365, repeat_of="A", repeat_role="first")
    again = promise("B", made="2024-10-01", kind="standing", repeat_of="A", repeat_role="repeat")
    some = book([first, again], met("2024-05-10"))
    told, repeat = judged(some, "2026-01-01", "A"), judged(some, "2026-01-01", "B")
    assert (told.first, told.repeats) == ("", ("B",))
    assert (repeat.first, repeat.status, repeat.due) == ("A", "overdue", date(2025, 5, 10))
    assert "bound by that of A" in repeat.why


def test_a_promise_made_again_before_it_was_delivered_is_flagged() -> None:
    first = promise("A", due_date="2025-06-30", repeat_of="A")
    again = promise("B", made="2024-10-01", repeat_of="A", repeat_role="repeat")
    assert judged(book([first, again], met("2024-11-10")), "2025-01-01", "A").reannounced
    assert not judged(book([first, again], met("2024-05-10")), "2025-01-01", "A").reannounced
    assert not judged(book([first, again], met("2024-11-10")), "2024-09-30", "A").reannounced  # not made again yet


def test_what_nobody_could_see_was_not_made_again_without_delivery() -> None:
    first = promise("A", due_date="2024-06-30", repeat_of="A", evidence_rule="needs=person")
    again = promise("B", made="2024-10-01", repeat_of="A", repeat_role="repeat", evidence_rule="needs=person")
    assert not judged(book([first, again]), "2025-01-01", "A").reannounced


def test_a_sequel_stands_for_itself() -> None:
    first = promise("A", due_date="2025-06-30", repeat_of="A")
    more = promise("B", made="2024-10-01", repeat_of="A", repeat_role="sequel: keep it at work")
    some = book([first, more], met("2024-11-10"))
    assert judged(some, "2025-01-01", "B").first == ""
    assert judged(some, "2025-01-01", "A").repeats == ()


def test_promised_and_signed_the_same_day_is_said() -> None:
    signed = promise(kind="capability", evidence_rule="needs=person", seen="delivered", seen_on="2024-01-01")
    assert judged(book(signed), "2024-01-01").same_day
    row = met("2024-01-01", "SIGNED", kind="agreement")
    reviewed = promise(kind="capability", evidence_rule="kind=agreement", fulfilments=("SIGNED",))
    assert judged(book(reviewed, row), "2024-01-01").same_day
    alone = promise(kind="capability", evidence_rule="kind=agreement")
    assert judged(book(alone, row), "2024-06-01").status == "open"  # nobody says that it delivers


def test_hosts_take_turns_track_by_track() -> None:
    rule = "rotate=host kind=meeting track=T-1,T-2"
    hosted = [met(f"202{n}-05-01", host_country=host, track="T-1") for n, host in ((4, "JPN"), (5, "AUS"), (6, "USA"))]
    turn = promise(kind="standing", evidence_rule=rule)
    assert judged(book(turn, *hosted), "2027-01-01").status == "kept"
    assert judged(book(turn, *hosted[:2]), "2027-01-01").status == "unclear"
    other = met("2024-06-01", host_country="JPN", track="T-2")
    found = judged(book(turn, *hosted, other), "2027-01-01")
    assert (found.status, found.lenient) == ("unclear", "kept")
    again = met("2025-06-01", host_country="JPN", track="T-2")
    assert judged(book(turn, *hosted, other, again), "2027-01-01").status == "broken"


def test_what_is_due_after_each_occasion_is_kept_when_most_were_answered() -> None:
    acts = tuple(
        Provocation(
            id=f"P-{day}", date=date.fromisoformat(day), actor=("PRK",), kind="icbm", severity=5, summary="Shot"
        )
        for day in ("2023-12-31", "2024-03-01", "2024-06-01", "2024-09-01")
    )
    provoked = [*ALWAYS, watched("2000-01-01", "2030-12-31", table="provocations")]
    each = promise(kind="standing", evidence_rule="after_each=any severity=4 kind=call within_days=3")
    calls = [met("2024-03-04", kind="call"), met("2024-05-31", kind="call"), met("2024-09-05", kind="call")]
    found = judged(book(each, *calls, coverage=provoked, provocations=acts), "2024-12-31")
    assert (found.status, found.why) == ("kept", "2 of 3 occasions were answered within 3 days by 31 December 2024.")
    assert found.evidence == ("P-2024-03-01", "2024-03-04", "P-2024-06-01", "2024-05-31", "P-2024-09-01")
    fewer = judged(book(each, *calls[1:], coverage=provoked, provocations=acts), "2024-12-31")
    assert fewer.status == "broken"
    never = judged(book(each, coverage=provoked), "2024-12-31")
    assert (never.status, never.why) == ("open", "It has not been called for by 31 December 2024.")


@given(days=st.lists(DAYS, max_size=6, unique=True), as_of=DAYS, every=st.sampled_from([30, 365, 730]))
def test_the_lenient_reading_is_never_harder_and_rounds_hang_together(
    days: list[date], as_of: date, every: int
) -> None:
    rows = [met(day.isoformat(), caution="encounter" if day.day % 2 else "") for day in sorted(days)]
    some = book(promise(kind="recurring", period_days=every), *rows)
    for one in ledger(some, as_of):
        worse = ("kept", "kept_late", "open", "unclear", "overdue", "broken")
        if one.status in {"kept", "kept_late"}:
            assert worse.index(one.lenient) <= worse.index("kept_late")
        assert one.rounds[-1].settled_on is None
        for before, after in zip(one.rounds, one.rounds[1:], strict=False):
            assert after.since == before.settled_on
            assert (after.due - after.since).days == every
        assert all(round_.settled_on is None or round_.settled_on <= as_of for round_ in one.rounds)


@given(days=st.lists(DAYS, max_size=6, unique=True), as_of=DAYS)
def test_nothing_after_the_day_is_known_on_the_day(days: list[date], as_of: date) -> None:
    made = promise(due_date="2025-06-30")
    rows = [met(day.isoformat()) for day in sorted(days)]
    known = [row for row in rows if row.date <= as_of]
    assert ledger(book(made, *rows), as_of) == ledger(book(made, *known), as_of)


@given(days=st.lists(DAYS, max_size=6, unique=True), shift=st.integers(0, 400))
def test_what_was_kept_stays_kept(days: list[date], shift: int) -> None:
    some = book(promise(due_date="2025-06-30"), *(met(day.isoformat()) for day in sorted(days)))
    day = date(2025, 6, 30)
    early, late = judged(some, day.isoformat()), judged(some, (day + timedelta(days=shift)).isoformat())
    if early.status == "kept":
        assert (late.status, late.settled_on) == ("kept", early.settled_on)

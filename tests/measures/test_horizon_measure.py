"""Bargains against promises, only where both were found by one rule; how far ahead promises reach; secretariats."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from minilateral.commitments.ledger import ledger
from minilateral.measures.ahead import dated_ahead, reach, secretariats
from minilateral.measures.bargains import EVERYBODY
from minilateral.measures.exposure import watch
from minilateral.measures.histories import MEMBERS, bargained, history
from minilateral.measures.horizon import compute
from minilateral.measures.uncertainty import share_interval
from minilateral.model import Casebook, Commitment, Coverage, Engagement, Era, Group, Strain, Track

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "golden" / "signalling_horizon.yml").read_text(encoding="utf-8"))
LAST = date(2021, 12, 31)  # of the made-up history
FIRST = date(2012, 1, 1)


def one(found, name, **key):
    [estimate] = [e for e in found if e.name == name and all(e.of(part) == want for part, want in key.items())]
    return estimate


def share(book, initiator=EVERYBODY, window="now", day=LAST):
    return one(compute(book, day), "transactional_share", initiator=initiator, window=window)


def covered(table, watched="observed", actor=(), first=FIRST, last=LAST):
    name = f"C-{table}-{watched}-{'-'.join(actor)}-{first}"
    return Coverage(id=name, table=table, actor=actor, from_date=first, to_date=last, watched=watched)


def fought(*coverage, strains=6, promises=2, by="USA"):
    made = bargained(history(), strains=strains, promises=promises, by=by)
    kept = [row for row in made.coverage if row.table not in {"strains", "commitments"}] if coverage else made.coverage
    return replace(made, coverage=(*kept, *coverage))


# --- by one rule, or not at all --------------------------------------------------------------------------------------


def test_no_shipped_group_has_strains_set_against_promises(shipped):
    for slug, book in shipped.items():
        found = compute(book, date(2026, 8, 22))
        told = [e for e in found if e.name == "transactional_share"]
        assert told, slug
        assert all(e.value is None for e in told)
        assert all("set against each other they would tell how they were found" in e.reason for e in told)
        assert not [e for e in found if e.name in {"transactional_strains", "promises_made"}]
        assert {e.of("initiator") for e in told} == {EVERYBODY}


def test_the_reason_names_the_table_that_was_selected(shipped):
    assert share(shipped["japan-korea-us"]).reason.startswith(
        "in this period strains were only selected and promises are those of texts that were read:"
    )
    assert "strains were not collected" in share(shipped["squad"], day=date(2025, 11, 30)).reason
    assert "promises were not collected" in share(shipped["visegrad"], day=date(2025, 12, 3)).reason


def test_made_up_histories_with_known_answers():
    for strains, promises in ((6, 2), (0, 3), (4, 0)):
        book = fought(strains=strains, promises=promises)
        found = share(book, "USA")
        assert (found.value, found.n) == (strains / (strains + promises), strains + promises)
        assert (found.low, found.high) == pytest.approx(share_interval(strains, strains + promises))
        assert found.coverage == 1
        assert len(found.evidence) == found.n
    other = share(fought(), "JPN")
    assert (other.value, other.n) == (0.0, 2)  # promises bind all, the strains are another's
    both = share(fought())
    assert (both.value, both.n) == (0.75, 8)


def test_nothing_on_record_is_no_share_but_a_count_of_none():
    found = compute(fought(strains=0, promises=0), LAST)
    assert one(found, "transactional_share", initiator="USA", window="now").reason.startswith("neither a strain")
    assert one(found, "transactional_strains", initiator="USA", window="now").value == 0


def test_a_selected_table_gives_nothing():
    observed, partial = covered("strains"), covered("strains", "partial")
    promises = covered("commitments")
    assert share(fought(observed, promises), "USA").value == 0.75
    for rows in ((partial, promises), (observed, covered("commitments", "partial")), (observed,), (promises,)):
        assert share(fought(*rows)).value is None


def test_one_initiator_watched_by_a_rule_and_the_others_not():
    rows = (covered("strains", "partial"), covered("strains", actor=("USA",)), covered("commitments"))
    book = fought(*rows)
    assert share(book, "USA").value == 0.75
    assert share(book, "JPN").value is None
    assert "strains were only selected" in share(book, "JPN").reason
    assert share(book).value is None  # all together are not watched


def test_an_initiator_less_watched_than_the_rest():
    rows = (covered("strains"), covered("strains", "partial", actor=("USA",)), covered("commitments"))
    assert share(fought(*rows), "USA").value is None
    assert share(fought(*rows), "JPN").value == 0.0


def test_coverage_of_one_state_rules_only_on_its_days():
    rows = (covered("strains"), covered("strains", "partial", actor=("USA",), last=date(2020, 12, 31)))
    book = replace(history(), coverage=rows)
    assert watch(book, "strains", actor="USA").start == date(2021, 1, 1)
    assert watch(book, "strains", actor="JPN").start == watch(book, "strains").start == FIRST


def test_only_observed_days_count():
    half = date(2021, 7, 1)
    found = share(fought(covered("strains", first=half), covered("commitments"), strains=12, promises=12), "USA")
    assert found.n == 12
    assert found.coverage == pytest.approx(0.504, abs=0.001)
    assert "window_partly_observed" in found.warnings
    apart = fought(covered("strains", first=half), covered("commitments", last=date(2021, 6, 30)))
    assert share(apart).value is None
    assert "on different days" in share(apart).reason


def test_eras_and_windows():
    eras = (
        Era(id="ERA-1", name="First", from_date=FIRST, to_date=date(2020, 12, 31)),
        Era(id="ERA-2", name="Then", from_date=date(2021, 1, 1)),
        Era(id="ERA-3", name="Later", from_date=date(2030, 1, 1)),
    )
    book = replace(fought(), eras=eras)
    assert share(book, "USA", "ERA-2").value == 0.75
    assert share(book, "USA", "ERA-1").n == 0
    assert share(book, "USA", "before").n == 0
    assert not [e for e in compute(book, LAST) if e.of("window") == "ERA-3"]


def test_what_is_no_bargain_and_no_promise_made_together():
    book = fought(strains=1, promises=1)
    quarrel, promise = book.strains[0], book.commitments[0]
    strains = [
        quarrel,
        replace(quarrel, id="S-1", kind="relief"),
        replace(quarrel, id="S-2", kind="historical_dispute"),
        replace(quarrel, id="S-3", status="unconfirmed"),
        replace(quarrel, id="S-4", initiator=("CHN",)),
        replace(quarrel, id="S-5", initiator=()),
    ]
    promises = [
        promise,
        replace(promise, id="C-1", repeat_of=promise.id, made_date=date(2021, 9, 1)),
        replace(promise, id="C-2", text="Another", scope="one_member"),
    ]
    found = share(replace(book, strains=tuple(strains), commitments=tuple(promises)))
    assert (found.value, found.n) == (0.5, 2)


def test_a_strain_known_by_month_counts_where_its_middle_lies():
    book = fought(strains=1, promises=1)
    month = replace(book.strains[0], date=date(2021, 12, 1), date_precision="month")
    found = share(replace(book, strains=(month,)))
    assert found.n == 2
    assert "month_precision" in found.warnings
    year = replace(month, date=date(2021, 1, 1), date_precision="year")
    assert share(replace(book, strains=(year,))).n == 2


def test_severity_is_not_used():
    book = fought()
    grave = replace(book, strains=tuple(replace(row, severity=5) for row in book.strains))
    assert compute(grave, LAST) == compute(book, LAST)


# --- how far ahead ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", GOLDEN["reach"])
def test_reach_of_promises(shipped, slug):
    case, book = GOLDEN["reach"][slug], shipped[slug]
    found = compute(book, case["day"])
    furthest = one(found, "furthest_due")
    assert furthest.n == case["dated"]
    assert one(found, "open_promises", reach="rhythm").value == case["rhythm"]
    if case["furthest"] is None:
        assert furthest.value is None
        assert furthest.reason == "no open promise on record names a date still to come"
    else:
        assert furthest.value == pytest.approx((case["furthest"] - case["day"]).days / 365.25)
        [row] = furthest.evidence
        assert {c.due_date for c in book.commitments if c.id == row} == {case["furthest"]}


def test_every_live_promise_reaches_one_way_only(shipped):
    for slug, case in GOLDEN["reach"].items():
        book, day = shipped[slug], case["day"]
        once = [entry for entry in ledger(book, day) if not entry.first]
        found = [e for e in compute(book, day) if e.name == "open_promises"]
        assert sum(e.value for e in found) == sum(bool(reach(entry, day)) for entry in once)
        rows = [row for e in found for row in e.evidence]
        assert len(rows) == len(set(rows))


def promise(due, row="C-1", **fields):
    return Commitment(
        id=row, made_date=date(2021, 1, 1), text=f"Something by {due}", kind="deadline", due_date=due, members=MEMBERS,
        **fields,
    )  # fmt: skip


def test_reach_by_the_day():
    days = {
        date(2021, 12, 31): "", date(2022, 1, 1): "year", date(2022, 12, 31): "year", date(2023, 1, 1): "five_years",
        date(2026, 12, 31): "five_years", date(2027, 1, 2): "beyond", None: "undated",
    }  # fmt: skip
    for due, expected in days.items():
        book = replace(history(), commitments=(promise(due),))
        [entry] = ledger(book, LAST)
        assert reach(entry, LAST) == expected, due


def test_the_furthest_comes_first_and_what_is_settled_is_left_out():
    rows = (promise(date(2023, 1, 1)), promise(date(2040, 1, 1), "C-2"), promise(date(2020, 1, 1), "C-3"))
    entries = ledger(replace(history(), commitments=rows), LAST)
    assert [entry.commitment.id for entry in dated_ahead(entries, LAST)] == ["C-2", "C-1"]


def test_groups_without_promises_say_so(shipped):
    found = compute(shipped["visegrad"], date(2025, 12, 3))
    assert {e.reason for e in found if e.name in {"furthest_due", "open_promises"}} == {
        "no promises of this group are recorded"
    }


# --- secretariats ----------------------------------------------------------------------------------------------------


def test_secretariats_of_the_shipped_groups(shipped):
    first = {slug: rows[0].date for slug, book in shipped.items() if (rows := secretariats(book, date(2026, 8, 22)))}
    assert first == GOLDEN["secretariats"]
    years = one(compute(shipped["china-japan-korea"], date(2025, 11, 30)), "secretariat_years")
    assert years.value == pytest.approx(14.25, abs=0.01)
    assert "month_precision" in years.warnings


def institution(day=date(2015, 5, 1), **fields):
    given = {"kind": "institution", "level": "official", "participants": MEMBERS, "summary": "A Secretariat was opened"}
    return Engagement(id=f"I-{day}", date=day, occasion_id=f"I-{day}", **{**given, **fields})


def test_what_is_no_secretariat():
    def of(row, **tables):
        book = replace(history(rates=[0.0] * 120), engagements=(row,), **tables)
        return one(compute(book, LAST), "secretariat_years").value

    assert of(institution()) == pytest.approx(6.67, abs=0.01)
    assert of(institution(summary="A fund was set up")) is None
    assert of(institution(kind="meeting")) is None
    assert of(institution(participants=MEMBERS[:2])) is None
    assert of(institution(status="planned")) is None
    assert of(institution(date(2022, 1, 1))) is None
    ended = Track(id="T-SEC", name="Secretariat", level="official", ended=date(2020, 1, 1))
    assert of(institution(track="T-SEC"), tracks=(ended,)) is None


# --- bad casebooks ---------------------------------------------------------------------------------------------------


def test_nothing_is_known_of_an_empty_casebook():
    found = compute(Casebook(group=Group(slug="x", name="X", members=MEMBERS)), LAST)
    assert all(e.value is None and e.reason for e in found)


@pytest.mark.parametrize("day", [date.min, date(9999, 12, 31)])
def test_the_first_and_the_last_day_there_are(day):
    book = replace(fought(), commitments=(promise(date.max), promise(date(2021, 1, 1), "C-2")))
    assert compute(book, day)
    wild = replace(book, strains=(Strain(id="S", date=day, kind="trade", initiator=("USA",), summary="a tariff"),))
    assert compute(wild, day)


def test_states_the_codebook_does_not_know_are_called_by_their_code():
    book = fought(by="XXX")
    book = replace(book, group=replace(book.group, members=("AUS", "XXX")))
    found = compute(book, LAST)
    assert one(found, "transactional_share", initiator="XXX", window="now").value == 1.0  # no promise binds it
    assert "XXX" in one(found, "transactional_strains", initiator="XXX", window="now").label


def test_order_of_rows_does_not_matter(jku):
    rng = random.Random(6)  # noqa: S311
    tables = ("strains", "commitments", "coverage", "engagements", "eras")
    mixed = replace(jku, **{t: tuple(rng.sample(getattr(jku, t), len(getattr(jku, t)))) for t in tables})
    key = lambda e: (e.name, e.key)  # noqa: E731
    day = date(2025, 10, 31)
    assert sorted(compute(mixed, day), key=key) == sorted(compute(jku, day), key=key)

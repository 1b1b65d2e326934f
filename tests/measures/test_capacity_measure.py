"""Offices, deputies and hosts: days that are sure and that may be, gaps that are unknown, and who is not covered."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from minilateral.measures import measure
from minilateral.measures.capacity import compute
from minilateral.measures.exposure import merged
from minilateral.measures.histories import MEMBERS, history
from minilateral.measures.hosts import hostings, turns
from minilateral.measures.incumbents import new_holders, tenure
from minilateral.measures.occasions import contacts
from minilateral.measures.posts import HEADS, posts
from minilateral.measures.windows import between, year_to
from minilateral.model import Attendance, Coverage, Engagement, FormerMember, Office, Strain, Track
from minilateral.record.casebook import read_shared, shipped_casebooks, slugs

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "golden" / "integration_capacity.yml").read_text(encoding="utf-8"))
SLUGS = slugs(shipped_casebooks())
END = date(2025, 10, 31)
LAST = date(2021, 12, 31)
YEAR = year_to(LAST)
SEEN = merged([between(date(2012, 1, 1), LAST)])


@pytest.fixture(scope="module")
def books(shipped):
    offices = read_shared(shipped_casebooks()).offices
    return {slug: replace(book, offices=offices) for slug, book in shipped.items()}


def one(found, name, **key):
    [estimate] = [e for e in found if e.name == name and all(e.of(part) == want for part, want in key.items())]
    return estimate


def term(person, start, end=None, **fields):
    given = {"country": "USA", "office": "foreign_minister", "basis": "seen", **fields}
    return Office(id=f"{person}-{start}-{fields}", person=person, from_date=start, to_date=end, **given)


def day(month, number=1, year=2021):
    return date(year, month, number)


OLD = term("A", date(2015, 1, 1), day(4))
MONTHS = {"from_precision": "month", "to_precision": "month"}


def staffed(*terms, watched="observed", **tables):
    """The made-up group with these terms in office, watched as its meetings were."""
    book = history(n=60)
    cover = Coverage(id="O", table="offices", from_date=date(2012, 1, 1), to_date=LAST, watched=watched)
    return replace(book, offices=tuple(terms), coverage=(*book.coverage, cover), **tables)


def days(terms, state, window=YEAR):
    found = tenure(terms, window, SEEN)
    return found.surely(state), found.possibly(state)


# --- the shipped record, counted by hand ------------------------------------------------------------------------------


@pytest.mark.parametrize("case", GOLDEN["offices_japan_korea_us"], ids=lambda c: f"{c['member']} {c['office']}")
def test_the_offices_of_japan_korea_and_the_united_states(books, case):
    found = compute(books["japan-korea-us"], END)
    for state, name in (("vacant", "vacancy_days"), ("acting", "acting_days")):
        estimate = one(found, name, member=case["member"], office=case["office"], window="now")
        sure, most = case.get(state, [0, 0])
        assert estimate.value == sure
        assert (estimate.high or estimate.value) == most


def test_no_other_office_was_vacant_or_in_acting_hands(books):
    found, case = compute(books["japan-korea-us"], END), GOLDEN["impaired_japan_korea_us"]
    named = {(e.of("member"), e.of("office")) for e in found if e.of("office") not in {"", "all"}}
    assert named == {(row["member"], row["office"]) for row in GOLDEN["offices_japan_korea_us"]}
    now, before = (one(found, "offices_impaired", window=window) for window in ("now", "before"))
    assert (now.value, before.value, now.n) == (case["now"], case["before"], case["of"])
    parts = [e for e in found if e.name == "vacancy_days" and (e.of("office"), e.of("window")) == ("all", "now")]
    assert parts[0].value == sum(e.value for e in parts[1:]) == 298 + 77 + 62 + 32


def test_hosts_of_japan_korea_and_the_united_states(books):
    found = compute(books["japan-korea-us"], END)
    hosted = {e.of("member"): e.value for e in found if e.name == "hosted" and e.of("window") == "all"}
    assert hosted == GOLDEN["hosts_japan_korea_us"]


def test_the_deputy_of_july_2025_is_the_one_seat_below_its_level(books):
    found = compute(books["japan-korea-us"], END)
    assert {m: one(found, "seats_below", member=m, window="now").value for m in ("all", "JPN", "KOR", "USA")} == {
        "all": 1, "JPN": 0, "KOR": 1, "USA": 0,
    }  # fmt: skip
    assert one(found, "seats_below", member="all", window="now").evidence == ("JKU-20250711-01",)


def test_strains_over_vacancies_stand_beside_and_change_no_count(books):
    book = books["japan-korea-us"]
    found = compute(book, END)
    assert one(found, "vacancy_strains", window="now").evidence == ("S034",)
    without = compute(replace(book, strains=()), END)
    assert [e for e in found if e.name != "vacancy_strains"] == [e for e in without if e.name != "vacancy_strains"]


# --- which offices carry a group --------------------------------------------------------------------------------------


def test_the_tracks_say_which_offices_carry_a_group(books):
    offices = {post.office for post in posts(books["japan-korea-us"], END)}
    assert {"head_of_government", "head_of_state", "foreign_minister", "defense_minister"} < offices
    assert {"national_security_adviser", "ambassador_to_KOR"} < offices
    assert not offices & {"finance_minister", "charge_d_affaires_KOR", "chief_of_defense"}
    assert {post.office for post in posts(books["e3"], END)} <= {*HEADS, "foreign_minister"}
    assert {post.member for post in posts(books["e3"], END)} == {"DEU", "FRA", "GBR"}


def test_a_track_that_was_given_up_calls_for_nobody():
    book = staffed(OLD)
    gone = tuple(replace(track, ended=date(2020, 1, 1)) for track in book.tracks)
    assert posts(replace(book, tracks=gone), LAST) == ()
    none = compute(replace(book, tracks=gone), LAST)
    assert one(none, "vacancy_days", member="all", window="now").reason.startswith("no track of ministers or leaders")
    assert posts(replace(book, tracks=(Track(id="T", name="Officials", level="official"),)), LAST) == ()


def test_an_office_nobody_knows_is_in_no_count():
    strange = term("B", date(2015, 1, 1), office="keeper_of_the_seal")
    found = compute(staffed(OLD, strange), LAST)
    assert found == compute(staffed(OLD), LAST)


# --- days -------------------------------------------------------------------------------------------------------------


def test_a_vacancy_is_a_row_and_a_gap_is_unknown():
    vacant, back = term("", day(4), day(7)), term("B", day(7))
    assert days([OLD, vacant, back], "vacant") == (91, 91)
    assert days([OLD, back], "vacant") == (0, 0)
    assert days([OLD, back], "unknown") == (91, 91)
    found = compute(staffed(OLD, back), LAST)
    assert one(found, "vacancy_days", member="USA", office="all", window="now").value == 0
    assert "terms_with_gaps" in one(found, "vacancy_days", member="USA", office="all", window="now").warnings


def test_a_handing_over_dated_by_month_leaves_that_month_open():
    old = replace(OLD, to_precision="month")
    vacant, back = term("", day(4), day(7), **MONTHS), term("B", day(7), from_precision="month")
    assert days([old, vacant, back], "vacant") == (62, 121)  # 30 April to 30 June; 1 April to 30 July
    assert days([old, vacant, back], "unknown") == (0, 0)
    assert days([old, back], "held") == (90 + 154, 119 + 184)


def test_a_handing_over_within_one_known_month_between_persons_is_a_day_held():
    old, new = replace(OLD, to_precision="month"), term("B", day(4), from_precision="month")
    assert days([old, new], "held") == (365, 365)


def test_a_term_of_less_than_its_month_is_possible_and_never_sure():
    old = replace(OLD, to_precision="month")
    short = term("", day(4), day(4), **MONTHS)
    back = term("B", day(4), from_precision="month")
    assert days([old, short, back], "vacant")[0] == 0
    assert days([old, short, back], "held")[0] >= 365 - 30


def test_terms_dated_by_year():
    vacant = term("", date(2021, 1, 1), date(2022, 1, 1), from_precision="year", to_precision="year")
    assert days([vacant], "vacant") == (1, 365)


def test_of_two_terms_at_once_the_later_holds_and_a_contradiction_is_unknown():
    suspended = term("A", date(2015, 1, 1), day(7))
    assert days([suspended, term("B", day(4), day(7), acting=True)], "acting") == (91, 91)
    assert days([suspended, term("B", day(4), day(9))], "held") == (243, 243)
    denied = [suspended, term("", day(4), day(7))]
    assert days(denied, "vacant") == (0, 0)
    assert days(denied, "unknown")[0] == 91 + 184


def test_a_term_without_end_runs_until_the_next_begins_and_the_last_as_long_as_it_was_watched():
    assert days([term("A", date(2015, 1, 1)), term("", day(4))], "held")[0] == 90
    assert days([term("A", date(2015, 1, 1)), term("", day(4))], "vacant")[0] == 275
    assert days([term("A", date(2015, 1, 1))], "held") == (365, 365)
    later = year_to(date(2022, 6, 30))
    found = tenure([term("A", date(2015, 1, 1))], later, SEEN)
    assert (found.watched, found.surely("held")) == (184, 184)


def test_too_many_terms_at_once_say_nothing():
    crowd = [term(f"P{i}", day(4), day(5), **MONTHS) for i in range(12)]
    assert tenure(crowd, between(day(4, 2), day(4, 3)), SEEN).known == 0


TERMS = st.lists(
    st.tuples(
        st.integers(0, 900), st.integers(0, 400), st.sampled_from(["", "A", "B"]), st.booleans(),
        st.sampled_from(["day", "month", "year"]), st.sampled_from(["day", "month", "year"]), st.booleans(),
    ),
    max_size=7,
)  # fmt: skip


@given(TERMS)
def test_days_add_up_whatever_the_table_says(drawn):
    first = date(2019, 9, 1)
    rows = []
    for start, length, person, acting, precise, ends, ending in drawn:
        begin = first + timedelta(days=start)
        end = begin + timedelta(days=length) if ending else None
        rows.append(
            term(person, begin, end, acting=acting, from_precision=precise, to_precision=ends if ending else None)
        )
    rows = [replace(row, id=f"{place}") for place, row in enumerate(rows)]
    found = tenure(rows, YEAR, SEEN)
    assert found.watched == 365
    assert sum(one.span.days for one in found.stretches) == 365
    assert all(a.span.last + 1 == b.span.first for a, b in pairwise(found.stretches))
    states = ("held", "acting", "vacant", "unknown")
    assert sum(found.surely(state) for state in states) <= 365 <= sum(found.possibly(state) for state in states)
    assert all(found.surely(state) <= found.possibly(state) for state in states)
    assert found.known == 365 - found.possibly("unknown")
    assert bool(found.possibly("vacant")) <= any(not row.person for row in rows) or len(rows) > 6
    shuffled = random.Random(1).sample(rows, len(rows))  # noqa: S311
    assert tenure(shuffled, YEAR, SEEN).stretches == found.stretches


# --- holders ----------------------------------------------------------------------------------------------------------


def test_new_holders_are_other_persons_and_no_caretakers():
    rows = [
        OLD,
        term("", day(4), day(5)),
        term("C", day(5), day(6), acting=True),
        term("A", day(6), day(8)),
        term("D", day(8)),
    ]
    assert [row.person for row in new_holders(rows, YEAR, SEEN)] == ["D"]
    assert new_holders(rows[-1:], YEAR, SEEN) == ()  # the first on record followed nobody we know


def test_a_holder_dated_by_month_counts_in_one_year_only():
    rows = [OLD, term("B", date(2021, 4, 1), from_precision="month")]
    for end in (date(2021, 4, 10), date(2021, 4, 15), date(2021, 4, 20)):
        halves = between(date(2020, 4, 1), end), between(end + timedelta(days=1), LAST)
        assert sum(len(new_holders(rows, half, SEEN)) for half in halves) == 1


# --- what is not covered ----------------------------------------------------------------------------------------------


def test_a_member_whose_offices_are_not_in_the_table_is_unknown_and_not_idle():
    found = compute(staffed(OLD, term("B", day(4))), LAST)
    for name in ("vacancy_days", "acting_days", "new_holders"):
        other = one(found, name, member="JPN", window="now")
        assert other.value is None
        assert other.reason == "the table of offices has no term of Japan in this period"
    everybody = one(found, "vacancy_days", member="all", window="now")
    assert everybody.value == 0
    assert "offices_missing" in everybody.warnings


def test_offices_that_nobody_watched_are_unknown():
    blind = replace(staffed(OLD), coverage=history(n=60).coverage)
    found = compute(blind, LAST)
    names = {"vacancy_days", "acting_days", "new_holders", "offices_impaired", "offices_known"}
    assert {e.value for e in found if e.name in names} == {None}
    assert "were not observed between 2021-01-01 and 2021-12-31" in one(found, "offices_known", window="now").reason


def test_a_table_watched_in_part_gives_counts_that_say_so():
    vacant = term("", day(4), day(7))
    part = one(
        compute(staffed(OLD, vacant, watched="partial"), LAST), "vacancy_days", member="USA", office="all", window="now"
    )
    assert (part.value, part.coverage) == (91, 0)
    assert "only_partial_watch" in part.warnings


def test_a_group_whose_members_changed(books):
    early = compute(books["visegrad"], date(1992, 6, 1))
    members = {e.of("member") for e in early if e.name == "vacancy_days"}
    assert members == {"all", "CSK", "HUN", "POL"}
    late = compute(books["visegrad"], date(2025, 12, 3))
    assert {e.of("member") for e in late if e.name == "vacancy_days"} == {"all", "CZE", "HUN", "POL", "SVK"}
    assert one(late, "vacancy_days", member="CZE", window="now").value is None
    hosted = {e.of("member"): e.value for e in late if e.name == "hosted" and e.of("window") == "all"}
    assert hosted["CSK"] == 1  # Bratislava, 1990
    assert one(late, "host_changed").value is None  # landmarks only: no share is formed


def test_a_former_member_is_judged_by_its_own_offices():
    book = staffed(term("A", date(2012, 1, 1), country="CSK"))
    former = FormerMember(code="CSK", until=date(2018, 12, 31), replaced_by=("USA",))
    book = replace(book, group=replace(book.group, former_members=(former,)))
    assert one(compute(book, date(2016, 12, 31)), "new_holders", member="CSK", window="now").value == 0
    assert all(e.of("member") != "CSK" for e in compute(book, LAST))


# --- who comes, who hosts ---------------------------------------------------------------------------------------------


def meeting(number, host="", **fields):
    given = {"kind": "meeting", "level": "minister", "track": "T-FM", "participants": MEMBERS, "summary": "They met"}
    start = date(2021, 1, 1) + timedelta(days=number)
    return Engagement(id=f"M-{number}", date=start, occasion_id=f"M-{number}", host_country=host, **{**given, **fields})


def met(*rows, seats=()):
    return replace(staffed(OLD), engagements=tuple(rows), attendance=tuple(seats))


def seat(number, member, level):
    return Attendance(id=f"M-{number}:{member}", engagement_id=f"M-{number}", member=member, level=level)


def test_seats_are_counted_where_the_level_is_known():
    rows = [meeting(1), meeting(2), meeting(3, level="official")]
    given = [seat(1, "JPN", "minister"), seat(1, "AUS", "vice_minister"), seat(2, "JPN", ""), seat(3, "USA", "working")]
    found = compute(met(*rows, seats=given), LAST)
    every = one(found, "seats_below", member="all", window="now")
    assert (every.value, every.n, every.evidence) == (1, 2, ("M-1",))
    assert one(found, "seats_below", member="USA", window="now").value is None
    assert one(found, "seats_below", member="JPN", window="now").value == 0


def test_a_meeting_beside_a_larger_event_or_on_a_screen_has_no_host():
    rows = [
        meeting(1, "JPN"),
        meeting(2, "JPN", standalone=False),
        meeting(3, "USA", place="virtual"),
        meeting(4, "USA", kind="call"),
        meeting(5, "SGP", standalone=True),
        meeting(6),
    ]
    book = met(*rows)
    assert [(one_.host, one_.by_member) for one_ in hostings(book, contacts(book, LAST))] == [
        ("JPN", True), ("SGP", False),
    ]  # fmt: skip
    hosted = {e.of("member"): e.value for e in compute(book, LAST) if e.name == "hosted" and e.of("window") == "now"}
    assert hosted == {"AUS": 0, "JPN": 1, "USA": 0, "elsewhere": 1}


def test_hosts_that_take_turns_change_every_time():
    turning = met(*(meeting(n, MEMBERS[n % 3]) for n in range(9)))
    found = compute(turning, LAST)
    share, chance = one(found, "host_changed"), one(found, "host_changed_chance")
    assert (share.value, share.n) == (1, 8)
    assert chance.value == pytest.approx(1 - 3 * 3 * 2 / (9 * 8))
    always = compute(met(*(meeting(n, "JPN") for n in range(5))), LAST)
    assert (one(always, "host_changed").value, one(always, "host_changed_chance").value) == (0, 0)


def test_turns_by_chance_agree_with_shuffling():
    hosts = ["JPN"] * 5 + ["USA"] * 3 + ["AUS"] * 2
    book = met(*(meeting(n, host) for n, host in enumerate(hosts)))
    told = turns(hostings(book, contacts(book, LAST)))
    rng = random.Random(5)  # noqa: S311
    shuffles = [rng.sample(hosts, len(hosts)) for _ in range(4000)]
    share = sum(a != b for one_ in shuffles for a, b in pairwise(one_)) / (4000 * 9)
    assert told.by_chance == pytest.approx(share, abs=0.01)


def test_a_strain_over_a_vacancy_counts_while_it_runs():
    rows = (
        Strain(id="S1", date=date(2019, 1, 1), kind="vacancy", summary="empty", end_date=date(2021, 2, 1)),
        Strain(id="S2", date=date(2021, 3, 1), kind="vacancy", summary="empty"),
        Strain(id="S3", date=date(2019, 1, 1), kind="vacancy", summary="empty", end_date=date(2019, 2, 1)),
    )
    cover = Coverage(id="S", table="strains", from_date=date(2012, 1, 1), to_date=LAST, watched="partial")
    book = staffed(OLD, strains=rows)
    found = compute(replace(book, coverage=(*book.coverage, cover)), LAST)
    assert one(found, "vacancy_strains", window="now").evidence == ("S1", "S2")
    assert one(found, "vacancy_strains", window="before").evidence == ("S1",)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_group_has_a_figure_or_a_reason_for_every_member(books, slug):
    found = measure(books[slug], "capacity")
    members = {"all", *books[slug].group.members}
    for name in ("vacancy_days", "acting_days", "new_holders", "seats_below"):
        assert {e.of("member") for e in found if e.name == name} == members

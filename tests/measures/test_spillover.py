"""Do shocks reach a group: shifts by hand, made-up records with known answers, bad ones, and several groups at once."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from minilateral.codebook.warnings import all_warnings
from minilateral.measures import MEASURES
from minilateral.measures.histories import MEMBERS, history
from minilateral.measures.pooled import moved, pooled_ratio, shifts
from minilateral.measures.reached import judged
from minilateral.measures.spillover import across, compute
from minilateral.model import Casebook, Coverage, Era, FormerMember, Group, Shock, Statement, Strain
from minilateral.record.casebook import read_casebook, read_shared, shipped_casebooks, slugs

END = date(2021, 12, 31)
LISTED = Coverage(id="COV-shocks", table="shocks", from_date=date(2012, 1, 1), to_date=END, watched="partial")


def shock(number, day, actor="USA", **fields):
    given = {"kind": "threat", "actor": (actor,), "aimed_at": ("ALL",), "severity": 3, "summary": "an act", **fields}
    return Shock(id=f"X{number:03d}", date=day, **given)


def shaken(book, days, **fields):
    rows = tuple(shock(number, day, **fields) for number, day in enumerate(days))
    return replace(book, shocks=rows, coverage=(*book.coverage, LISTED))


def scattered(n, seed, first=date(2012, 1, 1), days=3600):
    rng = random.Random(f"shocks {seed}")  # noqa: S311
    return sorted(first + timedelta(days=rng.randrange(days)) for _ in range(n))


def one(found, name, **key):
    [estimate] = [e for e in found if e.name == name and all(e.of(part) == want for part, want in key.items())]
    return estimate


@pytest.fixture(scope="module")
def books():
    folder = shipped_casebooks()
    shared = read_shared(folder)
    return {slug: replace(read_casebook(folder / slug).book, shocks=shared.shocks) for slug in slugs(folder)}


def test_dates_moved_around_the_circle_by_hand():
    values = np.array([[1.0, 0, 0, 2, 0, 0, 1, 0, 0, 0]])
    days = np.ones((1, 10))
    stretches = np.array([3, 8]), np.array([2, 1])
    found = moved(values, days, stretches, np.array([0, 1]))
    assert found[0] == pytest.approx(float(pooled_ratio([2], [3], [2], [7])))
    assert found[1] == pytest.approx(float(pooled_ratio([0], [3], [4], [7])))  # days 4, 5 and 9
    assert moved(values, days, stretches, np.array([10])) == pytest.approx(found[:1])


def test_a_stretch_that_runs_over_the_end_goes_on_at_the_start():
    values = np.array([[1.0, 0, 0, 0, 0, 0, 0, 0, 0, 1]])
    found = moved(values, np.ones((1, 10)), (np.array([0]), np.array([3])), np.array([8]))
    assert found[0] == pytest.approx(float(pooled_ratio([2], [3], [0.0], [7]))) or np.isinf(found[0])


def test_shifts_are_seeded_and_stay_away_from_the_truth():
    by = shifts(1000, ("a", 1))
    assert by[0] == 0
    assert len(by) == 301
    assert 60 <= by[1:].min() <= by[1:].max() <= 940
    assert (by == shifts(1000, ("a", 1))).all()
    assert shifts(120, ("a", 1)).size == 0


def test_how_rare_a_ratio_is_among_shifted_ones():
    others = [0.5 + n / 100 for n in range(100)]
    assert judged(0.4, others, 100).p == pytest.approx(2 / 101)
    assert judged(1.0, others, 100).p == 1
    assert judged(0.52, others, 100).p == pytest.approx(2 * 4 / 101)
    assert judged(float("inf"), others, 100) is None
    assert judged(1.0, others[:50], 100) is None


def test_contacts_that_stop_after_shocks_are_seen():
    days = scattered(8, 2)
    book = shaken(history(rates=(1.5,) * 120, seed=3), days)
    still = one(compute(book, END), "shifted_p", outcome="contacts", shocks="member")
    assert still.value > 0.1
    quiet = [row for row in book.engagements if not any(0 < (row.date - day).days <= 180 for day in days)]
    found = compute(replace(book, engagements=tuple(quiet)), END)
    assert one(found, "shock_ratio", outcome="contacts", shocks="member").value == 0
    assert one(found, "shifted_ratio", outcome="contacts", shocks="member").low > 0.2
    assert one(found, "shifted_p", outcome="contacts", shocks="member").value <= 2 / 301
    assert one(found, "shock_contacts", shocks="member").value == 0


def test_lower_levels_after_shocks_are_seen_where_contacts_stay():
    days = scattered(8, 2)
    book = shaken(history(rates=(2.0,) * 120, seed=4), days)
    lower = tuple(
        replace(row, level="official") if any(0 < (row.date - day).days <= 180 for day in days) else row
        for row in book.engagements
    )
    found = compute(replace(book, engagements=lower), END)
    assert one(found, "shock_ratio", outcome="ministers", shocks="member").value == 0
    assert one(found, "shifted_p", outcome="ministers", shocks="member").value <= 2 / 301
    assert one(found, "shifted_p", outcome="contacts", shocks="member").value > 0.05


@pytest.mark.slow
def test_chance_is_rarely_taken_for_more():
    p = []
    for seed in range(100):
        found = compute(shaken(history(rates=(1.2,) * 120, seed=seed), scattered(8, seed)), END)
        p += [e.value for e in found if (e.name, *dict(e.key).values()) == ("shifted_p", "contacts", "member")]
    assert len(p) >= 98  # now and then eight dates make fewer than three stretches
    assert sum(x <= 0.1 for x in p) <= 18
    assert 30 <= sum(x <= 0.5 for x in p) <= 70


def test_shocks_that_come_with_a_busier_era_are_no_effect():
    """All shocks fall in the busy era: without eras they would seem to bring contacts about."""
    book = shaken(history(rates=(0.3,) * 60 + (3.0,) * 60, seed=5), scattered(6, 6, date(2017, 2, 1), 1500))
    eras = (
        Era(id="E1", name="quiet", from_date=date(2012, 1, 1), to_date=date(2016, 12, 31)),
        Era(id="E2", name="busy", from_date=date(2017, 1, 1)),
    )
    crude = one(compute(book, END), "shock_ratio", outcome="contacts", shocks="member")
    within = one(compute(replace(book, eras=eras), END), "shock_ratio", outcome="contacts", shocks="member")
    assert crude.value > 1.8
    assert 0.7 < within.value < 1.4
    assert "no_eras" in crude.warnings


def test_sets_of_shocks():
    book = shaken(history(rates=(1.0,) * 120), [])
    rows = (
        *(shock(n, date(2012 + n, 5, 1), severity=4) for n in range(6)),
        *(shock(10 + n, date(2012 + n, 9, 1), aimed_at=("JPN", "ALL")) for n in range(6)),
        *(shock(20 + n, date(2012 + n, 2, 1), actor="TUR", severity=5) for n in range(6)),
        shock(30, date(2013, 5, 1), status="superseded", reason="not one"),
    )
    found = compute(replace(book, shocks=rows), END)
    sizes = {name: one(found, "shock_ratio", outcome="contacts", shocks=name).n for name in
             ("member", "severe", "elsewhere", "outside")}  # fmt: skip
    assert sizes == {"member": 12, "severe": 6, "elsewhere": 6, "outside": 6}
    assert one(found, "shocks_unseen").value == 0
    severe = one(found, "shock_ratio", outcome="contacts", shocks="severe")
    assert {"severity_coding", "shocks_selected", "timing_only"} <= set(severe.warnings) <= all_warnings().keys()


def test_shocks_after_coverage_are_left_out_and_said():
    book = shaken(history(rates=(1.0,) * 120), [date(2012 + n, 5, 1) for n in range(6)])
    late = (shock(50, date(2022, 2, 1)), shock(51, date(2023, 2, 1)), shock(52, date(2024, 2, 1)))
    more = replace(book, shocks=(*book.shocks, *late))
    assert compute(more, END) == compute(book, END)  # not seen on that day
    found = compute(more, date(2023, 6, 1))
    unseen = one(found, "shocks_unseen")
    assert (unseen.value, unseen.evidence) == (2, ("X050", "X051"))
    same = [
        one(where, "shock_ratio", outcome="contacts", shocks="member").value for where in (found, compute(book, END))
    ]
    assert same[0] == same[1]


def test_windows_that_overlap_are_merged():
    book = shaken(history(rates=(1.0,) * 120), [date(2013 + n, m, 1) for n in range(3) for m in (1, 2)])
    found = one(compute(book, END), "shock_months", shocks="member")
    assert (found.n, found.value) == (6, pytest.approx(3 * (180 + 31) * 12 / 365.25, abs=1e-6))


def test_statements_and_strains_count_only_where_they_were_observed():
    book = shaken(history(rates=(1.0,) * 120), [date(2012 + n, 5, 1) for n in range(7)])
    for outcome in ("statements", "strains"):
        found = one(compute(book, END), "shock_ratio", outcome=outcome)
        assert found.value is None
        assert "never fully observed" in found.reason
    observed = tuple(
        Coverage(id=f"C-{table}", table=table, from_date=date(2012, 1, 1), to_date=END, watched="observed")
        for table in ("statements", "strains")
    )
    texts = tuple(
        Statement(
            id=f"T{n}", date=date(2012, 1, 5) + timedelta(days=50 * n), title="x", kind="joint_statement",
            issuing_members=MEMBERS if n % 2 else MEMBERS[:2],
        )
        for n in range(60)
    )  # fmt: skip
    quarrels = tuple(
        Strain(
            id=f"S{n}", date=date(2012, 5, 2) + timedelta(days=365 * n), kind="trade", initiator=("JPN",),
            target=("AUS",), severity=3, summary="x",
        )
        for n in range(7)
    )  # fmt: skip
    found = compute(replace(book, coverage=(*book.coverage, *observed), statements=texts, strains=quarrels), END)
    assert one(found, "shock_ratio", outcome="statements").value is not None
    assert len([row for row in one(found, "shock_ratio", outcome="statements").evidence if row[0] == "T"]) == 30
    assert one(found, "shock_ratio", outcome="strains").value > 1.5  # most quarrels began the day after


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"shocks": ()}, "no such acts have an observed half-year after them"),
        ({"coverage": ()}, "acts that shook allies were never listed for this group"),
        ({"coverage": (LISTED,)}, "meetings were at no time fully observed while shocks were listed"),
        ({"engagements": ()}, "fewer than five contacts of all members were observed in that time"),
        ({"group": Group(slug="x", name="X", members=("FRA",))}, "no such acts have an observed half-year"),
    ],
)
def test_what_cannot_be_said_says_why(change, reason):
    book = replace(shaken(history(n=60), [date(2012 + n, 5, 1) for n in range(7)]), **change)
    found = one(compute(book, END), "shock_ratio", outcome="contacts", shocks="member")
    assert found.value is None
    assert found.reason.startswith(reason)


def test_one_bunch_of_shocks_and_shocks_without_end_are_too_few():
    bunch = shaken(history(n=60), [date(2015, 1, 1) + timedelta(days=n) for n in range(9)])
    found = one(compute(bunch, END), "shock_ratio", outcome="contacts", shocks="member")
    assert found.reason.startswith(
        "too few such acts have an observed half-year after them; at least five, in three sep"
    )
    always = shaken(history(n=60), [date(2012, 1, 1) + timedelta(days=190 * n) for n in range(19)])
    found = one(compute(always, END), "shock_ratio", outcome="contacts", shocks="member")
    assert found.reason.startswith("less than a year is left outside")


def test_members_that_changed_act_only_while_they_belonged():
    group = Group(
        slug="v4", name="V4", members=("CZE", "HUN", "POL", "SVK"),
        former_members=(FormerMember(code="CSK", until=date(1992, 12, 31), replaced_by=("CZE", "SVK")),),
    )  # fmt: skip
    rows = (shock(1, date(1992, 3, 1), actor="CSK"), shock(2, date(1994, 3, 1), actor="CSK"))
    whole = Coverage(id="C", table="engagements", from_date=date(1990, 1, 1), to_date=END, watched="observed")
    listed = replace(LISTED, from_date=date(1990, 1, 1))
    found = compute(Casebook(group=group, shocks=rows, coverage=(whole, listed)), END)
    assert one(found, "shock_ratio", outcome="contacts", shocks="member").n == 1


def test_a_casebook_with_its_own_shocks_only_has_no_check_by_others(books):
    quad = books["quad"]
    own = tuple(row for row in quad.shocks if set(row.actor) & set(quad.group.members))
    found = compute(replace(quad, shocks=own), date(2025, 12, 31))
    none = one(found, "shock_ratio", outcome="contacts", shocks="outside")
    assert none.reason.startswith("a casebook holds the shocks of its own members only")
    assert found[0] == compute(quad, date(2025, 12, 31))[0]


@pytest.mark.parametrize(
    ("slug", "shocks", "n", "ratio", "p"),
    [
        ("japan-korea-us", "member", 43, 1.07, 0.76),
        ("japan-korea-us", "severe", 14, 0.75, 0.12),
        ("quad", "severe", 13, 0.94, 0.76),
    ],
)
def test_shipped(books, slug, shocks, n, ratio, p):
    """Measured on the shipped casebooks; a changed row may change them, and then they are measured anew."""
    found = compute(books[slug], max(row.to_date for row in books[slug].coverage if row.watched == "observed"))
    value = one(found, "shock_ratio", outcome="contacts", shocks=shocks)
    assert (value.n, value.value) == (n, pytest.approx(ratio, abs=0.006))
    assert one(found, "shifted_p", outcome="contacts", shocks=shocks).value == pytest.approx(p, abs=0.06)


def test_order_and_later_rows_do_not_matter(books):
    quad = books["quad"]
    turned = replace(quad, shocks=quad.shocks[::-1], engagements=quad.engagements[::-1])
    assert compute(turned, date(2020, 1, 1)) == compute(quad, date(2020, 1, 1))


def two_sides(stop, seeds=6):
    """Groups with and without the state that acts; those with it stop meeting after its acts, or do not."""
    days, out = scattered(8, 2), []
    for seed in range(seeds):
        book = shaken(history(rates=(1.0,) * 120, seed=seed), days if seed < seeds // 2 else [])
        members = MEMBERS if seed < seeds // 2 else ("DEU", "FRA", "POL")
        rows = tuple(replace(row, participants=members) for row in book.engagements)
        if stop and seed < seeds // 2:
            rows = tuple(row for row in rows if not any(0 < (row.date - day).days <= 180 for day in days))
        group = replace(book.group, slug=f"g{seed}", members=members)
        out.append(replace(book, group=group, engagements=rows))
    return out


def test_groups_with_the_state_against_groups_without_it():
    [found] = across(two_sides(stop=True), END)
    assert (found.state, found.members, found.others) == ("USA", ("g0", "g1", "g2"), ("g3", "g4", "g5"))
    assert len(found.shocks) == 8
    assert found.get("across_ratio", outcome="contacts", groups="with").value == 0
    assert found.get("across_ratio", outcome="contacts", groups="without").value == pytest.approx(1, abs=0.4)
    assert found.get("across_p", outcome="contacts", groups="both").value <= 2 / 301
    [same] = across(two_sides(stop=False), END)
    assert same.get("across_p", outcome="contacts", groups="both").value > 0.1


def test_order_of_groups_does_not_matter_and_a_shock_counts_once():
    books = two_sides(stop=True)
    assert across(books[::-1], END) == across(books, END)


def test_groups_never_observed_are_named_and_left_out():
    books = [*two_sides(stop=False), replace(history(n=3), coverage=())]
    [found] = across(books, END)
    assert found.unseen == ("made-up",)


def test_one_side_alone_is_no_comparison():
    [found] = across(two_sides(stop=False)[:3], END)
    assert found.others == ()
    both = found.get("across_ratio", outcome="contacts", groups="both")
    assert both.reason == "none of the groups without USA was observed while shocks were listed"
    assert found.get("across_ratio", outcome="contacts", groups="with").value is not None
    assert across([]) == ()
    assert across([Casebook(group=Group(slug="x", name="X", members=()))]) == ()


def test_shipped_groups_with_and_without_the_united_states(books):
    [found] = across(books.values())
    assert found.state == "USA"
    assert found.unseen == ("visegrad",)
    assert found.others == ("china-japan-korea", "e3", "weimar")
    both = found.get("across_ratio", outcome="contacts", groups="both")
    assert (both.n, both.value) == (43, pytest.approx(0.69, abs=0.006))
    assert found.get("across_p", outcome="contacts", groups="both").value > 0.2
    known = {row.id for book in books.values() for table in ("engagements", "shocks") for row in getattr(book, table)}
    for estimate in found.estimates:
        assert set(estimate.evidence) <= known
        assert (estimate.value is None) == bool(estimate.reason)
        assert 0 < estimate.coverage < 1
        assert estimate.measure in MEASURES

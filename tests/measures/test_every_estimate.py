"""What holds for every estimate of every measure, on the shipped casebooks and on bad and made-up ones."""

import random
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from minilateral.codebook.tables import table_names
from minilateral.codebook.warnings import all_warnings
from minilateral.errors import UnknownName
from minilateral.measures import MEASURES, measure
from minilateral.measures.histories import MEMBERS, TRACKS, history, provoked
from minilateral.model import Casebook, Coverage, Engagement, Group, Provocation
from minilateral.record.casebook import shipped_casebooks, slugs

GROUP = Group(slug="x", name="X", members=MEMBERS)
DAYS = [date(1, 1, 1), date(1, 6, 1), date(2019, 12, 31), date(2020, 2, 29), date(9999, 12, 31)]


def meeting(day, row="E1", **fields):
    given = {"kind": "meeting", "level": "minister", "track": "T-FM", "participants": MEMBERS, **fields}
    return Engagement(id=row, date=day, occasion_id=row, summary="a meeting", **given)


def watched(first=date(2000, 1, 1), last=date(2030, 12, 31)):
    return tuple(
        Coverage(id=table, table=table, from_date=first, to_date=last, watched="observed")
        for table in ("engagements", "provocations", "responses")
    )


ENDS = (meeting(date.min), meeting(date.max, "E2"), meeting(date(9999, 12, 1), "E3", date_precision="month"))
ACTS = tuple(
    Provocation(id=f"P{i}", date=day, actor=("PRK",), kind="icbm", severity=5, summary="a launch")
    for i, day in enumerate((date.min, date(2019, 12, 30), date.max))
)
BAD = {
    "empty": Casebook(group=GROUP),
    "empty but watched": Casebook(group=GROUP, coverage=watched(), tracks=TRACKS),
    "one row": Casebook(group=GROUP, engagements=(meeting(date(2020, 1, 1)),), coverage=watched(), tracks=TRACKS),
    "no coverage": Casebook(group=GROUP, engagements=(meeting(date(2020, 1, 1)),)),
    "outside coverage": replace(history(n=40), coverage=watched(date(1950, 1, 1), date(1960, 12, 31))),
    "one member": Casebook(
        group=replace(GROUP, members=("AUS",)), engagements=(meeting(date(2020, 1, 1)),), coverage=watched()
    ),
    "years 1 and 9999": Casebook(
        group=GROUP, engagements=ENDS, provocations=ACTS, coverage=watched(date.min, date.max), tracks=TRACKS
    ),
    "year precision": Casebook(
        group=GROUP, engagements=(meeting(date(2019, 1, 1), date_precision="year"),), coverage=watched()
    ),
    "severity not rated": replace(
        provoked(history(), 9, 0.5),
        provocations=tuple(replace(act, severity=None) for act in provoked(history(), 9, 0.5).provocations),
    ),
}


# Rates and bounds say what "none recorded" still allows.
MAY_STAND_ON_NOTHING = {"rate", "rate_path", "rate_inner", "index", "contacts_upper", "chance", "excess_p"}
MAY_STAND_ON_NOTHING |= {"exercises_upper", "joint_texts_upper"}
# What may be given of time watched only in part, or of no watched time at all: what was found, and official numbers.
COUNTS = {"contacts_year", "tracks_met", "meetings", "calls", "standalone", "preparatory_alive", "days_since"}
COUNTS |= {"ordinal_recall"}
COUNTS |= {"exercises_year", "exercises_domain", "exercises_in_year", "planned_rounds", "planned_gap", "planned_since"}
COUNTS |= {"instruments", "instruments_ended", "information_sharing", "against"}
COUNTS |= {"vacancy_days", "acting_days", "new_holders", "offices_impaired", "offices_known", "vacancy_strains"}
COUNTS |= {"seats_below", "hosted"}
COUNTS |= {"joint_texts_year", "joint_texts_all", "joint_texts_in_year", "texts_after", "texts_after_year"}
COUNTS |= {
    "accounts_collected",
    "texts_collected",
    "phrase_seen",
    "phrase_return",
    "furthest_due",
    "open_promises",
    "secretariat_years",
}
COUNTS |= {"shocks_unseen"}
COUNTS |= {"status_count", "not_observed", "falls_due", "repeats", "same_day", "reannounced"}


def sound(book, estimates):
    known = {row.id for name in table_names() for row in getattr(book, name)}
    codes = all_warnings()
    for e in estimates:
        assert (e.value is None) == bool(e.reason), e
        assert e.value is not None or (e.low, e.high, e.interval) == (None, None, None), e
        assert e.low is None or e.low <= e.high, e
        assert e.interval is None or e.name in {"rate", "rate_path", "rate_inner"} or e.low <= e.value <= e.high, e
        assert 0 <= e.coverage <= 1, e
        assert e.unit, e
        assert e.n is not None or e.name == "ordinal_recall", e  # of which the official number may not be known
        assert e.value is not None or not e.warnings, e
        assert e.from_date or e.value is None or e.name == "ordinal_recall", e
        assert e.from_date is None or e.from_date <= e.to_date, e
        assert e.value in {None, 0} or e.evidence or e.name in MAY_STAND_ON_NOTHING, e
        assert e.value is None or e.coverage or e.name in COUNTS, e
        assert set(e.warnings) <= codes.keys(), e
        assert set(e.evidence) <= known, e
        assert len(set(e.evidence)) == len(e.evidence), e
        assert e.label, e
        assert e.measure in MEASURES, e
    keys = [(e.name, e.key) for e in estimates]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("slug", slugs(shipped_casebooks()))
def test_shipped(shipped, slug):
    found = measure(shipped[slug])
    sound(shipped[slug], found)
    assert {e.measure for e in found} == set(MEASURES)


@pytest.mark.parametrize("slug", slugs(shipped_casebooks()))
def test_shipped_on_other_days(shipped, slug):
    rows = shipped[slug].engagements
    inside = (rows[0].date, rows[len(rows) // 2].date, rows[-1].date)
    for day in (date(1980, 1, 1), *inside, date(2016, 2, 29), date(2026, 8, 22), date(2030, 1, 1)):
        sound(shipped[slug], measure(shipped[slug], as_of=day))


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("day", [None, *DAYS], ids=str)
def test_bad_casebooks(name, day):
    sound(BAD[name], measure(BAD[name], as_of=day))


def test_nothing_watched_is_unknown_and_never_zero():
    for name in ("empty", "no coverage"):
        found = measure(BAD[name], as_of=date(2021, 1, 1))
        assert found
        assert [e for e in found if e.value is not None] == []


def test_an_empty_casebook_has_no_day_to_be_of():
    assert measure(BAD["empty"]) == ()


def test_before_the_first_row_there_is_nothing(jku):
    assert all(e.value is None for e in measure(jku, as_of=date(1990, 1, 1)))


def test_groups_without_provocations_say_so(shipped):
    found = measure(shipped["quad"], "response")
    assert {e.reason for e in found} == {"no provocations are recorded for this group"}
    assert {e.value for e in found} == {None}
    assert len({e.name for e in found}) == len(found)


def test_provocations_without_severity_say_so():
    found = measure(BAD["severity not rated"], "response")
    assert {e.reason for e in found} == {"the provocations on record are not rated for severity"}


def test_order_of_rows_does_not_matter(jku):
    rng = random.Random(3)  # noqa: S311
    mixed = replace(
        jku,
        **{
            table: tuple(rng.sample(getattr(jku, table), len(getattr(jku, table))))
            for table in ("engagements", "attendance", "provocations", "responses", "coverage", "commitments")
        },
    )
    assert measure(mixed) == measure(jku)


def test_the_same_question_has_the_same_answer(jku):
    assert measure(jku) == measure(jku)


def test_unknown_measure_offers_the_nearest(jku):
    with pytest.raises(UnknownName, match="consultation"):
        measure(jku, "consultations")


def test_naming_the_measures_loads_nothing_heavy():
    code = (
        "import sys, minilateral.measures\n"
        "from minilateral.measures import breadth, completeness, consistency, consultation, response\n"
        "print(sorted({'numpy', 'scipy', 'pandas'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_twenty_thousand_engagements():
    book = history(rates=(1.0,) * 600, start=date(1975, 1, 1), n=20_000)
    found = measure(book)
    sound(book, found)
    contacts = [e for e in found if e.name == "contacts_year" and e.of("series") == "contacts"]
    assert [300 < e.value < 500 for e in contacts] == [True, True]

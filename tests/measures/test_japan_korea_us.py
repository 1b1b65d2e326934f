"""The measures on the shipped Japan-Korea-US casebook, against numbers counted by hand."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from minilateral.measures import measure

GOLDEN = yaml.safe_load(
    (Path(__file__).parents[1] / "golden" / "measures_japan_korea_us.yml").read_text(encoding="utf-8")
)
END = date(2025, 10, 31)


@pytest.fixture(scope="module")
def ask(jku):
    found = {}

    def one(name, on=END, **key):
        if on not in found:
            found[on] = measure(jku, as_of=on)
        hits = [e for e in found[on] if e.name == name and all(e.of(k) == str(v) for k, v in key.items())]
        assert len(hits) == 1, (name, key, len(hits))
        return hits[0]

    return one


def test_the_default_day_is_the_end_of_coverage(jku):
    assert measure(jku, "breadth") == measure(jku, "breadth", END)


@pytest.mark.parametrize("case", GOLDEN["narrowed_or_continued"], ids=lambda case: str(case["day"]))
def test_narrowed_or_continued(ask, case):
    day = case["day"]
    assert ask("meetings", day, window="now").value == case["meetings"]
    met, alone = ask("tracks_met", day, window="now"), ask("standalone", day, window="now")
    assert [met.value, met.n] == case["tracks_met"]
    assert [alone.value, alone.n] == case["standalone"]
    assert met.coverage == pytest.approx(case["coverage"], abs=5e-4)
    assert ("warning" not in case) or case["warning"] in met.warnings


def test_silence_per_track(ask):
    found = {track: ask("days_since", track=track) for track in GOLDEN["silence_in_days"]}
    assert {track: e.value for track, e in found.items()} == GOLDEN["silence_in_days"]
    assert all(len(e.evidence) == 1 for e in found.values())


def test_contacts_against_the_year_before(ask):
    case = GOLDEN["contacts_to_2025_10_31"]
    for window in ("now", "before"):
        found = ask("contacts_year", series="contacts", window=window)
        assert found.value == found.n == len(found.evidence) == case[window]
        assert ask("contacts_year", series="minister", window=window).value == GOLDEN["ministers_to_2025_10_31"][window]
    ratio = ask("contacts_ratio", series="contacts")
    assert (ratio.value, ratio.low, ratio.high) == pytest.approx((case["ratio"], case["low"], case["high"]), abs=0.01)
    assert ask("contacts_p_up", series="contacts").value == pytest.approx(case["p_up"], abs=5e-4)
    assert ask("tipping_recall", series="contacts").value == pytest.approx(case["tipping_recall"], abs=0.005)
    assert "month_precision" in ratio.warnings


def test_the_smoothed_rate_ends_its_own_path(ask):
    now, case = ask("rate", series="contacts"), GOLDEN["contacts_per_month_now"]
    assert (now.value, now.low, now.high) == pytest.approx((case["value"], case["low"], case["high"]), abs=0.01)
    assert ask("rate_path", series="contacts", month="2025-10").value == now.value


def test_answers_by_window_and_severity(ask):
    for window, hits in GOLDEN["answered_severity_4"].items():
        found = ask("answered", window=window, severity=4)
        assert (found.n, found.value) == (34, pytest.approx(hits / 34))
    for severity, n in GOLDEN["episodes"].items():
        assert ask("answered", window=3, severity=severity).n == n
    chance = ask("chance", window=3, severity=4).value
    assert GOLDEN["answered_by_chance_in_3_days"]["least"] < chance < GOLDEN["answered_by_chance_in_3_days"]["most"]
    assert ask("excess_p", window=3, severity=4).value == pytest.approx(1 / 301)
    assert ask("answered_stated").value == pytest.approx(GOLDEN["named_in_a_text"] / 34)


def test_waiting_and_no_test_since(ask, jku):
    case = GOLDEN["waiting"]
    assert ask("km_median").value == case["median"]
    for day in (0, 1, 3, 7):
        assert ask("km_answered", day=day).value == pytest.approx(case[f"day_{day}"], abs=5e-4)
    since = ask("days_since_test")
    last = next(act for act in jku.provocations if act.id == since.evidence[0])
    assert (last.date, since.value) == (GOLDEN["no_test_since"]["day"], GOLDEN["no_test_since"]["days"])


@pytest.mark.parametrize("case", GOLDEN["recall"], ids=lambda case: f"{case['track']} to {case['to']}")
def test_ordinal_recall(ask, case):
    found = ask("ordinal_recall", track=case["track"], to=case["to"], **_series(case))
    assert (found.of("recorded"), found.n) == (str(case["recorded"]), case["official"])
    assert found.value == pytest.approx(case["recorded"] / case["official"])


def _series(case):
    return {"series": "Korean count, from 2010"} if case["track"] == "T-CHOD" else {}


def test_lists_that_were_merged_give_no_estimate(ask):
    found = ask("two_list_total")
    assert found.value is None
    assert "two lists no longer" in found.reason


def test_a_deputy_in_the_chair_is_marked(ask):
    assert "deputy_present" in ask("meetings", window="now").warnings
    assert "JKU-20250711-01" in ask("meetings", window="now").evidence


def test_a_format_given_up_is_not_silent(ask):
    found = ask("days_since", track="T-TCOG")
    assert found.value is None
    assert "given up" in found.reason


def test_outside_coverage_nothing_is_said_to_be_silent(jku):
    found = measure(jku, "consistency", date(2026, 3, 31))
    assert not [e for e in found if "unusual_silence" in e.warnings]
    assert all(e.value is None for e in found if e.name == "silence_tail")

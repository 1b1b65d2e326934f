"""How well alarms match dated landmarks, ours beside other methods, and what an alarm across series gains and loses.

On the shipped casebooks with landmarks chosen from them by rule, and, where `../shared/truth` lies beside the project,
with the longer list of one group there. Only figures are written.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import change_peers
import numpy as np

from minilateral import library
from minilateral.changes import detect
from minilateral.changes.assess import joint_of, judged
from minilateral.changes.evidence import of_counts
from minilateral.changes.landmarks import landmarks, regimes
from minilateral.changes.results import Alarm, Dated, Judged
from minilateral.changes.scoring import Case, Mark, Score, score
from minilateral.changes.series import MonthSeries
from minilateral.changes.simulate import compared
from minilateral.measures.windows import month_span

TRUTH = Path(__file__).parents[2] / "shared" / "truth" / "landmarks-japan-korea-us.csv"
LISTED = "japan-korea-us"
SERIES = ("contacts", "observed_formats", "contacts_statements", "minister", "joint_texts", "exercises")
TOLD = (
    "Contacts and joint statements",
    "Contacts at minister level or above",
    "Exercises of all members",
    "All parts together",
)
FIXED = 2.7
RATES = (0.5, 1.0, 2.0)

Marks = tuple[Mark, ...]


def truth() -> Marks:
    """The longer list, where it is."""
    if not TRUTH.exists():
        return ()
    with TRUTH.open(encoding="utf-8") as lines:
        return tuple(Mark(date.fromisoformat(row["date"]), row["direction"]) for row in csv.DictReader(lines))


def dated(some: Iterable[Alarm | Dated]) -> Marks:
    """Alarms and dated changes as marks on the first of their month."""
    return tuple(Mark(month_span(one.month).from_date, one.direction) for one in some)


def placed(one: MonthSeries, found: Iterable[tuple[int, int]]) -> Marks:
    """The same of what a peer found, as positions."""
    return tuple(Mark(month_span(one.first + at).from_date, "up" if sign > 0 else "down") for at, sign in found)


def fixed(one: MonthSeries) -> Marks:
    """Our alarm at the threshold of the first study."""
    y, e = np.array(one.y), np.array(one.e)
    found = detect.found(of_counts(y, e), detect.may_alarm(y, e), FIXED, lambda at: detect.lately(y, e, at))
    return placed(one, ((alarm.at, alarm.sign) for alarm in found))


METHODS: dict[str, Callable[[Judged], Marks]] = {
    "Bayes factor, own threshold": lambda one: dated(one.alarms),
    "the same, new changes only": lambda one: dated(one.fresh),
    "Bayes factor, 2.7": lambda one: fixed(one.series),
    "dated looking back, .3": lambda one: dated(one.dated),
    "Poisson segments, 2 ln n": lambda one: placed(one.series, change_peers.segmented(*_arrays(one))),
    "Poisson CUSUM": lambda one: placed(one.series, change_peers.cusum(*_arrays(one))),
    "rolling z, 3 v 24": lambda one: placed(one.series, change_peers.rolling_z(*_arrays(one))),
}


def _arrays(one: Judged) -> tuple[np.ndarray, np.ndarray]:
    return np.array(one.series.y), np.array(one.series.e)


def span(one: MonthSeries) -> tuple[date, date]:
    """First and last day of a series."""
    return month_span(one.first).from_date, month_span(one.first + len(one.e) - 1).to_date


def of_one_group(marks: Marks) -> list[tuple[str, str, Score]]:
    """Every series and method of the listed group against a list of landmarks."""
    opened = library.open(LISTED)
    found = {one.series.name: one for one in judged(opened.book, opened.as_of())}
    rows = [
        (found[name].series.label, method, score([Case(of(found[name]), marks, *span(found[name].series))], name))
        for name in SERIES
        for method, of in METHODS.items()
    ]
    joint = dated(joint_of(opened.book, opened.as_of()).alarms)
    case = Case(joint, marks, *span(found["contacts"].series))
    return [*rows, ("All parts together", "joint alarm", score([case], "joint"))]


def of_the_others(name: str = "contacts_statements") -> tuple[int, list[tuple[str, Score]]]:
    """Every method on all other groups that may be judged, taken together, and how many those are."""
    groups = [opened for group in library.groups() if group.slug != LISTED for opened in [library.open(group.slug)]]
    told = [(one, opened.book) for opened in groups for one in judged(opened.book, opened.as_of())
            if one.series.name == name and not one.series.reason]  # fmt: skip
    rows = []
    for method, of in METHODS.items():
        cases = [Case(of(one), landmarks(book), *span(one.series)) for one, book in told]
        rows.append((method, score(cases, "others")))
    return len(told), rows


def _cells(one: Score) -> str:
    def two(value: float | None) -> str:
        return "–" if value is None else f"{value:.2f}"

    delay = "–" if one.delay_days is None else f"{one.delay_days:+.0f}"
    judged_by = (one.precision, one.chance, one.recall)
    return " | ".join([f"{one.alarms}", f"{one.hits}", *map(two, judged_by), delay, two(one.p)])


_HEAD = "alarms | hits | precision | by chance | recall | days | p |"
_RULE = "---: | ---: | ---: | ---: | ---: | ---: | ---: |"


def of_lists() -> list[str]:
    """The listed group against both lists; of the short one only the series of the first study that has all rows."""
    short, out = regimes(library.open(LISTED).book), []
    for title, marks, series in (
        ("landmarks chosen by hand", truth(), TOLD),
        ("turns chosen from its casebook by rule", short, TOLD[:1]),
    ):
        rows = [row for row in of_one_group(marks) if row[0] in series] if marks else []
        if rows:
            out += [f"{LISTED}, {rows[0][2].landmarks} {title}:", "", f"| series | method | {_HEAD}"]
            out += [
                f"| --- | --- | {_RULE}",
                *(f"| {label} | {method} | {_cells(one)} |" for label, method, one in rows),
            ]
            out.append("")
    return out


def simulated() -> list[str]:
    """Both alarms on histories that break."""
    out = [
        "| contacts a month | break | contacts alone | joint | joint without refusals |",
        "| ---: | --- | ---: | ---: | ---: |",
    ]
    for rate in RATES:
        whole, without = (compared(rate, 300, refusals=refusals) for refusals in (True, False))
        for n in range(0, len(whole), 2):
            told = [f"{one.share:.2f} ({one.months or 0:.0f})" for one in (whole[n], whole[n + 1], without[n + 1])]
            out.append(f"| {rate} | {whole[n].kind} | {' | '.join(told)} |")
    return out


def section() -> str:
    """The results as part of the page."""
    groups, others = of_the_others()
    out = [
        "## Changes",
        "",
        "Alarms against dated landmarks: one to one, same way, within 105 days of the first of the alarm's month.",
        "By chance: the same alarms shifted in time, 500 times; p: shifts that hit as many. A match is not a cause.",
        "",
        *of_lists(),
        f"The {groups} other groups with enough observed months, contacts and statements, landmarks chosen by rule:",
        "",
        f"| method | {_HEAD}",
        f"| --- | {_RULE}",
        *(f"| {method} | {_cells(one)} |" for method, one in others),
        "",
        "Simulated histories that break, each alarm at one false alarm in ten years at most: share found within two",
        "years, and median months:",
        "",
        *simulated(),
    ]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    print(section())

"""Numbers of the section on changes, each tied to the rows it was computed from or to the rule that it is.

Takes the desk and what was found in one series; gives `Num`s and short texts made of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.wording import day, decimal, percent, say, whole
from minilateral.changes import detect
from minilateral.changes.calibrate import LATEST
from minilateral.changes.evidence import WINDOW
from minilateral.changes.words import in_ten
from minilateral.measures.windows import month_span

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Num, Text
    from minilateral.changes.calibrate import Seen
    from minilateral.changes.results import Alarm, Judged

LEAST = 0.05  # share of cases seen below which a change counts as one that cannot be
_ROWS = "Rows of these months from which the number was computed."
_SIMULATED = (
    "Simulated at the rate of these rows: how many series with such a step raise an alarm of its direction within two "
    "years, and after how many months."
)


def month_words(month: int) -> str:
    """A month as a page writes it."""
    return day(month_span(month).from_date, "month")


def number(desk: Desk, one: Judged, text: str, place: str, months: range, note: str = _ROWS) -> Num:  # noqa: PLR0917
    """A number of a series, tied to its rows of these months."""
    made = one.series
    seen = range(max(made.first, months[0]), min(made.first + len(made.rows), months[-1] + 1))
    rows = dict.fromkeys(row for month in seen for row in made.rows[month - made.first])
    title = f"{made.label}, {month_words(max(months[0], 12))} to {month_words(months[-1])}"
    return desk.ledger.cite(text, f"changes-{made.name}-{place}", title, rows, note)


def of_alarm(desk: Desk, one: Judged, alarm: Alarm, value: float) -> Num:
    """A level before or after an alarm: per month, or what the mix was."""
    text = percent(value) if one.series.classes else decimal(value)
    return number(desk, one, text, f"alarm-{alarm.month}", range(alarm.month - WINDOW + 1, alarm.month + 1))


def at_present(desk: Desk, one: Judged, text: str, note: str = _ROWS) -> Num:
    """A number that rests on the present rate: on the rows of the last four years, or on all where those hold none."""
    made = one.series
    end = made.first + len(made.rows)
    start = end - WINDOW if any(made.rows[-WINDOW:]) else made.first
    return number(desk, one, text, "power" if note == _SIMULATED else "now", range(start, end), note)


def step(desk: Desk, size: float) -> Text:
    """A step as a rule of ours: "a fall to 40%"."""
    note = "Steps of these sizes are simulated; neither is a finding."
    if size < 1:
        return ("a fall to ", desk.rule("changes-fall", percent(size), "A fall that is looked for", note))
    return ("a rise to ", desk.rule("changes-rise", f"{size:g} times", "A rise that is looked for", note))


def seen(one: Seen) -> bool:
    """Whether such a step could be seen at all."""
    return one.months is not None and one.share >= LEAST


def simulated(desk: Desk, one: Judged, text: str) -> Num:
    """A figure of a simulation at the present rate."""
    return at_present(desk, one, text, _SIMULATED)


def would(desk: Desk, lead: Judged, one: Seen) -> Text:
    """When a step would be seen, and how often it would be missed."""
    years = desk.rule("changes-latest", "two years", "How long a step may go unseen", f"{LATEST} months.")
    if not seen(one):
        return ("could not be seen within ", years)
    months = round(one.months or 0)
    after = simulated(desk, lead, f"{whole(months)} {'month' if months == 1 else 'months'}")
    return ("would be seen after ", after, " and missed in ", simulated(desk, lead, in_ten(1 - one.share)))


def why(desk: Desk, lead: Judged) -> Text:
    """Why no change may be told of a series."""
    made = lead.series
    end = made.first + len(made.rows)
    if made.months <= 0 or not made.rows:
        return ("contacts of all members were at no time observed",)
    short = made.months < detect.LEAST_MONTHS
    least = detect.LEAST_MONTHS if short else detect.LEAST_EVENTS
    had = f"{made.months:.0f} months" if short else f"{whole(round(made.events))} {made.noun}"
    what = " were observed" if short else " are on record on observed days"
    needed = desk.rule(
        f"changes-least-{'months' if short else 'events'}", whole(least), "What a change needs to be told",
        "With fewer no change is told: almost any series so short would look alike.",
    )  # fmt: skip
    rows = any(made.rows)
    first = number(desk, lead, had, "too-few", range(made.first, end)) if rows else _none(desk, had)
    return say(first, what, "; ", needed, " are needed")


def _none(desk: Desk, had: str) -> Num:
    """What is too little, where not even one row stands behind it."""
    return desk.rule("changes-none", had, "On record on observed days", "No row falls under this count.")

"""Changes: has conduct changed, when, could a change have been seen, and what is recorded near it?

Takes the desk; gives the section. Nothing here says why: rows near a change are shown beside how many chance would
put there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief import charts
from minilateral.brief.cautions import cautions
from minilateral.brief.charts.changes import SURE, month_words
from minilateral.brief.parts import Ref, Section, Table
from minilateral.brief.wording import day, decimal, mid, opening, percent, plural, readable, say, short_day, whole
from minilateral.changes.explain import HEADING
from minilateral.changes.listed import RECENT_MONTHS
from minilateral.changes.words import in_ten
from minilateral.codebook.kinds import kind
from minilateral.measures.windows import month_of

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Num, Text
    from minilateral.changes.calibrate import Seen
    from minilateral.changes.results import Alarm, Dated, Judged

FALL, RISE = 0.4, 2.5  # the steps whose power is told
LEAST = 0.05  # share of cases seen below which a change counts as one that cannot be
NEAR = 6  # rows told near a change
UNKNOWN = "Whether conduct changed cannot be told"
WAYS = {"up": "rose", "down": "fell"}
PARTS = {"contacts": "contacts", "formats": "their formats", "deputies": "deputies", "refusals": "refusals",
         "silence": "the present silence"}  # fmt: skip


def section(desk: Desk) -> Section:
    """Alarms, dates, power, and what is recorded near the latest change."""
    lead = desk.changes.lead
    if lead is None or lead.series.reason:
        why = lead.series.reason if lead else "nothing is on record yet"
        return Section(
            id="changes", title=UNKNOWN, lead=(f"Whether contacts changed cannot be told: {readable(why)}.",)
        )
    figure = charts.changes(desk.book, lead, desk.as_of, desk.ledger)
    told = [_power(desk, lead), _dated(desk, lead), _lag(desk), _joint(desk)]
    return Section(
        id="changes",
        title=_title(desk, lead),
        lead=_lead(desk, lead),
        paragraphs=tuple(text for text in told if text),
        figures=(figure,) if figure else (),
        tables=tuple(table for table in (_series(desk), _near(desk, lead)) if table.rows),
        cautions=cautions((), "alarm_by_chance"),
    )


def _recent(desk: Desk, one: Judged) -> Alarm | None:
    return desk.changes.recent(one.series.name)


def _title(desk: Desk, lead: Judged) -> str:
    alarm = _recent(desk, lead)
    if alarm:
        return f"Contacts {WAYS[alarm.direction]}: an alarm was raised in {month_words(alarm.month)}"
    return "No change in the number of contacts raised an alarm within the last year"


def number(desk: Desk, one: Judged, text: str, place: str, months: range) -> Num:
    """A number of a series, tied to its rows of these months."""
    made = one.series
    seen = range(max(made.first, months[0]), min(made.first + len(made.rows), months[-1] + 1))
    rows = dict.fromkeys(row for month in seen for row in made.rows[month - made.first])
    title = f"{made.label}, {month_words(months[0])} to {month_words(months[-1])}"
    note = "Rows of these months from which the number was computed, with what the months before and after them hold."
    return desk.ledger.cite(text, f"changes-{made.name}-{place}", title, rows, note)


def _of_alarm(desk: Desk, one: Judged, alarm: Alarm, value: float) -> Num:
    text = decimal(value) if not one.series.classes else f"{value:.0f}" if one.series.spread else percent(value)
    return number(desk, one, text, f"alarm-{alarm.month}", range(alarm.month - 29, alarm.month + 1))


def _lead(desk: Desk, lead: Judged) -> Text:
    label, until = mid(lead.series.label), day(desk.as_of)
    if not lead.fresh:
        return say(f"No alarm has been raised in {label}: at no time up to {until} did their level change enough.")
    alarm = lead.fresh[-1]
    was = "a rise" if alarm.direction == "up" else "a fall"
    levels = say(_of_alarm(desk, lead, alarm, alarm.before), " to ", _of_alarm(desk, lead, alarm, alarm.now))
    said = say(f"In {label} an alarm was last raised at the end of {month_words(alarm.month)}, for {was} from ", levels,
               " a month")  # fmt: skip
    if _recent(desk, lead):
        return say(said, f"; the change fits best if it began about {month_words(alarm.since)}.")
    return say(said, f"; none was raised in the year to {until}.")


def _seen(one: Judged, step: float) -> Seen | None:
    return next((seen for seen in one.power if seen.step == step), None)


def _now(desk: Desk, one: Judged) -> Num:
    end = one.series.first + len(one.series.e) - 1
    return number(desk, one, decimal(one.now or 0), "now", range(end - 47, end + 1))


def _power(desk: Desk, lead: Judged) -> Text:
    """What a change would have to be to be seen: the words that keep a quiet alarm from being read as calm."""
    fall, rise = _seen(lead, FALL), _seen(lead, RISE)
    if not (fall and rise and lead.now):
        return ()
    present = say("At the present ", _now(desk, lead), " a month, ")
    told = say(present, f"a fall to {percent(FALL)} {_would(fall)}; a rise to {RISE} times {_would(rise)}.")
    idle = f" Without any change, an alarm of a fall would come within two years in {in_ten(fall.by_chance)}."
    return say(told, idle if fall.share >= LEAST else "")


def _would(seen: Seen) -> str:
    if seen.months is None or seen.share < LEAST:
        return "could not be seen within two years"
    months = round(seen.months)
    return f"would be seen after {whole(months)} {plural(months, 'month')} and missed in {in_ten(1 - seen.share)}"


def _dated(desk: Desk, lead: Judged) -> Text:
    """The last change that is more likely than not, looking back, and how long the present level has lasted."""
    sure = [one for one in lead.dated if one.p >= SURE]
    lasted = ""
    if lead.since:
        lasted = (
            f" By the same reckoning the present level has lasted {whole(lead.since.median)} "
            f"{plural(lead.since.median, 'month')} (80% interval {lead.since.low} to {lead.since.high})."
        )
    if not sure:
        return say("Looking back over the whole record, no month stands out as that of a change.", lasted)
    one = sure[-1]
    place, last = f"dated-{one.month}", lead.series.first + len(lead.series.e) - 1
    around = range(one.month - 24, min(last, one.month + 24) + 1)
    before, after = (number(desk, lead, decimal(value), place, around) for value in (one.before, one.after))
    span = f"80% between {month_words(one.first)} and {month_words(one.last)}"
    return say(
        f"Looking back, the last change that is more likely than not began in {month_words(one.month)} (probability "
        f"{decimal(one.p)}; {span}): from ", before, " to ", after, " a month.", lasted,
    )  # fmt: skip


def _lag(desk: Desk) -> Text:
    """Series with an alarm within a year: what smooths over it lags."""
    found = [(one, alarm) for one in desk.changes.series if (alarm := _recent(desk, one))]
    if not found:
        return ()
    names = [f"{mid(one.series.label)} ({WAYS[alarm.direction]}, {month_words(alarm.month)})" for one, alarm in found]
    told = f"Within the last {RECENT_MONTHS} months an alarm was raised in {'; '.join(names)}."
    return (f"{told} Recent change: the intervals of smoothed rates may lag behind it.",)


def _joint(desk: Desk) -> Text:
    joint = desk.changes.joint
    if joint.reason:
        return ()
    parts = [PARTS[part] for part in joint.parts]
    listed = f"{', '.join(parts[:-1])} and {parts[-1]}"
    if not joint.alarms:
        return (f"An alarm on {listed} together has never been raised.",)
    last = joint.alarms[-1]
    way = "a weaker" if last.direction == "down" else "a stronger"
    ago = month_of(desk.as_of) - last.month
    within = "" if ago < RECENT_MONTHS else ", and none since"
    return (f"An alarm on {listed} together was last raised in {month_words(last.month)}, for {way} group{within}.",)


def _series(desk: Desk) -> Table:
    told = [one for one in desk.changes.series if not one.series.reason]
    return Table(
        id="changes-series",
        caption=f"Changes in each series up to {day(desk.as_of)}, and what could be seen at its present level",
        columns=(
            "Series",
            "Last alarm",
            "From",
            "To",
            "Last dated",
            f"Fall to {percent(FALL)}: months",
            "Missed of 10",
        ),
        rows=tuple(_line(desk, one) for one in told),
        numeric=(2, 3, 5, 6),
    )


def _line(desk: Desk, one: Judged) -> tuple[Text, ...]:
    alarm = one.fresh[-1] if one.fresh else None
    sure = [found for found in one.dated if found.p >= SURE]
    return (
        (one.series.label,),
        (f"{month_words(alarm.month)}, {alarm.direction}",) if alarm else ("none",),
        (_of_alarm(desk, one, alarm, alarm.before),) if alarm else ("–",),
        (_of_alarm(desk, one, alarm, alarm.now),) if alarm else ("–",),
        (f"{month_words(sure[-1].month)}, {sure[-1].direction}",) if sure else ("none",),
        *_fall(_seen(one, FALL)),
    )


def _fall(seen: Seen | None) -> tuple[Text, Text]:
    """Months until a fall would be seen, and how many would be missed; a mix has no such figures."""
    if seen is None:
        return ("–",), ("–",)
    if seen.months is None or seen.share < LEAST:
        return ("not seen",), ("–",)
    return (f"{seen.months:.0f}",), (f"{round(10 * (1 - seen.share)) or 'under 1'}",)


def _latest(lead: Judged) -> Alarm | Dated | None:
    """The change whose surroundings are shown: the last alarm, or a later date that is more likely than not."""
    found: list[Alarm | Dated] = [*lead.fresh[-1:], *[one for one in lead.dated if one.p >= SURE][-1:]]
    return max(found, key=lambda one: one.month, default=None)


def _near(desk: Desk, lead: Judged) -> Table:
    change = _latest(lead)
    near = change.causes if change else None
    rows = near.found[:NEAR] if near and near.expected is not None else ()
    head = f"change about {month_words(change.month)}" if change else ""
    counted = ""
    if near and near.expected is not None:
        many, span = len(near.found), f"{day(near.first)} to {day(near.last)}"
        by_chance = decimal(near.expected)
        counted = f": {whole(many)} {plural(many, 'row')} from {span}, where chance would put {by_chance}"
    return Table(
        id="changes-near",
        caption=f"Near the {head}, {HEADING}{counted}",
        columns=("Date", "What", "Severity"),
        rows=tuple(
            (
                (_on(desk, one.row),),
                (f"{opening(_kind(one.kind))}: {one.summary}",),
                (f"{one.severity}" if one.severity else "–",),
            )
            for one in rows
        ),
        numeric=(2,),
    )


def _on(desk: Desk, row: str) -> Ref:
    """The day of a row, as exact as it is known, leading to it."""
    found = desk.rows[row]
    return Ref(short_day(found.date, found.date_precision), row)  # type: ignore[attr-defined]  # all of these are dated


def _kind(word: str) -> str:
    """The word of a kind as a page prints it, from the table it stands in."""
    from minilateral.codebook.kinds import all_kinds  # noqa: PLC0415

    table = next((one.table for one in all_kinds() if one.word == word and one.table in _TABLES), "")
    return kind(table, word).label if table else word


_TABLES = ("strains", "engagements", "provocations")

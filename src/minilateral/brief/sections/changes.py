"""Changes: has conduct changed, when, could a change have been seen, and what is recorded near it?

Takes the desk; gives the section. Nothing here says why: rows near a change are shown beside how many chance would
put there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief import charts
from minilateral.brief.cautions import cautions
from minilateral.brief.leveled import (
    LEAST,
    at_present,
    month_words,
    number,
    of_alarm,
    seen,
    simulated,
    step,
    why,
    would,
)
from minilateral.brief.newest import briefly
from minilateral.brief.parts import Ref, Section, Table
from minilateral.brief.wording import day, decimal, mid, opening, plural, say, short_day, whole
from minilateral.changes.explain import HEADING
from minilateral.changes.listed import RECENT_MONTHS, sure
from minilateral.changes.results import Alarm
from minilateral.changes.words import in_ten
from minilateral.codebook.kinds import all_kinds
from minilateral.measures.windows import month_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Num, Text
    from minilateral.changes.calibrate import Seen
    from minilateral.changes.results import Cause, Causes, Dated, Judged

    Telling = tuple[Judged, Alarm | Dated] | None

FALL, RISE = 0.4, 2.5  # the steps whose power is told
NEAR = 6  # rows told near a change
UNKNOWN = "Whether conduct changed cannot be told"
WAYS = {"up": "rose", "down": "fell"}
PARTS = {"contacts": "contacts", "formats": "their formats", "deputies": "deputies", "refusals": "refusals",
         "silence": "the present silence"}  # fmt: skip
NBSP = "\N{NO-BREAK SPACE}"
_TABLES = ("strains", "engagements", "provocations")


def section(desk: Desk) -> Section:
    """Alarms, dates, power, and what is recorded near the latest change."""
    lead, telling = desk.changes.lead, desk.changes.telling
    if lead is None:
        said: Text = ("Whether contacts changed cannot be told: nothing is on record.",)
        return Section(id="changes", title=UNKNOWN, lead=said)
    if lead.series.reason and not telling:
        said = say("Whether contacts changed cannot be told: ", why(desk, lead), ".")
        return Section(id="changes", title=UNKNOWN, lead=said)
    one, change = telling or (lead, None)
    figure = charts.changes(desk.book, lead if one.series.classes else one, desk.as_of, desk.ledger)
    told = [_power(desk, lead), _dated(desk, one, change), _lag(desk), _joint(desk), _counted(desk, one)]
    return Section(
        id="changes",
        title=_title(lead, telling),
        lead=_lead(desk, lead, telling),
        paragraphs=tuple(text for text in told if text),
        figures=(figure,) if figure else (),
        tables=tuple(table for table in (_series(desk), _near(desk, one)) if table.rows),
        cautions=cautions((), "alarm_by_chance"),
    )


def _recent(desk: Desk, one: Judged) -> Alarm | None:
    return desk.changes.recent(one.series.name)


def _title(lead: Judged, telling: Telling) -> str:
    if telling is None:
        return "No change in the number of contacts raised an alarm within the last year"
    one, found = telling
    what = f"{'Contacts' if one is lead else one.series.label} {WAYS[found.direction]}"
    if isinstance(found, Alarm):
        return f"{what}: an alarm was raised in {month_words(found.month)}"
    return f"Looking back, {mid(what)} about {month_words(found.month)}"


def _lead(desk: Desk, lead: Judged, telling: Telling) -> Text:
    """The most telling change of the year, then what is known of the series asked first."""
    if telling is None:
        return _quiet(desk, lead)
    one, found = telling
    if not isinstance(found, Alarm):
        return say(_looking_back(desk, one, found), " ", _quiet(desk, lead))
    return _raised(desk, one, found) if one is lead else say(_raised(desk, one, found), " ", _quiet(desk, lead))


def _raised(desk: Desk, one: Judged, alarm: Alarm) -> Text:
    said = _last(desk, one, alarm)
    return say(said, f"; the change fits best if it began about {month_words(alarm.since)}.")


def _looking_back(desk: Desk, one: Judged, found: Dated) -> Text:
    span = f"80% interval {month_words(found.first)} to {month_words(found.last)}"
    p, before, after = _levels(desk, one, found)
    began = f"Looking back, {mid(one.series.label)} {WAYS[found.direction]} about {month_words(found.month)}, from "
    return say(began, before, " to ", after, " a month (probability ", p, f"; {span}).")


def _quiet(desk: Desk, lead: Judged) -> Text:
    """That the series asked first raised no alarm within the year, or that it cannot be told."""
    label, until = mid(lead.series.label), day(desk.as_of)
    if lead.series.reason:
        return say(f"Whether {label} changed cannot be told: ", why(desk, lead), ".")
    if not lead.fresh:
        return (f"No alarm has been raised in {label}: at no time up to {until} did their level change enough.",)
    return say(_last(desk, lead, lead.fresh[-1]), f"; none was raised in the year to {until}.")


def _last(desk: Desk, one: Judged, alarm: Alarm) -> Text:
    was = "a rise" if alarm.direction == "up" else "a fall"
    levels = (of_alarm(desk, one, alarm, alarm.before), " to ", of_alarm(desk, one, alarm, alarm.now))
    when = (
        f"In {mid(one.series.label)} an alarm was last raised at the end of {month_words(alarm.month)}, for {was} from "
    )
    return say(when, levels, "" if one.series.classes else " a month")


def _seen(one: Judged, size: float) -> Seen | None:
    return next((found for found in one.power if found.step == size), None)


def _power(desk: Desk, lead: Judged) -> Text:
    """What a change would have to be to be seen: the words that keep a quiet alarm from being read as calm."""
    fall, rise = _seen(lead, FALL), _seen(lead, RISE)
    if not (fall and rise and lead.now):
        return ()
    now = at_present(desk, lead, decimal(lead.now))
    said = say(f"In {mid(lead.series.label)}, at the present ", now, " a month, ", step(desk, FALL), " ")
    told = say(said, would(desk, lead, fall), "; ", step(desk, RISE), " ", would(desk, lead, rise), ".")
    if fall.share < LEAST:
        return told
    idle = simulated(desk, lead, in_ten(fall.by_chance))
    return say(told, " Without any change, an alarm of a fall would come in the same time in ", idle, ".")


def _dated(desk: Desk, one: Judged, told: Alarm | Dated | None) -> Text:
    """The last change that is more likely than not, unless it was told, and how long the present level has lasted."""
    if one.series.classes:
        return ()
    found, lasted, label = sure(one), _lasted(desk, one), mid(one.series.label)
    if not found:
        none = f"Looking back over the whole record of {label}, no month stands out as that of a change."
        return say(none, " " if lasted else "", lasted)
    last = found[-1]
    if last == told:
        return lasted
    p, before, after = _levels(desk, one, last)
    span = f"80% interval {month_words(last.first)} to {month_words(last.last)}"
    began = f"Looking back, the last change of {label} that is more likely than not began in {month_words(last.month)}"
    levels = say(before, " to ", after, " a month.", " " if lasted else "")
    return say(began, " (probability ", p, f"; {span}): from ", levels, lasted)


def _levels(desk: Desk, one: Judged, found: Dated) -> list[Num]:
    """The probability of a dated change, and the levels before and after it."""
    end = one.series.first + len(one.series.e)
    around = range(found.month - 24, min(end, found.month + 25))
    return [number(desk, one, decimal(value), f"dated-{found.month}", around)
            for value in (found.p, found.before, found.after)]  # fmt: skip


def _lasted(desk: Desk, lead: Judged) -> Text:
    """Months since the last change; nothing where nobody could tell."""
    if not lead.since:
        return ()
    end = lead.series.first + len(lead.series.e)
    months = range(max(lead.series.first, end - 1 - lead.since.high), end)
    if not any(lead.series.rows[month - lead.series.first] for month in months):
        return ()
    median, low, high = (number(desk, lead, f"{value}", "since", months)
                         for value in (lead.since.median, lead.since.low, lead.since.high))  # fmt: skip
    noun = plural(lead.since.median, "month")
    return say("By the same reckoning the present level has lasted ", median, f" {noun} (80% interval ", low, " to ",
               high, ").")  # fmt: skip


def _lag(desk: Desk) -> Text:
    """Series that changed within a year, as alarms and as dates: what smooths over them lags."""
    alarms = [(one, alarm) for one in desk.changes.series if (alarm := _recent(desk, one))]
    dates = [(one, found) for one in desk.changes.series if (found := desk.changes.recently(one.series.name))]
    told = []
    if alarms:
        told.append(f"Within the last twelve months an alarm was raised in {_named(alarms)}.")
    if dates:
        told.append(f"Looking back, a change in these months is more likely than not in {_named(dates)}.")
    if not told:
        return ()
    return (f"{' '.join(told)} Recent change: the intervals of smoothed rates may lag behind it.",)


def _named(found: Sequence[tuple[Judged, Alarm | Dated]]) -> str:
    return "; ".join(
        f"{mid(one.series.label)} ({WAYS[change.direction]}, {month_words(change.month)})" for one, change in found
    )


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
    within = "" if month_of(desk.as_of) - last.month < RECENT_MONTHS else ", and none since"
    return (f"An alarm on {listed} together was last raised in {month_words(last.month)}, for {way} group{within}.",)


def _series(desk: Desk) -> Table:
    told = [one for one in desk.changes.series if not one.series.reason]
    return Table(
        id="changes-series",
        caption=f"Changes in each series up to {day(desk.as_of)}, and what could be seen at its present level",
        columns=("Series", "Last alarm", "Last dated", "Months until a large fall is seen", "Missed"),
        rows=tuple(_line(desk, one) for one in told),
        numeric=(3, 4),
    )


def _line(desk: Desk, one: Judged) -> tuple[Text, ...]:
    alarm, dated = (one.fresh[-1] if one.fresh else None), sure(one)
    return (
        (one.series.label,),
        _alarm(desk, one, alarm) if alarm else ("none",),
        (f"{month_words(dated[-1].month)}, {dated[-1].direction}",) if dated else ("none",),
        *_fall(desk, one),
    )


def _alarm(desk: Desk, one: Judged, alarm: Alarm) -> Text:
    levels = (of_alarm(desk, one, alarm, alarm.before), " to ", of_alarm(desk, one, alarm, alarm.now))
    return say(f"{month_words(alarm.month)}, {alarm.direction}: ", levels)


def _fall(desk: Desk, one: Judged) -> tuple[Text, Text]:
    """Months until a fall to .4 would be seen, and how many would be missed; a mix has no such figures."""
    fall = _seen(one, FALL)
    if fall is None:
        return ("–",), ("–",)
    if not seen(fall):
        return ("not seen",), ("–",)
    missed = in_ten(1 - fall.share).removesuffix(" cases").replace("fewer than", "under").replace(" ", NBSP)
    return (simulated(desk, one, f"{fall.months:.0f}"),), (simulated(desk, one, missed),)


def _latest(lead: Judged) -> Alarm | Dated | None:
    """The change whose surroundings are shown: the last new alarm, or a later date that is more likely than not."""
    found: list[Alarm | Dated] = [*lead.fresh[-1:], *sure(lead)[-1:]]
    return max(found, key=lambda one: one.month, default=None)


def _causes(lead: Judged) -> Causes | None:
    """What is recorded near the latest change; None without a change, or where no such row is on record at all."""
    change = _latest(lead)
    return change.causes if change and change.causes.expected is not None else None


def _counted(desk: Desk, lead: Judged) -> Text:
    """How many rows stand near the change, and how many chance would put there."""
    near = _causes(lead)
    if near is None or not near.found:
        return ()
    rows, title = [one.row for one in near.found], "Recorded near the change"
    note = "Strains, changes of leader, institutions and provocations of the highest severity, within ninety days."
    many, by_chance = (desk.ledger.cite(text, "changes-near", title, rows, note)
                       for text in (whole(len(rows)), decimal(near.expected or 0)))  # fmt: skip
    when = f"From {day(near.first)} to {day(near.last)}, around the latest change, the record holds "
    noun = plural(len(rows), "strain, change of leader, institution or grave provocation",
                  "strains, changes of leader, institutions and grave provocations")  # fmt: skip
    return say(when, many, f" {noun}; spread evenly, a stretch of that length would hold ", by_chance,
               ". That they stand near it is no claim that they caused it.")  # fmt: skip


def _near(desk: Desk, lead: Judged) -> Table:
    change, near = _latest(lead), _causes(lead)
    head = f"the change about {month_words(change.month)}" if change else "a change"
    return Table(
        id="changes-near",
        caption=f"Around {head}: {HEADING}",
        columns=("Date", "What", "Severity"),
        rows=tuple(_cause(desk, one) for one in (near.found[:NEAR] if near else ())),
        numeric=(2,),
    )


def _cause(desk: Desk, one: Cause) -> tuple[Text, ...]:
    what = (opening(_kind(one.kind)), ": ", briefly(one.summary))
    return (_on(desk, one.row),), what, _severity(desk, one.row, one.severity)


def _severity(desk: Desk, row: str, severity: int | None) -> Text:
    if severity is None:
        return ("–",)
    return (desk.ledger.cell("changes-severity", row, "Severity of this row", (row,), f"{severity}"),)


def _on(desk: Desk, row: str) -> Ref:
    """The day of a row, as exact as it is known, leading to it."""
    found = desk.rows[row]
    return Ref(short_day(found.date, found.date_precision), row)  # type: ignore[attr-defined]  # all of these are dated


def _kind(word: str) -> str:
    """The word of a kind as a page prints it, from the table it stands in."""
    return next((one.label for one in all_kinds() if one.word == word and one.table in _TABLES), word)

"""Promises: is what the members promised together kept, and what falls due next?

Takes the desk; gives the finding of the first screen and the section below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief import charts
from minilateral.brief.answered import Answered, share_up
from minilateral.brief.arrows import FEWEST
from minilateral.brief.arrows import arrow as by_rule
from minilateral.brief.cautions import cautions
from minilateral.brief.parts import Finding, Section
from minilateral.brief.promised import ahead, called, grouped, in_grace, ledger, live, name, overdue, several
from minilateral.brief.wording import (
    chained,
    count,
    day,
    joined,
    level_of,
    opened,
    percent,
    plural,
    readable,
    say,
    sentences,
)
from minilateral.measures.dues import READINGS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Arrow, Text
    from minilateral.commitments.entries import Entry
    from minilateral.model import Estimate

ALL = {"reading": "strict", "due": "all", "window": "all"}
NAMED = 2  # promises named in a sentence; the table has them all
FOLLOWING = 3  # promises named that fall due after the next
UNTOLD = "Whether the members keep their promises cannot be told"
HALF = 0.5
TITLES: dict[Arrow, str] = {
    "falling": "Fewer promises are kept on schedule than a year before",
    "rising": "More promises are kept on schedule than a year before",
    "steady": "Promises are kept on schedule as often as a year before",
    "not known": "Some promises are kept on schedule, others are not",
}


def arrow(desk: Desk) -> Arrow:
    """By the share met on schedule of the due dates judged in the year, against the year before; strict reading.

    Not known below five settled due dates in either year, or where not all of both years was observed.
    """
    now, before = _year(desk, "now"), _year(desk, "before")
    if min(now.episodes, before.episodes) < FEWEST or not _whole(desk):
        return "not known"
    return by_rule(share_up(now, before), None, None, now.episodes + before.episodes)


def _year(desk: Desk, window: str) -> Answered:
    """Settled due dates of one year and those of them met in time."""
    found = desk.get("on_schedule", window=window)
    n = (found.n or 0) if found else 0
    return Answered(n, _met(found) if found else 0, (), ())


def _whole(desk: Desk) -> bool:
    """Whether all of both years was observed."""
    pair = (desk.get("on_schedule", window=window) for window in ("now", "before"))
    return all(found is not None and (found.coverage or 0) >= 1 for found in pair)


def _met(found: Estimate) -> int:
    return round((found.value or 0) * (found.n or 0))


def finding(desk: Desk) -> Finding:
    """Whether the members keep what they promised."""
    found = desk.get("on_schedule", **ALL)
    return Finding(
        function="Keeps its promises",
        arrow=arrow(desk),
        sentence=_sentence(desk),
        interval=_interval(desk),
        coverage=desk.coverage,
        cautions=cautions([found]),
        section="promises",
    )


def _sentence(desk: Desk) -> Text:
    """For the first screen: how many were met, how many are overdue, what falls due next."""
    return sentences([part for part in (_kept(desk), _overdue(desk, ()), _next(desk)) if part])


def _lead(desk: Desk) -> Text:
    """The same with what is overdue by name, and what is late while its grace still runs."""
    names = several(overdue(desk), desk, NAMED)
    parts = (_kept(desk), _overdue(desk, names), _late(desk), _next(desk))
    return sentences([part for part in parts if part])


def _kept(desk: Desk) -> Text:
    """How many of the due dates that can be judged were met in time."""
    found = desk.get("on_schedule", **ALL) or desk.get("on_schedule")
    if found is None or found.value is None or not found.n:
        return (f"{UNTOLD}: {readable(found.reason if found else 'no promises are recorded')}.",)
    of, dates = desk.ledger.estimate(found, count(found.n)), plural(found.n, "due date")
    if found.n == 1:
        met = "" if found.value else "not "
        return say("The ", desk.ledger.estimate(found, "one"), f" due date that can be judged was {met}met in time.")
    met_in_time = desk.ledger.estimate(found, count(_met(found)))
    was = "was" if _met(found) == 1 else "were"
    share = () if found.n < FEWEST else say(": ", desk.value(found, percent))
    return say("Of ", of, f" {dates} that can be judged, ", met_in_time, f" {was} met in time", share, ".")


def _overdue(desk: Desk, names: Sequence[Text]) -> Text:
    """How many promises are overdue by the strict reading, a single one by name, else with `names` from among them."""
    found = overdue(desk)
    number = desk.get("status_count", status="overdue", reading="strict")
    if not found or number is None:
        return ()
    if len(found) <= max(1, len(names)):
        return say("Overdue: ", joined(several(found, desk, len(found))), ".")
    among = say(", among them ", joined(names)) if names else ()
    return say("Overdue are ", desk.value(number, count), " promises", among, ".")


def _late(desk: Desk) -> Text:
    """What is past its date while its grace still runs, by name."""
    found = in_grace(desk)
    if not found:
        return ()
    among = " is, among others, " if len(found) > NAMED else ": "
    return say("Past the date, but within the grace", among, joined(several(found, desk, NAMED)), ".")


def _next(desk: Desk) -> Text:
    """What falls due next, by name and day."""
    found = ahead(desk)[:1]
    return say("Next to fall due: ", joined(_by(desk, found)), ".") if found else ()


def _by(desk: Desk, found: Sequence[tuple[date, Entry]]) -> list[Text]:
    return [say(called(desk, entry), f" by {day(due)}") for due, entry in found]


def _interval(desk: Desk) -> Text:
    """The interval, the lenient reading, the worst case, and why no direction is stated."""
    parts = [part for part in (_bounds(desk), _leniently(desk), _at_worst(desk), _unclear(desk)) if part]
    return chained(parts, "; ")


def _bounds(desk: Desk) -> Text:
    found = _judged(desk.get("on_schedule", **ALL))
    if found is None or found.low is None or found.high is None:
        return ()
    low, high = desk.bounds(found, percent)
    return say(f"{level_of(found.interval or 0)} interval ", low, " to ", high)


def _judged(found: Estimate | None) -> Estimate | None:
    """The share, where it rests on enough due dates to be told as one."""
    return found if found and found.value is not None and (found.n or 0) >= FEWEST else None


def _leniently(desk: Desk) -> Text:
    strict, lenient = (_judged(desk.get("on_schedule", **{**ALL, "reading": name})) for name in READINGS)
    if strict is None or lenient is None or strict.value == lenient.value:
        return ()
    return say(desk.value(lenient, percent), " with brief encounters and deputies")


def _unseen(desk: Desk) -> Text:
    found = desk.get("not_observed", reading="strict", due="all")
    if found is None or not found.value:
        return ()
    dates = plural(round(found.value), "due date")
    return say("not to be judged, and in no share: ", desk.value(found, count), f" {dates}")


def _at_worst(desk: Desk) -> Text:
    """The share had everything that nobody could settle been missed, where that is less."""
    found, floor = _judged(desk.get("on_schedule", **ALL)), desk.get("on_schedule_floor", reading="strict")
    if found is None or floor is None or floor.value is None or floor.n == found.n:
        return ()
    return say("at worst ", desk.value(floor, percent), ", if all left unsettled was missed")


def _unclear(desk: Desk) -> Text:
    """Why no direction is stated, where due dates were judged at all."""
    found = desk.get("on_schedule", **ALL)
    if arrow(desk) != "not known" or found is None or found.value is None:
        return ()
    if min(_year(desk, "now").episodes, _year(desk, "before").episodes) < FEWEST:
        return ("too few due dates in each of the two years to say which way",)
    if not _whole(desk):
        return ("not all of both years was observed, so no direction is stated",)
    return ("the two years differ by no more than chance",)


def section(desk: Desk) -> Section:
    """The panel on promises."""
    found = finding(desk)
    told = desk.get("on_schedule", **ALL)
    whole, open_ones = ledger(desk), live(desk)
    shown = tuple(entry for some in grouped(desk.promises, desk.as_of).values() for entry in some)
    names = {entry.commitment.id: name(desk, entry) for entry in shown}
    figure = charts.promises(desk.book, shown, desk.as_of, whole, names)
    tables = (open_ones,) if figure or len(open_ones.rows) == len(whole.rows) else (open_ones, whole)
    paragraphs = (_soon(desk), _bound_by(desk), _kinds(desk), _years(desk), _again(desk))
    return Section(
        id="promises",
        title=_title(found.arrow, told),
        lead=_lead(desk),
        paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph),
        figures=(figure,) if figure else (),
        tables=tuple(one for one in tables if one.rows),
        cautions=found.cautions,
    )


def _title(shown: Arrow, found: Estimate | None) -> str:
    if found is None or found.value is None:
        return UNTOLD
    if _judged(found) is None:
        return "Few of their promises have fallen due where it could be seen"
    if shown == "not known" and found.low is not None and found.low > HALF:
        return "Most due dates were met on schedule"
    if shown == "not known" and found.high is not None and found.high < HALF:
        return "Most due dates were not met on schedule"
    return TITLES[shown]


def _bound_by(desk: Desk) -> Text:
    """The interval and both readings as a sentence."""
    parts = [part for part in (_bounds(desk), _leniently(desk), _at_worst(desk), _unseen(desk)) if part]
    return opened(say(chained(parts, "; "), ".")) if parts else ()


def _kinds(desk: Desk) -> Text:
    """Deadlines against the rounds of recurring promises: doing once what was promised, and going on doing it."""
    once, again = (_judged(desk.get("on_schedule", **{**ALL, "due": due})) for due in ("deadline", "recurring"))
    if once is None or again is None:
        return ()
    return say(
        "Met in time were ", _of(desk, once), " deadlines and ", _of(desk, again), " rounds of recurring promises."
    )


def _of(desk: Desk, found: Estimate) -> Text:
    """How many of how many: "six of eight", "all eight"."""
    met, n = _met(found), found.n or 0
    if met == n:
        return (desk.ledger.estimate(found, f"all {count(n)}"),)
    return say(desk.ledger.estimate(found, count(met)), " of ", desk.ledger.estimate(found, count(n)))


def _years(desk: Desk) -> Text:
    """The due dates judged in the last two years."""
    now, before = (_judged(desk.get("on_schedule", window=window)) for window in ("now", "before"))
    if now is None or before is None or not _whole(desk):
        return ()
    return say(
        "Of those judged in the twelve months to the day, ", _of(desk, now), " were met in time; in the twelve ",
        "before, ", _of(desk, before), ".",
    )  # fmt: skip


def _again(desk: Desk) -> Text:
    """Promises that were made again."""
    repeats, again = desk.get("repeats"), desk.get("reannounced")
    if repeats is None or not repeats.value:
        return ()
    rest = plural(round(repeats.value), "promise")
    said = say("Told with the promise that they repeat: ", desk.value(repeats, count), f" {rest}")
    if again is not None and again.value:
        said = say(said, "; made again before anything was delivered: ", desk.value(again, count))
    return say(said, ".")


def _soon(desk: Desk) -> Text:
    """What falls due after the next one."""
    found = ahead(desk)[1 : FOLLOWING + 1]
    if not found:
        return ()
    return say("After that fall due ", joined(_by(desk, found)), ".")

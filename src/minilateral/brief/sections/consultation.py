"""Consultation: do the members talk to each other more or less than a year ago, and at which level?

Takes the desk; gives the finding of the first screen and the section below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.arrows import FEWEST
from minilateral.brief.cautions import cautions
from minilateral.brief.desk import ref
from minilateral.brief.lag import lag
from minilateral.brief.levels import person, series
from minilateral.brief.members import all_members, country
from minilateral.brief.parts import Finding, Section, Table
from minilateral.brief.wording import (
    count,
    day,
    digits,
    level_of,
    often,
    opened,
    opening,
    percent,
    plural,
    readable,
    say,
)
from minilateral.brief.years import bound, interval_words, one_sided, year_on_year

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Arrow, Text
    from minilateral.brief.years import YearOnYear
    from minilateral.model import Estimate

SERIES = ("contacts", "observed_formats", "leader", "minister", "vice_minister", "senior_official", "official")
TITLES: dict[Arrow, str] = {
    "falling": "The members consult less than a year before",
    "rising": "The members consult more than a year before",
    "steady": "The members consult about as much as a year before",
    "not known": "Whether the members consult more or less cannot be told",
}
CERTAIN = 0.99  # beyond this a range of chances is told by its other end alone
SAID_AS_TIMES = {1.0, 2.0}  # "against once"; from three on "against four"
NOTHING = "The record holds no contact of all members, so nothing can be said about consultation."


def finding(desk: Desk) -> Finding:
    """Whether the members discuss more or less than in the year before."""
    pair = year_on_year(desk, "contacts")
    return Finding(
        function="Discusses",
        arrow=pair.arrow if pair else "not known",
        sentence=_sentence(desk, pair) if pair else (NOTHING,),
        interval=interval_words(desk, pair) if pair else (),
        coverage=desk.coverage,
        cautions=cautions(_used(desk, "contacts")),
        section="consultation",
    )


def _sentence(desk: Desk, pair: YearOnYear) -> Text:
    who, now, before = all_members(desk.book), pair.now, pair.before
    until = day(desk.as_of)
    if now.value is None:
        reason = readable(now.reason or "not observed")
        return (f"Whether {who} consult more or less than a year before is not known: {reason}.",)
    if now.value == 0:
        none = desk.ledger.estimate(now, "No")
        said = say(none, f" contact of {who} is recorded in the year to {until}", desk.observed_part(now))
    else:
        did = say(f"{opening(who)} met or conferred ", desk.value(now, often))
        said = say(did, f" in the year to {until}", desk.observed_part(now))
    if before is None or before.value is None:
        return say(said, "; the year before was not observed.")
    write = often if now.value and before.value in SAID_AS_TIMES else count
    return say(said, ", against ", desk.value(before, write), " in the year before", desk.observed_part(before), ".")


def _used(desk: Desk, name: str) -> tuple[Estimate, ...]:
    return tuple(
        e for kind in ("contacts_year", "contacts_ratio", "contacts_p_up") for e in desk.all(kind, series=name)
    )


def section(desk: Desk) -> Section:
    """The panel on consultation."""
    pair, found = year_on_year(desk, "contacts"), finding(desk)
    if pair is None:
        return Section(id="consultation", title=TITLES["not known"], lead=(NOTHING,))
    interval = opened(say("That is " if _has_ratio(pair) else "", found.interval, ".")) if found.interval else ()
    return Section(
        id="consultation",
        title=TITLES[found.arrow],
        lead=found.sentence,
        paragraphs=tuple(p for p in (interval, say(_rate(desk), lag(desk)), _index(desk), _deputies_lead(desk)) if p),
        figures=desk.figures("consultation"),
        tables=tuple(t for t in (_by_level(desk), _deputies(desk)) if t.rows),
        cautions=cautions([*_used(desk, "contacts"), *desk.all("rate", series="contacts"), desk.get("index_p_up")]),
    )


def _has_ratio(pair: YearOnYear) -> bool:
    """Whether the interval line begins with a ratio, so that it reads on from the sentence above it."""
    return pair.ratio is not None and pair.ratio.value is not None


def _rate(desk: Desk) -> Text:
    """The level of consultation now, from the mixture that forgets."""
    rate = desk.get("rate", series="contacts")
    if rate is None or rate.value is None:
        return ()
    low, high = desk.bounds(rate)
    name = level_of(rate.interval or 0)
    contacts = plural(2, "contact")
    return say(
        "At the end of the period the underlying rate is ", desk.value(rate), f" {contacts} a month, ",
        f"{name} interval ", low, " to ", high, "; older months count for less.",
    )  # fmt: skip


def _index(desk: Desk) -> Text:
    """The index of consultation, and how much it depends on the weights."""
    now, before, p_up = (
        desk.get("index", window="now"), desk.get("index", window="before"), desk.get("index_p_up")
    )  # fmt: skip
    if now is None or before is None or now.value is None or before.value is None:
        return ()
    low, high = desk.bounds(now)
    words = say(
        "Weighted by level, each step of the ladder counting double, the index of consultation stands at ",
        desk.value(now), f" ({level_of(now.interval or 0)} interval ", low, " to ", high, "), against ",
        desk.value(before), " a year before",
    )  # fmt: skip
    if p_up is None or p_up.value is None or p_up.low is None or p_up.high is None:
        return say(words, ".")
    least, most = desk.bounds(p_up, percent)
    said = say("between ", least, " and ", most) if percent(p_up.low) != percent(p_up.high) else say(most)
    said = say("at least ", least) if p_up.high > CERTAIN else say("at most ", most) if p_up.low < 1 - CERTAIN else said
    return say(words, "; over all weightings tried, the chance that it is higher now is ", said, ".")


def _by_level(desk: Desk) -> Table:
    pairs = [(name, pair) for name in SERIES if (pair := year_on_year(desk, name))]
    return Table(
        id="consultation-by-level",
        caption=f"Contacts of {all_members(desk.book)} by level, in the twelve months to {day(desk.as_of)} and before",
        columns=("Level", "This year", "Year before", "Ratio", "Interval", "Direction"),
        rows=tuple(_row(desk, name, pair) for name, pair in pairs),
        numeric=(1, 2, 3, 4),
    )


def _row(desk: Desk, name: str, pair: YearOnYear) -> tuple[Text, ...]:
    ratio, before = pair.ratio, pair.before
    enough = pair.events is not None and pair.events >= FEWEST
    known = enough and ratio is not None and ratio.value is not None and ratio.low is not None
    open_ended = known and one_sided(pair)
    interval = (bound(desk, ratio) if open_ended else _between(desk, ratio)) if known and ratio else ("–",)
    return (
        (series(name),),
        (desk.value(pair.now, digits),),
        (desk.value(before, digits),) if before else ("not known",),
        (desk.value(ratio),) if known and ratio and not open_ended else ("–",),
        interval,
        (pair.arrow,),
    )


def _between(desk: Desk, estimate: Estimate) -> Text:
    low, high = desk.bounds(estimate)
    return (low, " to ", high)


def _deputies_lead(desk: Desk) -> Text:
    found = desk.deputies
    if not found:
        return ()
    rows = tuple(dict.fromkeys(one.engagement.id for one in found))
    number = desk.ledger.cite(
        count(len(rows)), "consultation-deputies", "Meetings with a deputy in the chair", rows,
        "Rows of the attendance table in which a member's level lies below the level of the meeting.",
    )  # fmt: skip
    meetings = plural(len(rows), "meeting")
    return say(
        "The level of a meeting is the median of those present. At ", number,
        f" {meetings} of ministers or leaders a member was represented by a deputy.",
    )  # fmt: skip


def _deputies(desk: Desk) -> Table:
    return Table(
        id="consultation-deputies",
        caption="Meetings of ministers or leaders with a deputy in the chair",
        columns=("Date", "Track", "Member", "Represented by", "Level of the meeting"),
        rows=tuple(
            (
                (ref(one.engagement),),
                (desk.track_title(one.engagement.track),),
                (country(one.seat.member),),
                (
                    f"a {person(one.seat.level)}"
                    if not one.seat.person
                    else f"{one.seat.person}, {person(one.seat.level)}",
                ),
                (person(one.engagement.level),),
            )
            for one in desk.deputies
        ),
    )

"""Horizon: how far ahead do the members' promises reach, and do they outweigh bargains for the day?

Takes the desk; gives the finding of the first screen and the section below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.answered import Answered, share_up
from minilateral.brief.arrows import FEWEST
from minilateral.brief.arrows import arrow as by_rule
from minilateral.brief.cautions import cautions
from minilateral.brief.desk import ref
from minilateral.brief.members import country
from minilateral.brief.parts import Finding, Ref, Section, Table
from minilateral.brief.safe import visible
from minilateral.brief.wording import (
    count,
    day,
    digits,
    joined,
    level_of,
    opened,
    opening,
    percent,
    plural,
    readable,
    say,
    sentences,
    short_day,
)
from minilateral.commitments.words import falls_due
from minilateral.measures.ahead import REACHES, dated_ahead, secretariats
from minilateral.measures.bargains import EVERYBODY

if TYPE_CHECKING:
    from datetime import date

    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Arrow, Text
    from minilateral.commitments.entries import Entry
    from minilateral.model import Estimate

TITLES: dict[Arrow, str] = {
    "falling": "Bargains outweigh promises more than a year before",
    "rising": "Promises outweigh bargains more than a year before",
    "steady": "Bargains and promises keep the balance of a year before",
    "not known": "How far ahead the members look cannot be told",
}
FAR_DAYS = 5 * 365  # ahead, from which a title speaks of reach
_READ = "From the day of the brief to the furthest date that an open promise names; repeats and rhythms are left out."
_RULE = "Fixed beforehand: within a year of the day of the brief, in one to five years, or later."
MOST = 8  # promises listed, the furthest


def arrow(desk: Desk) -> Arrow:
    """By the share of bargains among bargains and promises, this year against the last: a smaller one is a longer view.

    Not known unless strains and promises were observed through both years, with at least five of them in each.
    """
    now, before = _share(desk, "now"), _share(desk, "before")
    if now is None or before is None or min(now.coverage or 0, before.coverage or 0) < 1:
        return "not known"
    if min(now.n or 0, before.n or 0) < FEWEST:
        return "not known"
    return by_rule(1 - share_up(_counted(now), _counted(before)), None, None, (now.n or 0) + (before.n or 0))


def _share(desk: Desk, window: str) -> Estimate | None:
    return desk.get("transactional_share", initiator=EVERYBODY, window=window)


def _counted(share: Estimate) -> Answered:
    return Answered(share.n or 0, round((share.value or 0) * (share.n or 0)), (), ())


def finding(desk: Desk) -> Finding:
    """How far ahead the members look."""
    return Finding(
        function="Long horizon",
        arrow=arrow(desk),
        sentence=sentences([part for part in (_reach(desk), _secretariat(desk)) if part]),
        interval=_bargains(desk),
        coverage=desk.coverage,
        cautions=cautions(_used(desk)),
        section="horizon",
    )


def _used(desk: Desk) -> tuple[Estimate | None, ...]:
    reach = next(iter(desk.all("open_promises")), None)
    return (desk.get("furthest_due"), reach, _share(desk, "now"), desk.get("secretariat_years"))


def _furthest(desk: Desk) -> tuple[Entry, date] | None:
    """The open promise that names the furthest date, and that date."""
    dated = ((entry, falls_due(entry)) for entry in dated_ahead(desk.promises, desk.as_of))
    return next(((entry, due) for entry, due in dated if due), None)


def _reach(desk: Desk) -> Text:
    """How far ahead the furthest open promise reaches."""
    found, furthest = desk.get("furthest_due"), _furthest(desk)
    reason = readable(found.reason) if found else "no promises of this group are recorded"
    if furthest is None or found is None:
        said = opening(reason) if desk.promises else f"How far ahead their promises reach is not known: {reason}"
        return say(said, _rhythms(desk), ".")
    entry, due = furthest
    promise = entry.commitment.id
    ahead = desk.ledger.cite(_ahead(desk.as_of, due), "horizon-ahead", found.label, [promise], _READ)
    named = say("The furthest date of an open promise is ", Ref(day(due), promise), ", ", ahead)
    return say(named, " ahead", _rhythms(desk), ".")


def _rhythms(desk: Desk) -> Text:
    """How many promises recur without an end."""
    found = desk.get("open_promises", reach="rhythm")
    if found is None or not found.value:
        return ()
    have = "has" if found.value == 1 else "have"
    return say("; ", desk.value(found, count), f" recurring {plural(round(found.value), 'promise')} {have} no end")


def _ahead(as_of: date, due: date) -> str:
    """A stretch of time ahead as it is told: months up to two years, then years."""
    months = (due.year - as_of.year) * 12 + due.month - as_of.month - (due.day < as_of.day)
    if months < 1:
        days = (due - as_of).days
        return f"{days} {plural(days, 'day')}"
    if months <= 24:  # noqa: PLR2004 - two years
        return f"{months} {plural(months, 'month')}"
    return f"{round((due - as_of).days / 365.25)} years"


def _secretariat(desk: Desk) -> Text:
    """Since when there is a secretariat."""
    found, rows = desk.get("secretariat_years"), secretariats(desk.book, desk.as_of)
    if found is None or found.value is None or not rows:
        return ()
    return say("A secretariat of all members is on record since ", ref(rows[0]), ".")


def _bargains(desk: Desk) -> Text:
    """The share of bargains, or why there is none."""
    now = _share(desk, "now")
    if now is None or now.value is None:
        why = readable(now.reason).partition(":")[0].removeprefix("in this period ") if now else ""
        return (f"which way it goes cannot be told: {why}",) if why else ()
    said = say("bargains over trade, costs or troops are ", _with_bounds(desk, now), " of bargains and promises")
    before = _share(desk, "before")
    if before is not None and before.value is not None:
        said = say(said, ", against ", desk.value(before, percent), " in the year before")
    return say(said, "" if arrow(desk) != "not known" else "; too few or too close to state a direction")


def _with_bounds(desk: Desk, share: Estimate) -> Text:
    low, high = desk.bounds(share, percent)
    return say(desk.value(share, percent), f" ({level_of(share.interval or 0)} interval ", low, " to ", high, ")")


def section(desk: Desk) -> Section:
    """The panel on how far ahead the members look."""
    found = finding(desk)
    tables = (_promises(desk), _members(desk))
    return Section(
        id="horizon",
        title=_title(desk, found.arrow),
        lead=found.sentence,
        paragraphs=tuple(
            part for part in (sentences([one for one in (_live(desk), _standing(desk)) if one]), _balance(desk)) if part
        ),
        tables=tuple(one for one in tables if one.rows),
        cautions=cautions([*_used(desk), desk.get("instruments", field="all", at="now")]),
    )


def _balance(desk: Desk) -> Text:
    """Bargains against promises in a sentence, or why they are not set against each other."""
    now = _share(desk, "now")
    if now is not None and now.value is None:
        return (f"Bargains over trade, costs and troops are not set against promises: {readable(now.reason)}.",)
    said = _bargains(desk)
    return opened(say(said, ".")) if said else ()


def _title(desk: Desk, told: Arrow) -> str:
    furthest = _furthest(desk)
    if told != "not known":
        return TITLES[told]
    if furthest is None:
        return "No open promise on record names a date still to come" if desk.promises else TITLES[told]
    _, due = furthest
    if (due - desk.as_of).days >= FAR_DAYS:
        return f"Open promises on record reach to {due.year}"
    return f"The furthest open promise on record falls due in {due.year}"


def _live(desk: Desk) -> Text:
    """Live promises by how far ahead they reach."""
    found = [(name, desk.get("open_promises", reach=name)) for name in REACHES]
    known = [(name, e) for name, e in found if e is not None and e.value]
    if len(known) <= 1:  # the lead says it
        return ()
    parts = [say(desk.value(e, count), " ", _reaches(desk, name, one=e.value == 1)) for name, e in known]
    return say("Of the promises that are live, ", joined(parts), ".")


def _standing(desk: Desk) -> Text:
    """How many agreements and institutions stand, as the measure of integration counts them."""
    found = desk.get("instruments", field="all", at="now")
    if found is None or not found.value:
        return ()
    one = found.value == 1
    what = "agreement or institution" if one else "agreements and institutions"
    return say("On record ", "stands " if one else "stand ", desk.value(found, count), f" {what} of all members.")


def _reaches(desk: Desk, name: str, *, one: bool) -> Text:
    falls = "falls" if one else "fall"
    if name in {"five_years", "beyond"}:
        words = {"five_years": "one to five", "beyond": "more than five"}[name]
        years = desk.rule(f"reach-{name}", words, "How far ahead a promise reaches", _RULE)
        return say(f"{falls} due in ", years, " years")
    said = {
        "year": f"{falls} due within a year",
        "rhythm": f"{'recurs' if one else 'recur'} without an end date",
        "undated": f"{'names' if one else 'name'} no date",
    }
    return (said[name],)


def _promises(desk: Desk) -> Table:
    """Open promises that name a date, the furthest first."""
    rows: list[tuple[Text, ...]] = []
    for entry in dated_ahead(desk.promises, desk.as_of)[:MOST]:
        promise, due = entry.commitment, falls_due(entry)
        if due:
            rows.append(
                (
                    (Ref(visible(promise.text).rstrip("."), promise.id),),
                    (short_day(promise.made_date),),
                    (short_day(due),),
                )
            )
    return Table(
        id="horizon-promises",
        caption="Open promises that name a date, the furthest first",
        columns=("Promise", "Made", "Due"),
        rows=tuple(rows),
    )


def _members(desk: Desk) -> Table:
    """Bargains against promises by member and period: only where both were found by one rule."""
    eras = {era.id: era.name for era in desk.book.eras}
    rows: list[tuple[Text, ...]] = []
    for e in desk.all("transactional_share"):
        if e.value is None:
            continue
        who, window = e.of("initiator"), e.of("window")
        key = {"initiator": who, "window": window}
        strains, made = desk.get("transactional_strains", **key), desk.get("promises_made", **key)
        named = {"now": "Last 12 months", "before": "Year before"}.get(window) or visible(eras.get(window, window))
        rows.append(
            (
                (named,),
                ("Any member" if who == EVERYBODY else country(who),),
                (desk.value(strains, digits),) if strains else ("–",),
                (desk.value(made, digits),) if made else ("–",),
                _with_bounds(desk, e),
            )
        )
    return Table(
        id="horizon-bargains",
        caption="Strains over trade, costs or troops by who began them, and promises that bind the same member",
        columns=("Period", "Begun by", "Strains", "Promises", "Share of strains"),
        rows=tuple(rows),
        numeric=(2, 3),
    )

"""Capacity and will: are the offices that carry the partnership filled, and do the members come and host?

Takes the desk; gives the finding of the first screen and the section below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.arrows import FEWEST, turned
from minilateral.brief.by_member import WINDOWS, by_member
from minilateral.brief.cautions import cautions
from minilateral.brief.fields import office
from minilateral.brief.members import WITH_ARTICLE, countries, country
from minilateral.brief.parts import Finding, Num, Section
from minilateral.brief.sections.breadth import on_tracks
from minilateral.brief.wording import (
    chained,
    count,
    day,
    joined,
    level_of,
    percent,
    plural,
    readable,
    say,
    sentences,
)
from minilateral.measures.filled import IMPAIRED_DAYS

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Arrow, Text
    from minilateral.model import Estimate

UNTOLD = "Whether the offices that carry the partnership are filled cannot be told"
TITLES: dict[Arrow, str] = {
    "falling": "More of the offices that carry the partnership stood empty than a year before",
    "rising": "Fewer of the offices that carry the partnership stood empty than a year before",
    "steady": "The offices that carry the partnership were filled as a year before",
    "not known": "The offices that carry the partnership were filled, where the table says",
}
SOME = "Some of the offices that carry the partnership stood empty or in acting hands"
NAMED = 5  # offices named in a sentence; the figure has them all
HALF = 0.5  # share of office-days of which the table must say something before it is told as one number


def arrow(desk: Desk) -> Arrow:
    """By the offices impaired in one of the two years only; not known unless their terms were observed in both.

    An office impaired this year and not the year before counts as lost, the other way round as won (McNemar 1947).
    """
    if not (_observed(desk) and _known(desk)):
        return "not known"
    now, before = (_impaired(desk, window) for window in WINDOWS)
    found = desk.get("offices_impaired", window="now")
    return turned(len(before - now), len(now - before), (found.n or 0 if found else 0) - len(now | before))


def _observed(desk: Desk) -> bool:
    """Whether the terms of office were fully observed in both years."""
    both = (desk.get("offices_impaired", window=window) for window in WINDOWS)
    return all(found is not None and found.value is not None and (found.coverage or 0) >= 1 for found in both)


def _known(desk: Desk) -> bool:
    """Whether the table says of every office and day how it was held."""
    both = (desk.get("offices_known", window=window) for window in WINDOWS)
    return all(found is not None and found.value == 1 for found in both)


def _impaired(desk: Desk, window: str) -> set[tuple[str, str]]:
    """Offices surely vacant or in acting hands for so long in a year."""
    days: dict[tuple[str, str], float] = {}
    for name in ("vacancy_days", "acting_days"):
        for one in desk.all(name, window=window):
            if one.of("office") != "all":
                place = (one.of("member"), one.of("office"))
                days[place] = days.get(place, 0.0) + (one.value or 0)
    return {place for place, some in days.items() if some >= IMPAIRED_DAYS}


def finding(desk: Desk) -> Finding:
    """Whether the members have the people to carry the partnership, and send them."""
    return Finding(
        function="Capacity and will",
        arrow=arrow(desk),
        sentence=_sentence(desk),
        interval=_interval(desk),
        coverage=_coverage(desk),
        cautions=cautions([desk.get("offices_impaired", window=window) for window in WINDOWS]),
        section="capacity",
    )


def _coverage(desk: Desk) -> str:
    found = desk.get("offices_impaired", window="now")
    if found is None or found.value is None:
        return "not observed"
    return desk.coverage if (found.coverage or 0) >= 1 else "terms of office seen only in part"


def _told(desk: Desk, window: str) -> Estimate | None:
    """How many offices were impaired, where the table says how at least half of the office-days were held."""
    share, found = desk.get("offices_known", window=window), desk.get("offices_impaired", window=window)
    return found if share is not None and found is not None and (share.value or 0) >= HALF else None


def _sentence(desk: Desk) -> Text:
    now, before = (_told(desk, window) for window in WINDOWS)
    if now is None or now.value is None or not now.n:
        return _why_not(desk)
    some = desk.value(now, count) if now.value else desk.ledger.estimate(now, "none")
    said = say(_offices(desk, now), some, " stood vacant or in acting hands for ", _long(desk))
    said = say(said, f" days or more in the year to {day(desk.as_of)}")
    if before is None or before.value is None:
        return say(said, ".")
    return say(said, ", against ", desk.value(before, count), " in the year before.")


def _offices(desk: Desk, now: Estimate) -> Text:
    """How many offices carry the partnership, and of how many of them the table has terms."""
    share = desk.get("offices_known", window="now")
    known, carry = desk.ledger.estimate(now, count(now.n or 0)), " offices that carry the partnership "
    if share is None or share.n == now.n:
        return say("Of ", known, carry)
    every = desk.ledger.estimate(share, count(share.n or 0))
    return say("Of ", every, carry, known, f" {plural(now.n or 0, 'is', 'are')} on record; of these ")


def _long(desk: Desk) -> Num:
    note = "Fixed beforehand: so long vacant or in acting hands, an office could not do its part of the year."
    return desk.rule("impaired", f"{IMPAIRED_DAYS}", "Days from which an office counts as vacant or acting", note)


def _why_not(desk: Desk) -> Text:
    """Why nothing is said of the offices: nobody watched, no terms, or too few."""
    share, now = desk.get("offices_known", window="now"), desk.get("offices_impaired", window="now")
    if share is None or now is None or share.value is None or not now.n:
        reason = readable(share.reason) if share else "no office is on record"
        return (f"{UNTOLD}: {reason}.",)
    known, of = desk.ledger.estimate(now, count(now.n)), desk.ledger.estimate(share, count(share.n or 0))
    return say(f"{UNTOLD}: the record has terms of ", known, " of the ", of, " offices.")


def _interval(desk: Desk) -> Text:
    """Days in all, new holders, and why no direction is stated."""
    if _told(desk, "now") is None:
        return ()
    parts = [_total(desk, "vacancy_days", "vacant"), _total(desk, "acting_days", "in acting hands")]
    parts.append(_unclear(desk))
    return chained([part for part in parts if part], "; ")


def _unclear(desk: Desk) -> Text:
    """Why no direction is stated."""
    if arrow(desk) != "not known":
        return ()
    if not _observed(desk):
        return ("not checked, so which way cannot be told",)
    if not _known(desk):
        return ("not every office is on record on every day, so no direction is stated",)
    return ("too few offices changed to say which way, so no direction is stated",)


def _total(desk: Desk, name: str, words: str) -> Text:
    """Office-days of all offices this year: "surely vacant 469 office-days, 618 at most"."""
    found = desk.get(name, member="all", window="now")
    if found is None or not (found.value or found.high):
        return ()
    if found.high is None:
        days = plural(round(found.value or 0), "office-day")
        return say(f"{words}, ", desk.value(found, count), f" {days}")
    low, high = desk.value(found, count), desk.ledger.estimate(found, count(found.high))
    return say(f"{words}, at least ", low, " and at most ", high, " office-days")


def section(desk: Desk) -> Section:
    """The panel on offices, deputies and hosts."""
    found = finding(desk)
    came = sentences([text for text in (_sent(desk), _hosts(desk), _spent(desk)) if text])
    paragraphs = (_which(desk), sentences([text for text in (_days(desk), _missing(desk)) if text]), came)
    members = by_member(desk)
    names = ("vacancy_days", "acting_days", "new_holders")
    used = [e for name in names for e in desk.all(name, member="all")] + [desk.get("hosted", window="all")]
    return Section(
        id="capacity",
        title=_title(desk, found.arrow),
        lead=found.sentence,
        paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph),
        figures=desk.figures("capacity"),
        tables=(members,) if members.rows else (),
        cautions=cautions([*used, desk.get("vacancy_strains", window="now")]),
    )


def _title(desk: Desk, shown: Arrow) -> str:
    now = _told(desk, "now")
    if now is None or now.value is None:
        return UNTOLD
    return SOME if shown == "not known" and now.value else TITLES[shown]


def _which(desk: Desk) -> Text:
    """The offices that stood vacant or in acting hands this year, the longest first."""
    found: dict[tuple[str, str], float] = {}
    for place in _impaired(desk, "now") if _told(desk, "now") else ():
        found[place] = sum(
            (e.high or e.value or 0) for name in ("vacancy_days", "acting_days")
            for e in desk.all(name, member=place[0], office=place[1], window="now")
        )  # fmt: skip
    told = [_one(desk, member, post) for member, post in sorted(found, key=lambda place: (-found[place], place))]
    if not told:
        return ()
    if len(told) > NAMED:
        return say("Longest: ", joined(told[:NAMED]), ".")
    return say("It was " if len(told) == 1 else "These were ", joined(told), ".")


def _one(desk: Desk, member: str, post: str) -> Text:
    """One office with its days: "the ambassador of the United States to Japan (vacant 298 days)"."""
    parts = []
    for name, words in (("vacancy_days", "vacant"), ("acting_days", "acting")):
        found = desk.get(name, member=member, office=post, window="now")
        if found is not None and (found.value or found.high):
            high = say(" to ", desk.ledger.estimate(found, count(found.high))) if found.high else ()
            parts.append(say(f"{words} ", desk.value(found, count), high, " days"))
    of = f"the {country(member)}" if member in WITH_ARTICLE else country(member)
    return say(
        f"{of}’s {office(post)} (" if not of.endswith("s") else f"{of}’ {office(post)} (", chained(parts, ", "), ")"
    )


def _days(desk: Desk) -> Text:
    """New holders in both years, and that a strain on record tells of the same."""
    now, before = (desk.get("new_holders", member="all", window=window) for window in WINDOWS)
    if _told(desk, "now") is None or now is None or now.value is None:
        return ()
    said = say("Changes of holder in the year: ", desk.value(now, count))
    if before is not None and before.value is not None:
        said = say(said, "; in the year before, ", desk.value(before, count))
    strains = desk.get("vacancy_strains", window="now")
    if strains is None or not strains.value:
        return say(said, ".")
    told = plural(round(strains.value), "strain over a vacancy, which tells", "strains over vacancies, which tell")
    return say(said, ". Beside it: ", desk.value(strains, count), f" {told} of the same; not added.")


def _missing(desk: Desk) -> Text:
    """Members of whose offices the table says nothing."""
    found = [
        e.of("member") for e in desk.all("new_holders", window="now") if e.value is None and e.of("member") != "all"
    ]
    if not found or len(found) == len(desk.book.group.members):
        return ()
    return (f"Of {countries(found)} no term of these offices is on record: not known, and in no count.",)


def _sent(desk: Desk) -> Text:
    """Deputies in the chair."""
    found = desk.get("seats_below", member="all", window="now")
    if found is None or found.value is None or not found.n:
        return ()
    seats = plural(found.n, "seat")
    of = desk.ledger.estimate(found, count(found.n))
    below = desk.ledger.estimate(found, count(found.value))
    was = "was" if found.value == 1 else "were"
    return say(
        "Of ", of, f" {seats} at meetings and calls of ministers and leaders ", below, f" {was} filled by a deputy."
    )


def _hosts(desk: Desk) -> Text:
    """Whether hosts take turns, against any order."""
    share, chance = desk.get("host_changed"), desk.get("host_changed_chance")
    if share is None or chance is None or share.value is None or chance.value is None:
        return ()
    if share.low is None or share.high is None or (share.n or 0) < FEWEST:
        return ()
    low, high = desk.bounds(share, percent)
    return say(
        "Of ", desk.ledger.estimate(share, count(share.n or 0)), " meetings that followed another of their track, ",
        desk.value(share, percent), f" had another host ({level_of(share.interval or 0)} interval ", low, " to ", high,
        "); in any order it would be ", desk.value(chance, percent), ".",
    )  # fmt: skip


def _spent(desk: Desk) -> Text:
    """Breadth and meetings held for their own sake, as the section on breadth has them."""
    tracks, alone = desk.get("tracks_met", window="now"), desk.get("standalone", window="now")
    if tracks is None or not tracks.value or not tracks.n:
        return ()
    of = desk.ledger.estimate(tracks, count(tracks.n))
    said = say("Will shows in meetings too: ministers or leaders met on ", on_tracks(desk, tracks, of))
    if alone is None or alone.value is None or not alone.n:
        return say(said, ".")
    n = desk.ledger.estimate(alone, count(alone.n))
    meetings = plural(alone.n, "meeting")
    return say(said, "; held for their own sake were ", desk.value(alone, count), " of ", n, f" {meetings}.")

"""Signalling: do ministers and leaders issue joint texts, and do their meetings end with such a text?

Takes the desk; gives the finding of the first screen and the section below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.arrows import FEWEST
from minilateral.brief.arrows import arrow as by_rule
from minilateral.brief.cautions import cautions
from minilateral.brief.members import countries
from minilateral.brief.parts import Finding, Num, Ref, Section, Table
from minilateral.brief.safe import visible
from minilateral.brief.wording import (
    count,
    day,
    digits,
    joined,
    level_of,
    opened,
    percent,
    plural,
    readable,
    say,
    sentences,
    short_day,
)
from minilateral.brief.years import interval_words, year_on_year
from minilateral.measures.signalling import NOUN, SERIES
from minilateral.model import Statement

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Arrow, Text
    from minilateral.model import Estimate

TITLES: dict[Arrow, str] = {
    "falling": "Ministers and leaders issue fewer joint texts than a year before",
    "rising": "Ministers and leaders issue more joint texts than a year before",
    "steady": "Ministers and leaders issue about as many joint texts as a year before",
    "not known": "Whether ministers and leaders issue joint texts more or less often cannot be told",
}
PHRASES = 10  # told in the table; the data files have more
FOLLOWED = {
    "joint": "ended with such a text",
    "readouts": "with separate readouts only",
    "silence": "without any text at all",
    "no_joint": "without",
}
BOTH = 2


def arrow(desk: Desk) -> Arrow:
    """By joint texts of the two years; not known unless both were observed and the unknown meetings cannot turn it."""
    pair, ends = year_on_year(desk, SERIES, NOUN), desk.get(f"{NOUN}_p_range", series=SERIES)
    if pair is None or ends is None or not _whole(pair.now, pair.before):
        return "not known"
    told = pair.arrow
    if told in {"rising", "falling"} and ends.low is not None and ends.high is not None:
        agreed = {by_rule(p_up, None, None, pair.events) for p_up in (ends.low, ends.high)}
        return told if agreed == {told} else "not known"
    return told


def _whole(*estimates: Estimate | None) -> bool:
    return all(one is not None and (one.coverage or 0) >= 1 for one in estimates)


def finding(desk: Desk) -> Finding:
    """Whether ministers and leaders issue joint texts more or less often."""
    return Finding(
        function="Signals cohesion",
        arrow=arrow(desk),
        sentence=_sentence(desk),
        interval=_interval(desk),
        coverage=desk.coverage,
        cautions=cautions(_used(desk)),
        section="signalling",
    )


def _used(desk: Desk) -> tuple[Estimate | None, ...]:
    years = desk.all(f"{NOUN}_year", series=SERIES)
    return (*years, desk.get(f"{NOUN}_ratio", series=SERIES), desk.get("texts_after", window="now"))


def _sentence(desk: Desk) -> Text:
    """How many joint texts in the year, against the year before, and what followed the year's meetings."""
    now, before = (desk.get(f"{NOUN}_year", series=SERIES, window=name) for name in ("now", "before"))
    if now is None or now.value is None:
        reason = readable(now.reason) if now else "nothing is on record"
        after = _after(desk, "on record in that time")
        return say(f"How many joint texts ministers and leaders issued is not known: {reason}", after, ".")
    until, number = day(desk.as_of), round(now.value)
    if number == 0:
        none = desk.ledger.estimate(now, "No")
        said = say(none, f" joint text of ministers or leaders is recorded in the year to {until}")
    else:
        texts = plural(number, "joint text")
        said = say("Ministers or leaders issued ", desk.value(now, count), f" {texts} in the year to {until}")
    said = say(said, desk.observed_part(now))
    if before is not None and before.value is not None:
        said = say(said, ", against ", desk.value(before, count), " in the year before")
    return say(said, _after(desk), ".")


def _after(desk: Desk, when: str = "in that year") -> Text:
    """What followed the meetings of the year: "; of six meetings four ended with such a text, one without"."""
    found = {e.of("text"): e for e in desk.all("texts_after", window="now")}
    held = next((e.n for e in found.values() if e.value is not None), 0) or 0
    if not held:
        return ()
    told = {text: e for text, e in found.items() if e.value}
    of = desk.ledger.cite(
        count(held), "signalling-meetings", "Meetings of ministers or leaders of all members in the year",
        (row for e in told.values() for row in e.evidence),
    )  # fmt: skip
    if len(told) == 1:
        return say("; ", _every(of, held, next(iter(told)), when))
    parts = [_followed(desk, text, e) for text, e in told.items()]
    return say("; of ", of, f" meetings {when} ", joined(parts))


def _every(of: Num, held: int, text: str, when: str) -> Text:
    """The same where one thing followed every meeting: "both meetings ended with such a text"."""
    which = Num("both", of.evidence) if held == BOTH else of
    whole = say("" if held == BOTH else "the " if held == 1 else "all ", which, f" {plural(held, 'meeting')}")
    if text == "not_known":
        return say("what followed ", whole, f" {when} is not known")
    return say(
        whole,
        f" {when} ",
        FOLLOWED[text] if text == "joint" else f"ended {FOLLOWED[text]}{' such a text' if text == 'no_joint' else ''}",
    )


def _followed(desk: Desk, text: str, e: Estimate) -> Text:
    number = desk.value(e, count)
    return say("of ", number, " it is not known") if text == "not_known" else say(number, f" {FOLLOWED[text]}")


def _interval(desk: Desk) -> Text:
    """The ratio with its interval, and whether unknown meetings could turn the direction."""
    pair = year_on_year(desk, SERIES, NOUN)
    if pair is None or pair.now.value is None:
        return ()
    if not _whole(pair.now, pair.before):
        return ("not all of both years was observed, so no direction is stated",)
    if arrow(desk) == pair.arrow:
        return interval_words(desk, pair)
    return ("too much depends on meetings of which it is not known whether they brought a text",)


def section(desk: Desk) -> Section:
    """The panel on joint texts."""
    found = finding(desk)
    seen = _phrases(desk)
    used = (*_used(desk), *desk.all("accounts_collected"), *((desk.get("phrase_seen"),) if seen.rows else ()))
    interval = opened(say(found.interval, ".")) if found.interval else ()
    told = sentences([part for part in (_share(desk), _all_levels(desk), _accounts(desk)) if part])
    paragraphs = (interval, told, _noted(desk))
    return Section(
        id="signalling",
        title=_title(desk, found.arrow),
        lead=found.sentence,
        paragraphs=tuple(part for part in paragraphs if part),
        figures=desk.figures("signalling"),
        tables=(seen,) if seen.rows else (),
        cautions=cautions(used),
    )


def _title(desk: Desk, told: Arrow) -> str:
    """The direction, or what followed the meetings of the year where no direction is known."""
    share = desk.get("joint_share", window="now")
    unknown = desk.get("texts_after", window="now", text="not_known")
    if told != "not known" or share is None or (share.n or 0) < BOTH or (unknown and unknown.value):
        return TITLES[told]
    if share.value == 1:
        return "When ministers and leaders meet, they issue a joint text"
    if share.value == 0:
        return "Ministers and leaders meet without a joint text"
    return TITLES[told]


def _share(desk: Desk) -> Text:
    """The share of meetings that ended with a joint text, in both years."""
    now, before = (desk.get("joint_share", window=name) for name in ("now", "before"))
    if now is None or now.value is None or (now.n or 0) < FEWEST:
        return ()
    said = say("Of the meetings of which it is known, ", _with_bounds(desk, now), " ended with a joint text")
    if before is not None and before.value is not None and (before.n or 0) >= FEWEST:
        said = say(said, "; in the year before, ", _with_bounds(desk, before))
    return say(said, ".")


def _with_bounds(desk: Desk, share: Estimate) -> Text:
    low, high = desk.bounds(share, percent)
    return say(desk.value(share, percent), f" ({level_of(share.interval or 0)} interval ", low, " to ", high, ")")


def _all_levels(desk: Desk) -> Text:
    """Joint texts of officials too, where there are any."""
    now, before = (desk.get(f"{NOUN}_all", window=name) for name in ("now", "before"))
    high = desk.get(f"{NOUN}_year", series=SERIES, window="now")
    if now is None or not now.value or (high is not None and high.value == now.value):
        return ()
    against: Text = ()
    if before is not None and before.value is not None:
        against = say(", against ", desk.value(before, count), " in the year before")
    texts = plural(round(now.value), "joint text")
    return say("With those of all other levels, ", desk.value(now, count), f" {texts}", against, ".")


def _accounts(desk: Desk) -> Text:
    """Whose own accounts of what all did are on record; of the others it is not known what they published."""
    found = desk.all("accounts_collected")
    known, others = [e for e in found if e.value], [e for e in found if not e.value]
    if not known:
        return ()
    parts = [say(desk.value(e, count), f" by {countries([e.of('member')])}") for e in known]
    said = say("Accounts by single members of what all did: ", joined(parts))
    if others:
        said = say(said, f"; those of {countries(e.of('member') for e in others)} were not collected")
    return say(said, ".")


def _noted(desk: Desk) -> Text:
    """How many texts the phrases come from."""
    found = desk.get("texts_collected")
    if found is None or not found.value or not found.n or desk.get("phrase_seen") is None:
        return ()
    return say(
        "Of ", desk.value(found, count), " joint texts on record, key phrases were noted in ",
        desk.ledger.estimate(found, count(found.n)), ". A phrase not noted may still have been said.",
    )  # fmt: skip


def _phrases(desk: Desk) -> Table:
    """Key phrases with the days on which they were first and last seen."""
    found = [e for e in desk.all("phrase_seen") if e.value is not None][:PHRASES]
    rows = []
    for e in found:
        again = desk.get("phrase_return", phrase=e.of("phrase"))
        rows.append(
            (
                (f"“{visible(e.of('phrase'))}”",),
                (desk.value(e, digits),),
                _on(desk, e.evidence[0]),
                _on(desk, e.evidence[-1]),
                say(desk.value(again, digits), " others, on ", _on(desk, again.evidence[-1])) if again else ("–",),
            )
        )
    return Table(
        id="signalling-phrases",
        caption="Key phrases that joint texts repeat; right, the longest stretch of other texts until it came again",
        columns=("Phrase", "Texts", "First seen on", "Last seen on", "Seen again after"),
        rows=tuple(rows),
        numeric=(1,),
    )


def _on(desk: Desk, row: str) -> Text:
    found = desk.rows.get(row)
    if not isinstance(found, Statement):
        return ("–",)
    return (Ref(short_day(found.date, found.date_precision), row),)

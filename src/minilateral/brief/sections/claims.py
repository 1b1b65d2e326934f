"""What comments, news and officials claim of the group in the documents held, and what the record says to it.

Takes the desk; gives the section, or nothing where no document makes a claim that could be looked up.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from minilateral.brief.parts import Ref, Section, Table
from minilateral.brief.safe import visible
from minilateral.brief.wording import day, joined, opening, plural, say, short_day, whole
from minilateral.codebook.warnings import warning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.claims.news import Noted

SHOWN = 8  # claims in the table
ROWS = 3  # rows named beside a claim
QUOTED = 30  # words of a claim that are quoted at most
WORDS = {
    "does_not_hold": ("Does not hold", "does not hold", "do not hold"),
    "holds_if": ("Holds by one reading only", "holds by one reading only", "hold by one reading only"),
    "cannot_be_settled": ("Cannot be settled", "cannot be settled", "cannot be settled"),
    "holds": ("Holds", "holds", "hold"),
}


def section(desk: Desk) -> Section | None:
    """The panel on claims."""
    if not desk.texts.claims:
        return None
    return Section(
        id="claims",
        title=_title(desk.texts.claims),
        lead=_lead(desk),
        tables=(_table(desk),),
        cautions=(warning("claims_read").text,),
    )


def _title(claims: Sequence[Noted]) -> str:
    false = sum(one.verdict == "does_not_hold" for one in claims)
    if false:
        return f"{opening(whole(false))} {plural(false, 'claim')} made of it {WORDS['does_not_hold'][min(false, 2)]}"
    return "What is claimed of it, held against the record"


def _lead(desk: Desk) -> Text:
    found = Counter(one.verdict for one in desk.texts.claims)
    told = []
    for verdict, words in WORDS.items():
        if found[verdict]:
            rows = [row for one in desk.texts.claims if one.verdict == verdict for row in one.rows if row in desk.rows]
            note = "; ".join(dict.fromkeys(_source(one) for one in desk.texts.claims if one.verdict == verdict))
            title = f"Rows behind claims of which the record says: {words[1]}"
            number = desk.ledger.cite(whole(found[verdict]), f"claims-{verdict}", title, rows, note)
            told.append(say(number, f" {words[min(found[verdict], 2)]}"))
    total = len(desk.texts.claims)
    every = desk.ledger.cite(
        whole(total), "claims-all", "Rows behind every claim checked",
        [row for one in desk.texts.claims for row in one.rows if row in desk.rows],
        f"Made in the year to {day(desk.as_of)}.",
    )  # fmt: skip
    made = say("Documents held of the year to ", day(desk.as_of), " make ", every)
    return say(made, f" {plural(total, 'claim')} that can be checked: ", joined(told), ".")


def _table(desk: Desk) -> Table:
    return Table(
        id="claims-checked",
        caption=f"Claims and what the record says, up to {whole(SHOWN)}: those that do not hold first",
        columns=("Said", "Claim", "By the record", "Rows"),
        rows=tuple(
            (
                (f"{visible(one.who) or 'Not known'}, {_day(one.day)}",),
                (_claimed(one),),
                (f"{WORDS[one.verdict][0]}: {visible(one.why)}",),
                _named(desk, one),
            )
            for one in desk.texts.claims[:SHOWN]
        ),
    )


def _claimed(one: Noted) -> str:
    """The claim in its own words where they may be quoted, else as it was read."""
    words = visible(one.quoted).split()
    if not words:
        return f"As read: {visible(one.reading)}"
    return f"“{' '.join(words[:QUOTED])}{' …' if len(words) > QUOTED else ''}”"


def _named(desk: Desk, one: Noted) -> Text:
    """The rows that decide, by their days."""
    found = [row for id_ in one.rows if (row := desk.engagements.get(id_))][:ROWS]
    if not found:
        return ("–",)
    return joined([(Ref(short_day(row.date, row.date_precision), row.id),) for row in found], ",")


def _source(one: Noted) -> str:
    return visible(f"{one.who}, {one.day}: {one.title} ({one.url})")


def _day(text: str) -> str:
    return short_day(date.fromisoformat(text))

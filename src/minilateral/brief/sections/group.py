"""The group: who belongs to it, what it is for, its eras, and who leads its members.

Takes the desk; gives the section.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.cautions import cautions
from minilateral.brief.members import countries, country
from minilateral.brief.parts import Ref, Section, Table
from minilateral.brief.wording import day, listed, period, say

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.model import Office

HEADS = {"head_of_government": "Head of government", "head_of_state": "Head of state"}
OTHERS = {"foreign_minister": "Foreign affairs", "defense_minister": "Defence"}


def section(desk: Desk) -> Section:
    """Who they are."""
    group = desk.book.group
    founded = f", founded {_on(desk)}" if group.founded else ""
    offices = _offices(desk)
    return Section(
        id="group",
        title="The group",
        lead=say(f"{group.name}: {countries(group.members)}{founded}."),
        paragraphs=tuple(p for p in (_purposes(desk), _former(desk), _gaps(desk, offices)) if p),
        tables=tuple(table for table in (_eras(desk), offices) if table.rows),
        cautions=cautions((), *(("offices_unchecked",) if offices.rows else ())),
    )


def _on(desk: Desk) -> str:
    group = desk.book.group
    word = "on" if group.founded_precision == "day" else "in"
    return f"{word} {day(group.founded, group.founded_precision)}" if group.founded else ""


def _purposes(desk: Desk) -> Text:
    group = desk.book.group
    parts = [f"Purposes: {group.purposes.rstrip('.')}." if group.purposes else ""]
    parts += [f"Focus: {group.focus.rstrip('.')}." if group.focus else ""]
    return say(" ".join(part for part in parts if part))


def _former(desk: Desk) -> Text:
    former = desk.book.group.former_members
    if not former:
        return ()
    names = listed([f"{country(one.code)} (until {day(one.until)})" for one in former])
    return say(f"Earlier also {names}: of any day, “all members” means those who belonged to the group then.")


def _eras(desk: Desk) -> Table:
    eras = [era for era in desk.book.eras if era.live and era.from_date <= desk.as_of]
    return Table(
        id="group-eras",
        caption="Eras: rates are compared within them, never across",
        columns=("Era", "When", "What divides it from its neighbours"),
        rows=tuple(
            (
                (Ref(era.name, era.id),),
                (period(era.from_date, era.to_date if era.to_date and era.to_date <= desk.as_of else None),),
                (Ref(era.basis, era.id) if era.basis else "–",),
            )
            for era in eras
        ),
    )


def _in_office(desk: Desk, member: str, office: str) -> Office | None:
    held = [
        row for row in desk.book.offices
        if row.live and row.country == member and row.office == office and row.from_date <= desk.as_of
        and (row.to_date is None or row.to_date > desk.as_of)
    ]  # fmt: skip
    return max(held, key=lambda row: (row.from_date, row.id), default=None)


def _offices(desk: Desk) -> Table:
    rows: list[tuple[Text, ...]] = []
    for member in desk.book.group.members:
        heads = [(words, row) for key, words in HEADS.items() if (row := _in_office(desk, member, key))]
        rest = [(words, row) for key, words in OTHERS.items() if (row := _in_office(desk, member, key))]
        rows += [
            (
                (country(member),),
                (words,),
                (Ref(row.person + (" (acting)" if row.acting else ""), row.id),),
                (day(row.from_date, row.from_precision),),
            )
            for words, row in [*heads[:1], *rest]
        ]
    return Table(
        id="group-offices",
        caption=f"In office on {day(desk.as_of)}",
        columns=("Member", "Office", "Holder", "Since"),
        rows=tuple(rows),
    )


def _gaps(desk: Desk, offices: Table) -> Text:
    """Members for whom the record names no head of government or state on that day."""
    named = {row[0][0] for row in offices.rows if row[1][0] in HEADS.values()}
    missing = [code for code in desk.book.group.members if country(code) not in named]
    return say(f"The record does not name who led {countries(missing)} on that day.") if missing else ()

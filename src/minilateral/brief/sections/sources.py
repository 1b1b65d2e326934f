"""Sources: who published what this brief rests on, and how many of its rows each publisher carries.

Takes the desk once everything else has been composed; gives the last section. Every publisher's count leads to its
rows, and each row stands in the list of evidence with its full addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.parts import Ref, Section, Table, anchor
from minilateral.brief.rows import cited
from minilateral.brief.safe import host
from minilateral.brief.wording import count, digits, plural, say

if TYPE_CHECKING:
    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.model import Row

LISTED = 25  # publishers named; the rest are summed
NOTHING = "No row is cited, so there is no source to name."


def section(desk: Desk) -> Section:
    """The publishers behind the cited rows."""
    rows = cited(desk)
    hosts = by_host(rows)
    if not rows:
        return Section(id="sources", title="Sources", lead=(NOTHING,))
    bare = [row.id for row in rows if not host(row.source_url)]
    return Section(
        id="sources",
        title="Sources",
        lead=_lead(desk, rows, hosts),
        paragraphs=(_bare(desk, bare), _how()) if bare else (_how(),),
        tables=(_table(desk, hosts),) if hosts else (),
    )


def by_host(rows: list[Row]) -> list[tuple[str, list[str]]]:
    """Publishers by host with the ids of rows that rest on them, most rows first."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        for url in (row.source_url, getattr(row, "source_url_2", "")):
            if name := host(url):
                found.setdefault(name, {})[row.id] = None
    return sorted(((name, list(held)) for name, held in found.items()), key=lambda item: (-len(item[1]), item[0]))


def addresses(rows: list[Row]) -> int:
    """How many different addresses the rows name."""
    return len({url for row in rows for url in (row.source_url, getattr(row, "source_url_2", "")) if host(url)})


def _lead(desk: Desk, rows: list[Row], hosts: list[tuple[str, list[str]]]) -> Text:
    every = [row.id for row in rows]
    total = desk.ledger.cite(digits(len(rows)), "sources-rows", "Rows cited in this brief", every)
    many = desk.ledger.cite(digits(addresses(rows)), "sources-addresses", "Addresses of the rows cited", every)
    who = desk.ledger.cite(digits(len(hosts)), "sources-publishers", "Publishers of the rows cited", every)
    return say(
        "This brief rests on ", total, f" {plural(len(rows), 'row')} of the record, with ", many,
        f" {plural(addresses(rows), 'address', 'addresses')} at ", who, f" {plural(len(hosts), 'publisher')}.",
    )  # fmt: skip


def _how() -> Text:
    return ("Each row stands in the list of evidence with its full addresses and how far we trust it.",)


def _bare(desk: Desk, bare: list[str]) -> Text:
    number = desk.ledger.cite(count(len(bare)), "sources-none", "Rows without an address", bare)
    verb = "carries" if len(bare) == 1 else "carry"
    return say(
        number, f" {plural(len(bare), 'row')} {verb} no address of their own: terms of office, tracks, eras and "
        "similar notes, which are of public knowledge or drawn from other rows.",
    )  # fmt: skip


def _table(desk: Desk, hosts: list[tuple[str, list[str]]]) -> Table:
    rows: list[tuple[Text, ...]] = [
        (
            (Ref(name, held[0]),),
            (desk.ledger.cite(digits(len(held)), anchor("sources", name), f"Rows that rest on {name}", held),),
        )
        for name, held in hosts[:LISTED]
    ]
    if rest := hosts[LISTED:]:
        held = list(dict.fromkeys(row for _, ids in rest for row in ids))
        others = desk.ledger.cite(digits(len(rest)), "sources-others", "Rows that rest on other publishers", held)
        rows.append(
            (
                say(others, f" other {plural(len(rest), 'publisher')}"),
                (desk.ledger.cite(digits(len(held)), "sources-others", "Rows that rest on other publishers", held),),
            )
        )
    return Table(
        id="sources-publishers",
        caption="Rows of this brief by publisher",
        columns=("Publisher", "Rows"),
        rows=tuple(rows),
        numeric=(1,),
    )

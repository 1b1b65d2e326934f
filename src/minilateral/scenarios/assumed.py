"""The ranges of one group: for every parameter of every member the row that fits best, tied where it can be.

Takes a casebook, a day and a user's table or none; gives `Range`s in the order they are printed, and what a reader
should know of the rows that were left aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from minilateral.errors import UnknownName, UsageError
from minilateral.model import Casebook
from minilateral.scenarios import table
from minilateral.scenarios.ranges import PARAMETERS, Range
from minilateral.scenarios.sustain import MOST
from minilateral.scenarios.table import ANY, Assumption
from minilateral.scenarios.tied import SERIES

Key = tuple[str, str, str]  # parameter, member, partner


def players(book: Casebook, as_of: date) -> tuple[str, ...]:
    """The members who play.

    Raises:
        UsageError: there are fewer than two, or too many for all their coalitions to be looked at.
    """
    members = book.group.members_on(as_of)
    if not 2 <= len(members) <= MOST:  # noqa: PLR2004 -- one alone has nobody to keep faith with
        raise UsageError(f"found a group of {len(members)}, expected two to {MOST} members for a scenario")
    return members


def ranges(book: Casebook, as_of: date, path: Path | None = None) -> tuple[tuple[Range, ...], tuple[str, ...]]:
    """Every range of a group as of a day, and notes on the user's table.

    Raises:
        BadAssumptions, UnknownName: as `table.read`; also a member that is none of this group.
    """
    members, slug = players(book, as_of), book.group.slug
    own = table.read(path) if path else ()
    _known(own, slug, members)
    rows = [row for row in (*own, *table.shipped()) if row.group in {slug, ANY}]
    best = {key: _best(rows, own, key) for key in _keys(members)}
    made: dict[Key, Range] = {key: _assumed(row, key) for key, row in best.items()}
    for series in SERIES:  # in this order: a horizon needs the chance that a successor goes on
        for key, row in best.items():
            if row.series == series:
                made[key] = _tied(book, as_of, made, key, row)
    return tuple(made.values()), tuple(_aside(own, slug))


def specific(slug: str, rows: Sequence[Range]) -> bool:
    """Whether any range was made for this group, rather than for every one."""
    mine = {(row.file, row.line) for row in table.shipped() if row.group == slug}
    lines = {f"{file}, line {line}" for file, line in mine}
    return any(one.origin in lines or not one.origin.startswith("assumptions.csv,") for one in rows)


def _keys(members: Sequence[str]) -> Iterator[Key]:
    for name, parameter in PARAMETERS.items():
        if parameter.of == "group":
            yield name, "", ""
        elif parameter.of == "member":
            yield from ((name, one, "") for one in members)
        else:
            yield from ((name, one, two) for one in members for two in members if one != two)


def _best(rows: Sequence[Assumption], own: Sequence[Assumption], key: Key) -> Assumption:
    """The user's before ours, then by group, by member, by partner; the shipped default has a row for every key."""
    name, member, partner = key
    fitting = [
        row
        for row in rows
        if row.parameter == name and row.member in {member, ANY, ""} and row.partner in {partner, ANY, ""}
    ]
    return max(fitting, key=lambda row: (row in own, row.group != ANY, row.member == member, row.partner == partner))


def _assumed(row: Assumption, key: Key, unmeasured: str = "") -> Range:
    name, member, partner = key
    why = f"{row.why} ({unmeasured})" if unmeasured else row.why
    return Range(
        parameter=name, member=member, partner=partner, low=row.low, central=row.central, high=row.high,
        basis="assumed", why=why, source=row.source, origin=row.where,
    )  # fmt: skip


def _tied(book: Casebook, as_of: date, made: dict[Key, Range], key: Key, row: Assumption) -> Range:
    """The range the record gives, or the row's own with the reason why it gives none."""
    name, member, partner = key
    known = {other: one for (other, who, _), one in made.items() if who in {member, ""}}
    found = SERIES[row.series](book, as_of, member, known)
    if isinstance(found, str):
        return _assumed(row, key, found)
    return Range(
        parameter=name, member=member, partner=partner, low=found.low, central=found.central, high=found.high,
        basis="tied", series=row.series, why=found.how, source="this casebook", origin=row.where,
        evidence=tuple(dict.fromkeys(found.evidence)),
    )  # fmt: skip


def _known(own: Sequence[Assumption], slug: str, members: Sequence[str]) -> None:
    """Raise where the user's rows on this group name a state that is none of it."""
    for row in own:
        for column, code in (("member", row.member), ("partner", row.partner)):
            if row.group == slug and code not in {"", ANY, *members}:
                raise UnknownName(f"member of {slug} ({row.where}, column {column})", code, members)


def _aside(own: Sequence[Assumption], slug: str) -> Iterator[str]:
    """Notes on rows of the user's table that say nothing of this group."""
    others = [row for row in own if row.group not in {slug, ANY}]
    if others:
        named = ", ".join(dict.fromkeys(row.group for row in others))
        verb = "is" if len(others) == 1 else "are"
        yield f"{len(others)} of {len(own)} rows of {own[0].file} {verb} on other groups and left aside: {named}"

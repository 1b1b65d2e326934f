"""Which offices carry a partnership: those at the head of each member that its tracks call for, and the embassies.

Takes a casebook and a day; gives one `Post` per member and office. The tracks of ministers and leaders that still run
say which offices are meant, by the crosswalk from levels to offices (`codebook/office_levels.csv`); ambassadors of one
member to another belong to them where the table of offices has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minilateral.codebook.levels import MINISTER_RANK, crosswalk
from minilateral.model import Casebook, Office

HEADS = ("head_of_government", "head_of_state")  # the first of them that the table has for a member leads it
LEADER = "leader"
_MINISTERS = {
    "foreign": "foreign_minister",
    "defense": "defense_minister",
    "security_council": "national_security_adviser",
}
_AMBASSADOR = "ambassador_to_"


@dataclass(frozen=True, slots=True)
class Post:
    """One office of one member, with the live terms the table has of it, in order of their first day."""

    member: str
    office: str
    terms: tuple[Office, ...]


def posts(book: Casebook, as_of: date) -> tuple[Post, ...]:
    """The offices that carry the partnership on that day, leader first, member by member.

    Edges: a group without a track of ministers or leaders has none; an office without terms is given with none, so
    that it is not forgotten; offices of former members count while they belonged.
    """
    members, offices = book.group.members_on(as_of), _called_for(book, as_of)
    table = _terms(book)
    wanted = [
        (member, _head(member, table) if office == LEADER else office) for office in offices for member in members
    ]
    if offices:
        wanted += [
            (member, f"{_AMBASSADOR}{to}")
            for member in members
            for to in members
            if (member, f"{_AMBASSADOR}{to}") in table
        ]
    return tuple(Post(member, office, table.get((member, office), ())) for member, office in wanted)


def _called_for(book: Casebook, as_of: date) -> list[str]:
    """Offices that the running tracks of ministers and leaders bring together, highest first."""
    tracks = [track for track in book.tracks if track.live and not (track.ended and track.ended <= as_of)]
    found = [LEADER] if any(crosswalk(track.level).name == LEADER for track in tracks) else []
    fields = {track.portfolio for track in tracks if crosswalk(track.level).rank >= MINISTER_RANK}
    return found + [office for field, office in _MINISTERS.items() if field in fields]


def _terms(book: Casebook) -> dict[tuple[str, str], tuple[Office, ...]]:
    found: dict[tuple[str, str], list[Office]] = {}
    for row in book.offices:
        if row.live:
            found.setdefault((row.country, row.office), []).append(row)
    return {key: tuple(sorted(rows, key=lambda row: (row.from_date, row.id))) for key, rows in found.items()}


def _head(member: str, table: dict[tuple[str, str], tuple[Office, ...]]) -> str:
    return next((office for office in HEADS if (member, office) in table), HEADS[0])

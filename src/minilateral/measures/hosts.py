"""Who hosts the meetings of ministers and leaders, and whether the members take turns.

Takes a casebook and contacts; gives the host of each meeting held in person that is not known to have stood beside a
larger event, and the chance that the next host would differ if the same meetings came in any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from minilateral.measures.occasions import Contact
from minilateral.model import Casebook

VIRTUAL = frozenset({"virtual", "telephone"})


@dataclass(frozen=True, slots=True)
class Hosting:
    """One meeting and the state in which it was held."""

    contact: Contact
    host: str
    by_member: bool


def hostings(book: Casebook, held: Iterable[Contact]) -> tuple[Hosting, ...]:
    """Meetings in person at minister level or above whose host is known, in order of date.

    A meeting beside a larger event has no host of its own and is left out; one of which that is not known stays in.
    """
    rows = {row.id: row for row in book.engagements}
    out = []
    for contact in held:
        if not (contact.met and contact.ministerial) or contact.standalone is False:
            continue
        hosts = {rows[id_].host_country for id_ in contact.ids if rows[id_].place.lower() not in VIRTUAL} - {""}
        if len(hosts) == 1:
            host = hosts.pop()
            out.append(Hosting(contact, host, host in book.group.members_on(contact.date)))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Turns:
    """How often one meeting of a track was hosted by another member than the last, and how often by chance."""

    changed: int
    pairs: int
    by_chance: float  # share to be expected if each track's meetings came in any order; 0 without pairs
    contacts: tuple[Contact, ...]


def turns(hosted: Iterable[Hosting]) -> Turns:
    """Changes of host from one meeting to the next of the same track, among meetings that members hosted.

    By chance: of n meetings of a track, c of them with each host, 1 - sum c(c-1) / n(n-1) of neighbours differ.

    Example:
        >>> turns(()).pairs
        0
    """
    tracks: dict[str, list[Hosting]] = {}
    for one in hosted:
        for track in one.contact.met_tracks if one.by_member else ():
            tracks.setdefault(track, []).append(one)
    changed = pairs = 0
    expected, found = 0.0, dict[Contact, None]()
    for some in tracks.values():
        changed += sum(a.host != b.host for a, b in pairwise(some))
        pairs += len(some) - 1
        expected += (len(some) - 1) * _differ([one.host for one in some])
        found |= {one.contact: None for one in some} if len(some) > 1 else {}
    return Turns(changed, pairs, expected / pairs if pairs else 0.0, tuple(found))


def _differ(hosts: Sequence[str]) -> float:
    n = len(hosts)
    return 1 - sum(c * (c - 1) for c in Counter(hosts).values()) / (n * (n - 1)) if n > 1 else 0.0

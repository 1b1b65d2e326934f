"""Which engagements a claim counts, by one way of counting.

Takes a casebook, filters and a `Counting`; gives the rows in the order they happened, one per occasion. Only known rows
of all members count unless the filters or the way of counting say otherwise; the level of a row is the median of its
members' levels, so that one deputy in a chair does not lower a ministers' meeting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from minilateral.claims.claim import Filters
from minilateral.claims.people import OFFICES, family, in_office
from minilateral.claims.places import spelled
from minilateral.codebook.claimwords import shipped_words, word
from minilateral.codebook.levels import MINISTER_RANK, crosswalk
from minilateral.measures.occasions import ROUNDS, attended
from minilateral.model import Casebook, Engagement

_REMOTE = {"virtual", "telephone"}
_KIND_ORDER = {kind: place for place, kind in enumerate((*ROUNDS, "call"))}
_ANNOUNCED = {"planned", "unconfirmed"}


@dataclass(frozen=True, slots=True)
class Counting:
    """One way of counting; the default is the one a claim is read by first."""

    calls: bool = False  # calls and video conferences are counted with meetings
    encounters: bool = False  # so are encounters of a few minutes
    announced: bool = False  # and what was only announced, or reported once
    every_member: bool = False  # only where every member sent somebody of that level
    lenient: bool = False  # stand-alone is what is not known to have been beside another event
    alone: bool = False  # only the members, without guests


STRICT = Counting()


def matching(book: Casebook, filters: Filters, how: Counting = STRICT) -> tuple[Engagement, ...]:
    """The rows counted, in order of date, one per day and body.

    Edges: an empty casebook gives none; a row without its day counts where its month or year lies.
    """
    fits = _fits(book, filters, how)
    found = [row for row in book.engagements if fits(row)]
    return tuple(sorted(_once(found, filters), key=lambda row: (row.span[0], row.date, row.id)))


def _once(rows: Iterable[Engagement], filters: Filters) -> list[Engagement]:
    """One row per occasion: a day, level and track of meetings; of papers, the occasion they were born at."""
    best: dict[tuple[object, ...], Engagement] = {}
    for row in rows:
        if filters.kinds == ("statement",):
            key: tuple[object, ...] = (row.occasion_id, crosswalk(row.level).name)
        elif row.kind in _KIND_ORDER:
            key = (row.date, row.date_precision, crosswalk(row.level).name, row.track or row.portfolio)
        else:
            key = (row.id,)
        held = best.get(key)
        if held is None or _KIND_ORDER.get(row.kind, 9) < _KIND_ORDER.get(held.kind, 9):
            best[key] = row
    return list(best.values())


def _fits(book: Casebook, filters: Filters, how: Counting) -> Callable[[Engagement], bool]:
    tests = [_who(book, filters, how), _stands(how), _took_part(book, filters, how), _of_kind(filters, how)]
    tests += [_where(filters, how)] if _asks_where(filters) else []
    tests += [_told(book, filters)] if filters.topic or filters.named or filters.domain or filters.office else []
    tests += [_present(book, filters)] if filters.persons else []
    return lambda row: all(test(row) for test in tests)


def _stands(how: Counting) -> Callable[[Engagement], bool]:
    return lambda row: row.live or (how.announced and row.status in _ANNOUNCED)


def _of_kind(filters: Filters, how: Counting) -> Callable[[Engagement], bool]:
    kinds = set(filters.kinds)
    if kinds == {"statement"}:
        return lambda row: row.kind == "statement" or (row.joint_statement is True and row.kind != "exercise")
    rounds = kinds >= set(ROUNDS)
    if rounds and how.calls:
        kinds.add("call")

    def fits(row: Engagement) -> bool:
        if row.kind not in kinds and not (rounds and row.kind == "call" and row.ordinal is not None):
            return False
        return how.encounters or not rounds or not brief(row)

    return fits


@cache
def _brief() -> re.Pattern[str]:
    return re.compile(word("brief"), re.IGNORECASE)


def brief(row: Engagement) -> bool:
    """Whether the row says that it was hardly a meeting: an encounter of a few minutes."""
    return _hardly(row.caution, row.summary)


@lru_cache(maxsize=4096)
def _hardly(caution: str, summary: str) -> bool:
    return bool(_brief().search(f"{caution} {summary}"))


def _took_part(book: Casebook, filters: Filters, how: Counting) -> Callable[[Engagement], bool]:
    wanted = set(filters.participants)
    together = attended(book.group)
    members = set(book.group.members) | {one.code for one in book.group.former_members}

    def fits(row: Engagement) -> bool:
        present = wanted <= set(row.participants) if wanted else together(row)
        return present and (not how.alone or set(row.participants) <= members)

    return fits


def _who(book: Casebook, filters: Filters, how: Counting) -> Callable[[Engagement], bool]:
    lowest = _lowest(book) if how.every_member else {}
    wanted = crosswalk(filters.level) if filters.level else None
    track = next((one for one in book.tracks if one.id == filters.track), None) if filters.track else None
    ladder = crosswalk(track.level).rank if track and filters.kinds != ("exercise",) else 0
    least = ladder if ladder >= MINISTER_RANK else ladder - 1  # directors may stand in for envoys, desks may not

    def fits(row: Engagement) -> bool:
        level = crosswalk(row.level)
        if filters.track:
            good = row.track == filters.track and level.rank >= least
        elif wanted is None:
            good = True
        elif filters.at_least:
            good = level.rank >= wanted.rank
        else:
            good = level.name == wanted.name
        free = not filters.portfolio or (wanted.name == "leader" if wanted else filters.kinds != ("exercise",))
        same = free or row.portfolio == filters.portfolio
        full = row.id not in lowest or lowest[row.id] >= (wanted.rank if wanted else ladder)
        return good and (same or (bool(filters.track) and filters.kinds != ("exercise",))) and full

    return fits


def _lowest(book: Casebook) -> dict[str, int]:
    """Per engagement, the rank of the lowest level that attendance gives a member."""
    out: dict[str, int] = {}
    for row in book.attendance:
        rank = crosswalk(row.level).rank if row.live and row.level else 0
        if rank:
            out[row.engagement_id] = min(rank, out.get(row.engagement_id, rank))
    return out


def _asks_where(filters: Filters) -> bool:
    return bool(filters.place or filters.host or filters.beside or filters.format) or filters.standalone is not None


def _where(filters: Filters, how: Counting) -> Callable[[Engagement], bool]:
    away, host = filters.host.startswith("-"), filters.host.lstrip("-")

    def fits(row: Engagement) -> bool:
        remote = row.place in _REMOTE or row.kind == "call"
        mixed = "video" in row.place  # somebody joined from afar: neither in person nor virtual
        form = not filters.format or ((filters.format == "virtual") == remote and not mixed)
        there = not host or (row.host_country != "" and (row.host_country != host) == away and not remote)
        place = not filters.place or spelled(filters.place, row)
        beside = not filters.beside or spelled(filters.beside, row)
        return form and there and place and beside and _alone(row, filters, how)

    return fits


def standalone(row: Engagement) -> bool | None:
    """Whether a row was held for its own sake; without a word on it, what sat beside an occasion was not."""
    return row.standalone if row.standalone is not None else (False if row.occasion else None)


def _alone(row: Engagement, filters: Filters, how: Counting) -> bool:
    wanted, found = filters.standalone, standalone(row)
    if wanted is None:
        return True
    return (found is not False) if wanted and how.lenient else found is wanted


def _told(book: Casebook, filters: Filters) -> Callable[[Engagement], bool]:
    """What the words of a row must show: a topic, the name or field of a drill, the office of those who met."""
    tracks = {track.id: track.name for track in book.tracks}
    offices = shipped_words()["offices"]
    field = filters.domain.split("_")[0]

    def fits(row: Engagement) -> bool:
        text = f"{row.summary} {row.ordinal_series} {row.occasion} {tracks.get(row.track, '')} {' '.join(row.topics)}"
        topic = not filters.topic or re.search(filters.topic, text, re.IGNORECASE) is not None
        named = not filters.named or filters.named.casefold() in text.casefold()
        domain = (
            not filters.domain
            or row.domain == filters.domain
            or (row.domain in {"", "multi_domain"} and re.search(rf"\b{field}", text, re.IGNORECASE) is not None)
        )
        return topic and named and domain and _in_that_office(text, filters.office, offices)

    return fits


def _in_that_office(text: str, wanted: str, offices: dict[str, str]) -> bool:
    """Whether a row may be one of that office: it names it, or no other."""
    if not wanted or re.search(offices[wanted], text, re.IGNORECASE):
        return True
    return not any(re.search(pattern, text, re.IGNORECASE) for name, pattern in offices.items() if name != wanted)


def _present(book: Casebook, filters: Filters) -> Callable[[Engagement], bool]:
    """Whether the persons were there: by name where the row names anybody, else by the office they held that day."""
    heads = OFFICES.get((filters.level, "" if filters.level == "leader" else filters.portfolio), ())
    seats: dict[str, list[str]] = {}
    for one in book.attendance:
        if one.live and one.person:
            seats.setdefault(one.engagement_id, []).append(family(one.person, one.member))

    def fits(row: Engagement) -> bool:
        names = {name for person in row.persons for name in person.replace("-", " ").split()} | set(row.persons)
        named = names | set(seats.get(row.id, ()))
        if not named:
            named = {name for state in row.participants for name in in_office(book, state, heads, row.date)}
        return all(person in named for person in filters.persons)

    return fits


def relaxed(filters: Filters, *names: str) -> Filters:
    """The filters without some of what they ask."""
    empty = {"standalone": None, "format": "", "beside": "", "host": "", "participants": (), "persons": (), "place": ""}
    return replace(filters, **{name: empty[name] for name in names})  # type: ignore[arg-type]

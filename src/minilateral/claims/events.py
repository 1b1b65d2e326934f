"""What "since ..." means: the day a window opens, from the events, offices and eras of the record.

Takes a casebook and the words after "since"; gives a `Since`, or raises with the nearest known event or person. Days
and months are read first, then offices ("since Yoon took office"), elections, the places and occasions of engagements
("since Camp David"), and last the words of strains, provocations and eras. After an event or a day the window opens on
the next day; with a term of office it opens on its first day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from minilateral.claims.claim import Filters, Since
from minilateral.claims.dates import day_after, day_before, periods
from minilateral.claims.people import HEADS, OFFICES, names, persons, term
from minilateral.claims.places import named_places, spelled
from minilateral.codebook.claimwords import said
from minilateral.codebook.levels import crosswalk
from minilateral.errors import UnknownName

if TYPE_CHECKING:
    from minilateral.model import Casebook, DatedRow, Engagement, Office

_ELECTED = re.compile(r"\belect(?:ed|ion)|\bwon\b|\bvictory\b", re.IGNORECASE)
_IN_OFFICE = re.compile(
    r"\b(?:office|power|president|presidency|premier|prime minister|chancellor|minister|secretary|adviser|"
    r"sworn|inaugurat\w+|term|administration|government|returned?|took over|cabinet|white house)\b",
    re.IGNORECASE,
)
_FOUNDED = re.compile(
    r"\b(?:its|the group's|their|the) (?:founding|foundation|creation|inception|establishment|formation|launch|birth)\b"
    r"|\bit was (?:founded|created|established|launched)\b"
    r"|\b(?:the|this|their|its) (?:format|mechanism|process|series|tradition|meetings) "
    r"(?:began|started)(?: in (?:19|20)\d\d)?$"
    r"|\b(?:it|they) (?:began|started)(?: in (?:19|20)\d\d)?$",
    re.IGNORECASE,
)  # fmt: skip
_SMALL = frozenset(
    ("since", "after", "the", "of", "in", "at", "and", "on", "its", "their", "his", "her", "a", "an", "to", "by",
     "with", "from", "for", "was", "were", "had", "has", "have", "that", "this", "when", "first", "last", "latest",
     "meeting", "summit", "talks", "session", "round", "gathering", "event", "three", "four", "trilateral", "group",
     "crisis")
)  # fmt: skip
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_US_ELECTION = 11  # the month; the Tuesday after its first Monday, in the year before the term begins


def since(book: Casebook, words: str, near: date | None, filters: Filters, *, whole: bool = False) -> Since:
    """What the words after "since" mean.

    Args:
        book: the casebook.
        words: the words, without "since".
        near: the day the claim was made, or of the event it speaks of: what "February" and "Trump" are read against.
        filters: what the claim counts; an event of that kind is preferred where several were at one place.
        whole: whether a period named belongs to the window itself ("every year since 2008").

    Raises:
        UnknownName: neither an event nor a person of the record is meant.
    """
    words = words.strip(" ,.;")
    found = (
        _by_date(words, near, whole=whole)
        or _by_office(book, words, near)
        or _by_founding(book, words)
        or _by_table(words, near)
        or _by_engagement(book, words, near, filters)
        or _by_row(book, words, near)
        or _by_era(book, words)
    )
    if found:
        return found
    raise UnknownName("event or person", words, _offered(book), f"minilateral timeline {book.group.slug}")


def _by_date(words: str, near: date | None, *, whole: bool) -> Since | None:
    """A day, month or year at the head of the words."""
    head = re.match(r"(?:(?:the )?(?:beginning|start|end|middle|spring|summer|autumn|fall|winter) of )?", words)
    skip = head.end() if head else 0
    # Bare months are read after a word of time, which "since" was.
    hit = next((one for one in periods(f"since {words[skip:]}", near) if one.start == len("since ")), None)
    if hit is None:
        return None
    opens = hit.first if whole else day_after(hit.last)
    return Since(words=words, what="date", date=opens)


def _by_office(book: Casebook, words: str, near: date | None) -> Since | None:
    """A person's term, or the latest of several persons' terms; an election, where one is named."""
    named = persons(book, words)
    elected = bool(_ELECTED.search(words))
    if not named or not (elected or _IN_OFFICE.search(words) or len(words.split()) == len(named)):
        return None
    found = [row for one in named if (row := _term(book, one.name, words, near))]
    if not found:
        return None
    latest = max(found, key=lambda row: row.from_date)
    if elected:
        return _election(book, words, latest)
    return Since(words=words, what="office", date=latest.from_date, rows=(latest.id,), other=_other_terms(book, latest))


def _term(book: Casebook, name: str, words: str, near: date | None) -> Office | None:
    """The term meant: of the office the words name, else of a head of state or government, else of any office."""
    who = [one.stands_for for one in said("who", words)]
    asked = next(
        (OFFICES[key] for one in who if (key := (one.get("level", ""), one.get("portfolio", ""))) in OFFICES), ()
    )
    every = sorted({row.office for row in book.offices if not row.office.startswith("ambassador")})
    for offices in (asked, HEADS, every):
        if offices and (row := term(book, name, words, near, offices)):
            return row
    return None


def _other_terms(book: Casebook, row: Office) -> tuple[tuple[str, date], ...]:
    """Other terms of the same person in the same office."""
    return tuple(
        (f"the term of {row.person} that began on {one.from_date}", one.from_date)
        for one in book.offices
        if one.live and (one.person, one.office) == (row.person, row.office) and one.id != row.id
    )


def _election(book: Casebook, words: str, row: Office) -> Since:
    """The day of an election: a US president's by law, of others as a strain tells it, else the first day in office."""
    if (row.country, row.office) == ("USA", "head_of_state"):
        first = date(row.from_date.year - 1, _US_ELECTION, 1)
        tuesday = first.replace(day=(0 - first.weekday()) % 7 + 2)
        return Since(words=words, what="election", date=day_after(tuesday), rows=(row.id,))
    name = row.person.split()[0]
    told = [one for one in book.strains if one.live and name in one.summary and _ELECTED.search(one.summary)]
    near = [one for one in told if abs((one.date - row.from_date).days) < 120]  # noqa: PLR2004 -- months between both
    if near:
        return Since(words=words, what="election", date=day_after(near[0].date), rows=(near[0].id,))
    note = "the day of the election is not on record; counted from the first day in office"
    return Since(words=f"{words} ({note})", what="office", date=row.from_date, rows=(row.id,))


def _by_founding(book: Casebook, words: str) -> Since | None:
    if book.group.founded and _FOUNDED.search(words):
        return Since(words=words, what="event", date=book.group.founded)
    return None


def _by_table(words: str, near: date | None) -> Since | None:
    """A day of public knowledge from the table of words: the pandemic, a war."""
    for one in said("events", words):
        day: date = one.stands_for["date"]
        if near is None or day <= near:
            return Since(words=f"{words}: {one.stands_for['what']}", what="event", date=day_after(day))
    return None


def _by_engagement(book: Casebook, words: str, near: date | None, filters: Filters) -> Since | None:
    """An engagement by its place or occasion, the latest one before `near` of the level that is meant."""
    places = named_places(book, words)
    if not places:
        return None
    when = periods(words, near)
    rows = [
        row for row in book.engagements
        if row.live and any(spelled(place, row) for place in places)
        and (near is None or row.span[0] <= near)
        and (not when or (row.span[1] >= when[0].first and row.span[0] <= when[0].last))
    ]  # fmt: skip
    if not rows:
        return None
    row = _best(rows, words, filters)
    return Since(
        words=words, what="event", date=day_after(row.span[1]), rows=(row.id,), other=_other_rows(rows, row, filters)
    )


def _best(rows: list[Engagement], words: str, filters: Filters) -> Engagement:
    """Of several at one place: meetings before papers, the level the words or the claim name, then the latest."""
    levels = [one.stands_for.get("level", "") for one in said("who", words)] or [filters.level]

    def rank(row: Engagement) -> tuple[bool, bool, date]:
        level = crosswalk(row.level).name
        field = not filters.portfolio or level == "leader" or row.portfolio == filters.portfolio
        same = row.track == filters.track if filters.track else level in levels and field
        return row.kind in {"meeting", "dialogue", "call"}, same or not (any(levels) or filters.track), row.date

    return max(
        rows,
        key=lambda row: (rank(row)[0], rank(row)[1], crosswalk(row.level).rank if not any(levels) else 0, row.date),
    )


def _other_rows(rows: list[Engagement], chosen: Engagement, filters: Filters) -> tuple[tuple[str, date], ...]:
    """Other meetings at that place that may be meant: those of the level the claim counts."""
    same = [row for row in rows if row.kind == "meeting" and crosswalk(row.level).name == filters.level]
    earlier = [row for row in same if row.date < chosen.date]
    return tuple(
        (f"the meeting of {row.date} at that place ({row.id})", day_after(row.span[1])) for row in earlier[-1:]
    )


def _by_row(book: Casebook, words: str, near: date | None) -> Since | None:
    """A strain, provocation or shock whose summary holds every word that tells."""
    wanted = [word.casefold().rstrip("'s") for word in _WORD.findall(words) if word.casefold() not in _SMALL]
    if not wanted or (len(wanted) == 1 and not wanted[0][:1].isalpha()):
        return None
    tables: tuple[tuple[DatedRow, ...], ...] = (book.strains, book.provocations, book.shocks)
    for table in tables:
        held = [row for row in table if row.live and (near is None or row.span[0] <= near) and _tells(row, wanted)]
        if held:
            row = max(held, key=lambda one: (getattr(one, "severity", None) or 0, one.date))
            return Since(words=words, what="event", date=day_after(row.span[1]), rows=(row.id,))
    return None


def _tells(row: DatedRow, wanted: list[str]) -> bool:
    text = f" {getattr(row, 'summary', '')} {getattr(row, 'occasion', '')}".casefold()
    return all(re.search(rf"\b{re.escape(word[: max(4, len(word) - 3)])}", text) for word in wanted)


def _by_era(book: Casebook, words: str) -> Since | None:
    for era in book.eras:
        if era.live and (era.name.casefold() in words.casefold() or words.casefold() in era.name.casefold()):
            return Since(words=words, what="event", date=era.from_date, rows=(era.id,))
    return None


def office_window(book: Casebook, words: str, near: date | None) -> tuple[Since, date | None] | None:
    """The term a phrase such as "of the Biden term" or "under Trump" names: its first day, and its last if it ended."""
    found = _by_office(book, f"{words} term", near)
    if found is None or not found.rows:
        return None
    ended = next((row.to_date for row in book.offices if row.id == found.rows[0]), None)
    return replace(found, words=words), day_before(ended) if ended else None


def _offered(book: Casebook) -> list[str]:
    """Events and persons that would have been understood."""
    held = {row.place.split(",")[0].split(" (")[0] for row in book.engagements if row.live and row.place}
    return sorted({*(place for place in held if place), *(f"{name} took office" for name in names(book))})

"""The promises of a group as a brief names them: which are overdue, which fall due next, and the ledger as a table.

Takes the desk; gives entries of the ledger in the order a reader needs them, their names as references to the record,
and one table in which every status leads to what settles it.
"""

from __future__ import annotations

import re
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING

from minilateral.brief.parts import Num, Ref, Table, anchor
from minilateral.brief.safe import visible
from minilateral.brief.wording import MONTHS, day, mid, opened, opening, plain, readable, say, short_day
from minilateral.codebook.levels import MINISTER_RANK, known, rank
from minilateral.commitments.words import PERSON, UNSEEN, falls_due, in_reading_order, shown, told_once
from minilateral.measures.promises import AHEAD_DAYS
from minilateral.model import DatedRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.commitments.entries import Entry, Word
    from minilateral.model import Track

LONGEST = 70  # characters of a promise in a sentence; the table has all of it
SOON = "falls due within a year"
LATE = "past the date, within the grace"
_PREFIX = re.compile(rf"^({PERSON}|{UNSEEN}): |(?<=read leniently, )unclear: ", re.IGNORECASE)  # said beside it
# A number as a digit or a word, unless it is part of a date.
_NUMBERS = re.compile(
    rf"(\b(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) \d{{4}}\b)|(\b\d[\d,.]*\d|\b\d|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|once|twice)\b)",
    re.IGNORECASE,
)


def ahead(desk: Desk) -> tuple[tuple[date, Entry], ...]:
    """Promises that fall due from the day of the brief on, the next first."""
    dated = [(due, entry) for entry in told_once(desk.promises) if (due := falls_due(entry)) and due >= desk.as_of]
    return tuple(sorted(dated, key=lambda pair: (pair[0], pair[1].commitment.id)))


def in_grace(desk: Desk) -> tuple[Entry, ...]:
    """Promises past their date whose grace still runs: late, and not yet overdue."""
    return tuple(grouped(desk.promises, desk.as_of).get(LATE, ()))


def overdue(desk: Desk) -> tuple[Entry, ...]:
    """Promises whose date has passed without delivery by the strict reading, the highest level first."""
    found = [entry for entry in told_once(desk.promises) if entry.status == "overdue"]
    return tuple(sorted(found, key=lambda entry: (-_rank(entry), entry.due or date.min, entry.commitment.id)))


def _rank(entry: Entry) -> int:
    """The rank of the level that a promise binds; 0 off the ladder of levels."""
    word = entry.commitment.track.partition(";")[0].strip()
    return rank(word) if known(word) else 0


def called(desk: Desk, entry: Entry) -> Text:
    """A promise as it stands inside a sentence: "a meeting of leaders" of a rhythm, else its own words in quotes."""
    promise = entry.commitment
    track = _track(desk, entry)
    if track is None:
        text = shorten(visible(promise.text).rstrip("."), LONGEST, placeholder="…")
        return ("“", Ref(text or "…", promise.id), "”")
    what = "a meeting of " if rank(track.level) >= MINISTER_RANK else "the "
    return (what, Ref(mid(track.name), promise.id))


def name(desk: Desk, entry: Entry) -> str:
    """A promise in few words, as the row of a figure is named."""
    track = _track(desk, entry)
    return visible(track.name if track else entry.commitment.text)


def _track(desk: Desk, entry: Entry) -> Track | None:
    """The one track that a recurring promise keeps going."""
    found = [track for track in desk.tracks.values() if entry.commitment.id in track.promised_by]
    return found[0] if entry.rounds and len(found) == 1 else None


def grouped(entries: Iterable[Entry], as_of: date) -> dict[str, list[Entry]]:
    """Every promise once under its heading: overdue first, then what falls due within a year, then by status."""
    groups: dict[str, list[Entry]] = {"overdue": [], LATE: [], SOON: []}
    for entry in in_reading_order(told_once(entries)):
        groups.setdefault(_heading(entry, as_of), []).append(entry)
    for coming in (LATE, SOON):
        groups[coming].sort(key=lambda entry: (falls_due(entry) or as_of, entry.commitment.id))
    return {heading: some for heading, some in groups.items() if some}


def _heading(entry: Entry, as_of: date) -> str:
    status, due = shown(entry.status, entry.why), falls_due(entry)
    if status == "overdue" or due is None or (due - as_of).days > AHEAD_DAYS:
        return status
    return SOON if due >= as_of else LATE


def live(desk: Desk) -> Table:
    """What a reader has to decide on: what is overdue or broken, what falls due within a year, what nobody settled."""
    groups = grouped(desk.promises, desk.as_of)
    shown_here = {name: _dated(some, name) for name, some in groups.items() if name in _LIVE}
    return _table(
        "promises-live",
        f"What is overdue, what falls due within a year and what is unsettled, {day(desk.as_of)}",
        ("Promise", "Due", "What became of it, and why"),
        {name: [_live_row(desk, entry) for entry in some] for name, some in shown_here.items()},
    )


def ledger(desk: Desk) -> Table:
    """Every promise on record, each once, with both readings and the row that settles it."""
    return _table(
        "promises-data",
        f"Every promise on record and what became of it by {day(desk.as_of)}",
        ("Promise", "Made", "Due", "Strictly", "Leniently"),
        {name: [_row(desk, entry) for entry in some] for name, some in grouped(desk.promises, desk.as_of).items()},
    )


_LIVE = ("overdue", LATE, SOON, "broken", PERSON, UNSEEN)


def _dated(some: list[Entry], heading: str) -> list[Entry]:
    """Of what could not be settled only promises with a date: of the others nothing is asked yet."""
    return [entry for entry in some if entry.due or heading not in {PERSON, UNSEEN}]


def _table(name: str, caption: str, columns: tuple[str, ...], groups: dict[str, list[tuple[Text, ...]]]) -> Table:
    rows: list[tuple[Text, ...]] = []
    headings: list[tuple[int, str]] = []
    for heading, some in groups.items():
        if some:
            headings.append((len(rows), opening(heading)))
            rows += some
    return Table(id=name, caption=caption, columns=columns, rows=tuple(rows), groups=tuple(headings))


def _live_row(desk: Desk, entry: Entry) -> tuple[Text, ...]:
    """What became of a promise, the lenient reading where it differs, and why: one cell, to be read on any screen."""
    promise, _, due, strict, lenient = _row(desk, entry)
    became = strict if entry.lenient == entry.status else say(strict, "; leniently ", lenient)
    made = say("Made ", _made(desk, entry, place=True))
    made = made if plain(made).endswith(".") else say(made, ".")
    return promise, due, say(opened(became), ". ", linked(desk, entry, why(entry)), " ", made)


def _row(desk: Desk, entry: Entry) -> tuple[Text, ...]:
    due = falls_due(entry) or entry.due
    return (
        (Ref(visible(entry.commitment.text).rstrip("."), entry.commitment.id),),
        _made(desk, entry),
        (short_day(due),) if due else ("–",),
        _status(desk, entry, entry.status, entry.evidence),
        _status(desk, entry, entry.lenient, entry.lenient_evidence),
    )


def _made(desk: Desk, entry: Entry, *, place: bool = False) -> Text:
    """The day a promise was made, and where: tied to the meeting that made it, where one is known."""
    promise = entry.commitment
    at = desk.engagements.get(promise.made_at)
    where = f", {visible(at.place)}" if place and at and at.place else ""
    return (Ref(f"{short_day(promise.made_date)}{where}", at.id if at else promise.id),)


def _status(desk: Desk, entry: Entry, word: Word, rows: tuple[str, ...]) -> Text:
    """A status, and the day of the row that settles it."""
    told = shown(word, entry.why)
    row = desk.rows.get(rows[-1]) if rows and word in {"kept", "kept_late"} else None
    if not isinstance(row, DatedRow):
        return (told,)
    return say(f"{told}, ", Ref(short_day(row.date, row.date_precision), row.id))


def why(entry: Entry) -> str:
    """What settles a promise, in a sentence, and what else is known of how it was made."""
    again = " Promised again before anything was delivered." if entry.reannounced else ""
    same = " Delivered the day it was promised, so it is in no share." if entry.same_day else ""
    said = opening(_PREFIX.sub("", readable(visible(entry.why)).strip()))
    return f"{said if not said or said.endswith('.') else f'{said}.'}{again}{same}".strip()


def linked(desk: Desk, entry: Entry, words: str) -> Text:
    """A sentence of the ledger in which every number leads to the promise and what settles it."""
    parts: list[str | Num | Ref] = []
    at = 0
    for found in _NUMBERS.finditer(words):
        if found.group(2):
            parts += [words[at : found.start()], _cited(desk, entry, found.group(2))]
            at = found.end()
    return tuple(part for part in (*parts, words[at:]) if part)


def _cited(desk: Desk, entry: Entry, number: str) -> Num:
    promise = entry.commitment
    rows = (promise.id, *entry.evidence, *entry.lenient_evidence)
    return desk.ledger.cite(number, anchor("promises", promise.id), visible(promise.text), rows, entry.why)


def several(entries: Iterable[Entry], desk: Desk, most: int) -> list[Text]:
    """Up to `most` promises by name."""
    return [called(desk, entry) for entry in list(entries)[:most]]

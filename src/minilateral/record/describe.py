"""What a reader is told of one row besides its date and sentence: a heading, and details.

Takes a row, the tracks by id, and the seats at an engagement; gives plain text. Every column of every table is said
in the heading, the details, the sentence or the source, so that nothing the record knows is kept from a reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilateral.codebook import levels
from minilateral.codebook.tables import table
from minilateral.model import Attendance, Engagement, Row
from minilateral.record.words import day_text, state, states, value_text, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Details = tuple[tuple[str, str], ...]
Tracks = "Mapping[str, str]"

# The column that says in a sentence what a row is about; `summary` where nothing else is named.
_SENTENCE = {
    "statements": "title", "readouts": "title", "commitments": "text", "recall": "basis", "eras": "basis",
    "coverage": "note", "tracks": "note", "offices": "note", "attendance": "basis",
}  # fmt: skip
_STATUS = {
    "planned": "only announced; not known to have happened",
    "unconfirmed": "a report that nothing else bears out",
    "superseded": "replaced; kept for the trail",
}
_LABELS = {
    "persons": "named in the source", "joint_statement": "joint statement", "severity": "severity (1 to 5)",
    "link_basis": "tie to the provocation", "provocation_id": "answers", "evidence_url": "source for the outcome",
    "rule_text": "settled by", "evidence_rule": "the same, as the program reads it",
    "seen": "seen in a source, without a row", "seen_on": "seen for", "seen_precision": "that date is exact to the",
    "urls": "copies", "made_at": "promised at", "engagement_id": "engagement",
    "period_days": "rhythm in days", "cadence_days": "rhythm in days", "members": "who is bound",
    "completeness": "how much of the text was read", "lang": "language of the text",
    "official": "meetings by the official count", "recorded": "meetings in the record",
}  # fmt: skip
DETAILED: dict[str, tuple[str, ...]] = {
    "engagements": ("portfolio", "domain", "persons", "host_country", "joint_statement", "topics"),
    "attendance": ("engagement_id",),
    "tracks": ("level", "portfolio", "cadence_note", "cadence_days", "promised_by", "derived", "ended"),
    "recall": ("series", "recorded", "official"),
    "coverage": ("actor",),
    "eras": (),
    "provocations": ("severity", "target", "launched"),
    "responses": ("level", "provocation_id", "link_basis", "together", "engagement_id", "note"),
    "strains": ("target", "members_affected", "severity", "end_basis", "resolved_by", "breaker"),
    "statements": (
        "issuing_members", "engagement_id", "official_url", "urls", "key_phrases", "completeness", "lang", "note",
    ),
    "readouts": ("member", "engagement_id", "key_phrases", "completeness", "lang", "note"),
    "commitments": (
        "made_at", "members", "scope", "period_days", "due_date", "rule_text", "evidence_rule", "fulfilments", "seen",
        "seen_on", "seen_precision", "fulfilment_note",
        "evidence_url", "repeat_group", "repeat_role", "repeat_of", "basis", "note",
    ),
    "shocks": ("aimed_at", "severity"),
    "offices": ("name_variants", "acting", "basis"),
}  # fmt: skip
_HEADS: dict[str, Callable[[Any, Mapping[str, str]], tuple[str, ...]]] = {
    "engagements": lambda row, tracks: (tracks.get(row.track) or word(row.level), word(row.kind), row.place),
    "attendance": lambda row, _: (state(row.member), row.person, word(row.level) or "level not known"),
    "tracks": lambda row, _: (row.name, "track"),
    "recall": lambda row, tracks: (tracks.get(row.track, row.track), "completeness"),
    "coverage": lambda row, tracks: (f"coverage of {row.table}", tracks.get(row.track, ""), word(row.watched)),
    "eras": lambda row, _: (row.name, "era"),
    "provocations": lambda row, _: (states(row.actor), word(row.kind)),
    "responses": lambda row, _: (word(row.kind), states(row.participants)),
    "strains": lambda row, _: (
        "relief" if row.kind == "relief" else f"strain · {word(row.kind)}",
        states(row.initiator),
    ),
    "statements": lambda row, _: (word(row.kind), row.issued_by),
    "readouts": lambda row, _: (word(row.kind), row.issued_by or state(row.member)),
    "commitments": lambda row, _: ("promise", word(row.kind), word(row.track)),
    "shocks": lambda row, _: ("shock", word(row.kind), states(row.actor)),
    "offices": lambda row, _: (row.person or "vacant", word(row.office), state(row.country)),
}


def head(name: str, row: Row, tracks: Mapping[str, str]) -> str:
    """What a row is, in a few words: 'Foreign ministers · meeting · New York'."""
    text = " · ".join(part for part in _HEADS[name](row, tracks) if part)
    return text[:1].upper() + text[1:]


def sentence_column(name: str) -> str:
    """The column of the table called `name` that says in a sentence what a row is about."""
    return _SENTENCE.get(name, "summary")


def said(name: str, row: Row) -> str:
    """The sentence of a row, as the casebook has it."""
    text = getattr(row, sentence_column(name))
    column = next(column for column in table(name).columns if column.name == sentence_column(name))
    return value_text(column, text)


def details(name: str, row: Row, seats: Iterable[Attendance], members: tuple[str, ...]) -> Details:
    """Whatever else the record knows of a row, as label and value, cautions first.

    `seats` are those of an engagement, `members` those the group had on its day.
    """
    found = [*_standing(row)]
    if isinstance(row, Engagement):
        found += [*_present(row, tuple(seats), members), *_occasion(row)]
    columns = {column.name: column for column in table(name).columns}
    for column in DETAILED[name]:
        text = value_text(columns[column], getattr(row, column))
        if text:
            found.append((_LABELS.get(column, column.replace("_", " ")), text))
    return tuple(found)


def _standing(row: Row) -> Iterator[tuple[str, str]]:
    if caution := getattr(row, "caution", ""):
        yield "caution", caution
    if row.status != "known":
        yield "status", f"{row.status}: {_STATUS[row.status]}"
    if row.superseded_by:
        yield "replaced by", row.superseded_by
    if row.changed_by or row.changed_on:
        on = f" on {day_text(row.changed_on)}" if row.changed_on else ""
        yield "changed", f"by {row.changed_by or 'somebody not named'}{on}"
    if row.reason:
        yield "reason", row.reason
    if row.origin != "shipped":
        yield "origin", "a row of the workspace, not of the shipped casebook"


def _present(row: Engagement, seats: tuple[Attendance, ...], members: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Who was there, at which level; before that, who sat at another level than the row says, and who was missing."""
    yield "level", word(row.level)
    own = levels.crosswalk(row.level).name
    other = [seat for seat in seats if seat.level and levels.crosswalk(seat.level).name != own]
    if other:
        yield "at another level than the row", "; ".join(map(_seat, other))
    if missing := [code for code in members if code not in row.participants]:
        yield "not present", states(missing)
    if any(seat.level or seat.person for seat in seats):
        yield "present", "; ".join(map(_seat, seats))
    else:
        yield "present", states(row.participants)


def _seat(seat: Attendance) -> str:
    person = f" ({seat.person})" if seat.person else ""
    return f"{state(seat.member)}: {word(seat.level) or 'level not known'}{person}"


def _occasion(row: Engagement) -> Iterator[tuple[str, str]]:
    if row.occasion:
        yield "occasion", f"beside {row.occasion}" if row.standalone is False else row.occasion
    if row.standalone is not None:
        yield "stand-alone", "yes" if row.standalone else "no"
    if row.ordinal is not None:
        counted = ", ".join(part for part in (row.ordinal_series, row.ordinal_basis) if part)
        yield "number", f"{row.ordinal} ({counted})" if counted else str(row.ordinal)

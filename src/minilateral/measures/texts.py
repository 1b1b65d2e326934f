"""Joint texts: which occasions brought one, and what followed each meeting of ministers or leaders.

Takes a casebook and a day; gives one `Contact` for each occasion with a joint text, one `After` for each meeting, and
the members' own accounts. Whether there was a joint text is what the row itself says; only where it does not say, a
text that all members issued and that is linked to it speaks for it. That no text is on record says nothing, unless
statements were fully observed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from minilateral.codebook.levels import crosswalk
from minilateral.measures.exposure import Watch, watch
from minilateral.measures.occasions import ROUNDS, Contact, attended, contacts
from minilateral.measures.windows import between
from minilateral.model import Casebook, Engagement, Readout, Statement

OUTCOMES = {
    "joint": "followed by a joint text",
    "readouts": "followed by separate readouts and no joint text",
    "silence": "followed by no text at all",
    "no_joint": "followed by no joint text, where nobody watched for separate readouts",
    "not_known": "of which it is not known whether a joint text followed",
}
"""What may follow a meeting, in the words of a label."""


@dataclass(frozen=True, slots=True)
class After:
    """One meeting at minister level or above, and what followed it."""

    meeting: Contact
    outcome: str  # a key of OUTCOMES
    rows: tuple[str, ...]  # the meeting's own rows, then those that show what followed


@dataclass(frozen=True)
class Texts:
    """The texts of a group by `as_of`, laid out by engagement."""

    book: Casebook
    as_of: date

    @cached_property
    def issued(self) -> tuple[Statement, ...]:
        """Live texts, joint or not, in order of date."""
        rows = (row for row in self.book.statements if row.live and row.date <= self.as_of)
        return tuple(sorted(rows, key=lambda row: (row.date, row.id)))

    def is_joint(self, text: Statement) -> bool:
        """Whether every state that then belonged to the group issued this text."""
        return text.kind != "readout" and set(self.book.group.members_on(text.date)) <= set(text.issuing_members)

    @cached_property
    def accounts(self) -> tuple[Readout, ...]:
        """Live accounts by one member, in order of date; remarks of all who met are none."""
        rows = (row for row in self.book.readouts if row.live and row.date <= self.as_of and row.kind != "remarks")
        return tuple(sorted(rows, key=lambda row: (row.date, row.id)))

    @cached_property
    def accounted(self) -> dict[str, list[Readout]]:
        """Accounts by the engagement they tell of."""
        out: dict[str, list[Readout]] = defaultdict(list)
        for row in self.accounts:
            if row.engagement_id:
                out[row.engagement_id].append(row)
        return dict(out)

    @cached_property
    def linked(self) -> dict[str, list[Statement]]:
        """Texts by the engagement they belong to."""
        out: dict[str, list[Statement]] = defaultdict(list)
        for text in self.issued:
            if text.engagement_id:
                out[text.engagement_id].append(text)
        return dict(out)

    def said(self, row: Engagement) -> bool | None:
        """Whether this row brought a joint text; None where that is not known."""
        if row.joint_statement is None:
            return True if any(self.is_joint(text) for text in self.linked.get(row.id, ())) else None
        return row.joint_statement

    @cached_property
    def occasions(self) -> dict[str, list[Engagement]]:
        """Live rows of all members, by occasion and in order of date."""
        together, out = attended(self.book.group), defaultdict(list)
        for row in sorted(self.book.engagements, key=lambda row: (row.date, row.id)):
            if row.live and row.date <= self.as_of and together(row):
                out[row.occasion_id].append(row)
        return dict(out)

    @cached_property
    def watched(self) -> Watch:
        """The days on which a text that was issued would be on record."""
        return watch(self.book, "statements")


def joint_texts(texts: Texts) -> tuple[Contact, ...]:
    """Occasions that brought a joint text, one each however many texts they brought, in order of date.

    The level is the highest of the rows that carry one, the date that of the first of them; levels off the ladder
    (chiefs of defence) stand too.
    """
    made = []
    for rows in texts.occasions.values():
        with_text = [row for row in rows if texts.said(row)]
        if with_text:
            made.append(_occasion(texts, with_text))
    return tuple(sorted(made, key=lambda c: (c.date, -c.level.rank, c.ids)))


def _occasion(texts: Texts, rows: list[Engagement]) -> Contact:
    first, level = rows[0], max((crosswalk(row.level) for row in rows), key=lambda one: one.rank)
    linked = [text.id for row in rows for text in texts.linked.get(row.id, ()) if texts.is_joint(text)]
    tracks = tuple(sorted({row.track for row in rows if row.track}))
    met = [row for row in rows if row.kind in ROUNDS]
    return Contact(
        date=first.date,
        precision=first.date_precision,
        span=between(*first.span),
        level=level,
        lowest=level,
        ids=(*(row.id for row in rows), *linked),
        tracks=tracks,
        met_tracks=tuple(sorted({row.track for row in met if row.track})),
        met=bool(met),
        standalone=None,
    )


def after_meetings(texts: Texts) -> tuple[After, ...]:
    """What followed each meeting of all members at minister level or above, in order of date; calls are left out."""
    rows = {row.id: row for found in texts.occasions.values() for row in found}
    held = (c for c in contacts(texts.book, texts.as_of, ROUNDS) if c.ministerial)
    return tuple(_after(texts, contact, [rows[id_] for id_ in contact.ids]) for contact in held)


def _after(texts: Texts, meeting: Contact, own: list[Engagement]) -> After:
    siblings = [row for id_ in dict.fromkeys(row.occasion_id for row in own) for row in texts.occasions[id_]]
    joint = [row for row in siblings if texts.said(row)]
    linked = [text for row in siblings for text in texts.linked.get(row.id, ())]
    told = [text.id for text in linked] + [text.id for row in siblings for text in texts.accounted.get(row.id, ())]
    if joint:
        shown = [row.id for row in joint] + [text.id for text in linked if texts.is_joint(text)]
        return After(meeting, "joint", (*meeting.ids, *shown))
    observed = texts.watched.covers(meeting.span.last)
    if not observed and all(texts.said(row) is None for row in own):
        return After(meeting, "not_known", (*meeting.ids, *told))
    if told:
        return After(meeting, "readouts", (*meeting.ids, *told))
    return After(meeting, "silence" if observed else "no_joint", meeting.ids)

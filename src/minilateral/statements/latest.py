"""What the latest joint statement of a group added, dropped, hardened and brought back against the one before it.

Takes what is held of a group's statements and a day; gives a `Latest`, or nothing where no text is held that may be
quoted. Compared is the latest such text with the last one before it on the same track, else with the last before it at
all; a later statement of which no text is held is counted, never passed over in silence. Everything is plain values,
so that it can be kept.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from minilateral.errors import NotComparable, UsageError
from minilateral.statements.classes import CLASSES
from minilateral.statements.compare import compare
from minilateral.statements.series import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from minilateral.statements.comparison import Comparison, Row
    from minilateral.statements.held import Held
    from minilateral.statements.series import Said

RULE = 2  # raised whenever what is kept would come out otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One statement: its document, the engagement it tells of and its row, empty where none."""

    document: str
    day: str
    title: str
    url: str
    engagement: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One sentence that is not the same: its class, both wordings, and the words and reason that decided."""

    kind: str
    was: str = ""
    now: str = ""
    label: str = ""  # the sentence as a reader counts them in the later text, of what was dropped in the earlier
    words: tuple[str, ...] = ()
    why: str = ""
    moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A phrase that is new or came back; of a return, when it was last said and how many statements lay between."""

    phrase: str
    verdict: str
    sentence: str
    why: str
    last: Cited | None = None
    statements: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The latest joint statement that may be quoted, beside the one before it.

    `unread` are the rows of later joint statements of which no text is held; `between` counts those between the two.
    `refused` says why the two were not compared, where they were not.
    """

    now: Cited
    before: Cited | None = None
    unread: tuple[str, ...] = ()
    between: int = 0
    same_track: bool = False
    counts: Mapping[str, int]
    moved: int = 0
    changes: tuple[Change, ...] = ()
    fresh: tuple[Fresh, ...] = ()
    balance: str = ""
    strongest: tuple[str, ...] = ()
    refused: str = ""


def latest(held: Held, as_of: date) -> Latest | None:
    """What is new in the latest joint statement issued by `as_of`."""
    joint = [one for one in held.statements if one.by == TOGETHER and one.day and one.day <= as_of.isoformat()]
    texts = sorted((one for one in joint if one.whole), key=_by_day)
    if not texts:
        return None
    now = texts[-1]
    before, same_track = _before(now, texts, {row.id: row.track for row in held.book.engagements})
    compared, refused = _compared(before, now)
    return Latest(
        now=_cited(now),
        before=_cited(before) if before else None,
        unread=tuple(one.id for one in joint if one.day > now.day),
        between=sum(before.day < one.day < now.day for one in joint) if before else 0,
        same_track=same_track,
        counts={kind: compared.counts[kind] for kind in CLASSES if compared.counts[kind]} if compared else {},
        moved=compared.moved if compared else 0,
        changes=tuple(map(_change, (row for row in compared.rows if _tells(row)))) if compared else (),
        fresh=_fresh(held, now),
        balance=compared.balance if compared else "",
        strongest=compared.strongest if compared else (),
        refused=refused,
    )


def basis(held: Held, as_of: date) -> Mapping[str, Any]:
    """All that `latest` follows from but the program: to keep its value by."""
    said = [
        (one.id, one.day, one.by, one.whole, one.engagement, one.row.id if one.row else "") for one in held.statements
    ]
    return {"rule": RULE, "as_of": as_of.isoformat(), "group": held.book.group.slug, "statements": said}


def plain(found: Latest | None) -> dict[str, Any] | None:
    """As what JSON can say."""
    return asdict(found) if found else None


def restored(facts: Mapping[str, Any] | None) -> Latest | None:
    """The inverse of `plain`, after JSON."""
    if facts is None:
        return None
    return Latest(
        **{
            **facts,
            "now": Cited(**facts["now"]),
            "before": Cited(**facts["before"]) if facts["before"] else None,
            "unread": tuple(facts["unread"]),
            "strongest": tuple(facts["strongest"]),
            "changes": tuple(Change(**{**one, "words": tuple(one["words"])}) for one in facts["changes"]),
            "fresh": tuple(Fresh(**{**one, "last": one["last"] and Cited(**one["last"])}) for one in facts["fresh"]),
        }
    )


def _by_day(said: Said) -> tuple[str, int]:
    """In order of days; of several texts of one day the longest last, for it is what the day is compared by."""
    return said.day, len(said.document.text) if said.document else 0


def _before(now: Said, texts: Sequence[Said], tracks: Mapping[str, str]) -> tuple[Said | None, bool]:
    """The text to compare with, and whether it is of the same track. Texts of one day are one occasion."""
    earlier = [one for one in texts if one.day < now.day]
    track = tracks.get(now.engagement, "")
    of_track = [one for one in earlier if track and tracks.get(one.engagement) == track]
    found = (of_track or earlier)[-1:]
    return (found[0] if found else None), bool(of_track)


def _compared(before: Said | None, now: Said) -> tuple[Comparison | None, str]:
    if before is None or before.document is None or now.document is None:
        return None, "" if before is None else "no text is held"
    try:
        return compare(before.document, now.document), ""
    except NotComparable as refusal:
        return None, refusal.reason


def _tells(row: Row) -> bool:
    return not row.heading and (row.kind != "same" or row.moved)


def _change(row: Row) -> Change:
    shown = row.b or row.a
    return Change(
        kind=row.kind,
        was=row.a.text if row.a else "",
        now=row.b.text if row.b else "",
        label=shown.label if shown else "",
        words=row.words,
        why=row.why,
        moved=row.moved,
    )


def _fresh(held: Held, now: Said) -> tuple[Fresh, ...]:
    try:
        told = held.new_in(now.id)[1]
    except UsageError:  # it is too long, or no words of it are any phrase
        return ()
    return tuple(
        Fresh(
            phrase=one.phrase,
            verdict=one.verdict,
            sentence=one.sentence,
            why=one.why,
            last=_cited(one.last) if one.last else None,
            statements=one.statements,
            unknown=one.unknown,
        )
        for one in told
    )


def _cited(said: Said) -> Cited:
    document = said.document
    return Cited(
        document=document.id if document else "",
        day=said.day,
        title=" ".join(said.title.split()),
        url=(document.url or document.original_url) if document else said.row.official_url if said.row else "",
        engagement=said.engagement,
        row=said.row.id if said.row else "",
    )

"""What the latest joint statement added, dropped, hardened and brought back, in its own words.

Takes the desk; gives the section, or nothing where no whole text is held whose wording may be quoted. Sentences are
quoted in part only, and never from a copy that is not official or verbatim: `statements.latest` compares no other.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from minilateral.brief.parts import Num, Ref, Section, Table
from minilateral.brief.safe import visible
from minilateral.brief.wording import joined, plural, say, sentences, short_day, whole
from minilateral.codebook.warnings import warning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.statements.latest import Change, Cited, Fresh, Latest

QUOTED = 40  # words of a sentence that are quoted at most
SHOWN = 4  # sentences of one kind
PHRASES = 6
KINDS = {"stronger": "Stronger", "weaker": "Weaker", "broader": "Broader", "narrower": "Narrower"}
TOLD = {"stronger": "became stronger", "weaker": "weaker", "broader": "broader", "narrower": "narrower",
        "reworded": "reworded only", "added": "added", "dropped": "dropped"}  # fmt: skip


def section(desk: Desk) -> Section | None:
    """The panel on the latest statement."""
    found = desk.texts.latest
    if found is None:
        return None
    tables = (_changed(found), _came_and_went(found), _phrases(desk, found))
    return Section(
        id="statement",
        title=_title(found),
        lead=_lead(desk, found),
        paragraphs=tuple(part for part in (_about(desk, found), _new(found)) if part),
        tables=tuple(table for table in tables if table.rows),
        cautions=(warning("quoted_wording").text,),
    )


def _title(found: Latest) -> str:
    """The direction where it is more than chance, else what a reader finds below."""
    for direction in ("stronger", "weaker"):
        if found.balance.endswith(f"as a whole became {direction}."):
            return f"The latest joint statement held became {direction}"
    back = any(one.verdict == "returned" for one in found.fresh)
    return f"What the latest joint statement added and dropped{', and what it brought back' if back else ''}"


def _lead(desk: Desk, found: Latest) -> Text:
    now = say("The joint statement of ", _named(desk, found.now))
    if found.before is None:
        return say(now, " is the only one of which a whole text is held.")
    before = _named(desk, found.before)
    if found.refused:
        return say(now, " cannot be compared with that of ", before, f": {visible(found.refused)}.")
    told = [say(_counted(desk, found, kind), f" {TOLD[kind]}") for kind in TOLD if found.counts.get(kind)]
    if found.moved:
        told.append(say(_counted(desk, found, "moved"), " moved to another place"))
    what = joined(told) if told else ("nothing changed",)
    same = " of the same format" if found.same_track else ""
    return say(now, f" beside the one before it{same}, of ", before, ", sentence by sentence: ", what, ".")


def _counted(desk: Desk, found: Latest, kind: str) -> Num:
    number = found.moved if kind == "moved" else found.counts[kind]
    labels = ", ".join(one.label for one in found.changes if (one.moved if kind == "moved" else one.kind == kind))
    note = f"Sentences {labels} of {_address(found.before if kind == 'dropped' and found.before else found.now)}."
    rows = _rows(desk, (found.now, found.before))
    return desk.ledger.cite(whole(number), f"statement-{kind}", f"Sentences {TOLD.get(kind, kind)}", rows, note)


def _about(desk: Desk, found: Latest) -> Text:
    """Which way it went as a whole, and which statements could not be read."""
    told: list[Text] = [(found.balance,)] if found.balance else []
    if found.unread:
        number = desk.ledger.cite(
            whole(len(found.unread)), "statement-unread", "Later joint statements on record whose text is not held",
            (row for row in found.unread if row in desk.rows),
        )  # fmt: skip
        told.append(
            say("No text is held of ", number, f" later joint {plural(len(found.unread), 'statement')} on record.")
        )
    return sentences(told)


def _new(found: Latest) -> Text:
    """Phrases that stand in no earlier text held."""
    fresh = [one for one in found.fresh if one.verdict == "new" and _firm(one)][:PHRASES]
    if not fresh:
        return ()
    unread = "; the texts of some are not held" if any(one.unknown for one in fresh) else ""
    listed = joined([(_quoted(one.phrase),) for one in fresh])
    return say("In no earlier joint statement that could be read: ", listed, f"{unread}.")


def _changed(found: Latest) -> Table:
    """Sentences that became harder or softer, wider or narrower."""
    rows = [
        ((KINDS[kind],), (_quoted(one.was),), (_quoted(one.now),), (visible(one.why),))
        for kind in KINDS
        for one in _chosen(found, kind)
    ]
    days = [_day(one.day) if one else "" for one in (found.before, found.now)]
    return Table(
        id="statement-changed",
        caption="Sentences that became stronger or weaker, broader or narrower; long ones are cut",
        columns=("", *days, "What decided"),
        rows=tuple(rows),
    )


def _came_and_went(found: Latest) -> Table:
    """Sentences of one statement that the other does not have."""
    return Table(
        id="statement-sentences",
        caption=f"Sentences added and dropped, up to {whole(SHOWN)} of each: those with new or returned phrases first",
        columns=("", "Sentence"),
        rows=tuple(
            ((heading,), (_quoted(one.now or one.was),))
            for kind, heading in (("added", "Added"), ("dropped", "Dropped"))
            for one in _chosen(found, kind)
        ),
    )


def _chosen(found: Latest, kind: str) -> list[Change]:
    """Those of one kind that hold most new or returned phrases, in the order of the text."""
    fresh = [one.phrase.lower() for one in found.fresh if _firm(one)]
    every = [one for one in found.changes if one.kind == kind]
    best = sorted(every, key=lambda one: -sum(phrase in (one.now or one.was).lower() for phrase in fresh))[:SHOWN]
    return [one for one in every if any(one is kept for kept in best)]


def _firm(one: Fresh) -> bool:
    """Whether a phrase is one that readers know: a fixed expression, or used in several statements of the group."""
    return one.why.startswith(("a fixed expression", "was used in", "is used again")) and not one.why.startswith(
        "was used in 1 "
    )


def _phrases(desk: Desk, found: Latest) -> Table:
    """Phrases that came back after statements without them, longest away first."""
    back = [one for one in found.fresh if one.verdict == "returned" and one.last and _firm(one)][:PHRASES]
    rows = []
    for number, one in enumerate(back, 1):
        away = desk.ledger.cite(
            whole(one.statements), f"statement-return-{number}", f"Statements without “{visible(one.phrase)}”",
            _rows(desk, (one.last, found.now)), f"From {one.last and _address(one.last)} to {_address(found.now)}.",
        )  # fmt: skip
        rows.append(((_quoted(one.phrase),), _named(desk, one.last) if one.last else (), (away,)))
    return Table(
        id="statement-phrases",
        caption="Phrases brought back: last used before, and how many joint statements were read since without them",
        columns=("Phrase", "Last used on", "Statements without it"),
        rows=tuple(rows),
        numeric=(2,),
    )


def _named(desk: Desk, one: Cited) -> Text:
    """A statement by its day, tied to the engagement it tells of, else to its own row."""
    row = next(iter(_rows(desk, (one,))), "")
    return (Ref(_day(one.day), row) if row else _day(one.day),)


def _rows(desk: Desk, cited: Iterable[Cited | None]) -> tuple[str, ...]:
    ids = [id_ for one in cited if one for id_ in (one.engagement, one.row)]
    return tuple(id_ for id_ in dict.fromkeys(ids) if id_ in desk.rows)


def _address(one: Cited) -> str:
    return visible(f"{one.title} ({one.url})" if one.url else one.title)


def _day(text: str) -> str:
    try:
        return short_day(date.fromisoformat(text))
    except ValueError:  # known by its month or year only
        return text


def _quoted(text: str) -> str:
    """Words of a statement in quotation marks, cut where they are many; a dash for none."""
    words = visible(" ".join(text.split())).split(" ")
    if not text:
        return "–"
    return f"“{' '.join(words[:QUOTED])}{' …' if len(words) > QUOTED else ''}”"

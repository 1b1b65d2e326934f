"""What changed since a day the reader named: rows by the time of their event, and the estimates then and now.

Takes the desk; gives the section, or nothing where no day was named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.desk import ids, ref
from minilateral.brief.newest import weighty
from minilateral.brief.parts import Num, Ref, Section, Table, anchor, evidence_key
from minilateral.brief.wording import count, day, decimal, digits, percent, plural, say
from minilateral.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilateral.brief.desk import Desk
    from minilateral.brief.parts import Text
    from minilateral.model import DatedRow, Estimate

TITLE = "What changed since the day asked for"
LISTED = 40  # rows of weight shown; the lead counts them all
COMPARED: tuple[tuple[str, dict[str, str], str, Callable[[float], str]], ...] = (
    ("contacts_year", {"series": "contacts", "window": "now"}, "Contacts in twelve months", digits),
    ("contacts_year", {"series": "minister", "window": "now"}, "Of these, of ministers and leaders", digits),
    ("rate", {"series": "contacts"}, "Contacts a month, smoothed", decimal),
    ("tracks_met", {"window": "now"}, "Tracks of ministers and leaders that met in twelve months", digits),
    ("standalone", {"window": "now"}, "Meetings held for their own sake in twelve months", digits),
    ("preparatory_alive", {"window": "now"}, "Preparatory tracks that met in twelve months", digits),
    ("answered_recent", {}, "Severe provocations answered together, recent tests weighing more", percent),
)


def section(desk: Desk) -> Section | None:
    """Rows and estimates since the day asked for; None where none was asked for."""
    if desk.since is None:
        return None
    if desk.since > desk.as_of:
        said = f"The day asked for, {day(desk.since)}, lies after the day of this brief, {day(desk.as_of)}."
        return Section(id="changed", title=TITLE, lead=(said,))
    tables = (_rows(desk), _then_and_now(desk))
    return Section(
        id="changed",
        title=f"What changed since {day(desk.since)}",
        lead=_lead(desk),
        paragraphs=(("Both columns are computed from the record as it is now, cut by the time of events.",),),
        tables=tuple(table for table in tables if table.rows),
    )


def _inside(desk: Desk, rows: tuple[DatedRow, ...]) -> list[DatedRow]:
    return [row for row in rows if row.live and desk.since and desk.since < row.date <= desk.as_of]


def _lead(desk: Desk) -> Text:
    book = desk.book
    done, provoked = _inside(desk, book.engagements), _inside(desk, book.provocations)
    strained = [row for row in _inside(desk, book.strains) if getattr(row, "kind", "") != "relief"]
    parts = (
        ("engagements", done, "engagement", "engagements"),
        ("provocations", provoked, "provocation", "provocations"),
        ("strains", strained, "strain", "strains"),
    )
    numbers = [say(_counted(desk, name, rows), f" {plural(len(rows), one, many)}") for name, rows, one, many in parts]
    since = day(desk.since) if desk.since else ""
    return say(
        f"Between {since} and {day(desk.as_of)} the record holds ", numbers[0], ", ", numbers[1], " and ", numbers[2],
        ".",
    )  # fmt: skip


def _counted(desk: Desk, name: str, rows: list[DatedRow]) -> Num:
    return desk.ledger.cite(
        count(len(rows)) if rows else "no", anchor("changed", name), "Rows since the day asked for", ids(rows)
    )


def _rows(desk: Desk) -> Table:
    found = [one for one in weighty(desk.book) if desk.since and desk.since < one.row.date <= desk.as_of]
    return Table(
        id="changed-rows",
        caption="What weighs most, the latest first",
        columns=("Date", "What", "In short"),
        rows=tuple(
            ((ref(one.row),), (one.what,), (Ref(one.summary, one.row.id),)) for one in reversed(found[-LISTED:])
        ),
    )


def _then_and_now(desk: Desk) -> Table:
    """The headline estimates computed once more for the day asked for."""
    then = [e for compute in MEASURES.values() for e in compute(desk.book, desk.since)] if desk.since else []
    rows: list[tuple[Text, ...]] = []
    for name, key, head, write in COMPARED:
        now, before = desk.get(name, **key), _first(then, name, key)
        if now and before and (now.value, before.value) != (None, None):
            rows.append(((head,), (_then(desk, before, write),), (desk.value(now, write),)))
    since = day(desk.since) if desk.since else ""
    return Table(
        id="changed-estimates",
        caption=f"Estimates on {since} and on {day(desk.as_of)}",
        columns=("", f"On {since}", f"On {day(desk.as_of)}"),
        rows=tuple(rows),
        numeric=(1, 2),
    )


def _first(found: list[Estimate], name: str, key: dict[str, str]) -> Estimate | None:
    return next((e for e in found if e.name == name and all(e.of(k) == v for k, v in key.items())), None)


def _then(desk: Desk, estimate: Estimate, write: Callable[[float], str]) -> Num:
    """A value of the day asked for, kept apart from today's evidence by its key."""
    text = "not known" if estimate.value is None else write(estimate.value)
    key = anchor("then", evidence_key(estimate))
    return desk.ledger.cite(text, key, f"{estimate.label}, then", estimate.evidence, estimate.reason)

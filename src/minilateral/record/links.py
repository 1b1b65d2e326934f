"""What no single row can show: references, events that stand twice, attendance of the absent.

Takes the tables of one casebook as read; takes out or mends the rows that do not fit and lists why. Afterwards
every reference in the good rows leads to a good row (or to one of the casebook they extend): a reference that
leads nowhere is emptied where the column may be empty, and takes its row out where it may not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from minilateral.model import Attendance, Coverage, Engagement, Row
from minilateral.record.cells import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from minilateral.codebook.tables import Column
    from minilateral.record.tablefile import Rows

Tables = dict[str, "Rows"]


def _event(row: Engagement) -> tuple[object, ...]:
    who = tuple(sorted(row.participants))
    return (row.date, row.date_precision, row.kind, row.level, row.portfolio, row.track, who)


def drop_repeated_events(tables: Tables, others: Iterable[Engagement]) -> None:
    """Take out live engagements that stand a second time under another id.

    `others` are those of the casebook these rows extend; one whose id stands here too is overridden and not counted.
    """
    rows = tables.get("engagements")
    if rows is None:
        return
    first = {_event(row): row for row in others if row.live and row.id not in rows.seen}
    kept: list[tuple[int, Row]] = []
    for line, row in rows.good:
        event: tuple[object, ...] = _event(cast("Engagement", row)) if row.live else (row.id,)
        if event in first:
            expected = f"one row for one event: {first[event].id} has the same day, kind, level, track and participants"
            rows.fault(line, "id", row.id, expected, "same_event")
        else:
            first[event] = cast("Engagement", row)
            kept.append((line, row))
    rows.good = kept


def drop_unread_coverage(tables: Tables) -> None:
    """Take out what was watched of a table no row of which could be read: its silence is ours, not the group's."""
    rows = tables.get("coverage")
    if rows is None:
        return
    unread = {name for name, table in tables.items() if table.defects and not table.good}
    rows.good = [(line, row) for line, row in rows.good if cast("Coverage", row).table not in unread]


def drop_absent(tables: Tables, participants: Mapping[str, tuple[str, ...]]) -> None:
    """Take out attendance of states that did not take part, and second rows for one state.

    `participants` holds those of the engagements known besides the ones of `tables`, by id.
    """
    rows = tables.get("attendance")
    if rows is None:
        return
    own = tables["engagements"].good if "engagements" in tables else []
    present = {**participants, **{row.id: cast("Engagement", row).participants for _, row in own}}
    seated: set[tuple[str, str]] = set()
    kept: list[tuple[int, Row]] = []
    for line, row in rows.good:
        seat = cast("Attendance", row)
        there = present.get(seat.engagement_id)
        if there is not None and seat.member not in there:
            rows.fault(
                line, "member", seat.member, f"a participant of {seat.engagement_id}: {', '.join(there)}", "absent"
            )
        elif (seat.engagement_id, seat.member) in seated:
            expected = f"one row for {seat.member} at {seat.engagement_id}"
            rows.fault(line, "member", seat.member, expected, "repeated_item")
        else:
            seated.add((seat.engagement_id, seat.member))
            kept.append((line, row))
    rows.good = kept


@dataclass(frozen=True, slots=True)
class _Reference:
    """A column that points to rows, the ids it may hold, and the ids that stand in the files at all."""

    column: Column
    targets: tuple[str, ...]
    good: frozenset[str]
    seen: frozenset[str]


def _references(rows: Rows, tables: Tables, base: Mapping[str, frozenset[str]]) -> Iterator[_Reference]:
    for column in rows.table.columns:
        named = [rows.table.name] if column.name == "superseded_by" else [column.to, column.or_to]
        targets = tuple(filter(None, named))
        if targets:
            ours = [tables[name] for name in targets if name in tables]
            theirs = frozenset[str]().union(*(base.get(name, ()) for name in targets))
            good = theirs.union(*((row.id for _, row in rows.good) for rows in ours))
            yield _Reference(column, targets, good, good.union(*(rows.seen for rows in ours)))


def settle(tables: Tables, base: Mapping[str, frozenset[str]]) -> None:
    """List references that lead nowhere, and leave none in the good rows.

    `base` holds the ids, by table, of the casebook these rows extend; empty where there is none.
    """
    for rows in tables.values():
        for reference in _references(rows, tables, base):
            mended = [(line, _mended(line, row, reference, rows)) for line, row in rows.good]
            rows.good = [(line, row) for line, row in mended if row is not None]


def _mended(line: int, row: Row, reference: _Reference, rows: Rows) -> Row | None:
    """The row with this reference made sound; None if it cannot stand without it."""
    name = reference.column.name
    value: str | tuple[str, ...] = getattr(row, name)
    if not value or value in reference.good:
        return row
    wanted = value if isinstance(value, tuple) else (value,) if value else ()
    if reference.good.issuperset(wanted):
        return row
    for item in wanted:
        if item not in reference.seen:
            expected = f"the id of a row of {' or '.join(reference.targets)}"
            rows.fault(line, name, shown(item), expected, "dangling_id")
    if reference.column.required:
        return None
    kept = tuple(item for item in wanted if item in reference.good)
    change: dict[str, Any] = {name: kept if isinstance(value, tuple) else ""}
    return replace(row, **change)

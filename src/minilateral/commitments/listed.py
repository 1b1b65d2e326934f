"""The promises of a group as a reader asks for them: filtered, as rows, as a calendar file.

Takes a ledger; gives a sequence of `Entry` with ways into data frames and calendars. Only `save_calendar` writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from minilateral.commitments.calendar import calendar
from minilateral.commitments.words import falls_due, known_status, shown
from minilateral.record.onefile import write_file

if TYPE_CHECKING:
    import pyarrow as pa

    from minilateral.commitments.entries import Entry, Round
    from minilateral.model import Group

FIELDS = (
    "id", "promise", "kind", "made_date", "made_at", "due", "falls_due", "status", "lenient", "settled_on",
    "days_late", "evidence", "lenient_evidence", "why", "first", "repeats", "reannounced", "same_day", "rounds",
    "evidence_rule", "rule_text", "source_url", "confidence", "origin",
)  # fmt: skip


@dataclass(frozen=True)
class Promises(Sequence["Entry"]):
    """What became of each promise as of a day, in the order they were made."""

    entries: tuple[Entry, ...]
    group: Group
    as_of: date | None

    def __len__(self) -> int:
        return len(self.entries)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, place: int | slice) -> Entry | tuple[Entry, ...]:
        return self.entries[place]

    def where(self, *, status: str | None = None, due_before: date | None = None) -> Promises:
        """Those of one status, and those that fall due on or before a day and have not been missed yet.

        Raises:
            UnknownName: there is no such status; the nearest are offered.
        """
        wanted = known_status(status) if status else None
        kept = tuple(
            entry
            for entry in self.entries
            if wanted in {None, entry.status, shown(entry.status, entry.why)}
            and (due_before is None or ((day := falls_due(entry)) is not None and day <= due_before))
        )
        return Promises(kept, self.group, self.as_of)

    def rows(self) -> list[dict[str, Any]]:
        """One plain dict per promise."""
        return [_row(entry) for entry in self.entries]

    def to_arrow(self) -> pa.Table:
        """The same as an Arrow table, which pandas, polars and DuckDB read without copying."""
        from minilateral.frames import arrow  # noqa: PLC0415 -- heavy, and wanted by few

        return arrow(self.rows(), FIELDS)

    def save_calendar(self, out: str | Path) -> Path:
        """Write what falls due into one iCalendar file, whole or not at all.

        Raises:
            OutputError: the file cannot be written; what stood there before is unchanged.
        """
        return write_file(Path(out), calendar(self.group, self.entries, self.as_of or date.min))


def _row(entry: Entry) -> dict[str, Any]:
    promise = entry.commitment
    values: dict[str, Any] = {
        "promise": promise.text,
        "falls_due": falls_due(entry),
        "status": shown(entry.status, entry.why),
        "lenient": shown(entry.lenient, entry.why),
        "rounds": tuple(map(_round, entry.rounds)),
    }
    for name in FIELDS:
        if name not in values:
            values[name] = getattr(entry if name in entry.__dataclass_fields__ else promise, name)
    return {name: values[name] for name in FIELDS}


def _round(one: Round) -> str:
    """One due date of a recurring promise: what it was, and both readings where they differ."""
    lenient = f", leniently {shown(one.lenient)}" if one.lenient != one.status else ""
    return f"due {one.due.isoformat()} {shown(one.status)}{lenient}"

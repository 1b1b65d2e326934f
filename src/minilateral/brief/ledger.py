"""Where a brief's numbers are tied to the rows behind them while it is being composed.

Takes printed numbers with the rows that were counted; gives `Num`s and, at the end, the evidence sets they name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minilateral.brief.parts import Evidence, Num, anchor, evidence_key
from minilateral.brief.wording import percent, period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.model import Estimate


NONE = "No row of the record falls under this count."


@dataclass(frozen=True, slots=True)
class Ledger:
    """Evidence sets by key, in the order they were first cited. A key cited again widens its set."""

    sets: dict[str, Evidence] = field(default_factory=dict)

    def cite(self, text: str, key: str, title: str, rows: Iterable[str], note: str = "") -> Num:
        """A number as printed, tied to `rows`; `note` says how they were chosen, and why none where there are none."""
        known = self.sets.get(key)
        every = dict.fromkeys([*(known.rows if known else ()), *rows])
        self.sets[key] = Evidence(key=key, title=title, rows=tuple(every), note=note)
        return Num(text, key)

    def cell(self, table: str, place: str, title: str, rows: Iterable[str], text: str = "") -> Num:
        """A count in the data of a figure, tied to its rows; every count of none in one table says the same."""
        found = tuple(dict.fromkeys(rows))
        if not found:
            return self.cite(text or "0", anchor(table, "none"), "None recorded", (), NONE)
        return self.cite(text or f"{len(found):,}", anchor(table, place), title, found)

    def estimate(self, estimate: Estimate, text: str) -> Num:
        """A value, bound or count of `estimate` as printed, tied to the rows it was made from."""
        return self.cite(text, evidence_key(estimate), _title(estimate), estimate.evidence, note_of(estimate))


def _title(estimate: Estimate) -> str:
    return estimate.label or estimate.name.replace("_", " ")


def note_of(estimate: Estimate) -> str:
    """How an estimate's rows were chosen: period, share of it observed, and the reason where there is no value."""
    parts = []
    if estimate.from_date or estimate.to_date:
        parts.append(f"Counted: {period(estimate.from_date, estimate.to_date)}")
    if estimate.coverage is not None:
        parts.append(f"{percent(estimate.coverage)} of that time observed")
    if not estimate.evidence:
        parts.append("no row of the record falls under this count")
    note = "; ".join(parts)
    return f"{note}. {estimate.reason}".strip() if estimate.reason else (note and f"{note}.")

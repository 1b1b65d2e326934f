"""Where the numbers of several groups are tied to rows of several casebooks.

Takes the sides; gives the same service as the ledger of a brief. Rows keep their ids; where two casebooks use one id
for different rows, each is named with its group's slug before it, so that no number can lead to another group's row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from minilateral.brief.ledger import Ledger, note_of
from minilateral.brief.members import country
from minilateral.brief.parts import EvidenceRow, Num, Ref
from minilateral.brief.rows import FIELDS
from minilateral.codebook.tables import table, table_names
from minilateral.record import evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.brief.compare.parts import Side
    from minilateral.model import Estimate, Row
    from minilateral.record.evidence import Fact

_SHARED = {name for name in table_names() if table(name).shared}


@dataclass(frozen=True)
class Shelf:
    """The casebooks of all sides, and the evidence cited from them so far."""

    sides: tuple[Side, ...]
    ledger: Ledger = field(default_factory=Ledger)

    @cached_property
    def _clashing(self) -> set[str]:
        """Ids that more than one casebook uses; of tables shared by all, those that mean different rows."""
        found: dict[str, Row] = {}
        return {
            row.id
            for side in self.sides
            for name in table_names()
            for row in getattr(side.book, name)
            if (found.setdefault(row.id, row) is not row and name not in _SHARED) or found[row.id] != row
        }

    def ids(self, side: Side, rows: Iterable[str]) -> tuple[str, ...]:
        """Ids of rows of one casebook as they are named on the page."""
        return tuple(f"{side.slug}:{row}" if row in self._clashing else row for row in rows)

    def cite(self, side: Side, text: str, key: str, title: str, rows: Iterable[str], *, note: str = "") -> Num:
        """A number of one group as printed, tied to rows of its casebook."""
        return self.ledger.cite(text, key, f"{side.name}: {title}", self.ids(side, rows), note)

    def cell(self, side: Side, table: str, place: str, title: str, rows: Iterable[str], *, text: str) -> Num:
        """A count in the data of a figure, tied to its rows."""
        return self.ledger.cell(table, place, f"{side.name}: {title}", self.ids(side, rows), text)

    def estimate(self, side: Side, text: str, key: str, one: Estimate) -> Num:
        """A value of one group's estimate as printed."""
        title = one.label or one.name.replace("_", " ")
        return self.cite(side, text, key, title, one.evidence, note=note_of(one))

    def of_all(self, text: str, key: str, one: Estimate) -> Num:
        """A value of an estimate made from several casebooks, tied to its rows in each of them."""
        rows = [id_ for row in one.evidence for side in self._owners.get(row, ()) for id_ in self.ids(side, (row,))]
        return self.ledger.cite(text, key, one.label, rows, note_of(one))

    @cached_property
    def _owners(self) -> dict[str, list[Side]]:
        """The casebooks that hold a row of this id."""
        found: dict[str, list[Side]] = {}
        for side in self.sides:
            for row in {row.id for name in table_names() for row in getattr(side.book, name)}:
                found.setdefault(row, []).append(side)
        return found

    def ref(self, side: Side, text: str, row: str) -> Ref:
        """A named row of one group's casebook."""
        return Ref(text, self.ids(side, (row,))[0])

    def rows(self, refs: Iterable[Ref]) -> tuple[EvidenceRow, ...]:
        """Every row cited or referred to, once, with the group it is of; in date order, undated rows last."""
        named = {row for found in self.ledger.sets.values() for row in found.rows} | {ref.row for ref in refs}
        made: dict[str, EvidenceRow] = {}
        for side in self.sides:
            here = {self.ids(side, (row.id,))[0]: row.id for name in table_names() for row in getattr(side.book, name)}
            facts = {fact.id: fact for fact in evidence.of(side.book, [here[id_] for id_ in here.keys() & named])}
            for id_ in here.keys() & named:
                made.setdefault(id_, _row(side, id_, facts[here[id_]]))
        return tuple(sorted(made.values(), key=lambda row: (row.date is None, str(row.date or ""), row.id)))


def _row(side: Side, id_: str, fact: Fact) -> EvidenceRow:
    """One row as a reader sees it; which group it is of is said where it is not of all."""
    everybody = ", ".join(country(code) for code in side.book.group.members)
    given = {name: getattr(fact, name) for name in FIELDS}
    given["id"] = id_
    given["head"] = fact.head if fact.table in _SHARED else f"{side.name} · {fact.head}"
    given["details"] = tuple(detail for detail in fact.details if detail[1] != everybody)
    return EvidenceRow(**given)

"""The rows a brief cites, as a reader sees them.

Takes the desk and, at the end, the whole text of the brief; gives every cited row once, in date order.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from minilateral.brief.parts import EvidenceRow, Ref
from minilateral.record import evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.brief.desk import Desk
    from minilateral.model import Row


FIELDS = tuple(field.name for field in fields(EvidenceRow))


def cited(desk: Desk) -> list[Row]:
    """Rows that the ledger's evidence sets name so far, in the order in which they were first named."""
    named = dict.fromkeys(row for found in desk.ledger.sets.values() for row in found.rows)
    return [desk.rows[row] for row in named if row in desk.rows]


def evidence_rows(desk: Desk, refs: Iterable[Ref]) -> tuple[EvidenceRow, ...]:
    """Every row that an evidence set or a reference names, in date order, undated rows last."""
    named = dict.fromkeys(row for found in desk.ledger.sets.values() for row in found.rows)
    named.update(dict.fromkeys(ref.row for ref in refs))
    return tuple(
        EvidenceRow(**{name: getattr(fact, name) for name in FIELDS}) for fact in evidence.of(desk.book, named)
    )

"""What no single promise can show: rules that name what is not there, and promises that repeat each other in a loop.

Takes the tables of one casebook as read, and the casebook they extend; lists what is wrong and leaves the rows in,
for the ledger of promises finds its way through both: a rule that names no row finds none, and a loop is cut where
it was made first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from minilateral.codebook.rules import Part, rule
from minilateral.model import Casebook, Commitment
from minilateral.record.cells import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from minilateral.record.links import Tables
    from minilateral.record.tablefile import Rows


def check_promises(tables: Tables, base: Casebook | None) -> None:
    """List the promises whose rule names an unknown track or row, and those that repeat each other in a loop."""
    rows = tables.get("commitments")
    if rows is None:
        return
    known = {name: _ids(name, tables, base) for name in ("tracks", "engagements", "responses")}
    targets = {row.id: row.repeat_of for row in base.commitments} if base else {}
    targets |= {row.id: cast("Commitment", row).repeat_of for _, row in rows.good}
    for line, row in rows.good:
        promise = cast("Commitment", row)
        for named, table in _unknown(promise, known):
            rows.fault(line, "evidence_rule", shown(named), f"the id of a row of {table}", "dangling_id")
        if _in_loop(promise.id, targets):
            rows.fault(line, "repeat_of", promise.repeat_of, "a promise that does not lead back here", "repeat_loop")


def _ids(name: str, tables: Tables, base: Casebook | None) -> frozenset[str]:
    ours: Rows | None = tables.get(name)
    theirs = (row.id for row in getattr(base, name)) if base else ()
    return frozenset(theirs).union(ours.seen if ours else ())


def _unknown(promise: Commitment, known: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """What the rule names and the casebook has not, with the table it should stand in."""
    for part in rule(promise.evidence_rule).parts:
        for named in dict.fromkeys((*part.strict.track, *part.lenient.track)):
            if named not in known["tracks"]:
                yield f"track={named}", "tracks"
        yield from _unknown_rows(part, known)


def _unknown_rows(part: Part, known: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    for named in part.lenient.rows:
        if named not in known["engagements"] | known["responses"]:
            yield f"lenient.rows={named}", "engagements or responses"


def _in_loop(start: str, targets: Mapping[str, str]) -> bool:
    """Whether the chain of repeats that begins here comes back; a promise may name itself as its first."""
    seen, at = set[str](), targets.get(start, "")
    while at and at != start and at not in seen:
        seen.add(at)
        if targets.get(at, "") == at:
            return False
        at = targets.get(at, "")
    return at == start and targets.get(start) != start

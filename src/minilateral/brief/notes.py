"""In which order a brief cites its evidence, and the number each evidence set carries in print.

Takes a `Brief`; gives its citations in reading order. A number that names no evidence set, or a reference to no
row, is refused: nothing is rendered in which a number leads nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.parts import Num, Ref

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.brief.parts import Brief, Evidence, EvidenceRow, Section, Table, Text


@dataclass(frozen=True, slots=True)
class Notes:
    """Evidence sets in the order of their numbers (from 1), and rows in the order in which they are first needed."""

    sets: tuple[Evidence, ...]
    number: dict[str, int]
    rows: dict[str, EvidenceRow]
    needed: tuple[str, ...]


def notes(brief: Brief) -> Notes:
    """Number the evidence of `brief` by first citation; sets that no sentence cites come last.

    Raises:
        ValueError: A number, reference or evidence set names something that the brief does not hold.
    """
    sets = {item.key: item for item in brief.evidence}
    rows = {row.id: row for row in brief.rows}
    keys: dict[str, None] = {}
    needed: dict[str, None] = {}
    for part in citations(brief):
        if isinstance(part, Num):
            keys[part.evidence] = None
            needed.update(dict.fromkeys(sets[part.evidence].rows if part.evidence in sets else ()))
        else:
            needed[part.row] = None
    _refuse_dangling(keys.keys() - sets.keys(), needed.keys() - rows.keys())
    keys.update(dict.fromkeys(sets))
    needed.update(dict.fromkeys(rows))
    return Notes(tuple(sets[key] for key in keys), {key: i for i, key in enumerate(keys, 1)}, rows, tuple(needed))


def _refuse_dangling(keys: set[str], rows: set[str]) -> None:
    if keys or rows:
        raise ValueError(f"numbers without evidence: {sorted(keys)}; references without rows: {sorted(rows)}")


def citations(brief: Brief) -> Iterator[Num | Ref]:
    """Every number and reference of the brief in reading order, first screen first."""
    for text in _texts(brief):
        yield from (part for part in text if not isinstance(part, str))


def _texts(brief: Brief) -> Iterator[Text]:
    yield brief.standfirst
    for finding in brief.findings:
        yield from (finding.sentence, finding.interval)
    yield from (brief.newest, *brief.would_change)
    yield from _cells(brief.tracks)
    for section in brief.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[Text]:
    yield from (section.lead, *section.paragraphs)
    for figure in section.figures:
        yield from _cells(figure.data)
    for table in section.tables:
        yield from _cells(table)


def _cells(table: Table) -> Iterator[Text]:
    for row in table.rows:
        yield from row

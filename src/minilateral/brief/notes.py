"""In which order a brief cites its evidence, and the number each evidence set carries in print.

Takes a `Brief`; gives its citations in reading order. A number that names no evidence set, or a reference to no
row, is refused: nothing is rendered in which a number leads nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING

from minilateral.brief.members import country
from minilateral.brief.parts import Num, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from minilateral.brief.parts import Brief, Evidence, EvidenceRow, Finding, Section, Table, Text


# Details of a row that pages leave to brief.json: half of all words, and none of them bears on a number.
DATA_ONLY = {
    "portfolio", "domain", "named in the source", "host country", "joint statement", "topics", "origin", "end basis",
    "members affected", "resolved by", "breaker", "name variants", "engagement",
}  # fmt: skip


PRINTED = 80  # rows of the record that print shows at most: about three pages
SOURCES = "sources"  # the section that counts the rows of each publisher


@dataclass(frozen=True, slots=True)
class Notes:
    """Evidence sets in the order of their numbers (from 1), and rows in the order in which they are first needed.

    Sets of the same rows are listed once, under the titles of all: `grouped`.
    """

    sets: tuple[Evidence, ...]
    number: dict[str, int]
    rows: dict[str, EvidenceRow]
    needed: tuple[str, ...]

    def printed(self, brief: Brief) -> tuple[set[str], list[str]]:
        """Keys of the sets cited outside the data of figures, and at most `PRINTED` rows of an appendix, in order.

        Those are the rows behind the first screen and the rows that any text refers to; the rest is left to the page.
        """
        sets = {item.key: item for item in self.sets}
        rows: dict[str, None] = {}
        for text in _first(brief):
            rows.update(dict.fromkeys(row for part in _cited(text) for row in _behind(part, sets)))
        for text in _rest(brief, figures=False, sources=False):
            rows.update({part.row: None for part in _cited(text) if not isinstance(part, Num)})
        return {part.evidence for part in citations(brief, figures=False) if isinstance(part, Num)}, list(rows)[
            :PRINTED
        ]


def numbered(brief: Brief) -> set[str]:
    """Keys of the sets whose numbers stand in print: those that sentences cite, for cells of tables carry none."""
    below = (text for section in brief.sections for text in (section.lead, *section.paragraphs))
    texts = (*_said(brief), *below)
    return {part.evidence for text in texts for part in _cited(text) if isinstance(part, Num)}


def _behind(part: Num | Ref, sets: dict[str, Evidence]) -> tuple[str, ...]:
    return sets[part.evidence].rows if isinstance(part, Num) else (part.row,)


def _cited(text: Text) -> Iterator[Num | Ref]:
    return (part for part in text if not isinstance(part, str))


def grouped(sets: Iterable[Evidence]) -> list[tuple[Evidence, ...]]:
    """Sets that hold the same rows in the same order together, each group where its first member stood."""
    groups: dict[tuple[str, ...], list[Evidence]] = {}
    for place, item in enumerate(sets):
        groups.setdefault(item.rows or (f"empty {place}",), []).append(item)
    return [tuple(group) for group in groups.values()]


def lettered(findings: Iterable[Finding]) -> dict[str, str]:
    """The cautions of the first screen, each once and under the letter by which findings refer to it: a, b, … z, aa."""
    texts = dict.fromkeys(caution for finding in findings for caution in finding.cautions)
    letters = ascii_lowercase
    return {text: letters[i % 26] * (i // 26 + 1) for i, text in enumerate(texts)}


def everybody(brief: Brief) -> str:
    """The members as a row lists those present, where nobody was missing and no level differs."""
    return ", ".join(country(code) for code in brief.group.members)


def told(label: str, value: str, everybody: str) -> bool:
    """Whether a detail of a row is shown beside it: not empty, of weight, and not merely that all were there."""
    return bool(value) and label not in DATA_ONLY and value != everybody


def covered(findings: Iterable[Finding]) -> str:
    """What most findings say of coverage, to be said once above them: the first of the most frequent."""
    said = [finding.coverage for finding in findings]
    return max(said, key=said.count, default="")


def notes(brief: Brief) -> Notes:
    """Number the evidence of `brief` by first citation; sets that only figures cite come later, those of none last.

    Raises:
        ValueError: A number, reference or evidence set names something that the brief does not hold.
    """
    sets = {item.key: item for item in brief.evidence}
    rows = {row.id: row for row in brief.rows}
    keys: dict[str, None] = {}
    needed: dict[str, None] = {}
    for part in (*citations(brief, figures=False), *citations(brief)):
        if not isinstance(part, Num):
            needed[part.row] = None
        elif part.evidence not in keys:
            keys[part.evidence] = None
            needed.update(dict.fromkeys(sets[part.evidence].rows if part.evidence in sets else ()))
    _refuse_dangling(keys.keys() - sets.keys(), needed.keys() - rows.keys())
    keys.update(dict.fromkeys(sets))
    needed.update(dict.fromkeys(rows))
    return Notes(tuple(sets[key] for key in keys), {key: i for i, key in enumerate(keys, 1)}, rows, tuple(needed))


def _refuse_dangling(keys: set[str], rows: set[str]) -> None:
    if keys or rows:
        raise ValueError(f"numbers without evidence: {sorted(keys)}; references without rows: {sorted(rows)}")


def citations(brief: Brief, *, figures: bool = True) -> Iterator[Num | Ref]:
    """Every number and reference of the brief in reading order, first screen first; the data of figures on request."""
    for text in (*_first(brief), *_rest(brief, figures=figures)):
        yield from _cited(text)


def _first(brief: Brief) -> Iterator[Text]:
    """The texts of the first screen."""
    yield from _said(brief)
    yield from _cells(brief.glance)


def _said(brief: Brief) -> Iterator[Text]:
    """The sentences of the first screen."""
    yield brief.standfirst
    for finding in brief.findings:
        yield from (finding.sentence, finding.interval)
    yield from (brief.caution, brief.newest, *brief.would_change)


def _rest(brief: Brief, *, figures: bool, sources: bool = True) -> Iterator[Text]:
    """The texts below the first screen."""
    yield from _cells(brief.tracks)
    yield from _cells(brief.silent)
    for section in brief.sections:
        if sources or section.id != SOURCES:
            yield from _section(section, figures=figures)


def _section(section: Section, *, figures: bool) -> Iterator[Text]:
    yield from (section.lead, *section.paragraphs)
    for figure in section.figures if figures else ():
        yield from _cells(figure.data)
    for table in section.tables:
        yield from _cells(table)


def _cells(table: Table) -> Iterator[Text]:
    for row in table.rows:
        yield from row

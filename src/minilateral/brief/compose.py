"""From a casebook to the one `Brief` value that every rendering reads.

Takes a casebook and the days asked for; calls the measures, lets each finding and section say what they say, and
ties every number to its evidence. Pure: no files, no clock, the same input gives the same brief.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from minilateral.brief.desk import Desk
from minilateral.brief.drawn import due
from minilateral.brief.members import short
from minilateral.brief.newest import newest
from minilateral.brief.parts import Brief, Num, Ref, evidence_key
from minilateral.brief.rows import cited, evidence_rows
from minilateral.brief.sections import (
    SECTIONS,
    breadth,
    capacity,
    chosen,
    completeness,
    consistency,
    consultation,
    horizon,
    integration,
    promises,
    response,
    signalling,
    sources,
)
from minilateral.brief.standfirst import gist, standfirst
from minilateral.brief.texts import FromTexts
from minilateral.brief.tracks import glance, silent, table
from minilateral.brief.wording import year_before
from minilateral.brief.would_change import would_change
from minilateral.measures import MEASURES
from minilateral.measures.exposure import default_as_of
from minilateral.record.kept import Keep, nowhere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from minilateral.brief.parts import Evidence, EvidenceRow, Figure, Finding, Section, Table, Text
    from minilateral.model import Casebook, Estimate

FINDINGS = (
    consultation.finding,
    response.finding,
    signalling.finding,
    integration.finding,
    breadth.finding,
    consistency.finding,
    capacity.finding,
    horizon.finding,
    promises.finding,
)


def compose(
    book: Casebook, as_of: date | None = None, since: date | None = None, *, version: str, casebook_hash: str,
    sections: Iterable[str] = (), each: Callable[[Figure], object] = lambda _: None, keep: Keep = nowhere,
    held: FromTexts | None = None,
) -> Brief:  # fmt: skip
    """The brief on one group.

    Args:
        book: everything known about the group.
        as_of: the day it stands on; by default the end of observed coverage, and then rows seen since are named.
        since: a day from which changes are to be told.
        version: of the program, for the colophon.
        casebook_hash: of the casebook read, for the colophon.
        sections: names of those to compose below the first screen; none: all but those only on request.
        each: is told of every figure as soon as it is drawn up, of some twice; whoever draws can begin before all are.
        keep: remembers what takes seconds to compute; the brief is the same without.
        held: what the library of documents adds.

    Raises:
        UnknownName: there is no such section.
    """
    names = chosen(sections)
    stands = as_of or default_as_of(book) or book.group.founded or date(1, 1, 1)
    laid = Desk(book=book, as_of=stands, since=since, later=as_of is None, keep=keep, texts=held or FromTexts())
    desk = _measured(laid, names, each)
    findings = tuple(finding(desk) for finding in FINDINGS)
    answer = gist(desk, findings)
    name = short(book.group)
    first: dict[str, Any] = {
        "title": f"{name}: {answer}",
        "gist": answer,
        "standfirst": standfirst(desk, findings),
        "findings": findings,
        "caution": completeness.caution(desk),
        "glance": glance(desk),
        "tracks": table(desk),
        "silent": silent(desk),
        "newest": newest(desk),
        "would_change": would_change(desk),
    }
    first["sections"] = tuple(_sections(desk, names, each))
    parts = tuple(part for text in texts(**first) for part in text if not isinstance(part, str))
    _tie(desk, {part.evidence for part in parts if isinstance(part, Num)})
    rows = evidence_rows(desk, (part for part in parts if isinstance(part, Ref)))
    return Brief(
        group=book.group,
        as_of=desk.as_of,
        coverage_end=desk.observed_to,
        since=since,
        estimates=desk.estimates,
        evidence=in_order(_as_read(desk.ledger.sets, parts), rows),
        rows=rows,
        version=version,
        casebook_hash=casebook_hash,
        sources_count=sources.addresses(cited(desk)),
        **first,
    )


def _sections(desk: Desk, names: Iterable[str], each: Callable[[Figure], object]) -> Iterator[Section]:
    for name in names:
        if section := SECTIONS[name](desk):
            for figure in section.figures:
                each(figure)
            yield section


def _measured(desk: Desk, names: tuple[str, ...], each: Callable[[Figure], object]) -> Desk:
    """The desk with the estimates of the day and of a year before; figures are drawn up as soon as they can be."""
    estimates: dict[str, tuple[Estimate, ...]] = {}
    for name in ("timeline", *MEASURES):
        estimates[name] = MEASURES[name](desk.book, desk.as_of) if name in MEASURES else ()
        known = replace(desk, estimates=tuple(chain.from_iterable(estimates.values())))
        for wanted in due(name, estimates):
            for figure in known.figures(wanted) if wanted in names else ():
                each(figure)
    return replace(known, earlier=MEASURES["consistency"](desk.book, year_before(desk.as_of)))


def _as_read(sets: Mapping[str, Evidence], parts: Iterable[str | Num | Ref]) -> tuple[Evidence, ...]:
    """Evidence sets in the order in which a reader meets their numbers, then those that only figures print."""
    met = dict.fromkeys(part.evidence for part in parts if isinstance(part, Num))
    return tuple(sets[key] for key in dict.fromkeys([*met, *sets]))


def in_order(sets: Iterable[Evidence], rows: tuple[EvidenceRow, ...]) -> tuple[Evidence, ...]:
    """Evidence sets with their rows in the order of the record, so that sets of the same rows are seen to be so."""
    place = {row.id: number for number, row in enumerate(rows)}
    return tuple(replace(one, rows=tuple(sorted(one.rows, key=place.__getitem__))) for one in sets)


def _tie(desk: Desk, keys: set[str]) -> None:
    """Add the evidence of estimates that figures print: they name it by `evidence_key` and leave it to us."""
    for estimate in desk.estimates:
        if evidence_key(estimate) in keys - desk.ledger.sets.keys():
            desk.ledger.estimate(estimate, "")


def texts(
    *, standfirst: Text, findings: Iterable[Finding], caution: Text, glance: Table, tracks: Table, silent: Table,
    newest: Text, would_change: Iterable[Text], sections: Iterable[Section], **_: object,
) -> Iterator[Text]:  # fmt: skip
    """Every text of a brief in reading order."""
    yield from (standfirst, caution, newest, *would_change)
    for finding in findings:
        yield from (finding.sentence, finding.interval)
    for section in sections:
        yield from (section.lead, *section.paragraphs)
    shown = [glance, tracks, silent, *chain.from_iterable(section.tables for section in sections)]
    shown += [figure.data for section in sections for figure in section.figures]
    for one in shown:
        yield from chain.from_iterable(one.rows)

"""Briefs of real and made-up groups for the tests of the composer, and ways to walk through all their texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from minilateral.brief.compose import compose
from minilateral.brief.parts import Brief, Finding, Num, Ref, Text
from minilateral.model import Casebook
from minilateral.record.casebook import read_casebook, read_shared, shipped_casebooks, slugs

SLUGS = slugs(shipped_casebooks())


@cache
def casebook(slug: str) -> Casebook:
    """A shipped casebook with the tables all groups share."""
    folder = shipped_casebooks()
    book, shared = read_casebook(folder / slug).book, read_shared(folder)
    offices = tuple(office for office in shared.offices if office.country in book.group.members)
    return replace(book, shocks=shared.shocks, offices=offices)


@cache
def brief(slug: str) -> Brief:
    """The brief on a shipped group as of the end of its coverage."""
    return of(casebook(slug))


def of(book: Casebook, *days: object) -> Brief:
    """The brief on any casebook; `days` are as_of and since."""
    return compose(book, *days, version="0", casebook_hash="00")  # type: ignore[arg-type]


def finding_on(made: Brief, section: str) -> Finding:
    """The finding of the first screen that leads to a section."""
    return next(finding for finding in made.findings if finding.section == section)


def texts(made: Brief) -> Iterator[tuple[str, Text]]:
    """Every sentence and cell of a brief with the place it stands in; of figures titles and cells."""
    yield "standfirst", made.standfirst
    yield "caution", made.caution
    yield "newest", made.newest
    for text in made.would_change:
        yield "would_change", text
    for finding in made.findings:
        yield from ((finding.function, finding.sentence), (finding.function, finding.interval))
        yield finding.function, (finding.function, " ", finding.coverage)
    for section in made.sections:
        yield from ((section.id, text) for text in (section.lead, *section.paragraphs, (section.title,)))
        yield from ((section.id, (figure.title,)) for figure in section.figures)
    tables = [made.glance, made.tracks, made.silent, *(table for section in made.sections for table in section.tables)]
    for table in tables:
        yield from ((table.id, cell) for row in table.rows for cell in row)
        yield from ((table.id, (word,)) for word in (table.caption, *table.columns))
    for section in made.sections:
        yield from ((figure.id, cell) for figure in section.figures for row in figure.data.rows for cell in row)


def parts(made: Brief) -> Iterator[tuple[str, str | Num | Ref]]:
    """Every piece of every text, with the place it stands in."""
    for place, text in texts(made):
        yield from ((place, part) for part in text)

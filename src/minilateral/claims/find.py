"""Every claim of a text that can be looked up, each checked by the record of the group it speaks of.

Takes a document, the casebooks held, a group and a day where they are told beside it; gives the claims in order with
their places and verdicts. A sentence is read by the grammar of claims; what it leaves to the sentences before it (whose
meeting, when, of which group) is put before it, and places are mapped back. What cannot be told is said, never guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from minilateral.claims import check as checking
from minilateral.claims import parse as grammar
from minilateral.claims.find_asked import Asked, asked
from minilateral.claims.find_cues import Cue, clause, cues, looks, narrow, unread, words_of
from minilateral.claims.find_groups import BY_NAME, Groups, Named, listed
from minilateral.claims.find_head import about_statement, foreign, not_theirs
from minilateral.claims.find_quoted import Quoted, quoted, settle
from minilateral.claims.find_subject import dateline_end, period, without_dateline
from minilateral.claims.find_text import written_on
from minilateral.claims.findings import CheckedText, Finding, Passed, Shown, ids_of
from minilateral.codebook import naming
from minilateral.codebook.actors import actor
from minilateral.codebook.profiles import profile
from minilateral.errors import MinilateralError, UsageError
from minilateral.model import Engagement, Statement
from minilateral.reading.passages import blocks, sentences
from minilateral.statements.series import series

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from minilateral.claims.claim import Claim, Verdict
    from minilateral.documents import Document
    from minilateral.model import Casebook
    from minilateral.statements.series import Said

BACK = 12  # sentences before a claim in which its subject or group is looked for
LEAD = 1500  # characters of a text in which it says whom it is about
MOST_CHARACTERS = 20_000_000  # of a text that is searched; the longest comments and reports have a million
_FURTHER = 2  # states beside the members with which a list is that of another body
_SPOKEN_OF = frozenset({"PRK", "RUS", "UKR", "IRN", "TWN", "ISR"})  # of whom groups speak, and who are in none
_CLOSE = 3  # sentences before a claim in which a text that is not about a group must name it
_ASIDE = re.compile(r"\s[–—]+\s[^–—,.;:]{1,40}\s[–—]+(?=\s(?:of|since|in|under|for)\b)")
_EVER = re.compile(r"\b(?:has|have|had|ever|never|in all|so far|to date|all told)\b", re.IGNORECASE)
_NO_TIME = "it does not say in which time"
_NOT_READ = "the grammar of claims does not read it"
_DAY_UNKNOWN = "the day of the text is not known: counted to the end of the record; say it with --made-on"


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    block: int
    text: str


@dataclass(frozen=True)
class _Place:
    """A group with what says so, or why there is none.

    `near`: it is named in the sentence, or the text is plainly about it. `none`: nothing says that a group is meant.
    """

    slug: str = ""
    basis: str = ""
    why: str = ""
    near: bool = False
    none: bool = False


@dataclass
class _Search:
    document: Document
    groups: Groups
    group: str
    made_on: date | None
    told: Callable[[str], Sequence[Said]] | None = None
    _cut: dict[int, tuple[_Sentence, ...]] = field(default_factory=dict)

    @cached_property
    def books(self) -> dict[str, Casebook]:
        return {one.group.slug: one for one in self.groups.books}

    @cached_property
    def blocks(self) -> list[tuple[str, tuple[int, int]]]:
        return [(kind, span) for kind, span, _ in blocks(self.document.text)]

    def sentences(self, number: int) -> tuple[_Sentence, ...]:
        """The sentences of one block; cut when they are first asked for."""
        if number not in self._cut:
            kind, span = self.blocks[number]
            text = self.document.text
            spans = (span,) if kind == "heading" else sentences(text, span)
            self._cut[number] = tuple(_Sentence(a, b, number, _without_aside(text[a:b])) for a, b in spans)
        return self._cut[number]

    def worth_a_look(self) -> Iterator[int]:
        """Blocks that hold a word without which there is no claim."""
        starts = [span[0] for _, span in self.blocks]
        last = -1
        for at in looks(self.document.text):
            number = bisect_left(starts, at + 1) - 1
            if number > last:
                last = number
                yield number

    def before(self, one: _Sentence) -> Iterator[_Sentence]:
        """The sentences before one, the nearest first, at most so many."""
        left = BACK
        for number in range(one.block, -1, -1):
            for other in reversed(self.sentences(number)):
                if other.start < one.start:
                    yield other
                    left -= 1
                    if not left:
                        return

    @cached_property
    def about(self) -> Named:
        """The group the text as a whole is about: by its title, or where it has none by its lead."""
        return self._about(self.document.title)

    @cached_property
    def lead(self) -> Named:
        """The group its title and lead name, for claims that say how many they are."""
        return self._about(f"{self.document.title}. {self.document.text[:LEAD]}")

    def _about(self, title: str) -> Named:
        issuer = profile(self.document.url) if self.document.url.startswith("http") else None
        by = f", {actor(issuer.country).short}" if title and issuer and issuer.official and issuer.country else ""
        named = self.groups.named(f"{title}{by}" if title else self.document.text[:LEAD], self.made_on)
        return named if len(named.groups) == 1 else Named()

    def place(self, one: _Sentence, cue: Cue) -> _Place:
        """The group a claim speaks of."""
        begin, end = clause(one.text, cue.start, cue.end)
        here = self.groups.named(one.text[begin:end], self.made_on)
        if len(here.groups) != 1 and not here.held_out:  # a list of states may go on behind the clause
            whole = self.groups.named(one.text, self.made_on)
            here = whole if whole.groups or whole.held_out or not (here.groups or here.other) else here
        if len(here.groups) == 1:
            return _Place(here.groups[0], f"named in the sentence, {here.basis}", near=True)
        if here.groups:
            return _Place(why=f"the sentence fits {listed(here.groups)}; say which with --group")
        if here.other and not here.held_out:
            return _Place(why="it is about two states, or one", none=True)
        if here.other:
            at = one.text.find(here.other)
            met = 0 <= at < cue.start and words_of("met").search(one.text, at, cue.end) is not None
            return _Place(why=f"it speaks of {here.other}, of which no casebook is held", none=not met)
        return self._from_context(one, here.size)

    def _from_context(self, one: _Sentence, size: int) -> _Place:
        """The group of the nearest sentence before that names one of this size; else the one told, or the text's."""
        for distance, other in enumerate(self.before(one), 1):
            named = self.groups.named(other.text, self.made_on)
            fits = [slug for slug in named.groups if not size or self.groups.sizes[slug] == size]
            if len(fits) == 1:
                away = "in the sentence before" if distance == 1 else f"{distance} sentences before"
                near = distance <= _CLOSE or fits[0] in self.about.groups
                return _Place(fits[0], f"named {away}, {named.basis}", near=near or not self.document.title)
            if fits or (named.other and not size):
                break
        if self.group and (not size or self.groups.sizes[self.group] == size):
            return _Place(self.group, "as told beside the text", near=True)
        about = self.about if self.about.groups or not size else self.lead
        if slug := next((slug for slug in about.groups if not size or self.groups.sizes[slug] == size), ""):
            return _Place(slug, f"the text is about it, {about.basis}", near=True)
        several = f"it may be any of {listed(self.groups.of_size(size))}" if size else "no sentence near it names one"
        none = not size and bool(self.books)
        return _Place(why=f"no group can be told: {several}; say which with --group", none=none)

    def may_tell(self, sentence: str, slug: str) -> bool:
        """Whether a sentence may say whose meeting it was: in a text of many matters none that names other states."""
        if not self.document.title:
            return True
        named = self.groups.named(sentence, self.made_on)
        acting = {one.code for one in naming.states(sentence) if not one.place}
        return slug in named.groups or bool(named.size) or not (named.groups or named.other or acting)

    def company(self, sentence: str, slug: str) -> bool:
        """Whether a sentence lists further states beside the members, as of another body."""
        acting = {one.code for one in naming.states(sentence) if not one.place} - _SPOKEN_OF
        members = set(self.books[slug].group.members)
        return members < acting and len(acting - members) >= _FURTHER

    def is_subject(self, slug: str, sentence: str, cue: Cue) -> bool:
        """Whether the clause of a claim calls the group itself by its name, or counts "the four"."""
        named = self.groups.named(sentence[slice(*clause(sentence, cue.start, cue.end))])
        return named.groups == (slug,) and named.basis == BY_NAME

    def statements(self, slug: str) -> Sequence[Said]:
        """What a group said together: from its texts where they are held, else as its rows note it."""
        return self.told(slug) if self.told else series((), self.books[slug].statements)


def _without_aside(sentence: str) -> str:
    """The sentence with a short aside blanked out: "the first of its kind — trilateral meeting — of the year"."""
    return _ASIDE.sub(lambda hit: " " * len(hit[0]), sentence)


def find(
    document: Document,
    books: Sequence[Casebook],
    *,
    group: str = "",
    made_on: date | None = None,
    statements: Callable[[str], Sequence[Said]] | None = None,
) -> CheckedText:
    """Find and check every claim of a text.

    Args:
        document: the text.
        books: every casebook held; claims about other groups are found and not checked.
        group: slug of the group the text is about, for sentences from which none can be told.
        made_on: the day the text was written; by default the date at its head, or the page's own.
        statements: gives the statements of a group, with the texts that are held; by default the casebook's rows.
    """
    day, basis = (made_on, "as told beside the text") if made_on else written_on(document)
    searched = replace(document, text=document.text[:MOST_CHARACTERS])
    search = _Search(searched, Groups(books), group, day, statements)
    found: list[Finding] = []
    passed: list[Passed] = []
    for number in search.worth_a_look():
        for one in search.sentences(number):
            for each in _of_sentence(search, one):
                (found if isinstance(each, Finding) else passed).append(each)  # type: ignore[arg-type]
    found.sort(key=lambda one: (one.start, one.end))
    return CheckedText(
        document=document, findings=tuple(found), passed=tuple(passed), made_on=day, made_on_basis=basis,
        cautions=tuple(_cautions(document, found, day)), groups=tuple(search.books), rows=tuple(_rows(books, found)),
    )  # fmt: skip


def _of_sentence(search: _Search, one: _Sentence) -> Iterator[Finding | Passed]:
    """The claims of one sentence, and what only looks like them."""
    phrases = quoted(one.text, next((other.text for other in search.before(one)), ""))
    here = cues(one.text)
    yield from (Passed(start=one.start + cue.start, end=one.start + cue.end, why=cue.why) for cue in here if cue.why)
    yield from (_phrase(search, one, phrase) for phrase in phrases if not one.text.rstrip().endswith("?"))
    for cue in here:
        if not cue.why and not any(_meet(cue, phrase) for phrase in phrases):
            yield _cued(search, one, cue)


def _cued(search: _Search, one: _Sentence, cue: Cue) -> Finding | Passed:
    """The claim at a cue: read by the grammar and checked, or why not, or why it is none of a group."""
    place = search.place(one, cue)
    if why := _none_of_group(search, one, cue, place):
        return Passed(start=one.start + cue.start, end=one.start + cue.end, why=why)
    start, end = narrow(one.text, dateline_end(one.text), len(one.text), cue)
    if not place.slug or unread(one.text, cue):
        return _finding(one, start, end, place, one.text, why=place.why or _NOT_READ)
    before = [other.text for other in search.before(one) if search.may_tell(other.text, place.slug)]
    why, text = _NOT_READ, one.text
    for way in asked(one.text, cue, before, search.made_on, of_group=search.is_subject(place.slug, one.text, cue)):
        text = way.text
        try:
            verdict = _settled(search, place.slug, way)
        except MinilateralError as failure:
            why = str(failure)
            continue
        if verdict:
            theirs = way.at + cue.end - cue.start
            if cue.form != "last" and (
                why := not_theirs(search.books[place.slug], verdict.claim, naming.plain(text), theirs)
            ):
                return Passed(start=one.start + cue.start, end=one.start + cue.end, why=why)
            return replace(_finding(one, start, end, place, text), verdict=verdict)
    if not place.near or why == _NO_TIME:
        why = why if why == _NO_TIME else "no group is named near it"
        return Passed(start=one.start + cue.start, end=one.start + cue.end, why=why)
    return _finding(one, start, end, place, text, why=why)


def _none_of_group(search: _Search, one: _Sentence, cue: Cue, place: _Place) -> str:
    """Why what looks like a claim is not said of a group; empty where it may be."""
    if place.none:
        return place.why if place.why.startswith("it ") else "no group is named near it"
    if not place.slug or place.basis.startswith("named in the sentence, by its name"):
        return ""
    if place.basis.endswith("by its members") and search.company(one.text, place.slug):
        return "other states took part"
    begin, end = clause(one.text, cue.start, cue.end)
    if foreign(search.books[place.slug], one.text[begin:end]):
        return "another body is spoken of"
    told = place.near or not search.document.title or search.groups.named(one.text[begin:end]).size
    return "" if told else "no group is named near it"


def _settled(search: _Search, slug: str, way: Asked) -> Verdict | None:
    """The verdict of the claim whose cue stands where it was asked about; None where the grammar reads none there."""
    book = search.books[slug]
    claims = grammar.parse(way.text, group=book, made_on=search.made_on)
    claim = next((one for one in claims if one.start <= way.at < one.end), None)
    if claim is None:
        return None
    if claim.form == "more_than" and claim.since is None and not claim.compared and not _EVER.search(way.text):
        raise UsageError(_NO_TIME)
    return checking.check(book, claim)


def _phrase(search: _Search, one: _Sentence, phrase: Quoted) -> Finding | Passed:
    """A claim of phrase use, settled by the statements of the group."""
    place = search.place(one, Cue("quoted", phrase.start, phrase.end))
    before = next((other.text for other in search.before(one)), "")
    if place.none or (search.document.title and not about_statement(f"{before} {one.text}")):
        return Passed(start=one.start + phrase.start, end=one.start + phrase.end, why="no joint statement is spoken of")
    if not place.slug:
        return _finding(one, phrase.start, phrase.end, place, one.text, why=place.why)
    near = (one.text, *(other.text for other in search.before(one)))
    when = next((found for text in near if (found := period(without_dateline(text), search.made_on))), None)
    days = (when.first, when.last) if when else None
    verdict = settle(
        phrase, one.text, search.statements(place.slug), days=days, made_on=search.made_on, group=place.slug
    )
    return replace(_finding(one, phrase.start, phrase.end, place, one.text), verdict=verdict)


def _finding(one: _Sentence, start: int, end: int, place: _Place, asked: str, *, why: str = "") -> Finding:
    return Finding(
        start=one.start + start, end=one.start + end, sentence=(one.start, one.end), group=place.slug,
        group_basis=place.basis, asked=asked, why=why,
    )  # fmt: skip


def _meet(cue: Cue, phrase: Quoted) -> bool:
    return cue.start < phrase.end and cue.end > phrase.start


def _cautions(document: Document, found: Sequence[Finding], day: date | None) -> Iterator[str]:
    """What a reader of the margins should know of the text as a whole."""
    if day is None and found:
        yield _DAY_UNKNOWN
    if len(document.text) > MOST_CHARACTERS:
        yield f"only the first {MOST_CHARACTERS:,} of {len(document.text):,} characters were searched"
    for one, other in _contradicting(found):
        yield f"two claims contradict each other: “{one}” and “{other}”"


def _contradicting(found: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Claims that give one thing two numbers."""
    seen: dict[object, Claim] = {}
    for one in found:
        claim = one.verdict.claim if one.verdict else None
        if claim is None or claim.form != "nth":
            continue
        same = (claim.group, claim.filters, claim.since, claim.anchor, claim.window_words, claim.series)
        earlier = seen.setdefault(same, claim)
        if earlier.n != claim.n:
            yield earlier.words, claim.words


def _rows(books: Sequence[Casebook], found: Sequence[Finding]) -> Iterator[Shown]:
    """The rows behind the verdicts, by day."""
    wanted = {id_ for one in found if one.verdict for id_ in ids_of(one.verdict)}
    held: list[Engagement | Statement] = []
    for book in books:
        held += [row for row in book.engagements if row.id in wanted]
        held += [row for row in book.statements if row.id in wanted]
    for row in sorted({row.id: row for row in held}.values(), key=lambda row: (row.date, row.id)):
        day = row.date.isoformat()[: {"day": 10, "month": 7, "year": 4}[row.date_precision]]
        told = row.summary if isinstance(row, Engagement) else f"{row.title} ({row.issued_by or 'joint'})"
        yield Shown(id=row.id, day=day, told=told, url=row.source_url)

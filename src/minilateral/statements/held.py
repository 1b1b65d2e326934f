"""What is held of a group's statements: its own documents, the engagements they tell of, and the rows of its record.

Takes a workspace and a casebook; gives the series that phrases are followed through. Reads only, but for the table of
which documents concern which group.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from minilateral.errors import UsageError
from minilateral.record import concerned, copies, library
from minilateral.record.attached import Attached, attached
from minilateral.record.expressions import expressions
from minilateral.record.store import open_record
from minilateral.statements.novelty import Novelty, novelties
from minilateral.statements.phrases import MOST_CHARACTERS, Lineage, lineage
from minilateral.statements.series import Said, series
from minilateral.statements.spelled import key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minilateral.documents import Document
    from minilateral.model import Casebook, Group
    from minilateral.record.concerns import Concern
    from minilateral.record.workspace import Workspace


@dataclass(frozen=True)
class Held:
    """The documents of the library that concern one group, and what can be asked of them."""

    ws: Workspace
    book: Casebook
    concerns: Mapping[str, Concern]  # by id of the document

    @cached_property
    def own(self) -> tuple[Document, ...]:
        """The group's own documents."""
        ids = [id_ for id_, concern in self.concerns.items() if concern.role == "own"]
        return library.documents_of(self.ws, ids)

    @cached_property
    def engagements(self) -> Mapping[str, Attached]:
        """By id of an own document, the engagement it tells of, or why none."""
        return {one.id: attached(one, self.book.engagements) for one in self.own}

    @cached_property
    def statements(self) -> tuple[Said, ...]:
        """Every statement of the group, of which a text or a row is held, in order."""
        told = {id_: one.engagement for id_, one in self.engagements.items()}
        return series(self.own, self.book.statements, told, copies.undone(self.ws))

    def phrase(self, phrase: str) -> Lineage:
        """What became of a phrase.

        Raises:
            UsageError: the phrase has no letter or digit, or is longer than any.
        """
        if len(phrase) > MOST_CHARACTERS:
            raise UsageError(f"found a phrase of {len(phrase):,} characters, expected at most {MOST_CHARACTERS}")
        if not key(phrase):
            raise UsageError(f"found '{phrase}', expected a phrase with a letter or digit in it")
        return lineage(self.statements, phrase)

    def new_in(self, named: str) -> tuple[Document, tuple[Novelty, ...]]:
        """What is new or returned in one document of the group.

        Raises:
            UnknownName: there is no such document.
            UsageError: it is no statement of this group, or its words may not be taken for the original's.
        """
        document = library.document(self.ws, named)
        names = {name for term in self.book.offices for name in (term.person, *term.name_variants) if name}
        told = novelties(
            self.statements, document, names=names, expressions=lambda phrases: expressions(self.ws, phrases)
        )
        return document, told


def held(ws: Workspace, book: Casebook) -> Held:
    """The documents that concern a group; judges first those that were not judged yet."""
    return Held(ws, book, concerned.concerning(ws, groups(ws), book.group.slug))


def groups(ws: Workspace) -> tuple[Group, ...]:
    """Every group of the record: which one a document concerns is asked of all at once."""
    with open_record(ws) as record:
        return record.groups()

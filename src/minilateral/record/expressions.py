"""In how many documents of the library phrases stand, and their words.

Takes a workspace and phrases; gives counts from the index of the search. A library of few documents says nothing of
what is a fixed expression or a rare word.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minilateral.codebook.spellings import folded
from minilateral.record.texts import reader

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from minilateral.record.workspace import Workspace

FEWEST = 100  # documents from which the library says what is a fixed expression
MOST = 3000  # documents counted of one phrase: more is common whatever it is
_LEAST = 3  # documents a word stands in, below which no phrase with it is counted


@dataclass(frozen=True, slots=True)
class Counted:
    """Documents of the library (0: too few to say); by phrase, those with it and with its rarest word; by word."""

    documents: int = 0
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)

    def is_rare(self, word: str, share: float) -> bool:
        """Whether fewer than this share of documents hold a word; where nobody can say, yes."""
        return not self.documents or self.words.get(word, 0) < share * self.documents


def expressions(ws: Workspace, phrases: Iterable[str]) -> Counted:
    """Count phrases and their words; nothing is counted in a library of few documents."""
    connection = reader(ws)
    if connection is None:
        return Counted()
    with closing(connection):
        documents = int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
        if documents < FEWEST:
            return Counted()
        connection.execute("CREATE VIRTUAL TABLE temp.known USING fts5vocab('main', 'words', 'row')")
        counted = Counted(documents)
        for phrase in dict.fromkeys(phrases):
            _count(connection, phrase, counted)
    return counted


def _count(connection: sqlite3.Connection, phrase: str, counted: Counted) -> None:
    words = re.findall(r"[^\W_]+", phrase.lower())
    for word in words:
        if folded(word) not in counted.words:
            row = connection.execute("SELECT doc FROM temp.known WHERE term = ?", (word,)).fetchone()
            counted.words[folded(word)] = int(row[0]) if row else 0
    rarest = min((counted.words[folded(word)] for word in words), default=0)
    if rarest >= _LEAST:
        sql = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
        found = connection.execute(sql, (f'"{" ".join(words)}"', MOST)).fetchone()
        counted.counts[phrase] = (int(found[0]), rarest)

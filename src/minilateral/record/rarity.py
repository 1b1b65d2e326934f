"""In how many documents of the library a word occurs.

Takes a workspace and words; gives the number of documents and a count for each word. Reads the index of the search,
counts nothing itself; an empty library knows nothing.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import closing
from typing import TYPE_CHECKING

from minilateral.record.texts import reader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.record.workspace import Workspace

FEWEST = 100  # documents from which their words say how rare a word is


def rarity(ws: Workspace, words: Iterable[str]) -> tuple[int, dict[str, int]] | None:
    """How many documents there are and how many hold each word; None where there are too few to say."""
    connection = reader(ws)
    if connection is None:
        return None
    with closing(connection):
        documents = int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
        if documents < FEWEST:
            return None
        connection.execute("CREATE VIRTUAL TABLE temp.known USING fts5vocab('main', 'words', 'row')")
        counts: dict[str, int] = {}
        for word in sorted(set(words)):
            parts = [_counted(connection.execute("SELECT doc FROM temp.known WHERE term = ?", (part,)).fetchone())
                     for part in _parts(word)]  # fmt: skip
            counts[word] = min(parts, default=documents)
    return documents, counts


def _parts(word: str) -> list[str]:
    """The terms of the index that a word is made of: "u.s" is two."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one))
    return re.findall(r"[^\W_]+", bare)


def _counted(row: tuple[int] | None) -> int:
    return int(row[0]) if row else 0

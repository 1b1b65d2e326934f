"""Measure search and phrases on a library of documents, beside `LIKE` on the same table in the same run.

Takes a workspace that holds the documents; gives a section of the results. Both sides answer the same question, which
documents say this, the two take turns, and the medians count. Search also ranks them and cuts a snippet of each.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from minilateral import library as face
from minilateral.record import concerned, library
from minilateral.record.workspace import Workspace

RUNS = 9
QUESTIONS = (  # what is searched, and what LIKE can look for instead
    ('"extended deterrence"', "extended deterrence"),
    ("unshakable", "unshakable"),
    ("denuclear*", "denuclear"),
    ('"free and open Indo-Pacific"', "free and open indo-pacific"),
    ("NEAR(launch Japan, 10)", "launch"),
    ("president", "president"),
)
PHRASE = "denuclearisation of the Korean Peninsula"


def section(workspace: Path) -> str:
    """The figures of search and phrases as a section of the page."""
    ws = Workspace(workspace)
    if not library.count(ws):
        return "## Search and phrases\n\nNot measured: the corpora for development are not beside the project.\n"
    with sqlite3.connect(f"{ws.texts.as_uri()}?mode=ro", uri=True) as connection:
        rows = "\n".join(_row(ws, connection, *question) for question in QUESTIONS)
    groups = face.groups(workspace=workspace)
    judged, filtered = _of_group(ws, groups)
    group = face.open("japan-korea-us", workspace=workspace)
    phrase, statements = _seconds(lambda: group.phrases(PHRASE)), len(group.held().statements)
    latest = next(one for one in reversed(group.held().statements) if one.whole and one.by == "together")
    new = _seconds(lambda: group.new_phrases(latest.id))
    return f"""## Search and phrases

{library.count(ws):,} documents, all warm: the fifty best with a snippet each, beside `LIKE '%…%'` on title and text of
the same table, which lists all that hold the letters. NEAR has no equal there; `LIKE` looks for its first word.

| searched | ms | `LIKE` ms | times as fast |
| --- | ---: | ---: | ---: |
{rows}

Saying which of them concern which of {len(groups)} groups takes {judged:.1f} s once, and only new documents
afterwards; listing those of one group takes {filtered * 1000:.0f} ms. A phrase through {statements} statements of one
group takes {phrase * 1000:.0f} ms, what is new in one of them {new * 1000:.0f} ms.
"""


def _row(ws: Workspace, connection: sqlite3.Connection, text: str, letters: str) -> str:
    like = "SELECT id FROM documents WHERE title LIKE ?1 OR text LIKE ?1"
    pairs = [
        (_once(lambda: library.find(ws, text)), _once(lambda: connection.execute(like, (f"%{letters}%",)).fetchall()))
        for _ in range(RUNS)
    ]
    ours, theirs = (median(pair[side] for pair in pairs) for side in (0, 1))
    return f"| `{text}` | {ours * 1000:.1f} | {theirs * 1000:.1f} | {theirs / ours:.1f} |"


def _of_group(ws: Workspace, groups: tuple) -> tuple[float, float]:
    """Seconds to judge every document anew, and to list those of one group."""
    with sqlite3.connect(ws.texts) as connection:
        connection.execute("DELETE FROM meta WHERE key = 'concerns'")
    judged = _once(lambda: concerned.concerning(ws, groups, "quad"))
    return judged, _seconds(lambda: library.documents(ws, library.Filters(group="japan-korea-us"), groups))


def _seconds(call: Callable[[], object]) -> float:
    return median(_once(call) for _ in range(RUNS))


def _once(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started

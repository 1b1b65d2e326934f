"""Measure comparing two statements of 3,000 words beside peers that compare words alone.

Takes nothing; gives a section of the results. The statements are made up, with known moves, so that the figures come
with what each tool made of them: a redline of words has no moves.
"""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Callable
from difflib import SequenceMatcher
from statistics import median

from redlines import Redlines

from minilateral.documents import Document
from minilateral.statements.compare import compare
from minilateral.statements.page import page

SENTENCES, WORDS, MOVED, EDITED, GONE, RUNS = 120, 25, 10, 30, 8, 7


def section() -> str:
    """The figures of statements as a section of the page."""
    earlier, later, moves = statements()
    a, b = (Document(id=name, snapshot="", title=name, text=text) for name, text in (("A", earlier), ("B", later)))
    compare(a, b)  # what is loaded once is not part of a comparison
    jobs: dict[str, Callable[[], object]] = {
        "minilateral": lambda: compare(a, b),
        "redlines": lambda: Redlines(earlier, later).output_markdown,
        "difflib on words": lambda: SequenceMatcher(None, earlier.split(), later.split(), autojunk=False).get_opcodes(),
    }
    spent: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(RUNS):
        for name, job in jobs.items():  # they take turns
            started = time.perf_counter()
            job()
            spent[name].append(time.perf_counter() - started)
    found = compare(a, b)
    claimed = [any(move in row.a.text for move in moves) for row in found.rows if row.moved and row.a]
    shown = f"{sum(claimed)} of {len(moves)}, {len(claimed) - sum(claimed)} wrong"
    ours = median(spent["minilateral"])
    rows = "\n".join(
        f"| {name} | {mid * 1000:.0f} | {ours / mid:.1f} | {shown if name == 'minilateral' else 0} |"
        for name, mid in ((name, median(times)) for name, times in spent.items())
    )
    return f"""## Statements

Two made-up statements of {len(earlier.split()):,} words: {MOVED} sentences moved, {EDITED} reworded, {GONE} dropped,
{GONE} added. Median of {RUNS} runs that take turns, nothing loaded anew. Peers compare words alone: they align no
sentences, find no moves and judge nothing.

| tool | ms | ours / theirs | moves shown as moves |
| --- | ---: | ---: | --- |
{rows}

Peak memory of ours {peak(lambda: compare(a, b)):.0f} MB; the page has {len(page([found])) / 1000:.0f} kB.
"""


def statements() -> tuple[str, str, list[str]]:
    """An earlier and a later text, and the sentences of the earlier that moved."""
    rng = random.Random(4)  # noqa: S311 -- the same statements each time
    common = ("the", "of", "and", "to", "we", "our", "in", "for", "on", "with", "will", "as", "is", "that")
    known = [
        f"{a}{b}{c}{d}" for a in "bdfgklmnprst" for b in "aeiou" for c in "dlmnrst" for d in ("al", "er", "ity", "ion")
    ]
    said = [
        " ".join(rng.choice(common) if rng.random() < 0.4 else rng.choice(known) for _ in range(WORDS)).capitalize()
        + "."
        for _ in range(SENTENCES)
    ]
    picked = rng.sample(range(SENTENCES), MOVED + EDITED + GONE)
    moved, edited, gone = picked[:MOVED], set(picked[MOVED : MOVED + EDITED]), set(picked[MOVED + EDITED :])
    later = [
        _edited(one, rng, known) if at in edited else one
        for at, one in enumerate(said)
        if at not in gone and at not in moved
    ]
    for at in moved:
        later.insert(rng.choice([to for to in range(len(later)) if abs(to - at) > 10]), said[at])
    for _ in range(GONE):
        later.insert(rng.randrange(len(later)), " ".join(rng.choice(known) for _ in range(WORDS)).capitalize() + ".")
    return "\n\n".join(said), "\n\n".join(later), [said[at] for at in moved]


def _edited(sentence: str, rng: random.Random, known: list[str]) -> str:
    words = sentence.split()
    for at in rng.sample(range(1, WORDS - 1), WORDS // 5):
        words[at] = rng.choice(known)
    return " ".join(words)


def peak(job: Callable[[], object]) -> float:
    """Peak memory of Python's own in MB while the job runs."""
    tracemalloc.start()
    job()
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found / 1_000_000


if __name__ == "__main__":
    print(section())

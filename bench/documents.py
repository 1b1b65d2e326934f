"""Measure documents: bringing in, reading and comparing all corpora for development, beside peers on the same work.

Takes the folder of corpora (`../shared/corpora`); gives a section of the results, or a line that says why there is
none. A peer does the same work in the same run, and the ratio counts.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import trafilatura
from datasketch import MinHash, MinHashLSH

from minilateral.documents import Document, Origin, Snapshot
from minilateral.reading.duplicates import LEAST_ALIKE, links
from minilateral.reading.read import read
from minilateral.record import library
from minilateral.record.workspace import Workspace

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
PAGES, COPIES = 150, 1200


def section(program: Sequence[str], folder: Path, cost: Callable[..., object]) -> str:
    """The figures of documents as a section of the page."""
    if not CORPORA.exists():
        return "## Documents\n\nNot measured: the corpora for development are not beside the project.\n"
    part, whole = CORPORA / "whitehouse_rss", CORPORA
    runs = [(name, _bring_in(program, folder / name, path, cost)) for name, path in (("part", part), ("whole", whole))]
    rows = "\n".join(
        f"| {name} | {count:,} | {one.seconds:.0f} | {count / one.seconds:.0f} | {one.megabytes:.0f} |"  # type: ignore[attr-defined]
        for name, (count, one) in runs
    )
    ours, theirs = _pages()
    alike = _alike()
    return f"""## Documents

`minilateral add` on the corpora for development, start-up included, and a part of them: memory must not grow with them.

| corpora | documents | seconds | documents a second | peak MB |
| --- | ---: | ---: | ---: | ---: |
{rows}

Reading {PAGES} pages whole (text, title, dates, language, completeness) takes {ours / theirs:.1f} times as long as the
extraction by trafilatura alone. {alike}
"""


def _bring_in(program: Sequence[str], workspace: Path, what: Path, cost: Callable[..., object]) -> tuple[int, object]:
    spent = cost(*program, "--workspace", workspace, "add", what, "--format", "csv")
    return library.count(Workspace(workspace)), spent


def _lines(name: str, most: int) -> Iterable[dict[str, str]]:
    with gzip.open(CORPORA / name, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number >= most:
                return
            yield json.loads(line)


def _pages() -> tuple[float, float]:
    """Seconds of our reading and of trafilatura's extraction, the two taking turns page by page."""
    ours = theirs = 0.0
    for facts in _lines("state_rss/state_press_releases.jsonl.gz", PAGES):
        head = f"<head><title>{facts['title']}</title></head>"
        page = f"<html>{head}<body><h1>{facts['title']}</h1>{facts['html']}</body></html>"
        started = time.perf_counter()
        trafilatura.extract(page, favor_precision=True)
        between = time.perf_counter()
        origin = Origin(url=facts["url"], final_url=facts["url"], fetched_at=datetime(2026, 1, 1, tzinfo=UTC))
        read(Snapshot(sha256="0" * 64, media_type="text/html", size=len(page), origins=(origin,)), page.encode())
        ours, theirs = ours + time.perf_counter() - between, theirs + between - started
    return ours, theirs


def _alike() -> str:
    """Our whole comparison beside the candidates of datasketch alone."""
    texts = [facts["text"] for facts in _lines("whitehouse_rss/whitehouse_feed.jsonl.gz", COPIES)]
    held = [Document(id=f"D-{number}", snapshot="", text=text) for number, text in enumerate(texts)]
    started = time.perf_counter()
    links(held)
    ours = time.perf_counter() - started
    started = time.perf_counter()
    index = MinHashLSH(threshold=LEAST_ALIKE, num_perm=128)
    for number, text in enumerate(texts):
        words, hashed = text.lower().split(), MinHash(num_perm=128)
        hashed.update_batch([" ".join(words[at : at + 5]).encode() for at in range(max(1, len(words) - 4))])
        index.query(hashed)
        index.insert(str(number), hashed)
    theirs = time.perf_counter() - started
    return (
        f"Finding the copies among {COPIES:,} releases and comparing them word by word takes {ours:.1f} s, "
        f"{ours / theirs:.1f} times as long as the candidates of datasketch alone."
    )

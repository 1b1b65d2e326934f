"""Bring documents in: addresses, feeds, sitemaps, files and folders.

Takes a workspace and what to add; gives what came of each. Bytes are kept as snapshots first and read afterwards, so
that a run may be killed at any moment and repeated: what is kept is not fetched twice, what is read is not read twice.
A failure is a line of the journal with its reason, and the rest goes on.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from minilateral.codebook.profiles import profile
from minilateral.errors import FetchFailed
from minilateral.record import compared, copies, journal, library, texts
from minilateral.record.workspace import writing
from minilateral.sources import feeds, files, media, snapshots
from minilateral.sources.visits import Visits

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from minilateral.documents import Document
    from minilateral.record.workspace import Workspace
    from minilateral.sources.web import Fetched, Rules

JOURNAL = "failures"
_SHORT = 1500  # characters of markup below which an item of a feed is an announcement, and its page is fetched too


@dataclass(slots=True)
class Added:
    """What a run did: documents new to the library, how many were held already, failures with reason and words."""

    new: tuple[Document, ...] = ()
    kept: int = 0  # snapshots kept, new or with a new origin
    known: int = 0  # of those, bytes that were there before
    unchanged: int = 0  # addresses whose host had nothing newer
    left_out: Counter[str] = field(default_factory=Counter)  # files of folders, of no kind that is read, by ending
    failures: list[tuple[str, str, str]] = field(default_factory=list)  # address, reason, words

    def reasons(self) -> dict[str, int]:
        """How many failures there were for each reason."""
        return dict(sorted(Counter(reason for _, reason, _ in self.failures).items()))


@dataclass(slots=True)
class _Run:
    ws: Workspace
    rules: Rules
    visits: Visits
    since: date | None
    done: Added
    said: Callable[[str], object]
    before: set[str]  # hashes of what is kept
    asked: set[str] = field(default_factory=set)  # addresses of this run: a sitemap may list itself


def add(
    ws: Workspace,
    wanted: tuple[str, ...],
    rules: Rules,
    *,
    since: date | None = None,
    said: Callable[[str], object] = lambda _: None,
) -> Added:
    """Fetch or read everything wanted, keep it, read it into documents.

    Args:
        ws: the workspace.
        wanted: addresses (http, https), paths of files and folders.
        rules: what a fetch may cost and where it may go.
        since: leaves out items of feeds and sitemaps that say they are older.
        said: is told in words what is being done.

    Raises:
        ReadOnlyWorkspace: nothing can be kept here.
    """
    with writing(ws):  # creates the workspace, and says at once if it cannot be written to
        pass
    ws.snapshots.mkdir(exist_ok=True)
    run = _Run(ws, rules, Visits(rules), since, Added(), said, set(snapshots.names(ws.snapshots)))
    for one in wanted:
        if urlsplit(one).scheme in {"http", "https", "ftp", "file", "data"} and "://" in one:
            _address(run, one)
        else:
            _path(run, Path(one).expanduser())
    _read(run)
    for document in run.done.new:
        if document.relation == "teaser" and document.original_url and document.url.startswith("http"):
            said(f"following a teaser to {document.original_url}")
            _address(run, document.original_url)
    _read(run)
    return run.done


def _read(run: _Run) -> None:
    new = texts.sync(run.ws, lambda count, of: run.said(f"reading {count:,} of {of:,}"))
    run.said("comparing copies with the official texts held")
    compared.settle(run.ws, copies.undone(run.ws))
    run.done.new = (*run.done.new, *library.documents_of(run.ws, new))


def _path(run: _Run, path: Path) -> None:
    if not path.exists():
        _failed(run, FetchFailed(str(path), "file", f"{path} is not there; expected a file, a folder or an address"))
        return
    run.done.left_out.update(files.left_out(path))
    for file in files.walk(path):
        run.said(f"reading {file}")
        try:
            _keep(run, files.read(file, run.rules), name=file.name, why=f"added from {path}")
        except FetchFailed as failure:
            _failed(run, failure)


def _address(run: _Run, url: str) -> None:
    if url in run.asked:
        return
    run.asked.add(url)
    run.said(f"fetching {url}")
    held = library.origin_of(run.ws, url)
    try:
        fetched = run.visits.fetch(url, held)
        if fetched.not_modified:
            run.done.unchanged += 1
            return
        kind = media.media_type(fetched.body, fetched.header("content-type"), urlsplit(fetched.final_url).path)
        if kind == media.FEED:
            _feed(run, fetched)
        elif kind == media.SITEMAP:
            _sitemap(run, fetched)
        else:
            _keep(run, fetched, name=urlsplit(fetched.final_url).path, why="added by its address")
    except FetchFailed as failure:
        _failed(run, failure)


def _feed(run: _Run, fetched: Fetched) -> None:
    """Every item is kept as it stands in the feed; a later version of it is another snapshot."""
    for item in feeds.items(fetched.body, fetched.final_url):
        when = item.published or item.updated
        if run.since and when and when.date() < run.since:
            continue
        facts = {
            "url": item.url, "guid": item.id, "title": item.title, "creator": item.author, "html": item.html,
            "published": when.isoformat() if when else "",
        }  # fmt: skip
        body = json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()
        origin = fetched.origin(f"an item of the feed {fetched.url}", _licence(item.url))
        _count(run, snapshots.keep(run.ws.snapshots, body, origin, media.LINES).sha256)
        if len(item.html) < _SHORT and item.url.startswith("http"):
            _address(run, item.url)


def _sitemap(run: _Run, fetched: Fetched) -> None:
    for url, changed in feeds.addresses(fetched.body, fetched.final_url):
        if run.since and changed and changed[:10] < run.since.isoformat():
            continue
        _address(run, url)


def _keep(run: _Run, fetched: Fetched, *, name: str, why: str) -> None:
    kind = media.media_type(fetched.body, fetched.header("content-type"), name.removesuffix(".gz"))
    if kind not in media.READABLE:
        said = fetched.header("content-type") or "a file of no kind that is known"
        raise FetchFailed(
            fetched.url, "media_type", f"found {said}, expected HTML, PDF, Word, text, Markdown or JSON lines"
        )
    origin = fetched.origin(why, _licence(fetched.final_url))
    _count(run, snapshots.keep(run.ws.snapshots, fetched.body, origin, kind).sha256)


def _count(run: _Run, sha256: str) -> None:
    run.done.kept += 1
    run.done.known += sha256 in run.before
    run.before.add(sha256)


def _licence(url: str) -> str:
    found = profile(url)
    return found.licence if found else ""


def _failed(run: _Run, failure: FetchFailed) -> None:
    run.done.failures.append((failure.url, failure.reason, failure.detail))
    facts = {"url": failure.url, "reason": failure.reason, "detail": failure.detail}
    journal.append(run.ws, JOURNAL, facts | {"at": datetime.now(UTC).replace(microsecond=0).isoformat()})

"""From a snapshot to its documents.

Takes a snapshot and its bytes; gives every document in it. Same bytes and origin, same documents: nothing is fetched,
no clock is read, nothing outside the snapshot and the codebook is asked. A file of which nothing can be read becomes a
document without text whose notes say why: it is never lost.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from minilateral.codebook.profiles import Profile, profile
from minilateral.documents import Document, Snapshot
from minilateral.reading import boilerplate, completeness, dates, relation, repair, split, titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from minilateral.reading.boilerplate import Mark
    from minilateral.reading.draft import Draft

_WHOLE = {"JSON lines": "a collection of whole texts"}  # what a file of this form holds, of an official address
_SURE_LANGUAGE = 40  # characters from which a language can be told


def read(snapshot: Snapshot, body: bytes) -> tuple[Document, ...]:
    """Every document of a snapshot, in order."""
    return tuple(document for draft in _drafts(snapshot, body) for document in _documents(draft, snapshot))


def _drafts(snapshot: Snapshot, body: bytes) -> Iterable[Draft]:
    origin = snapshot.origins[0]
    declared = dict(origin.headers).get("content-type", "").partition("charset=")[2].strip("\"' ;")
    match snapshot.media_type:
        case "text/html":
            from minilateral.reading import pages  # noqa: PLC0415 - each kind of file brings its own libraries

            return (pages.read(body, origin.final_url, profile(origin.final_url), declared=declared),)
        case "application/pdf":
            from minilateral.reading import pdf  # noqa: PLC0415

            return (pdf.read(body),)
        case "application/jsonl":
            from minilateral.reading import lines  # noqa: PLC0415

            return lines.read(body)
        case "text/markdown" | "text/plain":
            from minilateral.reading import plain  # noqa: PLC0415

            return (plain.read(body, declared=declared, markdown=snapshot.media_type == "text/markdown"),)
        case _:
            from minilateral.reading import office  # noqa: PLC0415

            return (office.read(body),)


def _documents(draft: Draft, snapshot: Snapshot) -> Iterator[Document]:
    url = draft.url or _web(snapshot)
    publisher = profile(url)
    text, mended = repair.clean(draft.text)
    title, _ = repair.clean(draft.title)
    title = " ".join(title.split())
    whole = (split.Part("", title, text),)  # a line of a collection is one document already
    parts = whole if draft.read_with in _WHOLE else split.parts(text, title)
    around = draft.around if len(parts) == 1 else ()
    for part in parts:
        body, marks = boilerplate.stripped(part.text, publisher.drop if publisher else ())
        marks = (*marks, *boilerplate.told(around))
        notes = (*draft.notes, *mended)
        yield _document(draft, snapshot, _Part(part.name, part.title, body, marks, url, publisher, notes))


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a draft with what was found in it."""

    name: str
    title: str
    text: str
    marks: tuple[Mark, ...]
    url: str
    publisher: Profile | None
    notes: tuple[str, ...]


def _document(draft: Draft, snapshot: Snapshot, part: _Part) -> Document:
    whole = _WHOLE.get(draft.read_with, "") if part.publisher and part.publisher.official else ""
    complete, complete_basis = completeness.completeness(part.text, part.title, part.marks, part.publisher, whole=whole)
    related, related_basis = relation.relation(
        "\n".join((*draft.around, part.text)), part.title, part.marks, part.publisher, complete
    )
    told = dates.Told(part.title, titles.kind(part.title), part.text, part.url, draft.stated)
    event, issued, published, seen = dates.stamps(told, part.publisher, snapshot.origins[0].fetched_at)
    where = ", ".join(one for one in (draft.part, part.name) if one)
    return Document(
        id=document_id(snapshot.sha256, where),
        snapshot=snapshot.sha256,
        part=where,
        url=part.url,
        original_url=_original(draft, part.marks),
        title=part.title,
        issuer=part.publisher.name if part.publisher and related == "official" else "",
        publisher=draft.publisher or (part.publisher.name if part.publisher else ""),
        host=(urlsplit(part.url).hostname or "").removeprefix("www."),
        author=draft.author,
        language=_language(part.text, draft.language),
        kind=titles.kind(part.title),
        event=event,
        issued=issued,
        published=published,
        seen=seen,
        completeness=complete,
        completeness_basis=complete_basis,
        relation=related,
        relation_basis=related_basis,
        read_with=draft.read_with,
        notes=part.notes,
        text=part.text,
    )


def document_id(sha256: str, part: str) -> str:
    """The permanent id of one part of a snapshot.

    >>> document_id("ab" * 32, "line 7") == document_id("ab" * 32, "line 7") != document_id("ab" * 32, "")
    True
    """
    return "D-" + hashlib.sha256(f"{sha256}\n{part}".encode()).hexdigest()[:12]


def _web(snapshot: Snapshot) -> str:
    """The address a snapshot was had from, of several the official one; empty for files."""
    found = [origin.final_url for origin in snapshot.origins if origin.final_url.startswith("http")]
    official = [url for url in found if (known := profile(url)) and known.official]
    return next(iter([*official, *found]), "")


def _original(draft: Draft, marks: tuple[Mark, ...]) -> str:
    """Where the original is said to be: by a line that names it, else by one that sends the reader on."""
    for sign in ("original", "continues"):
        for mark in marks:
            if mark.sign == sign and (address := mark.url or _linked(draft, mark)):
                return address
    return ""


def _linked(draft: Draft, mark: Mark) -> str:
    """The link whose words are those of a mark: "Click here to continue reading" leads there."""
    found = (address for address, words in draft.links if words and (words in mark.words or mark.words in words))
    return next(found, "")


def _language(text: str, declared: str) -> str:
    """ISO 639-1, by the words where there are enough; a page's own claim only where there are not."""
    if len(text) < _SURE_LANGUAGE:
        return declared
    from py3langid.langid import classify  # noqa: PLC0415 - loads a model

    return str(classify(text[:5000])[0])

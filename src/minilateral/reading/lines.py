"""Collections of documents, one JSON object a line, as drafts.

Takes bytes; gives a draft for every line. The usual names of fields are understood; a line that is no JSON, or has no
text, becomes a draft without text that says what was found, so that nothing is lost and the rest goes on.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from minilateral.reading.draft import Draft
from minilateral.reading.plain import unbroken, unmarked
from minilateral.reading.repair import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXT, _TITLE, _AUTHOR = ("text", "body", "content"), ("title", "headline"), ("creator", "author", "pm", "byline")
_URL = ("source_url", "url", "link")
_DATES = ("published_time", "published", "pubDate", "date", "date_published", "datePublished")


def read(body: bytes) -> Iterator[Draft]:
    """A draft for each line that holds a document; a line with `versions` gives one for each of them."""
    text, notes = decoded(body)
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield from _line(line, number, notes)


def _line(line: str, number: int, notes: tuple[str, ...]) -> Iterator[Draft]:
    part = f"line {number}"
    try:
        facts = json.loads(line)
    except (ValueError, RecursionError) as failure:
        yield _empty(part, f"no JSON: {failure}")
        return
    if not isinstance(facts, dict):
        yield _empty(part, f"found a {type(facts).__name__}, expected an object with a text")
        return
    versions = facts.get("versions")
    if isinstance(versions, list) and versions:
        for count, version in enumerate(versions, 1):
            merged = {**facts, **(version if isinstance(version, dict) else {})}
            yield _draft(merged, f"{part} version {count}", notes)
        return
    yield _draft(facts, part, notes)


def _draft(facts: dict[str, Any], part: str, notes: tuple[str, ...]) -> Draft:
    text = _first(facts, _TEXT)
    if not text and _first(facts, ("html",)):
        from minilateral.reading.pages import fragment  # noqa: PLC0415 - only where a line carries markup

        text = fragment(_first(facts, ("html",)))
    if not text:
        return _empty(part, f"no text under any of {', '.join(_TEXT)}", url=_first(facts, _URL))
    return Draft(
        text=unbroken(unmarked(text)), read_with="JSON lines", part=part, title=_first(facts, _TITLE),
        author=_first(facts, _AUTHOR), url=_first(facts, _URL), notes=notes,
        stated=tuple((name, str(facts[name])) for name in _DATES if facts.get(name)),
    )  # fmt: skip


def _first(facts: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((value for name in names if isinstance(value := facts.get(name), str) and value.strip()), "")


def _empty(part: str, note: str, url: str = "") -> Draft:
    return Draft(text="", read_with="JSON lines", part=part, url=url, notes=(note,))

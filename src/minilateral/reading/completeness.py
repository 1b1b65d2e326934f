"""How much of its text a document holds: all of it, a part, a beginning, or nobody can tell.

Takes text and the marks found in it; gives one word and what it rests on. A text is called full only where something
says so; comparing, counting and quoting refuse everything else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from minilateral.codebook.profiles import Profile
    from minilateral.documents import Completeness
    from minilateral.reading.boilerplate import Mark

_BEGINNING = 2500  # characters; longer texts that point elsewhere are excerpts (a teaser of five paragraphs has 1,700)
_LEAST = 200  # characters below which a page is no text of a release
_SUMMARY = 100  # characters below which an item of a feed may be a summary
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|\[more\]|\(more\))\s*$")
_OPEN = re.compile(r"(?:[a-z]|,|\b(?:and|or|of|the|to))$")  # how a sentence ends that goes on elsewhere
_LISTED = re.compile(r"^(?:[*•·#–-]|\(?\w{1,3}[.)]\s)")
_FEW_WORDS = 8  # a last line of fewer words is a name, an hour or an item, not a sentence
_EXCERPTS = re.compile(r"\W*(?:excerpts?|extracts?)\b|.*\(\W*(?:excerpts?|extracts?)\W*\)\W*$", re.IGNORECASE)
_ELIDED = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]")


def completeness(
    text: str, title: str, marks: Iterable[Mark], profile: Profile | None, *, whole: str = ""
) -> tuple[Completeness, str]:
    """One word for how complete a text is, and why.

    Args:
        text: without furniture.
        title: of the document.
        marks: what the furniture said.
        profile: of the host.
        whole: what says that a file holds the whole text ("the publisher's feed carries whole texts"); empty: nothing.
    """
    signs = {mark.sign: mark for mark in marks}
    return (
        _marked(text, signs, profile, whole)
        or _cut(text, title)
        or _vouched(text, profile, whole)
        or ("unknown", "nothing says whether this is all of it")
    )


Judged = tuple["Completeness", str]


def _marked(text: str, signs: Mapping[str, Mark], profile: Profile | None, whole: str) -> Judged | None:
    """What the lines around the text say of it."""
    if not text.strip():
        return "unknown", "there is no text"
    if {"begin", "end"} <= signs.keys():
        return "full", "marked at its beginning and at its end"
    part: Completeness = "teaser" if len(text) <= _BEGINNING else "excerpt"
    onward = signs.get("paywall") or signs.get("continues")
    own = whole or (part == "excerpt" and profile and profile.official)  # there the words are the text's own
    if onward and not own:
        return part, f"it says itself that it goes on: '{onward.words[:120]}'"
    copied = (profile and profile.role == "aggregator") or _CUT.search(text)
    if "original" in signs and part == "teaser" and copied:
        return "teaser", "a beginning with a link to the original"
    return None


def _cut(text: str, title: str) -> Judged | None:
    """Signs in the text itself that words are missing."""
    if _CUT.search(text) or _ELIDED.search(text):
        return "excerpt", "words are left out where it says so itself"
    if title.rstrip().endswith(("...", "…")):
        return "excerpt", "its title is cut off"
    if _EXCERPTS.match(title):
        return "excerpt", "its title calls it excerpts"
    last = text.rstrip().rsplit("\n", 1)[-1]
    open_end = (
        len(last.split()) > _FEW_WORDS and _OPEN.search(last) and not _LISTED.match(last) and "://" not in last[-200:]
    )
    return ("excerpt", "it ends in the middle of a sentence") if open_end else None


def _vouched(text: str, profile: Profile | None, whole: str) -> Judged | None:
    """What says that a text without any sign of a cut is whole."""
    if whole and len(text) >= _SUMMARY:
        return "full", whole
    if profile and profile.official and len(text) >= _LEAST and not whole:
        return "full", "the issuer's own page, with no sign of a cut"
    return None

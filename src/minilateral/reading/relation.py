"""What a document is to the original: the original itself, a copy of some kind, a beginning.

Takes where a document stood and what was found in it; gives one word and what it rests on. Whether a copy is verbatim
or altered only shows beside the original: reading says `unknown` there, and `duplicates` compares.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from minilateral.codebook.profiles import Profile
    from minilateral.documents import Completeness, Relation
    from minilateral.reading.boilerplate import Mark

_TRANSLATED = re.compile(
    r"\b(?:unofficial|informal|provisional|courtesy|tentative|machine|automatic|working) translation\b|"
    r"\btranslated (?:from|by|automatically)\b|\bthis is an? (?:\w+ )?translation\b|"
    r"\bonly the \w+ (?:text|version) is (?:authentic|authoritative|binding)\b|"
    r"\btraduction (?:de courtoisie|non officielle)\b|\b(?:inoffizielle|nichtamtliche) Übersetzung\b|仮訳|비공식 ?번역",
    re.IGNORECASE,
)
_HEAD = 600  # characters at either end in which a text says that it was translated


def relation(
    text: str, title: str, marks: Iterable[Mark], profile: Profile | None, complete: Completeness
) -> tuple[Relation, str]:
    """One word for what a document is to the original, and why."""
    signs = {mark.sign: mark for mark in marks}
    if _TRANSLATED.search(f"{title}\n{text[:_HEAD]}\n{text[-_HEAD:]}"):
        return "translation", "it says that it was translated"
    if complete == "teaser":
        return "teaser", "only the beginning stands here"
    if profile is None:
        if "edited" in signs:
            return "near_verbatim", "it says that it was edited"
        return "unknown", "nobody has described this host"
    return _of_government(signs, profile) if profile.official else _of_copyist(signs, profile)


def _of_government(signs: Mapping[str, Mark], profile: Profile) -> tuple[Relation, str]:
    for sign, what in (("wire", "an agency's words"), ("digest", "a digest of the press")):
        if sign in signs:
            return "unknown", f"{what} on a government's page: '{signs[sign].words[:80]}'"
    return "official", f"the page of {profile.name}"


def _of_copyist(signs: Mapping[str, Mark], profile: Profile) -> tuple[Relation, str]:
    if profile.verbatim == "edited" or "edited" in signs:
        return "near_verbatim", f"{profile.name} says that its copies are edited"
    return "unknown", f"a copy by {profile.name}, not yet compared with the original"

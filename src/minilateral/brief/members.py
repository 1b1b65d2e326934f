"""Who the group is, in words for a sentence.

Takes a casebook; gives "all three members", country names and lists of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.brief.wording import listed, whole
from minilateral.codebook import actors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.model import Casebook, Group


WITH_ARTICLE = {"NLD", "PHL", "USA"}  # of the short names in the codebook


def all_members(book: Casebook) -> str:
    """Everybody: "all three members"; "both members"; "the one member"."""
    size = len(book.group.members)
    return {0: "the group", 1: "the one member", 2: "both members"}.get(size, f"all {whole(size)} members")


def country(code: str) -> str:
    """A state's short name; the code itself where the codebook does not have it."""
    return actors.actor(code).short if actors.known(code) else code


def countries(codes: Iterable[str]) -> str:
    """Several states as a list in a sentence: "Japan, the Philippines and the United States"."""
    return listed([f"the {country(code)}" if code in WITH_ARTICLE else country(code) for code in codes])


def short(group: Group) -> str:
    """What a page calls the group when it is clear which is meant."""
    return group.short_name or group.name

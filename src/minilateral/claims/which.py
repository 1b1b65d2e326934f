"""Which group a claim is about, where nobody said so, and whether it is the one that was said.

Takes the claim and the casebooks held; gives a slug, or raises with the candidates. A claim that only says
"trilateral" may be about any group of three: then it is asked, not guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minilateral.claims.find_groups import BY_NAME, Groups
from minilateral.codebook.naming import group_names, plain
from minilateral.errors import UnknownName, WhichGroup

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from minilateral.model import Casebook

_BESIDE = re.compile(
    r"\b(?:since|after|before|beside|unlike|like|than|ahead of|(?:margins|sidelines) of)(?: the| a| last)?(?: \w+)? ?$"
)


def which(text: str, books: Sequence[Casebook], day: date | None = None) -> str:
    """The slug of the only group a claim can be about.

    Raises:
        WhichGroup: several fit, or the claim names none.
        UnknownName: it is about a body that is not held.
    """
    found = Groups(books).named(text, day)
    if len(found.groups) == 1:
        return found.groups[0]
    if found.groups:
        raise WhichGroup(f"names that fit {len(found.groups)} groups", found.groups)
    if found.other:
        raise UnknownName("group", found.other, _names(books), "minilateral groups")
    slugs = tuple(one.group.slug for one in books if not found.size or len(one.group.members) == found.size)
    if found.size and len(slugs) == 1:
        return slugs[0]
    said = f"only that {found.size} met" if found.size else "no group named"
    raise WhichGroup(said, slugs, "the group, by --group or by its name in the claim")


def agree(text: str, slug: str, books: Sequence[Casebook]) -> None:
    """Hold the group that was said against the one the claim names.

    Raises:
        WhichGroup: the claim is about another group by its name.
        UnknownName: it is about a body that is not held.
    """
    found = Groups(books).named(text)
    if found.other and not found.groups and not found.size:
        raise UnknownName("group", found.other, _names(books), "minilateral groups")
    if found.basis != BY_NAME or slug in found.groups:
        return
    others = [one.group for one in books if one.group.slug in found.groups]
    flat = plain(text)
    for name in (name for group in others for name, _ in group_names(group)):
        hit = re.search(rf"(?<![\w-]){re.escape(name)}(?!\w)", flat)
        if hit and not _BESIDE.search(flat, 0, hit.start()):
            raise WhichGroup(f"a claim about {name}, and --group {slug}", found.groups, "one and the same group")


def _names(books: Sequence[Casebook]) -> list[str]:
    return [book.group.short_name or book.group.name for book in books]

"""Names as people write them.

Takes the name of a group or a track as typed; gives the form in which two spellings of one name are equal. Nothing is
guessed: a name that is nowhere listed stays unknown.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilateral.model import Group

_JOINTS = re.compile(r"[\s_\-\u2010-\u2015\u2212/]+")


def folded(name: str) -> str:
    """The name without case, accents, kinds of dash, and British or American spelling of defence.

    >>> folded("Japan–Korea–US") == folded("japan korea us"), folded("Visegrád"), folded("Defense ministers")
    (True, 'visegrad', 'defence-ministers')
    """
    letters = (char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return _JOINTS.sub("-", "".join(letters).strip()).casefold().replace("defense", "defence")


def names_of(group: Group) -> Iterator[str]:
    """Everything a group is called."""
    yield from filter(None, (group.slug, group.name, group.short_name, *group.aliases))

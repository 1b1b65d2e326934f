"""Start a casebook in a workspace.

Takes a workspace, a slug, members and a name; gives the new folder, made by `new`. A slug that is shipped is
refused: its casebook is extended by putting tables beside it, not by starting another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilateral.errors import UsageError
from minilateral.record.casebook import shipped_casebooks, slugs
from minilateral.record.new import new_casebook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from minilateral.record.workspace import Workspace


def start(ws: Workspace, slug: str, *, members: Sequence[str], name: str = "") -> Path:
    """Make `casebooks/SLUG` in the workspace and give its path.

    Args:
        ws: the workspace.
        slug: lower-case letters, digits and single hyphens.
        members: ISO 3166-1 alpha-3 codes of two states or more.
        name: full name; the members' names when empty.

    Raises:
        UsageError: the slug is not one or is taken, or there are fewer than two members.
        UnknownName: a code is not in the codebook.
        OutputError: the folder cannot be written.
    """
    if slug in slugs(shipped_casebooks()):
        mine = ws.casebooks / slug
        raise UsageError(
            f"a casebook of {slug} is shipped; to add to it, put tables with your own rows into {mine}",
            f"minilateral timeline {slug}",
        )
    return new_casebook(ws.casebooks, slug, members, name)

"""Start a casebook: a folder with the group's description and empty tables, ready to be filled in by hand.

Takes a workspace, a slug, members and a name; gives the new folder. Never touches a folder that exists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from minilateral.codebook.actors import actor
from minilateral.codebook.tables import schema_version, table
from minilateral.errors import OutputError, UsageError
from minilateral.record.casebook import shipped_casebooks, slugs
from minilateral.record.workspace import Workspace, reason_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# What a first brief needs; the other tables of the codebook are added when there is something to write in them.
_TABLES = ("engagements", "tracks", "coverage")


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
    states = [actor(code) for code in sorted(set(members))]
    _refuse(ws, slug, len(states))
    group = {
        "schema_version": schema_version(),
        "slug": slug,
        "name": name or "–".join(state.short for state in states),
        "members": [state.iso3 for state in states],
    }
    folder = ws.casebooks / slug
    try:
        folder.mkdir(parents=True)
        for each in _TABLES:
            (folder / f"{each}.csv").write_text(",".join(table(each).header) + "\n", "utf-8")
        (folder / "group.yml").write_text(yaml.safe_dump(group, allow_unicode=True, sort_keys=False), "utf-8")
    except FileExistsError:
        raise UsageError(f"{folder} is there already", f"minilateral casebook check {folder}") from None
    except OSError as failure:
        raise OutputError(folder, reason_of(failure)) from failure
    return folder


def _refuse(ws: Workspace, slug: str, members: int) -> None:
    if not _SLUG.fullmatch(slug):
        raise UsageError(f"found '{slug}', expected lower-case letters, digits and hyphens, such as nordic-five")
    if slug in slugs(shipped_casebooks()):
        mine = ws.casebooks / slug
        raise UsageError(
            f"a casebook of {slug} is shipped; to add to it, put tables with your own rows into {mine}",
            f"minilateral timeline {slug}",
        )
    if members < 2:  # noqa: PLR2004 -- one state alone has nobody to meet
        raise UsageError(f"found {members} member, expected two or more", "minilateral new SLUG --members AUS,JPN,USA")

"""A new casebook: the files a person fills in, with every header in place.

Takes a slug and the members; makes a folder with `group.yml` and the tables a first brief needs. Writes
nothing that exists already, and nothing half: the folder appears whole or not at all.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from minilateral.codebook.actors import actor
from minilateral.codebook.tables import schema_version, table
from minilateral.errors import OutputError, UsageError
from minilateral.record.groupfile import FILE, MEMBERS_AT_LEAST

if TYPE_CHECKING:
    from collections.abc import Iterable

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What a first brief needs; the other tables of the codebook are added when there is something to write in them.
_TABLES = ("engagements", "tracks", "coverage")
_HEAD = """\
# Who the group is. Facts with a date go into the tables beside this file; `minilateral casebook check` reads all.
"""


def _checked(slug: str, members: Iterable[str]) -> tuple[str, ...]:
    if not _SLUG.fullmatch(slug):
        raise UsageError(f"found '{slug}', expected a slug of small letters, digits and hyphens, such as quad-plus")
    codes = tuple(sorted({actor(code).iso3 for code in members}))
    if len(codes) < MEMBERS_AT_LEAST:
        found = "1 member" if codes else "no member"
        raise UsageError(
            f"found {found}, expected at least {MEMBERS_AT_LEAST}: one state alone has nobody to meet",
            f"minilateral new {slug} --members AUS,IND,JPN,USA",
        )
    return codes


def _group_text(slug: str, members: tuple[str, ...], name: str) -> str:
    names = "–".join(actor(code).short for code in members)
    content = {
        "schema_version": schema_version(),
        "slug": slug,
        "name": name or names,
        "short_name": name or names,
        "members": list(members),
        "aliases": [],
        "purposes": "",
        "focus": "",
    }
    body: str = yaml.safe_dump(content, sort_keys=False, allow_unicode=True)
    return _HEAD + body


def new_casebook(folder: Path, slug: str, members: Iterable[str], name: str = "") -> Path:
    """Start the casebook `slug` below `folder`; gives the new folder.

    Raises:
        UsageError: the slug is not one, fewer than two members are named, or the folder is there already.
        UnknownName: a member is not a country code of the codebook.
        OutputError: the folder cannot be written.
    """
    codes = _checked(slug, members)
    target = folder / slug
    if target.exists():
        raise UsageError(f"{target} is there already; nothing was changed", f"minilateral casebook check {target}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as scratch:
            fresh = Path(scratch) / slug
            fresh.mkdir()
            (fresh / FILE).write_text(_group_text(slug, codes, name), encoding="utf-8", newline="\n")
            for each in _TABLES:
                header = ",".join(table(each).header) + "\n"
                (fresh / f"{each}.csv").write_text(header, encoding="utf-8", newline="\n")
            shutil.move(fresh, target)
    except OSError as failure:
        raise OutputError(target, failure.strerror or str(failure)) from failure
    return target

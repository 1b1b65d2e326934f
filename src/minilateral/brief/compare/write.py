"""Groups side by side as files: a page, and its numbers as JSON and CSV.

Takes a `SideBySide` and a folder; gives the paths written, all of them or none. Where the folder holds briefs of the
same day made from the same casebooks, the page leads to them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from minilateral.brief.compare import data
from minilateral.brief.compare.page import DATA, page
from minilateral.brief.compare.sheet import sheet
from minilateral.record.atomic import write_files

if TYPE_CHECKING:
    from pathlib import Path

    from minilateral.brief.compare.parts import Side, SideBySide


def write(made: SideBySide, out: Path) -> tuple[Path, ...]:
    """Write every file into `out`, `compare.html` first.

    Raises:
        OutputError: with the reason; what stood in `out` before is unchanged.
    """
    shown = sheet(made)
    files = {
        "compare.html": page(made, shown, briefs(made, out)),
        DATA: data.as_json(made, shown),
        "compare.csv": data.as_csv(made),
    }
    write_files(out, files, name="compare")
    return tuple(out / name for name in files)


def briefs(made: SideBySide, out: Path) -> dict[str, frozenset[str]]:
    """The groups whose brief lies in a folder of their name in `out`, with the ids of its sections.

    Only briefs as of the same day and from the same casebook: others say other numbers.
    """
    return {side.slug: found for side in made.sides if (found := _sections(side, out / side.slug)) is not None}


def _sections(side: Side, folder: Path) -> frozenset[str] | None:
    try:
        told = json.loads((folder / "brief.json").read_bytes())
        same = (told["as_of"], told["casebook_hash"]) == (str(side.as_of), side.casebook_hash)
        sections = frozenset(str(section["id"]) for section in told["sections"])
    except (OSError, ValueError, KeyError, TypeError):  # no brief, or a file of somebody else's
        return None
    return sections if same and (folder / "index.html").is_file() else None

"""One brief as a folder of files: pages, PDF, JSON, CSV and Atom.

Takes a `Brief` and a folder; gives the paths written. Everything is rendered before anything is written, and the
files take the place of an older brief together.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief import data, feed, html, pdf
from minilateral.brief.charts.render import svg
from minilateral.record.atomic import write_files

if TYPE_CHECKING:
    from pathlib import Path

    from minilateral.brief.parts import Brief


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, `index.html` first."""

    paths: tuple[Path, ...]


def render(brief: Brief) -> dict[str, bytes]:
    """Every file of the brief by name; reads only, same brief same bytes.

    The figures are drawn once; then the paper is set beside the page, each on a processor of its own.
    """
    for section in brief.sections:
        for figure in section.figures:
            svg(figure.spec, "light")
    with ThreadPoolExecutor(max_workers=1) as beside:
        paper = beside.submit(pdf.document, brief)
        made = {
            **html.pages(brief),
            "brief.json": data.as_json(brief),
            "estimates.csv": data.as_csv(brief),
            "feed.atom": feed.entry(brief),
        }
        return made | {"brief.pdf": paper.result()}


def write_brief(brief: Brief, out: Path) -> Written:
    """Write every file of `brief` into `out`, all of them or none.

    Raises:
        OutputError: With the reason; what stood in `out` before is unchanged.
    """
    files = render(brief)
    write_files(out, files, name="brief")
    return Written(tuple(out / name for name in files))

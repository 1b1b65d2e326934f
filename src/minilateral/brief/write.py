"""One brief as a folder of files: pages, PDF, JSON, CSV, Atom, citations and a picture to share.

Takes a `Brief` and a folder; gives the paths written. Everything is rendered before anything is written, and the
files take the place of an older brief together.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief import cite, data, feed, html, pdf
from minilateral.record.atomic import write_files

if TYPE_CHECKING:
    from pathlib import Path

    from minilateral.brief.parts import Brief


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, `index.html` first."""

    paths: tuple[Path, ...]


def render(brief: Brief, *, one_page: bool = False) -> dict[str, bytes]:
    """Every file of the brief by name; reads only, same brief same bytes.

    The paper is set beside the page, each on a processor of its own, while the figures may still be drawn on a third
    process's: whoever needs a figure first waits for it.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        paper = beside.submit(_papers, brief, one_page=one_page)
        numbers = {
            "brief.json": data.as_json(brief),
            "estimates.csv": data.as_csv(brief),
            "feed.atom": feed.entry(brief),
            "citation.bib": cite.bibtex(brief),
            "citation.json": cite.csl(brief),
        }
        return html.pages(brief, one_page=one_page) | numbers | paper.result()


def _papers(brief: Brief, *, one_page: bool) -> dict[str, bytes]:
    """All that is typeset."""
    short = {"one-page.pdf": pdf.one_page(brief)} if one_page else {}
    return {"brief.pdf": pdf.document(brief), **short, "share.png": pdf.picture(brief)}


def write_brief(brief: Brief, out: Path, *, one_page: bool = False) -> Written:
    """Write every file of `brief` into `out`, all of them or none.

    Raises:
        OutputError: With the reason; what stood in `out` before is unchanged.
    """
    files = render(brief, one_page=one_page)
    write_files(out, files, name="brief")
    return Written(tuple(out / name for name in files))

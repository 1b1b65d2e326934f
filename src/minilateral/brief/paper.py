"""What the printed brief says, as plain values for the typesetter.

Takes a `Brief`; gives dictionaries and lists of strings that `templates/brief.typ` places. A document of paper
length holds the rows behind its first screen and those its texts refer to (`Notes.printed`), at most `PRINTED`; the
rows behind other numbers are left to the page and the JSON, and the document says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minilateral.brief import onepage
from minilateral.brief.charts import render
from minilateral.brief.fitting import within
from minilateral.brief.notes import covered, everybody, grouped, lettered, notes, told
from minilateral.brief.parts import Num
from minilateral.brief.safe import clip, host, name, web
from minilateral.brief.wording import day, opened, opening, plain

if TYPE_CHECKING:
    from minilateral.brief.notes import Notes
    from minilateral.brief.parts import Arrow, Brief, Evidence, EvidenceRow, Figure, Finding, Section, Table, Text

MOST_CITED = 60  # rows, or runs of neighbouring rows, named behind one number of the text
MOST_ARROWS = 9  # functions that the picture shows
MOST_LINES = 120  # lines of one table
LONGEST = 1_000  # characters of one cell
_SHORT, _WIDEST, _GAP = 18, 28, 4  # characters: a column that is not divided; most of the line's share; space between

_LONG = re.compile(r"\S{25,}")  # characters without a space, which our columns cannot hold
# Scripts that the embedded fonts (Libertinus Serif, New Computer Modern, DejaVu Sans Mono) do not hold.
_OTHER = re.compile(
    "[\u0530-\u058f\u0700-\u1aff\u1c00-\u1cff\u2c00-\ufaff\ufb50-\ufdff\ufe10-\ufe6f\uff00-\uffef\U00010000-\U0010ffff]+"
)


def content(brief: Brief) -> dict[str, Any]:
    """Everything `brief.typ` reads, made visible and cut to the length of a document.

    Raises:
        ValueError: A number or reference of the brief leads nowhere.
    """
    sheet, letters, common = _sheet(brief, notes(brief)), lettered(brief.findings), covered(brief.findings)
    return {
        "title": typeset(brief.title),
        "description": typeset(plain(brief.standfirst)),
        **_head(brief),
        "group": typeset(brief.group.name),
        "version": typeset(_version(brief)),
        "files": "index.html · brief.json · estimates.csv · feed.atom",
        "standfirst": sheet.text(brief.standfirst),
        "covered": typeset(common),
        "findings": [_finding(finding, letters, common, sheet) for finding in brief.findings],
        "caution": sheet.text(brief.caution),
        "cautions": [{"letter": letter, "text": typeset(text)} for text, letter in letters.items()],
        "newest": sheet.text(brief.newest),
        "would_change": [sheet.text(item) for item in brief.would_change],
        "glance": _table(brief.glance, sheet) | {"caption": ""},
        "tracks": _table(brief.tracks, sheet) | {"caption": ""},
        "silent": _table(brief.silent, sheet),
        "sections": [_section(section, sheet) for section in brief.sections],
        "about_evidence": _about(brief, sheet),
        "evidence": [_evidence(group, sheet) for group in grouped(sheet.sets)],
        "rows": [_row(sheet.notes.rows[row], number, everybody(brief)) for row, number in sheet.printed.items()],
    }


def one_page(brief: Brief) -> dict[str, Any]:
    """Everything `one-page.typ` reads: the same words as the page `one-page.html`."""
    page = onepage.one_page(brief, lambda text: _LONG.sub(_broken, typeset(text)))
    figure = page.figure
    return {
        **_head(brief),
        "group": page.group,
        "title": page.title,
        "standfirst": plain(page.standfirst),
        "covered": page.covered,
        "lines": [
            {
                "function": line.function,
                "sentence": plain(line.sentence),
                "coverage": line.coverage,
                **_arrow(line.arrow),
            }
            for line in page.lines
        ],
        "columns": list(page.columns),
        "tracks": [[plain(cell) for cell in row] for row in page.tracks],
        "more": onepage.left_out(page),
        "figure": _figure(figure) | {"tall": onepage.tall(figure)} if figure else None,
        "would_change": [plain(item) for item in page.would_change],
        "files": f"{onepage.WHERE} {_one_line(_version(brief), 60, 8)}.",
    }


def picture(brief: Brief) -> dict[str, Any]:
    """Everything `share.typ` reads: the answer in a few words, and the arrows."""
    short = brief.group.short_name or brief.group.name
    gist = opening(brief.gist or brief.title)
    lines = brief.findings[:MOST_ARROWS]
    answer = _one_line(gist, 372, 66)
    return {
        **_head(brief),
        "name": _one_line(short, 250, 28),
        "gist": answer if answer == typeset(gist) else plain(within((_LONG.sub(_broken, typeset(gist)),), 372, 46, 3)),
        "size": 66 if answer == typeset(gist) else 46,
        "columns": 3 if len(lines) > 4 else 2,  # noqa: PLR2004 - two rows of two, or up to three rows of three
        "lines": [{"function": _one_line(one.function, 96, 27), **_arrow(one.arrow)} for one in lines],
    }


def _head(brief: Brief) -> dict[str, Any]:
    """What stands at the head of everything that is typeset."""
    return {
        "group": typeset(brief.group.name, 120),
        "as_of": {"year": brief.as_of.year, "month": brief.as_of.month, "day": brief.as_of.day},
        "day": f"As of {day(brief.as_of)}",
        "observed": f"Record observed to {day(brief.coverage_end)}" if brief.coverage_end else "No period observed",
    }


def _broken(word: re.Match[str]) -> str:
    """A word that no narrow column holds, with places where it may break."""
    return "\N{ZERO WIDTH SPACE}".join(re.findall(".{1,10}", word[0]))


def _one_line(text: str, width: float, size: float) -> str:
    """As much of a text as one line of so many mm holds."""
    return plain(within((_LONG.sub(_broken, typeset(text)),), width, size, 1))


def _version(brief: Brief) -> str:
    return f"minilateral {brief.version}, casebook {brief.casebook_hash[:12]}"


def _arrow(arrow: Arrow) -> dict[str, str]:
    """An arrow in words, and the name of its drawing."""
    return {"arrow": arrow, "kind": arrow if arrow != "not known" else "unknown"}


def typeset(text: str, limit: int = LONGEST) -> str:
    """A text as the embedded fonts can show it, what they cannot show counted instead.

    >>> typeset("Tokyo (\u6771\u4eac)")
    'Tokyo (⟨2 characters not in this typeface⟩)'
    """
    shown, left_out = clip(text, limit)
    shown = _OTHER.sub(lambda found: f"⟨{len(found.group())} characters not in this typeface⟩", shown)
    return f"{shown} … ({left_out:,} more characters in brief.json)" if left_out else shown


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Which evidence sets and rows are printed, and under which number."""

    notes: Notes
    sets: tuple[Evidence, ...]
    printed: dict[str, int]

    def text(self, text: Text) -> list[Any]:
        """A sentence as strings, and numbers and references with the label they lead to."""
        return [self._part(part) for part in text]

    def _part(self, part: Any) -> Any:  # noqa: ANN401 - string, number or reference
        if isinstance(part, str):
            return typeset(part)
        if isinstance(part, Num):
            return {
                "text": typeset(part.text),
                "to": name(part.evidence, "ev-"),
                "note": self.notes.number[part.evidence],
            }
        to = name(part.row, "r-") if part.row in self.printed else ""
        return {"text": typeset(part.text), "to": to, "note": None}


def _sheet(brief: Brief, every: Notes) -> _Sheet:
    keys, rows = every.printed(brief)
    sets = tuple(item for item in every.sets if item.key in keys)
    chosen = set(rows)
    in_order = [row.id for row in brief.rows if row.id in chosen]
    return _Sheet(every, sets, {row: number for number, row in enumerate(in_order, 1)})


def _finding(finding: Finding, letters: dict[str, str], common: str, sheet: _Sheet) -> dict[str, Any]:
    return {
        "function": typeset(finding.function),
        **_arrow(finding.arrow),
        "sentence": sheet.text(finding.sentence),
        "interval": sheet.text(opened(finding.interval)),
        "coverage": "" if finding.coverage == common else typeset(finding.coverage),
        "letters": ", ".join(sorted(letters[caution] for caution in finding.cautions)),
    }


def _section(section: Section, sheet: _Sheet) -> dict[str, Any]:
    return {
        "title": typeset(section.title),
        "lead": sheet.text(section.lead),
        "paragraphs": [sheet.text(paragraph) for paragraph in section.paragraphs],
        "figures": [_figure(figure) for figure in section.figures],
        "tables": [_table(table, sheet) for table in section.tables],
        "cautions": [typeset(caution) for caution in section.cautions],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    drawing = render.svg(figure.spec, "print")
    width = re.search(r'<svg[^>]* width="([\d.]+)"', drawing)
    return {
        "title": typeset(figure.title),
        "subtitle": typeset(figure.subtitle),
        "alt": typeset(figure.alt),
        "note": typeset(figure.note),
        "svg": drawing,
        "width": float(width[1]) if width else 720.0,
    }


def _table(table: Table, sheet: _Sheet) -> dict[str, Any]:
    rows = table.rows[:MOST_LINES]
    rest = len(table.rows) - len(rows)
    return {
        "caption": typeset(table.caption),
        "columns": [typeset(column) for column in table.columns],
        "rows": [[sheet.text(cell) for cell in row] for row in rows],
        "numeric": list(table.numeric),
        "groups": {str(place): typeset(head) for place, head in table.groups},
        "widths": _widths(table),
        "rest": f"{rest:,} more lines are on the page and in brief.json." if rest else "",
    }


def _widths(table: Table) -> list[int]:
    """Shares of the line for each column, by what nine in ten of its cells need; 0: a short one takes what it needs."""
    made = []
    for place, column in enumerate(table.columns):
        lengths = sorted(len(plain(row[place])) for row in table.rows) or [0]
        short = place in table.numeric or max(len(column), lengths[-1]) <= _SHORT
        usual = max(lengths[len(lengths) * 9 // 10], *map(len, column.split()), 1)
        made.append(0 if short else min(usual, _WIDEST) + _GAP)
    return made if any(made) else [1, *made[1:]]


def _about(brief: Brief, sheet: _Sheet) -> str:
    more = len(brief.rows) - len(sheet.printed)
    rest = f" {more:,} further rows of this brief are on its page (index.html) and in brief.json." if more else ""
    return (
        "Every number in the text is a link to what was counted for it, under the number in brackets; from there each"
        f" row of the record is a link to its summary and sources; topics and other columns are on the page.{rest}"
    )


def _evidence(group: tuple[Evidence, ...], sheet: _Sheet) -> dict[str, Any]:
    """Sets of the same rows: their titles, and the numbers of the rows printed, runs of them as one."""
    rows = group[0].rows
    numbers = sorted({sheet.printed[row]: row for row in rows if row in sheet.printed}.items())
    runs = _runs(numbers)[-MOST_CITED:]
    rest = len(set(rows)) - sum(last - first + 1 for first, last, _ in runs)
    count = (
        f"{len(rows):,} row{'' if len(rows) == 1 else 's'}{':' if runs else '.'}" if rows else "No row is behind it."
    )
    return {
        "heads": [
            {
                "id": name(item.key, "ev-"),
                "number": sheet.notes.number[item.key],
                "title": typeset(item.title),
                "note": typeset(item.note),
            }
            for item in group
        ],
        "count": count,
        "rows": [{"to": name(row, "r-"), "text": f"{a}" if a == b else f"{a}\u2013{b}"} for a, b, row in runs],
        "rest": f"and {rest:,} more in brief.json." if rest else "",
    }


def _runs(numbers: list[tuple[int, str]]) -> list[tuple[int, int, str]]:
    """First and last number of each run of neighbours, and the row it begins with.

    >>> _runs([(1, "a"), (2, "b"), (5, "c")])
    [(1, 2, 'a'), (5, 5, 'c')]
    """
    made: list[tuple[int, int, str]] = []
    for number, row in numbers:
        if made and made[-1][1] == number - 1:
            made[-1] = (made[-1][0], number, made[-1][2])
        else:
            made.append((number, number, row))
    return made


def _row(row: EvidenceRow, number: int, everybody: str) -> dict[str, Any]:
    about = [f"confidence {row.confidence}"] if row.confidence else []
    about += ["added in this workspace"] if row.origin != "shipped" else []
    about += [
        row.id,
        *(f"{label}: {typeset(value)}" for label, value in row.details if told(label, value, everybody)),
    ]
    urls = [url for url in (row.source_url, row.source_url_2) if url]
    return {
        "id": name(row.id, "r-"),
        "text": str(number),
        "date": typeset(row.date_text),
        "head": typeset(row.head, 300),
        "summary": typeset(row.summary),
        "about": " \u00b7 ".join(map(typeset, about)),
        "sources": [{"url": web(url), "text": host(url) or typeset(url, 120)} for url in urls],
    }

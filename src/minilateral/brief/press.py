"""The templates of the web pages with one brief in them.

Takes a `Brief`; gives whole pages and the pieces they are made of: a row of the record, an evidence set. Each
string of the data is made visible and escaped here or in the templates; only the templates write markup.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from minilateral.brief import cite, onepage, style
from minilateral.brief.charts import render
from minilateral.brief.charts.theme import WIDE
from minilateral.brief.notes import covered, everybody, grouped, lettered, notes, numbered, told
from minilateral.brief.parts import Num
from minilateral.brief.safe import CLIP, clip, host, name, visible, web
from minilateral.brief.slim import slim
from minilateral.brief.wording import day, opened, opening, plain, shortened
from minilateral.visible import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from minilateral.brief.parts import Brief, Evidence, EvidenceRow, Figure, Ref, Text

    Macro = Callable[..., str]

TERSE = 6  # rows of one set, above which a list of dates reads better than one of headings
LONG = 40  # rows of one set, above which print tells their number alone, and the page the sets it is made of
FEWEST, MOST_PARTS = 12, 6  # rows of a set by which a longer one is told, and how many such it may be told by
SHORT = 26  # characters of a table cell that stays on one line where there is room
ENLARGED = 1.05  # figures are drawn at the size of the tables beside them; a little larger, they fill their column
NARROW = 560  # px: wider drawings are scrolled on a phone, not shrunk
MM = 96 / 25.4  # px
HEAD = 160  # characters of a row's heading where it is listed under a number


class Press:
    """What the templates need to know of one brief. `where` and `full` map to addresses of rows and evidence sets."""

    def __init__(self, brief: Brief, table_lines: int, *, short: bool = False) -> None:
        self.brief = brief
        self.short = short  # whether one page for a minister lies beside the brief
        self.notes = notes(brief)
        self.table_lines = table_lines
        self.last_page = 0
        self.local = {row.id: name(row.id, "#r-") for row in brief.rows}
        self._where: Mapping[str, str] = self.local
        self._drawn: dict[str, Markup] = {}
        self._heads: dict[tuple[str, str, int, str], str] = {}
        self._items: dict[tuple[str, str], str] = {}
        self._days: dict[tuple[str, str], str] = {}
        self._environment = _environment(self)
        self._row = self._macro("row")
        self._item = self._macro("item")
        self._set_head = self._macro("set_head")
        self._groups = grouped(self.notes.sets)
        self.rows = {row.id: str(self._row(row)) for row in brief.rows}

    def _macro(self, macro: str) -> Macro:
        made: Macro = getattr(self._environment.get_template("parts.html.j2").module, macro)
        return made

    def index(self, where: Mapping[str, str], sets: str, rows: Mapping[str, str]) -> bytes:
        """The brief with these evidence sets and rows, its references leading to `where`."""
        self._where = where
        return self._page("brief.html.j2", sets=_made(sets), rows=_made("".join(rows.values())), last=self.last_page)

    def evidence(self, number: int, last: int, pieces: Iterable[str], *, listed: bool) -> bytes:
        """One page of evidence: rows of the record, which are listed, or evidence sets."""
        return self._page("evidence.html.j2", page=number, last=last, listed=listed, matter=_made("".join(pieces)))

    def one_page(self) -> bytes:
        """One page for a minister; its numbers lead to the evidence of the brief beside it."""
        page, sheet = onepage.one_page(self.brief), style.short_sheet()
        look = {"style": _made(sheet), "style_hash": digest(sheet)}
        return self._page("one-page.html.j2", page=page, more=onepage.left_out(page), **look)

    def away(self, text: Text) -> Markup:
        """A sentence on another page than the evidence of its numbers."""
        html = str(self.text(text, numbered=False))  # data cannot hold what is replaced: its "<" is escaped
        html = html.replace("<a class=n ", "<a ").replace("<a class=ref ", "<a ")
        return _made(html.replace("<a href=#", "<a href=index.html#"))

    def _page(self, template: str, **values: object) -> bytes:
        return self._environment.get_template(template).render(row_limit=self.table_lines, **values).encode()

    def sets(self, where: Mapping[str, str], full: Mapping[str, str] | None = None, most: int | None = None) -> str:
        """Every evidence set in the order of its number; of one not wholly on the page the last `most` and a link."""
        made = []
        for group in self._groups:
            rows = group[0].rows
            whole = all(where[row].startswith("#") for row in rows)
            shown = rows if most is None or whole else rows[max(0, len(rows) - most) :]
            cut = full is not None and len(shown) < len(rows)
            made.append(self._block(group, shown, where, rest=full[_key(group)] if full and cut else ""))
        return "".join(made)

    def blocks(self, where: Mapping[str, str], piece: int) -> dict[str, str]:
        """Every evidence set with all its rows, by its name in fragments; long ones continue after `piece` rows."""
        made = {}
        for group in self._groups:
            rows = group[0].rows
            for part, start in enumerate(range(0, max(1, len(rows)), piece), 1):
                suffix = f".{part}" if part > 1 else ""
                made[_key(group) + suffix] = self._block(group, rows[start : start + piece], where, suffix=suffix)
        return made

    def _block(
        self,
        group: tuple[Evidence, ...],
        rows: tuple[str, ...],
        where: Mapping[str, str],
        *,
        rest: str = "",
        suffix: str = "",
    ) -> str:
        """Sets of the same rows, the rows named by their dates alone where they are many and on this page."""
        head = self._head(group, suffix, len(rows), rest)
        here = all(where[row].startswith("#") for row in rows)
        if here and len(rows) == len(self.rows) > TERSE and not rest:
            return f'{head}<p class="dates"><a href=#rows>Every row of the record below</a></p></div>\n'
        if here and len(rows) > LONG and not (rest or suffix):
            return f'{head}<p class="dates long">{self._joined(group, where)}</p></div>\n'
        if here and len(rows) > TERSE:
            return f"{head}<p class=dates>{self._dates(rows, where)}</p></div>\n"
        body = "".join(self._listed(row, where[row]) for row in rows)
        return f"{head}<ol>\n{body}</ol></div>\n" if rows else f"{head}</div>\n"

    # Fitting evidence onto a page tries its sets in many sizes, which are made of the same few pieces.
    def _head(self, group: tuple[Evidence, ...], suffix: str, rows: int, rest: str) -> str:
        """The heading of a set."""
        piece = (_key(group), suffix, rows, rest)
        if piece not in self._heads:
            self._heads[piece] = str(self._set_head(group, self.notes.number, suffix, rows, rest))
        return self._heads[piece]

    def _listed(self, row: str, href: str) -> str:
        """A row under a set, leading to this address."""
        if (row, href) not in self._items:
            self._items[row, href] = str(self._item(self.notes.rows[row], href))
        return self._items[row, href]

    def _dated(self, row: str, href: str) -> str:
        """A row under a set by its date alone."""
        if (row, href) not in self._days:
            self._days[row, href] = f"<a href={href}>{escape(_when(self.notes.rows[row]))}</a>"
        return self._days[row, href]

    def _joined(self, group: tuple[Evidence, ...], where: Mapping[str, str]) -> str:
        """A long list of rows as the shorter lists it is made of, and the dates of the rest."""
        parts, rest = self._made_of[_key(group)]
        named = (f"<a href=#{_key(part)}>the {len(part[0].rows)} rows of {_title(part)}</a>, " for part in parts)
        return "".join(named) + self._dates(rest, where)

    @cached_property
    def _made_of(self) -> dict[str, tuple[list[tuple[Evidence, ...]], tuple[str, ...]]]:
        """For each long set the sets it wholly holds, none of them sharing a row, and the rows in none of these."""
        long = [group for group in self._groups if len(group[0].rows) > LONG]
        return {_key(group): composed(group, self._groups) for group in long}

    def _dates(self, rows: Iterable[str], where: Mapping[str, str]) -> str:
        """Links to rows by their dates, each year named once."""
        made, year = [], 0
        for row in rows:
            found = self.notes.rows[row]
            if found.date and found.date.year != year:
                year = found.date.year
                made.append(f"<b>{year}</b>")
            made.append(self._dated(row, where[row]))
        return " ".join(made)

    def text(self, text: Text, *, numbered: bool = True) -> Markup:
        """A sentence with its links; where `numbered`, each number carries that of its note for print."""
        return Markup("").join(self._part(part, numbered=numbered) for part in text)

    def _part(self, part: str | Num | Ref, *, numbered: bool) -> Markup:
        if isinstance(part, str):
            return escape(visible(part))
        if isinstance(part, Num):
            note = f" data-no={self.notes.number[part.evidence]}" if numbered else ""
            href = name(part.evidence, "#ev-")
            return _made(f"<a class=n href={href}{note}>{escape(visible(part.text))}</a>")
        return _made(f"<a class=ref href={self._where[part.row]}>{escape(visible(part.text))}</a>")

    def drawing(self, figure: Figure, anchor: str) -> Markup:
        """The figure as inline SVG that carries its title and description; `anchor` keeps its names unique."""
        if figure.id not in self._drawn:
            self._drawn[figure.id] = _drawing(figure, anchor)
        return self._drawn[figure.id]


def composed(
    group: tuple[Evidence, ...], groups: Iterable[tuple[Evidence, ...]]
) -> tuple[list[tuple[Evidence, ...]], tuple[str, ...]]:
    """Sets that `group` wholly holds, the largest first and none sharing a row, and its rows in none of them."""
    rest = dict.fromkeys(group[0].rows)
    parts = []
    for part in sorted(groups, key=lambda one: -len(one[0].rows)):
        rows = part[0].rows
        if FEWEST <= len(rows) < len(group[0].rows) and rest.keys() >= set(rows):
            parts.append(part)
            for row in rows:
                del rest[row]
        if len(parts) == MOST_PARTS:
            break
    return parts, tuple(rest)


def _when(row: EvidenceRow) -> str:
    """The date of a row without the year it is listed under; its heading where it has none."""
    words = shortened(visible(row.date_text)) or visible(clip(row.head, HEAD).text)
    return words.replace(f" {row.date.year}", "") if row.date else words


def _title(group: tuple[Evidence, ...]) -> Markup:
    return Markup("“{}”").format(visible(group[0].title))


def _key(group: tuple[Evidence, ...]) -> str:
    return name(group[0].key, "ev-")


def _drawing(figure: Figure, anchor: str) -> Markup:
    opening, _, body = slim(render.svg(figure.spec, "light")).partition(">")
    size = re.search(r' width="([\d.]+)"', opening)
    width = float(size[1]) if size else WIDE
    opening = re.sub(r' (?:role|width|height|aria-\w+)="[^"]*"', "", opening)
    opening += f' width="{width * ENLARGED:.0f}"' + (' class="wide"' if width > NARROW else "")
    names = Markup(' role="img" aria-labelledby="{0}-t {0}-d"><title id="{0}-t">{1}</title><desc id="{0}-d">{2}</desc>')
    return _made(opening) + names.format(anchor, visible(figure.title), visible(figure.alt)) + _made(body)


def _fitted(figure: Figure) -> Markup:
    """A figure in the column of one page."""
    opening, _, body = slim(render.svg(figure.spec, "light")).partition(">")
    opening = re.sub(r' (?:role|width|height|aria-\w+)="[^"]*"', "", opening)
    width, height = onepage.HALF * MM, onepage.tall(figure) * MM
    opening += f' width="{width:.0f}" height="{height:.0f}" role="img" aria-labelledby="figure-d"'
    return _made(opening) + Markup('><desc id="figure-d">{}</desc>').format(visible(figure.alt)) + _made(body)


def _environment(press: Press) -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    letters, (keys, rows) = lettered(press.brief.findings), press.notes.printed(press.brief)
    environment.filters |= {
        "show": visible, "name": name, "web": web, "host": host, "day": day, "clipped": _clipped,
        "opened": opened, "opening": opening, "lettered": letters.__getitem__,
        "plain": lambda text: visible(plain(text)), "watched": _watched, "text": press.text, "drawing": press.drawing,
        "away": press.away, "fitted": _fitted,
    }  # fmt: skip
    sheet, script = style.sheet(press.brief.group.name, press.brief.as_of), _source("brief.js")
    environment.globals |= {
        "brief": press.brief,
        "short": press.short,
        "group_name": visible(press.brief.group.name),
        "as_of": day(press.brief.as_of),
        "style": _made(sheet),
        "script": _made(script),
        "style_hash": digest(sheet),
        "script_hash": digest(script),
        "told": partial(told, everybody=everybody(press.brief)),
        "letters": letters,
        "figured": {item.key for item in press.notes.sets} - keys,
        "noted": numbered(press.brief),
        "printed": set(rows),
        "composed": {section.id for section in press.brief.sections},
        "citation": cite.sentence(press.brief),
        "bibtex": cite.bibtex(press.brief).decode(),
        "csl": cite.csl(press.brief).decode(),
        "covered": covered(press.brief.findings),
        "head_limit": HEAD,
        "short_cell": SHORT,
    }
    return environment


@cache
def _source(file: str) -> str:
    return files("minilateral.brief").joinpath("templates", file).read_text(encoding="utf-8")


def _made(html: str) -> Markup:
    """Markup made by our own templates, style sheet, script or charts, in which data is already escaped."""
    return Markup(html)  # noqa: S704 - the one place where a string becomes markup


def _watched(note: str) -> str:
    """What a number was counted from, without saying of each that all of its time was observed."""
    return note.replace("; 100% of that time observed", "")


def _clipped(text: str, limit: int = CLIP) -> Markup:
    shown, left_out = clip(text, limit)
    if not left_out:
        return escape(shown)
    if limit < CLIP:
        return escape(f"{shown}…")
    rest = Markup(' <em class="clip">… {:,} more characters; the whole text is in brief.json</em>').format(left_out)
    return escape(shown) + rest

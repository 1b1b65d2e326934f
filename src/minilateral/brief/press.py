"""The templates of the web pages with one brief in them.

Takes a `Brief`; gives whole pages and the pieces they are made of: a row of the record, an evidence set. Each
string of the data is made visible and escaped here or in the templates; only the templates write markup.
"""

from __future__ import annotations

import re
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from minilateral.brief import style
from minilateral.brief.charts import render
from minilateral.brief.charts.theme import WIDE
from minilateral.brief.notes import covered, everybody, grouped, lettered, notes, told
from minilateral.brief.parts import Num
from minilateral.brief.safe import CLIP, clip, host, name, visible, web
from minilateral.brief.wording import day, opened, opening, plain, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from minilateral.brief.parts import Brief, Evidence, Figure, Ref, Text

    Macro = Callable[..., str]

TERSE = 6  # rows of one set, above which a list of dates reads better than one of headings
LONG = 40  # rows of one set, above which print tells their number alone: the rows follow with their dates
SHORT = 26  # characters of a table cell that stays on one line where there is room
ENLARGED = 1.05  # figures are drawn at the size of the tables beside them; a little larger, they fill their column
NARROW = 560  # px: wider drawings are scrolled on a phone, not shrunk
HEAD = 160  # characters of a row's heading where it is listed under a number


class Press:
    """What the templates need to know of one brief. `where` and `full` map to addresses of rows and evidence sets."""

    def __init__(self, brief: Brief, table_lines: int) -> None:
        self.brief = brief
        self.notes = notes(brief)
        self.table_lines = table_lines
        self.last_page = 0
        self.local = {row.id: name(row.id, "#r-") for row in brief.rows}
        self._where: Mapping[str, str] = self.local
        self._drawn: dict[str, Markup] = {}
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

    def _page(self, template: str, **values: object) -> bytes:
        return self._environment.get_template(template).render(row_limit=self.table_lines, **values).encode()

    def sets(self, where: Mapping[str, str], full: Mapping[str, str] | None = None, most: int | None = None) -> str:
        """Every evidence set in the order of its number, with at most `most` rows each and a link to all of them."""
        made = []
        for group in self._groups:
            rows = group[0].rows
            shown = rows if most is None else rows[max(0, len(rows) - most) :]
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
        head = self._set_head(group, self.notes.number, suffix, len(rows), rest)
        here = all(where[row].startswith("#") for row in rows)
        if here and len(rows) == len(self.rows) > TERSE and not rest:
            return f'{head}<p class="dates"><a href="#rows">Every row of the record below</a></p></div>\n'
        if here and len(rows) > TERSE:
            dates = " ".join(self._dated(row, where[row]) for row in rows)
            long = " long" if len(rows) > LONG else ""
            return f'{head}<p class="dates{long}">{dates}</p></div>\n'
        body = "".join(self._item(self.notes.rows[row], where[row]) for row in rows)
        return f"{head}<ol>\n{body}</ol></div>\n" if rows else f"{head}</div>\n"

    def _dated(self, row: str, href: str) -> str:
        """A link to a row by its date alone, by its heading where it has none."""
        found = self.notes.rows[row]
        words = shortened(visible(found.date_text)) or visible(clip(found.head, HEAD).text)
        return f'<a href="{href}">{escape(words)}</a>'

    def text(self, text: Text, *, numbered: bool = True) -> Markup:
        """A sentence with its links; where `numbered`, each number carries that of its note for print."""
        return Markup("").join(self._part(part, numbered=numbered) for part in text)

    def _part(self, part: str | Num | Ref, *, numbered: bool) -> Markup:
        if isinstance(part, str):
            return escape(visible(part))
        if isinstance(part, Num):
            note = Markup(' data-no="{}"').format(self.notes.number[part.evidence]) if numbered else ""
            href = name(part.evidence, "#ev-")
            return Markup('<a class="n" href="{}"{}>{}</a>').format(href, note, visible(part.text))
        return Markup('<a class="ref" href="{}">{}</a>').format(self._where[part.row], visible(part.text))

    def drawing(self, figure: Figure, anchor: str) -> Markup:
        """The figure as inline SVG that carries its title and description; `anchor` keeps its names unique."""
        if figure.id not in self._drawn:
            self._drawn[figure.id] = _drawing(figure, anchor)
        return self._drawn[figure.id]


def _key(group: tuple[Evidence, ...]) -> str:
    return name(group[0].key, "ev-")


def _drawing(figure: Figure, anchor: str) -> Markup:
    opening, _, body = render.svg(figure.spec, "light").partition(">")
    size = re.search(r' width="([\d.]+)"', opening)
    width = float(size[1]) if size else WIDE
    opening = re.sub(r' (?:role|width|height|aria-\w+)="[^"]*"', "", opening)
    opening += f' width="{width * ENLARGED:.0f}"' + (' class="wide"' if width > NARROW else "")
    names = Markup(' role="img" aria-labelledby="{0}-t {0}-d"><title id="{0}-t">{1}</title><desc id="{0}-d">{2}</desc>')
    return _made(opening) + names.format(anchor, visible(figure.title), visible(figure.alt)) + _made(body)


def _environment(press: Press) -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    letters, (keys, rows) = lettered(press.brief.findings), press.notes.printed(press.brief)
    environment.filters |= {
        "show": visible, "name": name, "web": web, "host": host, "day": day, "clipped": _clipped,
        "opened": opened, "opening": opening, "lettered": letters.__getitem__,
        "plain": lambda text: visible(plain(text)), "text": press.text, "drawing": press.drawing,
    }  # fmt: skip
    sheet, script = style.sheet(press.brief.group.name, press.brief.as_of), _source("brief.js")
    environment.globals |= {
        "brief": press.brief,
        "group_name": visible(press.brief.group.name),
        "as_of": day(press.brief.as_of),
        "style": _made(sheet),
        "script": _made(script),
        "style_hash": style.digest(sheet),
        "script_hash": style.digest(script),
        "told": partial(told, everybody=everybody(press.brief)),
        "letters": letters,
        "figured": {item.key for item in press.notes.sets} - keys,
        "printed": set(rows),
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


def _clipped(text: str, limit: int = CLIP) -> Markup:
    shown, left_out = clip(text, limit)
    if not left_out:
        return escape(shown)
    if limit < CLIP:
        return escape(f"{shown}…")
    rest = Markup(' <em class="clip">… {:,} more characters; the whole text is in brief.json</em>').format(left_out)
    return escape(shown) + rest

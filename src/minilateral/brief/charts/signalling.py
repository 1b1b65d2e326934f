"""What followed the meetings of ministers and leaders: a column a year, a square a meeting, filled where a text came.

Takes a casebook, the estimates `texts_after_year` and a day; gives one figure. Squares are stacked by what followed,
so that a reader can count them and compare the filled part of one year with another's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.charts import key, theme
from minilateral.brief.charts.layers import Frame, Layer, bands, hatch, labels, points, specification, strokes
from minilateral.brief.charts.when import after, grid, unknown
from minilateral.brief.parts import Figure, Table
from minilateral.brief.wording import day, plural

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from minilateral.brief.ledger import Ledger
    from minilateral.brief.parts import Text
    from minilateral.model import Casebook, Estimate

FEWEST = 5  # meetings of which it is known what followed, from which a picture says more than a sentence
YEARS = 20  # shown before the day, at most; the table has them all
LEFT, RIGHT, TOP = 12, 12, 14
PITCH, HIGHEST = 15, 210  # px from one square to the next, and of the tallest column
LEGIBLE = 11  # px of a square from which a question mark can be read in it
PARTS = (
    (1, "A joint text followed every meeting"),
    (2 / 3, "A joint text followed most meetings"),
    (1 / 3, "A joint text followed about half of the meetings"),
    (1e-9, "A joint text followed few of the meetings"),
    (0, "A joint text followed none of the meetings"),
)
"""The least share of the meetings from which a title says so."""
COLUMNS = {
    "joint": "Joint text",
    "readouts": "Separate readouts",
    "silence": "No text at all",
    "no_joint": "No joint text",
    "not_known": "Not known",
}


@dataclass(frozen=True, slots=True)
class _Year:
    """One calendar year: its estimates by what followed."""

    year: int
    found: dict[str, Estimate]

    def count(self, text: str) -> int:
        return round((self.found[text].value if text in self.found else 0) or 0)

    @property
    def all(self) -> int:
        return sum(self.count(text) for text in COLUMNS)


def signalling(book: Casebook, estimates: tuple[Estimate, ...], as_of: date, ledger: Ledger) -> Figure | None:
    """What followed each meeting, by year; None where that is known of fewer than five. Counts are tied in `ledger`."""
    years = _years(estimates)
    drawn = [one for one in years if one.year > as_of.year - YEARS]
    if sum(one.all - one.count("not_known") for one in drawn) < FEWEST:
        return None
    first, alt = drawn[0].year, _alt(drawn)
    earlier = sum(one.all for one in years) - sum(one.all for one in drawn)
    return Figure(
        id="signalling",
        title=_title(drawn),
        subtitle=f"A square for each meeting of ministers or leaders of all members, by year, {first} to {day(as_of)}",
        alt=alt,
        spec=_drawn(book, drawn, as_of, alt),
        data=_table(years, ledger),
        note=_note(book, as_of, first, earlier),
    )


def _years(estimates: Iterable[Estimate]) -> list[_Year]:
    found: dict[int, dict[str, Estimate]] = {}
    for one in estimates:
        if one.name == "texts_after_year" and one.value is not None:
            found.setdefault(int(one.of("year")), {})[one.of("text")] = one
    return [_Year(year, some) for year, some in sorted(found.items())]


def _title(drawn: list[_Year]) -> str:
    """After how large a part of the meetings shown a joint text came, in words."""
    joint, unknown_ones = (sum(one.count(text) for one in drawn) for text in ("joint", "not_known"))
    known = sum(one.all for one in drawn) - unknown_ones
    if unknown_ones > known:
        return "What followed most meetings is not known"
    part = next(words for least, words in PARTS if joint >= least * known)
    return f"{part}{' whose outcome is known' if unknown_ones else ''}"


def _alt(drawn: list[_Year]) -> str:
    told = []
    for text, name in COLUMNS.items():
        if number := sum(one.count(text) for one in drawn):
            told.append(f"{name.lower()} {number}")
    most = max(drawn, key=lambda one: (one.count("joint"), one.year))
    said = f"Columns of squares, one square a meeting, {drawn[0].year} to {drawn[-1].year}: {', '.join(told)}."
    if not most.count("joint"):
        return said
    texts = plural(most.count("joint"), "meeting")
    return f"{said} Most joint texts followed in {most.year}: {most.count('joint')} {texts} of {most.all}."


def _note(book: Casebook, as_of: date, first: int, earlier: int) -> str:
    said = []
    if unknown(book, "engagements", as_of.replace(year=first, month=1, day=1), as_of):
        said.append("Hatched: not observed or only in part.")
    said.append("Calls are left out. A text is one that all members issued.")
    if earlier:
        said.append(f"{earlier} earlier {plural(earlier, 'meeting')} in the table.")
    return " ".join(said)


def _drawn(book: Casebook, drawn: list[_Year], as_of: date, alt: str) -> str:
    most = max(one.all for one in drawn)
    pitch = min(float(PITCH), HIGHEST / most)
    entries = key.lines(_entries(drawn), theme.NARROW)
    first, last = drawn[0].year, as_of.year + 1
    frame = Frame(
        width=theme.NARROW - LEFT - RIGHT, height=int(pitch * most) + 4, left=LEFT, right=RIGHT, top=TOP,
        bottom=32 + key.LINE * len(entries), x=(float(first), float(last)), y=(0, pitch * most + 4),
    )  # fmt: skip
    layers = [
        *_ground(frame, book, first, as_of),
        *_squares(frame, drawn, pitch),
        *key.drawn(frame, entries, -42, -1),
    ]
    return specification(frame, layers, alt)


def _ground(frame: Frame, book: Casebook, first: int, as_of: date) -> list[Layer]:
    hidden = unknown(book, "engagements", as_of.replace(year=first, month=1, day=1), as_of)
    top = frame.y[1]
    edge = [(after(as_of), frame.x[1])]
    years = [float(year) for year in grid(frame.x[0], frame.x[1] - 1, most=8)]
    return [
        *hatch(frame, [(a, 0, b, top) for a, b in [*hidden, *edge] if b > a], y_px=1),
        *strokes([(frame.x[0], 0, frame.x[1], 0)], colour=theme.FAINT),
        *labels([(x + 0.5, -14, f"{x:.0f}") for x in years], colour=theme.MUTED, align="center"),
    ]


def _squares(frame: Frame, drawn: list[_Year], pitch: float) -> list[Layer]:
    size = min(pitch - 2, 1 / frame.per_px - 4)
    places: dict[str, list[tuple[float, float]]] = {text: [] for text in COLUMNS}
    for one in drawn:
        height = 0
        for text in COLUMNS:
            for _ in range(one.count(text)):
                places[text].append((one.year + 0.5, pitch * (height + 0.5) + 1))
                height += 1
    return [layer for text, at in places.items() for layer in _sign(frame, text, at, size)]


def _sign(frame: Frame, text: str, at: list[tuple[float, float]], size: float = 12) -> list[Layer]:
    """Squares of one look: filled, outlined, outlined with a dot or a bar, or pale with a question mark."""
    half, wide = size / 2, size / 2 * frame.per_px
    boxes = [(x - wide, y - half, x + wide, y + half) for x, y in at]
    if text == "joint":
        return bands(boxes, fill=theme.ACT)
    if text == "not_known":
        asked = labels([(x, y, "?") for x, y in at], colour=theme.MUTED, align="center") if size > LEGIBLE else []
        return [*bands(boxes, fill=theme.WASH3), *asked]
    outlined = bands(boxes, fill=theme.PAPER, stroke=theme.ACT)
    if text == "readouts":
        return [*outlined, *points(at, fill=theme.ACT, size=4)]
    if text == "silence":
        return [*outlined, *strokes([(x - wide, y, x + wide, y) for x, y in at], colour=theme.ACT)]
    return outlined


def _entries(drawn: list[_Year]) -> list[key.Entry]:
    def entry(text: str) -> key.Entry:
        return key.Entry(COLUMNS[text].lower(), lambda frame, x, y: _sign(frame, text, [(x, y)]))

    return [entry(text) for text in COLUMNS if any(one.count(text) for one in drawn)]


def _table(years: list[_Year], ledger: Ledger) -> Table:
    shown = [text for text in COLUMNS if any(one.count(text) for one in years)]
    return Table(
        id="signalling-data",
        caption="Meetings of ministers or leaders of all members by year, and what followed",
        columns=("Year", "Meetings", *(COLUMNS[text] for text in shown)),
        rows=tuple(_row(one, shown, ledger) for one in years),
        numeric=tuple(range(1, len(shown) + 2)),
    )


def _row(one: _Year, shown: list[str], ledger: Ledger) -> tuple[Text, ...]:
    def cell(text: str, title: str, rows: Iterable[str], number: int) -> Text:
        return (ledger.cell("signalling-data", f"{text}-{one.year}", title, rows, f"{number}"),)

    every = [row for e in one.found.values() for row in e.evidence]
    return (
        (f"{one.year}",),
        cell("all", f"Meetings of ministers or leaders in {one.year}", every, one.all),
        *(
            cell(text, f"{one.found[text].label}, {one.year}", one.found[text].evidence, one.count(text))
            for text in shown
        ),
    )

"""The record at one glance: who met at which level, what the group had to face, and who was in office.

Takes a casebook and a day; gives one figure on one axis of time. Time nobody watched is hatched, not empty. Every
mark carries its meaning by row, height, filling or outline; colour only repeats it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from minilateral.brief.charts.contacts import ROWS, marks
from minilateral.brief.charts.lanes import Strip
from minilateral.brief.charts.pressure import LOWEST, provoked, strained
from minilateral.brief.charts.strip import drawn
from minilateral.brief.parts import Figure, Table, Text
from minilateral.brief.wording import day, listed, plural
from minilateral.measures.exposure import watch
from minilateral.measures.windows import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilateral.brief.ledger import Ledger
    from minilateral.model import Casebook

_YEARS = 16  # shown of a long and busy life; the table has all of it
_SPARSE = 120  # marks up to which a whole life is legible
_LONGEST = 40  # years that fit even then


def timeline(book: Casebook, as_of: date, ledger: Ledger) -> Figure | None:
    """The timeline of a group to `as_of`; None when the record holds nothing to draw by then.

    The counts of its table are tied to their rows in `ledger`.
    """
    strip = Strip(
        book=book,
        first=date.min,
        last=as_of,
        marks=marks(book, as_of),
        provoked=provoked(book, as_of),
        strained=strained(book, as_of),
    )
    days = _days(strip)
    if not days:
        return None
    shown = _from(strip, _first(days, as_of))
    alt = _alt(shown)
    return Figure(
        id="timeline",
        title=_title(shown),
        subtitle=_subtitle(shown),
        alt=alt,
        spec=drawn(shown, alt),
        data=_table(strip, ledger),
        note=_note(strip, shown),
    )


def _days(strip: Strip) -> list[date]:
    return sorted([m.day for m in strip.marks] + [p.day for p in strip.provoked] + [s.day for s in strip.strained])


def _first(days: list[date], as_of: date) -> date:
    """The first day drawn: a whole life when it is sparse or short, else its last sixteen years."""
    years = _LONGEST if len(days) <= _SPARSE else _YEARS
    earliest = date(max(1, as_of.year - years + 1), 1, 1)
    return max(earliest, days[0].replace(day=1))


def _from(strip: Strip, first: date) -> Strip:
    return Strip(
        book=strip.book,
        first=first,
        last=strip.last,
        marks=[mark for mark in strip.marks if mark.day >= first],
        provoked=[row for row in strip.provoked if row.day >= first],
        strained=[row for row in strip.strained if row.day >= first],
    )


def _per_year(strip: Strip) -> Counter[int]:
    return Counter(mark.day.year for mark in strip.marks)


def _title(strip: Strip) -> str:
    per_year = _per_year(strip)
    if not per_year:
        return "No engagement of the group is recorded in these years"
    year = max(per_year, key=lambda one: (per_year[one], one))
    return f"The record is fullest in {year}"


def _subtitle(strip: Strip) -> str:
    parts = ["Engagements by level, one mark a day"] if strip.marks else []
    parts += [f"provocations of severity {LOWEST} to 5"] if strip.provoked else []
    parts += ["strains between members"] if strip.strained else []
    return f"{'; '.join(parts)}; {strip.first.year} to {day(strip.last)}"


def _alt(strip: Strip) -> str:
    """What is seen, with the numbers."""
    levels = Counter(mark.row for mark in strip.marks)
    said = [f"Timeline from {strip.first.year} to {day(strip.last)}."]
    if levels:
        parts = [f"{ROWS[row].lower()} {levels[row]}" for row in sorted(levels)]
        year, most = max(_per_year(strip).items(), key=lambda one: (one[1], one[0]))
        said.append(f"{sum(levels.values())} engagements: {listed(parts)}. Most, {most}, in {year}.")
    if strip.provoked:
        acts, answered = len(strip.provoked), sum(row.answered for row in strip.provoked)
        said.append(
            f"{acts} {plural(acts, 'provocation')} of severity {LOWEST} or more, {answered} of them answered together "
            f"within three days."
        )
    if strip.strained:
        relief = sum(row.relief for row in strip.strained)
        strains = len(strip.strained) - relief
        eased = f" and {relief} {plural(relief, 'relief')}" if relief else ""
        said.append(f"{strains} {plural(strains, 'strain')}{eased} between members.")
    return " ".join([*said, _unwatched(strip)]).strip()


def _unwatched(strip: Strip) -> str:
    """Which years of the figure are hatched, for engagements."""
    seen = watch(strip.book)
    years = [y for y in range(strip.first.year, strip.last.year + 1) if _watched(seen.share(_year(y, strip.last)))]
    if len(years) == strip.last.year - strip.first.year + 1:
        return ""
    if not years:
        return "No year of it is fully watched: gaps are unknown, not silence."
    return f"Engagements are fully watched in {_runs(years)}; elsewhere gaps are unknown, not silence."


def _watched(share: float) -> bool:
    return share >= 1


def _year(year: int, last: date) -> Span:
    return Span(date(year, 1, 1).toordinal(), min(date(year, 12, 31), last).toordinal())


def _runs(years: list[int]) -> str:
    """Years in a row named by their ends: "2012 to 2019 and 2021"."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return listed([f"{a}" if a == b else f"{a} to {b}" for a, b in runs])


def _note(whole_life: Strip, shown: Strip) -> str:
    said = ["Hatched: not observed or only in part, so a gap there is unknown, not silence."]
    if len(_days(whole_life)) > len(_days(shown)):
        said.append(f"Years before {shown.first.year} are in the table.")
    if shown.provoked:
        said.append(
            "Answered: a call, statement or joint request of all members from the day before to three days after."
        )
    if shown.strained:
        said.append("Strains are a selected list: their number is no measure of blame.")
    return " ".join(said)


@dataclass(frozen=True, slots=True)
class _Column:
    """What one column of the table counts: per year, how many marks and the rows behind them."""

    name: str
    table: str  # whose coverage says whether a year without any is one of none
    counts: Counter[int]
    rows: dict[int, list[str]]


def _column(name: str, table: str, found: Iterable[tuple[date, tuple[str, ...]]]) -> _Column:
    counts: Counter[int] = Counter()
    rows: dict[int, list[str]] = {}
    for one, ids in found:
        counts[one.year] += 1
        rows.setdefault(one.year, []).extend(ids)
    return _Column(name, table, counts, rows)


def _columns(strip: Strip) -> list[_Column]:
    made = [
        _column(ROWS[row], "engagements", ((m.day, m.ids) for m in strip.marks if m.row == row))
        for row in sorted({mark.row for mark in strip.marks})
    ]
    if strip.provoked:
        acts = strip.provoked
        made.append(_column("Provocations", "provocations", ((p.day, (p.id,)) for p in acts)))
        made.append(_column("Answered", "provocations", ((p.day, (p.id, *p.answer)) for p in acts if p.answered)))
    for name, relief in (("Strains", False), ("Reliefs", True)):
        found = [(s.day, (s.id,)) for s in strip.strained if s.relief is relief]
        made += [_column(name, "strains", found)] if found else []
    return made


def _table(strip: Strip, ledger: Ledger) -> Table:
    """Counts by year of everything that is drawn, for the whole life of the record."""
    columns = _columns(strip)
    return Table(
        id="timeline-data",
        caption="What the timeline shows, by year; a dash where nothing is recorded and not the whole year was watched",
        columns=("Year", *(column.name for column in columns), "Engagements watched"),
        rows=tuple(_table_row(strip, year, columns, ledger) for year in _years(strip)),
        numeric=tuple(range(1, len(columns) + 1)),
    )


def _years(strip: Strip) -> list[int]:
    """Every year of the record; of a record longer than any group's life, those with rows."""
    years = {one.year for one in _days(strip)}
    whole_life = range(min(years), strip.last.year + 1)
    return list(whole_life) if len(whole_life) <= _LONGEST * 2 else sorted(years)


def _table_row(strip: Strip, year: int, columns: list[_Column], ledger: Ledger) -> tuple[Text, ...]:
    span = _year(year, strip.last)
    shares = {table: watch(strip.book, table).share(span) for table in ("engagements", "provocations", "strains")}
    share = shares["engagements"]
    cells = [_cell(column, year, ledger, whole=_watched(shares[column.table])) for column in columns]
    return ((str(year),), *cells, ("wholly" if _watched(share) else "in part" if share else "not",))


def _cell(column: _Column, year: int, ledger: Ledger, *, whole: bool) -> Text:
    """The count of one year, tied to its rows; a dash where none is recorded and not all of it was watched."""
    number = column.counts[year]
    if not number and not whole:
        return ("–",)
    place = f"{column.name.split()[0].strip(',').lower()}-{year}"
    return (ledger.cell("timeline", place, f"{column.name}, {year}", column.rows.get(year, ()), f"{number:,}"),)

"""How the offices that carry the partnership were held in two years: a row an office, vacancies set off.

Takes a casebook, its estimates and a day; gives one figure. A thin line is an office held, an open bar an acting
holder, a full bar a vacancy; where nothing is drawn the table of offices does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilateral.brief.charts import key, theme
from minilateral.brief.charts.layers import Frame, Layer, Segment, bands, labels, named, specification, strokes
from minilateral.brief.charts.when import after, position
from minilateral.brief.fields import office
from minilateral.brief.members import country
from minilateral.brief.parts import Figure, Num, Table, evidence_key
from minilateral.brief.wording import MONTHS, day, listed, opening, plural
from minilateral.measures.exposure import watch
from minilateral.measures.incumbents import Tenure, new_holders, tenure
from minilateral.measures.posts import posts
from minilateral.measures.windows import Span, month_of, month_span, year_before, year_to

if TYPE_CHECKING:
    from datetime import date

    from minilateral.brief.parts import Text
    from minilateral.measures.posts import Post
    from minilateral.model import Casebook, Estimate, Office

FEWEST = 3  # offices with terms from which a picture says more than a sentence
MOST = 24  # rows drawn
LEFT, RIGHT, TOP, PITCH, HEADING = 196, 16, 30, 20, 26
HALF_BAR = 4.0
STATES = ("acting", "vacant")


@dataclass(frozen=True, slots=True)
class _Row:
    """One office over both years, and the terms in which another person took it."""

    post: Post
    tenure: Tenure
    new: tuple[Office, ...]
    y: float


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the figure shows."""

    rows: tuple[_Row, ...]
    heads: tuple[tuple[float, str], ...]
    bottom: float
    window: Span
    as_of: date


def capacity(book: Casebook, estimates: tuple[Estimate, ...], as_of: date) -> Figure | None:
    """Offices over the two years that are compared.

    None where fewer than three have terms on record, or where the table has neither a vacancy nor an acting holder.
    """
    window = Span(year_before(as_of).first, year_to(as_of).last)
    looked = watch(book, "offices", status=("observed", "partial"))
    every = posts(book, as_of)
    held = [(post, tenure(post.terms, window, looked)) for post in every]
    known = [(post, found, new_holders(post.terms, window, looked)) for post, found in held if found.known]
    touched = any(found.possibly("vacant", "acting") for _, found, _ in known)
    if len(known) < FEWEST or not touched:
        return None
    sheet = _sheet(known, window, as_of)
    alt, missing = _alt(sheet), len(every) - len(known)
    return Figure(
        id="capacity",
        title="How the offices that carry the partnership were held",
        subtitle=f"By office, {day(window.from_date)} to {day(as_of)}",
        alt=alt,
        spec=_drawn(sheet, alt),
        data=_table([post for post, _ in held], estimates, as_of),
        note=_note(missing, len(known) - len(sheet.rows)),
    )


def _note(missing: int, left_out: int) -> str:
    said = ["Shaded: the last twelve months. No line: the table of offices does not say."]
    if missing:
        said.append(f"Without any term on record: {missing} more {plural(missing, 'office')}.")
    if left_out:
        said.append(f"{left_out} more in the table.")
    return " ".join(said)


def _sheet(known: list[tuple[Post, Tenure, tuple[Office, ...]]], window: Span, as_of: date) -> _Sheet:
    """Rows under the name of their member, in the order in which the members come."""
    members = list(dict.fromkeys(sorted(post.member for post, _, _ in known)))
    rows: list[_Row] = []
    heads: list[tuple[float, str]] = []
    at = 0.0
    for member in members:
        own = [one for one in known if one[0].member == member][: MOST - len(rows)]
        if own:
            heads.append((at + HEADING / 2 + 2, country(member)))
            at += HEADING
        for post, found, new in own:
            rows.append(_Row(post, found, new, at + PITCH / 2))
            at += PITCH
    return _Sheet(tuple(rows), tuple(heads), at + 4, window, as_of)


def _alt(sheet: _Sheet) -> str:
    said = [f"A row for each of {len(sheet.rows)} offices, {day(sheet.window.from_date)} to {day(sheet.as_of)}."]
    for state, words in (("vacant", "Vacant for some time"), ("acting", "In acting hands for some time")):
        names = [_name(row.post) for row in sheet.rows if row.tenure.possibly(state)]  # type: ignore[arg-type]
        said += [f"{words}: {listed(names)}."] if names else []
    changes = sum(len(row.new) for row in sheet.rows)
    return " ".join([*said, f"{changes} {plural(changes, 'change')} of holder."])


def _name(post: Post) -> str:
    return f"{country(post.member)}, {office(post.office)}"


def _row_name(post: Post) -> str:
    """An office under the name of its member, on one line: "Ambassador, United States"."""
    kind, _, to = post.office.partition("_to_")
    return f"Ambassador, {country(to)}" if kind == "ambassador" else opening(office(post.office))


def _drawn(sheet: _Sheet, alt: str) -> str:
    entries = key.lines(_entries(sheet), theme.NARROW)
    frame = Frame(
        width=theme.NARROW - LEFT - RIGHT, height=int(sheet.bottom), left=LEFT, right=RIGHT, top=TOP,
        bottom=32 + key.LINE * len(entries),
        x=(position(sheet.window.from_date), after(sheet.as_of)), y=(0, sheet.bottom), down=True,
    )  # fmt: skip
    layers = [
        *_ground(frame, sheet),
        *_names(frame, sheet),
        *_bars(sheet),
        *key.drawn(frame, entries, sheet.bottom + 42),
    ]
    return specification(frame, layers, alt)


def _ground(frame: Frame, sheet: _Sheet) -> list[Layer]:
    start = position(year_to(sheet.as_of).from_date)
    left, bottom = frame.x[0] - frame.left * frame.per_px, sheet.bottom
    quarters = _quarters(sheet)
    return [
        *bands([(start, -4, frame.x[1], bottom)], fill=theme.WASH2),
        *strokes([(x, 0, x, bottom) for x, _ in quarters], colour=theme.HAIR),
        *strokes([(left, y - HEADING / 2, frame.x[1], y - HEADING / 2) for y, _ in sheet.heads[1:]], colour=theme.HAIR),
        *strokes([(frame.x[0], bottom, frame.x[1], bottom)], colour=theme.FAINT),
        *labels([(x, bottom + 14, text) for x, text in quarters if text], colour=theme.MUTED, align="center"),
        *labels([(start, -16.0, "last 12 months")], colour=theme.MUTED),
    ]


def _quarters(sheet: _Sheet) -> list[tuple[float, str]]:
    """The first days of quarters in the window; those of January and July are named."""
    months = range(month_of(sheet.window.from_date) + 1, month_of(sheet.as_of) + 1)
    return [
        (position(month_span(month).from_date), f"{MONTHS[month % 12][:3]} {month // 12}" if month % 6 == 0 else "")
        for month in months
        if month % 3 == 0
    ]


def _names(frame: Frame, sheet: _Sheet) -> list[Layer]:
    left = frame.x[0] - frame.left * frame.per_px
    return [
        *labels([(left, y, text) for y, text in sheet.heads], bold=True),
        *named([(left, row.y, _row_name(row.post)) for row in sheet.rows], LEFT - 8, colour=theme.MUTED),
    ]


def _bars(sheet: _Sheet) -> list[Layer]:
    held, unsure, acting, vacant = [], [], [], []
    for row in sheet.rows:
        for one in row.tenure.stretches:
            x, x2 = position(one.span.from_date), after(one.span.to_date)
            if one.states == {"held"}:
                held.append((x, row.y, x2, row.y))
            elif one.states == {"acting"}:
                acting.append((x, row.y - HALF_BAR, x2, row.y + HALF_BAR))
            elif one.states == {"vacant"}:
                vacant.append((x, row.y - HALF_BAR, x2, row.y + HALF_BAR))
            elif not one.states.isdisjoint(STATES):
                unsure.append((x, row.y, x2, row.y))
    new = [
        (x, row.y) for row in sheet.rows for term in row.new if (x := _start(term)) >= position(sheet.window.from_date)
    ]
    return [*_sign("held", held), *_sign("unsure", unsure), *_sign("acting", acting), *_sign("vacant", vacant),
            *_sign("new", [(x, y - 6, x, y + 6) for x, y in new])]  # fmt: skip


def _start(term: Office) -> float:
    """Where another person took over: on the day, or in the middle of the month that is known."""
    if term.from_precision == "day":
        return position(term.from_date)
    return position(term.from_date) + (0.5 / 12 if term.from_precision == "month" else 0.5)


def _sign(what: str, at: list[Segment]) -> list[Layer]:
    if what == "held":
        return strokes(at, colour=theme.ACT_MID, width=2)
    if what == "unsure":
        return strokes(at, colour=theme.PRESS, width=2, dash=(3, 3))
    if what == "acting":
        return bands(at, fill=theme.PAPER, stroke=theme.PRESS)
    if what == "vacant":
        return bands(at, fill=theme.PRESS, stroke=theme.PRESS)
    return strokes(at, colour=theme.ACT, width=2.5)


def _entries(sheet: _Sheet) -> list[key.Entry]:
    def bar(what: str, meaning: str) -> key.Entry:
        high = HALF_BAR if what in STATES else 0.0
        return key.Entry(
            meaning,
            lambda frame, x, y: _sign(what, [(x - 5 * frame.per_px, y - high, x + 5 * frame.per_px, y + high)]),
        )

    states = {frozenset(one.states) for row in sheet.rows for one in row.tenure.stretches}
    found = [bar("held", "held")]
    found += [bar("acting", "in acting hands")] if {"acting"} in states else []
    found += [bar("vacant", "vacant")] if {"vacant"} in states else []
    mixed = any(len(one) > 1 and not one.isdisjoint(STATES) for one in states)
    found += [bar("unsure", "month known, not the day")] if mixed else []
    if any(row.new for row in sheet.rows):
        found.append(key.Entry("another person took office", lambda _, x, y: _sign("new", [(x, y - 6, x, y + 6)])))
    return found


def _table(every: list[Post], estimates: tuple[Estimate, ...], as_of: date) -> Table:
    """Days vacant and in acting hands of each office in both years, this year first."""
    by_key = {(e.name, e.of("member"), e.of("office"), e.of("window")): e for e in estimates if e.measure == "capacity"}
    columns = [(name, window) for name in ("vacancy_days", "acting_days") for window in ("now", "before")]
    rows: list[tuple[Text, ...]] = [
        (
            (opening(_name(post)),),
            *(_cell(by_key.get((name, post.member, post.office, window)), post) for name, window in columns),
        )
        for post in sorted(every, key=lambda post: post.member)
    ]
    return Table(
        id="capacity-data",
        caption=f"Days on which these offices were vacant or in acting hands, twelve months to {day(as_of)} and before",
        columns=("Office", "Vacant", "Vacant, year before", "Acting", "Acting, year before"),
        rows=tuple(rows),
        numeric=(1, 2, 3, 4),
    )


def _cell(found: Estimate | None, post: Post) -> Text:
    """The days that are sure, and those that are possible; a dash where there were none, or nothing is known."""
    if found is None or found.value is None:
        return ("–",) if post.terms else ("not known",)
    key_ = evidence_key(found)
    if found.high is None:
        return (Num(f"{found.value:,.0f}", key_),)
    return (Num(f"{found.value:,.0f}", key_), "–", Num(f"{found.high:,.0f}", key_))

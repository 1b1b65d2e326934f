"""How long each format has been silent, against the gaps it used to leave between meetings.

Takes a casebook, the estimates `days_since` and `silence_tail`, and a day; gives one figure: per format a strip of
its past gaps, the rhythm it promised, and the silence of today. Days run on a logarithmic scale, named at week, month,
quarter and year, because gaps of a month and of four years share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import TYPE_CHECKING

from minilateral.brief.charts import key, theme
from minilateral.brief.charts.formats import Format, formats
from minilateral.brief.charts.layers import Frame, Layer, labels, named, points, specification, strokes
from minilateral.brief.parts import Figure, Num, Table, Text, evidence_key
from minilateral.brief.rhythm import promised
from minilateral.brief.wording import day, percent, plural
from minilateral.measures.consistency import gaps
from minilateral.measures.exposure import watch

if TYPE_CHECKING:
    from datetime import date

    from minilateral.brief.ledger import Ledger
    from minilateral.measures.occasions import Contact
    from minilateral.model import Casebook, Estimate, Track

MOST = 12  # rows drawn; the table has them all
LEFT, RIGHT, TOP, PITCH = 196, 76, 8, 30
_NAMED = (
    (7, "week"),
    (30, "month"),
    (91, ""),
    (365, "year"),
    (1461, "4 years"),
    (7305, "20 years"),
    (36525, "100 years"),
)
_SHORTEST = 7.0  # days: shorter gaps stand at the left edge, their number says the rest
_RHYTHM = 2  # gaps from which a lower format has a row


@dataclass(frozen=True, slots=True)
class _Row:
    """One format: its silence, the gaps between its meetings, and the rhythm promised."""

    found: Format
    since: Estimate
    days: float
    pairs: list[tuple[Contact, Contact]]  # meetings with nothing unobserved between them
    tail: Estimate | None
    promises: tuple[str, ...] | None  # rows behind the promised rhythm; None where none was promised by the day

    @property
    def cadence(self) -> int | None:
        """Days of the promised rhythm."""
        return self.found.track.cadence_days if self.promises is not None else None

    @property
    def gaps(self) -> list[int]:
        """Days from each meeting to the next."""
        return [two.span.first - one.span.first for one, two in self.pairs]

    @property
    def longer(self) -> int:
        """How many past gaps the silence has outlasted."""
        return sum(gap < self.days for gap in self.gaps)


def consistency(book: Casebook, estimates: tuple[Estimate, ...], as_of: date, ledger: Ledger) -> Figure | None:
    """Silence by track; None when no track has a last meeting that may be counted from. Counts are tied in `ledger`."""
    rows = _rows(book, estimates, as_of)
    if not rows:
        return None
    shown = [row for row in rows if row.found.high or len(row.gaps) >= _RHYTHM][:MOST] or rows[:MOST]
    alt = _alt(shown)
    left_out = len(rows) - len(shown)
    more = f" {left_out} more {plural(left_out, 'track')} in the table." if left_out else ""
    return Figure(
        id="consistency",
        title="How long each track has been silent",
        subtitle=f"Days since each track last met, {day(as_of)}, and its past gaps; logarithmic scale",
        alt=alt,
        spec=_drawn(shown, alt),
        data=_table(rows, ledger),
        note=f"Only gaps that lie wholly in time observed are shown, so some tracks have none.{more}",
    )


def _rows(book: Casebook, estimates: tuple[Estimate, ...], as_of: date) -> list[_Row]:
    """Formats with a known silence: ministers and leaders first, the longest silent first."""
    since = {e.of("track"): e for e in estimates if e.name == "days_since"}
    tails = {e.of("track"): e for e in estimates if e.name == "silence_tail" and e.of("track")}
    rows = []
    for found in formats(book, as_of):
        track = found.track.id
        days = since.get(track)
        if days is None or days.value is None:
            continue
        pairs = gaps(found.met, watch(book, track=track))
        rows.append(_Row(found, days, days.value, pairs, tails.get(track), _promises(book, found.track, as_of)))
    return sorted(rows, key=lambda row: (not row.found.high, -row.days, row.found.track.id))


def _promises(book: Casebook, track: Track, as_of: date) -> tuple[str, ...] | None:
    """The track that names a rhythm and the promises made of it by the day."""
    if not promised(book, track, as_of):
        return None
    made = {row.id for row in book.commitments if row.live and row.made_date <= as_of}
    return (track.id, *(row for row in track.promised_by if row in made))


def _alt(rows: list[_Row]) -> str:
    said = [f"{row.found.name} {row.days:,.0f} {plural(round(row.days), 'day')}{_against(row)}" for row in rows]
    return f"A row for each track with its past gaps as ticks and the present silence as a diamond. {'; '.join(said)}."


def _against(row: _Row) -> str:
    return f", longer than {row.longer} of {len(row.gaps)} past gaps" if row.gaps else ""


def _drawn(rows: list[_Row], alt: str) -> str:
    most = max(max([row.days, *row.gaps, row.cadence or 1]) for row in rows)
    end = log10(max(most * 1.15, 400))
    places = [
        PITCH * (i + 0.5) + (10 if not row.found.high and rows[0].found.high else 0) for i, row in enumerate(rows)
    ]
    bottom = places[-1] + PITCH / 2
    entries = key.lines(_entries(rows), theme.NARROW)
    frame = Frame(
        width=theme.NARROW - LEFT - RIGHT, height=int(bottom), left=LEFT, right=RIGHT, top=TOP,
        bottom=32 + key.LINE * len(entries), x=(log10(_SHORTEST), end), y=(0, bottom), down=True,
    )  # fmt: skip
    layers = [*_ground(frame, bottom), *_marks(frame, rows, places), *key.drawn(frame, entries, bottom + 42)]
    return specification(frame, layers, alt)


def _ground(frame: Frame, bottom: float) -> list[Layer]:
    named = [(log10(days), name) for days, name in _NAMED if log10(days) <= frame.x[1]]
    return [
        *strokes([(x, 0, x, bottom) for x, _ in named], colour=theme.HAIR),
        *strokes([(frame.x[0], bottom, frame.x[1], bottom)], colour=theme.FAINT),
        *labels([(x, bottom + 14, name) for x, name in named if name], colour=theme.MUTED, align="center"),
    ]


def _x(days: float) -> float:
    return log10(max(days, _SHORTEST))


def _marks(frame: Frame, rows: list[_Row], places: list[float]) -> list[Layer]:
    left = frame.x[0] - frame.left * frame.per_px
    right = frame.x[1] + frame.right * frame.per_px
    zipped = list(zip(places, rows, strict=True))
    lower = [y for y, row in zipped if not row.found.high]
    between = [lower[0] - PITCH / 2 - 5] if lower and rows[0].found.high else []
    return [
        *strokes([(left, y, right, y) for y in between], colour=theme.FAINT),
        *strokes([(frame.x[0], y, frame.x[1], y) for y in places], colour=theme.HAIR),
        *_sign("gap", [(_x(gap), y) for y, row in zipped for gap in row.gaps]),
        *_sign("promise", [(_x(c), y) for y, row in zipped if (c := row.cadence)]),
        *_sign("silence", [(_x(row.days), y) for y, row in zipped]),
        *named([(left, y, row.found.name) for y, row in zipped], LEFT - 8),
        *labels([(right, y, f"{row.days:,.0f} d") for y, row in zipped], align="right", bold=True),
    ]


def _sign(what: str, at: list[tuple[float, float]]) -> list[Layer]:
    if what == "gap":
        return strokes([(x, y - 6, x, y + 6) for x, y in at], colour=theme.ACT_MID, width=2)
    if what == "promise":
        return points([(x, y - 10) for x, y in at], fill=theme.INK, size=6, shape="triangle-down")
    return points(at, fill=theme.PRESS, stroke=theme.PAPER, size=10, shape="diamond", width=1)


def _entries(rows: list[_Row]) -> list[key.Entry]:
    entries = [
        (True, "days since the last meeting", lambda _, x, y: _sign("silence", [(x, y)])),
        (any(row.gaps for row in rows), "past gaps", lambda _, x, y: _sign("gap", [(x, y)])),
        (
            any(row.cadence for row in rows),
            "rhythm promised",
            lambda _, x, y: _sign("promise", [(x, y + 10)]),
        ),
    ]
    return [key.Entry(meaning, sign) for occurs, meaning, sign in entries if occurs]


def _table(rows: list[_Row], ledger: Ledger) -> Table:
    return Table(
        id="consistency-data",
        caption="Days since the last meeting by track, against past gaps and the rhythm promised",
        columns=(
            "Track",
            "Days since",
            "Past gaps",
            "Shorter than the silence",
            "Longest gap",
            "Promised days",
            "Chance of a longer gap",
        ),
        rows=tuple(_cells(row, ledger) for row in rows),
        numeric=(1, 2, 3, 4, 5, 6),
    )


def _cells(row: _Row, ledger: Ledger) -> tuple[Text, ...]:
    tail, ranked = row.tail, sorted(row.pairs, key=lambda pair: pair[1].span.first - pair[0].span.first)
    shorter, longest = ranked[: row.longer], ranked[-1:]
    chance: Text = ("–",)
    if tail is not None and tail.value is not None:
        chance = (Num(percent(tail.value), evidence_key(tail)),)
    return (
        (row.found.name,),
        (Num(f"{row.days:,.0f}", evidence_key(row.since)),),
        (_gaps(row, ledger, "gaps", row.pairs, f"{len(row.gaps):,}"),) if row.gaps else ("none",),
        (_gaps(row, ledger, "shorter", shorter, f"{len(shorter):,}"),) if row.gaps else ("–",),
        (_gaps(row, ledger, "longest", longest, f"{max(row.gaps):,}"),) if row.gaps else ("–",),
        (_promise(row, ledger),),
        chance,
    )


def _gaps(row: _Row, ledger: Ledger, name: str, pairs: list[tuple[Contact, Contact]], text: str) -> Num:
    """A number about gaps, tied to the meetings on both sides of each."""
    titles = {"gaps": "past gaps", "shorter": "gaps shorter than the silence", "longest": "longest gap"}
    rows = [id_ for one, two in pairs for id_ in (*one.ids, *two.ids)]
    return ledger.cell(
        "consistency-gaps", f"{row.found.track.id}-{name}", f"{row.found.name}: {titles[name]}", rows, text
    )


def _promise(row: _Row, ledger: Ledger) -> Num | str:
    """Days of the promised rhythm, tied to the track that names it and the promises behind it."""
    if row.promises is None or row.cadence is None:
        return "–"
    title = f"{row.found.name}: promised rhythm"
    return ledger.cell("consistency-promised", row.found.track.id, title, row.promises, f"{row.cadence:,}")

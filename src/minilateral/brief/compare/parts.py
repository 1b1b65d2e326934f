"""Groups side by side as one value: what `compose` makes and the renderings read.

A `Cell` is one headline of one group. Its state says how far it may be read: observed (the whole period was watched),
partial (some of it), thin (only some days or formats were looked at: what was found, and there may be more), not known
(no value; `reason` says why). Groups stand in alphabetical order and nothing here orders them by a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from minilateral.brief.members import short

if TYPE_CHECKING:
    from datetime import date

    import pyarrow as pa

    from minilateral.brief.compare.headlines import Headline, Theme
    from minilateral.measures.across import Across
    from minilateral.model import Casebook, Estimate

State = Literal["observed", "partial", "thin", "not known"]
THIN = frozenset({"only_partial_watch", "thin_formats", "track_thin"})  # cautions that make a number thin


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One group as it stands beside the others. `as_of` is None where nothing is on record."""

    book: Casebook
    casebook_hash: str
    as_of: date | None
    observed_to: date | None  # the last fully observed day up to `as_of`

    @property
    def slug(self) -> str:
        """The group's slug."""
        return self.book.group.slug

    @property
    def name(self) -> str:
        """What the group is called in a table."""
        return short(self.book.group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One headline of one group; `estimate` is None where the measure gives none, and `why` then says why if it can."""

    side: Side
    headline: Headline
    estimate: Estimate | None
    why: str = ""

    @property
    def value(self) -> float | None:
        """The number, if it is known."""
        return self.estimate.value if self.estimate else None

    @property
    def reason(self) -> str:
        """Why it is not known; empty where it is."""
        if self.value is not None:
            return ""
        if self.side.as_of is None:
            return "nothing is on record yet"
        return (self.estimate.reason if self.estimate else self.why) or self.headline.without

    @property
    def state(self) -> State:
        """How far the number may be read."""
        one = self.estimate
        if one is None or one.value is None:
            return "not known"
        if not one.coverage or THIN & set(one.warnings):
            return "thin"
        return "partial" if one.coverage < 1 else "observed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One theme: for each headline a cell of every group, in the order of the groups."""

    theme: Theme
    columns: tuple[tuple[Cell, ...], ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, headline by headline."""
        return tuple(cell for column in self.columns for cell in column)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """The same measures of all groups, in alphabetical order. `as_of` is the one day asked for, if any.

    Example:
        >>> from minilateral.library import compare_groups
        >>> made = compare_groups()
        >>> [side.slug for side in made.sides][:2]
        ['aukus', 'australia-japan-us']
        >>> {row["state"] for row in made.rows()} <= {"observed", "partial", "thin", "not known"}
        True
    """

    as_of: date | None
    sides: tuple[Side, ...]
    panels: tuple[Panel, ...]
    across: tuple[Across, ...]  # the acts of one state, seen by groups with it and by groups without
    version: str

    def rows(self) -> list[dict[str, Any]]:
        """One plain dict per headline and group: value, interval, coverage, day, and the ids of the rows behind it."""
        return [_row(cell) for panel in self.panels for cell in panel.cells]

    def to_arrow(self) -> pa.Table:
        """The same as an Arrow table, which pandas, polars and DuckDB read without copying."""
        from minilateral.frames import arrow  # noqa: PLC0415 -- heavy, and wanted by few

        return arrow(self.rows(), FIELDS)


_OF_ESTIMATE = ("value", "low", "high", "interval", "unit", "n", "coverage")
_ITS_PERIOD = ("from_date", "to_date", "warnings", "evidence")
FIELDS = (
    "measure", "name", "key", "headline", "group", "group_name", "as_of", "observed_to",
    *_OF_ESTIMATE, "state", "reason", *_ITS_PERIOD,
)  # fmt: skip


def _row(cell: Cell) -> dict[str, Any]:
    one, headline = cell.estimate, cell.headline
    made = {
        "measure": headline.measure,
        "name": headline.name,
        "key": "; ".join("=".join(part) for part in (one.key if one else headline.key)),
        "headline": headline.words,
        "group": cell.side.slug,
        "group_name": cell.side.name,
        "as_of": cell.side.as_of,
        "observed_to": cell.side.observed_to,
        "state": cell.state,
        "reason": cell.reason,
        "unit": "",
        "warnings": (),
        "evidence": (),
    }
    if one:
        made |= {name: getattr(one, name) for name in (*_OF_ESTIMATE, *_ITS_PERIOD)}
    return {name: made.get(name) for name in FIELDS}

"""What was watched, and when: the coverage ledger of a casebook as spans of days.

Takes a casebook; gives merged spans per table (or track) and the observed share of any window. What lies outside
`observed` is unknown, never zero: without coverage rows nothing counts as observed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from minilateral.measures.windows import Span, between
from minilateral.model import Casebook, Coverage, Watched


@dataclass(frozen=True, slots=True)
class Watch:
    """Spans that do not touch each other, in order: the days on which something was watched."""

    spans: tuple[Span, ...]

    @property
    def end(self) -> date | None:
        """Last day watched; None if never."""
        return self.spans[-1].to_date if self.spans else None

    @property
    def start(self) -> date | None:
        """First day watched; None if never."""
        return self.spans[0].from_date if self.spans else None

    def covers(self, day: int) -> bool:
        """Whether the day with this ordinal was watched."""
        index = bisect_right(self.spans, Span(day, 2**31)) - 1
        return index >= 0 and self.spans[index].last >= day

    def days(self, window: Span) -> int:
        """How many days of the window were watched."""
        first = max(0, bisect_right(self.spans, Span(window.first, 2**31)) - 1)
        total = 0
        for span in self.spans[first:]:
            if span.first > window.last:
                break
            total += span.meet(window).days
        return total

    def share(self, window: Span) -> float:
        """Share of the window that was watched, 0 to 1; 0 of an empty one."""
        return self.days(window) / window.days if window.days else 0.0

    def meet(self, other: Watch) -> Watch:
        """The days on which both were watched."""
        met = (one.meet(two) for one in self.spans for two in other.spans)
        return Watch(tuple(sorted(span for span in met if span.days)))

    def without(self, other: Watch) -> Watch:
        """The days on which this was watched and the other was not."""
        edges = [0, *(edge for span in other.spans for edge in (span.first - 1, span.last + 1)), 2**31]
        return self.meet(Watch(tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a <= b)))


def merged(spans: Iterable[Span]) -> Watch:
    """The union of spans, joined where they overlap or follow each other without a gap."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.first <= out[-1].last + 1:
            out[-1] = Span(out[-1].first, max(out[-1].last, span.last))
        elif span.days:
            out.append(span)
    return Watch(tuple(out))


def watch(
    book: Casebook, table: str = "engagements", *, track: str = "", actor: str = "",
    status: Iterable[Watched] = ("observed",),
) -> Watch:  # fmt: skip
    """The days on which a table was watched with one of these statuses.

    Coverage rows of a track, or of the acts of one state, rule on the days they name; on all other days those of the
    whole table do.

    Example:
        >>> from minilateral.measures.histories import history
        >>> watch(history()).end
        datetime.date(2021, 12, 31)
    """
    rows = [row for row in book.coverage if row.live and row.table == table]
    own = [row for row in rows if (track and row.track == track) or (actor and actor in row.actor)]
    wanted = set(status)
    rest = merged(_span(row) for row in rows if not row.track and not row.actor and row.watched in wanted)
    if not own:
        return rest
    kept = rest.without(merged(_span(row) for row in own))
    return merged((*kept.spans, *(_span(row) for row in own if row.watched in wanted)))


def coverage_end(book: Casebook, table: str = "engagements") -> date | None:
    """Last day on which the table was observed; None if it never was. The default `as_of` of every measure."""
    return watch(book, table).end


def default_as_of(book: Casebook) -> date | None:
    """The day an assessment is of when none is asked for.

    The end of observed coverage; without any, the day of the last live engagement; None for an empty casebook.
    """
    return coverage_end(book) or max((row.date for row in book.engagements if row.live), default=None)


def unwatched(window: Span, how_long: str = "") -> str:
    """The reason given for a window that was not observed (`how_long`), in words for a reader."""
    if not window.days:
        return "there is no such period"
    observed = f"observed {how_long}" if how_long else "fully observed"
    return f"the record was not {observed} between {window.from_date} and {window.to_date}"


def _span(row: Coverage) -> Span:
    return between(row.from_date, row.to_date)

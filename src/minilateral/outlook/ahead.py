"""The outlook of a group: every question that can be asked of it, what is said, and how good that has been.

Takes a casebook, a day and the casebooks of other groups; gives forecasts with their track records. They begin where
observation ends: what the record does not cover is neither forecast from nor counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from minilateral.measures.windows import month_of
from minilateral.outlook.listed import forecast_rows, miss_rows, record_rows
from minilateral.outlook.questions import ANSWER, Ask, Question, asks, opened
from minilateral.outlook.series import START, Rows, Series, judged_watch
from minilateral.outlook.track import LEAST_WINDOWS, NAMES
from minilateral.record.kept import Keep, nowhere

if TYPE_CHECKING:
    import pyarrow as pa

    from minilateral.model import Casebook
    from minilateral.outlook.track import Judged, TrackRecord

NO_RECORD = "no track record"
NEVER = "the record was at no time fully observed"
OLD = "the record was not fully observed since 2012, from when windows are counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What is said of one question: a chance, or a count with its 80 % range; beside it what the naive would say.

    `value` is None with a `reason` where nothing can be said. `label` is "no track record" where fewer than twelve
    windows closed; the value is then what happened in the other groups. `rows` are the last on record of the series.
    """

    question: Question
    value: float | None
    low: float | None = None
    high: float | None = None
    chances: tuple[float, ...] = ()  # of 0, 1, 2, … times, for counts
    model: str = ""
    naive: tuple[tuple[str, float], ...] = ()
    naive_chances: tuple[tuple[str, tuple[float, ...]], ...] = ()
    record: TrackRecord | None = None
    windows: int = 0  # closed and watched
    label: str = ""
    reason: str = ""
    rows: tuple[str, ...] = ()

    def naively(self, name: str) -> float | None:
        """What a baseline says, or None."""
        return dict(self.naive).get(name)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Forecasts of one group as of a day; `starts` is the first day of their windows, None if there are none."""

    group: str
    as_of: date | None
    starts: date | None
    forecasts: tuple[Forecast, ...]
    notes: tuple[str, ...] = ()

    def rows(self) -> list[dict[str, Any]]:
        """One plain dict per question."""
        return forecast_rows(self.forecasts)

    def track_record(self) -> list[dict[str, Any]]:
        """One plain dict per question: scores of all models, skill against both baselines, reliability."""
        return record_rows(self.forecasts)

    def misses(self) -> list[dict[str, Any]]:
        """One plain dict per forecast of the backtests that fell on the wrong side."""
        return miss_rows(self.forecasts)

    def to_arrow(self) -> pa.Table:
        """The questions as an Arrow table, which pandas, polars and DuckDB read without copying."""
        from minilateral.frames import arrow  # noqa: PLC0415 -- heavy, and wanted by few

        return arrow(self.rows(), [])


def outlook(
    book: Casebook, as_of: date, *, others: Callable[[], Iterable[Casebook]] = tuple, keep: Keep = nowhere
) -> Outlook:
    """Every question that can be asked of the group as of a day, with what is said and how good that has been.

    Args:
        book: the casebook.
        as_of: what happened later is not seen.
        others: gives the casebooks of the other groups; asked only where a question has no track record.
        keep: remembers backtests by what they were computed from.

    Example:
        >>> from minilateral.measures.histories import history
        >>> found = outlook(history(rates=(1.0,) * 120), date(2021, 12, 31))
        >>> found.starts, found.forecasts[1].question.ask.key, 0.5 < found.forecasts[1].value < 0.99
        (datetime.date(2022, 1, 1), 'minister-90', True)
    """
    rows = Rows(book, as_of)
    found = tuple(_forecast(rows, ask, others, keep) for ask in asks(rows))
    days = [one.question.opened for one in found if one.value is not None]
    starts = max(days, default=None)
    return Outlook(book.group.slug, as_of, starts, found, tuple(_notes(as_of, starts)))


def _notes(as_of: date, starts: date | None) -> Iterable[str]:
    if starts is None:
        yield f"no forecast as of {as_of}"
    elif (starts - as_of).days > 1 or starts <= as_of:
        yield f"forecasts begin on {starts}, where observation ends, not on {as_of}"


def _forecast(rows: Rows, ask: Ask, others: Callable[[], Iterable[Casebook]], keep: Keep) -> Forecast:
    from minilateral.outlook.backtest import judge, judge_answers  # noqa: PLC0415 -- numpy waits until it is needed

    book, as_of, found = rows.book, rows.as_of, asked(rows, ask)
    last = _known_to(found, as_of)
    if last is None or month_of(last) < START:
        why = NEVER if last is None else OLD
        return Forecast(question=opened(book, ask, as_of, found.left_out), value=None, reason=why)
    question = opened(book, ask, last, found.left_out)
    if ask.series == ANSWER:
        return _made(question, judge_answers(book, last, keep), found.rows)
    result = judge(book.group.slug, ask, found, last.toordinal(), keep)
    if result.record is None:
        return _by_reference(question, ask, as_of, others, result)
    return _made(question, result, found.rows)


def asked(rows: Rows, ask: Ask) -> Series:
    """The series a question is about; of the next answer, the severe provocations and the days they can be judged."""
    if ask.series != ANSWER:
        return rows.series(ask.series)
    from minilateral.outlook.provoked import tests  # noqa: PLC0415 -- as above

    found = tests(rows.book, rows.as_of)
    return Series(tuple(int(day) for day in found.days), tuple((row,) for row in found.rows), judged_watch(rows.book))


def _known_to(found: Series, as_of: date) -> date | None:
    """The last day watched up to `as_of`."""
    spans = [span for span in found.watch.spans if span.from_date <= as_of]
    return min(spans[-1].to_date, as_of) if spans else None


SHOWN_ROWS = 36  # of the last that happened: what a rate with a memory of 17 months rests on, and then some


def _made(question: Question, result: Judged, rows: tuple[tuple[str, ...], ...]) -> Forecast:
    model, baselines = question.ask.quoted, question.ask.baselines
    said, low, high, chances = _read(result.said[model])
    naive = [(name, *_read(result.said[name])) for name in baselines]
    return Forecast(
        question=question, value=said, low=low, high=high, chances=chances, model=model,
        naive=tuple((name, value) for name, value, *_ in naive),
        naive_chances=tuple((name, all_) for name, _, _, _, all_ in naive if all_),
        record=result.record, windows=result.closed, label="" if result.record else NO_RECORD,
        rows=tuple(row for some in rows[-SHOWN_ROWS:] for row in some),
    )  # fmt: skip


def _read(said: Any) -> tuple[float, float | None, float | None, tuple[float, ...]]:  # noqa: ANN401 -- chance or chances
    """The value of a forecast, its range and its chances: of counts the mean and the central 80 %."""
    if isinstance(said, float | int):
        return float(said), None, None, ()
    total, low, high = 0.0, None, None
    for k, p in enumerate(said):
        total += p
        low = k if low is None and total >= 0.1 - 1e-9 else low
        high = k if high is None and total >= 0.9 - 1e-9 else high
    mean = sum(k * p for k, p in enumerate(said)) / total
    return mean, float(low or 0), float(len(said) - 1 if high is None else high), tuple(said)


def _by_reference(
    question: Question, ask: Ask, as_of: date, others: Callable[[], Iterable[Casebook]], own: Judged
) -> Forecast:
    """What happened in all closed windows of the other groups, as there is no track record of this one."""
    from minilateral.outlook.reference import reference  # noqa: PLC0415 -- as above

    label, windows = NO_RECORD, own.closed
    why = f"fewer than twelve windows have closed ({windows}), and no other group is at hand to tell from"
    if ask.track:
        why = f"fewer than twelve windows have closed ({windows}), and no other group has this track"
    found = None if ask.track else reference(ask, as_of, others())
    if found is None:
        return Forecast(question=question, value=None, label=label, reason=why, windows=windows)
    value, low, high, chances = _read(found)
    own_naive = (("climatology", _read(own.said["climatology"])[0]),)
    return Forecast(
        question=question, value=value, low=low, high=high, chances=chances, model="reference", label=label,
        windows=windows, naive=own_naive if windows >= LEAST_WINDOWS else (),
    )  # fmt: skip


def model_name(forecast: Forecast) -> str:
    """The model a forecast rests on, in words."""
    return NAMES.get(forecast.model, forecast.model)
